// Small parts that several views share.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t, word } from "./i18n";
import { bits as bitsText } from "./format";
import { href } from "./route";
import { Value } from "./text";
import type { NodeName, RowName } from "./data";

export interface Async<T> { value?: T; error?: string; again: () => void }

/**
 * Loads when `keys` change; an answer that comes too late is dropped. `again` loads anew and shows what was there until
 * the answer comes, so that nothing that was typed, opened or scrolled is lost.
 */
export function useAsync<T>(load: () => Promise<T>, keys: unknown[]): Async<T> {
  const [state, set] = useState<{ value?: T; error?: string; for: string }>({ for: "" });
  const [round, again] = useState(0);
  const key = JSON.stringify(keys);
  useEffect(() => {
    let current = true;
    load().then(
      (value) => current && set({ value, for: key }),
      (error: Error) => current && set({ error: error.message, for: key }),
    );
    return () => {
      current = false;
    };
  }, [key, round]);
  const fresh = state.for === key;
  return { value: fresh ? state.value : undefined, error: fresh ? state.error : undefined, again: () => again((n) => n + 1) };
}

export function Loaded<T>({ of, children }: { of: Async<T>; children: (value: T) => ComponentChildren }) {
  if (of.error !== undefined) {
    return (
      <p class="problem" role="alert">
        {t("failed", { what: of.error })} <button onClick={of.again}>{t("retry")}</button>
      </p>
    );
  }
  return of.value === undefined ? <p class="quiet pad" role="status">{t("loading")}</p> : <>{children(of.value)}</>;
}

export function Section({ id, title, tools, children, class: extra = "" }: {
  id: string; title: string; tools?: ComponentChildren; children: ComponentChildren; class?: string;
}) {
  return (
    <section class={`card ${extra}`} aria-labelledby={`h-${id}`}>
      <header class="card-head">
        <h2 id={`h-${id}`}>{title}</h2>
        {tools && <div class="tools">{tools}</div>}
      </header>
      {children}
    </section>
  );
}

/** Bits, coloured by the side on which they stand; the sign says it too. */
export function Bits({ value }: { value: number }) {
  return <span class={`bits ${value < 0 ? "against" : value > 0 ? "for" : ""}`}>{bitsText(value)}</span>;
}

/** The shape that stands for a kind of node, as path data around 0,0 with radius 1. */
export function shape(kind: string): string {
  switch (kind) {
    case "account": return "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z";
    case "document": return "M-.78 -1H.4L.78 -.6V1H-.78Z";
    case "bank_account": return "M0 -1.05L1 -.52V.52L0 1.05L-1 .52V-.52Z";
    case "device": return "M-1 -.8H1V.4H.3V.8H-.3V.4H-1Z";
    case "ip": return "M0 -1.15L1.15 0L0 1.15L-1.15 0Z";
    case "onward": return "M-1 -.6H.2V-1L1.1 0L.2 1V.6H-1Z";
    case "portrait": return "M-.9 -.9H.9V.9H-.9ZM0 -.6A.32 .32 0 1 0 .01 -.6ZM-.6 .6A.6 .5 0 0 1 .6 .6Z";
    case "phone": case "email": case "address": return "M-1 -.7H1V.7H-1ZM-1 -.7L0 .2L1 -.7";
    default: return "M0 -1.05L1.05 .85H-1.05Z";
  }
}

/** The class that colours a kind. */
export const kindClass = (kind: string) =>
  `k-${["account", "document", "ip", "bank_account", "device", "onward", "portrait"].includes(kind) ? kind
    : ["phone", "email", "address"].includes(kind) ? "contact" : "other"}`;

export function KindIcon({ kind, size = 14, hub = false }: { kind: string; size?: number; hub?: boolean }) {
  return (
    <svg class={`icon ${kindClass(kind)} ${hub ? "hub" : ""}`} width={size} height={size} viewBox="-1.35 -1.35 2.7 2.7" aria-hidden="true">
      <path d={shape(kind)} />
    </svg>
  );
}

/** A node by kind and value; in serve it leads to its neighbourhood. */
export function NodeChip({ node, link }: { node: NodeName; link?: boolean }) {
  const inner = (
    <>
      <KindIcon kind={node[0]} /> <span class="sr">{word("node", node[0])} </span>
      <Value text={node[1]} width={34} mono />
    </>
  );
  return link ? (
    <a class="chip" href={href("search", "", { kind: node[0], value: node[1] })}>{inner}</a>
  ) : (
    <span class="chip">{inner}</span>
  );
}

/** Input rows by table: "documents 17, 911". */
export function Rows({ rows, most = 60 }: { rows: RowName[]; most?: number }) {
  const tables = new Map<string, number[]>();
  for (const [table, row] of rows.slice(0, most)) {
    const list = tables.get(table);
    if (list) list.push(row);
    else tables.set(table, [row]);
  }
  return (
    <span class="rows">
      {[...tables].map(([table, list]) => (
        <span key={table}>
          <b>{table}</b> {list.join(", ")}{" "}
        </span>
      ))}
      {rows.length > most && <i>{t("and_more", { n: rows.length - most })}</i>}
    </span>
  );
}

export function useWidth(element: { current: HTMLElement | null }, otherwise: number): number {
  const [width, set] = useState(otherwise);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver((seen) => set(Math.round(seen[0]!.contentRect.width)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element.current]);
  return width;
}

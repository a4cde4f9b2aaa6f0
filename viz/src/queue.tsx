// The queue: filters, and the list, of which only what is in sight is drawn.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Row, Run, Since } from "./data";
import { count, moment, score } from "./format";
import { listed, t, word } from "./i18n";
import { href } from "./route";
import { isServer, type Source } from "./source";
import { Thumbnail } from "./thumb";

/** Height of a row in pixels: fixed, so that places in the list are known without drawing it. */
const ROW = 96;
const BEYOND = 6;

interface Filter { text: string; kind: string; motif: string; order: string; from: string; status: string }

export function Queue({ source, run, rows, since, current, visible }: {
  source: Source; run: Run; rows: Row[]; since?: Since; current: string; visible: { current: Row[] };
}) {
  const accused = useMemo(() => rows.filter((row) => row.score >= run.accuse_from).length, [rows]);
  // What is new when the queue is opened stays in front all day: a row that is decided does not run away.
  const first = useRef<Set<string>>(undefined);
  first.current ??= new Set(rows.filter((row) => row.fresh).map((row) => row.cluster));
  const fresh = rows.filter((row) => row.fresh).length;
  const start: Filter = { text: "", kind: "", motif: "", order: first.current.size ? "new" : "rank", from: accused ? "review" : "all", status: "" };
  const [filter, set] = useState(start);
  const containing = useContaining(source, run.run, filter.text);
  const shown = useMemo(() => filtered(rows, filter, run.accuse_from, containing, first.current!), [rows, filter, containing]);
  visible.current = shown;
  const change = (part: Partial<Filter>) => set({ ...filter, ...part });
  return (
    <>
      <Filters rows={rows} filter={filter} change={change} server={isServer(source)} accused={accused} />
      <p class="tally" role="status">
        {t("shown", { n: shown.length })} {t("of_all", { all: rows.length })}
        {shown.length === 0 && rows.length > 0 && (
          <button class="link" onClick={() => set({ ...start, from: "all" })}>{t("clear")}</button>
        )}
      </p>
      {rows.length === 0 ? <p class="quiet pad">{t("empty_queue")}</p> : shown.length === 0 ? <p class="quiet pad">{t("none")}</p> : null}
      {fresh > 0 && (
        <p class="fresh">
          <b>{t("fresh", { n: fresh })}</b> <span>{since ? t("since", { when: moment(since.at, run.time_zone), who: since.who }) : t("since_run")}</span>
        </p>
      )}
      <List rows={shown} current={current} />
    </>
  );
}

function filtered(rows: Row[], filter: Filter, from: number, containing: Set<string> | null, first: Set<string>): Row[] {
  const text = filter.text.trim().toLowerCase();
  const fits = (row: Row) =>
    (filter.from === "all" || row.score >= from) &&
    (!filter.kind || row.kind === filter.kind) &&
    (!filter.motif || row.motifs.includes(filter.motif)) &&
    (!text || row.cluster.includes(text) || (containing?.has(row.cluster) ?? false)) &&
    (!filter.status || status(row, filter.status));
  const found = rows.filter(fits);
  if (filter.order === "new") found.sort((a, b) => Number(first.has(b.cluster)) - Number(first.has(a.cluster)) || a.rank - b.rank);
  if (filter.order === "size") found.sort((a, b) => b.accounts - a.accounts || a.rank - b.rank);
  if (filter.order === "lawful") found.sort((a, b) => Number(!!a.lawful) - Number(!!b.lawful) || a.rank - b.rank);
  return found;
}

function status(row: Row, wanted: string): boolean {
  const decided = row.decision && row.decision.action !== "note" && !row.decision.stale;
  if (wanted === "new") return !!row.fresh;
  return wanted === "decided" ? !!decided : !decided;
}

/** Clusters that hold a text; null while nothing is asked or known. */
function useContaining(source: Source, run: string, text: string): Set<string> | null {
  const [found, set] = useState<Set<string> | null>(null);
  useEffect(() => {
    if (!text.trim()) return set(null);
    let current = true;
    const wait = setTimeout(() => {
      source.containing(run, text.trim()).then((hits) => current && set(hits), () => current && set(new Set()));
    }, 120);
    return () => {
      current = false;
      clearTimeout(wait);
    };
  }, [run, text]);
  return found;
}

function Filters({ rows, filter, change, server, accused }: {
  rows: Row[]; filter: Filter; change: (part: Partial<Filter>) => void; server: boolean; accused: number;
}) {
  const kinds = useMemo(() => [...new Set(rows.map((row) => row.kind))].sort(), [rows]);
  const motifs = useMemo(() => [...new Set(rows.flatMap((row) => row.motifs))].sort(), [rows]);
  const pick = (name: keyof Filter, label: string, options: [string, string][]) => (
    <label>
      <span>{label}</span>
      <select value={filter[name]} onChange={(event) => change({ [name]: event.currentTarget.value })}>
        {options.map(([value, shown]) => <option key={value} value={value}>{shown}</option>)}
      </select>
    </label>
  );
  return (
    <form class="filters" role="search" aria-label={t("filter")} onSubmit={(event) => event.preventDefault()}>
      <input id="find" type="search" placeholder={t("find")} aria-label={t("find")} value={filter.text}
        onInput={(event) => change({ text: event.currentTarget.value })} autocomplete="off" spellcheck={false} />
      <div class="picks">
        {pick("from", t("show"), [["review", `${t("for_review")} (${count(accused)})`], ["all", `${t("listed")} (${count(rows.length)})`]])}
        {pick("kind", t("kind"), [["", t("any")], ...kinds.map((kind): [string, string] => [kind, word("kind", kind)])])}
        {pick("motif", t("motif"), [["", t("any")], ...motifs.map((motif): [string, string] => [motif, word("motif", motif)])])}
        {pick("order", t("order"), [...(server ? [["new", t("by_new")] as [string, string]] : []), ["rank", t("by_rank")], ["size", t("by_size")], ["lawful", t("by_lawful")]])}
        {server && pick("status", t("decisions"), [["", t("any")], ["new", t("only_new")], ["undecided", t("undecided")], ["decided", t("decided")]])}
      </div>
    </form>
  );
}

function List({ rows, current }: { rows: Row[]; current: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [view, set] = useState({ top: 0, height: 900 });
  const look = () => box.current && set({ top: box.current.scrollTop, height: box.current.clientHeight });
  useEffect(() => {
    look();
    const observer = new ResizeObserver(look);
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  const at = rows.findIndex((row) => row.cluster === current);
  useLayoutEffect(() => {
    const element = box.current!;
    if (at < 0) return;
    const [above, below] = [at * ROW - element.scrollTop, (at + 1) * ROW - element.scrollTop - element.clientHeight];
    if (above >= 0 && below <= 0) return;
    // A step keeps the list still as far as it can; a jump puts the row in the middle.
    const near = above > -2 * ROW && below < 2 * ROW;
    element.scrollTop += near ? (above < 0 ? above : below) : above - (element.clientHeight - ROW) / 2;
  }, [at]);
  useEffect(() => {
    if (at < 0 && box.current) box.current.scrollTop = 0;
  }, [rows]);
  const first = Math.max(0, Math.floor(view.top / ROW) - BEYOND);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / ROW) + BEYOND);
  const move = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!by) return;
    event.preventDefault();
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (!next) return;
    location.hash = href("c", next.cluster);
    requestAnimationFrame(() => requestAnimationFrame(() => box.current?.querySelector<HTMLElement>("[aria-current]")?.focus()));
  };
  return (
    <div class="list" ref={box} onScroll={look} onKeyDown={move}>
      <ol style={{ height: `${rows.length * ROW}px` }}>
        {rows.slice(first, last).map((row, i) => (
          <Line key={row.cluster} row={row} top={(first + i) * ROW} at={first + i + 1} of={rows.length} current={row.cluster === current} />
        ))}
      </ol>
    </div>
  );
}

function Line({ row, top, at, of, current }: { row: Row; top: number; at: number; of: number; current: boolean }) {
  const why = row.motifs.length ? row.motifs.map((motif) => word("motif", motif)) : row.codes.map((code) => word("code", code));
  return (
    <li style={{ top: `${top}px`, height: `${ROW}px` }} aria-setsize={of} aria-posinset={at}>
      <a href={href("c", row.cluster)} aria-current={current ? "true" : undefined}>
        <span class="rank"><span class="sr">{t("rank")} </span>{row.rank}</span>
        <Thumbnail thumb={row.thumb} />
        <span class="what">
          <span class="line1"><b>{word("kind", row.kind)}</b>{row.change && row.change !== "same" && <span class={`tag ${row.fresh ? "new" : ""}`}>{word("change", row.change)}</span>}<span class="score"><span class="sr">{t("score")} </span>{score(row.score)}</span></span>
          <span class="line2" title={listed(why)}>{listed(why)}</span>
          <span class="line3">
            {t("accounts", { n: row.accounts })} · {t("identifiers", { n: row.identifiers })}
            {row.lawful && <span class="tag lawful" title={t("lawful")}>{word("class", row.lawful)}</span>}
            {row.decision && <span class="tag">{row.decision.stale ? "↻ " : "✓ "}{word("action", row.decision.action)}</span>}
          </span>
        </span>
      </a>
    </li>
  );
}

// Where data comes from: the page itself (report) or the server (serve). Nothing else asks for data.
import type {
  Boot, DecisionList, Decision, Diff, Explanation, Hit, Neighbourhood, NewDecision, Page, QueueData, Row, Run, RunInfo, Since,
} from "./data";
import { lang } from "./i18n";

export interface Found { hits: Hit[]; more: boolean }

export interface Source {
  boot: Boot;
  runs(): Promise<Run[]>;
  info(run: string): Promise<RunInfo>;
  queue(run: string): Promise<QueueData>;
  page(run: string, cluster: string): Promise<Page>;
  /** Clusters in which a text occurs in an account, an identifier or a name. */
  containing(run: string, text: string): Promise<Set<string>>;
}

export interface Server extends Source {
  search(run: string, q: string): Promise<Found>;
  neighbourhood(run: string, kind: string, value: string): Promise<Neighbourhood>;
  explain(run: string, a: string, b: string): Promise<Explanation>;
  decisions(run: string, cluster?: string): Promise<DecisionList>;
  decide(decision: NewDecision): Promise<Decision>;
  diff(older: string, newer: string): Promise<Diff>;
}

export const folded = (text: string) => text.normalize("NFKC").toLowerCase();

/** Turns packed text (base64 of gzip of JSON) into data. */
export async function unpack<T>(text: string): Promise<T> {
  const bytes = Uint8Array.from(atob(text.trim()), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text()) as T;
}

const loaded = () =>
  document.readyState !== "loading"
    ? Promise.resolve()
    : new Promise<void>((done) => document.addEventListener("DOMContentLoaded", () => done(), { once: true }));

function fromPage(boot: Boot): Source {
  let index: Promise<Map<string, string>> | undefined;
  const block = async <T,>(selector: string, what: string): Promise<T> => {
    let element = document.querySelector(selector);
    // While the page is still being read, its last element may be half there.
    if (!element?.nextSibling) {
      await loaded();
      element = document.querySelector(selector);
    }
    if (!element?.textContent) throw new Error(`${what}: not in this file`);
    return unpack<T>(element.textContent);
  };
  const words = async () => {
    const lists = await block<Record<string, string[]>>("#index", "index");
    return new Map(Object.entries(lists).map(([id, list]) => [id, folded(list.join("\n"))]));
  };
  return {
    boot,
    runs: async () => boot.runs ?? [],
    info: async () => boot.run_info!,
    queue: async () => ({ rows: boot.queue ?? [] }),
    page: (_run, cluster) => block<Page>(`script[data-cluster="${CSS.escape(cluster)}"]`, cluster),
    containing: async (_run, text) => {
      index ??= words();
      const wanted = folded(text);
      return new Set([...(await index)].filter(([, all]) => all.includes(wanted)).map(([id]) => id));
    },
  };
}

async function ask<T>(path: string, query: Record<string, string | undefined> = {}, body?: unknown): Promise<T> {
  const given = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  const url = `/api/${path}${given.length ? `?${new URLSearchParams(given)}` : ""}`;
  const sent = body === undefined ? {} : {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  };
  const answer = await fetch(url, { credentials: "same-origin", ...sent });
  const data = (await answer.json().catch(() => ({ error: `${answer.status} ${answer.statusText}` }))) as T & { error?: string };
  if (!answer.ok) throw new Error(data.error ?? `${answer.status}`);
  return data;
}

function fromServer(boot: Boot): Server {
  const search = (run: string, q: string) => ask<Found>("search", { run, q });
  return {
    boot,
    runs: async () => (await ask<{ runs: Run[] }>("runs")).runs,
    info: async (run) => (await ask<{ run_info: RunInfo }>("run", { run })).run_info,
    queue: async (run) => {
      const { clusters, since } = await ask<{ clusters: Row[]; since?: Since | null }>("clusters", { run });
      return { rows: clusters, since: since ?? undefined };
    },
    page: (run, cluster) => ask<Page>(`cluster/${encodeURIComponent(cluster)}`, { run }),
    containing: async (run, q) => new Set((await search(run, q)).hits.map((hit) => hit.cluster).filter(Boolean)),
    search,
    neighbourhood: (run, kind, value) => ask("neighbourhood", { run, kind, value }),
    explain: (run, a, b) => ask("explain", { run, a, b, lang: lang() }),
    decisions: (run, cluster) => ask("decisions", { run, cluster }),
    decide: (decision) => ask("decisions", {}, decision),
    diff: (older, newer) => ask("diff", { old: older, new: newer }),
  };
}

export function open(): Source {
  const boot = JSON.parse(document.getElementById("data")!.textContent!) as Boot;
  return boot.mode === "serve" ? fromServer(boot) : fromPage(boot);
}

export const isServer = (source: Source): source is Server => source.boot.mode === "serve";

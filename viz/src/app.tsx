// The frame: header, queue at the side, one view in the middle, keys.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { About } from "./about";
import { ClusterView } from "./cluster";
import type { Lang, QueueData, Row, Run } from "./data";
import { Help } from "./help";
import { setLang, lang, t } from "./i18n";
import { remember, remembered } from "./prefs";
import { Queue } from "./queue";
import { go, href, parse, useRoute } from "./route";
import { DecisionsView } from "./serve/decisions";
import { DiffView } from "./serve/diff";
import { ExplainView } from "./serve/explain";
import { SearchView } from "./serve/search";
import { isServer, type Source } from "./source";
import { Loaded, useAsync } from "./ui";

const NOTHING: QueueData = { rows: [] };
const WIDE = "(min-width: 1100px)";

export function App({ source }: { source: Source }) {
  const route = useRoute();
  const [, redraw] = useState(0);
  const runs = useAsync(() => source.runs(), []);
  const [chosen, choose] = useState("");
  const run = runs.value?.find((one) => one.run === chosen) ?? runs.value?.[0];
  const queue = useAsync(() => (run ? source.queue(run.run) : Promise.resolve(NOTHING)), [run?.run ?? ""]);
  const rows = queue.value?.rows;
  const visible = useRef<Row[]>([]);
  const main = useRef<HTMLElement>(null);
  const [help, setHelp] = useState(false);

  const switchLang = (to: Lang) => {
    setLang(to);
    remember("lang", to);
    redraw((n) => n + 1);
  };
  const step = useCallback((by: number) => {
    const rows = visible.current;
    const at = rows.findIndex((row) => row.cluster === route.id);
    const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next) go(href("c", next.cluster));
  }, [route.id]);

  useKeys({
    j: () => step(1), k: () => step(-1),
    "/": () => document.querySelector<HTMLInputElement>("#find")?.focus(),
    "?": () => setHelp(true),
    d: () => document.querySelector<HTMLElement>("#decide button, #decide summary")?.focus(),
    Escape: () => route.view !== "queue" && !matchMedia(WIDE).matches && go(href("queue")),
  });

  // On a wide screen the queue and a cluster stand side by side: open the first one.
  useEffect(() => {
    // The address, not `route`: the reader may be on the way elsewhere already.
    if (parse(location.hash).view !== "queue" || !matchMedia(WIDE).matches || !rows?.length) return;
    const first = visible.current[0] ?? rows[0]!;
    history.replaceState(null, "", href("c", first.cluster));
    dispatchEvent(new HashChangeEvent("hashchange"));
  }, [route.view, rows]);
  useEffect(() => {
    document.title = `${route.view === "c" ? route.id : t("title")} – ringtrace`;
    main.current?.scrollTo(0, 0);
  }, [route.view, route.id, lang()]);

  const row = useMemo(() => rows?.find((one) => one.cluster === route.id), [rows, route.id]);
  return (
    <div class={`app view-${route.view === "queue" ? "queue" : "main"}`}>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{t("skip")}</a>
      <Head source={source} run={run} runs={runs.value ?? []} view={route.view} choose={choose} lang={switchLang} help={() => setHelp(true)} />
      <aside class="side" aria-label={t("queue")}>
        <Loaded of={queue}>
          {(data) => run && <Queue key={run.run} source={source} run={run} rows={data.rows} since={data.since} current={route.id} visible={visible} />}
        </Loaded>
      </aside>
      <main id="main" ref={main} tabIndex={-1}>
        {run && <View source={source} run={run} runs={runs.value!} route={route} row={row} decided={queue.again} next={() => step(1)} />}
        {runs.error && <p class="problem">{t("failed", { what: runs.error })}</p>}
      </main>
      {help && <Help server={isServer(source)} close={() => setHelp(false)} />}
    </div>
  );
}

function View({ source, run, runs, route, row, decided, next }: {
  source: Source; run: Run; runs: Run[]; route: ReturnType<typeof useRoute>; row?: Row; decided: () => void; next: () => void;
}) {
  if (route.view === "c") return <ClusterView key={route.id} source={source} run={run} id={route.id} row={row} decided={decided} next={next} />;
  if (route.view === "run") return <About source={source} run={run} />;
  if (isServer(source)) {
    if (route.view === "search") return <SearchView server={source} run={run} query={route.query} />;
    if (route.view === "explain") return <ExplainView server={source} run={run} query={route.query} />;
    if (route.view === "diff") return <DiffView server={source} runs={runs} query={route.query} />;
    if (route.view === "decisions") return <DecisionsView server={source} run={run} />;
  }
  return <p class="quiet pad">{t("choose")}</p>;
}

function Head({ source, run, runs, view, choose, lang: switchLang, help }: {
  source: Source; run?: Run; runs: Run[]; view: string; choose: (run: string) => void; lang: (to: Lang) => void; help: () => void;
}) {
  const [theme, setTheme] = useState(remembered("theme"));
  const pick = (to: string) => {
    setTheme(to);
    remember("theme", to);
    if (to) document.documentElement.dataset.theme = to;
    else delete document.documentElement.dataset.theme;
  };
  const items: [string, string][] = [["queue", t("queue")]];
  if (isServer(source)) items.push(["search", t("search")], ["explain", t("explain")], ["diff", t("changes")], ["decisions", t("decisions")]);
  items.push(["run", t("about")]);
  const here = view === "c" ? "queue" : view;
  return (
    <header class="top">
      <a class="brand" href={href("queue")} aria-label={`ringtrace – ${t("title")}`}><Mark /><b>ringtrace</b></a>
      <nav aria-label={t("main")}>
        {items.map(([name, label]) => (
          <a key={name} href={href(name)} aria-current={here === name ? "page" : undefined}>{label}</a>
        ))}
      </nav>
      <div class="prefs">
        {runs.length > 1 && (
          <select aria-label={t("runs")} value={run?.run} onChange={(event) => choose(event.currentTarget.value)}>
            {runs.map((one) => <option key={one.run} value={one.run}>{one.run}</option>)}
          </select>
        )}
        <select aria-label={t("theme")} value={theme} onChange={(event) => pick(event.currentTarget.value)}>
          <option value="">{t("theme_auto")}</option>
          <option value="light">{t("theme_light")}</option>
          <option value="dark">{t("theme_dark")}</option>
        </select>
        <select aria-label={t("language")} value={lang()} onChange={(event) => switchLang(event.currentTarget.value as Lang)}>
          <option value="en">English</option>
          <option value="ja">日本語</option>
        </select>
        <button class="plain" aria-label={t("keys")} title={t("keys")} onClick={help}>?</button>
      </div>
    </header>
  );
}

function Mark() {
  return (
    <svg class="mark" width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <path d="M5 6L16 4.5M5 6L8 17M16 4.5L17 15M8 17L17 15" />
      <circle cx="5" cy="6" r="3" /><circle cx="16" cy="4.5" r="2.4" /><circle cx="8" cy="17" r="2.4" /><circle cx="17" cy="15" r="3" />
    </svg>
  );
}

/** Keys that work wherever nothing is being typed. */
function useKeys(keys: Record<string, () => unknown>) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const typing = target.closest("input, select, textarea, dialog, [contenteditable]");
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (typing) {
        if (event.key === "Escape" && target.id === "find") target.blur();
        return;
      }
      const action = keys[event.key];
      if (action && !event.defaultPrevented) {
        event.preventDefault();
        action();
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
}

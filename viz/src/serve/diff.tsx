// What changed between two runs, and which ties caused it.
import { useState } from "preact/hooks";
import type { Diff, Run } from "../data";
import { score } from "../format";
import { edgeLabel, t, word } from "../i18n";
import { go, href } from "../route";
import type { Server } from "../source";
import { Bits, Loaded, NodeChip, Section, useAsync } from "../ui";

export function DiffView({ server, runs, query }: { server: Server; runs: Run[]; query: URLSearchParams }) {
  const newer = query.get("new") || runs[0]?.run || "";
  const older = query.get("old") || runs[1]?.run || newer;
  const [pair, setPair] = useState({ older, newer });
  const diff = useAsync(() => server.diff(older, newer), [older, newer]);
  const pick = (name: "older" | "newer") => (
    <label>{t(name)}
      <select value={pair[name]} onChange={(event) => setPair({ ...pair, [name]: event.currentTarget.value })}>
        {runs.map((run) => <option key={run.run} value={run.run}>{run.run}</option>)}
      </select>
    </label>
  );
  return (
    <article class="cluster">
      <header class="heading"><h1>{t("changes")}</h1></header>
      <form class="ask" onSubmit={(event) => { event.preventDefault(); go(href("diff", "", { old: pair.older, new: pair.newer })); }}>
        {pick("older")}{pick("newer")}
        <button class="main" type="submit">{t("compare")}</button>
      </form>
      <Loaded of={diff}>{(found) => <Changes diff={found} />}</Loaded>
    </article>
  );
}

const ORDER = ["born", "grown", "merged", "split", "shrunk", "gone"];

function Changes({ diff }: { diff: Diff }) {
  const kinds = [...new Set([...ORDER, ...diff.changes.map((one) => one.change)])];
  return (
    <>
      <p class="quiet">{t("diff_of", { old: diff.old, new: diff.new })} {diff.changes.length === 0 && t("diff_none")} {t("diff_same", { n: diff.same })}</p>
      {kinds.map((kind) => {
        const list = diff.changes.filter((one) => one.change === kind);
        return list.length === 0 ? null : (
          <Section key={kind} class="cap" id={`diff-${kind}`} title={`${word("change", kind)} (${list.length})`}>
            <ul class="plain-list diffs">{list.map((one) => <Change key={one.cluster} one={one} />)}</ul>
          </Section>
        );
      })}
    </>
  );
}

function Change({ one }: { one: Diff["changes"][number] }) {
  const accounts = (key: "joined" | "left", list: string[]) => list.length > 0 && (
    <p class="chips"><span class="quiet">{t(key)}</span>
      {list.slice(0, 20).map((account) => <NodeChip key={account} node={["account", account]} link />)}
      {list.length > 20 && <i class="quiet">{t("and_more", { n: list.length - 20 })}</i>}
    </p>
  );
  return (
    <li>
      <p class="diff-head">
        {one.change === "gone" ? <code>{one.cluster}</code> : <a href={href("c", one.cluster)}><code>{one.cluster}</code></a>}
        {(one.from.length > 1 || one.to.length > 1) && <span class="quiet">{one.from.join(", ")} → {one.to.join(", ")}</span>}
        <span>{one.score_before == null ? "–" : score(one.score_before)} → {one.score_after == null ? "–" : score(one.score_after)}</span>
      </p>
      {accounts("joined", one.accounts_added)}
      {accounts("left", one.accounts_removed)}
      {one.ties.length > 0 && (
        <details>
          <summary>{t("caused")} ({one.ties.length})</summary>
          <ul class="tie-list">
            {one.ties.slice(0, 50).map((tie, i) => (
              <li key={i}><span class="tag">{t(tie.change === "lost" ? "lost" : "added")}</span> <NodeChip node={tie.a} link /> – <NodeChip node={tie.b} link /> <Bits value={tie.bits} /> <span class="quiet">{edgeLabel(tie.label)}</span></li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

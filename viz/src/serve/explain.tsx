// Why are these two linked: the strongest chain of evidence between two accounts, or why there is none.
import { useEffect, useState } from "preact/hooks";
import type { Run } from "../data";
import { bits } from "../format";
import { lang, t, word } from "../i18n";
import { go, href } from "../route";
import type { Server } from "../source";
import { Sentence } from "../text";
import { Bits, Loaded, NodeChip, Rows, Section, useAsync } from "../ui";

export function ExplainView({ server, run, query }: { server: Server; run: Run; query: URLSearchParams }) {
  const [given, asked] = [query.get("a") ?? "", query.get("b") ?? ""];
  const [a, setA] = useState(given);
  const [b, setB] = useState(asked);
  useEffect(() => {
    setA(given);
    setB(asked);
  }, [given, asked]);
  return (
    <article class="cluster">
      <header class="heading"><h1>{t("explain")}</h1></header>
      <Section id="ask" title={t("ask")}>
        <form class="ask" onSubmit={(event) => { event.preventDefault(); go(href("explain", "", { a: a.trim(), b: b.trim() })); }}>
          <label>{t("a")}<input required value={a} onInput={(event) => setA(event.currentTarget.value)} autocomplete="off" spellcheck={false} /></label>
          <label>{t("b")}<input required value={b} onInput={(event) => setB(event.currentTarget.value)} autocomplete="off" spellcheck={false} /></label>
          <button class="main" type="submit">{t("ask")}</button>
        </form>
      </Section>
      {given && asked && <Chain server={server} run={run} a={given} b={asked} />}
    </article>
  );
}

function Chain({ server, run, a, b }: { server: Server; run: Run; a: string; b: string }) {
  const found = useAsync(() => server.explain(run.run, a, b), [run.run, a, b, lang()]);
  return (
    <Loaded of={found}>
      {({ linked, steps, reasons, cluster, bits: weakest }) => (
        <Section id="chain" title={t(linked ? "chain" : "not_linked")} tools={cluster ? <a href={href("c", cluster)}>{t("in_cluster", { cluster })}</a> : undefined}>
          {linked && <p>{t("linked", { bits: bits(weakest) })}</p>}
          {steps.length > 0 && (
            <ol class="chain">
              {steps.map((step, i) => (
                <li key={i}>
                  {i === 0 && <NodeChip node={step.from} link />}
                  <div class="chain-step">
                    <span class="step-name">{word("code", step.code)} <Bits value={step.bits} /></span>
                    <Sentence text={step.text} />
                    <span class="chips">{step.nodes.map((node, j) => <NodeChip key={j} node={node} link />)}</span>
                    {step.rows.length > 0 && <details><summary>{t("rows", { n: step.rows.length })}</summary><Rows rows={step.rows} /></details>}
                  </div>
                  <NodeChip node={step.to} link />
                </li>
              ))}
            </ol>
          )}
          {reasons.length > 0 && (
            <>
              {linked && <h3>{t("reasons")}</h3>}
              <ul class="plain-list">{reasons.map((reason, i) => <li key={i}><Sentence text={reason} /></li>)}</ul>
            </>
          )}
        </Section>
      )}
    </Loaded>
  );
}

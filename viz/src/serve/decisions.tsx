// Every decision, newest first, and whether their chain of hashes is whole.
import type { Run } from "../data";
import { t } from "../i18n";
import { href } from "../route";
import type { Server } from "../source";
import { Loaded, Section, useAsync } from "../ui";
import { Entry } from "./decide";

export function DecisionsView({ server, run }: { server: Server; run: Run }) {
  const list = useAsync(() => server.decisions(run.run), [run.run]);
  return (
    <article class="cluster">
      <header class="heading"><h1>{t("all_decisions")}</h1></header>
      <Loaded of={list}>
        {({ decisions, verified, head }) => (
          <Section id="decisions" title={t("decisions")} tools={<code title={head}>{head.slice(0, 12)}</code>}>
            <p class={verified ? "quiet" : "problem"} role={verified ? undefined : "alert"}>{t(verified ? "chain_ok" : "chain_broken", { n: decisions.length })}</p>
            {decisions.length === 0 ? <p class="quiet">{t("no_decisions")}</p> : (
              <ul class="plain-list">
                {decisions.map((entry) => (
                  <li key={entry.id} class="entry">
                    {entry.cluster && <a href={href("c", entry.cluster)}><code>{entry.cluster}</code></a>}
                    <ul class="plain-list"><Entry entry={entry} server={server} run={run} decided={list.again} /></ul>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        )}
      </Loaded>
    </article>
  );
}

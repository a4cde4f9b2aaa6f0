// One cluster: everything that an investigator needs to decide, in the order in which it is asked.
import { useState } from "preact/hooks";
import type { NodeName, Page, Row, Run } from "./data";
import { DiagramView } from "./diagram";
import { download, evidenceCsv, membersCsv, svgOf, tiesCsv, toDot } from "./exports";
import { bits, logOdds, moment, score } from "./format";
import { t, word } from "./i18n";
import { href } from "./route";
import { DecidePanel } from "./serve/decide";
import { isServer, type Source } from "./source";
import { Sentence, Value } from "./text";
import { TimelineView } from "./timeline";
import { Lawful, Waterfall } from "./waterfall";
import { Bits, Loaded, NodeChip, Rows, Section, useAsync } from "./ui";

export function ClusterView({ source, run, id, row, decided, next }: {
  source: Source; run: Run; id: string; row?: Row; decided: () => void; next: () => void;
}) {
  const page = useAsync(() => source.page(run.run, id), [run.run, id]);
  return (
    <article class="cluster" aria-labelledby="h-cluster">
      <a class="back" href={href("queue")}>← {t("back")}</a>
      <Loaded of={page}>
        {(data) => <Whole source={source} run={run} page={data} row={row} decided={() => { decided(); page.again(); }} next={next} />}
      </Loaded>
    </article>
  );
}

function Whole({ source, run, page, row, decided, next }: {
  source: Source; run: Run; page: Page; row?: Row; decided: () => void; next: () => void;
}) {
  const [focus, setFocus] = useState<NodeName | null>(null);
  const server = isServer(source) ? source : null;
  return (
    <>
      <Heading page={page} row={row} run={run} source={source} />
      {server && <DecidePanel server={server} run={run} page={page} decided={decided} next={next} />}
      <DiagramView page={page} focus={focus} setFocus={setFocus} server={!!server} />
      <div class="pair">
        <Waterfall cluster={page.cluster} show={setFocus} />
        <Lawful cluster={page.cluster} />
      </div>
      <WeakestTie page={page} />
      <TimelineView page={page} zone={run.time_zone} />
      <Members page={page} server={!!server} />
      <Findings page={page} />
      <Contacts source={source} />
    </>
  );
}

function Heading({ page, row, run, source }: { page: Page; row?: Row; run: Run; source: Source }) {
  const { cluster } = page;
  return (
    <header class="heading">
      <p class="print-only dossier">ringtrace · {run.run} · {moment(run.moment, run.time_zone)} · {run.version}</p>
      <div class="heading-line">
        <h1 id="h-cluster">
          <span class="rank-big"><span class="sr">{t("rank")} </span>{cluster.rank}</span>
          {word("kind", cluster.kind)}
          <code>{cluster.cluster}</code>
        </h1>
        <div class="score-big" title={`${bits(logOdds(cluster.score))} ${t("unit")}`}>
          <b>{score(cluster.score)}</b>
          <span>{t("score")} · {bits(logOdds(cluster.score), 1)} {t("unit")}</span>
        </div>
      </div>
      <p class="facts">
        {cluster.motifs.map((motif) => <span class="tag motif" key={motif}>{word("motif", motif)}</span>)}
        <span>{t("accounts", { n: cluster.accounts.length })}</span>
        <span>{t("identifiers", { n: cluster.identifiers.length })}</span>
        <span>{t("sessions", { n: page.timeline.lanes.reduce((sum, lane) => sum + lane.total, 0) })}</span>
        {row?.change && row.change !== "same" && <span class="tag new">{word("change", row.change)}</span>}
      </p>
      <p class="notice">
        {t("notice")}
        {source.boot.redacted.length > 0 && <> {t("redacted", { what: source.boot.redacted.map((what) => t(what === "names" ? "redact_names" : "redact_ips")).join(", ") })}</>}
      </p>
      <Exports page={page} />
    </header>
  );
}

function Exports({ page }: { page: Page }) {
  const id = page.cluster.cluster;
  return (
    <div class="exports no-print" role="group" aria-label={t("export")}>
      <span class="quiet">{t("export")}</span>
      <button onClick={() => download(`${id}.dot`, "text/vnd.graphviz", toDot(page))}>{t("dot")}</button>
      <button onClick={() => download(`${id}.svg`, "image/svg+xml", svgOf(document.querySelector<SVGSVGElement>("svg.diagram")))}>{t("svg")}</button>
      <button onClick={() => download(`${id}-members.csv`, "text/csv", membersCsv(page))}>{t("csv_members")}</button>
      <button onClick={() => download(`${id}-ties.csv`, "text/csv", tiesCsv(page))}>{t("csv_ties")}</button>
      <button onClick={() => download(`${id}-evidence.csv`, "text/csv", evidenceCsv(page))}>{t("csv_evidence")}</button>
      <button onClick={() => download(`${id}.json`, "application/json", JSON.stringify(page, null, 1))}>{t("json")}</button>
      <button class="main" onClick={() => print()}>{t("print")}</button>
    </div>
  );
}

function WeakestTie({ page }: { page: Page }) {
  const { weakest, without_weakest: groups, bridges } = page.cluster.cohesion;
  const [a, b] = weakest;
  const at = (name: NodeName) => page.diagram.nodes.findIndex((node) => node.kind === name[0] && node.value === name[1]);
  const [first, second] = a && b ? [at(a), at(b)] : [-1, -1];
  const edge = page.diagram.edges.find((one) => (one.a === first && one.b === second) || (one.a === second && one.b === first));
  return (
    <Section id="weakest" title={t("cohesion")} tools={bridges > 0 ? <span class="quiet">{t("bridges", { n: bridges })}</span> : undefined}>
      {a && b ? (
        <>
          <p class="weakest">
            <NodeChip node={a} /> <span class="dash" aria-hidden="true" /> <NodeChip node={b} />
            {edge && <Bits value={edge.bits} />}
          </p>
          <p class="quiet">{t("cohesion_how")}</p>
          <ol class="remains">
            {groups.slice(0, 12).map((group, i) => (
              <li key={i}>
                <b>{t("group_n", { n: i + 1 })}</b> <span class="quiet">{group.length === 1 ? t("without_alone") : t("accounts", { n: group.length })}</span>
                <span class="chips">
                  {group.slice(0, 24).map((account) => <NodeChip key={account} node={["account", account]} />)}
                  {group.length > 24 && <i class="quiet">{t("and_more", { n: group.length - 24 })}</i>}
                </span>
              </li>
            ))}
            {groups.length > 12 && <li class="quiet">{t("and_more", { n: groups.length - 12 })}</li>}
          </ol>
        </>
      ) : (
        <p class="quiet">{t("cohesion_none")}</p>
      )}
    </Section>
  );
}

const FIRST = 200;

function Members({ page, server }: { page: Page; server: boolean }) {
  const [all, setAll] = useState(false);
  const rows = all ? page.members : page.members.slice(0, FIRST);
  return (
    <Section id="members" title={t("members")} tools={<span class="quiet">{t("accounts", { n: page.members.length })}</span>}>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="h-members">
        <table>
          <thead>
            <tr><th>{t("account")}</th><th>{t("name")}</th><th>{t("role")}</th><th>{t("indicators")}</th><th class="num">{t("last")}</th></tr>
          </thead>
          <tbody>
            {rows.map((member) => (
              <tr key={member.account}>
                <td><NodeChip node={["account", member.account]} link={server} /></td>
                <td><Value text={member.name} width={40} /></td>
                <td>{member.role && word("role", member.role)}</td>
                <td>{member.indicators.map((code) => <abbr key={code} class="code" title={word("code", code)}>{code}</abbr>)}</td>
                <td class="num">{member.sessions}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {page.members.length > FIRST && !all && <button onClick={() => setAll(true)}>{t("all_lanes", { n: page.members.length })}</button>}
    </Section>
  );
}

function Findings({ page }: { page: Page }) {
  const [all, setAll] = useState(false);
  const rows = all ? page.findings : page.findings.slice(0, 50);
  return (
    <Section id="findings" title={t("findings")} tools={<span class="quiet">{page.findings.length}</span>}>
      {rows.length === 0 ? <p class="quiet">{t("finding_none")}</p> : (
        <div class="scroll" tabIndex={0} role="region" aria-labelledby="h-findings">
          <table>
            <thead>
              <tr><th>{t("indicator")}</th><th>{t("what")}</th><th>{t("account")}</th><th class="num">{t("measured")}</th><th class="num">{t("asked")}</th><th class="num">{t("weight")}</th></tr>
            </thead>
            <tbody>
              {rows.map((finding) => (
                <tr key={finding.finding}>
                  <td><b class="code">{finding.indicator}</b> {word("code", finding.indicator)}</td>
                  <td class="wide"><Sentence text={finding.text} />{finding.rows.length > 0 && <details><summary>{t("rows", { n: finding.rows.length })}</summary><Rows rows={finding.rows} /></details>}</td>
                  <td>{finding.accounts.slice(0, 3).map((account) => <NodeChip key={account} node={["account", account]} />)}{finding.accounts.length > 3 && <i class="quiet"> {t("and_more", { n: finding.accounts.length - 3 })}</i>}</td>
                  <td class="num">{round(finding.value)}</td>
                  <td class="num">{round(finding.threshold)}</td>
                  <td class="num"><Bits value={finding.weight} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {page.findings.length > 50 && !all && <button onClick={() => setAll(true)}>{t("and_more", { n: page.findings.length - 50 })}</button>}
    </Section>
  );
}

const round = (value: number) => String(Math.round(value * 100) / 100);

export function Contacts({ source }: { source: Source }) {
  const list = source.boot.contacts ?? [];
  if (!list.length) return null;
  return (
    <Section id="contacts" title={t("contacts")}>
      <ul class="contacts">
        {list.map((one) => (
          <li key={one.name}>
            <b>{document.documentElement.lang === "ja" && one.name_ja ? one.name_ja : one.name}</b>
            {one.phone && <span>{one.phone}</span>}
            {one.url && (/^https?:\/\//i.test(one.url) ? <a href={one.url} rel="noreferrer noopener" target="_blank">{one.url}</a> : <span>{one.url}</span>)}
          </li>
        ))}
      </ul>
      <p class="quiet">{t("contacts_why")}</p>
    </Section>
  );
}

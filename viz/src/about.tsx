// What was run, on what, with which settings: so that a reader can judge what the results rest on.
import type { RunInfo, Run } from "./data";
import { Contacts } from "./cluster";
import { count, moment } from "./format";
import { t, word } from "./i18n";
import type { Source } from "./source";
import { Sentence, Value } from "./text";
import { Loaded, Section, useAsync } from "./ui";

export function About({ source, run }: { source: Source; run: Run }) {
  const info = useAsync(() => source.info(run.run), [run.run]);
  return (
    <article class="cluster">
      <header class="heading">
        <h1>{t("run_of", { run: run.run })}</h1>
        <p class="facts">
          <span>{t("moment")}: {moment(run.moment, run.time_zone)} ({run.time_zone})</span>
          <span>{t("version")}: ringtrace {run.version}</span>
          <span>{t("accuse_from", { score: run.accuse_from })}</span>
        </p>
        <p class="notice">{t("notice")}</p>
      </header>
      <Loaded of={info}>{(value) => <Whole info={value} />}</Loaded>
      <Contacts source={source} />
    </article>
  );
}

function Whole({ info }: { info: RunInfo }) {
  return (
    <>
      {info.notes.length > 0 && (
        <Section id="notes" title={t("notes")}><ul class="plain-list">{info.notes.map((note, i) => <li key={i}><Sentence text={note} /></li>)}</ul></Section>
      )}
      <Section id="indicators" title={t("indicators")}>
        <Table id="indicators" head={[t("indicator"), t("status"), t("findings"), t("why")]} rows={Object.entries(info.indicators).map(([code, ran]) => [
          <><b class="code">{code}</b> {word("code", code)}</>, ran.ran ? `✓ ${t("ran")}` : `– ${t("off")}`, count(ran.findings), ran.why ? <Sentence text={ran.why} /> : "",
        ])} />
      </Section>
      <Section id="inputs" title={t("inputs")}>
        <Table id="inputs" head={[t("file"), t("table"), t("read"), t("rejected"), t("digest")]} rows={(info.inputs ?? []).map((file) => [
          <Value text={file.path} />, file.table, count(file.rows), count(file.rejected), <Value text={String(file.digest)} width={20} mono />,
        ])} />
      </Section>
      <Section id="counts" title={t("counts")}>
        <Table id="counts" head={[t("kind"), t("nodes"), t("links")]} rows={Object.entries(info.nodes).map(([kind, n]) => [
          word("node", kind), count(n), info.links[kind] === undefined ? "" : count(info.links[kind]!),
        ])} />
      </Section>
      <Section id="estimated" title={t("estimated")}><Json value={info.estimated} /></Section>
      <Section id="settings" title={t("settings")}><Json value={info.settings} /></Section>
    </>
  );
}

function Table({ id, head, rows }: { id: string; head: string[]; rows: preact.ComponentChildren[][] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-labelledby={`h-${id}`}>
      <table>
        <thead><tr>{head.map((one, i) => <th key={i}>{one}</th>)}</tr></thead>
        <tbody>{rows.map((row, i) => <tr key={i}>{row.map((one, j) => <td key={j}>{one}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

function Json({ value }: { value: unknown }) {
  return (
    <details>
      <summary>{t("details_json")}</summary>
      <pre class="json" tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
    </details>
  );
}

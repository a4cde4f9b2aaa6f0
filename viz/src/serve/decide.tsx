// Decisions about one cluster: five of them, each with what it needs, and what was decided before.
import { useEffect, useRef, useState } from "preact/hooks";
import { LAWFUL, type Action, type Decision, type NewDecision, type NodeName, type Page, type Run } from "../data";
import { moment } from "../format";
import { t, word, type Key } from "../i18n";
import { remember, remembered } from "../prefs";
import type { Server } from "../source";
import { shorten, Words } from "../text";
import { NodeChip, Section } from "../ui";

const ACTIONS: [Action, Key, Key][] = [
  ["confirm", "confirm", "confirm_why"], ["dismiss", "dismiss", "dismiss_why"], ["separate", "separate", "separate_why"],
  ["ignore", "ignore", "ignore_why"], ["note", "note", "note"],
];

export function DecidePanel({ server, run, page, decided, next }: {
  server: Server; run: Run; page: Page; decided: () => void; next: () => void;
}) {
  const [action, setAction] = useState<Action | "">("");
  const [told, tell] = useState("");
  const saved = (entry: Decision, onward: boolean) => {
    tell(t("saved", { id: entry.id }));
    setAction("");
    decided();
    if (onward) next();
  };
  return (
    <div id="decide">
      <Section id="decide" title={t("decisions")}>
        <div class="actions no-print" role="group" aria-labelledby="h-decide">
          {ACTIONS.map(([name, label, why]) => (
            <button key={name} class={action === name ? "main" : ""} aria-pressed={action === name} title={t(why)} onClick={() => setAction(action === name ? "" : name)}>{t(label)}</button>
          ))}
          <span class="told" role="status">{told}</span>
        </div>
        {action && <Form key={action} action={action} server={server} run={run} page={page} saved={saved} cancel={() => setAction("")} />}
        <History list={page.decisions ?? []} server={server} run={run} decided={decided} />
      </Section>
    </div>
  );
}

const ABOUT_CLUSTER: Action[] = ["confirm", "dismiss", "note"];

function Form({ action, server, run, page, saved, cancel }: {
  action: Action; server: Server; run: Run; page: Page; saved: (entry: Decision, onward: boolean) => void; cancel: () => void;
}) {
  const { accounts, identifiers, cluster, alternatives } = page.cluster;
  const likely = alternatives.find((other) => LAWFUL.includes(other.class))?.class;
  const [who, setWho] = useState(server.boot.user ?? remembered("who"));
  const [lawful, setLawful] = useState(likely ?? "");
  const [pair, setPair] = useState<[string, string]>([accounts[0] ?? "", accounts[1] ?? ""]);
  const [identifier, setIdentifier] = useState(0);
  const [until, setUntil] = useState("");
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const needsNote = action === "note" || (action === "dismiss" && lawful === "other");
  const save = async (onward: boolean) => {
    const decision: NewDecision = { action, run: run.run, who: who.trim() };
    if (ABOUT_CLUSTER.includes(action)) decision.cluster = cluster;
    if (action === "dismiss") decision.class = lawful;
    if (action === "separate") decision.nodes = pair.map((account): NodeName => ["account", account]);
    const chosen = identifiers[identifier];
    if (action === "ignore" && chosen) decision.nodes = [[chosen.kind, chosen.value]];
    if (until) decision.until = until;
    if (note.trim()) decision.note = note.trim();
    setBusy(true);
    try {
      const entry = await server.decide(decision);
      remember("who", who.trim());
      saved(entry, onward);
    } catch (error) {
      setProblem((error as Error).message);
      setBusy(false);
    }
  };
  return (
    <form class="decision no-print" onSubmit={(event) => { event.preventDefault(); void save((event.submitter as HTMLButtonElement | null)?.value === "next"); }}>
      {action === "dismiss" && (
        <label>{t("class")}
          <select required value={lawful} onChange={(event) => setLawful(event.currentTarget.value)}>
            <option value="">–</option>
            {LAWFUL.map((one) => <option key={one} value={one}>{word("class", one)}</option>)}
          </select>
        </label>
      )}
      {action === "separate" && ([0, 1] as const).map((at) => (
        <label key={at}>{t(at ? "second_account" : "first_account")}
          <select required value={pair[at]} onChange={(event) => setPair(at ? [pair[0], event.currentTarget.value] : [event.currentTarget.value, pair[1]])}>
            {page.members.map((member) => <option key={member.account} value={member.account} disabled={member.account === pair[1 - at]}>{shorten(`${member.account} ${member.name}`, 50)}</option>)}
          </select>
        </label>
      ))}
      {action === "ignore" && (
        <label>{t("identifier")}
          <select required value={identifier} onChange={(event) => setIdentifier(Number(event.currentTarget.value))}>
            {identifiers.map((one, i) => <option key={i} value={i}>{word("node", one.kind)}: {shorten(one.value, 40)}</option>)}
          </select>
        </label>
      )}
      {(action === "ignore" || action === "separate" || action === "dismiss") && (
        <label>{t(action === "ignore" ? "until" : "until_optional")}
          <input type="date" required={action === "ignore"} value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
        </label>
      )}
      <label class="grow">{t("note")}
        <textarea rows={2} required={needsNote} maxLength={4000} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
      <Who server={server} who={who} setWho={setWho} />
      <div class="decision-end">
        <button class="main" type="submit" disabled={busy}>{t("save")}</button>
        <button type="submit" value="next" disabled={busy}>{t("next_case")}</button>
        <button type="button" onClick={cancel}>{t("cancel")}</button>
      </div>
      {problem && <p class="problem" role="alert">{t("failed", { what: problem })}</p>}
    </form>
  );
}

function History({ list, server, run, decided }: { list: Decision[]; server: Server; run: Run; decided: () => void }) {
  if (!list.length) return <p class="quiet">{t("no_decisions")}</p>;
  return (
    <details class="history" open>
      <summary>{t("history")} ({list.length})</summary>
      <ul class="plain-list">{list.map((entry) => <Entry key={entry.id} entry={entry} server={server} run={run} decided={decided} />)}</ul>
    </details>
  );
}

export function Entry({ entry, server, run, decided }: { entry: Decision; server: Server; run: Run; decided: () => void }) {
  const [undoing, setUndoing] = useState(false);
  const over = entry.undone_by !== undefined && entry.undone_by !== null;
  return (
    <li class={over || entry.expired ? "over" : ""}>
      <b>{word("action", entry.action)}</b>{entry.class && <> · {word("class", entry.class)}</>}
      {entry.undoes !== undefined && entry.undoes !== null && <> #{entry.undoes}</>}
      {(entry.nodes ?? []).map((node, i) => <NodeChip key={i} node={node} link />)}
      {entry.until && <span class="quiet"> {t("until")} {entry.until}</span>}
      {entry.expired && <span class="tag">{t("expired")}</span>}
      {over && <span class="tag">{t("undone", { id: entry.undone_by! })}</span>}
      <span class="quiet"> · <bdi>{shorten(entry.who, 40)}</bdi> · {moment(entry.at, run.time_zone)} · #{entry.id}</span>
      {entry.note && <p class="entry-note"><Words text={entry.note} /></p>}
      {!over && entry.action !== "undo" && !undoing && <button class="link no-print" onClick={() => setUndoing(true)}>{t("undo")}</button>}
      {undoing && !over && <Undo id={entry.id} server={server} run={run} decided={decided} cancel={() => setUndoing(false)} />}
    </li>
  );
}

/** The name that a decision bears, where the server was not told whose it is. */
function Who({ server, who, setWho }: { server: Server; who: string; setWho: (who: string) => void }) {
  if (server.boot.user) return null;
  return (
    <label>{t("who")}
      <input required maxLength={120} value={who} onInput={(event) => setWho(event.currentTarget.value)} autocomplete="name" />
    </label>
  );
}

/** Taking back is an entry of its own: by whom, and why. */
function Undo({ id, server, run, decided, cancel }: { id: number; server: Server; run: Run; decided: () => void; cancel: () => void }) {
  const [who, setWho] = useState(server.boot.user ?? remembered("who"));
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const save = () => {
    remember("who", who.trim());
    const entry: NewDecision = { action: "undo", run: run.run, who: who.trim(), undoes: id };
    if (note.trim()) entry.note = note.trim();
    server.decide(entry).then(() => { cancel(); decided(); }, (error: Error) => setProblem(error.message));
  };
  return (
    <form class="decision undo no-print" onSubmit={(event) => { event.preventDefault(); save(); }}>
      <label class="grow">{t("note")}
        <input ref={field} maxLength={4000} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
      <Who server={server} who={who} setWho={setWho} />
      <div class="decision-end">
        <button class="main" type="submit">{t("undo")}</button>
        <button type="button" onClick={cancel}>{t("cancel")}</button>
      </div>
      {problem && <p class="problem" role="alert">{t("failed", { what: problem })}</p>}
    </form>
  );
}

// Evidence as a waterfall: the prior, each piece of evidence, what lawful explanations take back, and the sum.
import { useState } from "preact/hooks";
import type { Cluster, Evidence, NodeName } from "./data";
import { bits, probability, score } from "./format";
import { t, word } from "./i18n";
import { Sentence } from "./text";
import { Bits, NodeChip, Rows, Section } from "./ui";

interface Step { label: string; code: string; text: string; weight: number; from: number; evidence?: Evidence; side: "prior" | "for" | "against" }

/** The steps in order; each starts where the one before ended. */
export function steps(cluster: Cluster): { steps: Step[]; sum: number } {
  let sum = 0;
  const add = (step: Omit<Step, "from">): Step => {
    const from = sum;
    sum += step.weight;
    return { ...step, from };
  };
  const list = [add({ label: t("prior"), code: "", text: t("prior_text"), weight: cluster.prior, side: "prior" })];
  for (const evidence of cluster.evidence) {
    const { code, text, weight } = evidence;
    list.push(add({ label: word("code", code), code: /^[A-Z]\d$/.test(code) ? code : "", text, weight, evidence, side: weight < 0 ? "against" : "for" }));
  }
  for (const other of cluster.alternatives) {
    list.push(add({ label: word("class", other.class), code: "", text: other.why, weight: other.weight, side: "against" }));
  }
  return { steps: list, sum };
}

const PAD = 3;

export function Waterfall({ cluster, show }: { cluster: Cluster; show: (node: NodeName) => void }) {
  const { steps: list, sum } = steps(cluster);
  const ends = list.flatMap((step) => [step.from, step.from + step.weight]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const x = (value: number) => PAD + ((value - low) / (high - low || 1)) * (100 - 2 * PAD);
  const agrees = Math.abs(probability(sum) - cluster.score) < 0.002;
  return (
    <Section id="evidence" title={t("waterfall")} class="waterfall">
      <p class="quiet">{t("waterfall_how")}</p>
      <table>
        <thead>
          <tr><th>{t("evidence")}</th><th class="num">{t("bits")}</th><th class="bar-head" aria-hidden="true"><Axis x={x} low={low} high={high} /></th></tr>
        </thead>
        <tbody>
          {list.map((step, i) => <Line key={i} step={step} x={x} show={show} />)}
        </tbody>
        <tfoot>
          <tr class="sum">
            <th scope="row">{t("sum")} <span class="sum-is" data-sum={sum} data-score={cluster.score}>{t("sum_is", { bits: bits(sum), score: score(probability(sum)) })}</span></th>
            <td class="num"><Bits value={sum} /></td>
            <td class="bar" aria-hidden="true">
              <svg height="24"><Zero x={x} /><rect class="b-sum" x={`${x(Math.min(0, sum))}%`} width={`${Math.max(0.3, Math.abs(x(sum) - x(0)))}%`} y="4" height="16" rx="2" /></svg>
            </td>
          </tr>
        </tfoot>
      </table>
      {!agrees && <p class="problem" role="alert">{t("sum_differs", { score: score(cluster.score) })}</p>}
    </Section>
  );
}

function Zero({ x }: { x: (value: number) => number }) {
  return <line class="zero" x1={`${x(0)}%`} x2={`${x(0)}%`} y1="0" y2="100%" />;
}

function Axis({ x, low, high }: { x: (value: number) => number; low: number; high: number }) {
  const step = high - low > 24 ? 10 : high - low > 9 ? 5 : 2;
  const ticks = [];
  for (let at = Math.ceil(low / step) * step; at <= high; at += step) ticks.push(at);
  return (
    <svg height="14">
      {ticks.map((at) => <text key={at} x={`${x(at)}%`} y="11" text-anchor="middle">{at > 0 ? `+${at}` : at < 0 ? `−${-at}` : "0"}</text>)}
    </svg>
  );
}

function Line({ step, x, show }: { step: Step; x: (value: number) => number; show: (node: NodeName) => void }) {
  const [open, setOpen] = useState(false);
  const to = step.from + step.weight;
  const { evidence } = step;
  const many = evidence ? evidence.rows.length : 0;
  return (
    <tr class={`step ${step.side}`}>
      <th scope="row">
        <span class="step-name">{step.label}{step.code && <span class="code">{step.code}</span>}</span>
        <span class="step-text"><Sentence text={step.text} /></span>
        {evidence && (
          <>
            <button class="link no-print" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t("accounts", { n: evidence.accounts.length })} · {many ? t("rows", { n: many }) : t("no_rows")}
            </button>
            <span class={`step-more ${open ? "" : "folded"}`}>
              <span class="chips">
                {evidence.nodes.slice(0, 20).map((node, i) => (
                  <button class="chip-button" key={i} onClick={() => show(node)}><NodeChip node={node} /></button>
                ))}
                {evidence.accounts.slice(0, 30).map((account) => (
                  <button class="chip-button" key={account} onClick={() => show(["account", account])}><NodeChip node={["account", account]} /></button>
                ))}
                {evidence.accounts.length > 30 && <i class="quiet">{t("and_more", { n: evidence.accounts.length - 30 })}</i>}
              </span>
              {many > 0 && <Rows rows={evidence.rows} />}
            </span>
          </>
        )}
      </th>
      <td class="num"><Bits value={step.weight} /></td>
      <td class="bar" aria-hidden="true">
        <svg height="24">
          <Zero x={x} />
          <line class="link-line" x1={`${x(step.from)}%`} x2={`${x(step.from)}%`} y1="-40" y2="4" />
          <rect class={`b-${step.side}`} x={`${x(Math.min(step.from, to))}%`} width={`${Math.max(0.3, Math.abs(x(to) - x(step.from)))}%`} y="4" height="16" rx="2" />
          <line class="link-line" x1={`${x(to)}%`} x2={`${x(to)}%`} y1="20" y2="400" />
        </svg>
      </td>
    </tr>
  );
}

/** Bounds that are no explanation of anybody's life. */
const BOUNDS = ["one_kind", "unmodelled"];

export function Lawful({ cluster }: { cluster: Cluster }) {
  const all = cluster.evidence.reduce((sum, evidence) => sum + Math.max(0, evidence.weight), 0);
  return (
    <Section id="lawful" title={t("lawful")} class="lawful">
      <p class="quiet">{t("lawful_how")}</p>
      {cluster.alternatives.every((other) => BOUNDS.includes(other.class)) && <p>{t("lawful_none")}</p>}
      <ul>
        {cluster.alternatives.map((other, i) => {
          const share = all ? Math.min(1, -other.weight / all) : 0;
          return (
            <li key={i}>
              <span class="step-name">{word("class", other.class)}{BOUNDS.includes(other.class) && <span class="tag">{t("bound")}</span>}<Bits value={other.weight} /></span>
              <svg class="share" height="8" aria-hidden="true"><rect class="b-for" width="100%" height="8" rx="2" /><rect class="b-against" width={`${share * 100}%`} height="8" rx="2" /></svg>
              <span class="quiet">{t("takes_back", { bits: (-other.weight).toFixed(1), all: all.toFixed(1) })}</span>
              <span class="step-text"><Sentence text={other.why} /></span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

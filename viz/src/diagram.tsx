// The interactive diagram: accounts and identifiers as focusable nodes, groups that open, and the same as a table.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { NodeName, Page, PlacedDiagram } from "./data";
import { count } from "./format";
import { edgeLabel, lang, t, word } from "./i18n";
import { href } from "./route";
import { Sentence, shorten, Value } from "./text";
import { Bits, kindClass, KindIcon, NodeChip, Section, shape, useWidth } from "./ui";

/** What is drawn as one: a node, or a group that is closed. */
export interface Unit {
  key: string; x: number; y: number; kind: string; hub: boolean; role: string;
  label: string; note: string; members: number[]; group: number;
}
export interface Tie { a: number; b: number; bits: number; label: string; weakest: boolean; context: boolean; count: number }

export interface Drawing { units: Unit[]; ties: Tie[]; place: Int32Array; width: number; height: number }

/** The drawing for the groups that are open. O(n + m). */
export function drawing(diagram: PlacedDiagram, open: Set<number>): Drawing {
  const place = new Int32Array(diagram.nodes.length).fill(-1);
  const hidden = new Set(diagram.unplaced);
  const units: Unit[] = [];
  const folded = new Int32Array(diagram.nodes.length).fill(-1);
  diagram.groups.forEach((group, g) => !open.has(g) && group.members.forEach((v) => (folded[v] = g)));
  const unitOf = new Map<number, number>();
  diagram.nodes.forEach((node, v) => {
    const g = folded[v]!;
    if (g >= 0) {
      let at = unitOf.get(g);
      if (at === undefined) {
        const group = diagram.groups[g]!;
        at = units.length;
        unitOf.set(g, at);
        units.push({ key: `g${g}`, x: group.x, y: group.y, kind: group.kind, hub: group.hub, role: group.role, label: "", note: "", members: group.members, group: g });
      }
      place[v] = at;
    } else if (!hidden.has(v)) {
      place[v] = units.length;
      units.push({ key: `n${v}`, x: node.x, y: node.y, kind: node.kind, hub: node.hub, role: node.role, label: node.value, note: node.note, members: [v], group: -1 });
    }
  });
  const ties = new Map<number, Tie>();
  for (const edge of diagram.edges) {
    const [a, b] = [place[edge.a]!, place[edge.b]!];
    if (a < 0 || b < 0 || a === b) continue;
    const key = Math.min(a, b) * units.length + Math.max(a, b);
    const found = ties.get(key);
    if (found) {
      found.bits = Math.max(found.bits, edge.bits);
      found.weakest ||= edge.weakest;
      found.count += 1;
    } else {
      const context = diagram.nodes[edge.a]!.hub || diagram.nodes[edge.b]!.hub;
      ties.set(key, { a, b, bits: edge.bits, label: edge.label, weakest: edge.weakest, context, count: 1 });
    }
  }
  const size = makeRoom(diagram, open, units);
  return { units, ties: [...ties.values()], place, ...size };
}

const MARGIN = 70;

/** Moves everything out of the way of groups that are open: away from each one's centre by its radius. */
function makeRoom(diagram: PlacedDiagram, open: Set<number>, units: Unit[]): { width: number; height: number } {
  const { folded, groups } = diagram;
  const { width, height } = diagram;
  if (!folded || open.size === groups.length) return { width, height };
  const home = new Map<number, number>();
  for (const g of open) groups[g]!.members.forEach((v) => home.set(v, g));
  const centres = new Map([...open].map((g) => [g, { x: groups[g]!.x, y: groups[g]!.y }]));
  const bodies: { x: number; y: number }[] = [...centres.values()];
  for (const unit of units) {
    const v = unit.members[0]!;
    if (unit.group < 0) [unit.x, unit.y] = folded.places[v]!;
    if (unit.group >= 0 || !home.has(v)) bodies.push(unit);
  }
  for (const g of [...open].sort((a, b) => a - b)) {
    const centre = centres.get(g)!;
    const radius = 15 * Math.sqrt(groups[g]!.members.length) + 12;
    for (const body of bodies) {
      if (body === centre) continue;
      const [x, y] = [body.x - centre.x, body.y - centre.y];
      const far = Math.hypot(x, y) || 1;
      body.x += (x / far) * radius;
      body.y += (y / far) * radius;
    }
  }
  for (const unit of units) {
    const g = unit.group < 0 ? home.get(unit.members[0]!) : undefined;
    if (g === undefined) continue;
    unit.x += centres.get(g)!.x - groups[g]!.x;
    unit.y += centres.get(g)!.y - groups[g]!.y;
  }
  const [left, top] = [Math.min(...units.map((unit) => unit.x)), Math.min(...units.map((unit) => unit.y))];
  let [right, bottom] = [0, 0];
  for (const unit of units) {
    unit.x += MARGIN - left;
    unit.y += MARGIN - top;
    right = Math.max(right, unit.x);
    bottom = Math.max(bottom, unit.y);
  }
  return { width: right + MARGIN, height: bottom + MARGIN };
}

/** Roles that most accounts have; any other is drawn with a thick outline. */
const PLAIN = ["worker", "client", "both"];
const BOX = { w: 188, h: 38 };

export function DiagramView({ page, focus, setFocus, server }: {
  page: Page; focus: NodeName | null; setFocus: (node: NodeName | null) => void; server: boolean;
}) {
  const { diagram } = page;
  const [open, setOpen] = useState<Set<number>>(new Set());
  const drawn = useMemo(() => drawing(diagram, open), [diagram, open]);
  const { units, ties, place } = drawn;
  const [chosen, choose] = useState("");
  const card = useRef<HTMLDivElement>(null);
  const at = units.findIndex((unit) => unit.key === chosen);

  // Evidence elsewhere on the page points at a node: open its group if need be, and show it.
  useEffect(() => {
    if (!focus) return;
    const v = diagram.nodes.findIndex((node) => node.kind === focus[0] && node.value === focus[1]);
    if (v >= 0) {
      const group = diagram.groups.findIndex((one) => one.members.includes(v));
      if (group >= 0 && diagram.groups[group]!.members.length <= 200) setOpen(new Set([...open, group]));
      choose(group >= 0 && diagram.groups[group]!.members.length > 200 ? `g${group}` : `n${v}`);
      card.current?.scrollIntoView({ block: "start" });
    }
    setFocus(null);
  }, [focus]);

  const toggle = (group: number) => {
    const next = new Set(open);
    if (!next.delete(group)) next.add(group);
    setOpen(next);
    choose(next.has(group) ? `n${diagram.groups[group]!.members[0]}` : `g${group}`);
  };
  const groups = diagram.groups.length > 0;
  return (
    <div ref={card} class="diagram-card">
      <Section id="diagram" title={t("diagram")} tools={groups ? (
        <>
          <button onClick={() => { setOpen(new Set(diagram.groups.keys())); choose(""); }} disabled={open.size === diagram.groups.length}>{t("expand_all")}</button>
          <button onClick={() => { setOpen(new Set()); choose(""); }} disabled={open.size === 0}>{t("collapse_all")}</button>
        </>
      ) : undefined}>
        <div class="diagram-pair">
          <Canvas page={page} drawn={drawn} at={at} choose={choose} toggle={toggle} />
          <Chosen page={page} unit={units[at]} units={units} ties={ties} at={at} choose={choose} toggle={toggle} open={open} place={place} server={server} />
        </div>
        <Legend page={page} />
        {diagram.unplaced.length > 0 && <p class="quiet">{t("unplaced", { n: diagram.unplaced.length })}</p>}
        <TiesTable page={page} />
      </Section>
    </div>
  );
}

function Canvas({ page, drawn, at, choose, toggle }: {
  page: Page; drawn: Drawing; at: number; choose: (key: string) => void; toggle: (group: number) => void;
}) {
  const { diagram, cluster } = page;
  const { units, ties } = drawn;
  const first = diagram.folded ?? diagram;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 700);
  const tall = Math.min(600, Math.max(220, first.height + 4));
  const fit = Math.min(1.1, width / drawn.width, tall / drawn.height);
  const least = diagram.layout === "columns" ? 0.78 : 0.2;
  const [zoom, setZoom] = useState(0);
  const scale = zoom || Math.max(fit, least);
  const centre = useRef<[number, number] | null>(null);
  const zoomTo = (to: number) => {
    const el = box.current!;
    centre.current = [(el.scrollLeft + el.clientWidth / 2) / scale, (el.scrollTop + el.clientHeight / 2) / scale];
    setZoom(Math.max(0.1, Math.min(4, to)));
  };
  useLayoutEffect(() => {
    const el = box.current!;
    const [x, y] = centre.current ?? [drawn.width / 2, diagram.layout === "columns" ? 0 : drawn.height / 2];
    el.scrollLeft = x * scale - el.clientWidth / 2;
    el.scrollTop = y * scale - el.clientHeight / 2;
    centre.current = null;
  }, [scale, drawn]);
  useDrag(box);
  const near = useMemo(() => {
    const set = new Set<number>();
    for (const tie of ties) {
      if (tie.a === at) set.add(tie.b);
      if (tie.b === at) set.add(tie.a);
    }
    return set;
  }, [ties, at]);
  const key = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] as [number, number] | undefined;
    const here = at < 0 ? 0 : at;
    if (direction) {
      event.preventDefault();
      const next = nearest(units, here, direction);
      if (next >= 0) focusUnit(box.current!, units[next]!.key, choose);
    } else if (event.key === "Escape" && at >= 0) {
      event.preventDefault();
      choose("");
    } else if ((event.key === "Enter" || event.key === " ") && units[at]) {
      event.preventDefault();
      if (units[at]!.group >= 0) toggle(units[at]!.group);
    }
  };
  const name = t("diagram_of", { cluster: cluster.cluster, accounts: t("accounts", { n: cluster.accounts.length }), identifiers: t("identifiers", { n: cluster.identifiers.length }) });
  const labels = diagram.layout !== "columns" && ((units.length <= 70 && scale > 0.6) || scale >= 1.5);
  const degree = useMemo(() => {
    const found = new Int32Array(units.length);
    for (const tie of ties) {
      found[tie.a]! += 1;
      found[tie.b]! += 1;
    }
    return found;
  }, [units, ties]);
  return (
    <div class="canvas-wrap">
      <div class="canvas" ref={box} style={{ height: `${tall}px` }} tabIndex={0} role="region" aria-label={t("diagram")}>
        <svg class={`diagram ${at >= 0 ? "has-chosen" : ""}`} width={drawn.width * scale} height={drawn.height * scale}
          viewBox={`0 0 ${drawn.width} ${drawn.height}`} role="group" aria-label={name} onKeyDown={key} lang={lang()}>
          <defs><clipPath id="in-box"><rect x={-BOX.w / 2} y={-BOX.h / 2} width={BOX.w - 9} height={BOX.h} /></clipPath></defs>
          <g class="ties" aria-hidden="true">
            {ties.map((tie) => <TieLine key={`${units[tie.a]!.key}-${units[tie.b]!.key}`} tie={tie} a={units[tie.a]!} b={units[tie.b]!} columns={diagram.layout === "columns"} bright={tie.a === at || tie.b === at} />)}
          </g>
          {units.map((unit, i) => (
            <UnitMark key={unit.key} unit={unit} boxes={diagram.layout === "columns"} state={i === at ? "chosen" : near.has(i) ? "near" : ""}
              tab={at < 0 ? i === 0 : i === at} label={labels || i === at || near.has(i)}
              ties={degree[i]!}
              choose={() => choose(unit.key)} open={() => unit.group >= 0 && toggle(unit.group)} />
          ))}
        </svg>
      </div>
      <div class="zoom no-print">
        <button aria-label={t("zoom_in")} title={t("zoom_in")} onClick={() => zoomTo(scale * 1.35)}>+</button>
        <button aria-label={t("zoom_out")} title={t("zoom_out")} onClick={() => zoomTo(scale / 1.35)}>−</button>
        <button aria-label={t("fit")} title={t("fit")} onClick={() => { centre.current = [drawn.width / 2, drawn.height / 2]; setZoom(0); }}>⤢</button>
      </div>
    </div>
  );
}

function focusUnit(box: HTMLElement, key: string, choose: (key: string) => void) {
  choose(key);
  requestAnimationFrame(() => box.querySelector<SVGGElement>(`[data-key="${key}"]`)?.focus());
}

/** The nearest unit in a direction; what lies aside counts as further away. */
function nearest(units: Unit[], from: number, [dx, dy]: [number, number]): number {
  const here = units[from];
  if (!here) return -1;
  let [best, least] = [-1, Infinity];
  units.forEach((unit, i) => {
    const [x, y] = [unit.x - here.x, unit.y - here.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (i === from || along <= 1 || aside > 3 * along) return;
    const far = along + 2 * aside;
    if (far < least) [best, least] = [i, far];
  });
  return best;
}

/** Dragging the ground moves the drawing; touch scrolls by itself. */
function useDrag(box: { current: HTMLDivElement | null }) {
  useEffect(() => {
    const el = box.current!;
    let from: [number, number, number, number] | null = null;
    const down = (event: PointerEvent) => {
      if (event.pointerType !== "mouse" || event.button || (event.target as Element).closest("[data-key]")) return;
      from = [event.clientX, event.clientY, el.scrollLeft, el.scrollTop];
      el.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      if (!from) return;
      el.scrollLeft = from[2] - event.clientX + from[0];
      el.scrollTop = from[3] - event.clientY + from[1];
    };
    const up = () => {
      from = null;
    };
    el.addEventListener("pointerdown", down);
    el.addEventListener("pointermove", move);
    el.addEventListener("pointerup", up);
    return () => {
      el.removeEventListener("pointerdown", down);
      el.removeEventListener("pointermove", move);
      el.removeEventListener("pointerup", up);
    };
  }, []);
}

function TieLine({ tie, a, b, columns, bright }: { tie: Tie; a: Unit; b: Unit; columns: boolean; bright: boolean }) {
  let path: string;
  if (!columns) path = `M${a.x} ${a.y}L${b.x} ${b.y}`;
  else if (Math.abs(a.x - b.x) < 1) {
    const [edge, out] = [a.x + BOX.w / 2, 26 + Math.abs(a.y - b.y) * 0.18];
    path = `M${edge} ${a.y}C${edge + out} ${a.y} ${edge + out} ${b.y} ${edge} ${b.y}`;
  } else {
    const [left, right] = a.x < b.x ? [a, b] : [b, a];
    const [from, to] = [left.x + BOX.w / 2, right.x - BOX.w / 2];
    const middle = (from + to) / 2;
    path = `M${from} ${left.y}C${middle} ${left.y} ${middle} ${right.y} ${to} ${right.y}`;
  }
  const wide = tie.context ? 1 : Math.min(6, 1 + Math.max(0, tie.bits) * 0.42);
  return <path class={`tie ${tie.context ? "context" : ""} ${tie.weakest ? "weak" : ""} ${bright ? "bright" : ""}`} d={path} stroke-width={wide} />;
}

function UnitMark({ unit, boxes, state, tab, label, ties, choose, open }: {
  unit: Unit; boxes: boolean; state: string; tab: boolean; label: boolean; ties: number; choose: () => void; open: () => void;
}) {
  const several = unit.members.length > 1;
  const kind = word("node", unit.kind);
  const text = several ? t("members_of_group", { n: count(unit.members.length), kind }) : unit.label;
  const role = unit.role ? word("role", unit.role) : "";
  // What is spoken begins with what is written.
  const written = boxes ? written2(unit, text, kind, role) : several ? [count(unit.members.length), kind] : [shorten(text, 20)];
  const spoken = [written.filter(Boolean).join(" "), kind, !boxes && shorten(unit.note, 60), role, unit.hub && t("context"), `${t("ties")}: ${ties}`].filter(Boolean).join(", ");
  return (
    <g class={`unit ${kindClass(unit.kind)} ${unit.hub ? "hub" : ""} ${several ? "several" : ""} ${unit.role && !PLAIN.includes(unit.role) ? "role" : ""} ${state}`}
      transform={`translate(${unit.x} ${unit.y})`} data-key={unit.key} role="button" tabIndex={tab ? 0 : -1}
      aria-label={spoken} aria-pressed={state === "chosen"} aria-expanded={unit.group >= 0 ? false : undefined}
      onClick={choose} onDblClick={open} onFocus={choose}>
      {boxes ? <BoxMark unit={unit} lines={written} several={several} /> : <DotMark unit={unit} lines={written} label={label} several={several} />}
    </g>
  );
}

/** The two lines of a box. */
function written2(unit: Unit, text: string, kind: string, role: string): [string, string] {
  const under = unit.kind === "ip" ? [kind, word("network", unit.note)] : unit.kind === "account" ? [shorten(unit.note, role ? 14 : 24), role] : [kind, shorten(unit.note, 12)];
  return [shorten(text, 20), under.filter(Boolean).join(" · ")];
}

function BoxMark({ unit, lines: [first, under], several }: { unit: Unit; lines: string[]; several: boolean }) {
  return (
    <>
      {several && <rect class="shadow" x={-BOX.w / 2 + 4} y={-BOX.h / 2 + 4} width={BOX.w} height={BOX.h} rx="6" />}
      <rect class="box" x={-BOX.w / 2} y={-BOX.h / 2} width={BOX.w} height={BOX.h} rx={unit.kind === "account" ? 19 : 5} />
      <path class="glyph" d={shape(unit.kind)} transform={`translate(${-BOX.w / 2 + 18} 0) scale(8)`} />
      <text x={-BOX.w / 2 + 35} y={under ? -3 : 4} class="t1" clip-path="url(#in-box)">{first}</text>{" "}
      {under && <text x={-BOX.w / 2 + 35} y="12" class="t2" clip-path="url(#in-box)">{under}</text>}
    </>
  );
}

function DotMark({ unit, lines, label, several }: { unit: Unit; lines: string[]; label: boolean; several: boolean }) {
  const size = several ? Math.min(26, 11 + Math.sqrt(unit.members.length)) : unit.kind === "account" ? 9 : 8;
  return (
    <>
      <circle class="hit" r={size + 7} />
      {several && <path class="shadow" d={shape(unit.kind)} transform={`translate(4 4) scale(${size})`} />}
      <path class="glyph" d={shape(unit.kind)} transform={`scale(${size})`} />
      {several && <text class="t0" y="4" text-anchor="middle">{lines[0]}</text>}{" "}
      {label && <text class="t1 halo" y={size + 14} text-anchor="middle">{lines[lines.length - 1]}</text>}
    </>
  );
}

function Chosen({ page, unit, units, ties, at, choose, toggle, open, place, server }: {
  page: Page; unit?: Unit; units: Unit[]; ties: Tie[]; at: number; choose: (key: string) => void;
  toggle: (group: number) => void; open: Set<number>; place: Int32Array; server: boolean;
}) {
  const { diagram, cluster } = page;
  if (!unit) return <Strongest units={units} ties={ties} choose={choose} />;
  const node = diagram.nodes[unit.members[0]!]!;
  const mine = ties.filter((tie) => tie.a === at || tie.b === at).sort((a, b) => b.bits - a.bits);
  const home = diagram.groups.findIndex((group, g) => open.has(g) && group.members.includes(unit.members[0]!));
  const resting = unit.members.length > 1 ? [] : cluster.evidence.filter((evidence) =>
    unit.kind === "account" ? evidence.accounts.includes(unit.label) : evidence.nodes.some(([kind, value]) => kind === unit.kind && value === unit.label));
  return (
    <div class="chosen" aria-live="polite">
      <h3>
        <KindIcon kind={unit.kind} size={18} hub={unit.hub} /> {unit.members.length > 1 ? t("members_of_group", { n: count(unit.members.length), kind: word("node", unit.kind) }) : word("node", unit.kind)}
      </h3>
      {unit.members.length === 1 ? (
        <>
          <p class="value mono"><bdi>{shorten(unit.label, 2000)}</bdi></p>
          {unit.note && <p class="value"><bdi>{unit.kind === "ip" ? word("network", shorten(unit.note, 2000)) : shorten(unit.note, 2000)}</bdi></p>}
          <p class="quiet">
            {[unit.role && word("role", unit.role), node.degree > 0 && t("carried_by", { n: node.degree }), unit.hub && t("context")].filter(Boolean).join(" · ")}
          </p>
          {server && <p><a href={href("search", "", { kind: unit.kind, value: unit.label })}>{t("search_it")} →</a></p>}
        </>
      ) : (
        <p class="value">{unit.members.slice(0, 8).map((v) => <NodeChip key={v} node={[diagram.nodes[v]!.kind, diagram.nodes[v]!.value]} />)}{unit.members.length > 8 && <i class="quiet"> {t("and_more", { n: unit.members.length - 8 })}</i>}</p>
      )}
      {unit.group >= 0 && <button class="main" onClick={() => toggle(unit.group)}>{t("open_group")}</button>}
      {home >= 0 && <button onClick={() => toggle(home)}>{t("close_group")}</button>}
      <h4>{t("ties")} ({mine.length})</h4>
      <ul class="tie-list">
        {mine.slice(0, 40).map((tie) => {
          const other = units[tie.a === at ? tie.b : tie.a]!;
          return (
            <li key={other.key}>
              <button class="chip-button" onClick={() => choose(other.key)}>
                <NodeChip node={[other.kind, other.members.length > 1 ? t("members_of_group", { n: other.members.length, kind: word("node", other.kind) }) : other.label]} />
              </button>
              {tie.context ? <span class="quiet">{t("context")}</span> : <Bits value={tie.bits} />}
              <span class="quiet">{[edgeLabel(tie.label), tie.count > 1 ? `× ${count(tie.count)}` : "", tie.weakest ? t("weakest_tie") : ""].filter(Boolean).join(" · ")}</span>
            </li>
          );
        })}
        {mine.length > 40 && <li class="quiet">{t("and_more", { n: mine.length - 40 })}</li>}
      </ul>
      {resting.length > 0 && place.length > 0 && (
        <>
          <h4>{t("mentioned")}</h4>
          <ul class="tie-list">
            {resting.slice(0, 12).map((evidence, i) => (
              <li key={i}><b>{word("code", evidence.code)}</b> <Bits value={evidence.weight} /> <span class="quiet"><Sentence text={evidence.text} width={160} /></span></li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** With nothing chosen: the identifiers that tie most accounts, and direct ties, the weightiest first. */
function Strongest({ units, ties, choose }: { units: Unit[]; ties: Tie[]; choose: (key: string) => void }) {
  const sums = units.map((unit, i) => ({ unit, i, accounts: 0, bits: 0 }));
  for (const tie of ties) {
    if (tie.context) continue;
    for (const [one, other] of [[tie.a, tie.b], [tie.b, tie.a]] as const) {
      sums[one]!.accounts += units[other]!.kind === "account" ? units[other]!.members.length : 0;
      sums[one]!.bits = Math.max(sums[one]!.bits, tie.bits);
    }
  }
  const list = sums.filter(({ unit, accounts }) => unit.kind !== "account" && accounts > 0).sort((a, b) => b.bits - a.bits || b.accounts - a.accounts || a.i - b.i);
  return (
    <div class="chosen" tabIndex={0} role="region" aria-label={t("ties_all")}>
      <h3>{t("ties_all")}</h3>
      <p class="quiet">{t("nothing_selected")}</p>
      <ul class="tie-list">
        {list.slice(0, 30).map(({ unit, accounts, bits }) => (
          <li key={unit.key}>
            <button class="chip-button" onClick={() => choose(unit.key)}>
              <NodeChip node={[unit.kind, unit.members.length > 1 ? t("members_of_group", { n: unit.members.length, kind: word("node", unit.kind) }) : unit.label]} />
            </button>
            <Bits value={bits} /> <span class="quiet">{t("accounts", { n: accounts })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Legend({ page }: { page: Page }) {
  const { diagram } = page;
  const kinds = [...new Set(diagram.nodes.map((node) => node.kind))];
  return (
    <ul class="legend" aria-label={t("legend")}>
      {kinds.slice(0, 14).map((kind) => <li key={kind}><KindIcon kind={kind} size={16} /> {word("node", kind)}</li>)}
      <li><svg width="30" height="10" aria-hidden="true"><path class="tie" d="M0 3H14" stroke-width="1.5" /><path class="tie" d="M14 5H30" stroke-width="4.5" /></svg> {t("tie")}</li>
      {diagram.edges.some((edge) => edge.weakest) && <li><svg width="30" height="10" aria-hidden="true"><path class="tie weak" d="M0 5H30" stroke-width="3" /></svg> {t("weakest_tie")}</li>}
      {diagram.nodes.some((node) => node.hub) && <li><svg width="30" height="10" aria-hidden="true"><path class="tie context" d="M0 5H30" stroke-width="1" /></svg> {t("context")}</li>}
      {diagram.groups.length > 0 && <li><svg width="22" height="16" aria-hidden="true"><rect class="shadow" x="5" y="4" width="15" height="10" rx="3" /><rect class="legend-box" x="2" y="1" width="15" height="10" rx="3" /></svg> {t("group")}</li>}
    </ul>
  );
}

const FIRST = 300;

/** The same as the drawing, in words: for whoever does not see it, and for paper. */
function TiesTable({ page }: { page: Page }) {
  const { nodes, edges } = page.diagram;
  const [shown, show] = useState(false);
  const rows = useMemo(() => edges.filter((edge) => !nodes[edge.a]!.hub && !nodes[edge.b]!.hub).sort((a, b) => b.bits - a.bits), [edges]);
  return (
    <details class="as-table no-print" onToggle={(event) => show(event.currentTarget.open)}>
      <summary>{t("as_table")}</summary>
      {shown && (
        <div class="scroll" tabIndex={0} role="region" aria-label={t("as_table")}>
          <table>
            <thead><tr><th>{t("account")}</th><th>{t("name")}</th><th>{t("node")}</th><th>{t("label")}</th><th class="num">{t("bits")}</th></tr></thead>
            <tbody>
              {rows.slice(0, FIRST).map((edge) => {
                const [a, b] = [nodes[edge.a]!, nodes[edge.b]!];
                return (
                  <tr key={`${edge.a}-${edge.b}`}>
                    <td><NodeChip node={[a.kind, a.value]} /></td>
                    <td><Value text={a.note} width={28} /></td>
                    <td><NodeChip node={[b.kind, b.value]} /></td>
                    <td>{edgeLabel(edge.label)}{edge.weakest && <span class="tag weak">{t("weakest_tie")}</span>}</td>
                    <td class="num"><Bits value={edge.bits} /></td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          {rows.length > FIRST && <p class="quiet">{t("too_many", { n: FIRST })}</p>}
        </div>
      )}
    </details>
  );
}

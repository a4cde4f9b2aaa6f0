// Sessions by account: an overview of the whole period by day, and below it a window in which every session shows.
import { useMemo, useRef, useState } from "preact/hooks";
import type { Page, TimelineData } from "./data";
import { count, formatter, known, length, offset } from "./format";
import { lang, t } from "./i18n";
import { days, overview, type Overview, type Session } from "./sessions";
import { shorten, Value } from "./text";
import { Section, useWidth } from "./ui";

const DAY = 86_400;
/** Devices with a pattern and a letter of their own; the others look alike. */
const NAMED = 8;
const LANES = 40;
const WINDOWS: [seconds: number, key: "win_day" | "win_3" | "win_week" | "win_month"][] = [
  [DAY, "win_day"], [3 * DAY, "win_3"], [7 * DAY, "win_week"], [28 * DAY, "win_month"],
];

export function TimelineView({ page, zone }: { page: Page; zone: string }) {
  const all = useMemo(() => overview(page.timeline), [page]);
  return (
    <Section id="timeline" title={t("timeline")} tools={all.sessions.length > 0 ? <span class="quiet">{t("tl_zone", { zone: known(zone) })}</span> : undefined}>
      {all.sessions.length === 0 ? <p class="quiet">{t("timeline_none")}</p> : <Drawn timeline={page.timeline} all={all} zone={zone} />}
    </Section>
  );
}

interface DeviceLook { rank: Int32Array; order: number[]; accounts: number[]; sessions: number[] }

/** Devices by how many accounts use them, then by sessions. */
function looks({ devices }: TimelineData, sessions: Session[]): DeviceLook {
  const [accounts, uses] = [devices.map(() => new Set<number>()), devices.map(() => 0)];
  for (const { device, lane } of sessions) {
    if (device < 0) continue;
    accounts[device]!.add(lane);
    uses[device]! += 1;
  }
  const order = devices.map((_, d) => d).sort((a, b) => accounts[b]!.size - accounts[a]!.size || uses[b]! - uses[a]! || a - b);
  const rank = new Int32Array(devices.length);
  order.forEach((device, at) => (rank[device] = at));
  return { rank, order, accounts: accounts.map((set) => set.size), sessions: uses };
}

/** Lanes in the order of the story: those that take part in handovers first, then by number of sessions. */
function laneOrder(timeline: TimelineData, all: Overview): number[] {
  const weight = timeline.lanes.map((lane) => Math.min(lane.total, 999) / 1000);
  for (const { from, to } of all.handovers) {
    weight[from]! += 1;
    weight[to]! += 1;
  }
  return timeline.lanes.map((_, i) => i).sort((a, b) => weight[b]! - weight[a]! || a - b);
}

function Drawn({ timeline, all, zone }: { timeline: TimelineData; all: Overview; zone: string }) {
  const look = useMemo(() => looks(timeline, all.sessions), [all]);
  const ahead = useMemo(() => offset(zone, all.end), [all, zone]);
  const zero = Math.floor((all.start + ahead) / DAY) * DAY - ahead;
  const byDay = useMemo(() => days(all, zero), [all, zero]);
  const [span, setSpan] = useState(byDay.count <= 10 ? 0 : 7 * DAY);
  const [from, setFrom] = useState(() => busiest(byDay, 7) * DAY + zero);
  const [every, setEvery] = useState(false);
  const order = useMemo(() => laneOrder(timeline, all), [all]);
  const whole = byDay.count * DAY;
  const wide = span && span < whole ? span : whole;
  const begin = Math.max(zero, Math.min(wide === whole ? zero : from, zero + whole - wide));
  const lanes = every ? order : order.slice(0, LANES);
  const choose = (to: number) => {
    const middle = begin + wide / 2;
    setSpan(to);
    if (to) setFrom(Math.max(zero, Math.floor((middle - to / 2 - zero) / DAY) * DAY + zero));
  };
  const facts = {
    sessions: t("sessions", { n: all.sessions.length }), most: all.most, hours: length(all.together),
    share: `${all.any ? Math.round((all.together / all.any) * 100) : 0}%`, handovers: t("handovers", { n: all.handovers.length }),
    quick: count(all.handovers.filter((one) => one.quick).length),
  };
  return (
    <div class="timeline">
      <p class="tl-facts">{t(all.most < 2 ? "tl_never" : "tl_facts", facts)}</p>
      <Days byDay={byDay} zero={zero} zone={zone} begin={begin} wide={wide} pick={(at) => setFrom(Math.floor((at - wide / 2 - zero) / DAY + 0.5) * DAY + zero)} />
      <div class="tl-tools no-print">
        <label>{t("window")}{" "}
          <select value={wide === whole ? 0 : span} onChange={(event) => choose(Number(event.currentTarget.value))}>
            {WINDOWS.filter(([seconds]) => seconds < whole).map(([seconds, key]) => <option key={key} value={seconds}>{t(key)}</option>)}
            <option value="0">{t("win_all")}</option>
          </select>
        </label>
        <input type="range" aria-label={t("move_window")} min={zero} max={zero + whole - wide} step={DAY} value={begin} disabled={wide === whole}
          aria-valuetext={formatter(zone, { dateStyle: "medium" })(begin)} onInput={(event) => setFrom(Number(event.currentTarget.value))} />
        <span class="keep"><button aria-label={t("earlier")} title={t("earlier")} disabled={begin <= zero} onClick={() => setFrom(begin - Math.max(DAY, wide / 2))}>←</button>
        <button aria-label={t("later")} title={t("later")} disabled={begin >= zero + whole - wide} onClick={() => setFrom(begin + Math.max(DAY, wide / 2))}>→</button></span>
        <button disabled={wide === whole} onClick={() => setFrom(busiest(byDay, Math.round(wide / DAY)) * DAY + zero)}>{t("busiest")}</button>
      </div>
      <Lanes timeline={timeline} all={all} look={look} lanes={lanes} begin={begin} end={begin + wide} zone={zone} ahead={ahead} />
      {order.length > LANES && (
        <button class="no-print" onClick={() => setEvery(!every)}>{every ? t("fewer_lanes") : t("all_lanes", { n: order.length })}</button>
      )}
      <Devices timeline={timeline} look={look} />
    </div>
  );
}

/** First day of the span of days with most handovers and hours side by side. */
function busiest({ together, handovers, count: n }: ReturnType<typeof days>, span: number): number {
  let [best, most, sum] = [Math.max(0, n - span), -1, 0];
  for (let day = 0; day < n; day++) {
    sum += together[day]! + 2 * handovers[day]!;
    if (day >= span) sum -= together[day - span]! + 2 * handovers[day - span]!;
    if (day >= span - 1 && sum > most + 1e-9) [best, most] = [Math.max(0, day - span + 1), sum];
  }
  return best;
}

const NAMES = 132;

/** The whole period, a bar a day: hours side by side above, handovers below. */
function Days({ byDay, zero, zone, begin, wide, pick }: {
  byDay: ReturnType<typeof days>; zero: number; zone: string; begin: number; wide: number; pick: (at: number) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const width = Math.max(160, useWidth(box, 700) - NAMES - 8);
  const x = (day: number) => NAMES + (day / byDay.count) * width;
  const [mostTogether, mostSwitched] = [Math.max(1e-9, ...byDay.together), Math.max(1e-9, ...byDay.handovers)];
  const bar = Math.max(1, width / byDay.count - 1);
  const date = useMemo(() => formatter(zone, { month: "short", day: "numeric" }), [zone, lang()]);
  const click = (event: MouseEvent) => {
    const left = box.current!.getBoundingClientRect().left;
    const day = ((event.clientX - left - NAMES) / width) * byDay.count;
    if (day >= 0) pick(zero + day * DAY);
  };
  const every = Math.ceil(byDay.count / Math.max(2, Math.floor(width / 90)));
  return (
    <div class="days" ref={box} onClick={click}>
      <svg width="100%" height="86" viewBox={`0 0 ${NAMES + width + 8} 86`} preserveAspectRatio="xMinYMin" aria-hidden="true">
        <text class="axis name" x="0" y="22">{t("side_by_side")}</text>
        <text class="axis name" x="0" y="54">{t("handover_row")}</text>
        <rect class="window" x={x((begin - zero) / DAY)} width={(wide / DAY / byDay.count) * width} y="1" height="66" rx="3" />
        {Array.from({ length: byDay.count }, (_, day) => {
          const [up, down] = [(byDay.together[day]! / mostTogether) * 30, (byDay.handovers[day]! / mostSwitched) * 26];
          return (
            <g key={day}>
              {up > 0 && <rect class="d-together" x={x(day)} width={bar} y={34 - Math.max(1.5, up)} height={Math.max(1.5, up)} />}
              {down > 0 && <rect class="d-handover" x={x(day)} width={bar} y="38" height={Math.max(1.5, down)} />}
            </g>
          );
        })}
        <line class="grid" x1={NAMES} x2={NAMES + width} y1="36" y2="36" />
        {Array.from({ length: Math.ceil(byDay.count / every) }, (_, i) => (
          <text class="axis" key={i} x={x(i * every)} y="82">{date(zero + i * every * DAY + DAY / 2)}</text>
        ))}
      </svg>
    </div>
  );
}

function Lanes({ timeline, all, look, lanes, begin, end, zone, ahead }: {
  timeline: TimelineData; all: Overview; look: DeviceLook; lanes: number[]; begin: number; end: number; zone: string; ahead: number;
}) {
  const box = useRef<HTMLDivElement>(null);
  const width = Math.max(160, useWidth(box, 700) - NAMES - 8);
  const tall = lanes.length > 14 ? 16 : 24;
  const top = 58;
  const x = (at: number) => NAMES + ((at - begin) / (end - begin)) * width;
  const row = new Map(lanes.map((lane, i) => [lane, i]));
  const mid = (lane: number) => top + (row.get(lane)! + 0.5) * tall;
  const inside = all.sessions.filter((session) => session.end >= begin && session.start <= end && row.has(session.lane));
  const moved = all.handovers.filter((one) => one.end >= begin && one.start <= end && row.has(one.from) && row.has(one.to));
  const crowded = moved.length > 150;
  const height = top + lanes.length * tall + 6;
  const exact = useMemo(() => formatter(zone, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }), [zone, lang()]);
  const name = (session: Session) => t("session_at", {
    account: shorten(timeline.lanes[session.lane]!.account, 30), from: exact(session.start), to: exact(session.end),
    device: session.device < 0 ? t("no_device") : shorten(timeline.devices[session.device]!, 30), ip: session.ip < 0 ? "–" : shorten(timeline.ips[session.ip]!, 40),
  });
  return (
    <div class="lanes" ref={box}>
      <svg width="100%" height={height} viewBox={`0 0 ${NAMES + width + 8} ${height}`} preserveAspectRatio="xMinYMin" role="img" aria-label={`${t("timeline")}: ${t("sessions", { n: inside.length })}, ${t("handovers", { n: moved.length })}`}>
        <Patterns />
        <Ticks begin={begin} end={end} x={x} height={height} zone={zone} ahead={ahead} width={width} />
        <AtOnce all={all} begin={begin} end={end} x={x} />
        {lanes.map((lane, i) => (
          <g key={lane}>
            {i % 2 === 0 && <rect class="stripe" x="0" y={top + i * tall} width={NAMES + width} height={tall} />}
            <text class="axis lane-name" x="0" y={top + i * tall + tall / 2 + 4}>{shorten(timeline.lanes[lane]!.account, 17)}</text>
          </g>
        ))}
        {inside.map((session, i) => {
          const at = session.device < 0 ? -1 : look.rank[session.device]!;
          const left = Math.max(NAMES, x(session.start));
          const wide = Math.max(2, Math.min(NAMES + width, x(session.end)) - left);
          const y = mid(session.lane);
          return (
            <g key={i}>
              <rect class={`session ${at < 0 ? "none" : at < NAMED ? `dev-${at}` : "dev-other"}`} x={left} width={wide} y={y - tall * 0.36} height={tall * 0.72} rx={wide > 5 ? 2 : 0}>
                <title>{name(session)}</title>
              </rect>
              {wide > 15 && at >= 0 && at < NAMED && tall > 18 && <text class="letter" x={left + wide / 2} y={y + 4} text-anchor="middle">{letter(at)}</text>}
            </g>
          );
        })}
        {moved.filter((one) => one.quick || !crowded).map((one, i) => {
          const [x1, x2, y1, y2] = [x(one.end), x(one.start), mid(one.from), mid(one.to)];
          const down = y2 > y1 ? 1 : -1;
          return (
            <g class={`handover ${one.quick ? "quick" : ""}`} key={i}>
              <path d={`M${x1} ${y1}L${x2} ${y2 - down * 3}`} />
              <path class="head" d={`M${x2 - 3.5} ${y2 - down * 7}L${x2} ${y2 - down}L${x2 + 3.5} ${y2 - down * 7}Z`} />
            </g>
          );
        })}
      </svg>
    </div>
  );
}

const letter = (at: number) => String.fromCharCode(65 + at);

/** How many accounts are on at once, as steps. */
function AtOnce({ all, begin, end, x }: { all: Overview; begin: number; end: number; x: (at: number) => number }) {
  const [base, high] = [50, 24];
  const most = Math.max(2, all.most);
  const y = (on: number) => base - (on / most) * high;
  let path = `M${x(begin)} ${base}`;
  let on = 0;
  for (const change of all.changes) {
    if (change.at > end) break;
    if (change.at >= begin) path += `H${x(change.at).toFixed(1)}V${y(change.on).toFixed(1)}`;
    else on = change.on;
    if (change.at < begin) path = `M${x(begin)} ${base}V${y(on)}`;
  }
  path += `H${x(end)}V${base}Z`;
  return (
    <g>
      <text class="axis name" x="0" y="46">{t("at_once")}</text>
      <text class="axis" x={NAMES - 6} y={base - high + 8} text-anchor="end">{most}</text>
      <line class="grid" x1={x(begin)} x2={x(end)} y1={y(1)} y2={y(1)} />
      <path class="at-once" d={path} />
    </g>
  );
}

function Ticks({ begin, end, x, height, zone, ahead, width }: {
  begin: number; end: number; x: (at: number) => number; height: number; zone: string; ahead: number; width: number;
}) {
  const steps = [3600, 3 * 3600, 6 * 3600, 12 * 3600, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 56 * DAY];
  const step = steps.find((one) => ((end - begin) / one) * 58 <= width) ?? 90 * DAY;
  const format = useMemo(
    () => formatter(zone, step < DAY ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } : { month: "short", day: "numeric" }), [zone, step < DAY, lang()]);
  const date = useMemo(() => formatter(zone, { month: "short", day: "numeric" }), [zone, lang()]);
  const ticks = [];
  for (let at = Math.ceil((begin + ahead) / step) * step - ahead; at < end; at += step) ticks.push(at);
  return (
    <g>
      {ticks.map((at) => {
        const midnight = (at + ahead) % DAY === 0;
        return (
          <g key={at}>
            <line class={`grid ${midnight ? "day" : ""}`} x1={x(at)} x2={x(at)} y1="16" y2={height} />
            <text class="axis" x={x(at) + 2} y="12">{step < DAY && midnight ? date(at) : format(at)}</text>
          </g>
        );
      })}
    </g>
  );
}

/** Patterns tell devices apart without colour. */
function Patterns() {
  const marks = [
    "", "M0 6L6 0M-1 1L1 -1M5 7L7 5", "M0 3H6", "M3 3h.01", "M3 0V6", "M0 0L6 6M-1 5L1 7M5 -1L7 1", "M0 3H6M3 0V6", "M0 0L6 6M0 6L6 0",
  ];
  return (
    <defs>
      {marks.map((mark, i) => (
        <pattern id={`pat-${i}`} key={i} width="6" height="6" patternUnits="userSpaceOnUse">
          <rect class={`ground-${i}`} width="6" height="6" />
          <path class="mark" d={mark} />
        </pattern>
      ))}
    </defs>
  );
}

function Devices({ timeline, look }: { timeline: TimelineData; look: DeviceLook }) {
  const rest = look.order.length - NAMED;
  return (
    <ul class="devices" aria-label={t("devices")}>
      {look.order.slice(0, NAMED).map((device, at) => (
        <li key={device}>
          <svg width="26" height="16" aria-hidden="true"><rect class={`session dev-${at}`} width="26" height="16" rx="2" /><text class="letter" x="13" y="12" text-anchor="middle">{letter(at)}</text></svg>
          <span class="sr">{letter(at)} </span><Value text={timeline.devices[device]!} width={26} mono />
          <span class="quiet">{t("dev_use", { accounts: t("accounts", { n: look.accounts[device]! }), sessions: t("sessions", { n: look.sessions[device]! }) })}</span>
        </li>
      ))}
      {rest > 0 && <li><svg width="26" height="16" aria-hidden="true"><rect class="session dev-other" width="26" height="16" rx="2" /></svg>{t("other_devices")} <span class="quiet">({count(rest)})</span></li>}
      <li><svg width="26" height="16" aria-hidden="true"><rect class="session none" x="1" y="1" width="24" height="14" rx="2" /></svg>{t("no_device")}</li>
    </ul>
  );
}

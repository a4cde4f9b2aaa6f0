// What sessions say together: how many at once, for how long side by side, and who takes over from whom on one device.
import type { TimelineData } from "./data";

export interface Session { lane: number; start: number; end: number; device: number; ip: number }
/** A device goes from one account to another: the end of one session, the start of the next. */
export interface Handover { from: number; to: number; end: number; start: number; device: number; quick: boolean }
export interface Change { at: number; on: number }

export interface Overview {
  sessions: Session[];        // by start
  start: number; end: number;
  handovers: Handover[];      // by start
  changes: Change[];          // the number of accounts at once, from each moment on
  most: number;
  together: number;           // seconds with two or more
  any: number;                // seconds with one or more
}

/** A quick switch, as N8 asks: within ten minutes. */
export const SWITCH = 600;
/** Longer pauses than a day are no handover. */
const PAUSE = 86_400;

export function unpack(timeline: TimelineData): Session[] {
  const sessions: Session[] = [];
  timeline.lanes.forEach(({ sessions: packed }, lane) => {
    let start = 0;
    for (const [gap, length, device, ip] of packed) {
      start += gap;
      sessions.push({ lane, start, end: start + length, device, ip });
    }
  });
  return sessions.sort((a, b) => a.start - b.start || a.lane - b.lane);
}

/** O(s log s) for s sessions. */
export function overview(timeline: TimelineData): Overview {
  const sessions = unpack(timeline);
  const { changes, most, together, any } = atOnce(sessions, timeline.lanes.length);
  const start = sessions[0]?.start ?? 0;
  const end = sessions.reduce((last, session) => Math.max(last, session.end), start);
  return { sessions, start, end, handovers: handovers(sessions, timeline.devices.length), changes, most, together, any };
}

function atOnce(sessions: Session[], lanes: number) {
  const events = sessions.flatMap(({ lane, start, end }) => (end > start ? [{ at: start, lane, by: 1 }, { at: end, lane, by: -1 }] : []));
  events.sort((a, b) => a.at - b.at || a.by - b.by);
  const open = new Int32Array(lanes);
  const changes: Change[] = [];
  let [on, most, together, any, before] = [0, 0, 0, 0, 0];
  for (const { at, lane, by } of events) {
    if (on >= 1) any += at - before;
    if (on >= 2) together += at - before;
    const was = open[lane]!;
    open[lane] = was + by;
    if (was === 0) on += 1;
    else if (was + by === 0) on -= 1;
    const last = changes[changes.length - 1];
    if (last?.at === at) last.on = on;
    else changes.push({ at, on });
    before = at;
  }
  for (const change of changes) most = Math.max(most, change.on);
  return { changes, most, together, any };
}

function handovers(sessions: Session[], devices: number): Handover[] {
  const last: (Session | undefined)[] = new Array(devices);
  const found: Handover[] = [];
  for (const session of sessions) {
    if (session.device < 0) continue;
    const before = last[session.device];
    if (before && before.lane !== session.lane && session.start >= before.end - 60 && session.start - before.end <= PAUSE) {
      const quick = session.start - before.end <= SWITCH;
      found.push({ from: before.lane, to: session.lane, end: before.end, start: session.start, device: session.device, quick });
    }
    if (!before || session.end >= before.end) last[session.device] = session;
  }
  return found;
}

/** Sums for each day: hours side by side, handovers. */
export function days(all: Overview, zero: number): { together: Float64Array; handovers: Float64Array; count: number } {
  const count = Math.max(1, Math.ceil((all.end - zero) / 86_400));
  const [together, switched] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i + 1 < all.changes.length; i++) {
    if (all.changes[i]!.on < 2) continue;
    let at = all.changes[i]!.at;
    const until = all.changes[i + 1]!.at;
    while (at < until) {
      const day = Math.floor((at - zero) / 86_400);
      const next = Math.min(until, zero + (day + 1) * 86_400);
      together[day]! += (next - at) / 3600;
      at = next;
    }
  }
  for (const { start } of all.handovers) switched[Math.floor((start - zero) / 86_400)]! += 1;
  return { together, handovers: switched, count };
}

// Numbers and times as people read them.
import { lang } from "./i18n";

const locale = () => (lang() === "ja" ? "ja-JP" : "en-GB");

export const count = (value: number) => value.toLocaleString(locale());

/** Bits with a sign: +9.20, −2.10 */
export function bits(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits);
  const zero = Number(text) === 0;
  return zero ? text : value < 0 ? `−${text}` : `+${text}`;
}

/** A probability, without claiming more than its three places hold. */
export function score(value: number): string {
  return value >= 0.9995 ? "> 0.999" : value.toFixed(3);
}

export const probability = (logOdds: number) => 1 / (1 + 2 ** -logOdds);
export const logOdds = (p: number) => Math.log2(p / (1 - p));

export function moment(text: string, zone?: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return text;
  return new Intl.DateTimeFormat(locale(), {
    dateStyle: "medium", timeStyle: "short", timeZone: known(zone),
  }).format(at);
}

/** A zone that the browser knows; UTC otherwise. */
export function known(zone?: string): string {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone || "UTC";
  } catch {
    return "UTC";
  }
}

export function formatter(zone: string, options: Intl.DateTimeFormatOptions) {
  const format = new Intl.DateTimeFormat(locale(), { ...options, timeZone: known(zone) });
  return (seconds: number) => format.format(new Date(seconds * 1000));
}

/** Seconds that the zone is ahead of UTC at a moment. */
export function offset(zone: string, seconds: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: known(zone), hourCycle: "h23",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  }).formatToParts(new Date(seconds * 1000));
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")) / 1000 - seconds;
}

/** Hours and minutes of a length in seconds. */
export function length(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const [h, m] = lang() === "ja" ? ["時間", "分"] : [" h", " min"];
  const hours = Math.floor(minutes / 60);
  if (hours >= 10) return `${count(Math.round(minutes / 60))}${h}`;
  if (!hours) return `${minutes}${m}`;
  return minutes % 60 ? `${hours}${h}${lang() === "ja" ? "" : " "}${minutes % 60}${m}` : `${hours}${h}`;
}

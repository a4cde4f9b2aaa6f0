// Text from the platform, shown as text: characters that turn the reading direction or show nothing are made visible,
// and very long values are cut in the middle.

import { said } from "./sentences";

const DECEPTIVE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|[\u{e0000}-\u{e007f}]/gu;

export function visible(text: string): string {
  return text.replace(/\r\n|[\n\r\u0085\u2028\u2029]/g, "↵").replace(/\t/g, " ").replace(DECEPTIVE, "\ufffd");
}

/** Wide characters count twice. */
const columns = (sign: string) => (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(sign) ? 2 : 1);

/** As many signs from the front as fit into `room` columns. */
function fitting(signs: string[], room: number): string[] {
  let used = 0;
  return signs.filter((sign) => (used += columns(sign)) <= room);
}

/** Cuts out the middle of a text wider than `width` columns. */
export function shorten(text: string, width: number): string {
  if (text.length <= 4 * width) {
    const signs = [...visible(text)];
    if (signs.reduce((sum, sign) => sum + columns(sign), 0) <= width) return signs.join("");
  }
  const head = [...visible(text.slice(0, 2 * width))];
  const tail = [...visible(text.slice(-2 * width))].reverse();
  const room = width - 1;
  return `${fitting(head, Math.ceil(room * 0.62)).join("")}…${fitting(tail, Math.floor(room * 0.38)).reverse().join("")}`;
}

/** A value of the platform's; long ones are cut, and the whole stands in the title. */
export function Value({ text, width = 60, mono = false }: { text: string; width?: number; mono?: boolean }) {
  const short = shorten(text, width);
  const cut = short !== text;
  return (
    <bdi class={mono ? "mono" : undefined} title={cut ? visible(text.slice(0, 400)) : undefined}>
      {short}
    </bdi>
  );
}

/** A sentence of the program's, with values of the platform's in it, in the language of the page. */
export function Sentence({ text, width = 480 }: { text: string; width?: number }) {
  const all = visible(said(text));
  return <bdi class="sentence">{all.length > width * 1.25 ? shorten(all, width) : all}</bdi>;
}

/** What a person wrote: as it was written. */
export function Words({ text }: { text: string }) {
  return <bdi class="words">{visible(text)}</bdi>;
}

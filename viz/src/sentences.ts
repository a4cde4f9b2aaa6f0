// Sentences of the results, which were written in one language, said in the one that the reader has chosen.
import { classWord, familyWord, lang } from "./i18n";

interface Pattern { find: RegExp; slots: number[]; say: string }

/** For each language, patterns that find a sentence of the other one, and how to say it. */
let patterns: Record<"en" | "ja", Pattern[]> = { en: [], ja: [] };

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function pattern(from: string, to: string): Pattern {
  const parts = from.split(/\{(\d)\}/);
  const slots = parts.filter((_, i) => i % 2).map(Number);
  return { find: new RegExp(`^${parts.map((part, i) => (i % 2 ? "((?:(?!; )[^])*?)" : literal(part))).join("")}$`, "u"), slots, say: to };
}

/** Takes the sentences that the program hands over, the most specific ones first. */
export function learn(sentences: [en: string, ja: string][]) {
  patterns = { en: sentences.map(([en, ja]) => pattern(ja, en)), ja: sentences.map(([en, ja]) => pattern(en, ja)) };
}

const known = new Map<string, string>();

/** The sentence in the language of the page; as it is where it is none of the program's, or in that language already. */
export function said(text: string): string {
  const key = lang() + text;
  let found = known.get(key);
  if (found === undefined) {
    found = translated(text) ?? several(text) ?? text;
    if (known.size > 5000) known.clear();
    known.set(key, found);
  }
  return found;
}

function translated(text: string): string | undefined {
  for (const { find, slots, say } of patterns[lang()]) {
    const match = find.exec(text);
    if (!match) continue;
    const given = new Map(slots.map((slot, i) => [slot, match[i + 1]!]));
    return say.replace(/\{(\d)\}/g, (_, slot: string) => blank(given.get(Number(slot)) ?? ""));
  }
  return undefined;
}

/** Sentences in a row, each said by itself where it is one of the program's. One may hold the sign that parts them. */
function several(text: string): string | undefined {
  const parts = text.split("; ");
  if (parts.length < 2) return undefined;
  const out: string[] = [];
  for (let from = 0, to; from < parts.length; from = to) {
    let found: string | undefined;
    for (to = Math.min(parts.length, from + 2); to > from && found === undefined; ) {
      found = translated(parts.slice(from, to).join("; "));
      if (found === undefined) to--;
    }
    if (found === undefined) to = from + 1;
    out.push(found ?? parts[from]!);
  }
  return out.join("; ");
}

/** What stands in a blank: a lawful class or a kind of evidence has its own word, anything else is the platform's. */
const blank = (value: string) => classWord(value) ?? familyWord(value) ?? value;

/** Makes a text fit to be shown: no unseen characters, cut or split where it is too long, escaped where Slack reads it. */

/** Control characters, halves of letters, and what turns the reading direction of the words that follow. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const VISIBLE = /[^\p{C}\p{Z}]/u;

/** Without unseen characters; "" when nothing is left to see. */
export function clean(text: string): string {
  const seen = text
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replaceAll("\t", " ")
    .replace(UNSEEN, "")
    .trim();
  return VISIBLE.test(seen) ? seen : "";
}

/** The same on one line. */
export const oneLine = (text: string): string => clean(text).replace(/\s*\n\s*/g, " ");

const letters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The longest beginning of at most `most` characters that ends with a whole letter, be it an emoji of several signs. */
function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  const letter = letters.segment(text.slice(0, most + 64)).containing(most)?.index ?? most;
  // One letter longer than all there is room for is no word of anybody: only pairs of halves are kept together.
  if (letter > most / 2) return text.slice(0, letter);
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, "") || text.slice(0, 2);
}

/** At most `most` characters, the last of them "…" where something is left out. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${beginning(text, most - 1).trimEnd()}…`;

/** The first part of at most `most` characters, ending with a line or a word if it can, and what is left. */
export function halves(text: string, most: number): readonly [string, string] {
  if (text.length <= most) return [text, ""];
  const head = text.slice(0, most + 1);
  const line = head.lastIndexOf("\n");
  const word = Math.max(line, head.lastIndexOf(" "));
  const end = line > most / 2 ? line : word > most / 2 ? word : 0;
  const first = end > 0 ? text.slice(0, end) : beginning(text, most);
  return [first.trimEnd(), text.slice(first.length).trimStart()];
}

/** All of it in parts of at most `most` characters, none of them empty. */
export function split(text: string, most: number): readonly string[] {
  const parts: string[] = [];
  for (let rest = text; rest !== ""; ) {
    const [first, next] = halves(rest, most);
    if (first !== "") parts.push(first);
    rest = next;
  }
  return parts;
}

/** For where Slack reads markup: with these three escaped nothing typed becomes a mention or a link. */
export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The way back: Slack hands out texts of its messages escaped, plain ones too. */
export const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** The plain text of a message as the phone shows it: escaped, and cut without halving what was escaped. */
export function fallback(text: string): string {
  const safe = escaped(clean(text));
  return safe.length <= FALLBACK ? safe : cut(safe, FALLBACK).replace(/&[a-z]{0,3}…$/, "…");
}

const FALLBACK = 3000;

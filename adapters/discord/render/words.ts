/** Makes a text fit to be shown: no unseen characters, escaped, cut or split where it is too long. */
import { linksIn } from "./links.ts";

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

/**
 * A text as Discord's markdown, which a client shows exactly as it was typed: no bold, mention, emoji code, time,
 * heading, quote, list or link under other words. Addresses stay as they are and can be pressed.
 */
export function escaped(text: string): string {
  let written = "";
  let at = 0;
  for (const { url, from, to } of linksIn(text)) {
    written += inert(text.slice(at, from), { starts: at === 0, beforeLink: true });
    const after = /^[^\s<]*/.exec(text.slice(to))?.[0] ?? "";
    if (endsThere(url, after, text[to + after.length])) {
      written += url + after;
      at = to + after.length;
    } else {
      written += `<${url}>`;
      at = to;
    }
  }
  return written + inert(text.slice(at), { starts: at === 0, beforeLink: false });
}

/**
 * Whether a client takes exactly this address for the link. It goes on to the next space, takes backslashes for a part
 * of it, and leaves out some signs at its end; brackets it counts, in a way that has changed. Where it would not end
 * there, "<" and ">" bound the address, and a client does not show them.
 */
function endsThere(url: string, after: string, next: string | undefined): boolean {
  const found = /^https?:\/\/[^\s<]+[^<.,:;"'\]\s]/.exec(url + after)?.[0];
  return found === url && !/[()]/.test(url + after) && (next === undefined || /\s/.test(next));
}

/** Words without links. `starts`: they begin a line. `beforeLink`: the colon of an address follows. */
function inert(words: string, { starts, beforeLink }: { readonly starts: boolean; readonly beforeLink: boolean }) {
  const signs = words
    .replace(/[\\*_~|`<[]/g, "\\$&")
    // No emoji has two digits for a name, and "at 15:00: Stripe" reads better without a backslash where none is undone.
    .replace(beforeLink ? /:(?!\d\d:)(?=[^\s:]*(?::|$)|\/\/)/g : /:(?!\d\d:)(?=[^\s:]*:|\/\/)/g, "\\:")
    .replace(/@(?=everyone|here)/g, "\\@");
  return signs.replace(/(^|\n)([^\S\n]*)(?:([-+#>])|(\d+)(?=\.))/g, (all, line, space, sign, number, offset) => {
    if (line === "" && !(starts && offset === 0)) return all;
    return `${line}${space}${sign === undefined ? `${number}\\` : `\\${sign}`}`;
  });
}

const letters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The longest beginning of at most `most` characters that ends with a whole letter, be it an emoji of several signs. */
function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  const letter = letters.segment(text.slice(0, most + 64)).containing(most)?.index ?? most;
  // One letter longer than all there is room for is no word of anybody: only pairs of halves are kept together.
  if (letter > most / 2) return text.slice(0, letter);
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, "") || text.slice(0, 2);
}

/** At most `most` characters, the last of them "…" where something is left out. Not for what is escaped. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${beginning(text, most - 1).trimEnd()}…`;

/**
 * The first part of at most `most` characters, ending with a line or a word if it can, and what is left. A link that
 * does not begin the text is not torn.
 */
export function halves(text: string, most: number): readonly [string, string] {
  if (text.length <= most) return [text, ""];
  const head = text.slice(0, most + 1);
  const line = head.lastIndexOf("\n");
  const word = Math.max(line, head.lastIndexOf(" "));
  const end = line > most / 2 ? line : word > most / 2 ? word : 0;
  const first = end > 0 ? text.slice(0, end) : untorn(text, beginning(text, most));
  return [first.trimEnd(), text.slice(first.length).trimStart()];
}

const untorn = (text: string, first: string): string => {
  const torn = linksIn(text).find(({ from, to }) => from > 0 && from < first.length && to > first.length);
  return torn === undefined ? first : text.slice(0, torn.from);
};

/** All of a text in parts, each of at most `most` characters once it is written, none of them empty. */
export function split(text: string, most: number, write: (part: string) => string = escaped): readonly string[] {
  const parts: string[] = [];
  for (let rest = text; rest !== ""; ) {
    let size = most;
    let [first, next] = halves(rest, size);
    for (let written = write(first); written.length > most && size > 1; written = write(first)) {
      size = Math.max(1, Math.min(size - 1, Math.floor((first.length * most) / written.length)));
      [first, next] = halves(rest, size);
    }
    if (first !== "") parts.push(write(first));
    rest = next;
  }
  return parts;
}

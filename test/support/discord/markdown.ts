/** What a client of Discord shows of its markdown: a small model, with the marks that people meet. Pure. */

/** Whom a text would ping: "@everyone", "@here", "<@1>", "<@&1>". */
export const pings = (text: string): string[] =>
  [...text.replace(/\\[^\s\w]/g, "").matchAll(/@(?:everyone|here)\b|<@[!&]?\d+>/g)].map(([found]) => found);

/** Marks at the start of a line: small print, headings, quotes and bullets; what is shown instead, after the indent. */
const LINE_MARKS: readonly (readonly [RegExp, string])[] = [
  [/^()-# /, ""],
  [/^()#{1,3} +(?=\S)/, ""],
  [/^()(?:>>> |> )/, "| "],
  [/^(\s*)[-*] +(?=\S)/, "- "],
];

/** Words as they are read: escapes undone, marks gone, links as they stand. */
export const shown = (markdown: string): string => markdown.split("\n").map(line).join("\n");

function line(text: string): string {
  for (const [mark, instead] of LINE_MARKS) {
    const found = mark.exec(text);
    if (found !== null) return `${found[1]}${instead}${inline(text.slice(found[0].length))}`;
  }
  return inline(text);
}

/** In the order in which a client looks for them; what is escaped or within an address is no mark. */
const PIECES: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/\\([^0-9A-Za-z\s])/uy, ([, sign = ""]) => sign],
  [/<(https?:\/\/[^\s<>]+)>/y, ([, url = ""]) => url],
  [/https?:\/\/[^\s<]+[^<.,:;"'\]\s]/y, ([url]) => url],
  [/\[((?:\\.|[^\]\\\n])+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/y, ([, label = "", url]) => `${inline(label)} (${url})`],
  [/<t:(-?\d+)(?::[a-zA-Z])?>/y, ([, seconds]) => new Date(Number(seconds) * 1000).toISOString()],
  [/<@[!&]?(\d+)>/y, ([, id]) => `@${id}`],
  [/<#(\d+)>/y, ([, id]) => `#${id}`],
  [/<a?:(\w+):\d+>/y, ([, name]) => `(emoji ${name})`],
  // Received codes become pictures as well: what somebody typed must not.
  [/:([a-z][a-z0-9_+-]*):/y, ([, name]) => `(emoji ${name})`],
  [/(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/y, ([, , code = ""]) => code],
  [/(\*\*\*|\*\*|__|~~|\|\|)(?=\S)((?:\\.|(?!\1)[^\\])+?)\1/y, ([, , inner = ""]) => inline(inner)],
  [/\*(?=\S)((?:\\.|[^*\\])+?)(?<!\s)\*(?!\*)/y, ([, inner = ""]) => inline(inner)],
  [/_((?:\\.|[^_\\])+?)_(?!\w)/y, ([, inner = ""]) => inline(inner)],
];

function inline(text: string): string {
  let read = "";
  for (let at = 0; at < text.length; ) {
    const piece = next(text, at);
    read += piece.shows;
    at += piece.length;
  }
  return read;
}

function next(text: string, at: number): { readonly shows: string; readonly length: number } {
  for (const [pattern, shows] of PIECES) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null && found[0] !== "") return { shows: shows(found), length: found[0].length };
  }
  return { shows: text.charAt(at), length: 1 };
}

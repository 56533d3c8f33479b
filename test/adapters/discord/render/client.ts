/** A small model of how a client of Discord reads its markdown, written from the rules and not from the renderer. */

export interface Read {
  /** The words as a person reads them. */
  readonly text: string;
  /** Addresses that can be pressed. */
  readonly links: readonly string[];
  /** What was taken for markup: bold, mentions, headings and so on. */
  readonly markup: readonly string[];
}

/** At the start of a line only. */
const LINES: readonly (readonly [string, RegExp])[] = [
  ["small print", / *-# +(?=\S)/y],
  ["heading", / *#{1,3} +(?=\S)/y],
  ["quote", / *>(?:>>)? /y],
  ["bullet", / *[-*+] +(?=\S)/y],
  ["number", / *\d+\. +(?=\S)/y],
];

/** Signs around words: the words within are read again. */
const AROUND: readonly (readonly [string, RegExp])[] = [
  ["bold", /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y],
  ["underline", /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y],
  ["italic", /\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/y],
  ["italic", /\b_((?:\\[\s\S]|[^\\_])+?)_\b/y],
  ["struck", /~~([\s\S]+?)~~(?!_)/y],
  ["hidden", /\|\|([\s\S]+?)\|\|/y],
  ["link under words", /\[((?:\\.|[^\]\\])+)\]\([^)]+\)/y],
];

/** Signs that stand for something else altogether. */
const INSTEAD: readonly (readonly [string, RegExp])[] = [
  ["code", /(`+)[\s\S]*?[^`]\1(?!`)/y],
  ["mention", /<(?:@[!&]?|#)\d+>|<\/[^:>]+:\d+>|<id:\w+>|@everyone|@here/y],
  ["time", /<t:-?\d+(?::\w)?>/y],
  // Whatever could be a name; two digits are none.
  ["emoji", /<a?:\w+:\d+>|:(?!\d\d:)[^\s:]+?(?:::skin-tone-\d)?:/y],
  ["shrug", /¯\\_\(ツ\)_\/¯/y],
];

const ESCAPE = /\\([^0-9A-Za-z\s])/y;
const BOUNDED = /<([^: >]+:\/[^ >]+)>/y;
const ADDRESS = /(?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/y;

/** What a client makes of a text. */
export function read(source: string): Read {
  const links: string[] = [];
  const markup: string[] = [];
  return { text: words(source, true), links, markup };

  function words(part: string, top: boolean): string {
    let text = "";
    for (let at = 0; at < part.length; ) {
      const [shown, length] = piece(part, at, top);
      text += shown;
      at += length;
    }
    return text;
  }

  function piece(part: string, at: number, top: boolean): readonly [string, number] {
    const found = (pattern: RegExp): RegExpExecArray | null => {
      pattern.lastIndex = at;
      return pattern.exec(part);
    };
    const starts = top && (at === 0 || part[at - 1] === "\n");
    for (const [name, pattern] of starts ? LINES : []) {
      const mark = found(pattern);
      if (mark === null) continue;
      markup.push(name);
      return ["", mark[0].length];
    }
    const sign = found(ESCAPE);
    if (sign !== null) return [sign[1] ?? "", 2];
    const bounded = found(BOUNDED);
    if (bounded !== null) {
      links.push(bounded[1] ?? "");
      return [bounded[1] ?? "", bounded[0].length];
    }
    const address = found(ADDRESS);
    if (address !== null) {
      links.push(address[0]);
      return [address[0], address[0].length];
    }
    for (const [name, pattern] of INSTEAD) {
      const mark = found(pattern);
      if (mark === null) continue;
      markup.push(name);
      return [`(${name})`, mark[0].length];
    }
    for (const [name, pattern] of AROUND) {
      const mark = found(pattern);
      if (mark === null) continue;
      markup.push(name);
      return [words(mark[1] ?? "", false), mark[0].length];
    }
    return [part.charAt(at), 1];
  }
}

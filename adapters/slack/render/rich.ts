/** Texts, lists and fields as rich text: plain words and links that can be pressed, and nothing else is interpreted. */
import type { RichTextBlock, RichTextElement, RichTextSection } from "@slack/types";
import { BLOCK_BYTES, bytesOf, LIMITS } from "./limits.ts";
import { clean, oneLine, split } from "./words.ts";

const ADDRESS = /https?:\/\/[^\s<>"]+/gi;

/** What ends a sentence or closes a bracket around an address is none of it. */
function trimmed(address: string): string {
  const bare = address.replace(/[.,;:!?'’”»*_~`]+$/, "");
  const last = bare.at(-1);
  const open = last === ")" ? "(" : last === "]" ? "[" : last === "}" ? "{" : null;
  if (open === null || last === undefined) return bare;
  return bare.split(last).length > bare.split(open).length ? trimmed(bare.slice(0, -1)) : bare;
}

/** Whether Slack takes it for a link. */
export function isLink(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== "" && address.length <= LIMITS.url;
}

/** The words of a text, its http and https addresses as links. `text` is cleaned already. */
export function spans(text: string, style?: { readonly bold: true }): RichTextElement[] {
  const words = (part: string): RichTextElement[] =>
    part === "" ? [] : [{ type: "text", text: part, ...(style === undefined ? {} : { style }) }];
  const found: RichTextElement[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const url = trimmed(match[0]);
    if (!isLink(url)) continue;
    found.push(...words(text.slice(from, match.index)), { type: "link", url });
    from = match.index + url.length;
  }
  return [...found, ...words(text.slice(from))];
}

export const hasLink = (text: string): boolean => spans(text).some(({ type }) => type === "link");

const section = (elements: RichTextElement[]): RichTextSection => ({ type: "rich_text_section", elements });
const richText = (...elements: RichTextBlock["elements"]): RichTextBlock => ({ type: "rich_text", elements });

/** The parts of a text whose rendering stays within what a block may hold: many links weigh more than their letters. */
function parts(text: string, render: (part: string) => unknown, most: number = LIMITS.text): readonly string[] {
  return split(text, most).flatMap((part) =>
    part.length <= 1 || bytesOf(render(part)) <= BLOCK_BYTES
      ? [part]
      : parts(part, render, Math.floor(Math.min(most, part.length) / 2)),
  );
}

/** One block, or several where the text is too long for one; none for an empty text. */
export const textBlocks = (text: string, style?: { readonly bold: true }): RichTextBlock[] =>
  parts(clean(text), (part) => spans(part, style)).map((part) => richText(section(spans(part, style))));

/** Lines in as few blocks as hold them. */
function gathered(lines: readonly RichTextElement[][], block: (lines: RichTextElement[][]) => RichTextBlock) {
  const groups: RichTextElement[][][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && bytesOf(block([...last, line])) <= BLOCK_BYTES / 2) last.push(line);
    else groups.push([line]);
  }
  return groups.map(block);
}

/** Bullets. An item that is too long for one goes on in the next. */
export const listBlocks = (items: readonly string[]): RichTextBlock[] =>
  gathered(
    items.flatMap((item) => parts(clean(item), spans).map((part) => spans(part))),
    (lines) => richText({ type: "rich_text_list", style: "bullet", elements: lines.map(section) }),
  );

/** A line each: the label in bold, then the value. */
export const fieldBlocks = (fields: readonly { readonly label: string; readonly value: string }[]): RichTextBlock[] =>
  gathered(fields.flatMap(fieldLines), (lines) =>
    richText(
      section(
        lines.flatMap((line, index): RichTextElement[] => [
          ...(index === 0 ? [] : [{ type: "text", text: "\n" } as const]),
          ...line,
        ]),
      ),
    ),
  );

function fieldLines({ label, value }: { readonly label: string; readonly value: string }): RichTextElement[][] {
  const name = split(oneLine(label), LIMITS.text);
  const said = parts(clean(value), spans).map((part) => spans(part));
  const [first = [], ...rest] = said;
  const bold = { bold: true } as const;
  const mark = said.length === 0 ? "" : ": ";
  const labels = name.map((part, index): RichTextElement[] => [
    { type: "text", text: index === name.length - 1 ? `${part}${mark}` : part, style: bold },
  ]);
  const last = labels.pop() ?? [];
  return [...labels, [...last, ...first], ...rest].filter((line) => line.length > 0);
}

/** A link under words of its own. */
export const linkBlock = (url: string, text: string): RichTextBlock => richText(section([{ type: "link", url, text }]));

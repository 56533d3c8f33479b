/** Turns one block of a message into Slack's blocks: none for an empty one, several for one that is too long. */
import type { KnownBlock } from "@slack/types";
import type { Block } from "../../../src/chat/port.ts";
import { buttonBlocks, type Counter, checklistBlocks, plain } from "./controls.ts";
import { LIMITS } from "./limits.ts";
import { fieldBlocks, hasLink, isLink, linkBlock, listBlocks, textBlocks } from "./rich.ts";
import { clean, cut, oneLine, split } from "./words.ts";

export function blocksOf(block: Block, next: Counter): KnownBlock[] {
  switch (block.kind) {
    case "text":
      return block.tone === "muted" ? mutedBlocks(block.text) : textBlocks(block.text);
    case "heading":
      return headingBlocks(block.text);
    case "fields":
      return fieldBlocks(block.fields);
    case "list":
      return listBlocks(block.items);
    case "checklist":
      return checklistBlocks(block.items, next);
    case "image":
      return imageBlocks(block.url, block.alt);
    case "buttons":
      return buttonBlocks(block.buttons, next);
    case "form":
      return [
        ...headingBlocks(block.form.title),
        ...buttonBlocks([{ label: "Open the form", action: block.form.id }], next),
      ];
  }
}

/** A header; one that would have to be cut is a bold line instead, and whole. */
export function headingBlocks(text: string): KnownBlock[] {
  const words = oneLine(text);
  if (words === "") return [];
  return words.length <= LIMITS.header
    ? [{ type: "header", text: plain(words, LIMITS.header) }]
    : textBlocks(words, { bold: true });
}

/** Small and grey; with a link in it as usual, for small and grey text holds none that can be pressed. */
export function mutedBlocks(text: string): KnownBlock[] {
  const words = clean(text);
  if (hasLink(words)) return textBlocks(words);
  return split(words, LIMITS.text).map((part) => ({
    type: "context",
    elements: [{ type: "plain_text", text: part, emoji: false }],
  }));
}

/** Slack fetches an image itself, over https; any other address is a link with the words in its place. */
function imageBlocks(url: string, alt: string): KnownBlock[] {
  const words = clean(alt);
  if (!isLink(url)) return textBlocks(words);
  const name = words === "" ? url : words;
  return /^https:/i.test(url)
    ? [{ type: "image", image_url: url, alt_text: cut(name, LIMITS.imageAlt) }]
    : [linkBlock(url, cut(name, LIMITS.text))];
}

/** What a person reads on Slack, from blocks, and what a message of the core says: to compare the two. */
import type { Block, Message } from "../../../../src/chat/port.ts";

/** All words of a payload, wherever they stand. */
export function seen(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(seen);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const isWords = key === "text" || key === "alt_text" || key === "url" || key === "image_url";
    if (typeof part === "string") return isWords ? [part] : [];
    // What is ticked stands among the options already.
    return key === "initial_options" ? [] : seen(part);
  });
}

/** Everything that a message says in its blocks. */
export const saidIn = ({ blocks }: Message): string[] => blocks.flatMap(said);

function said(block: Block): string[] {
  switch (block.kind) {
    case "text":
    case "heading":
      return [block.text];
    case "fields":
      return block.fields.flatMap(({ label, value }) => [label, value]);
    case "list":
      return [...block.items];
    case "checklist":
      return block.items.map(({ text }) => text);
    case "image":
      return [block.alt];
    case "buttons":
      return block.buttons.map(({ label }) => label);
    case "form":
      return [block.form.title];
  }
}

/** Without what may be left out or put in where a text is split: white space, and the dots of what goes on below. */
export const bare = (text: string): string =>
  text.replace(/(?!\u200c|\u200d)[\p{Cc}\p{Cs}\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\s…]/gu, "");

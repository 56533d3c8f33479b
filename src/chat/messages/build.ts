/** Small parts that every message is made of. */
import { clockTime, dayName, type Reader } from "../../users/times.ts";
import { action, type Verb } from "../actions.ts";
import type { Block, Button, Message } from "../port.ts";

/** For whom and when a message is written. */
export interface Moment {
  readonly reader: Reader;
  readonly now: Temporal.Instant;
}

export const text = (words: string): Block => ({ kind: "text", text: words });
export const muted = (words: string): Block => ({ kind: "text", text: words, tone: "muted" });
export const heading = (words: string): Block => ({ kind: "heading", text: words });
export const buttons = (...row: readonly (Button | false | null)[]): Block[] => {
  const shown = row.filter((button): button is Button => button !== false && button !== null);
  return shown.length === 0 ? [] : [{ kind: "buttons", buttons: shown }];
};

export const button = (label: string, verb: Verb, id?: string, version?: number): Button => ({
  label,
  action: action(verb, id, version),
});
export const primary = (it: Button): Button => ("action" in it ? { ...it, style: "primary" } : it);
export const danger = (it: Button): Button => ("action" in it ? { ...it, style: "danger" } : it);
export const withValue = (it: Button, value: string): Button => ("action" in it ? { ...it, value } : it);

/** A message whose plain text says all that its blocks say; `choices` of a question are part of what it says. */
export function message(...blocks: readonly (Block | null)[]): Message {
  const shown = blocks.filter((block): block is Block => block !== null);
  return { text: shown.flatMap(plain).join("\n"), blocks: shown };
}

/**
 * A question: what can be pressed is said in the text too, for whoever sees or hears only that. `more` is a second row
 * of choices.
 */
export function question(
  words: string,
  choices: readonly Button[],
  before: readonly Block[] = [],
  more: readonly Button[] = [],
): Message {
  const asked = message(...before, text(words), ...buttons(...choices), ...buttons(...more));
  const labels = [...choices, ...more].map(({ label }) => label);
  return labels.length === 0 ? asked : { ...asked, text: `${asked.text}\n(${labels.join(" | ")})` };
}

function plain(block: Block): string[] {
  switch (block.kind) {
    case "text":
    case "heading":
      return [block.text];
    case "fields":
      return block.fields.map(({ label, value }) => `${label}: ${value}`);
    case "list":
      return block.items.map((item) => `- ${item}`);
    case "checklist":
      return block.items.map((item) => `${item.done ? "[x]" : "[ ]"} ${item.text}`);
    case "image":
      return [block.alt];
    case "buttons":
      return block.buttons.flatMap((it) => ("url" in it ? [`${it.label}: ${it.url}`] : []));
    case "form":
      return [block.form.title];
  }
}

/** A start as a choice to press: "Friday 12 June, 10:00". */
export const startLabel = (start: Temporal.ZonedDateTime, { reader, now }: Moment): string => {
  const local = start.withTimeZone(reader.timeZone);
  return `${dayName(local, now.toZonedDateTimeISO(reader.timeZone))}, ${clockTime(local, reader.clock)}`;
};

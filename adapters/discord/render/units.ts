/** Turns one block of a message into the smallest parts that a post is put together of, each whole. */
import type { APIEmbedField } from "discord-api-types/v10";
import type { Block, Button, ChecklistItem } from "../../../src/chat/port.ts";
import { type Controls, checklist, inRows } from "./controls.ts";
import { FORM_ACTION, pressId } from "./custom-id.ts";
import { LIMITS, PARAGRAPH } from "./limits.ts";
import { hasLink, isLink } from "./links.ts";
import { clean, escaped, oneLine, split } from "./words.ts";

/** `line` and `heading` are written in Discord's markdown already; `title` is a heading that may be an embed's title. */
export type Unit =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string; readonly title: string | null }
  | { readonly kind: "field"; readonly field: APIEmbedField }
  | { readonly kind: "image"; readonly url: string }
  | { readonly kind: "controls"; readonly controls: Controls };

/** Numbers the checklists of one message: Discord wants every id once. */
export type Counter = () => number;

export function counter(): Counter {
  let last = -1;
  return () => {
    last += 1;
    return last;
  };
}

/** The parts of a block, in order; none for an empty one. Throws RangeError for what is our own mistake. */
export function unitsOf(block: Block, next: Counter): Unit[] {
  switch (block.kind) {
    case "text":
      return block.tone === "muted" ? mutedUnits(block.text) : lines(split(clean(block.text), PARAGRAPH));
    case "heading":
      return headingUnits(block.text);
    case "fields":
      return block.fields.flatMap(fieldUnits);
    case "list":
      return block.items.flatMap(listUnits);
    case "checklist":
      return checklistUnits(block.items, next);
    case "image":
      return imageUnits(block.url, block.alt);
    case "buttons":
      return buttonUnits(block.buttons);
    case "form": {
      const { id, title } = block.form;
      return [...headingUnits(title), ...buttonUnits([openButton(id)])];
    }
  }
}

/** The button that opens a form. An id with no room for the word before it is pressed as it is: it opens a form too. */
function openButton(id: string): Button {
  const label = "Open the form";
  return pressId(FORM_ACTION, id).length <= LIMITS.customId
    ? { label, action: FORM_ACTION, value: id }
    : { label, action: id };
}

const lines = (texts: readonly string[]): Unit[] => texts.map((text) => ({ kind: "line", text }));

/** Bold, unless there is a link in it: signs around an address are taken for a part of it. */
const bold = (words: string): string => (hasLink(words) ? escaped(words) : `**${escaped(words)}**`);

function headingUnits(text: string): Unit[] {
  const words = oneLine(text);
  const written = escaped(words);
  const title = written.length <= LIMITS.title && !hasLink(words) ? written : null;
  return split(words, PARAGRAPH, bold).map((part) => ({ kind: "heading", text: part, title }));
}

/** Small and grey: every line of it is marked as such. */
const small = (words: string): string =>
  words
    .split("\n")
    .map((line) => (line.trim() === "" ? "" : `-# ${escaped(line.trim())}`))
    .join("\n");

const mutedUnits = (text: string): Unit[] => lines(split(clean(text), PARAGRAPH, small));

/** A field that Discord would refuse is a line; no value at all is a dash. */
function fieldUnits({ label, value }: { readonly label: string; readonly value: string }): Unit[] {
  const name = escaped(oneLine(label));
  const said = escaped(clean(value)) || "–";
  const fits = name.length <= LIMITS.fieldName && said.length <= LIMITS.fieldValue && !hasLink(label);
  if (fits && name !== "") return [{ kind: "field", field: { name, value: said } }];
  return lines([...split(oneLine(label), PARAGRAPH, bold), ...split(clean(value), PARAGRAPH)]);
}

/** A bullet and its words, further lines below the words. */
const bullet = (words: string): string => `- ${escaped(words).replaceAll("\n", "\n  ")}`;

const listUnits = (item: string): Unit[] => lines(split(clean(item), PARAGRAPH, bullet));

/** What is done and what is not, to be read, and below it the control that changes it, for up to 25 items each. */
function checklistUnits(items: readonly ChecklistItem[], next: Counter): Unit[] {
  const shown = items.filter(({ text }) => oneLine(text) !== "");
  const groups = Array.from({ length: Math.ceil(shown.length / LIMITS.options) }, (_, group) =>
    shown.slice(group * LIMITS.options, (group + 1) * LIMITS.options),
  );
  return groups.flatMap((group): Unit[] => [
    ...group.flatMap(({ text, done }) =>
      lines(split(oneLine(text), PARAGRAPH, (words) => `${done ? "✓" : "○"} ${escaped(words)}`)),
    ),
    { kind: "controls", controls: checklist(group, next()) },
  ]);
}

/** The image with its words above it, for Discord knows no others; the words alone where there is no address. */
function imageUnits(url: string, alt: string): Unit[] {
  const words = mutedUnits(alt);
  return isLink(url) ? [...words, { kind: "image", url }] : words;
}

/**
 * Rows of buttons. A label that had to be cut stands in full above them, since it may be all that tells two of them
 * apart; an address too long for a button stands there as a link. A button without a label is none.
 */
function buttonUnits(buttons: readonly Button[]): Unit[] {
  const shown = buttons.filter(({ label }) => oneLine(label) !== "");
  for (const button of shown) {
    if ("url" in button && !isLink(button.url)) throw new RangeError("a button's address is none that can be opened");
  }
  const fits = (button: Button) => !("url" in button) || button.url.length <= LIMITS.buttonUrl;
  const told = shown.flatMap((button) => {
    if ("url" in button && !fits(button)) return [`${oneLine(button.label)}: ${button.url}`];
    return oneLine(button.label).length > LIMITS.button ? [oneLine(button.label)] : [];
  });
  return [
    ...told.flatMap(listUnits),
    ...inRows(shown.filter(fits)).map((controls): Unit => ({ kind: "controls", controls })),
  ];
}

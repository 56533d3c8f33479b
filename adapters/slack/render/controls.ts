/** Buttons and checklists as Slack's controls, each with what it sends when it is pressed. */
import type { ActionsBlock, Checkboxes, KnownBlock, PlainTextElement, Button as SlackButton } from "@slack/types";
import type { Button, ChecklistItem } from "../../../src/chat/port.ts";
import { BLOCK_BYTES, bytesOf, LIMITS, ROW } from "./limits.ts";
import { isLink, listBlocks } from "./rich.ts";
import { cut, halves, oneLine } from "./words.ts";

/** Numbers the controls of one message: Slack wants every id once. */
export type Counter = () => number;

export function counter(): Counter {
  let last = -1;
  return () => {
    last += 1;
    return last;
  };
}

/** Plain words, with emoji left as they are and ":smile:" as typed. */
export const plain = (text: string, most: number): PlainTextElement => ({
  type: "plain_text",
  text: cut(oneLine(text), most),
  emoji: false,
});

/**
 * Rows of buttons. A label that had to be cut stands in full above them, since it may be all that tells two of them
 * apart. A button without a label is none.
 */
export function buttonBlocks(buttons: readonly Button[], next: Counter): KnownBlock[] {
  const shown = buttons.filter(({ label }) => oneLine(label) !== "");
  const long = shown.map(({ label }) => oneLine(label)).filter((label) => label.length > LIMITS.button);
  const elements = shown.map((button) => slackButton(button, next));
  const rows = Array.from({ length: Math.ceil(elements.length / ROW) }, (_, row) =>
    elements.slice(row * ROW, (row + 1) * ROW),
  );
  return [...listBlocks(long), ...rows.map((row): ActionsBlock => ({ type: "actions", elements: row }))];
}

function slackButton(button: Button, next: Counter): SlackButton {
  const text = plain(button.label, LIMITS.button);
  if ("url" in button) {
    if (!isLink(button.url)) throw new RangeError("a button's address is none that Slack opens");
    return { type: "button", action_id: `link:${next()}`, text, url: button.url };
  }
  const { action, value, style } = button;
  return {
    type: "button",
    action_id: `press:${next()}`,
    text,
    value: within(sealed([action, value ?? null]), LIMITS.buttonValue, "value"),
    ...(style === undefined ? {} : { style }),
  };
}

/** JSON without the three characters that Slack escapes on the way. */
const sealed = (value: unknown): string =>
  JSON.stringify(value).replace(/[&<>]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);

/** What we made ourselves and is too long is our mistake, and cutting it would hide it. */
function within(text: string, most: number, what: string): string {
  if (text.length > most) throw new RangeError(`${what} too long for Slack: ${text.slice(0, 40)}…`);
  return text;
}

type Option = Checkboxes["options"][number];

/**
 * Groups of checkboxes. A long text goes on in the line below its first words; one too long for both stands in full
 * above its group.
 */
export function checklistBlocks(items: readonly ChecklistItem[], next: Counter): KnownBlock[] {
  const groups: ChecklistItem[][] = [];
  for (const item of items.filter(({ text }) => oneLine(text) !== "")) {
    const last = groups.at(-1);
    const fits = last !== undefined && last.length < LIMITS.checkboxes;
    if (fits && bytesOf([...last, item].map(option)) <= BLOCK_BYTES / 2) last.push(item);
    else groups.push([item]);
  }
  return groups.flatMap((group) => {
    const long = group.map(({ text }) => oneLine(text)).filter((text) => below(text).length > LIMITS.option);
    return [...listBlocks(long), checkboxes(group, next())];
  });
}

function checkboxes(group: readonly ChecklistItem[], number: number): ActionsBlock {
  const done = group.filter((item) => item.done).map(option);
  const state = group.map((item) => (item.done ? "1" : "0")).join("");
  return {
    type: "actions",
    // A client keeps what was ticked for as long as the id stays, whatever the message says since (java-slack-sdk#762).
    block_id: `check:${number}:${state}`,
    elements: [
      {
        type: "checkboxes",
        action_id: `check:${number}`,
        options: group.map(option),
        ...(done.length === 0 ? {} : { initial_options: done }),
      },
    ],
  };
}

function option({ text, action }: ChecklistItem): Option {
  const words = oneLine(text);
  const value = within(action, LIMITS.optionValue, "action");
  if (words.length <= LIMITS.option) return { text: plain(words, LIMITS.option), value };
  return {
    text: plain(`${head(words)}…`, LIMITS.option),
    description: plain(below(words), LIMITS.option),
    value,
  };
}

const head = (words: string): string => halves(words, LIMITS.option - 1)[0];
/** What stands below the first words. */
const below = (words: string): string =>
  words.length <= LIMITS.option ? "" : `…${halves(words, LIMITS.option - 1)[1]}`;

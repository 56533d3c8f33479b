/** Buttons and checklists as Discord's controls, each with what it sends when it is pressed. */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import type { Button, ChecklistItem } from "../../../src/chat/port.ts";
import { pressId } from "./custom-id.ts";
import { LIMITS } from "./limits.ts";
import { cut, halves, oneLine } from "./words.ts";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
/** What one row holds. */
export type Controls = readonly Button[] | APIStringSelectComponent;

export const isButtons = (controls: Controls): controls is readonly Button[] => Array.isArray(controls);

/** Full rows in place of shorter ones: for when there are more rows than a message has. */
export function gathered(rows: readonly Controls[]): readonly Controls[] {
  const runs: Controls[] = [];
  for (const controls of rows) {
    const last = runs.at(-1);
    if (last !== undefined && isButtons(last) && isButtons(controls)) runs[runs.length - 1] = [...last, ...controls];
    else runs.push(controls);
  }
  return runs.flatMap((controls): readonly Controls[] => (isButtons(controls) ? inRows(controls) : [controls]));
}

/** Rows of at most five. */
export const inRows = (buttons: readonly Button[]): readonly (readonly Button[])[] =>
  Array.from({ length: Math.ceil(buttons.length / LIMITS.row) }, (_, row) =>
    buttons.slice(row * LIMITS.row, (row + 1) * LIMITS.row),
  );

/**
 * The rows of one message. The first button with room for it carries the mark; one that asks for the same as another
 * is numbered, for Discord wants every id once. Throws RangeError for an action and value too long for Discord: that
 * is our own mistake, and cutting them would hide it.
 */
export function drawn(rows: readonly Controls[], mark?: string): Row[] {
  const taken = new Set<string>();
  let toMark = mark;
  const idOf = (action: string, value: string | null): string => {
    const marked = toMark === undefined ? null : pressId(action, value, toMark);
    const fits = marked !== null && marked.length <= LIMITS.customId;
    let id = fits ? marked : pressId(action, value);
    if (fits) toMark = undefined;
    for (let number = 2; taken.has(id); number += 1) id = pressId(action, value, `~${number}`);
    if (id.length > LIMITS.customId) throw new RangeError(`action too long for Discord: ${action.slice(0, 40)}…`);
    taken.add(id);
    return id;
  };
  return rows.map((controls) => ({
    type: ComponentType.ActionRow,
    components: isButtons(controls) ? controls.map((button) => drawnButton(button, idOf)) : [controls],
  }));
}

const STYLES = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

function drawnButton(button: Button, idOf: (action: string, value: string | null) => string): APIButtonComponent {
  const label = cut(oneLine(button.label), LIMITS.button);
  if ("url" in button) return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: button.url };
  const style = button.style === undefined ? ButtonStyle.Secondary : STYLES[button.style];
  return { type: ComponentType.Button, style, label, custom_id: idOf(button.action, button.value ?? null) };
}

/** One control for up to 25 items: what is done is chosen. A long text goes on in the line below its first words. */
export const checklist = (items: readonly ChecklistItem[], number: number): APIStringSelectComponent => ({
  type: ComponentType.StringSelect,
  custom_id: `check:${number}`,
  placeholder: "Choose what is done",
  min_values: 0,
  max_values: items.length,
  options: items.map(option),
});

function option({ text, done, action }: ChecklistItem): APISelectMenuOption {
  if (action.length > LIMITS.option) throw new RangeError(`action too long for Discord: ${action.slice(0, 40)}…`);
  const words = oneLine(text);
  const chosen = done ? { default: true } : {};
  if (words.length <= LIMITS.option) return { label: words, value: action, ...chosen };
  const [head, below] = halves(words, LIMITS.option - 1);
  return { label: `${head}…`, description: cut(`…${below}`, LIMITS.option), value: action, ...chosen };
}

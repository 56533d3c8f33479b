/** Reads what comes back from the controls: untrusted, so nothing here throws, and what is not ours is nothing. */
import { z } from "zod";
import { CONTINUED, OPTION_PREFIX, VALUE } from "./form.ts";
import { LIMITS } from "./limits.ts";

const text = z.string().nullish();
const option = z.object({ value: z.string() }).nullish();
const element = z.union([
  z
    .object({ type: z.enum(["plain_text_input", "email_text_input"]), value: text })
    .transform(({ value }) => value ?? ""),
  z.object({ type: z.literal("datepicker"), selected_date: text }).transform((it) => it.selected_date ?? ""),
  z.object({ type: z.literal("timepicker"), selected_time: text }).transform((it) => it.selected_time ?? ""),
  z
    .object({ type: z.literal("static_select"), selected_option: option })
    .transform(({ selected_option }) => bare(selected_option?.value ?? "")),
]);
const inputs = z.record(z.string(), z.unknown());

const bare = (value: string): string => (value.startsWith(OPTION_PREFIX) ? value.slice(OPTION_PREFIX.length) : value);

/** The answers of a form, by field name, from `view.state.values`. An empty field is ""; unknown controls are left out. */
export function readValues(values: unknown): Record<string, string> {
  const answers = new Map<string, string>();
  const more: (readonly [string, string])[] = [];
  for (const [block, state] of Object.entries(inputs.safeParse(values).data ?? {})) {
    const answer = element.safeParse(inputs.safeParse(state).data?.[VALUE]);
    if (!answer.success) continue;
    if (block.includes(CONTINUED)) more.push([block, answer.data]);
    else answers.set(block, answer.data);
  }
  for (const [block, answer] of more.sort(([a], [b]) => order(a) - order(b))) {
    const name = block.slice(0, block.lastIndexOf(CONTINUED));
    answers.set(name, [answers.get(name) ?? "", answer].filter((part) => part !== "").join("\n"));
  }
  return Object.fromEntries(answers);
}

const order = (block: string): number => Number(block.slice(block.lastIndexOf(CONTINUED) + 1)) || 0;

const button = z.object({
  type: z.literal("button"),
  action_id: z.string().regex(/^press:\d+$/),
  value: z.string().max(LIMITS.buttonValue),
});
const sent = z.tuple([z.string(), z.string().nullable()]);

/** What a pressed button asks for, from one entry of `actions`; null for a link and for what is not ours. */
export function readPress(action: unknown): { readonly action: string; readonly value: string | null } | null {
  const pressed = button.safeParse(action).data;
  if (pressed === undefined) return null;
  const read = sent.safeParse(json(pressed.value)).data;
  return read === undefined ? null : { action: read[0], value: read[1] };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const options = z.array(z.object({ value: z.string().max(LIMITS.optionValue) }));
const checked = z.object({
  type: z.literal("checkboxes"),
  action_id: z.string().regex(/^check:\d+$/),
  selected_options: options,
});
const group = z.object({
  type: z.literal("checkboxes"),
  action_id: z.string(),
  options,
  initial_options: options.optional(),
});
const row = z.object({ elements: z.array(z.unknown()) });

export interface Check {
  readonly action: string;
  readonly value: "done" | "open";
}

/**
 * What was ticked and unticked, from one entry of `actions` and the blocks of the message (or view) that it is in: what
 * differs from how the group was drawn. When nothing does, somebody took back a tick that the message does not show
 * yet, so the whole group is told as it stands. Without the group (Slack leaves it out of what only one person sees),
 * only what is ticked.
 */
export function readChecks(action: unknown, blocks: unknown): readonly Check[] {
  const ticked = checked.safeParse(action).data;
  if (ticked === undefined) return [];
  const now = new Set(ticked.selected_options.map(({ value }) => value));
  const drawn = groupIn(blocks, ticked.action_id);
  if (drawn === null) return [...now].map((value) => ({ action: value, value: "done" }));
  const before = new Set((drawn.initial_options ?? []).map(({ value }) => value));
  const all = drawn.options.map(({ value }): Check => ({ action: value, value: now.has(value) ? "done" : "open" }));
  const changed = all.filter(({ action: id }) => now.has(id) !== before.has(id));
  return changed.length > 0 ? changed : all;
}

function groupIn(blocks: unknown, actionId: string): z.infer<typeof group> | null {
  for (const block of z.array(z.unknown()).safeParse(blocks).data ?? []) {
    for (const element of row.safeParse(block).data?.elements ?? []) {
      const found = group.safeParse(element).data;
      if (found?.action_id === actionId) return found;
    }
  }
  return null;
}

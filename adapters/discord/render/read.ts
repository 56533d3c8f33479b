/** Reads what comes back from the controls: untrusted, so nothing here throws, and what is not ours is nothing. */
import { ComponentType } from "discord-api-types/v10";
import { z } from "zod";
import type { Form } from "../../../src/chat/port.ts";
import { controlsIn, type Press, readPressId } from "./custom-id.ts";
import { CONTINUED, OPTION_PREFIX } from "./form.ts";
import { LIMITS } from "./limits.ts";
import { oneLine } from "./words.ts";

/** What a pressed button asks for, from its custom id; null for what is not ours. */
export const readPress = (customId: unknown): Press | null =>
  typeof customId === "string" ? readPressId(customId) : null;

const options = z.array(z.object({ value: z.string().max(LIMITS.option), default: z.boolean().optional() }));
const select = z.object({ type: z.literal(ComponentType.StringSelect), custom_id: z.string(), options });
const chosen = z.array(z.string().max(LIMITS.option)).max(LIMITS.options);

export interface Check {
  readonly action: string;
  readonly value: "done" | "open";
}

/**
 * What was chosen and let go of in a checklist, from its custom id, the values it sent and the rows of the message that
 * it is in: what differs from how it was drawn. When nothing does, somebody took back a choice that the message does
 * not show yet, so the whole list is told as it stands. Without the list only what is chosen is told.
 */
export function readChecks(customId: unknown, values: unknown, components: unknown): readonly Check[] {
  const sent = chosen.safeParse(values).data;
  if (typeof customId !== "string" || !/^check:\d{1,3}$/.test(customId) || sent === undefined) return [];
  const now = new Set(sent);
  const drawn = controlsIn(components)
    .map((control) => select.safeParse(control).data)
    .find((found) => found?.custom_id === customId);
  if (drawn === undefined) return [...now].map((action) => ({ action, value: "done" }));
  const all = drawn.options.map(({ value }): Check => ({ action: value, value: now.has(value) ? "done" : "open" }));
  const before = new Set(drawn.options.filter((option) => option.default === true).map(({ value }) => value));
  const changed = all.filter(({ action }) => now.has(action) !== before.has(action));
  return changed.length > 0 ? changed : all;
}

/** Discord counts characters, of which an emoji may have several units. */
const said = z.string().refine((text) => text.length <= 2 * LIMITS.input && [...text].length <= LIMITS.input);
const name = z.string().min(1).max(LIMITS.customId);
const answer = z.union([
  z.object({ type: z.literal(ComponentType.TextInput), custom_id: name, value: said.nullish() }).transform((it) => ({
    name: it.custom_id,
    value: it.value ?? "",
  })),
  z
    .object({ type: z.literal(ComponentType.StringSelect), custom_id: name, values: z.array(said) })
    .transform((it) => ({ name: it.custom_id, value: bare(it.values[0] ?? "") })),
]);
const label = z.object({ type: z.literal(ComponentType.Label), component: z.unknown() });

const bare = (value: string): string => (value.startsWith(OPTION_PREFIX) ? value.slice(OPTION_PREFIX.length) : value);

/**
 * The answers of a form, by field name, from the components of a submitted modal. An empty field is ""; unknown
 * controls, and texts longer than Discord lets anybody write, are left out.
 */
export function readValues(components: unknown): Record<string, string> {
  const controls = (z.array(z.unknown()).safeParse(components).data ?? []).flatMap((part) => {
    const inside = label.safeParse(part);
    return inside.success ? [inside.data.component] : controlsIn([part]);
  });
  const answers = new Map<string, string>();
  const more: { readonly name: string; readonly value: string }[] = [];
  for (const control of controls) {
    const found = answer.safeParse(control).data;
    if (found === undefined) continue;
    if (found.name.includes(CONTINUED)) more.push(found);
    else answers.set(found.name, found.value);
  }
  for (const part of more.sort((a, b) => order(a.name) - order(b.name))) {
    const field = part.name.slice(0, part.name.lastIndexOf(CONTINUED));
    answers.set(field, [answers.get(field) ?? "", part.value].filter((text) => text !== "").join("\n"));
  }
  return Object.fromEntries(answers);
}

const order = (field: string): number => Number(field.slice(field.lastIndexOf(CONTINUED) + 1)) || 0;

/**
 * What is said when a form was not taken, for Discord shows nothing beside a field: a line for each error, by the label
 * of its field. Without the form (it is lost after a restart) also what was written, so that nothing of it is.
 */
export function formErrorsMessage(
  errors: Readonly<Record<string, string>>,
  form: Form | null,
  values: Readonly<Record<string, string>>,
): { readonly text: string } {
  const labelOf = (field: string): string => {
    if (form === null) return field;
    const found = form.fields.find((known) => known.name === field);
    return found === undefined ? "" : oneLine(found.label) || found.name;
  };
  const wrong = Object.entries(errors).map(([field, error]) =>
    labelOf(field) === "" ? error : `${labelOf(field)}: ${error}`,
  );
  const written = form === null ? Object.entries(values).filter(([, value]) => value.trim() !== "") : [];
  const kept = written.length === 0 ? [] : ["You wrote:", ...written.map(([field, value]) => `${field}: ${value}`)];
  return { text: ["That was not taken yet.", ...wrong, ...kept].join("\n") };
}

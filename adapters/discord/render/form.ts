/** Turns a form into a modal. */
import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackComponent,
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuOption,
  ComponentType,
  TextInputStyle,
} from "discord-api-types/v10";
import type { Field, Form } from "../../../src/chat/port.ts";
import { LIMITS } from "./limits.ts";
import { clean, cut, escaped, oneLine, split } from "./words.ts";

/** Discord takes no empty option, and "not known" is one. */
export const OPTION_PREFIX = "=";
/** Between a field's name and the number of the input that its text goes on in. */
export const CONTINUED = "~";

/**
 * The data of a modal. A title that is too long for its bar stands in full below it, and a text that is too long for
 * one input goes on in another, as far as there is room for five parts in all; a text comes first. Throws RangeError
 * for a form of more than five fields, or an id or option that is too long: that is our own mistake.
 */
export function renderForm(form: Form, customId: string = form.id): APIModalInteractionResponseCallbackData {
  if (form.fields.length > LIMITS.modalParts) throw new RangeError("a form with too many fields for Discord");
  if (customId === "" || customId.length > LIMITS.customId) throw new RangeError("a form's id too long for Discord");
  const title = oneLine(form.title) || "Greenroom";
  let room = LIMITS.modalParts - form.fields.length;
  const parts: APIModalInteractionResponseCallbackComponent[] = form.fields.flatMap((field) => {
    const inputs = labels(field, room);
    room -= inputs.length - 1;
    return inputs;
  });
  const told = escaped(title);
  if (title.length > LIMITS.modalTitle && room > 0) parts.unshift({ type: ComponentType.TextDisplay, content: told });
  return { custom_id: customId, title: cut(title, LIMITS.modalTitle), components: parts };
}

/** The input of a field, and at most `room` more that its text goes on in. */
function labels(field: Field, room: number): APILabelComponent[] {
  const [first = "", ...rest] = field.kind === "multiline" ? split(clean(field.value ?? ""), LIMITS.input, same) : [];
  if (rest.length === 0) return [label(field, clean(field.value ?? ""))];
  return [
    label(field, first),
    ...rest.slice(0, room).map((part, index) =>
      label(
        {
          name: `${field.name}${CONTINUED}${index + 2}`,
          label: cut(oneLine(field.label) || field.name, LIMITS.inputLabel - 12).concat(", continued"),
          kind: "multiline",
        },
        part,
      ),
    ),
  ];
}

const same = (part: string): string => part;

function label(field: Field, value: string): APILabelComponent {
  const hint = oneLine(field.hint ?? "");
  return {
    type: ComponentType.Label,
    label: cut(oneLine(field.label) || field.name, LIMITS.inputLabel),
    ...(hint === "" ? {} : { description: cut(hint, LIMITS.inputDescription) }),
    component: field.kind === "choice" ? choice(field) : input(field, value),
  };
}

const PLACEHOLDERS: Partial<Readonly<Record<Field["kind"], string>>> = {
  date: "2026-03-10",
  time: "15:00",
  email: "ana@example.com",
};

function input({ name, kind, required }: Field, value: string): APILabelComponent["component"] {
  const several = kind === "multiline";
  const words = cut(several ? value : oneLine(value), LIMITS.input);
  const placeholder = PLACEHOLDERS[kind];
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style: several ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: required === true,
    max_length: LIMITS.input,
    ...(words === "" ? {} : { value: words }),
    ...(placeholder === undefined ? {} : { placeholder }),
  };
}

function choice({ name, options = [], value = "", required }: Field): APILabelComponent["component"] {
  if (options.length === 0) throw new RangeError("a choice without options");
  const shown = options.slice(0, LIMITS.options).map((option): APISelectMenuOption => {
    const sent = `${OPTION_PREFIX}${option.value}`;
    if (sent.length > LIMITS.option) throw new RangeError("an option too long for Discord");
    const chosen = option.value === value ? { default: true } : {};
    return { label: cut(oneLine(option.label) || "–", LIMITS.option), value: sent, ...chosen };
  });
  return {
    type: ComponentType.StringSelect,
    custom_id: name,
    required: required === true,
    min_values: required === true ? 1 : 0,
    max_values: 1,
    options: shown,
  };
}

/** Turns a form into a modal, and what is wrong with its answers into errors beside the fields. */
import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import type { Field, Form } from "../../../src/chat/port.ts";
import { headingBlocks } from "./blocks.ts";
import { plain } from "./controls.ts";
import { LIMITS } from "./limits.ts";
import { clean, cut, oneLine, split } from "./words.ts";

/** What every modal of a form is known by when it comes back. */
export const FORM_CALLBACK = "form";
/** The id of the one element in each input. */
export const VALUE = "value";
/** Slack takes no empty option, and "not known" is one. */
export const OPTION_PREFIX = "=";
/** Between a field's name and the number of the input that its text goes on in. */
export const CONTINUED = "~";

/**
 * The view for `views.open`. A title that is too long for Slack's bar stands in full below it, and a text that is too
 * long for one input goes on in another: cutting it would lose the rest once the form is sent. Throws RangeError when
 * `metadata` is too long.
 */
export function renderForm(form: Form, metadata: string): ModalView & { blocks: KnownBlock[] } {
  if (metadata.length > LIMITS.metadata) throw new RangeError("metadata too long for Slack");
  const title = oneLine(form.title) || "Greenroom";
  return {
    type: "modal",
    callback_id: FORM_CALLBACK,
    private_metadata: metadata,
    title: plain(title, LIMITS.viewTitle),
    submit: plain(form.submit, LIMITS.viewTitle),
    close: plain("Cancel", LIMITS.viewTitle),
    clear_on_close: false,
    blocks: [...(title.length > LIMITS.viewTitle ? headingBlocks(title) : []), ...form.fields.flatMap(inputs)],
  };
}

function inputs(field: Field): InputBlock[] {
  const value = clean(field.value ?? "");
  const values = field.kind === "multiline" ? split(value, LIMITS.input) : [value];
  const first = input(field, values[0] ?? "");
  const more = values.slice(1).map((part, index) => ({
    ...input({ ...field, label: `${field.label}, continued`, required: false }, part),
    block_id: `${field.name}${CONTINUED}${index + 2}`,
  }));
  return [first, ...more];
}

function input(field: Field, value: string): InputBlock {
  const hint = oneLine(field.hint ?? "");
  return {
    type: "input",
    block_id: field.name,
    label: plain(oneLine(field.label) || field.name, LIMITS.inputText),
    ...(hint === "" ? {} : { hint: plain(hint, LIMITS.inputText) }),
    optional: field.required !== true,
    element: element(field, value),
  };
}

/** The control of a field. A value that Slack would refuse the whole form for is left out. */
function element(field: Field, value: string): InputBlock["element"] {
  switch (field.kind) {
    case "text":
    case "multiline": {
      const words = field.kind === "multiline" ? value : cut(oneLine(value), LIMITS.input);
      return {
        type: "plain_text_input",
        action_id: VALUE,
        multiline: field.kind === "multiline",
        ...(words === "" ? {} : { initial_value: words }),
      };
    }
    case "date":
      return { type: "datepicker", action_id: VALUE, ...(isDate(value) ? { initial_date: value } : {}) };
    case "time":
      return {
        type: "timepicker",
        action_id: VALUE,
        ...(/^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? { initial_time: value } : {}),
      };
    case "email":
      return {
        type: "email_text_input",
        action_id: VALUE,
        ...(/^[^\s@]+@[^\s@]+$/.test(value) && value.length <= LIMITS.input ? { initial_value: value } : {}),
      };
    case "choice":
      return choice(field);
  }
}

function choice({ name, options = [], value = "" }: Field): InputBlock["element"] {
  const shown = options.slice(0, LIMITS.select).map((option) => {
    const sent = `${OPTION_PREFIX}${option.value}`;
    if (sent.length > LIMITS.optionValue) throw new RangeError(`an option of ${name} is too long for Slack`);
    return { text: plain(oneLine(option.label) || "–", LIMITS.option), value: sent };
  });
  const chosen = shown.find((option) => option.value === `${OPTION_PREFIX}${value}`);
  return {
    type: "static_select",
    action_id: VALUE,
    options: shown,
    ...(chosen === undefined ? {} : { initial_option: chosen }),
  };
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  try {
    Temporal.PlainDate.from(value, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

/**
 * What a submission is answered with when fields are wrong. Slack shows errors beside fields only, and refuses one for
 * a field that is not there: those go to the first. `fields` are the names of the form's fields, in their order.
 */
export function formErrors(
  errors: Readonly<Record<string, string>>,
  fields: readonly string[],
): { readonly response_action: "errors"; readonly errors: Record<string, string> } {
  const [first = ""] = fields;
  const shown = new Map<string, string>();
  for (const [name, message] of Object.entries(errors)) {
    const field = fields.includes(name) ? name : first;
    const before = shown.get(field);
    shown.set(field, cut(before === undefined ? message : `${before} ${message}`, LIMITS.inputText));
  }
  return { response_action: "errors", errors: Object.fromEntries(shown) };
}

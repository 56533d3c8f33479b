/** Remembers the forms that were shown: Discord closes one when it is sent in, and it may have to be shown again. */
import type { Form, Message } from "../../src/chat/port.ts";
import { FORM_ACTION } from "./render/custom-id.ts";
import { formErrorsMessage } from "./render/read.ts";

const MOST = 1_000;

type Values = Readonly<Record<string, string>>;

export interface Forms {
  remember(userId: string, form: Form): void;
  find(userId: string, formId: string): Form | null;
  /** What was wrong with a form, and the way to mend it with all that was written still in it. */
  again(userId: string, formId: string, values: Values, errors: Values): Message;
}

export function createForms(): Forms {
  const forms = new Map<string, Form>();
  const keyOf = (userId: string, formId: string) => JSON.stringify([userId, formId]);

  function remember(userId: string, form: Form): void {
    const key = keyOf(userId, form.id);
    forms.delete(key);
    forms.set(key, form);
    const [oldest] = forms.keys();
    if (forms.size > MOST && oldest !== undefined) forms.delete(oldest);
  }
  const find = (userId: string, formId: string) => forms.get(keyOf(userId, formId)) ?? null;

  return {
    remember,
    find,
    again(userId, formId, values, errors) {
      const form = find(userId, formId);
      if (form !== null) remember(userId, filled(form, values));
      const { text } = formErrorsMessage(errors, form, values);
      return {
        text,
        blocks: [
          { kind: "text", text },
          { kind: "buttons", buttons: [{ label: "Open the form again", action: FORM_ACTION, value: formId }] },
        ],
      };
    },
  };
}

/** What was written takes the place of what stood there. */
const filled = (form: Form, values: Values): Form => ({
  ...form,
  fields: form.fields.map((field) => {
    const value = values[field.name];
    return value === undefined ? field : { ...field, value };
  }),
});

/** Stands instead of a form that came too late to open by itself. */
export const offer = (form: Form): Message => ({
  text: form.title,
  blocks: [{ kind: "form", form }],
});

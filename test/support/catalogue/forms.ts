/** Every form, empty and filled. */
import { FORM_VERBS, formFor } from "../../../src/chat/forms.ts";
import type { Form } from "../../../src/chat/port.ts";
import { AT, full } from "./people.ts";

const context = { ...AT, parseAddress: () => null };
const ALONE = ["what", "zone_form", "email_form"] as const;

export const FORMS: Readonly<Record<string, Form>> = {
  ...Object.fromEntries(FORM_VERBS.map((verb) => [verb, formFor(verb, full(), context)])),
  ...Object.fromEntries(ALONE.map((verb) => [`${verb}, about none`, formFor(verb, null, context)])),
};

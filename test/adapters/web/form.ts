/** A form as the bot opens it. */
import type { Form } from "../../../src/chat/port.ts";

export const FORM: Form = {
  id: "edit:i1:3",
  title: "Move Stripe",
  submit: "Move it",
  fields: [
    { name: "date", label: "Date", kind: "date", value: "2026-03-10", required: true },
    { name: "where", label: "Where", kind: "text", hint: "A link or a place." },
  ],
};

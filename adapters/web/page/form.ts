/** Shows a form of the bot, takes its values, and says at each field what is wrong with it. */
import type { Field, Form } from "../../../src/chat/port.ts";
import type { Outcome } from "./api.ts";
import { el } from "./dom.ts";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface FormActions {
  submit(form: string, values: Readonly<Record<string, string>>): Promise<Outcome>;
  close(form: string): Promise<Outcome>;
}

const TYPES = { text: "text", date: "date", time: "time", email: "email" } as const;
let made = 0;

export function renderForm(form: Form, actions: FormActions): HTMLFormElement {
  made += 1;
  const prefix = `form${made}`;
  const fields = form.fields.map((field) => renderField(field, `${prefix}-${field.name}`));
  const problem = el("p", { class: "error", role: "alert" });
  const submit = el("button", { type: "submit", class: "primary" }, form.submit);
  const cancel = el("button", { type: "button" }, "Close");
  const element = el(
    "form",
    { "aria-labelledby": `${prefix}-title`, "data-form": form.id, novalidate: true },
    el("h3", { id: `${prefix}-title` }, form.title),
    ...fields.map(({ row }) => row),
    problem,
    el("div", { class: "buttons" }, submit, cancel),
  );

  const busy = (on: boolean) => {
    element.ariaBusy = String(on);
    for (const button of [submit, cancel]) button.disabled = on;
  };
  const complain = (errors: Readonly<Record<string, string>>) => {
    for (const { name, say } of fields) say(errors[name] ?? null);
    const others = Object.entries(errors).filter(([name]) => !fields.some((field) => field.name === name));
    problem.textContent = others.map(([, sentence]) => sentence).join(" ");
    fields.find(({ name }) => errors[name] !== undefined)?.control.focus();
  };
  const settle = async (outcome: Promise<Outcome>) => {
    busy(true);
    const result = await outcome;
    // Stored: the server puts the answers in the place of the form.
    if (result.kind === "stored") return;
    busy(false);
    if (result.kind === "errors") complain(result.errors);
    else
      problem.textContent =
        result.kind === "refused" ? result.problem : "Greenroom cannot be reached. Please try again.";
  };

  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const missing = fields.filter(({ required, control }) => required && control.value.trim() === "");
    complain(Object.fromEntries(missing.map(({ name }) => [name, "Please fill this in."])));
    if (missing.length > 0) return;
    const values = Object.fromEntries(fields.map(({ name, control }) => [name, control.value]));
    void settle(actions.submit(form.id, values));
  });
  cancel.addEventListener("click", () => void settle(actions.close(form.id)));
  return element;
}

function renderField(field: Field, id: string) {
  const control = renderControl(field, id);
  const hint = field.hint === undefined ? null : el("p", { class: "muted", id: `${id}-hint` }, field.hint);
  const error = el("p", { class: "error", id: `${id}-error`, hidden: true });
  const optional = field.required === true ? null : el("span", { class: "muted" }, " (optional)");
  const described = hint === null ? "" : hint.id;
  if (described !== "") control.setAttribute("aria-describedby", described);

  const say = (sentence: string | null) => {
    error.textContent = sentence ?? "";
    error.hidden = sentence === null;
    control.ariaInvalid = sentence === null ? null : "true";
    const both = [described, sentence === null ? "" : error.id].filter((part) => part !== "").join(" ");
    if (both === "") control.removeAttribute("aria-describedby");
    else control.setAttribute("aria-describedby", both);
  };
  const row = el("div", { class: "field" }, el("label", { for: id }, field.label, optional), control, hint, error);
  return { name: field.name, required: field.required === true, control, row, say };
}

function renderControl(field: Field, id: string): Control {
  const common = { id, name: field.name, required: field.required === true };
  if (field.kind === "multiline") return el("textarea", { ...common, rows: 4 }, field.value ?? "");
  if (field.kind === "choice") {
    const options = (field.options ?? []).map(({ label, value }) =>
      el("option", { value, selected: value === field.value }, label),
    );
    const none = field.value === undefined ? [el("option", { value: "", selected: true }, "Choose")] : [];
    return el("select", common, ...none, ...options);
  }
  return el("input", { ...common, type: TYPES[field.kind], value: field.value });
}

/** Carries what was typed into the same form drawn anew. */
export function keepTyped(before: HTMLElement, after: HTMLElement): void {
  for (const old of before.querySelectorAll<Control>("form [name]")) {
    if (old instanceof HTMLSelectElement ? old.value === "" : old.value === old.defaultValue) continue;
    const form = old.form?.dataset.form ?? "";
    for (const fresh of after.querySelectorAll<Control>("form [name]")) {
      if (fresh.name === old.name && fresh.form?.dataset.form === form) fresh.value = old.value;
    }
  }
}

import { describe, expect, test } from "vitest";
import { formErrors, renderForm } from "../../../../adapters/slack/render/form.ts";
import { readValues } from "../../../../adapters/slack/render/read.ts";
import type { Field, Form } from "../../../../src/chat/port.ts";
import { ALL_FORMS } from "../../../support/catalogue.ts";

const form = (...fields: Field[]): Form => ({ id: "what", title: "Edit", submit: "Save", fields });
const field = (fields: Partial<Field> = {}): Field => ({ name: "a", label: "A", kind: "text", ...fields });
const blocks = (...fields: Field[]) => renderForm(form(...fields), "").blocks;

/** What Slack sends when a form is submitted as it was opened. */
const untouched = (shown: readonly object[]) =>
  Object.fromEntries(
    shown.flatMap((block) => {
      if (!("element" in block && "block_id" in block)) return [];
      const { type, initial_value, initial_date, initial_time, initial_option } = { ...Object(block.element) };
      const state = {
        type,
        ...(type === "datepicker" ? { selected_date: initial_date ?? null } : {}),
        ...(type === "timepicker" ? { selected_time: initial_time ?? null } : {}),
        ...(type === "static_select" ? { selected_option: initial_option ?? null } : {}),
        ...(String(type).endsWith("_input") ? { value: initial_value ?? null } : {}),
      };
      return [[block.block_id, { value: state }]];
    }),
  );

describe("a form", () => {
  test.each(Object.entries(ALL_FORMS.forms ?? {}))(
    "%s sent as it was opened says what it was opened with",
    (_, opened) => {
      const values = readValues(untouched(renderForm(opened, "").blocks));
      expect(values).toEqual(Object.fromEntries(opened.fields.map(({ name, value }) => [name, value ?? ""])));
    },
  );

  test("loses nothing of a text that is too long for one input", () => {
    const notes = Array.from({ length: 100 }, (_, index) => `Line ${index} ${"x".repeat(60)}`).join("\n");
    const shown = blocks(field({ kind: "multiline", name: "notes", label: "Notes", value: notes }));
    expect(shown).toMatchObject([
      { block_id: "notes", label: { text: "Notes" } },
      { block_id: "notes~2", label: { text: "Notes, continued" }, optional: true },
      { block_id: "notes~3" },
    ]);
    expect(readValues(untouched(shown))).toEqual({ notes });
    expect(readValues({ "notes~2": { value: { type: "plain_text_input", value: "b" } } })).toEqual({ notes: "b" });
  });

  test("is named in full below its bar when it does not fit into it", () => {
    const { title, blocks: shown } = renderForm({ ...form(field()), title: "When is Stripe: phone screen?" }, "");
    expect(title.text).toBe("When is Stripe: phone s…");
    expect(shown[0]).toMatchObject({ type: "header", text: { text: "When is Stripe: phone screen?" } });
    expect(blocks(field())[0]?.type).toBe("input");
  });

  test("leaves out a value that Slack would refuse the form for", () => {
    const shown = blocks(
      field({ kind: "date", value: "2026-02-30" }),
      field({ kind: "time", value: "9:00" }),
      field({ kind: "email", value: "nobody" }),
      field({ kind: "choice", value: "gone", options: [{ label: "Here", value: "here" }] }),
      field({ kind: "text", value: " \u0000 " }),
    );
    expect(JSON.stringify(shown)).not.toContain("initial_");
  });

  test("asks only for what is required", () => {
    expect(blocks(field({ required: true }), field())).toMatchObject([{ optional: false }, { optional: true }]);
  });

  test("with metadata that Slack would refuse is our own mistake", () => {
    expect(() => renderForm(form(field()), "x".repeat(3001))).toThrow(RangeError);
  });
});

describe("answers", () => {
  test.each([
    undefined,
    null,
    3,
    "a",
    [],
    { a: null },
    { a: { value: 3 } },
    { a: { value: { type: "users_select" } } },
  ])("that are none: %o", (values) => {
    expect(readValues(values)).toEqual({});
  });

  test("that are empty are empty texts", () => {
    expect(readValues({ a: { value: { type: "timepicker", selected_time: null } } })).toEqual({ a: "" });
  });

  test("cannot name what every object has", () => {
    const values = readValues(JSON.parse('{"__proto__":{"value":{"type":"plain_text_input","value":"x"}}}'));
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  });
});

describe("what is wrong with answers", () => {
  test.each([
    [{ date: "Pick a date." }, { date: "Pick a date." }],
    [{ "": "No longer in use." }, { company: "No longer in use." }],
    [{ gone: "Gone.", company: "Fill this in." }, { company: "Gone. Fill this in." }],
  ])("%o stands beside a field that is there", (errors, shown) => {
    expect(formErrors(errors, ["company", "date"])).toEqual({ response_action: "errors", errors: shown });
  });
});

import { describe, expect, test } from "vitest";
import { renderForm } from "../../../../adapters/discord/render/form.ts";
import { formErrorsMessage, readValues } from "../../../../adapters/discord/render/read.ts";
import type { Field, Form } from "../../../../src/chat/port.ts";
import { ALL_FORMS } from "../../../support/catalogue.ts";
import { violations } from "./limits.ts";

const form = (...fields: Field[]): Form => ({ id: "what", title: "Edit", submit: "Save", fields });
const field = (fields: Partial<Field> = {}): Field => ({ name: "a", label: "A", kind: "text", ...fields });
const parts = (...fields: Field[]) => renderForm(form(...fields)).components;

/** What Discord sends when a modal is submitted as it was opened. */
const untouched = (shown: readonly object[]) =>
  shown.flatMap((part) => {
    if (!("component" in part)) return [{ type: 10, id: 1 }];
    const { type, custom_id, value = "", options = [] } = { ...Object(part.component) };
    const chosen = options.filter((it: { default?: boolean }) => it.default).map((it: { value: string }) => it.value);
    return [{ type: 18, id: 1, component: { type, custom_id, ...(type === 3 ? { values: chosen } : { value }) } }];
  });
const typed = (name: string, value: unknown) => ({ type: 18, component: { type: 4, custom_id: name, value } });

describe("a form", () => {
  test.each(Object.entries(ALL_FORMS.forms ?? {}))(
    "%s sent as it was opened says what it was opened with",
    (_, opened) => {
      const values = readValues(untouched(renderForm(opened).components));
      expect(values).toEqual(Object.fromEntries(opened.fields.map(({ name, value }) => [name, value ?? ""])));
    },
  );

  test("loses nothing of a text that is too long for one input", () => {
    const notes = Array.from({ length: 120 }, (_, index) => `Line ${index} ${"x".repeat(60)}`).join("\n");
    const shown = parts(field({ kind: "multiline", name: "notes", label: "Notes", value: notes }));
    expect(shown).toMatchObject([
      { label: "Notes", component: { custom_id: "notes" } },
      { label: "Notes, continued", component: { custom_id: "notes~2", required: false } },
      { component: { custom_id: "notes~3" } },
    ]);
    expect(readValues(untouched(shown))).toEqual({ notes });
    expect(readValues([typed("notes~2", "b")])).toEqual({ notes: "b" });
  });

  test("is named in full below its bar when it does not fit into it, and there is room", () => {
    const title = "Where is Wolfeschlegelsteinhausen: phone *screen*?";
    const { title: bar, components } = renderForm({ ...form(field()), title });
    expect(bar).toBe("Where is Wolfeschlegelsteinhausen: phone *sc…");
    expect(components[0]).toEqual({ type: 10, content: title.replaceAll("*", "\\*") });
    const full = Array.from({ length: 5 }, (_, at) => field({ name: `f${at}` }));
    const { components: fields } = renderForm({ ...form(...full), title });
    expect(fields.map(({ type }) => type)).toEqual([18, 18, 18, 18, 18]);
  });

  test("shows what a date and a time look like, a hint, and what is required", () => {
    expect(
      parts(
        field({ kind: "date", required: true, hint: "soon" }),
        field({ name: "b", kind: "time" }),
        field({ name: "c", kind: "choice", value: "gone", options: [{ label: "Here", value: "here" }] }),
      ),
    ).toMatchObject([
      { description: "soon", component: { placeholder: "2026-03-10", required: true, style: 1 } },
      { component: { placeholder: "15:00", required: false } },
      { component: { required: false, min_values: 0, options: [{ label: "Here", value: "=here" }] } },
    ]);
  });

  test("that Discord would refuse is our own mistake", () => {
    const six = Array.from({ length: 6 }, (_, at) => field({ name: `f${at}` }));
    expect(() => renderForm(form(...six))).toThrow(RangeError);
    expect(() => renderForm(form(field()), "x".repeat(101))).toThrow(RangeError);
    expect(() => parts(field({ kind: "choice", options: [{ label: "a", value: "x".repeat(100) }] }))).toThrow(
      RangeError,
    );
    expect(() => parts(field({ kind: "choice" }))).toThrow(RangeError);
  });

  test("goes by the id that it is given", () => {
    expect(renderForm(form(field())).custom_id).toBe("what");
    const renamed = renderForm(form(field()), "*what");
    expect(renamed.custom_id).toBe("*what");
    expect(violations(renamed)).toEqual([]);
  });
});

describe("answers", () => {
  test.each([
    undefined,
    null,
    3,
    "a",
    {},
    [null, { type: 18 }, { type: 18, component: 3 }, { type: 10 }],
    [typed("a", 3)],
    [{ type: 18, component: { type: 5, custom_id: "a", values: ["1"] } }],
    [{ type: 18, component: { type: 3, custom_id: "a", values: "b" } }],
    [typed("a", "x".repeat(4001))],
  ])("that are none: %o", (components) => {
    expect(readValues(components)).toEqual({});
  });

  test("that are empty are empty texts, and an option of no value too", () => {
    const select = (...values: string[]) => [{ type: 18, component: { type: 3, custom_id: "a", values } }];
    expect(readValues([typed("a", null)])).toEqual({ a: "" });
    expect(readValues(select())).toEqual({ a: "" });
    expect(readValues(select("="))).toEqual({ a: "" });
    expect(readValues(select("=video"))).toEqual({ a: "video" });
  });

  test("are read out of rows as well, and counted in letters", () => {
    expect(readValues([{ type: 1, components: [{ type: 4, custom_id: "a", value: "b" }] }])).toEqual({ a: "b" });
    expect(readValues([typed("a", "😀".repeat(4000))]).a).toHaveLength(8000);
    expect(readValues([typed("a", "😀".repeat(4001))])).toEqual({});
  });

  test("cannot name what every object has", () => {
    const values = readValues([typed("__proto__", "x")]);
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  });
});

describe("what is wrong with answers", () => {
  const where = form(field({ name: "date", label: "Date" }), field({ name: "time", label: "" }));

  test("stands beside the label of its field", () => {
    const errors = { date: "Pick a date.", time: "No time.", gone: "Gone.", "": "No longer in use." };
    expect(formErrorsMessage(errors, where, { date: "x" }).text).toBe(
      "That was not taken yet.\nDate: Pick a date.\ntime: No time.\nGone.\nNo longer in use.",
    );
  });

  test("comes with what was written where the form is lost", () => {
    const { text } = formErrorsMessage({ date: "Pick a date." }, null, { date: "soon", notes: "a\nb", role: " " });
    expect(text).toBe("That was not taken yet.\ndate: Pick a date.\nYou wrote:\ndate: soon\nnotes: a\nb");
    expect(formErrorsMessage({ "": "Gone." }, null, {}).text).toBe("That was not taken yet.\nGone.");
  });
});

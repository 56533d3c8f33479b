import { describe, expect, test } from "vitest";
import type { Action } from "../../src/chat/actions.ts";
import { readForm } from "../../src/chat/filled-forms.ts";
import { FORM_VERBS, type FormVerb, formFor } from "../../src/chat/forms.ts";
import { parseAddress } from "../../src/mail/address.ts";
import { interview } from "../interviews/samples.ts";

const CONTEXT = {
  reader: { timeZone: "Europe/London", clock: 24 } as const,
  now: Temporal.Instant.from("2026-03-04T14:02:00Z"),
  parseAddress,
};
const on = (verb: FormVerb, id: string | null = "i1"): Action => ({ verb, id, version: 1 });
const read = (verb: FormVerb, values: Record<string, string>, timeZone = "Europe/London") =>
  readForm(on(verb, verb === "zone_form" || verb === "email_form" ? null : "i1"), values, {
    ...CONTEXT,
    reader: { timeZone, clock: 24 },
  });

describe("every form", () => {
  test.each(FORM_VERBS)("%s has at most five fields, a title and something to press", (verb) => {
    for (const about of [interview(), null]) {
      const { fields, title, submit } = formFor(verb, about, CONTEXT);
      expect(fields.length).toBeGreaterThan(0);
      expect(fields.length).toBeLessThanOrEqual(5);
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
      expect(title).not.toBe("");
      expect(submit).not.toBe("");
    }
  });

  test("sent back as it was opened, changes nothing", () => {
    const full = interview({
      role: "Engineer",
      interviewers: [
        { name: "Sarah Chen", email: "sarah@stripe.com" },
        { name: "Bob", email: null },
      ],
      link: "https://zoom.us/j/1",
      location: "+44 20 7946 0000",
      notes: "One.\nTwo.",
    });
    for (const verb of ["when", "what", "where", "who", "notes"] as const) {
      const { fields } = formFor(verb, full, CONTEXT);
      const filled = read(verb, Object.fromEntries(fields.map(({ name, value }) => [name, value ?? ""])));
      if (!("command" in filled)) throw new Error(`${verb}: ${JSON.stringify(filled)}`);
      const { command } = filled;
      if (command.kind === "reschedule") expect(String(command.startsAt)).toBe(String(full.startsAt));
      else if (command.kind === "edit") expect(full).toMatchObject(command.changes);
      else throw new Error(command.kind);
    }
  });

  test("with made-up fields is not read for what it does not say", () => {
    expect(read("who", { admin: "true" })).toEqual({ errors: { people: "Please fill this in." } });
    expect(read("notes", { __proto__x: "1" })).toEqual({ errors: { notes: "Please fill this in." } });
    expect(read("where", { format: "video" })).toMatchObject({ command: { changes: { format: "video" } } });
    expect(JSON.stringify(read("where", {}))).not.toContain("link");
  });

  test("about an interview that it does not name is refused", () => {
    for (const verb of ["move", "where", "who", "notes", "task"] as const) {
      expect(readForm(on(verb, null), {}, CONTEXT)).toEqual({
        errors: { "": expect.stringContaining("no longer in use") },
      });
    }
  });
});

describe("a date and a time", () => {
  test.each([
    ["2026-03-10", "15:00", "2026-03-10T15:00:00+00:00[Europe/London]"],
    ["2028-02-29", "00:00", "2028-02-29T00:00:00+00:00[Europe/London]"],
    ["2029-07-01", "09:30", "2029-07-01T09:30:00+01:00[Europe/London]"],
    // The hour that the clocks repeat: the first of the two.
    ["2026-10-25", "01:30", "2026-10-25T01:30:00+01:00[Europe/London]"],
  ])("%s %s is %s", (date, time, start) => {
    const filled = read("move", { date, time });
    expect("command" in filled && filled.command.kind === "reschedule" && String(filled.command.startsAt)).toBe(start);
  });

  test.each([
    ["2026-02-31", "15:00", { date: "Pick a date that exists." }],
    ["2026-02-29", "15:00", { date: "Pick a date that exists." }],
    ["tomorrow", "15:00", { date: "Pick a date that exists." }],
    ["20260310", "15:00", { date: "Pick a date that exists." }],
    ["", "15:00", { date: "Pick a date that exists." }],
    ["2026-03-10", "25:00", { time: "Write a time like 14:30." }],
    ["2026-03-10", "3pm", { time: "Write a time like 14:30." }],
    ["2026-03-10", "", { time: "Write a time like 14:30." }],
    ["2026-03-04", "14:02", { date: "That moment has passed already." }],
    ["1999-12-31", "23:59", { date: "That moment has passed already." }],
    ["2026-03-29", "01:30", { time: "The clocks change then, and that time does not exist." }],
  ])("%s %s is answered with %j", (date, time, errors) => {
    expect(read("move", { date, time })).toEqual({ errors });
  });

  test.each([
    ["America/New_York", "2026-03-08", "02:30"],
    ["Australia/Adelaide", "2026-10-04", "02:30"],
    ["Pacific/Auckland", "2026-09-27", "02:30"],
  ])("that the clocks of %s skip does not exist", (zone, date, time) => {
    expect(read("move", { date, time }, zone)).toEqual({ errors: { time: expect.stringContaining("clocks change") } });
  });

  test.each(["4", "1441", "soon", "1e3x", "-60", "30.5"])("%s minutes are no length", (minutes) => {
    expect(read("move", { date: "2026-03-10", time: "15:00", minutes })).toEqual({
      errors: { minutes: "Between 5 minutes and 1440 (24 hours)." },
    });
  });
});

describe("people", () => {
  test.each([
    ["Sarah Chen", { name: "Sarah Chen", email: null }],
    ["Sarah Chen <sarah@stripe.com>", { name: "Sarah Chen", email: "sarah@stripe.com" }],
    ["<sarah@stripe.com>", { name: "sarah", email: "sarah@stripe.com" }],
    ["sarah@stripe.com", { name: "sarah", email: "sarah@stripe.com" }],
    ["Sarah <sarah@stripe.com", { name: "Sarah", email: "sarah@stripe.com" }],
  ])("%j is %j", (line, person) => {
    expect(read("who", { people: line })).toMatchObject({ command: { changes: { interviewers: [person] } } });
  });

  test("nobody is left when the field is emptied, and a wrong address is found by its line", () => {
    expect(read("who", { people: " \n " })).toMatchObject({ command: { changes: { interviewers: [] } } });
    expect(read("who", { people: "Ann\n\nBob <b@>\n" })).toEqual({
      errors: { people: "Line 2 has an address that doesn't look right." },
    });
  });
});

/** What only this bot knows: edits, tasks, undo, settings that a text fixes, the person's data. */
import { describe, expect, test } from "vitest";
import { read } from "../../src/language/read.ts";
import { context, plain } from "./support.ts";

const command = (text: string, last?: string) => {
  const reading = read(text, context(last === undefined ? {} : { last }));
  return reading.kind === "command" ? plain(reading.command) : reading;
};

describe("commands beyond the shared cases", () => {
  test.each([
    ["figma is now on teams", { kind: "edit", interview: "figma", changes: { format: "video" } }],
    [
      "add Bob to Figma",
      { kind: "edit", interview: "figma", changes: { addInterviewers: [{ name: "Bob", email: null }] } },
    ],
    ["remove Bob from Figma", { kind: "edit", interview: "figma", changes: { removeInterviewers: ["Bob"] } }],
    ["the Figma role is Backend Engineer", { kind: "edit", interview: "figma", changes: { role: "Backend Engineer" } }],
    ["the Figma one takes 90 minutes", { kind: "edit", interview: "figma", changes: { durationMinutes: 90 } }],
    ["note for Figma: bring passport", { kind: "edit", interview: "figma", changes: { notes: "bring passport" } }],
    ["rename Figma to Figma Ltd", { kind: "edit", interview: "figma", changes: { company: "Figma Ltd" } }],
    ["add task for Figma: print CV", { kind: "add_task", interview: "figma", title: "print CV" }],
    ["delete figma permanently", { kind: "delete", interview: "figma", confirmed: false }],
    [
      "remind me the evening before at 7 about Figma",
      { kind: "remind", interview: "figma", rules: ["day-before@19:00"] },
    ],
    ["remind me a day before figma", { kind: "remind", interview: "figma", rules: ["-PT24H"] }],
    ["snooze 15 min", { kind: "snooze", interview: "google-screen", minutes: 15 }],
    ["I'm ready", { kind: "ready", interview: "google-screen" }],
    ["undo", { kind: "undo" }],
    ["take that back", { kind: "undo" }],
    ["hi", { kind: "hello" }],
    ["my email is ann@example.org", { kind: "email", address: "ann@example.org" }],
    ["123456", { kind: "confirm_email", code: "123456" }],
    ["code 123456", { kind: "confirm_email", code: "123456" }],
    ["link", { kind: "link" }],
    ["link ABC-DEF", { kind: "link", code: "ABC-DEF" }],
    ["unlink", { kind: "unlink" }],
    ["export my data", { kind: "export" }],
    ["download everything", { kind: "export" }],
    ["delete everything", { kind: "delete_everything", confirmed: false }],
    ["erase all my data", { kind: "delete_everything", confirmed: false }],
    ["delete my account", { kind: "delete_everything", confirmed: false }],
    ["change my timezone to Berlin", { kind: "settings", change: { kind: "zone", timeZone: "Europe/Berlin" } }],
    [
      "set my time zone to San Francisco",
      { kind: "settings", change: { kind: "zone", timeZone: "America/Los_Angeles" } },
    ],
    ["I'm in Tokyo now", { kind: "settings", change: { kind: "zone", timeZone: "Asia/Tokyo" } }],
    ["turn off the reminders", { kind: "settings", change: { kind: "reminders", on: false } }],
    ["no reminder mails", { kind: "settings", change: { kind: "email_reminders", on: false } }],
    ["24 hour clock", { kind: "settings", change: { kind: "clock", clock: 24 } }],
    [
      "remind me 1 day and 3 hours before every interview",
      { kind: "settings", change: { kind: "reminder_rules", rules: ["-PT24H", "-PT3H"] } },
    ],
    ["settings", { kind: "settings" }],
    ["connect my google calendar", { kind: "not_yet", feature: "connect_calendar" }],
    ["past interviews", { kind: "list", past: true }],
    ["figma cancelled on me", { kind: "cancel", interview: "figma", reason: "employer" }],
    ["cancel figma", { kind: "cancel", interview: "figma", reason: "me" }],
  ])("%s", (text, expected) => {
    expect(command(text)).toEqual(expected);
  });

  test("'it' is what the conversation was about", () => {
    expect(command("it's on Teams now", "figma")).toEqual({
      kind: "edit",
      interview: "figma",
      changes: { format: "video" },
    });
    expect(command("it's with Ann not Bob", "figma")).toEqual({
      kind: "edit",
      interview: "figma",
      changes: { interviewers: [{ name: "Ann", email: null }] },
    });
  });

  test("a plain deletion is a cancellation", () => {
    expect(command("please delete my figma interview")).toMatchObject({ kind: "cancel", interview: "figma" });
  });
});

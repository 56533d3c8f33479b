/** What must never become a wrong time or a wrong deed: limits, either/or, names like days, two wishes, reminders of one. */
import { describe, expect, test } from "vitest";
import { read } from "../../src/language/read.ts";
import { context, known, LONDON, plain, said, startOf, talk } from "./support.ts";

const command = (...texts: string[]): unknown => {
  const reading = talk(...texts);
  return reading.kind === "command" ? plain(reading.command) : plain(reading);
};
const choices = (text: string): unknown => {
  const reading = talk(text);
  return reading.kind === "question" ? plain(reading.question.choices.map((it) => Object.values(it)[1])) : reading.kind;
};

describe("reminders at a wall time", () => {
  test.each([
    ["remind me at 9 on the day of Figma", ["same-day@09:00"]],
    ["remind me the morning of the figma interview at 8", ["same-day@08:00"]],
    ["remind me about figma the same day at 8am", ["same-day@08:00"]],
    ["remind me 2 days before Figma at 6pm", ["2-days-before@18:00"]],
    ["remind me figma 1 day before at 18:00", ["day-before@18:00"]],
    ["remind me the evening before figma at 7 and 1 hour before", ["-PT1H", "day-before@19:00"]],
    ["remind me about figma 48h and 1h before", ["-PT48H", "-PT1H"]],
    ["remind me 30 minutes, 1 hour and 3 days before figma", ["-PT30M", "-PT1H", "-PT72H"]],
    ["remind me about figma tomorrow at 9 and 30 minutes before", ["-PT30M", "-PT4410M"]],
    ["remind me the morning of the 12th at 8 about figma", ["-PT1590M"]],
  ])("'%s'", (text, rules) => {
    expect(command(text)).toEqual({ kind: "remind", interview: "figma", rules });
  });

  test.each([
    "remind me the night before figma at 12",
    "remind me the day before figma at midnight",
    "remind me the day before figma at 7 and at 9",
    "remind me the day before figma and at 9 on the day",
    "remind me 1 hour before figma and at 8am",
    "remind me on the day of figma at 10:30",
    "remind me the morning of Figma",
  ])("'%s' may mean two moments or none, and is asked", (text) => {
    expect(command(text)).toMatchObject({ kind: "question", question: { asks: "offsetMinutes" } });
  });

  test("which interview is asked first, and the hour is kept", () => {
    expect(command("remind me on the day at 8", "figma")).toEqual({
      kind: "remind",
      interview: "figma",
      rules: ["same-day@08:00"],
    });
  });

  test.each([
    ["turn off reminders for Figma", { kind: "show", interview: "figma" }],
    ["don't remind me about figma", { kind: "show", interview: "figma" }],
    ["mute the figma reminders", { kind: "show", interview: "figma" }],
    ["cancel the 2 hour reminder for figma", { kind: "show", interview: "figma" }],
    ["turn off the day before reminder", { kind: "settings" }],
    ["stop reminders for Tesla", { kind: "settings" }],
    ["stop all reminders for today", { kind: "settings" }],
    ["turn off reminders", { kind: "settings", change: { kind: "reminders", on: false } }],
  ])("'%s' never changes more than was said", (text, expected) => {
    expect(command(text)).toEqual(expected);
  });

  test("a word about another interview's reminders answers nothing", () => {
    expect(command("cancel google", "don't remind me about figma")).toEqual({ kind: "show", interview: "figma" });
  });
});

describe("a moment that is not fixed is asked for", () => {
  test.each([
    "Acme end of month at 3",
    "Acme mid december at 2",
    "Acme early next week at 3",
    "Acme the week of the 12th at 3",
    "Acme Tuesday before 5pm",
    "Acme Tuesday 3pm or later",
    "Acme by 5pm on Tuesday",
    "Acme 3pm tomorrow at the latest",
    "Acme tuesday any time between 2 and 4",
    "Acme any day after Tuesday at 3pm",
    "Acme not before Thursday at 10",
    "Acme tomorrow at 3 or 4",
    "Acme Tuesday, 3pm/4pm",
    "Acme Tuesday or Wednesday at 3",
    "Acme nächsten Freitag um 10",
  ])("'%s'", (text) => {
    expect(startOf(text)).toBe("asks");
  });

  test("of several hours or days each can be pressed", () => {
    expect(choices("Acme tomorrow 10 or 11pm")).toEqual([
      "2026-03-10T22:00:00+00:00[Europe/London]",
      "2026-03-10T23:00:00+00:00[Europe/London]",
    ]);
    expect(choices("move figma to 3 or 4")).toEqual([
      "2026-03-13T15:00:00+00:00[Europe/London]",
      "2026-03-13T16:00:00+00:00[Europe/London]",
    ]);
    expect(choices("Acme Tuesday after 3pm")).toEqual([]);
  });

  test.each([
    ["postpone figma until 4pm", "2026-03-13T16:00:00+00:00[Europe/London]"],
    ["figma is running late, so 11:15 now", "2026-03-13T11:15:00+00:00[Europe/London]"],
  ])("'%s' is a new time", (text, startsAt) => {
    expect(command(text)).toMatchObject({ kind: "reschedule", interview: "figma", startsAt });
  });
});

describe("said exactly", () => {
  test.each([
    ["Acme 2026-12-03T15:00Z", "2026-12-03T15:00:00+00:00[UTC]"],
    ["Acme 2026-12-03T15:00:00.000Z", "2026-12-03T15:00:00+00:00[UTC]"],
    ["Acme 2026-12-03 15:00+02:00", "2026-12-03T15:00:00+02:00[+02:00]"],
    ["Acme 2026-12-03T15:00:00-08:00", "2026-12-03T15:00:00-08:00[-08:00]"],
    ["Acme 2026-12-03 09:00-11:00", "2026-12-03T09:00:00+00:00[Europe/London]"],
    ["Acme 1st of april 10 to 4", "2026-04-01T10:00:00+01:00[Europe/London]"],
    ["Acme in may on the 5th at 3", "2026-05-05T15:00:00+01:00[Europe/London]"],
    ["Acme 10:30 April 3", "2026-04-03T10:30:00+01:00[Europe/London]"],
  ])("%s", (text, startsAt) => {
    expect(plain(said(text).startsAt)).toBe(startsAt);
  });

  test.each([
    ["Acme Montag halb drei", "2026-03-16T14:30+00:00"],
    ["Acme maandag half 3", "2026-03-16T14:30+00:00"],
    ["Acme mañana por la mañana a las 9", "2026-03-10T09:00+00:00"],
    ["Acme mañana a las 4 de la tarde", "2026-03-10T16:00+00:00"],
    ["Acme lundi 14h30", "2026-03-16T14:30+00:00"],
    ["Acme sexta 10h30", "2026-03-13T10:30+00:00"],
    ["Acme übermorgen um 9 Uhr", "2026-03-11T09:00+00:00"],
    ["Acme martedì alle 15", "2026-03-10T15:00+00:00"],
  ])("%s", (text, startsAt) => {
    expect(startOf(text)).toBe(startsAt);
  });
});

describe("names like days, hours and orders", () => {
  test.each([
    ["7-Eleven Tuesday 7pm", "7-Eleven", "2026-03-10T19:00+00:00"],
    ["March Capital tuesday 2pm", "March Capital", "2026-03-10T14:00+00:00"],
    ["interview with May Mobility friday 3pm", "May Mobility", "2026-03-13T15:00+00:00"],
    ["Noon Academy tuesday 2pm", "Noon Academy", "2026-03-10T14:00+00:00"],
    ["Today Tix friday 11am", "Today Tix", "2026-03-13T11:00+00:00"],
    ["Second Dinner tuesday 11am", "Second Dinner", "2026-03-10T11:00+00:00"],
    ["Delete Systems tuesday 2pm", "Delete Systems", "2026-03-10T14:00+00:00"],
    ["Interview with Remind tuesday 3pm", "Remind", "2026-03-10T15:00+00:00"],
    ["Forever 21 tuesday 4pm", "Forever 21", "2026-03-10T16:00+00:00"],
    ["5 Hour Energy tuesday 3pm", "5 Hour Energy", "2026-03-10T15:00+00:00"],
    ["Friday Stripe onsite 3pm", "Stripe", "2026-03-13T15:00+00:00"],
    ["interview at Acme 12-March 3pm", "Acme", "2026-03-12T15:00+00:00"],
  ])("%s", (text, company, startsAt) => {
    expect(said(text)).toMatchObject({ intent: "schedule", company });
    expect(said(text).durationMinutes).toBeUndefined();
    expect(startOf(text)).toBe(startsAt);
  });

  test("a stored company is still ordered about", () => {
    const systems = { interviews: [known("systems", "Systems", "2026-03-10T14:00[Europe/London]")] };
    expect(plain(read("Delete Systems tuesday 2pm", context(systems)))).toMatchObject({ command: { kind: "cancel" } });
  });
});

describe("two wishes", () => {
  test.each([
    "cancel google and move figma to monday",
    "move figma to monday and cancel google",
    "cancel figma, add Acme friday 3pm",
    "Acme friday 3pm and Beta monday 4pm",
    "move google to friday and figma to monday",
    "move figma to friday 3pm and remind me 1 hour before",
    "cancel figma, cancel google",
  ])("'%s' does neither, and answers no open question", (text) => {
    const two = { kind: "not_understood", frame: { intent: "unknown" }, twoWishes: true };
    expect(talk(text)).toEqual(two);
    expect(talk("cancel google", text)).toEqual(two);
  });

  test.each([
    ["Acme friday 3pm and add it to my calendar", { kind: "schedule" }],
    ["I can't make friday, please move figma to monday", { kind: "reschedule" }],
    ["figma is off, cancel it", { kind: "cancel" }],
    ["Acme onsite tue 10am, bring passport and show ID at reception", { kind: "schedule" }],
    ["Leaving home at 8, interview with Acme starts 9:30 on Tuesday", { kind: "schedule" }],
    ["remind me 1h before figma and remind me 1 day before", { kind: "remind" }],
  ])("'%s' is one", (text, expected) => {
    expect(command(text)).toMatchObject(expected);
  });
});

describe("while something is asked", () => {
  test.each([
    [["interview tomorrow at 3", "Gamma at 4"], "2026-03-10T16:00:00+00:00[Europe/London]"],
    [["interview tomorrow at 3", "it's Gamma, friday at 4"], "2026-03-13T16:00:00+00:00[Europe/London]"],
  ])("%j takes the new hour", (texts, startsAt) => {
    expect(command(...texts)).toMatchObject({ kind: "schedule", details: { company: "Gamma", startsAt } });
  });

  test("another day without an hour is asked about", () => {
    expect(command("interview tomorrow at 3", "Gamma on friday")).toMatchObject({
      kind: "question",
      question: { asks: "startsAt", frame: { company: "Gamma", day: "2026-03-13" } },
    });
  });

  test.each([
    ["onsite at Figma friday the 20th", "and Google on 12/3 at 2pm", "Google"],
    ["remind me about figma", "onsite tomorrow at 3", undefined],
    ["cancel google", "onsite tomorrow at 3", undefined],
  ])("after '%s', '%s' is a new interview", (open, text, company) => {
    const reading = talk(open, text);
    expect(plain(reading)).toMatchObject({
      kind: "question",
      answers: false,
      question: { frame: { intent: "schedule" } },
    });
    expect(reading.kind === "question" && reading.question.frame.company).toBe(company);
  });

  test.each(["neither figma", "neither one", "none of the google ones"])("'%s' closes it", (text) => {
    expect(talk("cancel google", text)).toEqual({ kind: "closed" });
  });
});

describe("a place that is none", () => {
  test.each(["my time zone is Mars", "set my timezone to Narnia", "i'm in Gotham now"])(
    "'%s' is asked about",
    (text) => {
      expect(command(text)).toMatchObject({
        kind: "question",
        question: { asks: "timeZone", frame: { intent: "settings" } },
      });
    },
  );

  test.each(["what's my timezone", "change my time zone", "what time zone is it", "my timezone is wrong"])(
    "'%s' shows the settings",
    (text) => {
      expect(command(text)).toEqual({ kind: "settings" });
    },
  );
});

test.each(["a".repeat(10_000), `interview with ${"a".repeat(10_000)} tomorrow at 3`])(
  "a name of thousands of letters is none",
  (text) => {
    expect(said(text, undefined, LONDON).company).toBeUndefined();
    expect(command("interview tomorrow at 3", "b".repeat(9_000))).toMatchObject({ kind: "not_understood" });
  },
);

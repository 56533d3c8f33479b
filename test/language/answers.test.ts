/** The next text answers the open question, unless it is a whole command of its own. */
import { describe, expect, test } from "vitest";
import { readChoice } from "../../src/language/choose.ts";
import { read } from "../../src/language/read.ts";
import { context, plain, talk } from "./support.ts";

const command = (...texts: string[]) => {
  const reading = talk(...texts);
  return reading.kind === "command" ? { ...(plain(reading.command) as object), answers: reading.answers } : reading;
};

describe("answers", () => {
  test("what was said before and along with the answer is kept", () => {
    expect(command("onsite at Acme on Friday", "half ten, it's at 1 Poultry")).toMatchObject({
      kind: "schedule",
      answers: true,
      details: {
        company: "Acme",
        round: "onsite",
        startsAt: "2026-03-13T10:30:00+00:00[Europe/London]",
        format: "in_person",
        location: "1 Poultry",
      },
    });
  });

  test.each([
    [["Acme interview on Friday", "10"], "2026-03-13T10:00:00+00:00[Europe/London]"],
    [["Acme interview", "Friday", "3pm"], "2026-03-13T15:00:00+00:00[Europe/London]"],
    [["Acme interview", "Friday at 3pm"], "2026-03-13T15:00:00+00:00[Europe/London]"],
    [["Acme interview at 12/4 10am", "the second one"], "2026-12-04T10:00:00+00:00[Europe/London]"],
    [["Acme interview on 12/4", "12 April", "10"], "2026-04-12T10:00:00+01:00[Europe/London]"],
    [["Acme call Thursday the 13th at 3pm", "Thursday"], "2026-03-12T15:00:00+00:00[Europe/London]"],
    [["Acme call Thursday the 13th at 3pm", "the 13th"], "2026-03-13T15:00:00+00:00[Europe/London]"],
    [["Acme call Thursday 3pm their time", "Berlin"], "2026-03-12T15:00:00+01:00[Europe/Berlin]"],
    [["Acme interview today at 9am", "tomorrow"], "2026-03-10T09:00:00+00:00[Europe/London]"],
    [["interview tomorrow at 2pm", "Acme"], "2026-03-10T14:00:00+00:00[Europe/London]"],
  ])("%j", (texts, startsAt) => {
    expect(command(...texts)).toMatchObject({
      kind: "schedule",
      answers: true,
      details: { company: "Acme", startsAt },
    });
  });

  test.each([
    [["cancel google", "the onsite"], { kind: "cancel", interview: "google-onsite" }],
    [["cancel google", "the second one"], { kind: "cancel", interview: "google-onsite" }],
    [["cancel google", "2"], { kind: "cancel", interview: "google-onsite" }],
    [["cancel google", "tomorrow"], { kind: "cancel", interview: "google-screen" }],
    [["cancel Tesla", "figma"], { kind: "cancel", interview: "figma" }],
    [
      ["move google to friday", "the phone screen"],
      { kind: "reschedule", interview: "google-screen", startsAt: "2026-03-13T15:00:00+00:00[Europe/London]" },
    ],
    [
      ["push google back by an hour", "the onsite"],
      { kind: "reschedule", interview: "google-onsite", startsAt: "2026-03-19T10:00:00+00:00[Europe/London]" },
    ],
    [
      ["move figma", "monday same time"],
      { kind: "reschedule", interview: "figma", startsAt: "2026-03-16T10:30:00+00:00[Europe/London]" },
    ],
    [["remind me about figma", "1 hour before"], { kind: "remind", interview: "figma", rules: ["-PT1H"] }],
    [
      ["remind me about figma", "1 hour before and 15 minutes before"],
      { kind: "remind", interview: "figma", rules: ["-PT1H", "-PT15M"] },
    ],
    [["remind me about figma", "30"], { kind: "remind", interview: "figma", rules: ["-PT30M"] }],
  ])("%j", (texts, expected) => {
    expect(command(...texts)).toMatchObject({ ...expected, answers: true });
  });

  test.each(["no", "never mind", "Forget it!", "neither", "cancel that", "no thanks"])(
    "'%s' closes the question",
    (text) => {
      expect(talk("cancel google", text)).toEqual({ kind: "closed" });
    },
  );

  test.each([
    ["cancel figma", { kind: "cancel", interview: "figma" }],
    ["what do I have tomorrow?", { kind: "list" }],
    ["interview with Stripe tomorrow at 9am", { kind: "schedule", details: { company: "Stripe" } }],
    ["help", { kind: "help" }],
    [
      "remind me 1 hour before and 15 minutes before figma",
      { kind: "remind", interview: "figma", rules: ["-PT1H", "-PT15M"] },
    ],
  ])("'%s' is a command of its own", (text, expected) => {
    expect(command("onsite at Acme on Friday", text)).toMatchObject({ ...expected, answers: false });
  });

  test.each([
    // The open question, the text, and what it must become: never a part of what was asked about.
    ["cancel google", "call with Monzo Thursday the 12th at 4pm", { kind: "command", command: { kind: "schedule" } }],
    [
      "cancel google",
      "call with Monzo Friday the 12th at 3pm EST",
      { kind: "question", question: { frame: { company: "Monzo" } } },
    ],
    [
      "remind me the evening before at 7",
      "call with Monzo next week",
      { kind: "question", question: { frame: { company: "Monzo" } } },
    ],
    [
      "interview tomorrow at 2pm",
      "datadog technical on friday at 3:30pm",
      { kind: "command", command: { kind: "schedule" } },
    ],
    [
      "onsite at Acme on Friday",
      "coffee chat with Linear next week",
      { kind: "question", question: { frame: { company: "Linear" } } },
    ],
    ["cancel Tesla", "done with figma", { answers: false }],
    ["cancel Tesla", "I got an offer from Google", { answers: false }],
  ])("after '%s', '%s' stands on its own", (open, text, expected) => {
    expect(plain(talk(open, text))).toMatchObject({ ...expected, answers: false });
  });

  test.each([
    [["call with Wayneco on 12/3 at 3", "3pm"], "not_understood"],
    [["cancel google", "not the onsite"], "not_understood"],
  ])("%j fixes nothing", (texts, kind) => {
    expect(talk(...texts).kind).toBe(kind);
  });

  test("an hour said with the day holds", () => {
    expect(command("call with Wayneco on 12/4 at 3", "12 april at 4pm")).toMatchObject({
      details: { startsAt: "2026-04-12T16:00:00+01:00[Europe/London]" },
    });
  });

  test.each(["don't cancel anything", "Please do not cancel google"])("'%s' leaves everything as it is", (text) => {
    expect(talk("cancel google", text)).toEqual({ kind: "closed" });
  });

  test.each(["the Thursday one", "the friday one"])("'%s' names no hour", (text) => {
    const reading = talk(text);
    expect(reading.kind === "command" ? plain(reading.command) : reading.kind).not.toMatchObject({ kind: "schedule" });
    expect(JSON.stringify(plain(reading))).not.toContain("T13:00");
  });

  test("an answer that does not help keeps what is known", () => {
    expect(plain(talk("onsite at Acme on Friday", "banana"))).toMatchObject({
      kind: "not_understood",
      frame: { company: "Acme", day: "2026-03-13" },
    });
  });

  test.each(["yes", "no", "thanks"])("'%s' without a question is not understood", (text) => {
    expect(talk(text)).toEqual({ kind: "not_understood", frame: { intent: "unknown" } });
  });
});

describe("choices", () => {
  const question = (text: string) => {
    const reading = read(text, context());
    if (reading.kind !== "question") throw new Error(`a question, not ${reading.kind}`);
    return reading.question;
  };

  test.each([
    [
      "onsite at Acme on Friday",
      "startsAt",
      "day_without_time",
      [
        "2026-03-13T09:00:00+00:00[Europe/London]",
        "2026-03-13T10:00:00+00:00[Europe/London]",
        "2026-03-13T13:00:00+00:00[Europe/London]",
      ],
    ],
    [
      "Acme interview 12/4 at 10am",
      "startsAt",
      "ambiguous_date",
      ["2026-04-12T10:00:00+01:00[Europe/London]", "2026-12-04T10:00:00+00:00[Europe/London]"],
    ],
    ["Acme interview 12/4", "startsAt", "ambiguous_date", ["2026-04-12", "2026-12-04"]],
    ["Acme interview Thursday the 13th", "startsAt", "contradiction", ["2026-03-12", "2026-03-13"]],
    ["cancel google", "target", "several", ["google-screen", "google-onsite"]],
    ["cancel Tesla", "target", "none", ["google-screen", "figma", "google-onsite"]],
    ["remind me about figma", "offsetMinutes", "missing", [15, 30, 60]],
    ["Acme interview today at 9am", "startsAt", "past", []],
    ["Acme interview 31 February at 9am", "startsAt", "impossible_date", []],
    ["Acme interview Friday from 3pm to 2pm", "startsAt", "end_before_start", []],
    ["Acme interview 29 March at 1:30am", "startsAt", "gap", []],
    ["Acme call Thursday 3pm their time", "startsAt", "unknown_zone", []],
    ["Acme interview", "startsAt", "missing", []],
  ])("%s", (text, asks, why, values) => {
    const open = question(text);
    expect(open).toMatchObject({ asks, why });
    const value = open.choices.map((choice) =>
      choice.slot === "startsAt"
        ? choice.startsAt
        : choice.slot === "day"
          ? choice.day
          : choice.slot === "target"
            ? choice.target
            : choice.offsetMinutes,
    );
    expect(plain(value)).toEqual(values);
  });

  test("today only what lies ahead is offered", () => {
    // It is 14:00.
    expect(question("Acme interview today").choices).toEqual([]);
  });

  test("a pressed day leads to the question for the time, a pressed start to the command", () => {
    const open = question("Acme interview 12/4");
    const [first] = open.choices;
    if (!first) throw new Error("a choice");
    const next = readChoice(open, first, context());
    expect(plain(next)).toMatchObject({
      kind: "question",
      answers: true,
      question: { asks: "startsAt", frame: { company: "Acme", day: "2026-04-12" } },
    });
    if (next.kind !== "question") return;
    const [time] = next.question.choices;
    if (!time) throw new Error("a choice");
    expect(plain(readChoice(next.question, time, context()))).toMatchObject({
      kind: "command",
      command: { kind: "schedule", details: { startsAt: "2026-04-12T09:00:00+01:00[Europe/London]" } },
    });
  });

  test("a pressed target completes a move that was said before", () => {
    const open = question("move google to friday");
    expect(plain(readChoice(open, { slot: "target", target: "google-onsite" }, context()))).toMatchObject({
      kind: "command",
      command: { kind: "reschedule", interview: "google-onsite", startsAt: "2026-03-13T09:00:00+00:00[Europe/London]" },
    });
  });
});

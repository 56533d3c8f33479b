/** Plans: which reminders an interview earns. */
import { describe, expect, test } from "vitest";
import { type PlannedReminder, plan, snoozeUntil } from "../../src/reminders/plan.ts";
import { at, interview, person } from "./people.ts";

const words = (planned: readonly PlannedReminder[]) => planned.map(({ kind, dueAt }) => `${kind} ${dueAt}`);
const START = "2026-03-10T15:00[Europe/London]";

describe("the plan", () => {
  test("has every reminder the interview earns, earliest first", () => {
    const it = interview(START, {
      reminderRules: ["-PT30M", "day-before@19:00"],
      snoozedUntil: at("2026-03-10T14:45:00.123456Z"),
    });
    expect(words(plan(it, person()))).toEqual([
      "24_hours 2026-03-09T15:00:00Z",
      "custom:day-before@19:00 2026-03-09T19:00:00Z",
      "2_hours 2026-03-10T13:00:00Z",
      "custom:-PT30M 2026-03-10T14:30:00Z",
      "snooze 2026-03-10T14:45:00.123Z",
    ]);
  });

  test("keeps one of two at the same moment, by its better name", () => {
    const it = interview(START, {
      reminderRules: ["-PT120M", "day-before@15:00", "-PT30M"],
      snoozedUntil: at("2026-03-10T14:30:00Z"),
    });
    expect(words(plan(it, person()))).toEqual([
      "24_hours 2026-03-09T15:00:00Z",
      "2_hours 2026-03-10T13:00:00Z",
      "custom:-PT30M 2026-03-10T14:30:00Z",
    ]);
  });

  test("has nothing at the start or after it", () => {
    const it = interview("2026-03-10T00:30[Europe/London]", { snoozedUntil: at("2026-03-10T00:30:00Z") });
    expect(words(plan(it, person({ settings: { reminderRules: [] } })))).toEqual([]);
  });

  test("ignores what is no rule", () => {
    expect(plan(interview(START, { reminderRules: ["soon"] }), person({ settings: { reminderRules: [""] } }))).toEqual(
      [],
    );
  });

  test.each([
    ["called off", interview(START, { status: "cancelled" }), person()],
    ["over", interview(START, { status: "completed" }), person()],
    ["deleted", interview(START, { deletedAt: at("2026-03-01T00:00Z") }), person()],
    ["of somebody who wants none", interview(START), person({ settings: { reminders: false } })],
  ])("is empty for one that is %s", (_, it, who) => {
    expect(plan(it, who)).toEqual([]);
  });

  test("does not shift by elapsed time when the person moves to another zone; the evening before does", () => {
    const it = interview(START, { reminderRules: ["day-before@19:00"] });
    expect(words(plan(it, person({ timeZone: "Asia/Tokyo" })))).toEqual([
      "24_hours 2026-03-09T15:00:00Z",
      "custom:day-before@19:00 2026-03-10T10:00:00Z", // midnight of the 11th in Tokyo, so the evening of the 10th
      "2_hours 2026-03-10T13:00:00Z",
    ]);
  });
});

describe("snoozing", () => {
  test("cannot pass the start", () => {
    const now = at("2026-03-10T14:40:00Z");
    expect(snoozeUntil(interview(START), now, 15)).toEqual(at("2026-03-10T14:55:00Z"));
    expect(snoozeUntil(interview(START), now, 20)).toBeNull();
  });
});

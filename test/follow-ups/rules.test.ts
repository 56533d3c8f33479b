import { describe, expect, test } from "vitest";
import { DEFAULT_RULES, plannedFollowUps, pointlessAfter } from "../../src/follow-ups/rules.ts";

const ended = (at: string) => Temporal.ZonedDateTime.from(at);
const due = (at: string, answerBy?: string) =>
  plannedFollowUps(ended(at), answerBy === undefined ? null : Temporal.PlainDate.from(answerBy)).map(
    ({ type, dueAt }) =>
      `${type} ${dueAt.toString({ offset: "never", timeZoneName: "never", smallestUnit: "minute" })}`,
  );

describe("the follow-ups of a completed interview", () => {
  test("are due three hours later, after a week and after two, in the morning", () => {
    expect(due("2026-03-10T11:00[Europe/London]")).toEqual([
      "thank_you_note 2026-03-10T14:00",
      "follow_up_email 2026-03-17T09:00",
      "status_inquiry 2026-03-24T09:00",
    ]);
  });

  test.each([
    ["at 16:00, just in time for the evening", "2026-03-10T16:00[Europe/London]", "2026-03-10T19:00"],
    ["a minute later", "2026-03-10T16:01[Europe/London]", "2026-03-11T09:00"],
    ["late at night", "2026-03-10T23:30[Europe/London]", "2026-03-11T09:00"],
    ["on a Friday evening: thanks go out on Saturday", "2026-03-13T18:00[Europe/London]", "2026-03-14T09:00"],
    ["before the clocks go forward", "2026-03-28T17:00[Europe/London]", "2026-03-29T09:00"],
    [
      "in the night in which they go forward: three hours are three hours",
      "2026-03-29T00:30[Europe/London]",
      "2026-03-29T04:30",
    ],
  ])("one that ends %s: the thank-you note", (_, at, expected) => {
    expect(due(at)[0]).toBe(`thank_you_note ${expected}`);
  });

  test("wait for Monday where they would fall on a weekend", () => {
    expect(due("2026-03-07T11:00[Europe/London]").slice(1)).toEqual([
      "follow_up_email 2026-03-16T09:00",
      "status_inquiry 2026-03-23T09:00",
    ]);
    expect(due("2026-03-08T11:00[Asia/Tokyo]")[1]).toBe("follow_up_email 2026-03-16T09:00");
  });

  test("do not ask before the day that the employer named is over", () => {
    expect(due("2026-03-10T11:00[Europe/London]", "2026-03-20").slice(1)).toEqual([
      "follow_up_email 2026-03-23T09:00",
      "status_inquiry 2026-03-30T09:00",
    ]);
    expect(due("2026-03-10T11:00[Europe/London]", "2026-03-12")).toEqual(due("2026-03-10T11:00[Europe/London]"));
  });

  test("follow other numbers where they are set", () => {
    const rules = { ...DEFAULT_RULES, thankYouHours: 1, followUpDays: 3, statusDays: 10 };
    const planned = plannedFollowUps(ended("2026-03-10T11:00[Europe/London]"), null, rules);
    expect(planned.map(({ dueAt }) => dueAt.toPlainDateTime().toString({ smallestUnit: "minute" }))).toEqual([
      "2026-03-10T12:00",
      "2026-03-13T09:00",
      "2026-03-20T09:00",
    ]);
  });
});

test("an outcome makes pointless what would only be awkward then", () => {
  expect(pointlessAfter("rejected")).toEqual(["follow_up_email", "status_inquiry"]);
  expect(pointlessAfter("offer")).toEqual(["follow_up_email", "status_inquiry"]);
  expect(pointlessAfter("withdrawn")).toContain("thank_you_note");
  expect(pointlessAfter("passed")).toEqual([]);
});

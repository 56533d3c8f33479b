/** Rules: how they are written, and when they are due across clock changes. */
import { describe, expect, test } from "vitest";
import { dueFor, kindOf, parseRule, type Rule, ruleInWords, ruleText } from "../../src/reminders/rules.ts";

const rule = (text: string): Rule => {
  const parsed = parseRule(text);
  if (parsed === null) throw new Error(`no rule: ${text}`);
  return parsed;
};

const due = (text: string, start: string, zone: string): string =>
  dueFor(rule(text), Temporal.ZonedDateTime.from(start), zone).toString();

describe("a rule", () => {
  test.each([
    ["-PT24H", "-PT24H", "24_hours"],
    ["-PT1440M", "-PT24H", "24_hours"],
    ["-PT120M", "-PT2H", "2_hours"],
    ["-PT1H60M", "-PT2H", "2_hours"],
    ["-PT30M", "-PT30M", "custom:-PT30M"],
    ["-PT1H30M", "-PT90M", "custom:-PT90M"],
    ["-PT60M", "-PT1H", "custom:-PT1H"],
    ["day-before@19:00", "day-before@19:00", "custom:day-before@19:00"],
    ["1-days-before@19:00", "day-before@19:00", "custom:day-before@19:00"],
    ["3-days-before@08:05", "3-days-before@08:05", "custom:3-days-before@08:05"],
    ["same-day@08:00", "same-day@08:00", "custom:same-day@08:00"],
  ])("%s is written %s and makes %s", (said, text, kind) => {
    expect(ruleText(rule(said))).toBe(text);
    expect(kindOf(rule(said))).toBe(kind);
  });

  test.each([
    "",
    "PT24H",
    "-PT",
    "-PT0M",
    "-P1D",
    "-PT721H",
    "-PT1.5H",
    "day-before@24:00",
    "day-before@7:00",
    "0-days-before@07:00",
    "31-days-before@07:00",
    "-PT5S",
    "-PT2H ",
  ])("is not made of %j", (text) => {
    expect(parseRule(text)).toBeNull();
  });

  test.each([
    ["-PT24H", 24, "24 hours before"],
    ["-PT90M", 24, "1 hour 30 minutes before"],
    ["day-before@19:00", 24, "the evening before at 19:00"],
    ["day-before@19:00", 12, "the evening before at 7:00 PM"],
    ["day-before@09:30", 24, "the day before at 09:30"],
    ["2-days-before@18:00", 24, "2 days before at 18:00"],
    ["same-day@08:00", 12, "on the day at 8:00 AM"],
  ] as const)("%s reads, on a %i hour clock, %j", (text, clock, words) => {
    expect(ruleInWords(rule(text), clock)).toBe(words);
  });
});

describe("24 hours before is elapsed time", () => {
  // In each row a clock change lies between reminder and start: the wall clock shows another hour.
  test.each([
    ["2026-03-08T10:00[America/New_York]", "2026-03-07T14:00:00Z", "09:00"],
    ["2026-11-01T10:00[America/New_York]", "2026-10-31T15:00:00Z", "11:00"],
    ["2026-03-29T10:00[Europe/London]", "2026-03-28T09:00:00Z", "09:00"],
    ["2026-10-25T10:00[Europe/London]", "2026-10-24T10:00:00Z", "11:00"],
    ["2026-10-04T10:00[Australia/Adelaide]", "2026-10-02T23:30:00Z", "09:00"],
    ["2026-04-05T10:00[Australia/Adelaide]", "2026-04-04T00:30:00Z", "11:00"],
    ["2026-09-27T10:00[Pacific/Auckland]", "2026-09-25T21:00:00Z", "09:00"],
    ["2026-04-05T10:00[Pacific/Auckland]", "2026-04-03T22:00:00Z", "11:00"],
  ])("%s is reminded of at %s, when clocks show %s", (start, instant, wall) => {
    const startsAt = Temporal.ZonedDateTime.from(start);
    const at = dueFor(rule("-PT24H"), startsAt, "Asia/Tokyo");
    expect(at.toString()).toBe(instant);
    expect(at.toZonedDateTimeISO(startsAt.timeZoneId).toPlainTime().toString({ smallestUnit: "minute" })).toBe(wall);
  });

  test("so are 2 hours across the change itself", () => {
    // 04:00 EDT is two hours after 01:00 EST.
    expect(due("-PT2H", "2026-03-08T04:00[America/New_York]", "America/New_York")).toBe("2026-03-08T06:00:00Z");
    expect(due("-PT2H", "2026-10-25T03:00[Europe/London]", "Europe/London")).toBe("2026-10-25T01:00:00Z");
  });
});

describe("the day before is a day of the person's calendar", () => {
  test.each([
    ["2026-03-08T10:00[America/New_York]", "America/New_York", "2026-03-08T00:00:00Z"], // 19:00 EST
    ["2026-11-01T10:00[America/New_York]", "America/New_York", "2026-10-31T23:00:00Z"], // 19:00 EDT
    ["2026-03-29T10:00[Europe/London]", "Europe/London", "2026-03-28T19:00:00Z"],
    ["2026-03-30T10:00[Europe/London]", "Europe/London", "2026-03-29T18:00:00Z"], // 19:00 BST
    ["2026-10-04T10:00[Australia/Adelaide]", "Australia/Adelaide", "2026-10-03T09:30:00Z"],
    ["2026-10-05T10:00[Australia/Adelaide]", "Australia/Adelaide", "2026-10-04T08:30:00Z"], // after the change
    ["2026-04-05T10:00[Pacific/Auckland]", "Pacific/Auckland", "2026-04-04T06:00:00Z"],
    ["2026-04-06T10:00[Pacific/Auckland]", "Pacific/Auckland", "2026-04-05T07:00:00Z"],
  ])("%s for somebody in %s is %s", (start, zone, instant) => {
    expect(due("day-before@19:00", start, zone)).toBe(instant);
  });

  test("which can be another day than where the interview takes place", () => {
    // Monday 09:00 in Tokyo is Sunday evening in New York, so the day before is Saturday there.
    expect(due("day-before@19:00", "2026-06-08T09:00[Asia/Tokyo]", "America/New_York")).toBe("2026-06-06T23:00:00Z");
    expect(due("day-before@19:00", "2026-06-08T09:00[Asia/Tokyo]", "Asia/Tokyo")).toBe("2026-06-07T10:00:00Z");
  });

  test("and so are the day itself, and days further ahead", () => {
    expect(due("same-day@08:00", "2026-03-29T10:00[Europe/London]", "Europe/London")).toBe("2026-03-29T07:00:00Z");
    expect(due("same-day@08:00", "2026-06-08T09:00[Asia/Tokyo]", "America/New_York")).toBe("2026-06-07T12:00:00Z");
    expect(due("2-days-before@18:00", "2026-03-30T10:00[Europe/London]", "Europe/London")).toBe("2026-03-28T18:00:00Z");
  });

  test("and a time that the change skips becomes the first one after it", () => {
    expect(due("day-before@02:30", "2026-03-09T10:00[America/New_York]", "America/New_York")).toBe(
      "2026-03-08T07:00:00Z",
    );
    expect(due("day-before@01:30", "2026-03-30T10:00[Europe/London]", "Europe/London")).toBe("2026-03-29T01:00:00Z");
  });

  test("and of a time that occurs twice the earlier one counts", () => {
    expect(due("day-before@01:30", "2026-10-26T10:00[Europe/London]", "Europe/London")).toBe("2026-10-25T00:30:00Z");
  });
});

/** The rules for clock times of test/language/README.md. It is Monday 9 March 2026, 14:00 in London. */
import { describe, expect, test } from "vitest";
import { said, startOf } from "../support.ts";

const time = (words: string): string =>
  startOf(`Acme interview tomorrow ${words}`).replace("2026-03-10T", "").replace("+00:00", "");

describe("clock times", () => {
  test.each([
    ["at 3", "15:00"],
    ["at 3:30", "15:30"],
    ["at 10.30", "10:30"],
    ["at half past one", "13:30"],
    ["at ten past five", "17:10"],
    ["at quarter to three", "14:45"],
    ["at 7", "07:00"],
    ["at 12", "12:00"],
    ["at 5 in the afternoon", "17:00"],
    ["at 7 in the evening", "19:00"],
    ["morning at 6", "06:00"],
    ["15:00", "15:00"],
    ["14h30", "14:30"],
    ["14h", "14:00"],
    ["at 1430", "14:30"],
    ["08:15", "08:15"],
    ["1p", "13:00"],
    ["11a", "11:00"],
    ["noon", "12:00"],
    ["midday", "12:00"],
    ["at half nine", "09:30"],
    ["around 5", "17:00"],
    ["at 3 o'clock", "15:00"],
    ["at ten thirty", "10:30"],
    ["at 9 a.m.", "09:00"],
    ["12am", "00:00"],
    ["12pm", "12:00"],
  ])("%s", (words, expected) => {
    expect(time(words)).toBe(expected);
  });

  test.each([
    ["2-3pm", "14:00", 60],
    ["10 to 11:30", "10:00", 90],
    ["10-2", "10:00", 240],
    ["11-1pm", "11:00", 120],
    ["from 9 to 5", "09:00", 480],
    ["between 4 and 4:45pm", "16:00", 45],
    ["15:00-16:30", "15:00", 90],
  ])("the ends of %s share what is said once", (words, start, minutes) => {
    expect(time(words)).toBe(start);
    expect(said(`Acme interview tomorrow ${words}`).durationMinutes).toBe(minutes);
  });

  test("a time without a date is today if it is ahead, else tomorrow", () => {
    expect(startOf("Acme interview at 3")).toBe("2026-03-09T15:00+00:00");
    expect(startOf("Acme interview at 9am")).toBe("2026-03-10T09:00+00:00");
    expect(startOf("Acme interview today at 9am")).toBe("asks");
  });

  test.each([
    "tomorrow morning",
    "Monday evening",
    "tomorrow",
    "either Wednesday or Thursday at 2",
    "tomorrow from 3pm to 2pm",
  ])("asks about %s", (words) => {
    expect(startOf(`Acme interview ${words}`)).toBe("asks");
  });

  test("'in 45 minutes' counts from now", () => {
    expect(startOf("Acme interview in 45 minutes")).toBe("2026-03-09T14:45+00:00");
  });

  test("the start counts, not what comes before it", () => {
    expect(startOf("be there by 9:45 for my 10:00 interview at Acme on Wednesday")).toBe("2026-03-11T10:00+00:00");
  });

  test("of an agenda, the first session is the start and the last one the end", () => {
    const frame = said(
      "Hi Sam,\n\nYour onsite at Acme on Thursday 12 March:\n10:00 - 10:45 Coding with Bob Lee\n10:45 - 11:30 Design with Ann Ray\n11:30 - 12:15 Values with Eve Poe\n\nBest,\nTom",
    );
    expect(frame.startsAt?.toString()).toBe("2026-03-12T10:00:00+00:00[Europe/London]");
    expect(frame.durationMinutes).toBe(135);
  });

  test("a correction replaces what it corrects", () => {
    expect(startOf("Acme interview Monday 23, sorry, Tuesday 24 March, 9am")).toBe("2026-03-24T09:00+00:00");
    expect(startOf("Acme interview tomorrow at 2pm, no wait, 3pm")).toBe("2026-03-10T15:00+00:00");
  });

  test.each([
    ["New York", "America/New_York", "2026-03-07T12:00:00Z", "Sunday 8 March at 2:30am", "asks"],
    ["New York", "America/New_York", "2026-10-30T12:00:00Z", "Sunday 1 November at 1:30am", "2026-11-01T01:30-04:00"],
    ["London", "Europe/London", "2026-03-27T12:00:00Z", "Sunday 29 March at 1:30am", "asks"],
    ["London", "Europe/London", "2026-10-23T12:00:00Z", "Sunday 25 October at 1:30am", "2026-10-25T01:30+01:00"],
    ["Adelaide", "Australia/Adelaide", "2026-10-02T12:00:00Z", "Sunday 4 October at 2:30am", "asks"],
    ["Adelaide", "Australia/Adelaide", "2026-04-03T12:00:00Z", "Sunday 5 April at 2:30am", "2026-04-05T02:30+10:30"],
    ["Auckland", "Pacific/Auckland", "2026-09-25T00:00:00Z", "Sunday 27 September at 2:30am", "asks"],
    ["Auckland", "Pacific/Auckland", "2026-04-03T00:00:00Z", "Sunday 5 April at 2:30am", "2026-04-05T02:30+13:00"],
  ])(
    "in %s a skipped time is asked about and a repeated one is the earlier (%s, %s, %s)",
    (_, zone, now, words, expected) => {
      expect(startOf(`Acme interview ${words}`, now, zone)).toBe(expected);
    },
  );
});

import { describe, expect, test } from "vitest";
import {
  clockTime,
  dayName,
  distance,
  interviewTime,
  lengthInWords,
  moment,
  type Reader,
  readerOf,
  shortMoment,
  zoneName,
} from "../../src/users/times.ts";
import { DEFAULT_SETTINGS } from "../../src/users/user.ts";

const at = (iso: string) => Temporal.Instant.from(iso);
const zoned = (iso: string) => Temporal.ZonedDateTime.from(iso);
const LONDON: Reader = { timeZone: "Europe/London", clock: 24 };
const YORK: Reader = { timeZone: "America/New_York", clock: 12 };
const NOW = at("2026-03-04T14:02:00Z");
const hour = (startsAt: string, durationMinutes = 60) => ({ startsAt: zoned(startsAt), durationMinutes });

describe("the clock", () => {
  test.each([
    ["00:00", "12:00 AM"],
    ["00:30", "12:30 AM"],
    ["09:05", "9:05 AM"],
    ["12:00", "12:00 PM"],
    ["13:15", "1:15 PM"],
    ["23:59", "11:59 PM"],
  ])("%s is %s", (text, twelve) => {
    const time = Temporal.PlainTime.from(text);
    expect(clockTime(time, 24)).toBe(text);
    expect(clockTime(time, 12)).toBe(twelve);
  });

  test.each([
    ["America/New_York", 12],
    ["America/Indiana/Indianapolis", 12],
    ["Australia/Adelaide", 12],
    ["Pacific/Auckland", 12],
    ["Asia/Kolkata", 12],
    ["Europe/London", 24],
    ["Europe/Berlin", 24],
    ["Asia/Tokyo", 24],
    ["America/Sao_Paulo", 24],
  ])("in %s people read %s hours, unless they choose", (timeZone, clock) => {
    expect(readerOf({ timeZone, settings: DEFAULT_SETTINGS }).clock).toBe(clock);
    expect(readerOf({ timeZone, settings: { ...DEFAULT_SETTINGS, clock: 24 } }).clock).toBe(24);
  });

  test("who has no zone yet reads UTC", () => {
    expect(readerOf({ timeZone: null, settings: DEFAULT_SETTINGS }).timeZone).toBe("UTC");
  });
});

describe("days", () => {
  test("carry the year only when it is another one", () => {
    expect(dayName(Temporal.PlainDate.from("2026-03-10"), { year: 2026 })).toBe("Tuesday 10 March");
    expect(dayName(Temporal.PlainDate.from("2029-03-05"), { year: 2026 })).toBe("Monday 5 March 2029");
  });

  test.each([
    ["2026-03-04T15:00:00Z", "today 15:00"],
    ["2026-03-05T15:00:00Z", "tomorrow 15:00"],
    ["2026-03-09T15:00:00Z", "Monday 15:00"],
    ["2026-03-11T15:00:00Z", "Wednesday 11 March 15:00"],
    ["2026-03-03T15:00:00Z", "Tuesday 3 March 15:00"],
  ])("%s is %s in short", (iso, words) => {
    expect(shortMoment(at(iso), LONDON, NOW)).toBe(words);
  });

  test("zones are called as people call them", () => {
    expect(zoneName("America/New_York")).toBe("New York");
    expect(zoneName("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
    expect(zoneName("UTC")).toBe("UTC");
    expect(moment(at("2026-03-10T15:00:00Z"), LONDON, NOW)).toBe("Tuesday 10 March, 15:00 (London)");
  });
});

describe("how far away", () => {
  test.each([
    ["2026-03-04T14:02:20Z", "now"],
    ["2026-03-04T14:03:00Z", "in 1 minute"],
    ["2026-03-04T14:22:00Z", "in 20 minutes"],
    ["2026-03-04T16:02:00Z", "in 2 hours"],
    ["2026-03-04T15:42:00Z", "in 1 hour 40 minutes"],
    ["2026-03-05T01:00:00Z", "in 10 hours 58 minutes"],
    ["2026-03-05T09:00:00Z", "tomorrow"],
    ["2026-03-05T23:59:00Z", "tomorrow"],
    ["2026-03-06T00:01:00Z", "in 2 days"],
    ["2026-03-10T15:00:00Z", "in 6 days"],
    ["2026-03-04T12:02:00Z", "2 hours ago"],
    ["2026-03-03T10:00:00Z", "yesterday"],
    ["2026-02-20T10:00:00Z", "12 days ago"],
  ])("%s is %s", (iso, words) => {
    expect(distance(at(iso), LONDON, NOW)).toBe(words);
  });

  test("days are calendar days of the reader", () => {
    // 20:00 on the 4th in New York: the 5th at 23:00 there is tomorrow; in London it is the 6th already.
    expect(distance(at("2026-03-06T04:00:00Z"), YORK, at("2026-03-05T01:00:00Z"))).toBe("tomorrow");
  });

  test.each([
    [1, "1 minute"],
    [60, "1 hour"],
    [61, "1 hour 1 minute"],
    [1440, "24 hours"],
  ])("%i minutes are %s", (minutes, words) => {
    expect(lengthInWords(minutes)).toBe(words);
  });
});

describe("when an interview is", () => {
  test("is said in the reader's zone, with the other one where the clocks differ", () => {
    const it = hour("2026-06-12T15:00-04:00[America/New_York]");
    expect(interviewTime(it, LONDON, NOW)).toBe("Friday 12 June, 20:00 to 21:00 (London), which is 15:00 in New York");
    expect(interviewTime(it, YORK, NOW)).toBe("Friday 12 June, 3:00 PM to 4:00 PM (New York)");
    // Another zone with the same clock needs no second time.
    expect(interviewTime(hour("2026-06-12T15:00[Europe/Lisbon]"), LONDON, NOW)).toBe(
      "Friday 12 June, 15:00 to 16:00 (London)",
    );
  });

  test("names the other day where it is one", () => {
    const it = hour("2026-06-12T08:00[Asia/Tokyo]");
    expect(interviewTime(it, YORK, NOW)).toBe(
      "Thursday 11 June, 7:00 PM to 8:00 PM (New York), which is Friday 8:00 AM in Tokyo",
    );
  });

  test("names the day of its end where that is another", () => {
    expect(interviewTime(hour("2026-03-10T23:30[Europe/London]"), LONDON, NOW)).toBe(
      "Tuesday 10 March, 23:30 to 00:30 on Wednesday 11 March (London)",
    );
  });

  // The end is counted in real time, so across a clock change the wall clock shows another length.
  test.each([
    ["New York, forward", "2026-03-08T01:30[America/New_York]", "Sunday 8 March, 01:30 to 03:30 (New York)"],
    ["New York, back", "2026-11-01T00:30[America/New_York]", "Sunday 1 November, 00:30 to 01:30 (New York)"],
    ["London, forward", "2026-03-29T00:30[Europe/London]", "Sunday 29 March, 00:30 to 02:30 (London)"],
    ["London, back", "2026-10-25T01:30+01:00[Europe/London]", "Sunday 25 October, 01:30 to 01:30 (London)"],
    ["Adelaide, forward", "2026-10-04T01:30[Australia/Adelaide]", "Sunday 4 October, 01:30 to 03:30 (Adelaide)"],
    ["Adelaide, back", "2026-04-05T01:30[Australia/Adelaide]", "Sunday 5 April, 01:30 to 02:30 (Adelaide)"],
    ["Auckland, forward", "2026-09-27T01:30[Pacific/Auckland]", "Sunday 27 September, 01:30 to 03:30 (Auckland)"],
    ["Auckland, back", "2026-04-05T01:30[Pacific/Auckland]", "Sunday 5 April, 01:30 to 02:30 (Auckland)"],
  ])("over the clock change of %s", (_, start, words) => {
    const reader: Reader = { timeZone: zoned(start).timeZoneId, clock: 24 };
    expect(interviewTime(hour(start), reader, NOW)).toBe(words);
  });

  test("the distance over a clock change is real time below a day and calendar days above", () => {
    const reader: Reader = { timeZone: "America/New_York", clock: 12 };
    const evening = zoned("2026-03-07T22:00[America/New_York]").toInstant();
    expect(distance(zoned("2026-03-08T06:00[America/New_York]").toInstant(), reader, evening)).toBe("in 7 hours");
    expect(distance(zoned("2026-03-09T22:00[America/New_York]").toInstant(), reader, evening)).toBe("in 2 days");
  });
});

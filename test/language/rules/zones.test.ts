/** The rules for other zones of test/language/README.md. The person lives in London. */
import { describe, expect, test } from "vitest";
import { read } from "../../../src/language/read.ts";
import { context, startOf } from "../support.ts";

describe("other zones", () => {
  test.each([
    ["12 March at 1pm ET", "2026-03-12T17:00+00:00"], // New York is on summer time already
    ["12 March at 9am CET", "2026-03-12T08:00+00:00"],
    ["12 March at 15:00 London time", "2026-03-12T15:00+00:00"],
    ["12 March at 10am in Tokyo", "2026-03-12T01:00+00:00"],
    ["8 July at 3pm PST", "2026-07-08T23:00+01:00"], // the wall clock of the region
    ["8 July at 3pm GMT", "2026-07-08T16:00+01:00"],
    ["8 July at 3pm UTC", "2026-07-08T16:00+01:00"],
    ["8 July at 3pm IST", "2026-07-08T10:30+01:00"],
    ["8 July at 3pm BST", "2026-07-08T15:00+01:00"],
    ["8 July at 3pm SGT", "2026-07-08T08:00+01:00"],
    ["8 July at 3pm NZST", "2026-07-08T04:00+01:00"],
    ["8 July 1:00 PM - 2:00 PM Pacific Time", "2026-07-08T21:00+01:00"],
    ["8 July at 3pm (Central)", "2026-07-08T21:00+01:00"],
    ["8 July at 3pm UTC+2", "2026-07-08T14:00+01:00"],
    ["8 July at 3pm MT / 2pm PT", "2026-07-08T22:00+01:00"],
    ["8 July at 3pm my time", "2026-07-08T15:00+01:00"],
    ["8 July at 3pm their time", "asks"],
    ["8 July at 3pm Springfield time", "asks"],
  ])("%s", (words, expected) => {
    expect(startOf(`Acme interview ${words}`)).toBe(expected);
  });

  test("the zone that was said is kept, and the letters' literal offset is offered", () => {
    const reading = read("Acme interview 8 July at 3pm PST", context());
    if (reading.kind !== "command") throw new Error(`a command, not ${reading.kind}`);
    expect(reading.frame.startsAt?.toString()).toBe("2026-07-08T15:00:00-07:00[America/Los_Angeles]");
    expect(reading.alternatives.map((at) => at.toInstant().toString())).toEqual(["2026-07-08T23:00:00Z"]);
  });

  test("the nearer 'next Friday' is offered when it is three days ahead or more", () => {
    const reading = read("Acme interview next Friday at 10am", context());
    if (reading.kind !== "command") throw new Error(`a command, not ${reading.kind}`);
    expect(reading.frame.startsAt?.toPlainDate().toString()).toBe("2026-03-20");
    expect(reading.alternatives.map((at) => at.toPlainDate().toString())).toEqual(["2026-03-13"]);
  });
});

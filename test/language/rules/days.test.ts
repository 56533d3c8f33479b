/** The rules for days of test/language/README.md, one by one. Today is Monday 9 March 2026 unless said otherwise. */
import { describe, expect, test } from "vitest";
import { said, startOf } from "../support.ts";

const at10 = (day: string, now?: string, zone?: string) => startOf(`Acme interview ${day} at 10am`, now, zone);

describe("days", () => {
  test.each([
    ["Monday", "2026-03-16T10:00+00:00"],
    ["on Fri", "2026-03-13T10:00+00:00"],
    ["this Friday", "2026-03-13T10:00+00:00"],
    ["next Friday", "2026-03-20T10:00+00:00"],
    ["next Tuesday", "2026-03-17T10:00+00:00"],
    ["a week from Friday", "2026-03-20T10:00+00:00"],
    ["Friday week", "2026-03-20T10:00+00:00"],
    ["in two weeks", "2026-03-23T10:00+00:00"],
    ["a fortnight from today", "2026-03-23T10:00+00:00"],
    ["Tuesday next week", "2026-03-17T10:00+00:00"],
    ["next week on Tuesday", "2026-03-17T10:00+00:00"],
    ["tomorrow", "2026-03-10T10:00+00:00"],
    ["the day after tomorrow", "2026-03-11T10:00+00:00"],
    ["in three days", "2026-03-12T10:00+00:00"],
    ["12 March", "2026-03-12T10:00+00:00"],
    ["on 8 March", "2027-03-08T10:00+00:00"],
    ["the 14th", "2026-03-14T10:00+00:00"],
    ["the 8th", "2026-04-08T10:00+01:00"],
    ["the fourteenth of April", "2026-04-14T10:00+01:00"],
    ["3/24", "2026-03-24T10:00+00:00"],
    ["24/3", "2026-03-24T10:00+00:00"],
    ["4/4", "2026-04-04T10:00+01:00"],
    ["Friday 4/12", "2026-12-04T10:00+00:00"],
    ["on 23.04.2026", "2026-04-23T10:00+01:00"],
    ["on 23.4.", "2026-04-23T10:00+01:00"],
    ["04-05-2026", "2026-05-04T10:00+01:00"],
    ["2026-05-04", "2026-05-04T10:00+01:00"],
    ["on March 12, 2029", "2029-03-12T10:00+00:00"],
  ])("%s", (day, start) => {
    expect(at10(day)).toBe(start);
  });

  test("'the 31st' skips a month without one", () => {
    expect(at10("the 31st", "2026-04-01T09:00:00Z")).toBe("2026-05-31T10:00+01:00");
  });

  test.each([
    "12/3",
    "12/3/2026",
    "Thursday the 13th",
    "Monday 7 April",
    "31 February",
    "the 30th of February",
    "8 March 2026",
    "next week",
    "Wednesday or Thursday",
  ])("asks about %s", (day) => {
    expect(at10(day)).toBe("asks");
  });

  test("'this' and 'next' weekday on a Saturday", () => {
    const saturday = "2026-03-14T09:00:00Z";
    expect(at10("next Tuesday", saturday)).toBe("2026-03-17T10:00+00:00");
    expect(at10("this Tuesday", saturday)).toBe("2026-03-17T10:00+00:00");
    expect(at10("Saturday", saturday)).toBe("2026-03-21T10:00+00:00");
  });

  test("tomorrow is counted on the person's calendar", () => {
    // 23:30 on 9 March in London is 10 March in Auckland.
    expect(at10("tomorrow", "2026-03-09T23:30:00Z", "Pacific/Auckland")).toBe("2026-03-11T10:00+13:00");
  });

  test("in a letter tomorrow counts from the day it was sent", () => {
    const letter =
      "From: Ann Lee <ann@acme.com>\nSent: Friday, 6 March 2026 17:02\nSubject: Interview with Acme\n\nHi Sam,\n\nYour interview is on Thursday at 10:00.\n\nBest,\nAnn";
    expect(startOf(letter)).toBe("2026-03-12T10:00+00:00");
    expect(startOf(letter.replace("on Thursday", "tomorrow"))).toBe("asks"); // Saturday 7 March is over
  });

  test("the newest message of a thread holds, the quoted one only completes it", () => {
    const thread =
      "Hi Sam,\n\nGreat, see you on Thursday 12 March at 11:00 then.\n\nBest,\nAnn\n\nOn Mon, Mar 2, 2026 at 7:50 AM Sam wrote:\n> Could we do the interview at Acme on Wednesday 11 March at 15:00?";
    expect(startOf(thread)).toBe("2026-03-12T11:00+00:00");
    expect(said(thread).company).toBe("Acme");
  });
});

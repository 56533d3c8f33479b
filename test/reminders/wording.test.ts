/** Wording: the truth, on time and late. */
import { describe, expect, test } from "vitest";
import { headline, isLate } from "../../src/reminders/wording.ts";
import { at, interview } from "./people.ts";

const LONDON = { timeZone: "Europe/London", clock: 24 } as const;
const NEW_YORK = { timeZone: "America/New_York", clock: 12 } as const;
const it = interview("2026-03-10T15:00[Europe/London]");

describe("a reminder on time says", () => {
  test.each([
    ["2026-03-09T15:00:00Z", "Interview tomorrow at 15:00: Stripe, phone screen"],
    ["2026-03-10T13:00:00Z", "Interview in 2 hours: Stripe, phone screen"],
    ["2026-03-10T14:30:00Z", "Interview in 30 minutes: Stripe, phone screen"],
    ["2026-03-08T15:00:00Z", "Interview Tuesday at 15:00: Stripe, phone screen"],
    ["2026-03-01T15:00:00Z", "Interview Tuesday 10 March at 15:00: Stripe, phone screen"],
  ])("at %s: %s", (now, words) => {
    expect(headline(it, at(now), at(now), LONDON)).toBe(words);
  });

  test("the reader's own time, with the zone where the interview's differs", () => {
    // New York has changed its clocks on 8 March, London has not: 11:00 EDT.
    expect(headline(it, at("2026-03-09T15:00Z"), at("2026-03-09T15:00Z"), NEW_YORK)).toBe(
      "Interview tomorrow at 11:00 AM (New York): Stripe, phone screen",
    );
    const here = interview("2026-03-10T15:00[America/New_York]", { round: null });
    expect(headline(here, at("2026-03-09T19:00Z"), at("2026-03-09T19:00Z"), NEW_YORK)).toBe(
      "Interview tomorrow at 3:00 PM: Stripe",
    );
  });

  test("not tomorrow when the clock change makes 24 hours end on the same day", () => {
    const late = interview("2026-10-25T23:30[Europe/London]");
    const now = at("2026-10-24T23:30:00Z"); // 00:30 BST on the 25th
    expect(headline(late, now, now, LONDON)).toBe("Interview today at 23:30: Stripe, phone screen");
  });
});

describe("a reminder that comes late says", () => {
  test.each([
    ["2026-03-10T13:00:00Z", "2026-03-10T14:40:00Z", "Starts in 20 minutes: Stripe, phone screen."],
    ["2026-03-10T13:00:00Z", "2026-03-10T13:05:00Z", "Starts in 1 hour 55 minutes: Stripe, phone screen."],
    ["2026-03-09T15:00:00Z", "2026-03-09T20:00:00Z", "Starts tomorrow at 15:00: Stripe, phone screen."],
    ["2026-03-09T15:00:00Z", "2026-03-10T09:00:00Z", "Starts in 6 hours: Stripe, phone screen."],
    ["2026-03-10T13:00:00Z", "2026-03-10T14:59:45Z", "Starts now: Stripe, phone screen."],
  ])("due %s, now %s: %s", (due, now, words) => {
    expect(headline(it, at(due), at(now), LONDON)).toBe(words);
  });

  test("the true distance even when it is not yet worth an apology", () => {
    expect(headline(it, at("2026-03-10T13:00:00Z"), at("2026-03-10T13:01:10Z"), LONDON)).toBe(
      "Interview in 1 hour 59 minutes: Stripe, phone screen",
    );
  });

  test("sorry only after a minute and a half", () => {
    expect(isLate(at("2026-03-10T13:00:00Z"), at("2026-03-10T13:01:30Z"))).toBe(false);
    expect(isLate(at("2026-03-10T13:00:00Z"), at("2026-03-10T13:01:31Z"))).toBe(true);
  });
});

/** How many mails a person gets within an hour. */
import { expect, test } from "vitest";
import { nextAllowed } from "../../src/mail/limit.ts";

const at = (time: string) => Temporal.Instant.from(`2026-03-10T${time}Z`);
const next = (sent: readonly string[], perHour: number, now: string) =>
  nextAllowed(sent.map(at), perHour, at(now))?.toString() ?? "now";

test("the first mails go at once", () => {
  expect(next([], 1, "12:00")).toBe("now");
  expect(next(["11:10", "11:50"], 3, "12:00")).toBe("now");
});

test("past the limit, the next one waits until the oldest in the way is an hour old", () => {
  expect(next(["11:10", "11:50"], 2, "12:00")).toBe("2026-03-10T12:10:00Z");
  expect(next(["11:10", "11:20", "11:50"], 2, "12:00")).toBe("2026-03-10T12:20:00Z");
});

test("exactly an hour later it goes", () => {
  expect(next(["11:10", "11:50"], 2, "12:09:59")).toBe("2026-03-10T12:10:00Z");
  expect(next(["11:10", "11:50"], 2, "12:10")).toBe("now");
});

test("the order does not matter, and what is older than an hour does not count", () => {
  expect(next(["11:50", "09:00", "11:10", "10:30"], 2, "12:00")).toBe("2026-03-10T12:10:00Z");
});

test("the window slides across full hours", () => {
  expect(next(["11:59"], 1, "12:01")).toBe("2026-03-10T12:59:00Z");
});

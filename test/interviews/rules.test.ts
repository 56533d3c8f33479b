import { describe, expect, test } from "vitest";
import { conflictsWith } from "../../src/interviews/conflicts.ts";
import { changedDetails, newDetails } from "../../src/interviews/details.ts";
import type { Interview, Task } from "../../src/interviews/interview.ts";
import { retask, tasksFor, withTask } from "../../src/interviews/preparation.ts";
import { clean, cleanLink, companyKey, people, title } from "../../src/interviews/words.ts";
import { interview } from "./samples.ts";

const startsAt = Temporal.ZonedDateTime.from("2026-03-10T15:00[Europe/London]");
const at = (time: string, more: Partial<Interview> = {}) =>
  interview({ id: time, startsAt: Temporal.ZonedDateTime.from(`2026-03-10T${time}[Europe/London]`), ...more });

describe("what people typed", () => {
  test.each([
    ["  Stripe  ", "Stripe"],
    ["Ac\u202eme\u200b", "Ac me"],
    ["a\tb\nc", "a b c"],
    ["\u0000\u0007", null],
    ["   ", null],
    ["\u200d", null],
    ["👩‍👩‍👧 & Co", "👩‍👩‍👧 & Co"],
    ["می‌خواهم", "می‌خواهم"],
    ["<b>Acme</b> *x* <!channel>", "<b>Acme</b> *x* <!channel>"],
  ])("as a name: %j is %j", (typed, kept) => {
    expect(clean(typed, "name")).toBe(kept);
  });

  test("is cut by letters, never within one", () => {
    expect(clean("😀".repeat(200), "name")).toBe(`${"😀".repeat(119)}…`);
    expect(clean("x".repeat(120), "name")).toBe("x".repeat(120));
  });

  test("as notes keeps its lines and its emoji, and nothing unseen", () => {
    expect(clean("One.\n\n\n\nTwo\u202e.\r\n👩‍👧", "notes")).toBe("One.\n\nTwo .\n👩‍👧");
  });

  test.each([
    ["https://zoom.us/j/1", "https://zoom.us/j/1"],
    ["zoom.us/j/1", "https://zoom.us/j/1"],
    ["http://meet.example.com", "http://meet.example.com/"],
    ["", null],
    [null, null],
  ])("as a link: %j is %j", (typed, kept) => {
    expect(cleanLink(typed)).toBe(kept);
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://", "localhost", "not a link"])(
    "%j is no link to press",
    (typed) => {
      expect(() => cleanLink(typed)).toThrow("That link doesn't look right.");
    },
  );

  test.each([
    ["Stripe", "stripe, Inc."],
    ["Crème & Co", "creme co"],
    ["McDonald's", "McDonald’s Ltd"],
    ["DeepMind", "DEEPMIND GmbH"],
  ])("%j and %j are one company", (one, other) => {
    expect(companyKey(one)).toBe(companyKey(other));
  });

  test("companies that are only a legal form keep a key", () => {
    expect(companyKey("Co")).toBe("co");
    expect(companyKey("!!!")).toBe("");
  });

  test("interviews are called by company and round, or role", () => {
    expect(title({ company: "Stripe", round: "Phone screen", role: "Engineer" })).toBe("Stripe: phone screen");
    expect(title({ company: "Stripe", round: null, role: "Engineer" })).toBe("Stripe: Engineer");
    expect(title({ company: "Stripe", round: null, role: null })).toBe("Stripe");
    expect(people([])).toBe(null);
    expect(people(["Ann", "Bob", "Eve"].map((name) => ({ name, email: null })))).toBe("Ann, Bob and Eve");
  });
});

describe("details", () => {
  test("what was not said is null, and an hour long", () => {
    expect(newDetails({ company: "Stripe", startsAt })).toEqual({
      company: "Stripe",
      role: null,
      round: null,
      interviewers: [],
      startsAt,
      durationMinutes: 60,
      format: null,
      link: null,
      location: null,
      notes: null,
    });
  });

  test.each([4, 1441, 30.5, Number.NaN])("%d minutes are refused", (durationMinutes) => {
    expect(() => newDetails({ company: "Stripe", startsAt, durationMinutes })).toThrow(
      "between 5 minutes and 24 hours",
    );
  });

  test("a company of nothing but unseen characters is asked for", () => {
    expect(() => newDetails({ company: "\u200b", startsAt })).toThrow("Which company is it with?");
  });

  test("people are there once; a later mention adds the address", () => {
    const said = [
      { name: "Sarah Chen", email: null },
      { name: " sarah chen ", email: "sarah@stripe.com" },
      { name: "", email: "nobody@stripe.com" },
    ];
    expect(newDetails({ company: "Stripe", startsAt, interviewers: said }).interviewers).toEqual([
      { name: "Sarah Chen", email: "sarah@stripe.com" },
    ]);
  });

  test("a change adds and removes people and leaves the rest", () => {
    const before = interview({
      interviewers: [
        { name: "Ann", email: null },
        { name: "Bob", email: null },
      ],
    });
    const after = changedDetails(before, {
      addInterviewers: [{ name: "Eve", email: null }],
      removeInterviewers: ["ANN"],
    });
    expect(after.interviewers.map(({ name }) => name)).toEqual(["Bob", "Eve"]);
    expect(after.company).toBe(before.company);
  });
});

describe("conflicts", () => {
  test("are overlaps; touching ends are none", () => {
    const it = at("10:00");
    const others = [at("08:59"), at("09:00"), at("09:30"), at("10:30"), at("11:00")];
    expect(conflictsWith(it, others).map(({ id }) => id)).toEqual(["09:30", "10:30"]);
  });

  test("are not with itself, nor with what is cancelled, over or deleted", () => {
    const it = at("10:00");
    const gone = Temporal.Instant.from("2026-03-01T00:00Z");
    const others = [
      it,
      at("10:10", { status: "cancelled" }),
      at("10:20", { status: "completed" }),
      at("10:30", { deletedAt: gone }),
    ];
    expect(conflictsWith(it, others)).toEqual([]);
  });

  test("are found across zones", () => {
    const there = interview({ id: "ny", startsAt: Temporal.ZonedDateTime.from("2026-03-10T06:00[America/New_York]") });
    expect(conflictsWith(at("10:00"), [there]).map(({ id }) => id)).toEqual(["ny"]);
  });
});

describe("preparation", () => {
  const done = (tasks: readonly Task[], index: number) =>
    tasks.map((task, i) => (i === index ? { ...task, done: true } : task));

  test("comes with the format", () => {
    const titles = (format: Interview["format"]) => tasksFor(format).map((task) => task.title);
    expect(titles("video").length).toBeGreaterThan(titles(null).length);
    expect(titles("phone")).not.toEqual(titles("in_person"));
    expect(new Set(tasksFor("video").map(({ id }) => id)).size).toBe(tasksFor("video").length);
  });

  test("after a change of format, what is done and one's own stays", () => {
    const phone = withTask(done(tasksFor("phone"), tasksFor("phone").length - 1), "Print CV");
    const video = retask(phone, "video");
    expect(video.filter((task) => task.done)).toHaveLength(1);
    expect(video.at(-1)?.title).toBe("Print CV");
    expect(
      retask(video, "phone")
        .map(({ id }) => id)
        .sort(),
    ).toEqual(phone.map(({ id }) => id).sort());
  });

  test("own tasks have ids of their own, also after one is gone", () => {
    const two = withTask(withTask([], "One"), "Two");
    expect(two.map(({ id }) => id)).toEqual(["own-1", "own-2"]);
    expect(withTask(two.slice(1), "Three").map(({ id }) => id)).toEqual(["own-2", "own-3"]);
  });
});

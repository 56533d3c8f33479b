import { describe, expect, test } from "vitest";
import { factsOf, type Known } from "../../src/notes/facts.ts";

const known: Known = {
  interview: {
    company: "Stripe",
    role: "Backend Engineer",
    round: "phone screen",
    interviewers: [
      { name: "Sarah Chen", email: null },
      { name: "Bob Lee", email: "bob@example.com" },
    ],
    startsAt: Temporal.ZonedDateTime.from("2026-03-10T15:00[Europe/London]"),
  },
  user: { name: "Ana Petrova" },
  recipient: { name: "Sarah Chen" },
  moments: ["she liked the migration story"],
  answerBy: Temporal.PlainDate.from("2026-03-13"),
};

const told = (change: Partial<Known>) => factsOf({ ...known, ...change }).map(({ kind, text }) => `${kind}: ${text}`);

describe("factsOf", () => {
  test("puts everything that is known into a fixed order, counted from f1", () => {
    expect(factsOf(known)).toEqual([
      { id: "f1", kind: "sender", text: "Ana Petrova" },
      { id: "f2", kind: "recipient", text: "Sarah Chen" },
      { id: "f3", kind: "company", text: "Stripe" },
      { id: "f4", kind: "role", text: "Backend Engineer" },
      { id: "f5", kind: "round", text: "phone screen" },
      { id: "f6", kind: "date", text: "Tuesday 10 March" },
      { id: "f7", kind: "interviewer", text: "Bob Lee" },
      { id: "f8", kind: "moment", text: "she liked the migration story" },
      { id: "f9", kind: "answer_by", text: "Friday 13 March" },
    ]);
  });

  test("leaves out what is not known, without a gap in the ids", () => {
    const facts = factsOf({
      ...known,
      interview: { ...known.interview, role: null, round: null, interviewers: [] },
      user: { name: null },
      recipient: null,
      moments: [],
      answerBy: null,
    });
    expect(facts).toEqual([
      { id: "f1", kind: "company", text: "Stripe" },
      { id: "f2", kind: "date", text: "Tuesday 10 March" },
    ]);
  });

  test("does not name the recipient among the others, however their name is written", () => {
    expect(told({ recipient: { name: " sarah CHEN" } })).not.toContain("interviewer: Sarah Chen");
  });

  test("gives the day of the interview's own zone", () => {
    // 08:00 on Wednesday in Tokyo is still Tuesday in London.
    const startsAt = Temporal.ZonedDateTime.from("2026-03-11T08:00[Asia/Tokyo]");
    expect(told({ interview: { ...known.interview, startsAt } })).toContain("date: Wednesday 11 March");
  });

  test("takes control characters and empty moments away, and cuts long ones without breaking a character", () => {
    const [first, second, ...rest] = told({
      moments: ["  a\u0000b\u202ec\n d ", "👩‍🚀".repeat(400), " \n\u200b ", ""],
    }).filter((line) => line.startsWith("moment"));
    expect(first).toBe("moment: a b c d");
    expect([...(second ?? "").replace("moment: ", "")]).toHaveLength(500);
    expect(second?.isWellFormed()).toBe(true);
    expect(rest).toEqual([]);
  });

  test("takes at most eight moments", () => {
    const moments = Array.from({ length: 12 }, (_, at) => `moment ${at}`);
    expect(told({ moments }).filter((line) => line.startsWith("moment"))).toHaveLength(8);
  });
});

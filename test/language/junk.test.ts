/** Nothing that can be typed makes the reader throw, and length does not make it slow. */
import { describe, expect, test } from "vitest";
import { read } from "../../src/language/read.ts";
import { context, talk } from "./support.ts";

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

// biome-ignore format: a list of words
const PIECES = [
  "interview", "with", "at", "Stripe", "Monday", "3pm", "10-2", "12/3", "31/2", "the", "99th", "in 3 days", "in 900 years", "https://zoom.us/j/1", "a@b.co", "cancel", "move", "to",
  "remind me", "before", "\n", "> ", "From: x", "Subject:", "0:00", "25:61", "24:00", "half", "quarter to", "a week from", "next", "99999999999", "-", "–", "(", ")", "[", "\\", "*", "+", "?", "🙂", "\u0000", "\ue001", "\u202e",
  "٣", "年", "é", "PST", "in Tokyo", "their time", "31 February", "2026-02-30", "9999-12-31", "0000-00-00", "Date: x", "<b>", "<@U1>", "&amp;", "undo", "no", "2", "the second one", "'", "\"", "PT1H", "-5 minutes", "999 hours", "999 days before",
];

describe("junk", () => {
  test.each([1, 2, 3, 4])("of any kind is read without an error (seed %i)", (seed) => {
    const next = random(seed);
    for (let round = 0; round < 300; round += 1) {
      const text = Array.from(
        { length: 1 + Math.floor(next() * 14) },
        () => PIECES[Math.floor(next() * PIECES.length)],
      ).join(next() < 0.8 ? " " : "");
      const first = read(text, context());
      expect(first.kind, text).toMatch(/^(?:command|question|closed|not_understood)$/);
      if (first.kind !== "question") continue;
      const answer = PIECES[Math.floor(next() * PIECES.length)] ?? "";
      expect(read(answer, context({ question: first.question })).kind, `${text} / ${answer}`).toMatch(
        /^(?:command|question|closed|not_understood)$/,
      );
    }
  });

  test.each(["", " ", "🙂🙂🙂", "\u0000\u0001\u0007", "?", "!!!", "\n\n\n", "....", "1".repeat(500)])(
    "%j is no schedule",
    (text) => {
      expect(talk(text).kind).toMatch(/^(?:not_understood|command)$/);
    },
  );

  test.each([
    "interview with Stripe on Tuesday at 3pm ",
    "a",
    "12 ",
    "Aa ",
    "with Bob, ",
    "10 to ",
    "a week from ",
    "a@b.",
    "((",
    "<",
    "a\n",
    "Senior Data of ",
    "1 hour and ",
    "-",
  ])("10,000 characters of %j take not much longer than 5,000", (piece) => {
    const texts = [5_000, 10_000].map((length) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length));
    // The quickest of several runs: a busy machine only ever makes a run slower.
    const quickest = (text: string) =>
      Math.min(
        ...Array.from({ length: 7 }, () => {
          const start = performance.now();
          read(text, context());
          return performance.now() - start;
        }),
      );
    const [short = 0, long = 0] = texts.map(quickest);
    expect(long).toBeLessThan(short * 4 + 2);
  });
});

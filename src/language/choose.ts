/** A pressed choice, read like words: it fills one slot of the open question. */
import type { Choice, Context, Question, Reading } from "./reading.ts";

export function readChoice(question: Question, _choice: Choice, _context: Context): Reading {
  return { kind: "question", question, answers: true };
}

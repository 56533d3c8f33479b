/** A frame as a reading: a question while something is missing, else its command. */
import { commandOf } from "./commands.ts";
import { questionOf } from "./questions.ts";
import type { Context, Reading } from "./reading.ts";
import type { Understood } from "./understand.ts";

/** A frame as a reading: a question while something is missing, else its command. */
export function readingOf(understood: Understood, context: Context, answers: boolean): Reading {
  const { frame, alternatives } = understood;
  if (understood.twoWishes) return { kind: "not_understood", frame, twoWishes: true };
  if (frame.intent === "unknown") return { kind: "not_understood", frame };
  const question = questionOf(understood, context);
  if (question) return { kind: "question", question, answers };
  const command = commandOf(frame);
  return command ? { kind: "command", command, frame, alternatives, answers } : { kind: "not_understood", frame };
}

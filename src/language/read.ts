/** What a text means: the one way from a person's words to a command or a question back. */
import { readAnswer } from "./answers.ts";
import { commandOf } from "./commands.ts";
import { questionOf } from "./questions.ts";
import type { Context, Reading } from "./reading.ts";
import { type Understood, understandFully } from "./understand.ts";

/**
 * Reads a text of any length and content; never throws. With an open question a whole command of its own wins,
 * otherwise the text is tried as its answer. Pure: no clock, no database.
 */
export function read(text: string, context: Context): Reading {
  const understood = understandFully(text, context);
  if (context.question) {
    const answer = readAnswer(text, context.question, understood, context);
    if (answer) return answer;
  }
  return readingOf(understood, context, false);
}

/** A frame as a reading: a question while something is missing, else its command. */
export function readingOf(understood: Understood, context: Context, answers: boolean): Reading {
  const { frame, alternatives } = understood;
  if (frame.intent === "unknown") return { kind: "not_understood", frame };
  const question = questionOf(understood, context);
  if (question) return { kind: "question", question, answers };
  const command = commandOf(frame, context);
  return command ? { kind: "command", command, frame, alternatives, answers } : { kind: "not_understood", frame };
}

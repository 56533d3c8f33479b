/** What a text means: the one way from a person's words to a command or a question back. */
import { readAnswer } from "./answers.ts";
import type { Context, Reading } from "./reading.ts";
import { readingOf } from "./reading-of.ts";
import { understandFully } from "./understand.ts";

/**
 * Reads a text of any length and content; never throws. With an open question a whole command of its own wins,
 * otherwise the text is tried as its answer. Pure: no clock, no database.
 */
export function read(text: string, context: Context): Reading {
  const understood = understandFully(text, context);
  if (context.question && !understood.twoWishes) {
    const answer = readAnswer(text, context.question, understood, context);
    if (answer) return answer;
  }
  return readingOf(understood, context, false);
}

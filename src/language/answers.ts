/** Reads a text as the answer to the open question; null when it is a command of its own. */
import type { Context, Question, Reading } from "./reading.ts";
import type { Understood } from "./understand.ts";

export function readAnswer(
  _text: string,
  _question: Question,
  _understood: Understood,
  _context: Context,
): Reading | null {
  return null;
}

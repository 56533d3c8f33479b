/** A pressed choice, read like words: it fills one slot of the open question. */

import type { Choice, Context, Frame, Question, Reading } from "./reading.ts";
import { readingOf } from "./reading-of.ts";
import { momentsOf, refill, startForTarget, startOf, withStart } from "./refill.ts";
import { NOTHING } from "./starts.ts";

/** The frame with the choice filled in: a command, or the next question. Never throws. */
export function readChoice(question: Question, choice: Choice, context: Context): Reading {
  return readingOf(chosen(question.frame, choice, context), context, true);
}

/** The frame of a question with one choice taken, and what is missing then. */
export function chosen(frame: Frame, choice: Choice, context: Context) {
  switch (choice.slot) {
    case "startsAt": {
      const { day: _, time: __, ...rest } = frame;
      return refill({ ...rest, startsAt: choice.startsAt }, context);
    }
    case "day": {
      const dated: Frame = { ...frame, day: choice.day };
      const start = startOf(dated, momentsOf(dated), "", context);
      return refill(withStart(dated, start), context, start);
    }
    case "target": {
      const aimed = startForTarget({ ...frame, target: choice.target }, context);
      return refill(aimed.frame, context, aimed.start);
    }
    case "offsetMinutes":
      return refill({ ...frame, offsetMinutes: choice.offsetMinutes }, context, NOTHING);
  }
}

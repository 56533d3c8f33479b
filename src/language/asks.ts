/** What each intent needs, and in which order it is asked for. */
import type { Frame, Intent, Slot } from "./reading.ts";

/** Intents about an interview that is stored already. */
export const ABOUT_STORED: ReadonlySet<Intent> = new Set<Intent>([
  "reschedule",
  "cancel",
  "show",
  "complete",
  "outcome",
  "remind",
  "thank_you",
  "prep",
  "edit",
  "delete",
  "snooze",
  "ready",
  "tick",
  "add_task",
]);
/** Of these, the ones about an interview that is over. */
export const ABOUT_PAST: ReadonlySet<Intent> = new Set<Intent>(["complete", "thank_you", "outcome"]);
/** Of these, the ones about an interview that lies ahead. */
export const ABOUT_AHEAD: ReadonlySet<Intent> = new Set<Intent>([
  "cancel",
  "reschedule",
  "remind",
  "prep",
  "snooze",
  "ready",
]);

const ORDER: readonly Slot[] = ["intent", "target", "company", "startsAt", "offsetMinutes", "timeZone", "email"];

/** The first thing to ask for, of all that is missing. */
export const firstAsked = (frame: Frame): Slot | undefined =>
  ORDER.find((slot) => frame.needsClarification?.includes(slot));

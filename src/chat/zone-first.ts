/** Decides what has to wait until the person's time zone is known. Pure. */
import type { Question, Reading } from "../language/reading.ts";

/** Asked before anything that depends on it is kept. */
export const ZONE_QUESTION: Question = {
  asks: "timeZone",
  why: "missing",
  frame: { intent: "settings", needsClarification: ["timeZone"] },
  choices: [],
};

/** Whether what was said means another moment in another zone. */
export function needsZone(reading: Reading): boolean {
  if (reading.kind === "command") {
    const { command } = reading;
    return (
      command.kind === "schedule" ||
      command.kind === "reschedule" ||
      (command.kind === "list" && command.range !== undefined)
    );
  }
  if (reading.kind !== "question") return false;
  return ["schedule", "reschedule"].includes(reading.question.frame.intent);
}

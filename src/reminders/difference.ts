/** Compares the reminders an interview should have with those it has. Pure. */
import type { PlannedReminder } from "./plan.ts";
import type { Reminder } from "./reminder.ts";

export type Step =
  /** A reminder that has no document yet. */
  | { readonly kind: "add"; readonly planned: PlannedReminder }
  /** One that is armed anew, for another time or after it was cancelled. */
  | { readonly kind: "arm"; readonly stored: Reminder; readonly planned: PlannedReminder }
  | { readonly kind: "cancel"; readonly stored: Reminder };

const open = (reminder: Reminder): boolean => reminder.state === "pending" || reminder.state === "sending";

/**
 * The steps from what is stored to what is planned.
 *
 * `asOf` is when the change was made that brought the plan about: a reminder whose time had passed by then is not owed,
 * so somebody who books late gets none of the passed ones. A document that has its due time already stays as it is
 * (sent stays sent), except that a cancelled one is armed again: undoing a cancellation brings the reminders back.
 */
export function difference(
  planned: readonly PlannedReminder[],
  stored: readonly Reminder[],
  asOf: Temporal.Instant,
): readonly Step[] {
  const steps: Step[] = [];
  for (const reminder of planned) {
    const had = stored.find(({ kind }) => kind === reminder.kind);
    const ahead = Temporal.Instant.compare(reminder.dueAt, asOf) > 0;
    const same = had?.dueAt.epochMilliseconds === reminder.dueAt.epochMilliseconds;
    if (had === undefined) {
      if (ahead) steps.push({ kind: "add", planned: reminder });
    } else if (same && had.state !== "cancelled") {
      // As planned, or done with.
    } else if (ahead) {
      steps.push({ kind: "arm", stored: had, planned: reminder });
    } else if (open(had)) {
      steps.push({ kind: "cancel", stored: had });
    }
  }
  for (const had of stored) {
    if (open(had) && !planned.some(({ kind }) => kind === had.kind)) steps.push({ kind: "cancel", stored: had });
  }
  return steps;
}

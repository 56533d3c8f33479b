/** Decides which reminders an interview earns, whatever the time is now. Pure: no clock, no database. */
import type { Interview } from "../interviews/interview.ts";
import { type User, zoneOf } from "../users/user.ts";
import type { ReminderKind } from "./reminder.ts";
import { dueFor, kindOf, parseRule } from "./rules.ts";

export interface PlannedReminder {
  readonly kind: ReminderKind;
  readonly dueAt: Temporal.Instant;
}

/** What a plan depends on. A change of any of these is followed by planning again. */
export type Plannable = Pick<Interview, "startsAt" | "status" | "deletedAt" | "reminderRules" | "snoozedUntil">;
export type Planner = Pick<User, "timeZone" | "settings">;

/** Of two reminders at one moment only the first of these stays: the usual ones have the better words. */
const RANK = (kind: ReminderKind): number => (kind.startsWith("custom:") ? 1 : kind === "snooze" ? 2 : 0);

/**
 * Every reminder of the interview, earliest first; none unless it is scheduled and the person wants reminders.
 * Rules that are not understood earn nothing. What would be due at the start or later is no reminder.
 */
export function plan(interview: Plannable, user: Planner): readonly PlannedReminder[] {
  if (interview.status !== "scheduled" || interview.deletedAt !== null || !user.settings.reminders) return [];
  const start = interview.startsAt.toInstant();
  const byRule = [...user.settings.reminderRules, ...interview.reminderRules].flatMap((text) => {
    const rule = parseRule(text);
    return rule === null
      ? []
      : [{ kind: kindOf(rule), dueAt: toMillisecond(dueFor(rule, interview.startsAt, zoneOf(user))) }];
  });
  const snoozed: PlannedReminder[] =
    interview.snoozedUntil === null ? [] : [{ kind: "snooze", dueAt: toMillisecond(interview.snoozedUntil) }];
  const moments = new Map<number, PlannedReminder>();
  for (const reminder of [...byRule, ...snoozed].sort((a, b) => RANK(a.kind) - RANK(b.kind))) {
    const at = reminder.dueAt.epochMilliseconds;
    if (at < start.epochMilliseconds && !moments.has(at)) moments.set(at, reminder);
  }
  return [...moments.values()].sort((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt));
}

/** Documents keep milliseconds; a plan that kept more would never equal what is stored. */
const toMillisecond = (at: Temporal.Instant): Temporal.Instant =>
  at.round({ smallestUnit: "millisecond", roundingMode: "floor" });

/** Whether the plan still holds this reminder at this very time. */
export const inPlan = (planned: readonly PlannedReminder[], { kind, dueAt }: PlannedReminder): boolean =>
  planned.some((other) => other.kind === kind && other.dueAt.epochMilliseconds === dueAt.epochMilliseconds);

/** What "Snooze" means now: that many minutes from now, or null when the interview would have begun by then. */
export function snoozeUntil(
  interview: Pick<Interview, "startsAt">,
  now: Temporal.Instant,
  minutes: number,
): Temporal.Instant | null {
  const until = now.add({ minutes });
  return until.epochMilliseconds < interview.startsAt.epochMilliseconds ? until : null;
}

/** Which follow-ups an interview earns and when they are due; what an outcome makes pointless. Pure. */
import type { Outcome } from "../interviews/interview.ts";

export const FOLLOW_UP_TYPES = [
  "thank_you_note",
  "follow_up_email",
  "status_inquiry",
  "references_sent",
  "portfolio_sent",
  "other",
] as const;
export type FollowUpType = (typeof FOLLOW_UP_TYPES)[number];

export interface FollowUpRules {
  /** The thank-you note: so many hours after the end, but not later in the evening than `latest`; else next morning. */
  readonly thankYouHours: number;
  readonly latest: Temporal.PlainTime;
  /** When a day's follow-ups are due. */
  readonly morning: Temporal.PlainTime;
  /** Calendar days after the interview; what falls on a weekend waits for Monday. */
  readonly followUpDays: number;
  readonly statusDays: number;
}

export const DEFAULT_RULES: FollowUpRules = {
  thankYouHours: 3,
  latest: Temporal.PlainTime.from("19:00"),
  morning: Temporal.PlainTime.from("09:00"),
  followUpDays: 7,
  statusDays: 14,
};

export interface PlannedFollowUp {
  readonly type: FollowUpType;
  readonly dueAt: Temporal.ZonedDateTime;
}

/**
 * The three that every completed interview earns, the earliest first. `endedAt` is in the person's zone, and so are the
 * due times. `answerBy` is the day by which the employer said they would answer: nobody asks before it is over.
 */
export function plannedFollowUps(
  endedAt: Temporal.ZonedDateTime,
  answerBy: Temporal.PlainDate | null = null,
  rules: FollowUpRules = DEFAULT_RULES,
): readonly PlannedFollowUp[] {
  const usual = endedAt.toPlainDate().add({ days: rules.followUpDays });
  const free = answerBy?.add({ days: 1 }) ?? usual;
  const followUp = Temporal.PlainDate.compare(free, usual) > 0 ? free : usual;
  const status = followUp.add({ days: rules.statusDays - rules.followUpDays });
  const on = (day: Temporal.PlainDate) =>
    workingDay(day).toZonedDateTime({ timeZone: endedAt.timeZoneId, plainTime: rules.morning });
  return [
    { type: "thank_you_note", dueAt: thankYou(endedAt, rules) },
    { type: "follow_up_email", dueAt: on(followUp) },
    { type: "status_inquiry", dueAt: on(status) },
  ];
}

/** Any day of the week: thanks that wait for Monday come too late. */
function thankYou(endedAt: Temporal.ZonedDateTime, rules: FollowUpRules): Temporal.ZonedDateTime {
  const due = endedAt.add({ hours: rules.thankYouHours });
  const sameDay = due.toPlainDate().equals(endedAt.toPlainDate());
  if (sameDay && Temporal.PlainTime.compare(due.toPlainTime(), rules.latest) <= 0) return due;
  return endedAt
    .toPlainDate()
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: endedAt.timeZoneId, plainTime: rules.morning });
}

const SATURDAY = 6;

function workingDay(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.dayOfWeek < SATURDAY ? day : day.add({ days: 8 - day.dayOfWeek });
}

/** What no longer makes sense once it is known how it went; the thanks still do, except to who withdrew. */
export function pointlessAfter(outcome: Outcome): readonly FollowUpType[] {
  switch (outcome) {
    case "rejected":
    case "offer":
      return ["follow_up_email", "status_inquiry"];
    case "withdrawn":
      return ["thank_you_note", "follow_up_email", "status_inquiry"];
    case "passed":
    case "no_response":
    case "pending":
      return [];
  }
}

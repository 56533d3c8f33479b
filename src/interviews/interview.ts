/** The record of an interview and the words for its states. */

export const FORMATS = ["phone", "video", "in_person"] as const;
export type Format = (typeof FORMATS)[number];

export const OUTCOMES = ["pending", "passed", "rejected", "offer", "withdrawn", "no_response"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const CANCEL_REASONS = ["me", "employer", "no_show"] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

export type Status = "scheduled" | "completed" | "cancelled";

export interface Interviewer {
  readonly name: string;
  readonly email: string | null;
}

export interface Task {
  /** Unique within its interview; stable across edits of the text. */
  readonly id: string;
  readonly title: string;
  readonly done: boolean;
}

/** What a person can say about an interview; everything else is derived or kept by the bot. */
export interface Details {
  readonly company: string;
  readonly role: string | null;
  /** The stage as it was said: "phone screen", "technical", "onsite", ... */
  readonly round: string | null;
  readonly interviewers: readonly Interviewer[];
  /** Wall time and zone as said, with the instant derived from them. */
  readonly startsAt: Temporal.ZonedDateTime;
  readonly durationMinutes: number;
  readonly format: Format | null;
  readonly link: string | null;
  readonly location: string | null;
  readonly notes: string | null;
}

export interface Interview extends Details {
  readonly id: string;
  readonly userId: string;
  /** Raised by every change. */
  readonly version: number;
  readonly status: Status;
  readonly cancelReason: CancelReason | null;
  readonly outcome: Outcome;
  readonly tasks: readonly Task[];
  /** Reminder rules for this interview alone, beside the person's own: "-PT30M", "day-before@19:00". */
  readonly reminderRules: readonly string[];
  /** Set by "Snooze": one more reminder then. */
  readonly snoozedUntil: Temporal.Instant | null;
  /** Set by "I'm ready". */
  readonly readyAt: Temporal.Instant | null;
  /** Set by delete and by undoing a creation; the record is invisible, and gone for good ten minutes later. */
  readonly deletedAt: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
  /** When the last change was made: a reminder whose time had passed by then is not owed. */
  readonly changedAt: Temporal.Instant;
}

export const DEFAULT_DURATION_MINUTES = 60;

/** The fields that undo brings back. */
export type Snapshot = Pick<
  Interview,
  keyof Details | "status" | "cancelReason" | "outcome" | "tasks" | "reminderRules" | "snoozedUntil" | "deletedAt"
>;

/** An interview with what the store keeps beside it. */
export interface Kept {
  readonly interview: Interview;
  /** Ids of the last events that changed it: carrying one out twice changes nothing. */
  readonly applied: readonly string[];
  /** How it was before the last change; null when that change made it. */
  readonly previous: Snapshot | null;
}

export const snapshotOf = (interview: Interview): Snapshot => ({
  company: interview.company,
  role: interview.role,
  round: interview.round,
  interviewers: interview.interviewers,
  startsAt: interview.startsAt,
  durationMinutes: interview.durationMinutes,
  format: interview.format,
  link: interview.link,
  location: interview.location,
  notes: interview.notes,
  status: interview.status,
  cancelReason: interview.cancelReason,
  outcome: interview.outcome,
  tasks: interview.tasks,
  reminderRules: interview.reminderRules,
  snoozedUntil: interview.snoozedUntil,
  deletedAt: interview.deletedAt,
});

/** When it ends, in the zone of its start. */
export const endsAt = (interview: Pick<Details, "startsAt" | "durationMinutes">): Temporal.ZonedDateTime =>
  interview.startsAt.add({ minutes: interview.durationMinutes });

/** For how long the last change can be undone, and a deleted interview is still kept. */
export const UNDO = Temporal.Duration.from({ minutes: 10 });

/** Done and all preparation tasks, for "X of Y". */
export const progress = (tasks: readonly Task[]): { done: number; of: number } => ({
  done: tasks.filter((task) => task.done).length,
  of: tasks.length,
});

/** A reminder that is owed for an interview, and what became of it. */

/** `24_hours`, `2_hours`, `custom:<rule>` or `snooze`. */
export type ReminderKind = "24_hours" | "2_hours" | "snooze" | `custom:${string}`;

export type ReminderState = "pending" | "sending" | "sent" | "failed" | "cancelled" | "missed";

/** What became of one reminder on one channel. */
export interface ChannelResult {
  /** A platform's name ("web", "slack") or "email". */
  readonly channel: string;
  /** `written` is a mail that lies as a file: not delivered. */
  readonly state: "accepted" | "written" | "failed" | "retrying";
  readonly at: Temporal.Instant;
  /** A short code when it did not go: "550", "timeout". */
  readonly reason: string | null;
  readonly attempts: number;
}

export interface Reminder {
  readonly id: string;
  readonly userId: string;
  readonly interviewId: string;
  readonly kind: ReminderKind;
  readonly dueAt: Temporal.Instant;
  readonly state: ReminderState;
  /** Raised whenever the reminder is armed again for another time. */
  readonly generation: number;
  /** The interview version it was planned for: an older plan never overwrites a newer one. */
  readonly plannedFor: number;
  /** Counts the plans that left it standing: who decided on an older count decides again. */
  readonly affirmed: number;
  /** Results of this generation. */
  readonly channels: readonly ChannelResult[];
  readonly attempts: number;
  readonly sentAt: Temporal.Instant | null;
}

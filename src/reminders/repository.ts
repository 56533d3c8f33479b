/** What reminders need from the store: those of one person, and the unscoped side that the scheduler works. */
import type { PlannedReminder } from "./plan.ts";
import type { ChannelResult, Reminder } from "./reminder.ts";

/** Opened for one person (and the users linked into them). */
export interface ReminderRepository {
  /** All of one interview, earliest first. */
  of(interviewId: string): Promise<readonly Reminder[]>;
  /** Everything of the person, earliest first: for the export. */
  all(): Promise<readonly Reminder[]>;
  /** The next one still to come for each of these interviews; absent where there is none. */
  next(interviewIds: readonly string[]): Promise<ReadonlyMap<string, Reminder>>;
  /** Adds a document for a reminder that has none. False if there is one by now. */
  add(
    owner: { readonly userId: string; readonly interviewId: string },
    planned: PlannedReminder,
    version: number,
  ): Promise<boolean>;
  /**
   * Arms a reminder anew: pending, next generation, past deliveries kept. False, and nothing written, if a newer
   * version of the interview was planned for already or another plan looked at the document since `stored` was read.
   */
  arm(stored: Reminder, dueAt: Temporal.Instant, version: number): Promise<boolean>;
  /** Takes a pending or leased one out, under the same conditions as `arm`. */
  cancel(stored: Reminder, version: number): Promise<boolean>;
  /**
   * Marks all of an interview as looked at by a plan of this version: older plans can no longer change them, and a
   * worker that read an older state of things cannot cancel what this plan leaves standing.
   */
  affirm(interviewId: string, version: number): Promise<void>;
}

/** A reminder that this process has claimed. */
export interface DueReminder extends Reminder {
  /** When it was to be worked: its due time, or the next try. */
  readonly wakeAt: Temporal.Instant;
  /** When the first hand-over of this generation began, if one did. */
  readonly firstTriedAt: Temporal.Instant | null;
}

/** Names the holder of a claim; every write below is refused (false or null) once somebody else holds it. */
export interface Held {
  readonly id: string;
  readonly generation: number;
  readonly token: string;
}

/** How a round ends: for good, or with the next try. */
export type Ending =
  | {
      readonly state: "sent" | "failed" | "cancelled" | "missed";
      readonly at: Temporal.Instant;
      /** When the first channel took it. */
      readonly sentAt: Temporal.Instant | null;
    }
  | { readonly state: "pending"; readonly wakeAt: Temporal.Instant };

/** The writes of a worker. Each is one conditional write. */
export interface DueReminders {
  /**
   * Right before a hand-over: extends the lease, counts the attempt, and says how the document stands then. Null if it
   * is no longer ours.
   */
  hold(held: Held, now: Temporal.Instant, until: Temporal.Instant): Promise<DueReminder | null>;
  /** Records what one channel answered, while others are still under way. */
  record(held: Held, result: ChannelResult): Promise<void>;
  /** Ends the round, with the results that are not recorded yet. */
  finish(held: Held, ending: Ending, results: readonly ChannelResult[]): Promise<boolean>;
  /** Cancels, unless a plan affirmed the reminder since `affirmed` was read. */
  drop(held: Held, affirmed: number, at: Temporal.Instant): Promise<boolean>;
  /**
   * Keeps what happened to a reminder that we no longer hold: it is a fact all the same. Goes to the channels if the
   * generation is still the same, else to the past deliveries.
   */
  keep(held: Held, results: readonly ChannelResult[]): Promise<void>;
}

/** What interviews need from the store: records of one person, and what is owed after a change. */
import type { Interview, Kept } from "./interview.ts";

/** Opened for one person (and the users linked into them): another person's record is never found. */
export interface InterviewRepository {
  /** The interview, or null if it is gone, deleted or not this person's; these look the same on purpose. */
  get(id: string): Promise<Interview | null>;
  /** Like `get`, with its history; deleted ones too, until they are swept. */
  kept(id: string): Promise<Kept | null>;
  /** Scheduled ones that are not over at `now`, soonest first. */
  ahead(now: Temporal.Instant, limit: number): Promise<readonly Interview[]>;
  /** All that start in [from, to), any status, soonest first. */
  between(from: Temporal.Instant, to: Temporal.Instant, limit: number): Promise<readonly Interview[]>;
  /** Those that started before `now`, latest first, cancelled ones left out. */
  past(now: Temporal.Instant, limit: number): Promise<readonly Interview[]>;
  /** Those at one company (`companyKey`), latest start first. */
  atCompany(key: string, limit: number): Promise<readonly Interview[]>;
  /** The one changed last, deleted ones included. */
  lastChanged(): Promise<Kept | null>;
  /** Scheduled ones starting after `from`, in the order of their ids, for walks in batches. */
  walk(from: Temporal.Instant, afterId: string | null, limit: number): Promise<readonly Walked[]>;
  /** Everything, deleted ones left out: for the export. */
  all(): Promise<readonly Interview[]>;
  /** Stores a new interview; with an `eventId` seen before it returns the one made then. */
  create(interview: Interview, eventId: string): Promise<Interview>;
  /**
   * Writes `after` in place of `before`, in one conditional write: false if the record has moved on from
   * `before.version` or `eventId` was applied already. What follows from a change is owed from here on.
   */
  replace(before: Interview, after: Interview, eventId: string): Promise<boolean>;
}

/** An interview with the instant that was stored for it: another one than its start once the zone's rules changed. */
export interface Walked {
  readonly interview: Interview;
  readonly storedStart: Temporal.Instant;
}

/** A follower keeps something else in step with an interview: reminders, cards, later the calendar. */
export type FollowerName = "reminders" | "cards";
export const FOLLOWERS: readonly FollowerName[] = ["reminders", "cards"];

/** An interview whose followers have not all run. */
export interface Owing {
  readonly interviewId: string;
  readonly userId: string;
}

/** The unscoped side, for the scheduler. */
export interface OwedRepository {
  /** The record for a follower to look at, deleted or not, whoever owns it. */
  read(interviewId: string): Promise<Interview | null>;
  /** Clears the debt if the record is still at `version`; false when it changed meanwhile (then it is owed anew). */
  clear(interviewId: string, follower: FollowerName, version: number): Promise<boolean>;
  /** After a failure: when to try again. */
  postpone(interviewId: string, follower: FollowerName, until: Temporal.Instant): Promise<void>;
}

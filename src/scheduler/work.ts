/** Work that is due at a time: the one shape that the loop knows. It knows no feature. */

/** A piece of work that this process alone may do, until its lease ends. */
export interface Lease {
  /** Names the holder: a write that carries out the work is conditional on it. */
  readonly token: string;
  readonly until: Temporal.Instant;
}

/** How long a claim holds without being renewed. */
export const LEASE = Temporal.Duration.from({ seconds: 60 });

/** A kind of due work, kept in the database. */
export interface Queue<Item> {
  /** For logs and metrics, and to wake it alone: "reminders", "inbox", ... */
  readonly name: string;
  /** How many items are worked at once; 20 unless said. Items that mostly wait for others may be many. */
  readonly concurrency?: number;
  /**
   * How far ahead of its time an item may be claimed, so that the claim does not make it late; 0 unless said. Needs
   * `startAt`, and a `claim` that minds its last argument.
   */
  readonly aheadMs?: number;
  /** When to begin with a claimed item; at once unless said. */
  startAt?(item: Item): Temporal.Instant;
  /**
   * Claims up to `limit` due items, the most overdue first, each in one atomic write, so that two processes never
   * both hold one. An item whose holder died is offered again when its lease ends. Items that nobody holds may be
   * claimed up to `ahead` (never before `now`); a lease must have ended by `now`.
   */
  claim(now: Temporal.Instant, lease: Lease, limit: number, ahead: Temporal.Instant): Promise<readonly Item[]>;
  /**
   * Does the work and records the result. A throw is logged; the item comes back when its lease ends. `again` tells
   * the loop when the item (or one that came of it) is due next, so that it is not found only at the next check.
   */
  run(item: Item, lease: Lease, again: (at: Temporal.Instant) => void): Promise<void>;
  /** Extends the lease of the items still held; called every 20 s while they are worked. */
  renew(items: readonly Item[], lease: Lease): Promise<void>;
  /** Gives items back at once, unworked: on a clean stop. */
  release(items: readonly Item[], lease: Lease): Promise<void>;
  /** When something is due next (due time or end of a lease), or null. */
  nextDue(): Promise<Temporal.Instant | null>;
}

/** Something small that is done every so often, such as sweeping what has expired. */
export interface Job {
  readonly name: string;
  readonly everyMs: number;
  run(now: Temporal.Instant): Promise<void>;
}

/** Work that is due at a time: the one shape that the loop knows. It knows no feature. */

/** A piece of work that this process alone may do, until its lease ends. */
export interface Lease {
  /** Names the holder: a write that carries out the work is conditional on it. */
  readonly token: string;
  readonly until: Temporal.Instant;
}

/** A kind of due work, kept in the database. */
export interface Queue<Item> {
  /** For logs and metrics: "reminders", "inbox", ... */
  readonly name: string;
  /**
   * Claims up to `limit` due items, the most overdue first, each in one atomic write, so that two processes never
   * both hold one. An item whose holder died is offered again when its lease ends.
   */
  claim(now: Temporal.Instant, lease: Lease, limit: number): Promise<readonly Item[]>;
  /** Does the work and records the result. A throw is logged; the item comes back when its lease ends. */
  run(item: Item, lease: Lease): Promise<void>;
  /** Extends the lease of the items still held; called every 20 s while they are worked. */
  renew(items: readonly Item[], lease: Lease): Promise<void>;
  /** Gives items back at once, unworked: on a clean stop. */
  release(items: readonly Item[], lease: Lease): Promise<void>;
  /** When something is due next (due time or end of a lease), or null. */
  nextDue(): Promise<Temporal.Instant | null>;
}

/** The items of one queue that this process holds: they wait for their moment, are worked, renewed, and given back. */
import type { Clock } from "../clock.ts";
import type { Logger } from "../log.ts";
import { LEASE, type Lease, type Queue } from "./work.ts";

const RENEW_EVERY_MS = 20_000;
const CONCURRENCY = 20;

interface Entry<Item> {
  readonly item: Item;
  lease: Lease;
  renewedAt: Temporal.Instant;
  started: boolean;
}

export interface Holding<Item> {
  /** How many more items may be claimed. */
  room(): number;
  /** Resolves when an item is done, or after `close`. */
  freed(): Promise<void>;
  /** Resolves at once, unless the holding is closed: then when the items are given back. */
  take(items: readonly Item[], lease: Lease): Promise<void>;
  /** Gives back what has not begun, waits up to `graceMs` for what has, and gives the rest back. */
  close(graceMs: number): Promise<void>;
}

export function createHolding<Item>(
  queue: Queue<Item>,
  { clock, log, again }: { clock: Clock; log: Logger; again: (at: Temporal.Instant) => void },
): Holding<Item> {
  const concurrency = queue.concurrency ?? CONCURRENCY;
  // What is claimed ahead waits without being worked; what is not would only be kept from other processes.
  const capacity = queue.aheadMs === undefined ? concurrency : concurrency * 2;
  const held = new Set<Entry<Item>>();
  const running = new Map<Entry<Item>, Promise<void>>();
  const ready: Entry<Item>[] = [];
  const closing = new AbortController();
  let renewing = false;
  let emptied = new AbortController();
  let freed = Promise.withResolvers<void>();

  async function wait(entry: Entry<Item>): Promise<void> {
    const at = queue.startAt?.(entry.item);
    if (at !== undefined) await clock.sleepUntil(at, closing.signal);
    if (closing.signal.aborted) return;
    ready.push(entry);
    next();
  }

  function next(): void {
    while (running.size < concurrency && !closing.signal.aborted) {
      const entry = ready.shift();
      if (entry === undefined) return;
      entry.started = true;
      running.set(
        entry,
        Promise.resolve().then(() => work(entry)),
      );
    }
  }

  async function work(entry: Entry<Item>): Promise<void> {
    try {
      await queue.run(entry.item, entry.lease, again);
    } catch (err) {
      log.error({ err, queue: queue.name }, "work failed; it is tried again when its lease ends");
      again(entry.lease.until);
    } finally {
      held.delete(entry);
      running.delete(entry);
      if (held.size === 0) emptied.abort();
      freed.resolve();
      freed = Promise.withResolvers();
      next();
    }
  }

  async function renewWhileHeld(): Promise<void> {
    while (held.size > 0) {
      emptied = new AbortController();
      await clock.sleepUntil(clock.now().add({ milliseconds: RENEW_EVERY_MS }), emptied.signal);
      const now = clock.now();
      const age = (entry: Entry<Item>) => now.epochMilliseconds - entry.renewedAt.epochMilliseconds;
      for (const entries of byToken([...held].filter((entry) => age(entry) >= RENEW_EVERY_MS)))
        await renew(entries, now);
    }
    renewing = false;
  }

  /** A renewal that fails is only logged: whoever works the item checks the lease by its own conditional writes. */
  async function renew(entries: readonly Entry<Item>[], now: Temporal.Instant): Promise<void> {
    const lease = { token: entries[0]?.lease.token ?? "", until: now.add(LEASE) };
    try {
      await queue.renew(
        entries.map(({ item }) => item),
        lease,
      );
      for (const entry of entries) {
        entry.lease = lease;
        entry.renewedAt = now;
      }
    } catch (err) {
      log.warn({ err, queue: queue.name }, "a lease could not be renewed");
    }
  }

  async function giveBack(entries: readonly Entry<Item>[]): Promise<void> {
    for (const group of byToken(entries)) {
      const [first] = group;
      if (first === undefined) continue;
      try {
        await queue.release(
          group.map(({ item }) => item),
          first.lease,
        );
      } catch (err) {
        log.warn({ err, queue: queue.name }, "work could not be given back; others get it when its lease ends");
      }
    }
  }

  return {
    room: () => Math.max(capacity - held.size, 0),
    freed: () => freed.promise,
    async take(items, lease) {
      const entries = items.map((item): Entry<Item> => ({ item, lease, renewedAt: clock.now(), started: false }));
      if (closing.signal.aborted) {
        await giveBack(entries);
        return;
      }
      for (const entry of entries) {
        held.add(entry);
        void wait(entry);
      }
      if (renewing) return;
      renewing = true;
      void renewWhileHeld();
    },
    async close(graceMs) {
      closing.abort();
      freed.resolve();
      const waiting = [...held].filter(({ started }) => !started);
      for (const entry of waiting) held.delete(entry);
      await giveBack(waiting);
      const patience = new AbortController();
      const grace = clock.sleepUntil(clock.now().add({ milliseconds: graceMs }), patience.signal);
      await Promise.race([Promise.all(running.values()), grace]);
      patience.abort();
      const hanging = [...held];
      held.clear();
      emptied.abort();
      if (hanging.length > 0)
        log.warn({ queue: queue.name, count: hanging.length }, "stopped while work was under way");
      await giveBack(hanging);
    },
  };
}

/** Leases are written by claim: what was claimed together is renewed and given back together. */
function byToken<Item>(entries: readonly Entry<Item>[]): readonly (readonly Entry<Item>[])[] {
  return [...Map.groupBy(entries, ({ lease }) => lease.token).values()];
}

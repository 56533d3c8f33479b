/** Looks after one queue: when to ask the database, what to claim, and what to do when the database does not answer. */
import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Logger } from "../log.ts";
import { createHolding } from "./holding.ts";
import { LEASE, type Queue } from "./work.ts";

/** Claims are made in batches of at most this many. */
const BATCH = 100;
/** Waits after a failure of the database, doubling; and after others took what we saw. */
const FAILED_MS = { first: 250, longest: 30_000 } as const;
const EMPTY_MS = { first: 10, longest: 5_000 } as const;

export interface Lane {
  readonly name: string;
  /** Something is stored that is due at `at`: it is claimed in time, without a query before that. */
  wake(at: Temporal.Instant): void;
  /** Asks the database now: after the machine's clock was set back. */
  look(): void;
  /** Up to when this lane is known to keep up: now, or since when it has been stuck. */
  upTo(): Temporal.Instant;
  stop(graceMs: number): Promise<void>;
}

export interface LaneOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly checkIntervalMs: number;
  readonly onLook?: (queue: string, claimed: number) => void;
}

export function startLane<Item>(queue: Queue<Item>, options: LaneOptions): Lane {
  const { clock, log, checkIntervalMs } = options;
  const aheadMs = queue.aheadMs ?? 0;
  // Looking half-way through the span that may be claimed takes what is due soon together, in one batch.
  const leadMs = aheadMs / 2;
  let lookAt = clock.now();
  /** Whether something is known to be due at `lookAt`; otherwise a look begins by asking what is due. */
  let known = false;
  let noted: Temporal.Instant | null = null;
  let notBefore: Temporal.Instant | null = null;
  let stuckSince: Temporal.Instant | null = null;
  let failures = 0;
  let empties = 0;
  let stopping = false;
  let nap = new AbortController();
  const holding = createHolding(queue, { clock, log, again: wake });

  function wake(at: Temporal.Instant): void {
    if (noted === null || Temporal.Instant.compare(at, noted) < 0) noted = at;
    const target = latest(at.subtract({ milliseconds: leadMs }), notBefore);
    if (Temporal.Instant.compare(target, lookAt) >= 0) return;
    lookAt = target;
    known = true;
    nap.abort();
  }

  async function loop(): Promise<void> {
    while (!stopping) {
      nap = new AbortController();
      await clock.sleepUntil(lookAt, nap.signal);
      if (stopping) return;
      if (Temporal.Instant.compare(clock.now(), lookAt) < 0) continue;
      if (holding.room() === 0) {
        await holding.freed();
        continue;
      }
      await tryLook();
    }
  }

  async function tryLook(): Promise<void> {
    stuckSince ??= clock.now();
    const direct = known;
    noted = null;
    known = false;
    notBefore = null;
    try {
      const due = await claimDue(direct);
      if (failures > 0) log.info({ queue: queue.name, failures }, "the database answers again");
      failures = 0;
      stuckSince = null;
      schedule(due);
    } catch (err) {
      failures += 1;
      if (failures === 1) log.error({ err, queue: queue.name }, "due work could not be claimed; trying again");
      postpone(FAILED_MS, failures);
    }
  }

  /** Claims all that is due and fits. Returns when something is due next, as far as the database knows. */
  async function claimDue(direct: boolean): Promise<Temporal.Instant | null> {
    let due = direct ? clock.now() : await queue.nextDue();
    while (!stopping) {
      const now = clock.now();
      const ahead = now.add({ milliseconds: aheadMs });
      if (due === null || Temporal.Instant.compare(due, ahead) > 0) {
        empties = 0;
        return due;
      }
      const limit = Math.min(holding.room(), BATCH);
      if (limit === 0) return due;
      const lease = { token: randomUUID(), until: now.add(LEASE) };
      const items = await queue.claim(now, lease, limit, ahead);
      options.onLook?.(queue.name, items.length);
      await holding.take(items, lease);
      due = items.length === limit ? now : await queue.nextDue();
      if (items.length > 0) {
        empties = 0;
        continue;
      }
      if (due !== null && Temporal.Instant.compare(due, now) > 0) {
        // Somebody else's lease ends then; until that moment there is nothing to claim.
        notBefore = Temporal.Instant.compare(due, ahead) <= 0 ? due : null;
        return due;
      }
      if (due !== null) {
        // Others were quicker, or the queue offers what it does not give: never spin.
        empties += 1;
        postpone(EMPTY_MS, empties);
      }
      return due;
    }
    return due;
  }

  function postpone(wait: { readonly first: number; readonly longest: number }, times: number): void {
    const full = Math.min(wait.first * 2 ** (times - 1), wait.longest);
    notBefore = clock.now().add({ milliseconds: Math.ceil(full * (0.5 + Math.random() / 2)) });
    lookAt = notBefore;
    known = false;
  }

  function schedule(due: Temporal.Instant | null): void {
    const check = clock.now().add({ milliseconds: checkIntervalMs });
    const soon = [due, noted].filter((at) => at !== null).map((at) => at.subtract({ milliseconds: leadMs }));
    const first = soon.sort(Temporal.Instant.compare)[0];
    known = first !== undefined && Temporal.Instant.compare(first, check) < 0;
    lookAt = latest(first !== undefined && known ? first : check, notBefore);
  }

  const looping = loop();
  return {
    name: queue.name,
    wake,
    look() {
      lookAt = clock.now();
      known = false;
      nap.abort();
    },
    upTo() {
      const now = clock.now();
      if (stuckSince !== null) return stuckSince;
      return Temporal.Instant.compare(lookAt, now) < 0 ? lookAt : now;
    },
    async stop(graceMs) {
      stopping = true;
      nap.abort();
      const patience = new AbortController();
      const closed = holding.close(graceMs);
      const grace = clock.sleepUntil(clock.now().add({ milliseconds: graceMs }), patience.signal);
      await Promise.race([looping, grace]);
      patience.abort();
      await closed;
    },
  };
}

const latest = (at: Temporal.Instant, other: Temporal.Instant | null): Temporal.Instant =>
  other !== null && Temporal.Instant.compare(other, at) > 0 ? other : at;

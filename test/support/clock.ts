/** A clock that tests move by hand, and waiting for a condition. */
import type { Clock } from "../../src/clock.ts";

export interface ManualClock extends Clock {
  /** Moves to an instant ("2026-03-10T15:00:00Z"), also backwards; wakes who sleeps until then or earlier. */
  set(iso: string): void;
  /** Moves by a length of real time, e.g. `{ minutes: 5 }` or "PT5M". Days are not possible, hours are. */
  advance(by: Temporal.DurationLike | string): void;
  /** Until when others sleep, soonest first: to wait until a loop has gone to sleep before moving the clock. */
  sleepers(): readonly string[];
}

interface Sleeper {
  readonly at: Temporal.Instant;
  wake(): void;
}

export function manualClock(iso: string): ManualClock {
  let time = Temporal.Instant.from(iso);
  const sleeping = new Set<Sleeper>();
  const ordered = () => [...sleeping].sort((a, b) => Temporal.Instant.compare(a.at, b.at));
  const moveTo = (to: Temporal.Instant) => {
    time = to;
    for (const sleeper of ordered()) if (Temporal.Instant.compare(sleeper.at, time) <= 0) sleeper.wake();
  };
  return {
    now: () => time,
    set: (to) => moveTo(Temporal.Instant.from(to)),
    advance: (by) => moveTo(time.add(by)),
    sleepers: () => ordered().map(({ at }) => at.toString()),
    sleepUntil(at, signal) {
      if (signal.aborted || Temporal.Instant.compare(at, time) <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const sleeper: Sleeper = {
          at,
          wake() {
            sleeping.delete(sleeper);
            signal.removeEventListener("abort", sleeper.wake);
            resolve();
          },
        };
        sleeping.add(sleeper);
        signal.addEventListener("abort", sleeper.wake, { once: true });
      });
    },
  };
}

/** Only ends a test that would hang otherwise; no test may depend on its length. */
const PATIENCE_MS = 90_000;

/**
 * The first value of `condition` that is neither false, null nor undefined. Asks again and again; throws, naming
 * `what`, if that never happens.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  what = "the condition",
): Promise<Exclude<T, false | null | undefined>> {
  const started = performance.now();
  for (;;) {
    const value = await condition();
    if (isThere(value)) return value;
    if (performance.now() - started > PATIENCE_MS) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const isThere = <T>(value: T): value is Exclude<T, false | null | undefined> =>
  value !== false && value !== null && value !== undefined;

/** The only place that asks the machine for the time. */

/** What code that needs the time takes as an argument; tests pass one that they move by hand. */
export interface Clock {
  /** The present moment. */
  now(): Temporal.Instant;
  /**
   * Resolves once `now()` has reached `at`, or at once when `signal` is aborted (it never rejects).
   * Follows the wall clock: after the machine slept, it resolves as soon as it wakes past `at`.
   */
  sleepUntil(at: Temporal.Instant, signal: AbortSignal): Promise<void>;
}

/** A suspended laptop stops timers but not the wall clock, so a long sleep looks at the clock this often. */
const LONGEST_NAP_MS = 15_000;

/** The zone that this machine is set to: the best guess for whoever sits at it. */
export const machineZone = (): string => Temporal.Now.timeZoneId();

export const systemClock: Clock = {
  now: () => Temporal.Now.instant(),
  async sleepUntil(at, signal) {
    while (!signal.aborted) {
      const left = at.epochMilliseconds - Temporal.Now.instant().epochMilliseconds;
      if (left <= 0) return;
      await nap(Math.min(left, LONGEST_NAP_MS), signal);
    }
  },
};

function nap(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });
}

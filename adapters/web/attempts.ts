/** Limits how often a password may be guessed. Pure but for what it counts. */

export interface Attempts {
  /** Whole seconds until another password is looked at; 0 when one may be tried now. */
  waitSeconds(now: Temporal.Instant): number;
  /** Counts a wrong password. */
  failed(now: Temporal.Instant): void;
}

/**
 * At most `limit` wrong passwords within `window`, whoever sends them: behind a proxy all callers look alike. Sessions
 * that exist are not touched by it. A right password is refused as well meanwhile, otherwise guessing could go on.
 */
export function createAttempts(limit = 10, window: Temporal.Duration = Temporal.Duration.from("PT5M")): Attempts {
  let failures: readonly Temporal.Instant[] = [];
  const recent = (now: Temporal.Instant) =>
    failures.filter(
      (at) => Temporal.Instant.compare(at.add(window), now) > 0 && Temporal.Instant.compare(at, now) <= 0,
    );
  return {
    waitSeconds(now) {
      const [oldest, ...rest] = recent(now);
      if (oldest === undefined || rest.length + 1 < limit) return 0;
      return Math.ceil(now.until(oldest.add(window)).total("seconds"));
    },
    failed(now) {
      failures = [...recent(now), now].slice(-limit);
    },
  };
}

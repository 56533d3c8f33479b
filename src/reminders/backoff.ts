/** Decides when a hand-over that failed is tried again. Pure. */

const FIRST_MS = 2_000;
const LONGEST_MS = 5 * 60_000;

/**
 * The next try after `attempts` failed ones: 2 s, doubling to 5 minutes, less up to half of it at random (`chance` in
 * [0, 1)) so that many that failed together do not come back together. Waits longer where the other side asked for it.
 */
export function nextTry(
  now: Temporal.Instant,
  attempts: number,
  asked: Temporal.Duration | null,
  chance: number,
): Temporal.Instant {
  const full = Math.min(FIRST_MS * 2 ** Math.max(attempts - 1, 0), LONGEST_MS);
  const wait = Math.max(full * (1 - chance / 2), asked === null ? 0 : asked.total("milliseconds"));
  return now.add({ milliseconds: Math.ceil(wait) });
}

/** Decides whether one more mail may go to a person: at most so many within any hour. Pure. */

/** The window slides: there is no full hour at which everything is allowed again. */
export const WINDOW = Temporal.Duration.from({ hours: 1 });

/**
 * When the next mail may go, given when earlier ones went: null for now, else the moment at which enough of them are
 * an hour old. Older ones do not count, in whatever order they come; `perHour` is at least 1.
 */
export function nextAllowed(
  sentAt: readonly Temporal.Instant[],
  perHour: number,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const since = now.subtract(WINDOW);
  const recent = sentAt.filter((at) => Temporal.Instant.compare(at, since) > 0).sort(Temporal.Instant.compare);
  // Once this one is out of the window, fewer than `perHour` are left in it.
  const inTheWay = recent.at(-perHour);
  return recent.length < perHour || inTheWay === undefined ? null : inTheWay.add(WINDOW);
}

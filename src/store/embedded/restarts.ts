/** Decides when an engine that died may be started again. Pure. */

/** How many starts one minute may see. */
const MOST_IN_A_MINUTE = 5;

/** The first start is at once (most often that is all it takes), later ones leave the cause some time to pass. */
const PAUSES_MS = [0, 250, 1_000, 4_000, 15_000] as const;

/** The earliest moment for the next start, given when earlier ones were made (oldest first). */
export function nextStart(starts: readonly Temporal.Instant[], now: Temporal.Instant): Temporal.Instant {
  const minuteAgo = now.subtract({ minutes: 1 });
  const recent = starts.filter((start) => Temporal.Instant.compare(start, minuteAgo) > 0);
  const last = recent.at(-1);
  if (last === undefined) return now;
  const full = recent.at(-MOST_IN_A_MINUTE);
  const allowed = full?.add({ minutes: 1 }) ?? last.add({ milliseconds: PAUSES_MS[recent.length] ?? 0 });
  return Temporal.Instant.compare(allowed, now) > 0 ? allowed : now;
}

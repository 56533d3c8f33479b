/** From a day, a time and a zone to a start: gaps and repeats of the clock, the past, what else the words allow. */
import type { Choice, Why } from "./reading.ts";

type Zoned = Temporal.ZonedDateTime;

/** What is known of a start, and if it is not known whole, why. */
export interface Start {
  readonly startsAt?: Zoned;
  /** The halves that are known while there is no `startsAt`. */
  readonly day?: Temporal.PlainDate;
  readonly time?: Temporal.PlainTime;
  readonly zone?: string;
  readonly durationMinutes?: number;
  readonly why?: Why;
  readonly choices: readonly Choice[];
  readonly alternatives: readonly Zoned[];
  /** False when the text says nothing of when. */
  readonly said: boolean;
}

export const NOTHING: Start = { choices: [], alternatives: [], said: false };

/**
 * The moment of a wall time in a zone: the earlier one when it occurs twice (with the later as `again`), null when a
 * clock change skips it.
 */
export function onClock(
  day: Temporal.PlainDate,
  time: Temporal.PlainTime,
  zone: string,
): { at: Zoned; again?: Zoned } | null {
  const wall = day.toPlainDateTime(time);
  const at = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (!at.toPlainDateTime().equals(wall)) return null;
  const again = wall.toZonedDateTime(zone, { disambiguation: "later" });
  return again.epochMilliseconds === at.epochMilliseconds ? { at } : { at, again };
}

export const isAhead = (at: Zoned, now: Temporal.Instant): boolean => at.epochMilliseconds > now.epochMilliseconds;

const HOURS_OFFERED = [9, 10, 13];

/** Three usual starts on a day, in the person's zone, as far as they lie ahead. */
export function usualStarts(day: Temporal.PlainDate, timeZone: string, now: Temporal.Instant): readonly Choice[] {
  return HOURS_OFFERED.flatMap((hour) => {
    const start = onClock(day, Temporal.PlainTime.from({ hour }), timeZone)?.at;
    return start && isAhead(start, now) ? [{ slot: "startsAt" as const, startsAt: start }] : [];
  });
}

/** Moments as choices: sorted, each once, only what lies ahead, at most five. */
export function startChoices(starts: readonly Zoned[], now: Temporal.Instant): readonly Choice[] {
  const seen = new Set<number>();
  return starts
    .filter((at) => isAhead(at, now) && !seen.has(at.epochMilliseconds) && seen.add(at.epochMilliseconds))
    .sort(Temporal.ZonedDateTime.compare)
    .slice(0, 5)
    .map((startsAt) => ({ slot: "startsAt", startsAt }));
}

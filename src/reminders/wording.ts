/** Puts a reminder into words. Pure. Every number is counted from now, never taken from the kind of the reminder. */
import type { Interview } from "../interviews/interview.ts";
import { roundInWords } from "../interviews/words.ts";
import { clockTime, dayName, distance, type Reader, weekday, zoneName } from "../users/times.ts";

/** A reminder that comes later than this admits it. */
export const LATE_AFTER_MS = 90_000;

/** Said beneath the headline of a late reminder. */
export const APOLOGY = "I could not reach you earlier; sorry.";

/** From here on people think in days, not in hours. */
const DAYS_FROM_MINUTES = 12 * 60;

export const isLate = (dueAt: Temporal.Instant, now: Temporal.Instant): boolean =>
  now.epochMilliseconds - dueAt.epochMilliseconds > LATE_AFTER_MS;

/** "Stripe, phone screen", or just "Stripe". */
export const shortName = (interview: Pick<Interview, "company" | "round">): string =>
  interview.round === null ? interview.company : `${interview.company}, ${roundInWords(interview.round)}`;

/**
 * "Interview tomorrow at 3:00 PM: Stripe, phone screen", "Interview in 2 hours: …"; when the reminder comes late:
 * "Starts in 20 minutes: Stripe, phone screen." (`APOLOGY` goes with it). Times are the reader's, with the zone named
 * where the interview was said in one whose clock differs.
 */
export function headline(
  interview: Pick<Interview, "company" | "round" | "startsAt">,
  dueAt: Temporal.Instant,
  now: Temporal.Instant,
  reader: Reader,
): string {
  const when = whenInWords(interview.startsAt, now, reader);
  const name = shortName(interview);
  return isLate(dueAt, now) ? `Starts ${when}: ${name}.` : `Interview ${when}: ${name}`;
}

function whenInWords(startsAt: Temporal.ZonedDateTime, now: Temporal.Instant, reader: Reader): string {
  const minutes = Math.round((startsAt.epochMilliseconds - now.epochMilliseconds) / 60_000);
  if (minutes < DAYS_FROM_MINUTES) return distance(startsAt.toInstant(), reader, now);
  const local = startsAt.withTimeZone(reader.timeZone);
  const time = `at ${clockTime(local, reader.clock)}`;
  const zone = local.offset === startsAt.offset ? "" : ` (${zoneName(reader.timeZone)})`;
  return `${dayInWords(local, now.toZonedDateTimeISO(reader.timeZone).toPlainDate())} ${time}${zone}`;
}

function dayInWords(local: Temporal.ZonedDateTime, today: Temporal.PlainDate): string {
  const days = today.until(local.toPlainDate()).days;
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  return days < 7 ? weekday(local) : dayName(local, today);
}

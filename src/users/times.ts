/** How a moment is put into words for one person. Every text of the bot takes its times from here. */
import { type User, zoneOf } from "./user.ts";

/** For whom times are written. */
export interface Reader {
  /** IANA zone. */
  readonly timeZone: string;
  readonly clock: 12 | 24;
}

/** Regions where people read "3:00 PM"; elsewhere it is "15:00". From Unicode CLDR's `timeData`, by main use. */
const TWELVE_HOUR =
  /^(US|Canada|Australia)\/|^America\/(New_York|Detroit|Chicago|Denver|Boise|Phoenix|Los_Angeles|Anchorage|Juneau|Toronto|Vancouver|Edmonton|Winnipeg|Halifax|St_Johns|Regina|Mexico_City|Bogota|Indiana\/|Kentucky\/|North_Dakota\/)|^Australia\/|^Pacific\/(Auckland|Chatham|Honolulu|Guam)|^Asia\/(Kolkata|Calcutta|Karachi|Dhaka|Manila|Kuala_Lumpur|Singapore|Riyadh|Dubai|Seoul)|^Africa\/Cairo|^(UTC|Etc\/.*)$/;

export const readerOf = (user: Pick<User, "timeZone" | "settings">): Reader => {
  const timeZone = zoneOf(user);
  return { timeZone, clock: user.settings.clock ?? (TWELVE_HOUR.test(timeZone) ? 12 : 24) };
};

const pad = (n: number) => String(n).padStart(2, "0");
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
// biome-ignore format: one row a half-year
const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
] as const;

/** "Tuesday". */
export const weekday = (date: { readonly dayOfWeek: number }): string => WEEKDAYS[date.dayOfWeek - 1] ?? "";

type Dated = { readonly dayOfWeek: number; readonly day: number; readonly month: number; readonly year: number };

/** "Tuesday 10 March", with the year when it is not the one of `today`. */
export const dayName = (date: Dated, today: { readonly year: number }): string =>
  `${weekday(date)} ${date.day} ${MONTHS[date.month - 1]}${date.year === today.year ? "" : ` ${date.year}`}`;

/** "15:00" or "3:00 PM". */
export const clockTime = (at: { readonly hour: number; readonly minute: number }, clock: 12 | 24): string =>
  clock === 24
    ? `${pad(at.hour)}:${pad(at.minute)}`
    : `${at.hour % 12 === 0 ? 12 : at.hour % 12}:${pad(at.minute)} ${at.hour < 12 ? "AM" : "PM"}`;

/** "Europe/London" as people call it: "London". */
export const zoneName = (timeZone: string): string => (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");

/** "Tuesday 10 March, 15:00 (London)" in the reader's zone. */
export function moment(at: Temporal.Instant | Temporal.ZonedDateTime, reader: Reader, now: Temporal.Instant): string {
  const local = toReader(at, reader);
  const today = now.toZonedDateTimeISO(reader.timeZone);
  return `${dayName(local, today)}, ${clockTime(local, reader.clock)} (${zoneName(reader.timeZone)})`;
}

/** "Monday 15:00": for a moment within the coming week; with the date when it is further away. */
export function shortMoment(
  at: Temporal.Instant | Temporal.ZonedDateTime,
  reader: Reader,
  now: Temporal.Instant,
): string {
  const local = toReader(at, reader);
  const today = now.toZonedDateTimeISO(reader.timeZone);
  const days = today.toPlainDate().until(local.toPlainDate()).days;
  const time = clockTime(local, reader.clock);
  if (days === 0) return `today ${time}`;
  if (days === 1) return `tomorrow ${time}`;
  return days > 1 && days < 7 ? `${weekday(local)} ${time}` : `${dayName(local, today)} ${time}`;
}

/**
 * When an interview takes place, in full: "Tuesday 10 March, 15:00 to 16:00 (London)". Where it was said in another
 * zone whose clock differs then: "…, which is 11:00 in New York".
 */
export function interviewTime(
  interview: { readonly startsAt: Temporal.ZonedDateTime; readonly durationMinutes: number },
  reader: Reader,
  now: Temporal.Instant,
): string {
  const start = toReader(interview.startsAt, reader);
  const end = start.add({ minutes: interview.durationMinutes });
  const today = now.toZonedDateTimeISO(reader.timeZone);
  const until = clockTime(end, reader.clock);
  const span = end.toPlainDate().equals(start.toPlainDate()) ? until : `${until} on ${dayName(end, today)}`;
  const own = `${dayName(start, today)}, ${clockTime(start, reader.clock)} to ${span} (${zoneName(reader.timeZone)})`;
  const said = interview.startsAt;
  if (said.offset === start.offset) return own;
  const day = said.toPlainDate().equals(start.toPlainDate()) ? "" : ` ${weekday(said)}`;
  return `${own}, which is${day} ${clockTime(said, reader.clock)} in ${zoneName(said.timeZoneId)}`;
}

/**
 * How far `to` lies ahead, as people say it: "in 20 minutes", "in 2 hours", "in 1 hour 40 minutes", "tomorrow",
 * "in 6 days". From a day on it counts calendar days in the reader's zone. "now" within half a minute; "2 hours ago".
 */
export function distance(to: Temporal.Instant, reader: Reader, now: Temporal.Instant): string {
  const minutes = Math.round((to.epochMilliseconds - now.epochMilliseconds) / 60_000);
  if (minutes === 0) return "now";
  const size = Math.abs(minutes);
  const put = (words: string) => (minutes > 0 ? `in ${words}` : `${words} ago`);
  const from = now.toZonedDateTimeISO(reader.timeZone).toPlainDate();
  const days = from.until(to.toZonedDateTimeISO(reader.timeZone).toPlainDate()).days;
  if (size >= 12 * 60 && days === 1) return "tomorrow";
  if (size >= 12 * 60 && days === -1) return "yesterday";
  if (size >= 24 * 60) return put(plural(Math.abs(days), "day"));
  return put(lengthInWords(size));
}

/** "45 minutes", "2 hours", "1 hour 40 minutes". */
export function lengthInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return plural(rest, "minute");
  return rest === 0 ? plural(hours, "hour") : `${plural(hours, "hour")} ${plural(rest, "minute")}`;
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function toReader(at: Temporal.Instant | Temporal.ZonedDateTime, reader: Reader): Temporal.ZonedDateTime {
  return at instanceof Temporal.Instant ? at.toZonedDateTimeISO(reader.timeZone) : at.withTimeZone(reader.timeZone);
}

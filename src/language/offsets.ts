/** When a reminder is wanted: minutes before the start, or a time on the day before. */
import type { Moments } from "./moments.ts";

export interface Offsets {
  /** Minutes before the start, as said; several for "1 day and 3 hours before". */
  readonly minutes: readonly number[];
  /** "day-before@19:00". */
  readonly dayBefore: readonly string[];
}

const pad = (n: number) => String(n).padStart(2, "0");

/** A rule as `reminders` knows it: whole hours as "-PT2H", else minutes. */
export const ruleOf = (minutes: number): string => (minutes % 60 === 0 ? `-PT${minutes / 60}H` : `-PT${minutes}M`);

const DAY_BEFORE =
  /\b(?:the )?(?:day|night|evening|afternoon|morning) (?:before|prior|ahead)\b|\bon the eve\b|\bthe previous (?:day|evening|night)\b/i;

/** `text` is what the mentions were found in. Empty when nothing tells how long before. */
export function offsetsOf(moments: Moments, text: string): Offsets {
  const lengths = moments.lengths.filter(
    (length) => length.use !== "in" && length.use !== "later" && length.use !== "earlier",
  );
  const told = lengths.filter((length) => length.use === "before");
  // "2 hours and 15 minutes before" was read as one; "1 day and 3 hours before" are two.
  const minutes =
    told.length > 0
      ? lengths.filter((length) => length.use === "before" || joined(text, length.end)).map((length) => length.minutes)
      : lengths.map((length) => length.minutes);
  const before = DAY_BEFORE.exec(text);
  if (before) {
    const time = moments.times[0];
    if (time) {
      const evening =
        /night|evening/i.test(before[0]) &&
        time.time.hour < 12 &&
        time.time.hour >= 4 &&
        !/am\b/i.test(text.slice(time.start, time.end));
      const hour = evening ? time.time.hour + 12 : time.time.hour;
      return { minutes, dayBefore: [`day-before@${pad(hour)}:${pad(time.time.minute)}`] };
    }
    if (/^(?:the )?(?:day|previous day)/i.test(before[0]) && minutes.length === 0)
      return { minutes: [1440], dayBefore: [] };
  }
  return { minutes: [...new Set(minutes)], dayBefore: [] };
}

/** "1 day AND 3 hours before": the first length shares the word of the second. */
const joined = (text: string, end: number): boolean => /^\s?(?:,|and|,? plus|&)/i.test(text.slice(end, end + 6));

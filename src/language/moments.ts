/** Everything a text says about time, found and marked, before it is decided what is meant. */
import { findTimes, type TimeMention } from "./clock-times.ts";
import { findDays } from "./days.ts";
import { findLengths, type LengthMention } from "./lengths.ts";
import type { DayMention } from "./said-days.ts";
import type { Sheet } from "./sheet.ts";
import { type SaidZone, zoneForAll } from "./zones.ts";

export interface Moments {
  readonly days: readonly DayMention[];
  readonly times: readonly TimeMention[];
  readonly lengths: readonly LengthMention[];
  /** A zone said once for all times. */
  readonly zone: SaidZone | null;
}

/** Finds days, lengths and times, in this order, so that "in 3 days" is no hour and "March 12" no time. */
export function findMoments(sheet: Sheet, today: Temporal.PlainDate, timeZone: string, bare: boolean): Moments {
  const zone = zoneForAll(sheet.rest, timeZone);
  const days = findDays(sheet, today);
  const lengths = findLengths(sheet);
  const times = findTimes(sheet, { timeZone, bare }, (time) => {
    const beside = days.filter((day) => day.part !== undefined && sheet.text.slice(day.end, time.start).length <= 24);
    return beside.find((day) => sameClause(sheet.text, day.start, day.end, time.start, time.end))?.part;
  });
  return { days, times, lengths, zone };
}

/** "tonight at 8", "8 tonight", "tomorrow morning, say 6": nothing but small words between a day and its time. */
function sameClause(text: string, dayStart: number, dayEnd: number, start: number, end: number): boolean {
  const between = start >= dayEnd ? text.slice(dayEnd, start) : text.slice(end, dayStart);
  return between.length <= 24 && !/[.;\n]/.test(between);
}

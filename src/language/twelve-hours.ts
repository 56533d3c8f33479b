/** Which half of the day an hour without am or pm means: the rules for clock times of test/language/README.md. */
import type { SaidClock } from "./said-clocks.ts";
import type { DayPart } from "./said-days.ts";

const DAY = 24 * 60;
/** An interview that starts in the evening may end after midnight; anything longer is a slip. */
const LONGEST_OVER_MIDNIGHT = 6 * 60;

const timeOf = (minutes: number): Temporal.PlainTime => {
  const inDay = ((minutes % DAY) + DAY) % DAY;
  return Temporal.PlainTime.from({ hour: Math.floor(inDay / 60), minute: inDay % 60 });
};
const minutesOf = (time: Temporal.PlainTime): number => time.hour * 60 + time.minute;

function inPart(hour: number, part: DayPart): number {
  const twelve = hour % 12;
  if (part === "morning") return hour === 12 ? 12 : twelve;
  if (part === "afternoon") return twelve + 12;
  if (part === "evening") return twelve >= 3 ? twelve + 12 : twelve;
  return twelve >= 5 ? twelve + 12 : twelve;
}

/** The hours that a clock may mean, in minutes of the day. */
function readings(clock: SaidClock): readonly number[] {
  const { hour, minute, half } = clock;
  if (half === "24") return [hour * 60 + minute];
  if (half === "am") return [(hour % 12) * 60 + minute];
  if (half === "pm") return [((hour % 12) + 12) * 60 + minute];
  return [(hour % 12) * 60 + minute, ((hour % 12) + 12) * 60 + minute];
}

/** The time a clock means alone: what was said, else the part of the day, else 1 to 6 PM, 7 to 11 AM, 12 noon. */
export function hourOf(clock: SaidClock, part?: DayPart): Temporal.PlainTime {
  const { hour, minute, half } = clock;
  if (half !== undefined) return timeOf(readings(clock)[0] ?? 0);
  if (part !== undefined) return timeOf(inPart(hour, part) * 60 + minute);
  return timeOf((hour <= 6 ? hour + 12 : hour) * 60 + minute);
}

/** The start of a range. What only the end says holds for both: the start is the latest one before the end. */
export function startOf(first: SaidClock, second: SaidClock, part?: DayPart): Temporal.PlainTime {
  if (first.half !== undefined) return hourOf(first);
  if (second.half === undefined || second.half === "24") return hourOf(first, part);
  const end = readings(second)[0] ?? 0;
  const starts = readings(first).filter((start) => start < end);
  return timeOf(starts.at(-1) ?? readings(first).at(-1) ?? 0);
}

/** The end of a range and its minutes from `start`; `minutes` is null when the end was said and lies before it. */
export function endOf(
  first: SaidClock,
  second: SaidClock,
  start: Temporal.PlainTime,
  part?: DayPart,
): { time: Temporal.PlainTime; minutes: number | null } {
  const from = minutesOf(start);
  if (second.half === undefined) {
    const ends = readings(second).map((end) => (end > from ? end : end + DAY));
    const end = Math.min(...ends);
    return { time: timeOf(end), minutes: end - from };
  }
  const end = readings(second)[0] ?? 0;
  if (end > from) return { time: timeOf(end), minutes: end - from };
  const over = end + DAY - from;
  const late = from >= 17 * 60 && over <= LONGEST_OVER_MIDNIGHT && (part !== undefined || first.half !== undefined);
  return { time: timeOf(end), minutes: late ? over : null };
}

/** When a reminder is wanted: minutes before the start, or a wall time on a day that is counted from the interview's. */
import type { TimeMention } from "./clock-times.ts";
import type { LengthMention } from "./lengths.ts";
import type { Moments } from "./moments.ts";
import { type Anchor, anchorsOf, rightTime } from "./reminder-days.ts";

export interface Offsets {
  /** Minutes before the start, as said; several for "1 day and 3 hours before". */
  readonly minutes: readonly number[];
  /** Rules at a wall time: "same-day@08:00", "day-before@19:00", "2-days-before@18:00". */
  readonly wall: readonly string[];
  /** Something was said that may mean two moments ("the night before at 12"): it must be asked. */
  readonly unclear: boolean;
}

const pad = (n: number) => String(n).padStart(2, "0");
const DAY = 24 * 60;
/** `reminders` knows no wall time further ahead. */
const LONGEST_DAYS = 30;

/** A rule as `reminders` knows it: whole hours as "-PT2H", else minutes. */
export const ruleOf = (minutes: number): string => (minutes % 60 === 0 ? `-PT${minutes / 60}H` : `-PT${minutes}M`);

/** All rules that were said. */
export const rulesOf = ({ minutes, wall }: Offsets): string[] => [...minutes.map(ruleOf), ...wall];

const wallRule = (days: number, { hour, minute }: Temporal.PlainTime): string => {
  const day = days === 0 ? "same-day" : days === 1 ? "day-before" : `${days}-days-before`;
  return `${day}@${pad(hour)}:${pad(minute)}`;
};

/**
 * What the mentions say of when to remind; `text` is what they were found in. Empty when nothing tells. `startsAt` is the
 * wall time of the interview, where it is known: the same hour in the text then only points at it.
 */
export function offsetsOf(moments: Moments, text: string, startsAt?: Temporal.PlainTime): Offsets {
  const lengths = moments.lengths.filter(({ use }) => use !== "in" && use !== "later" && use !== "earlier");
  const told = lengths.filter((length) => length.use === "before");
  // "2 hours and 15 minutes before" was read as one; "1 day and 3 hours before" are two.
  const meant =
    told.length > 0 ? lengths.filter((length) => length.use === "before" || joined(text, length.end)) : lengths;
  const anchors = anchorsOf(text, meant);
  const points = (mention: TimeMention) => startsAt?.equals(mention.time) ?? false;
  const times = timesFor(moments, anchors, text);
  const hours = times.filter((one) => !points(one));
  // Which hour belongs to which day is not told apart here.
  const kinds = new Set(anchors.map(({ kind }) => kind === "same_day"));
  if (hours.length > 1 || (hours.length > 0 && kinds.size > 1)) return { minutes: [], wall: [], unclear: true };
  const time = hours[0] ?? times[0];
  if (time === undefined) {
    const bare = anchors.find(({ kind }) => kind === "day_before");
    const minutes = meant.length === 0 && bare && !bare.part ? [DAY] : meant.map((length) => length.minutes);
    return { minutes: [...new Set(minutes)], wall: [], unclear: false };
  }
  const wall: string[] = [];
  const taken = new Set<LengthMention>();
  for (const anchor of anchors) {
    if (anchor.days > LONGEST_DAYS) continue;
    const at = rightTime(time, anchor, text);
    if (at === null || (points(time) && anchor.days === 0)) return { minutes: [], wall: [], unclear: true };
    wall.push(wallRule(anchor.days, at));
    if (anchor.length) taken.add(anchor.length);
  }
  const minutes = meant.filter((length) => !taken.has(length)).map((length) => length.minutes);
  return { minutes: [...new Set(minutes)], wall: [...new Set(wall)], unclear: false };
}

/** The times that go with the days counted from the interview's; not the one of a calendar day ("tomorrow at 9"). */
function timesFor(moments: Moments, anchors: readonly Anchor[], text: string): readonly TimeMention[] {
  if (anchors.length === 0) return [];
  const own = (time: TimeMention) =>
    moments.days.some((day) => /^[\s,]{0,2}(?:at |@ ?)?$/.test(text.slice(day.end, time.start)));
  return moments.times.filter((time) => !own(time));
}

/** "1 day AND 3 hours before": the first length shares the word of the second. */
const joined = (text: string, end: number): boolean => /^\s?(?:,|and|,? plus|&|\+)/i.test(text.slice(end, end + 6));

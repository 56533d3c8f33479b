/** Finds the times of day that a text names, with what belongs to each: an end, a part of the day, a zone. */
import { clockAt, type SaidClock } from "./said-clocks.ts";
import type { DayPart } from "./said-days.ts";
import { MARK, mark, type Sheet, type Span } from "./sheet.ts";
import { endOf, hourOf, startOf } from "./twelve-hours.ts";
import { type SaidZone, zoneAt } from "./zones.ts";

export interface TimeMention extends Span {
  readonly time: Temporal.PlainTime;
  /** The end, when a range was said, and the length up to it; null when the end lies before the start. */
  readonly minutes?: number | null;
  readonly zone?: SaidZone;
  /** Where the part that is no range ends: "2" in "2-3pm"; for "from 2pm to 4pm" read as a move. */
  readonly to?: Temporal.PlainTime;
}

const PART_NEAR = /^[\s,]{0,2}(?:in the |this |at )?(morning|afternoon|arvo|evening|night|tonight)\b/i;
const BARE_BEFORE =
  /(?:^|[\s,(;:-])(?:at|@|around|about|approx(?:imately)?|by|from|between|until|till|starts?|starting|starting at|begins?|circa|say|maybe|time|when|to|is|now|for|make it|do|@ ?about)[:\s]{1,2}(?:about |around |like )?$|@$|\ue001[\s,]{0,2}(?:at |@ ?|around |about |from |- )?$|\ue002[\s,]{0,2}(?:or|maybe|or maybe|perhaps)\s(?:at |@ ?)?$|\b(?:sorry|actually|no|rather|mean|that)[,:]? (?:at )?$/iu;
/** Words after which a bare number may be something else than an hour. */
const RISKY_BEFORE = /\b(?:to|for|is|do|make it|about|now|by|until|till|when)[:\s]{1,2}$/i;
const NO_TIME_AFTER =
  /^(?:%|[-.]?\w|\s?(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?|people|persons?|rounds?|interviews?|interviewers?|sessions?|questions?|stages?|candidates?|jobs?|roles?|times|of\b|\p{L}+ (?:street|road|avenue|way|lane|st|rd|ave)\b)|[/.,]\d|\))/iu;
/** "at 1 Poultry" is an address. */
const NAME_AFTER = /^ (?!(?:With|At|For|On|And|In|Via|Please|Thanks)\b)\p{Lu}\p{L}+/u;
/** "7 in the evening": the part of the day makes the number an hour. */
const PART_BEHIND = /^ (?:in the (?:morning|afternoon|evening)|at night|tonight)\b/i;
const DAY_AHEAD = new RegExp(`${MARK.day}[\\s,]{0,2}(?:at |@ ?)?$`, "i");
const CONNECT = /^\s?(?:-|to|till|til|until|and|through|thru|\/)\s?/i;
const NOISE_BEFORE =
  /(?:[$€£#+]|\b(?:room|suite|floor|level|gate|building|apartment|apt|unit|pin|code|no|nr|number|id|version|v|q|round|step|stage|part|top|only|just|studio|platform|page|grade|series|hall)\.? ?)$/i;

/** "the Thursday one" is an interview, not one o'clock. */
const ONE_OF_THEM = /\b(?:the|my|that|this|which)\s+[\ue001\s]*\ue001[\ue001\s]*$/iu;

interface Options {
  /** The person's own zone. */
  readonly timeZone: string;
  /** "move it to 3", an answer "10": a bare number after "to", or alone, is an hour. */
  readonly bare: boolean;
}

/** A bare number is an hour only where the words around it make it one. */
function bareFits(rest: string, at: number, end: number, options: Options): boolean {
  const ahead = rest.slice(Math.max(0, at - 30), at);
  const behind = rest.slice(end, end + 30);
  if (/^one$/i.test(rest.slice(at, end)) && ONE_OF_THEM.test(ahead)) return false;
  if (NOISE_BEFORE.test(ahead) || NO_TIME_AFTER.test(behind)) return false;
  if (
    NAME_AFTER.test(behind) &&
    !(/^[01]\d[0-5]\d$|^2[0-3][0-5]\d$/.test(rest.slice(at, end)) && DAY_AHEAD.test(ahead))
  )
    return false;
  if (options.bare && /^\W*$/.test(rest.slice(0, at)) && /^\W*$/.test(rest.slice(end))) return true;
  if (!BARE_BEFORE.test(ahead))
    return new RegExp(`^[\\s,]{0,2}(?:on )?${MARK.day}`).test(behind) && /(?:^|[\s,])$/.test(ahead);
  return !RISKY_BEFORE.test(ahead) || options.bare;
}

const WORD_START = /(?<![\p{L}\p{N}_.:-]|(?<!\d ?[ap]m?)\/)(?:(?<=^|[^\p{L}\p{N}_.:/])-)?(?=[\dhqnmtafeos])/giu;

function partNear(rest: string, start: number, end: number): { part?: DayPart; length: number } {
  const found = PART_NEAR.exec(rest.slice(end, end + 24));
  if (found) {
    const word = (found[1] ?? "").toLowerCase();
    const part = word === "arvo" ? "afternoon" : word === "tonight" ? "night" : word;
    if (part === "morning" || part === "afternoon" || part === "evening" || part === "night") {
      return { part, length: found[0].length };
    }
  }
  const ahead = /\b(morning|afternoon|evening|night|tonight)\b[\s,]{0,2}(?:at |@ ?|from |around )?$/i.exec(
    rest.slice(Math.max(0, start - 24), start),
  );
  const word = ahead?.[1]?.toLowerCase();
  if (word === "morning" || word === "afternoon" || word === "evening") return { part: word, length: 0 };
  return word === undefined ? { length: 0 } : { part: "night", length: 0 };
}

interface Range {
  readonly second: SaidClock;
  readonly end: number;
}

function secondOf(rest: string, first: SaidClock, end: number): Range | null {
  const connect = CONNECT.exec(rest.slice(end, end + 10));
  if (!connect) return null;
  const word = connect[0].trim().toLowerCase();
  const at = end + connect[0].length;
  const second = clockAt(rest, at);
  if (!second || /^(?:\d|[-.]?\p{L})/u.test(rest.slice(second.end, second.end + 2))) return null;
  if (word === "and" && !/\bbetween\s+(?:about )?$/i.test(rest.slice(Math.max(0, first.start - 16), first.start)))
    return null;
  if (word === "/" || (second.bare && NO_TIME_AFTER.test(rest.slice(second.end, second.end + 30)))) return null;
  return { second, end: second.end };
}

/** The part of the day that the day's own word brought along ("tomorrow morning at 6") is looked up by position. */
export type PartBeside = (span: Span) => DayPart | undefined;

/**
 * The times that the rest of a sheet names, in order, each marked. Bare numbers count only where their neighbours make
 * them hours; without am or pm 1 to 6 are afternoon, 7 to 11 morning, unless a part of the day says otherwise.
 */
export function findTimes(sheet: Sheet, options: Options, partBeside: PartBeside): TimeMention[] {
  const found: TimeMention[] = [];
  let after = 0;
  for (const start of [...sheet.rest.matchAll(WORD_START)]) {
    const at = start.index + start[0].length;
    if (at < after) continue;
    const mention = timeAt(sheet, at, options, partBeside);
    if (!mention) continue;
    found.push(mention);
    mark(sheet, mention, "time");
    after = mention.end;
  }
  return found;
}

function timeAt(sheet: Sheet, at: number, options: Options, partBeside: PartBeside): TimeMention | null {
  const { rest } = sheet;
  const first = clockAt(rest, at);
  if (!first) return null;
  if (NOISE_BEFORE.test(rest.slice(Math.max(0, at - 12), at))) return null;
  const range = isoOffset(rest, at, first.end) ? null : secondOf(rest, first, first.end);
  const clear =
    !first.bare || (range !== null && !range.second.bare) || PART_BEHIND.test(rest.slice(first.end, first.end + 20));
  // "on Saturday with Noon": a capital after "with" is a name.
  if (
    /^(?:Noon|Midday|Midnight)/.test(rest.slice(at, at + 8)) &&
    /\b(?:with|from|by) $/i.test(rest.slice(Math.max(0, at - 6), at))
  )
    return null;
  if (!clear && !bareFits(rest, at, range?.end ?? first.end, options)) return null;
  const { part: near, length } = partNear(rest, at, range?.end ?? first.end);
  const span = { start: at, end: (range?.end ?? first.end) + length };
  const part = near ?? partBeside(span);
  const zone = zoneAt(rest.slice(span.end, span.end + 70), options.timeZone);
  // The mark must not swallow a day that stands between the time and its zone.
  const gap = zone ? rest.slice(span.end, span.end + zone.length) : "";
  const end = zone && !gap.includes(MARK.day) ? span.end + zone.length : span.end;
  if (zone && gap.includes(MARK.day)) mark(sheet, zoneSpan(rest, span.end, zone.length), "time");
  const said = zone ? { zone: zone.said } : {};
  if (!range) {
    const other = part === undefined && first.half === undefined ? halfOfOther(rest, first.end) : null;
    return { start: at, end, time: other ? startOf(first, other) : hourOf(first, part), ...said };
  }
  const time = startOf(first, range.second, part);
  const until = endOf(first, range.second, time, part);
  return { start: at, end, time, minutes: until.minutes, to: until.time, ...said };
}

/** "2026-12-03T15:00-08:00": behind an ISO moment a minus begins its offset, not the end of a range. */
const isoOffset = (rest: string, start: number, end: number): boolean =>
  /^-(?:0\d|1[0-2]):?(?:[03]0|45)(?!\d)/.test(rest.slice(end, end + 8)) &&
  (rest[start - 1] === MARK.day || /^\d\d:\d\d:\d\d/.test(rest.slice(start, end)));

/** "10 or 11pm": what the second says holds for both. */
function halfOfOther(rest: string, end: number): SaidClock | null {
  const or = /^ or (?:at )?/i.exec(rest.slice(end, end + 8));
  const other = or ? clockAt(rest, end + or[0].length) : null;
  return other?.half === "am" || other?.half === "pm" ? other : null;
}

const zoneSpan = (rest: string, from: number, length: number): Span => ({
  start: rest.lastIndexOf(MARK.day, from + length) + 1,
  end: from + length,
});

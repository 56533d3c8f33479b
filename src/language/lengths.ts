/** Finds the lengths of time that a text names and tells what each is for: how long, how soon, how much before. */
import { NUMBER_WORDS, numberOf } from "./numbers.ts";
import { mark, matches, type Sheet, type Span } from "./sheet.ts";

export interface LengthMention extends Span {
  readonly minutes: number;
  /** Whole calendar days, where the unit was a day or a week: a shift by them keeps the hour. */
  readonly days?: number;
  /** "in 45 minutes", "30 minutes before", "an hour later", "for an hour"; `bare` when nothing tells. */
  readonly use: "in" | "before" | "later" | "earlier" | "after" | "lasts" | "bare";
}

const N = `(?:\\d{1,3}(?:[.,]\\d{1,2})?|${NUMBER_WORDS}|an?|(?:a )?couple(?: of)?)`;
const MINUTES = "(?:minutes?|mins?\\b\\.?|minuten?|(?<=\\d ?)m\\b(?!\\.))";
const HOURS = "(?:hours?|hrs?\\b\\.?|h\\b)";

const LENGTH = new RegExp(
  [
    `(?<![\\w.:/#-])(?:(?<range>\\d{1,3}) ?(?:-|to) ?)?(?:`,
    `(?<half>half[- ]an?[- ]hour|half[- ]hour|a half[- ]hour)`,
    `|(?<quarters>three[- ]quarters of an hour|quarter of an hour|a quarter of an hour|quarter[- ]hour)`,
    `|(?<mixed>(?:one|an?|two|three|\\d) and a half|\\d ?1/2|\\d?½)[- ]?${HOURS}`,
    `|(?<hours>${N})[- ]?${HOURS}(?:(?:,? and|,)? ?(?:(?<andHalf>a half)|(?<rest>\\d{1,2}|${NUMBER_WORDS})[- ]?${MINUTES}))?`,
    `|(?<hm>[1-4])h(?<mm>[0-5]\\d)\\b`,
    `|(?<minutes>${N})[- ]?${MINUTES}`,
    `|(?<days>${N})[- ]?days?\\b|(?<weeks>${N})[- ]?(?:weeks?\\b)|(?<fortnight>a fortnight)`,
    `)(?![\\w/])`,
  ].join(""),
  "giu",
);

function amount(g: Readonly<Record<string, string | undefined>>): { minutes: number; days?: number } {
  if (g.half !== undefined) return { minutes: 30 };
  if (g.quarters !== undefined) return { minutes: /three/i.test(g.quarters) ? 45 : 15 };
  if (g.mixed !== undefined) {
    const whole = /^½/.test(g.mixed) ? 0 : numberOf(/^\w+/.exec(g.mixed)?.[0] ?? "1");
    return { minutes: whole * 60 + 30 };
  }
  if (g.hm !== undefined) return { minutes: Number(g.hm) * 60 + Number(g.mm) };
  if (g.hours !== undefined) {
    const rest = g.andHalf !== undefined ? 30 : g.rest === undefined ? 0 : numberOf(g.rest);
    return { minutes: Math.round(numberOf(g.hours) * 60) + rest };
  }
  if (g.minutes !== undefined) return { minutes: Math.round(numberOf(g.minutes)) };
  const days = g.fortnight !== undefined ? 14 : g.weeks !== undefined ? numberOf(g.weeks) * 7 : numberOf(g.days ?? "");
  return { minutes: days * 1440, days };
}

const IN_BEFORE = /\b(?:in|within)(?: about| around| roughly| exactly| just)? $/i;
const BEFORE_AFTER =
  /^(?:[\s,]+(?:and |or |plus |& |\+ )?(?:\d{1,3}|an?|one|two|three|half an?)[ -]?(?:m|min\w*|h|hrs?|hours?|d|days?|wks?|weeks?)\b){0,4}\s?(?:before|prior|ahead|in advance|beforehand|early\b|notice|heads?[- ]up|out\b|warning|until|to go)/i;
const LATER_AFTER = /^(?: or so)?\s?(?:later|back(?:wards?)?|after\b(?! (?:the|my|it)))/i;
const EARLIER_AFTER = /^\s?(?:earlier|sooner|forwards?)/i;
const LASTS_BEFORE =
  /\b(?:for|takes?|taking|lasts?|lasting|duration|length|long|about|approx\.?(?:imately)?|roughly|around|up to|allow|be|is|of|it's|block|reserve|plan|set aside|expect|only|maximum|max|at least)[:\s]{1,2}(?:about |around |roughly |approx\.? |approximately |a |an |up to |the full |only |max |just |only about )?$/i;

function useOf(rest: string, start: number, end: number): LengthMention["use"] {
  const ahead = rest.slice(Math.max(0, start - 40), start);
  const behind = rest.slice(end, end + 60);
  if (BEFORE_AFTER.test(behind)) return "before";
  if (LATER_AFTER.test(behind)) return "later";
  if (EARLIER_AFTER.test(behind)) return "earlier";
  if (/\bback (?:by )?(?:about )?$/i.test(ahead)) return "later";
  if (/\b(?:forward|up|ahead) (?:by )?(?:about )?$/i.test(ahead)) return "earlier";
  if (IN_BEFORE.test(ahead)) return "in";
  if (/^\s?from now/i.test(behind)) return "in";
  return LASTS_BEFORE.test(ahead) ||
    /^[\s-]?(?:long|session|interview|call|chat|meeting|slot|screen|round|video|phone|technical|panel|conversation|max)/i.test(
      behind,
    )
    ? "lasts"
    : "bare";
}

/** The lengths of time that the rest of a sheet names, in order, each marked. */
export function findLengths(sheet: Sheet): LengthMention[] {
  const found: LengthMention[] = [];
  for (const match of matches(sheet, LENGTH)) {
    const { minutes, days } = amount(match.groups ?? {});
    // "3M" is a company.
    if (!(minutes > 0) || /\dM$/.test(match[0])) continue;
    if (
      /^\d{1,2}h$/i.test(match[0]) &&
      Number.parseInt(match[0], 10) >= 7 &&
      !BEFORE_AFTER.test(match.input.slice(match.end, match.end + 60))
    )
      continue;
    if (
      /^(?:an?|one) day$/i.test(match[0]) &&
      /\b(?:of|what|have|such|is|have) $/i.test(match.input.slice(0, match.index))
    )
      continue;
    const span = { start: match.index, end: match.end };
    found.push({
      ...span,
      minutes,
      ...(days === undefined ? {} : { days }),
      use: useOf(sheet.rest, span.start, span.end),
    });
    mark(sheet, span, "span");
  }
  return found;
}

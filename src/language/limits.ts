/** Tells the days and times that only limit a start ("after 3pm", "by Friday") from those that may be it. */
import type { TimeMention } from "./clock-times.ts";
import type { DayMention } from "./said-days.ts";
import { after, before } from "./sheet.ts";

const LIMIT =
  "(?:after|before|past|until|till|by|since|prior to|starting from|not (?:before|until)|no (?:earlier|later|sooner) than|(?:earlier|later|sooner) than|any ?time (?:from|between)|some ?time between|on or (?:after|before))";
const DAY_LIMIT = new RegExp(
  `\\b(?:${LIMIT}|any day (?:from|between)|(?:week|month) (?:of|commencing|beginning|starting)|w\\/c|w\\/b)(?: the| on| this| next)?[\\s,]*$`,
  "i",
);
const TIME_LIMIT = new RegExp(`\\b${LIMIT}(?: about| around| like| say)?[\\s,]*$`, "i");
const OPEN_END =
  /^\s?(?:\+(?!\d)|(?:or|and) (?:later|earlier|after|before|onwards?|so later)\b|onwards?\b|(?:(?:(?:on|this|next) )?\p{L}+ )?at the (?:earliest|latest)\b|(?:earliest|latest)\b)/iu;
/** "postponed until 4pm" is the new time. */
const MOVED_UNTIL =
  /\b(?:mov|push|postpon|delay|put|defer|shift|reschedul|kick|bump|set|bring|brought|slid)\w*\b[^.;\n]*\b(?:until|till)\s+(?:the )?$/i;

const limited = (pattern: RegExp, text: string, at: number): boolean => {
  const ahead = before(text, at);
  return pattern.test(ahead) && !MOVED_UNTIL.test(ahead);
};

/** Days that are only limits become vague: they are no day, and still something was said. */
export const withoutDayLimits = (days: readonly DayMention[], text: string): readonly DayMention[] =>
  days.map((day) => (limited(DAY_LIMIT, text, day.start) ? { start: day.start, end: day.end, said: VAGUE } : day));

const VAGUE = { kind: "vague" } as const;

/** The times that are no mere limits. */
export const withoutTimeLimits = (times: readonly TimeMention[], text: string): readonly TimeMention[] =>
  times.filter((time) => !limited(TIME_LIMIT, text, time.start) && !OPEN_END.test(after(text, time.end)));

/** The ways a day can be said, before any calendar is asked what they mean. */
import type { Span } from "./sheet.ts";

/** Monday is 1. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type SaidDay =
  /** `week`: "bare" Friday, "this" Friday, "next" Friday, "last" Friday, or so many weeks on from the current one. */
  | { readonly kind: "weekday"; readonly week: "bare" | "this" | "next" | "last" | number; readonly plusWeeks: number }
  | { readonly kind: "date"; readonly year?: number; readonly month: number; readonly day: number }
  /** 12/3: which number is the month is still open. */
  | { readonly kind: "numbers"; readonly first: number; readonly second: number; readonly year?: number }
  /** "the 14th". */
  | { readonly kind: "ordinal"; readonly day: number }
  | { readonly kind: "relative"; readonly days: number }
  /** A week or month without a day: it fixes nothing, but something was said. */
  | { readonly kind: "vague" };

export interface DayMention extends Span {
  readonly said: SaidDay;
  /** The weekday that was named, alone or beside a date. */
  readonly weekday?: Weekday;
  /** "tomorrow morning": the part of the day that the word brings along. */
  readonly part?: DayPart;
}

export type DayPart = "morning" | "afternoon" | "evening" | "night";

const WEEKDAY_STARTS = ["mo", "tu", "we", "th", "fr", "sa", "su"];
export const WEEKDAY =
  "(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)";

export function weekdayOf(word: string): Weekday {
  const index = WEEKDAY_STARTS.indexOf(word.slice(0, 2).toLowerCase());
  return ([1, 2, 3, 4, 5, 6, 7] as const)[index] ?? 1;
}

const MONTH_STARTS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
export const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

export const monthOf = (word: string): number => MONTH_STARTS.indexOf(word.slice(0, 3).toLowerCase()) + 1;

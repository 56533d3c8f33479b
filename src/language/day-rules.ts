/** The patterns that name a day, and what each says. */
import { NUMBER_WORDS, numberOf } from "./numbers.ts";
import {
  type DayMention,
  type DayPart,
  MONTH,
  monthOf,
  type SaidDay,
  WEEKDAY,
  type Weekday,
  weekdayOf,
} from "./said-days.ts";

const COUNT = `(?:\\d{1,3}|an?|${NUMBER_WORDS}|(?:a )?couple(?: of)?)`;
const NO_TIME =
  "(?!\\d|[:.h]\\d|\\s?(?:am|pm|a\\.m|p\\.m|[ap]\\b|uhr|h\\b|o'clock)|-\\d{1,2}(?:[:.]\\d\\d)?\\s?(?:am|pm|[ap]\\b))";
const YEAR = "(?:(?:,\\s?|\\s+|\\s?-\\s?)(20\\d\\d)(?!\\d|\\s?-\\s?\\d{3,4}\\b)|,? '(\\d\\d)\\b)?";
const re = (source: string) => new RegExp(source, "giu");

/** A time of day that is plain to see: then another number may be a date. */
export const CLOCK_ELSEWHERE =
  /\d[:.h][0-5]\d|\d ?(?:am|pm|[ap]\.m)|\d[ap]\b|\bat \d|noon|midday|o'clock|\dh\b|half |quarter |\bat (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/i;

type Rule = readonly [pattern: RegExp, said: (found: RegExpExecArray) => Omit<DayMention, "start" | "end"> | null];

export const date = (month: number, day: number, year?: string): Omit<DayMention, "start" | "end"> | null => {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const full = year === undefined ? undefined : Number(year.length === 2 ? `20${year}` : year);
  return { said: { kind: "date", month, day, ...(full === undefined ? {} : { year: full }) } };
};
const on = (said: SaidDay, weekday?: Weekday, part?: DayPart) => ({
  said,
  ...(weekday === undefined ? {} : { weekday }),
  ...(part === undefined ? {} : { part }),
});
const week = (weekday: string, which: Extract<SaidDay, { kind: "weekday" }>["week"], plusWeeks = 0) =>
  on({ kind: "weekday", week: which, plusWeeks }, weekdayOf(weekday));
const daysOn = (days: number, part?: string) => on({ kind: "relative", days }, undefined, partOf(part));
const vague: Rule[1] = () => ({ said: { kind: "vague" } });
const weeksIn = (count: string): number => (/fortnight/i.test(count) ? 2 : numberOf(count));

export function partOf(word: string | undefined): DayPart | undefined {
  if (word === undefined) return undefined;
  if (/^(?:morning|am)$/i.test(word)) return "morning";
  if (/^(?:afternoon|arvo)$/i.test(word)) return "afternoon";
  if (/^(?:evening|eve)$/i.test(word)) return "evening";
  return /^night$/i.test(word) ? "night" : undefined;
}

/** The week words that stand before or after a weekday, as weeks on from the current one. */
function weekWords(words: string): Extract<SaidDay, { kind: "weekday" }>["week"] {
  if (/week after next/i.test(words)) return 2;
  return /next|following/i.test(words) ? 1 : "this";
}

const WEEK_OF = "(?:the )?(?:week after next|(?:next|this|the following|following) week)";

/** A stretch of days, with no number behind it that would make it a date. */
const PERIOD = `(?:week|month|year|quarter|${MONTH})\\b(?!\\.?,?\\s*(?:the )?\\d)`;

// In this order: what is said in full comes before what is said in short.
export const RULES: readonly Rule[] = [
  [
    re(
      `\\b(?:the )?(?:very )?(?:end|start|beginning|middle|(?:first|second|latter) half|(?:back|tail) end) of (?:the |this |next )?${PERIOD}`,
    ),
    vague,
  ],
  [re(`\\b(?:early|mid|late|later)[- ](?:in )?(?:the |this |next )?${PERIOD}`), vague],
  [
    re(
      `\\b(?:the )?(?:first|second|third|fourth|last|final|1st|2nd|3rd|4th) (?:week|weekend|half|(?:few |couple of )?days?) (?:of|in) (?:the |this |next )?${PERIOD}`,
    ),
    vague,
  ],
  [
    re(
      "\\b(?:in the new year|(?:over|after|around) (?:the )?(?:holidays|break|christmas|easter|new year)|(?:in the|this|next) (?:spring|summer|autumn|fall|winter))\\b",
    ),
    vague,
  ],
  [
    re("(?<![\\d/.-])(20\\d\\d)[-/](\\d{1,2})[-/](\\d{1,2})(?!\\d)(?:T(?=\\d))?"),
    (f) => date(Number(f[2]), Number(f[3]), f[1]),
  ],
  [
    re(
      `(?<!(?<![\\d:./-]|\\bat |@ ?)\\d{1,2}(?:st|nd|rd|th)?\\.?[ -](?:of )?)\\b${MONTH}\\b\\.?,?\\s+(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?\\b${NO_TIME}${YEAR}`,
    ),
    (f) => date(monthOf(f[0]), Number(f[1]), f[2] ?? f[3]),
  ],
  [
    re(
      `(?<![\\d:./-])(?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\.?(?:\\s+of\\s+|\\s+(?:day of )?|-)(${MONTH})\\b\\.?(?:,?[ -]+(20\\d\\d)(?!\\d|\\s?-\\s?\\d{4}\\b)|[ -]'?(2\\d)(?![\\d:.h]|\\s?[ap]m))?`,
    ),
    (f) => date(monthOf(f[2] ?? ""), Number(f[1]), f[3] ?? f[4]),
  ],
  [re("(?<![\\d./-])(\\d{1,2})-(\\d{1,2})-(20\\d\\d)(?!\\d)"), (f) => dashed(f)],
  [
    re("(?<![\\d.,/-])(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(20\\d\\d|2\\d(?![\\d:.]))?(?!\\d)"),
    (f) => date(Number(f[2]), Number(f[1]), f[3]),
  ],
  [
    re("(?<![\\d/.-])(\\d{1,2})/(\\d{1,2})(?:/(20\\d\\d|2\\d))?(?![\\d/]|\\s?(?:of|hours?|th|pm|am)\\b)"),
    (f) => slashed(f),
  ],
  [
    // "15.09" is a date only beside another time: alone it may be a time itself.
    re("(?<![\\d.,:/-])(?:on )?(\\d{1,2})\\.(0[1-9]|1[0-2])(?![\\d.:]|\\s?[ap]\\.?m)"),
    (f) => dotted(f),
  ],
  [re(`\\b(?:a |one )?week (?:from|on|after) (?:next |this )?(${WEEKDAY})\\b`), (f) => week(f[1] ?? "", "bare", 1)],
  [
    re(`\\b(${COUNT}) weeks (?:from|on|after) (?:next |this )?(${WEEKDAY})\\b`),
    (f) => week(f[2] ?? "", "bare", weeksIn(f[1] ?? "")),
  ],
  [re(`\\b(?:a )?fortnight (?:from|on) (${WEEKDAY})\\b`), (f) => week(f[1] ?? "", "bare", 2)],
  [re(`\\b(${WEEKDAY})\\b\\.? (?:of |in |the )?(${WEEK_OF})\\b`), (f) => week(f[1] ?? "", weekWords(f[2] ?? ""))],
  [re(`\\b(${WEEK_OF}),?(?: on| probably| maybe)? (${WEEKDAY})\\b`), (f) => week(f[2] ?? "", weekWords(f[1] ?? ""))],
  [re(`\\b(${WEEKDAY})\\b (?:week|in a week)\\b(?! of)`), (f) => week(f[1] ?? "", "bare", 1)],
  [re(`\\b(${WEEKDAY})\\b fortnight\\b`), (f) => week(f[1] ?? "", "bare", 2)],
  [re(`\\b(?:the )?${WEEKDAY}\\b after next\\b`), vague],
  [re(`\\b(?:this coming|the coming|coming|upcoming|the upcoming) (${WEEKDAY})\\b`), (f) => week(f[1] ?? "", "bare")],
  [
    re(`\\bthis (?:past|last) (${WEEKDAY})\\b|\\b(?:last|past) (${WEEKDAY})\\b`),
    (f) => week(f[1] ?? f[2] ?? "", "last"),
  ],
  [re(`\\bthis (${WEEKDAY})\\b(?!\\.[a-z])`), (f) => week(f[1] ?? "", "this")],
  [re(`\\bnext (${WEEKDAY})\\b(?!\\.[a-z])`), (f) => week(f[1] ?? "", "next")],
  [
    re("\\b(?:the )?day after tomorrow\\b(?: (morning|afternoon|evening|night)\\b)?|\\bovermorrow\\b"),
    (f) => daysOn(2, f[1]),
  ],
  [
    re(
      "\\b(?:a |one )?week (?:from |on )?today\\b|\\btoday week\\b|\\b(?:a|one) week from now\\b|\\bin (?:a|one|1) week(?:'s time)?\\b",
    ),
    () => daysOn(7),
  ],
  [re("\\b(?:a |one )?week (?:from |on )?tomorrow\\b|\\btomorrow week\\b"), () => daysOn(8)],
  [re(`\\b(?:in )?(?:a )?fortnight(?:'s time)?(?: (?:from )?(?:today|now))?\\b`), () => daysOn(14)],
  [
    re(`\\bin (${COUNT}) weeks?(?:'? time)?\\b|\\b(${COUNT}) weeks? from (?:today|now)\\b`),
    (f) => daysOn(7 * weeksIn(f[1] ?? f[2] ?? "")),
  ],
  [
    re(`\\bin (${COUNT}) days?(?:'? time)?\\b|\\b(${COUNT}) days? from (?:today|now)\\b`),
    (f) => daysOn(numberOf(f[1] ?? f[2] ?? "")),
  ],
  [re("\\btoday\\b(?:'s)?(?! \\w+ (?:is|was))"), () => daysOn(0)],
  [re("\\btonight\\b(?:'s)?"), () => daysOn(0, "night")],
  [re("\\bthis (morning|afternoon|arvo|evening)\\b(?:'s)?"), (f) => daysOn(0, f[1])],
  [re("\\b(?:the )?day before yesterday\\b"), () => daysOn(-2)],
  [re("\\blast night\\b"), () => daysOn(-1, "night")],
  [re("\\btomorrow\\b(?:'s)?(?: (morning|afternoon|arvo|evening|night)\\b)?(?:'s)?"), (f) => daysOn(1, f[1])],
  [re("\\byesterday\\b(?:'s)?(?: (morning|afternoon|evening|night)\\b)?"), (f) => daysOn(-1, f[1])],
  [
    re("\\b(halloween|christmas eve|christmas(?: day)?|boxing day|new year's eve|new year's day|valentine's day)\\b"),
    (f) => holiday(f[1] ?? ""),
  ],
  [
    re(
      "\\b(?:thanksgiving|easter(?: monday| sunday)?|good friday|labou?r day|memorial day|black friday|bank holiday)\\b",
    ),
    vague,
  ],
  [
    re(
      "\\b(?:on |the )?(\\d{1,2})(?:st|nd|rd|th)\\b(?! (?:round|interview|stage|floor|st\\b|street|ave|avenue|call|chat|screen|technical|time|level|one\\b|of\\b|place|year|semester|gen))",
    ),
    (f) => (Number(f[1]) >= 1 && Number(f[1]) <= 31 ? on({ kind: "ordinal", day: Number(f[1]) }) : null),
  ],
  [
    re(
      `\\b(?:sometime |some time |later |early |earlier |mid |late |the end of |end of )?(?:this|next|the following|the coming) (?:week|month|weekend|quarter|year)\\b(?! (?:agenda|is)\\b)`,
    ),
    vague,
  ],
  [re(`\\b(?:the )?(?:week|w/c|week commencing|week beginning) (?:of )?(?:the )?(?=\\ue001)`), vague],
  [re(`\\b(?:in )?(?:a|half a|${COUNT}) (?:months?|years?|quarters?) from (?:now|today)\\b`), vague],
  [re(`\\bin (?:a|half a|${COUNT}) (?:months?|years?|quarters?)(?:'? time)?\\b`), vague],
  [
    re(`(?<![\\w'-])(${WEEKDAY})(?:\\b(?!\\.[a-z])|(?='s))(?:'s)?(?: (morning|afternoon|arvo|evening|night)\\b)?`),
    (f) => bareWeekday(f),
  ],
  [re(`\\b(?:in|during|sometime in) (?:early |late )?${MONTH}\\b(?!\\.?,?\\s*(?:the )?\\d)`), vague],
  // Small, so that it is nobody's name; without a number it is no day.
  [/\b(?:january|february|april|june|july|august|september|october|november|december)\b(?!\s*(?:the )?\d)/gu, vague],
  [re("\\b(?:some|any) ?(?:time|day)\\b(?! (?:before|prior|ahead|to|for|that|left))"), vague],
  // Days in another language fix nothing here, but something was said: the bot asks instead of taking today.
  [
    re(
      "(?<![\\p{L}])(?:jutro|pojutrze|morgen|übermorgen|heute|mañana|hoy|demain|aujourd'hui|domani|oggi|amanhã|hoje|imorgon|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|maandag|dinsdag|woensdag|donderdag|vrijdag|poniedziałek|wtorek|środa|czwartek|piątek)(?![\\p{L}])",
    ),
    vague,
  ],
];

const HOLIDAYS: Readonly<Record<string, readonly [month: number, day: number]>> = {
  halloween: [10, 31],
  "christmas eve": [12, 24],
  christmas: [12, 25],
  "christmas day": [12, 25],
  "boxing day": [12, 26],
  "new year's eve": [12, 31],
  "new year's day": [1, 1],
  "valentine's day": [2, 14],
};

function holiday(name: string): Omit<DayMention, "start" | "end"> | null {
  const found = HOLIDAYS[name.toLowerCase()];
  return found ? date(found[0], found[1]) : null;
}

function dashed(f: RegExpExecArray): Omit<DayMention, "start" | "end"> | null {
  const [first, second] = [Number(f[1]), Number(f[2])];
  return second > 12 ? date(first, second, f[3]) : date(second, first, f[3]);
}

function dotted(f: RegExpExecArray): Omit<DayMention, "start" | "end"> | null {
  const rest = f.input.slice(0, f.index) + f.input.slice(f.index + f[0].length);
  const ahead = f.input.slice(Math.max(0, f.index - 12), f.index);
  if (/(?:\bat|@|\bfrom|\bto|\buntil|\btill|\bby|-|\bv) ?$/i.test(ahead) || !CLOCK_ELSEWHERE.test(rest)) return null;
  return date(Number(f[2]), Number(f[1]));
}

function slashed(f: RegExpExecArray): Omit<DayMention, "start" | "end"> | null {
  const [first, second] = [Number(f[1]), Number(f[2])];
  if (first < 1 || second < 1 || first > 31 || second > 31 || (first > 12 && second > 12)) return null;
  if (f[3] === undefined && /^(?:24\/7|50\/50)$/.test(f[0])) return null;
  const year = f[3] === undefined ? {} : { year: Number(f[3].length === 2 ? `20${f[3]}` : f[3]) };
  return on({ kind: "numbers", first, second, ...year });
}

/** "sat" and "sun" are words too: without a capital, a neighbour must make them days. */
function bareWeekday(f: RegExpExecArray): Omit<DayMention, "start" | "end"> | null {
  const word = f[1] ?? "";
  const around = f.input.slice(Math.max(0, f.index - 6), f.index);
  const next = f.input.slice(f.index + f[0].length, f.index + f[0].length + 8);
  const short = /^(?:sat|sun|wed|mon|fri)$/i.test(word);
  if (
    short &&
    word === word.toLowerCase() &&
    !/(?:^|\bon |[,:(-] ?|\ue001 ?)$/i.test(around) &&
    !/^[ ,.]*(?:\d|at\b|$|[,)@\ue001-\ue002])/i.test(next)
  ) {
    if (/^(?:sat|sun|wed)$/.test(word)) return null;
  }
  // "with Monday on Monday": the first is a company.
  if (/\bwith $/i.test(around) && /[A-Z]/.test(word[0] ?? "") && hasAnotherDay(f.input, f.index, f.index + f[0].length))
    return null;
  if (/^ (?:\.com|Microsystems)/.test(next)) return null;
  return on({ kind: "weekday", week: "bare", plusWeeks: 0 }, weekdayOf(word), partOf(f[2]));
}

const ANOTHER_DAY = new RegExp(`[\\ue001]|\\b(?:${WEEKDAY}|today|tomorrow)\\b`, "iu");
const hasAnotherDay = (text: string, start: number, end: number): boolean =>
  ANOTHER_DAY.test(text.slice(0, start)) || ANOTHER_DAY.test(text.slice(end));

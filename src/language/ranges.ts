/** The days that a list is asked for: whole calendar weeks and months, weekends, single days, "the rest of". */
import type { DayRange } from "../commands/command.ts";
import { resolveDay } from "./calendar.ts";
import { NUMBER_WORDS, numberOf } from "./numbers.ts";
import { type DayMention, MONTH, monthOf } from "./said-days.ts";

type PlainDate = Temporal.PlainDate;

const monday = (date: PlainDate): PlainDate => date.subtract({ days: date.dayOfWeek - 1 });
const week = (date: PlainDate): DayRange => ({ from: monday(date), to: monday(date).add({ days: 6 }) });
const month = (date: PlainDate): DayRange => ({
  from: date.with({ day: 1 }),
  to: date.with({ day: date.daysInMonth }),
});
const weekend = (date: PlainDate): DayRange => ({
  from: monday(date).add({ days: 5 }),
  to: monday(date).add({ days: 6 }),
});

const N = `(\\d{1,3}|${NUMBER_WORDS}|couple(?: of)?|few)`;
const count = (word: string | undefined): number => (/few/i.test(word ?? "") ? 3 : numberOf(word ?? "1"));
const re = (source: string) => new RegExp(source, "i");

type Rule = readonly [pattern: RegExp, range: (found: RegExpExecArray, today: PlainDate) => DayRange | null];

const RULES: readonly Rule[] = [
  [re("\\b(?:rest|remainder) of (?:the|this) week\\b|\\blater this week\\b"), (_, t) => ({ from: t, to: week(t).to })],
  [
    re("\\b(?:rest|remainder) of (?:the|this) month\\b|\\blater this month\\b"),
    (_, t) => ({ from: t, to: month(t).to }),
  ],
  [re("\\b(?:rest|remainder) of (?:the|this) year\\b"), (_, t) => ({ from: t, to: t.with({ month: 12, day: 31 }) })],
  [re("\\b(?:rest|remainder) of (?:the day|today)\\b"), (_, t) => ({ from: t, to: t })],
  [re(`\\b(?:rest|remainder) of (${MONTH})\\b`), (f, t) => ({ from: t, to: monthNamed(f[1] ?? "", undefined, t).to })],
  [re("\\bweekend after next\\b"), (_, t) => weekend(t.add({ weeks: 2 }))],
  [re("\\bnext weekend\\b"), (_, t) => weekend(t.add({ weeks: 1 }))],
  [re("\\b(?:last|past) weekend\\b"), (_, t) => weekend(t.subtract({ weeks: 1 }))],
  [re("\\bweekend\\b"), (_, t) => weekend(t)],
  [
    re("\\b(?:this (?:week )?and next week|this week (?:or|and) next|the next two weeks and this)\\b"),
    (_, t) => ({ from: week(t).from, to: week(t.add({ weeks: 1 })).to }),
  ],
  [re("\\bweek after next\\b"), (_, t) => week(t.add({ weeks: 2 }))],
  [re("\\b(?:next|the following|the coming|following) week\\b"), (_, t) => week(t.add({ weeks: 1 }))],
  [re("\\b(?:last|previous|past) week\\b"), (_, t) => week(t.subtract({ weeks: 1 }))],
  [re("\\b(?:this|the current|my|the) week\\b(?! of)|\\bweek ahead\\b|\\bthis wk\\b"), (_, t) => week(t)],
  [
    re(`\\b(?:next|coming|following) ${N} days\\b|\\bin the next ${N} days\\b`),
    (f, t) => ({ from: t, to: t.add({ days: count(f[1] ?? f[2]) }) }),
  ],
  [re(`\\b(?:next|coming|following) ${N} weeks\\b`), (f, t) => ({ from: t, to: t.add({ days: count(f[1]) * 7 }) })],
  [re(`\\b(?:past|last|previous) ${N} days\\b`), (f, t) => ({ from: t.subtract({ days: count(f[1]) }), to: t })],
  [re(`\\b(?:past|last|previous) ${N} weeks\\b`), (f, t) => ({ from: t.subtract({ days: count(f[1]) * 7 }), to: t })],
  [re("\\bnext month\\b"), (_, t) => month(t.with({ day: 1 }).add({ months: 1 }))],
  [re("\\b(?:last|previous|past) month\\b"), (_, t) => month(t.with({ day: 1 }).subtract({ months: 1 }))],
  [re("\\b(?:this|the current) month\\b"), (_, t) => month(t)],
  [re("\\bthis year\\b"), (_, t) => ({ from: t.with({ month: 1, day: 1 }), to: t.with({ month: 12, day: 31 }) })],
  [
    re("\\bnext year\\b"),
    (_, t) => ({
      from: t.add({ years: 1 }).with({ month: 1, day: 1 }),
      to: t.add({ years: 1 }).with({ month: 12, day: 31 }),
    }),
  ],
  [
    new RegExp(
      `\\b(?:in|for|during|this|of|through(?:out)?|all of|over) (?:the month of )?(${MONTH})\\b(?!\\s+\\d{1,2}\\b)(?: (20\\d\\d))?|\\b(${MONTH})(?: (20\\d\\d))?(?:'s)? interviews\\b|^(?:show |list )?(?:me )?(${MONTH})\\??$|\\b(${MONTH})\\?$`,
      "i",
    ),
    (f, t) => monthNamed(f[1] ?? f[3] ?? f[5] ?? f[6] ?? "", f[2] ?? f[4], t),
  ],
];

/** A month's name is the one from the current month on. */
function monthNamed(name: string, year: string | undefined, today: PlainDate): DayRange {
  const number = monthOf(name);
  const years = year === undefined ? today.year + (number < today.month ? 1 : 0) : Number(year);
  return month(Temporal.PlainDate.from({ year: years, month: number, day: 1 }));
}

/** "between 3 and 14 August", "August 3 to 14": one month for both days. */
const DAY_OF = "(?:st|nd|rd|th)?";
const UNTIL = "\\s?(?:and|to|until|till|through|-)\\s?(?:the )?";
const SHARED_MONTH = new RegExp(
  `(?<![\\d:./-])(?:the )?(?<from>\\d{1,2})${DAY_OF}${UNTIL}(?<to>\\d{1,2})${DAY_OF} (?:of )?(?<behind>${MONTH})\\b(?: (?<year>20\\d\\d))?|\\b(?<before>${MONTH}) (?:the )?(?<from2>\\d{1,2})${DAY_OF}${UNTIL}(?<to2>\\d{1,2})${DAY_OF}(?![\\d:./]|\\s?[ap]m)`,
  "iu",
);

const BETWEEN = /^[\s,]{0,2}(?:to|until|till|through|thru|and|-|or|&)[\s,]{0,2}(?:on )?$/i;

/**
 * The range that a text asks for, both ends inclusive, or null when it names none. `days` are the days it names, with
 * their places in `text`; when one of them is ambiguous there is no range either.
 */
export function rangeOf(text: string, days: readonly DayMention[], today: PlainDate): DayRange | null {
  const sharing = SHARED_MONTH.exec(text)?.groups;
  if (sharing) {
    const named = monthNamed(sharing.before ?? sharing.behind ?? "", sharing.year, today).from;
    const [from, to] = [Number(sharing.from ?? sharing.from2), Number(sharing.to ?? sharing.to2)];
    if (from >= 1 && from < to && to <= named.daysInMonth)
      return { from: named.with({ day: from }), to: named.with({ day: to }) };
  }
  const dated = days
    .filter((day) => day.said.kind !== "vague")
    .map((day) => ({ day, date: resolveDay(day, today).date }))
    .filter((entry): entry is { day: DayMention; date: PlainDate } => entry.date !== undefined);
  const [first, second] = dated;
  if (first && second) {
    const dates = dated.map((entry) => entry.date).sort(Temporal.PlainDate.compare);
    const joined = BETWEEN.test(text.slice(first.day.end, second.day.start));
    const from = dates[0];
    const to = dates.at(-1);
    if (joined && from && to) return ordered(first.date, second.date, second.day);
  }
  if (first) {
    const ahead = text.slice(Math.max(0, first.day.start - 14), first.day.start);
    const from = /\bweek (?:of|starting|beginning|commencing)(?: the)? $|\bw\/c $/i.test(ahead)
      ? week(first.date)
      : null;
    if (from) return from;
    if (
      /\b(?:by|until|till|before|up to|now (?:and|to|through|until|till)) $/i.test(ahead) &&
      Temporal.PlainDate.compare(first.date, today) >= 0
    ) {
      return { from: today, to: /before $/i.test(ahead) ? first.date.subtract({ days: 1 }) : first.date };
    }
    return { from: first.date, to: first.date };
  }
  for (const [pattern, range] of RULES) {
    const found = pattern.exec(text);
    if (found) return range(found, today);
  }
  return null;
}

function ordered(a: PlainDate, b: PlainDate, last: DayMention): DayRange {
  if (Temporal.PlainDate.compare(a, b) <= 0) return { from: a, to: b };
  // "Thursday to Monday" said on a Friday: the second weekday is the one after the first.
  return last.said.kind === "weekday" ? { from: a, to: b.add({ weeks: 1 }) } : { from: b, to: a };
}

/** What a day that was said means on the person's calendar: the rules for days of test/language/README.md. */
import type { Why } from "./reading.ts";
import type { DayMention, SaidDay, Weekday } from "./said-days.ts";

type PlainDate = Temporal.PlainDate;

export interface ResolvedDay {
  readonly date?: PlainDate;
  /** Other dates that the same words allow; never `date`. */
  readonly alternatives: readonly PlainDate[];
  /** Why there is no `date`. */
  readonly why?: Why;
  /** The readings to choose from when there is no `date`. */
  readonly choices: readonly PlainDate[];
}

const fixed = (date: PlainDate, alternatives: readonly PlainDate[] = []): ResolvedDay => ({
  date,
  alternatives,
  choices: [],
});
const open = (why: Why, choices: readonly PlainDate[] = []): ResolvedDay => ({ why, choices, alternatives: [] });

const mondayOf = (date: PlainDate): PlainDate => date.subtract({ days: date.dayOfWeek - 1 });

/** The first such weekday strictly after `date`. */
export const nextAfter = (date: PlainDate, weekday: Weekday): PlainDate =>
  date.add({ days: ((weekday - date.dayOfWeek + 6) % 7) + 1 });

function weekday(said: Extract<SaidDay, { kind: "weekday" }>, day: Weekday, today: PlainDate): ResolvedDay {
  const ofThisWeek = mondayOf(today).add({ days: day - 1 });
  const plus = { weeks: said.plusWeeks };
  if (typeof said.week === "number") return fixed(ofThisWeek.add({ weeks: said.week }).add(plus));
  if (said.week === "bare") return fixed(nextAfter(today, day).add(plus));
  if (said.week === "last") return fixed(nextAfter(today.subtract({ days: 8 }), day).add(plus));
  if (said.week === "this") {
    const past = Temporal.PlainDate.compare(ofThisWeek, today) < 0;
    return fixed((past ? nextAfter(today, day) : ofThisWeek).add(plus));
  }
  const next = ofThisWeek.add({ weeks: 1 });
  if (today.dayOfWeek >= 6) return fixed(next, [next.add({ weeks: 1 })]);
  return fixed(next, day - today.dayOfWeek >= 3 ? [ofThisWeek] : []);
}

/** The date, or null when the calendar has no such day. */
function dateOf(year: number, month: number, day: number): PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
  } catch {
    return null;
  }
}

/** A date without a year is the first from today on; null when there is none within the next four years. */
function firstFrom(today: PlainDate, month: number, day: number): PlainDate | null {
  for (let ahead = 0; ahead <= 1; ahead += 1) {
    const date = dateOf(today.year + ahead, month, day);
    if (date && Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return null;
}

function checked(date: PlainDate | null, named: Weekday | undefined): ResolvedDay {
  if (!date) return open("impossible_date");
  if (named === undefined || date.dayOfWeek === named) return fixed(date);
  const back = (date.dayOfWeek - named + 7) % 7;
  const nearest = back <= 3 ? date.subtract({ days: back }) : date.add({ days: 7 - back });
  return open("contradiction", [nearest, date].sort(Temporal.PlainDate.compare));
}

/** The 14th from today on; a month without that day is skipped. */
function ordinal(day: number, named: Weekday | undefined, today: PlainDate): ResolvedDay {
  for (let months = 0; months < 4; months += 1) {
    const month = today.with({ day: 1 }).add({ months });
    const date = dateOf(month.year, month.month, day);
    if (date && Temporal.PlainDate.compare(date, today) >= 0) return checked(date, named);
  }
  return open("impossible_date");
}

/** 12/3: decided by a number above 12, by equal numbers, or by a weekday that fits only one reading; else asked. */
function numbers(
  { first, second, year }: Extract<SaidDay, { kind: "numbers" }>,
  named: Weekday | undefined,
  today: PlainDate,
): ResolvedDay {
  const read = (month: number, day: number) =>
    month > 12 ? null : year === undefined ? firstFrom(today, month, day) : dateOf(year, month, day);
  if (first === second || first > 12 || second > 12) {
    return checked(second > 12 ? read(first, second) : read(second, first), named);
  }
  const both = [read(first, second), read(second, first)].filter((date) => date !== null);
  const fits = both.filter((date) => date.dayOfWeek === named);
  const only = fits[0];
  if (only && fits.length === 1) return fixed(only);
  return open("ambiguous_date", both.sort(Temporal.PlainDate.compare));
}

/**
 * The date that a mention means, counted from `today` on the person's calendar.
 *
 * Never guesses: an ambiguous, impossible or self-contradicting date comes back without `date`, with `why` and the
 * readings as `choices`. A date in the past is returned as it is; what to do with it is not the calendar's matter.
 */
export function resolveDay(mention: DayMention, today: PlainDate): ResolvedDay {
  const { said, weekday: named } = mention;
  switch (said.kind) {
    case "weekday":
      return weekday(said, named ?? 1, today);
    case "date":
      return checked(
        said.year === undefined ? firstFrom(today, said.month, said.day) : dateOf(said.year, said.month, said.day),
        named,
      );
    case "numbers":
      return numbers(said, named, today);
    case "ordinal":
      return ordinal(said.day, named, today);
    case "relative":
      return checked(today.add({ days: said.days }), named);
    case "vague":
      return open("missing");
  }
}

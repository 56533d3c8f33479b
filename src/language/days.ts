/** Finds the days that a text names, and joins what stands together ("Tuesday, 10 March"). */
import * as chrono from "chrono-node/en";
import { CLOCK_ELSEWHERE, date, RULES } from "./day-rules.ts";
import { type DayMention, MONTH, monthOf } from "./said-days.ts";
import { before, mark, matches, type Sheet, type Span } from "./sheet.ts";

/** Month names that our own patterns left ("the fourteenth of April") are chrono's. */
const MONTH_PARSERS = new Set(["ENMonthNameLittleEndianParser", "ENMonthNameMiddleEndianParser"]);
const inWords = new chrono.Chrono({
  parsers: chrono.configuration.createConfiguration(true).parsers.filter((p) => MONTH_PARSERS.has(p.constructor.name)),
  refiners: [],
});
const MONTH_IN_WORDS = new RegExp(
  `(?:first|second|third|th|tieth)\\b[^\\n]{0,8}\\b${MONTH}\\b|\\b${MONTH}\\b[^\\n]{0,6}(?:first|second|third|th\\b)`,
  "iu",
);

function* datesInWords(sheet: Sheet): Generator<DayMention> {
  if (!MONTH_IN_WORDS.test(sheet.rest)) return;
  for (const found of inWords.parse(sheet.rest)) {
    const { start } = found;
    const said = date(
      start.get("month") ?? 0,
      start.get("day") ?? 0,
      start.isCertain("year") ? String(start.get("year")) : undefined,
    );
    if (!said || /\d/.test(found.text.replace(/20\d\d/, ""))) continue;
    yield { start: found.index, end: found.index + found.text.length, ...said };
  }
}

/** The number right after a weekday: "Monday 23". It may be an hour, so only where that cannot be. */
const DAY_NUMBER =
  /^[ ,]{1,2}(?:the )?(\d{1,2})\b(?![:./]\d|h\b|h\d|\s?(?:am|pm|a\.m|p\.m|uhr|o'clock|\u002d\s?\d|to \d|minutes?|mins?|hours?|hrs?|days?))/i;

function withNumber(mention: DayMention, sheet: Sheet, today: Temporal.PlainDate): DayMention {
  if (mention.said.kind !== "weekday" || mention.said.week === "last") return mention;
  const next = DAY_NUMBER.exec(sheet.rest.slice(mention.end, mention.end + 24));
  const day = Number(next?.[1] ?? 0);
  if (!next || day < 1 || day > 31) return mention;
  const rest = sheet.rest.slice(0, mention.end) + sheet.rest.slice(mention.end + next[0].length);
  if (day <= 12 && !CLOCK_ELSEWHERE.test(rest) && nearest(today, day) !== mention.weekday) return mention;
  return { ...mention, end: mention.end + next[0].length, said: { kind: "ordinal", day } };
}

const nearest = (today: Temporal.PlainDate, day: number): number | undefined => {
  for (let ahead = 0; ahead < 31; ahead += 1) {
    const date = today.add({ days: ahead });
    if (date.day === day) return date.dayOfWeek;
  }
  return undefined;
};

const BETWEEN = /^[\s,().-]{0,4}(?:(?:on|the|of|is|a|an|that's|that is|which is|i\.e\.|so)\s){0,3}\(?$/i;

/** "Tuesday, 10 March" is one day said twice: the date holds, the weekday checks it. */
function joined(mentions: readonly DayMention[], text: string): DayMention[] {
  const out: DayMention[] = [];
  for (const mention of mentions) {
    const last = out.at(-1);
    const pair = last && BETWEEN.test(text.slice(last.end, mention.start)) ? join(last, mention) : null;
    if (pair) out[out.length - 1] = pair;
    else out.push(mention);
  }
  return out;
}

function join(a: DayMention, b: DayMention): DayMention | null {
  const span: Span = { start: a.start, end: b.end };
  const part = b.part ?? a.part;
  const extra = part === undefined ? {} : { part };
  if (a.said.kind === "weekday" && a.weekday !== undefined) {
    if (b.said.kind === "vague" || b.said.kind === "weekday") return null;
    return { ...b, ...span, weekday: a.weekday, ...extra };
  }
  if (b.said.kind === "weekday" && b.weekday !== undefined && a.said.kind !== "vague" && a.weekday === undefined) {
    return { ...a, ...span, weekday: b.weekday, ...extra };
  }
  return null;
}

/** "in May on the 5th": the month belongs to the number. */
function withMonth(mentions: readonly DayMention[], text: string): readonly DayMention[] {
  const months = mentions.flatMap(({ said, start, end }) => {
    const name = said.kind === "vague" ? IN_MONTH.exec(text.slice(start, end))?.[1] : undefined;
    return name === undefined ? [] : [monthOf(name)];
  });
  const [month] = months;
  if (month === undefined || months.length > 1) return mentions;
  return mentions.map((mention) =>
    mention.said.kind === "ordinal" ? { ...mention, said: { kind: "date", month, day: mention.said.day } } : mention,
  );
}
const IN_MONTH = new RegExp(`^(?:(?:in|during|sometime in) (?:early |late )?)?(${MONTH})$`, "i");

/**
 * The days that a text names, in the order of the text, each marked on the sheet. `today` only helps to tell
 * "Monday 9" (a date) from "Monday 9" (an hour).
 */
export function findDays(sheet: Sheet, today: Temporal.PlainDate): DayMention[] {
  const found: DayMention[] = [];
  const keep = (mention: DayMention) => {
    found.push(mention);
    mark(sheet, mention, "day");
  };
  for (const [pattern, said] of RULES) {
    for (const match of matches(sheet, pattern)) {
      const meaning = said(match);
      if (!meaning || /\bN\/A/.test(match[0])) continue;
      keep(withNumber({ start: match.index, end: match.end, ...meaning }, sheet, today));
    }
  }
  for (const mention of datesInWords(sheet)) keep(mention);
  found.sort((a, b) => a.start - b.start);
  const specific = found.some(({ said }) => said.kind !== "vague");
  return joined(withMonth(found, sheet.text), sheet.text).filter(
    (mention) =>
      // "sometime on Tuesday at 3" has its day.
      !(specific && /^(?:some|any)/i.test(sheet.text.slice(mention.start, mention.end))) &&
      !/\b(?:not|isn't) (?:on )?$/i.test(before(sheet.text, mention.start)),
  );
}

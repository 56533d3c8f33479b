/** Decides which of the days and times in a text are the start of the interview, and asks when they do not fix one. */
import { type ResolvedDay, resolveDay } from "./calendar.ts";
import type { TimeMention } from "./clock-times.ts";
import { combine, type When } from "./combine-start.ts";
import { withoutDayLimits, withoutTimeLimits } from "./limits.ts";
import type { Moments } from "./moments.ts";
import type { DayMention } from "./said-days.ts";
import { before, type Span } from "./sheet.ts";
import { EITHER, LABEL, startTime } from "./start-time.ts";
import { NOTHING, type Start, startChoices, usualStarts } from "./starts.ts";

const CORRECTION =
  /\b(?:sorry|no,? wait|wait,? no|wait|actually|i mean|i meant|make (?:that|it)|correction|oops|whoops|scratch that|rather|my bad|nope|that should be|should be|should read|er|err|uh)\b|[,;-] ?no[,;]? |\(no[,:] /giu;
const REPLACED =
  /\b(?:not|instead of|rather than|isn't|no longer|previously|was|originally|old time:?|moved from|changed from)(?: on| at| the| for| scheduled for)*\s+$/i;
const DEADLINE =
  /\b(?:by|before|until|no later than|deadline(?: is)?:?|respond by|reply by|confirm by|latest|since|received on|applied(?: on)?|posted(?: on)?|dated|expires(?: on)?|valid until|ends?(?: on)?|decision by|feedback by|hear back by)(?: the| end of(?: day)?| eod| cob| close of business)?[\s,]*$/i;
const ARRIVAL =
  /\b(?:arrive|arriving|arrival|be there|be at [^.\n]{1,40}|get there|get in|show up|check[- ]?in|sign[- ]?in|log ?(?:on|in)|leave|leaving|train|flight|bus|taxi|doors open|doors|lunch|breakfast|dinner|coffee|stand-?up|dentist|class|gym|free (?:after|until|from)|finish(?:es)? work|off work|wake(?: up)?|alarm|prep(?:are)?|practice)\b[^.;\n]{0,24}$/i;
/** "8:45 Arrival and check-in": an agenda's line before the first session. */
const ARRIVES =
  /^[ \t:|,)-]*(?:\p{L}+ ){0,2}?(?:arriv\w*|check[- ]?in|sign[- ]?in|registration|badges?|security|doors open)\b/iu;
const PROPOSED =
  /\b(?:any of (?:these|the following|those|them)|one of (?:these|the following|those)|which (?:one|of these|time|slot|day|works|suits|do you)|what (?:time|day|slot) (?:works|suits|would)|(?:following|these|few|some|several) (?:time )?(?:slots|times|options|dates|windows)|(?:let (?:me|us) know|tell (?:me|us)) (?:which|what|your pref)|(?:your )?availab(?:le|ility)|prefer(?:ence|red)?|pick (?:a|one)|choose|options?:)/i;

const sameDay = (a: Temporal.PlainDate | undefined, b: Temporal.PlainDate | undefined) =>
  a !== undefined && b !== undefined && a.equals(b);

/** Leaves out what was corrected: after "sorry," a day replaces the days before, a time the times before. */
function corrected<T extends Span>(mentions: readonly T[], text: string): readonly T[] {
  let kept = mentions;
  for (const found of text.matchAll(CORRECTION)) {
    const later = kept.filter((mention) => mention.start >= found.index);
    const gap = later[0] ? text.slice(found.index + found[0].length, later[0].start) : "";
    if (later.length > 0 && later.length < kept.length && gap.length < 40 && !gap.includes("\n")) kept = later;
  }
  return kept;
}

/** Leaves out what the words before a mention rule out, unless nothing would be left. */
function without<T extends Span>(mentions: readonly T[], text: string, ...rules: readonly RegExp[]): readonly T[] {
  let kept = mentions;
  for (const rule of rules) {
    const left = kept.filter((mention) => !rule.test(before(text, mention.start)));
    if (left.length > 0) kept = left;
  }
  return kept;
}

interface Slot {
  readonly mention: DayMention | null;
  readonly day: ResolvedDay | null;
  readonly time: TimeMention | null;
}

/** Which day each time belongs to: the one on its line, or in front of it, or the only one. */
function slotsOf(days: readonly DayMention[], times: readonly TimeMention[], text: string, when: When): Slot[] {
  const resolved = days.map((mention) => ({ mention, day: resolveDay(mention, when.countFrom) }));
  const slots = times.map((time): Slot => {
    const beside = resolved
      .map((day) => ({ day, gap: gapBetween(day.mention, time, text) }))
      .sort((a, b) => a.gap - b.gap)[0]?.day;
    return { mention: beside?.mention ?? null, day: beside?.day ?? null, time };
  });
  const unused = resolved.filter(({ mention }) => !slots.some((slot) => slot.mention === mention));
  return [...slots, ...unused.map(({ mention, day }): Slot => ({ mention, day, time: null }))];
}

function gapBetween(day: Span, time: Span, text: string): number {
  const between = time.start >= day.end ? text.slice(day.end, time.start) : text.slice(time.end, day.start);
  const lines = between.split("\n").length - 1;
  // What stands before a time is nearer than what follows it.
  const follows = time.start < day.end;
  const parted = /[.;]\s/.test(between) || (follows && /^(?:,| (?:and|or|then)\b)/i.test(between));
  return between.length + lines * 20 + (follows ? 4 : 0) + (parted ? 15 : 0);
}

const distinctDays = (slots: readonly Slot[]): Slot[] =>
  slots.filter(
    (slot, i) =>
      slots.findIndex((other) => other.mention === slot.mention || sameDay(other.day?.date, slot.day?.date)) === i,
  );

/** A day alone, a part of it, or a week: something is asked. */
function dayAlone(slots: readonly Slot[], when: When): Start {
  const days = distinctDays(slots.filter((slot) => slot.mention?.said.kind !== "vague"));
  const only = days[0]?.day;
  if (!only || !days[0]) return { ...NOTHING, why: "missing", said: true };
  const today = when.now.toZonedDateTimeISO(when.timeZone).toPlainDate();
  const ahead = (date: Temporal.PlainDate) => Temporal.PlainDate.compare(date, today) >= 0;
  if (days.length > 1) {
    const choices = days.flatMap(({ day }) =>
      day?.date && ahead(day.date) ? [{ slot: "day" as const, day: day.date }] : [],
    );
    return { ...NOTHING, why: "several_times", choices: choices.slice(0, 5), said: true };
  }
  if (!only.date) {
    const choices = only.choices.filter(ahead).map((day) => ({ slot: "day" as const, day }));
    return { ...NOTHING, why: only.why ?? "missing", choices, said: true };
  }
  if (!ahead(only.date)) return { ...NOTHING, why: "past", said: true };
  return {
    ...NOTHING,
    day: only.date,
    why: "day_without_time",
    choices: usualStarts(only.date, when.timeZone, when.now),
    said: true,
  };
}

/** Who says more days or hours than this has settled none of them. */
const MOST = 16;

/** A day, and of the hour only between what it lies. */
function onlyLimits(days: readonly DayMention[], text: string, when: When): Start {
  const alone = days.length === 0 ? NOTHING : dayAlone(slotsOf(days, [], text, when), when);
  const fixed = alone.why === "day_without_time";
  return { ...alone, why: alone.why ?? "missing", choices: fixed ? [] : alone.choices, said: true };
}

/**
 * The start that a text fixes, with the length if an end was said. `text` is the text the mentions were found in.
 * Without `startsAt` the answer says why, keeps the half that is known, and lists what the person could press.
 */
export function decideStart(moments: Moments, text: string, when: When): Start {
  const soon = moments.lengths.find((length) => length.use === "in" && length.days === undefined);
  const days = withoutDayLimits(without(corrected(moments.days.slice(0, MOST), text), text, REPLACED, DEADLINE), text);
  const said = without(corrected(moments.times.slice(0, MOST), text), text, REPLACED, DEADLINE, ARRIVAL).filter(
    (time, _, all) => all.length === 1 || !ARRIVES.test(text.slice(time.end, time.end + 40)),
  );
  const times = withoutTimeLimits(said, text);
  // "Tuesday after 3pm": an hour was said, so no usual hours are offered.
  if (said.length > 0 && times.length === 0) return onlyLimits(days, text, when);
  if (soon && times.length === 0) {
    const startsAt = when.now
      .add({ minutes: soon.minutes })
      .toZonedDateTimeISO(when.timeZone)
      .with({ second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
    return { ...NOTHING, startsAt, said: true };
  }
  const future = days.filter(
    (day) =>
      !(day.said.kind === "relative" && day.said.days < 0) &&
      !(day.said.kind === "weekday" && day.said.week === "last"),
  );
  const useful = future.length > 0 ? future : days;
  const slots = slotsOf(useful, times, text, when);
  const timed = slots.filter((slot) => slot.time !== null);
  if (timed.length === 0) return slots.length === 0 ? NOTHING : dayAlone(slots, when);
  const specific = distinctDays(timed.filter((slot) => slot.mention !== null && slot.mention.said.kind !== "vague"));
  const untimed = distinctDays(slots.filter((slot) => slot.time === null && slot.mention?.said.kind !== "vague"));
  const spare = untimed.filter((slot) => !specific.some((other) => sameDay(other.day?.date, slot.day?.date)));
  const proposed = PROPOSED.test(text) || (spare.length > 0 && EITHER.test(between(spare, specific, text)));
  if (specific.length > 1 || (proposed && specific.length + spare.length > 1))
    return severalDays([...specific, ...spare], slots, moments, when, text);
  if (spare.length > 0 && specific.length > 0 && !elsewhere(spare, specific, text))
    return severalDays([...specific, ...spare], slots, moments, when, text);
  const slot = specific[0] ?? timed[0];
  const mine = timed.flatMap((other) =>
    other.time && (other.mention === slot?.mention || sameDay(other.day?.date, slot?.day?.date)) ? [other.time] : [],
  );
  const vague = useful.some((day) => day.said.kind === "vague");
  const time = startTime(mine, text);
  if (!time) {
    const starts = mine.flatMap(
      (other) => combine(slot?.day ?? null, slot?.mention ?? null, other, moments.zone, when).startsAt ?? [],
    );
    const day = slot?.day?.date ? { day: slot.day.date } : {};
    return { ...NOTHING, ...day, why: "several_times", choices: startChoices(starts, when.now), said: true };
  }
  const unread = !slot?.day && DAY_UNREAD.test(withoutRead(moments, text));
  if (!slot?.day && (vague || unread)) return { ...NOTHING, time: time.time, why: "missing", said: true };
  const ends = endAfter(time, moments.times, text);
  const day = slot?.mention?.said.kind === "vague" ? null : (slot?.day ?? null);
  if (!day && vague) return { ...NOTHING, time: time.time, why: "missing", said: true };
  const ranged = ends === null ? time : { ...time, minutes: ends };
  return combine(day, slot?.mention ?? null, ranged, moments.zone, when);
}

/** What may be a day and was not read as one: then a time alone is not taken for today. */
const DAY_UNREAD =
  /(?<![\d.,:/\p{L}])\d{1,2}[./]\d{1,2}(?![\d:/]|\s?[ap]m)|\bon (?:the )?(?!(?:Zoom|Teams|Meet|Google|Microsoft|MS|Webex|Skype|Slack|Discord|WhatsApp|FaceTime|Hangouts?|HackerRank|CoderPad|Phone|Video|My|Our|Their|Your|The|Linked[Ii]n|[A-Z]{2,})\b)\p{Lu}\p{L}+|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b/u;

function withoutRead(moments: Moments, text: string): string {
  let rest = text;
  for (const { start, end } of [...moments.days, ...moments.times, ...moments.lengths]) {
    rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  }
  return rest.replace(/https?:\/\/\S+/g, " ");
}

const ENDS = /\b(?:ends?|ending|finish(?:es|ing)?|over|done|until|till|wraps? up|out)(?: by| at| around| about)?:? $/i;

/** "starts at 9am, ends at 3pm": the length up to an end that is said apart, or null. */
function endAfter(start: TimeMention, times: readonly TimeMention[], text: string): number | null {
  if (start.minutes !== undefined) return null;
  const end = times.find((time) => time.start > start.end && ENDS.test(before(text, time.start)));
  const minutes = end ? start.time.until(end.time).total("minutes") : 0;
  return minutes > 0 && minutes <= 12 * 60 ? minutes : null;
}

const between = (a: readonly Slot[], b: readonly Slot[], text: string): string => {
  const spans = [...a, ...b].flatMap(({ mention }) => (mention ? [mention] : []));
  if (spans.length === 0) return "";
  return text.slice(Math.max(0, Math.min(...spans.map((s) => s.start)) - 10), Math.max(...spans.map((s) => s.end)));
};

/** A day in another sentence or line than the timed one does not compete with it. */
const elsewhere = (spare: readonly Slot[], specific: readonly Slot[], text: string): boolean => {
  const whole = between(spare, specific, text);
  return /\n|[.!?]\s/.test(whole);
};

function severalDays(days: readonly Slot[], all: readonly Slot[], moments: Moments, when: When, text: string): Start {
  const labelled = days.filter(
    ({ mention, time }) => mention && time && LABEL.test(text.slice(Math.max(0, mention.start - 60), mention.start)),
  );
  const only = labelled[0];
  if (only?.time && labelled.length === 1 && !PROPOSED.test(text))
    return combine(only.day, only.mention, only.time, moments.zone, when);
  const lastTime = all.findLast((slot) => slot.time !== null)?.time ?? null;
  const starts = days.flatMap((slot) => {
    const time = slot.time ?? lastTime;
    return time ? (combine(slot.day, slot.mention, time, moments.zone, when).startsAt ?? []) : [];
  });
  return { ...NOTHING, why: "several_times", choices: startChoices(starts, when.now), said: true };
}

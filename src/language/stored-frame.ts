/** The frame of a command about an interview that is stored: which one, and what becomes of it. */
import { ABOUT_AHEAD, ABOUT_PAST } from "./asks.ts";
import { resolveDay } from "./calendar.ts";
import { decideStart } from "./decide-start.ts";
import type { Extract } from "./extract.ts";
import type { Letter } from "./letters.ts";
import { halves } from "./new-frame.ts";
import { offsetsOf, ruleOf, rulesOf } from "./offsets.ts";
import { outcomeOf } from "./outcomes.ts";
import type { Parts } from "./parts.ts";
import type { Frame, Known, Slot, Why } from "./reading.ts";
import { newStart, splitMove } from "./reschedules.ts";
import { NOTHING } from "./starts.ts";
import { foldName, matchTargets, mentions } from "./targets.ts";
import type { Understood } from "./understand.ts";

const NEXT =
  /\b(?:next|soonest|upcoming|first) (?:interview|one|call|up|chat|screen|meeting)\b|\bnext\?|what's next|\bmy next\b/i;
const LAST = /\b(?:last|latest|most recent|previous|that last) (?:interview|one|call)\b/i;
const IT = /\b(?:it|it's|that|this|that one|this one|the interview|my interview|the call)\b/i;
const PAST_ASKED = /\b(?:did|was|were)\b/i;

/** The day that points at an interview; for one that is over, a bare weekday is the last such day. */
function pointedDay(reading: Parts, days: Extract["moments"]["days"]): Temporal.PlainDate | undefined {
  const day = days.find((mention) => mention.said.kind !== "vague");
  if (!day) return undefined;
  const { countFrom } = reading.when;
  if (
    ABOUT_PAST.has(reading.intent) &&
    day.said.kind === "weekday" &&
    day.weekday !== undefined &&
    day.said.week !== "next"
  ) {
    return countFrom.subtract({ days: (countFrom.dayOfWeek - day.weekday + 7) % 7 });
  }
  return resolveDay(day, countFrom).date;
}

function targetsOf(
  reading: Parts,
  pointer: Pick<Extract["moments"], "days" | "times">,
): { found: readonly Known[]; none: boolean } {
  const { context, intent, found, text } = reading;
  const nameless = intent === "snooze" || intent === "ready";
  const all = context.interviews ?? [];
  const nowMs = context.now.epochMilliseconds;
  const ahead = all.filter((known) => known.upcoming);
  const over = all.filter((known) => !known.upcoming || known.startsAt.epochMilliseconds <= nowMs);
  const pools = ABOUT_PAST.has(intent)
    ? [over]
    : ABOUT_AHEAD.has(intent)
      ? [ahead]
      : PAST_ASKED.test(text)
        ? [over, ahead]
        : [ahead, over];
  const day = pointedDay(reading, pointer.days);
  const time = pointer.times[0]?.time;
  const hints = {
    text,
    ...(found.company === undefined || nameless ? {} : { company: found.company }),
    ...(found.round === undefined ? {} : { round: found.round }),
    interviewers: found.interviewers,
    ...(day ? { day } : {}),
    ...(time ? { time } : {}),
    ...(found.format === undefined || intent === "edit" ? {} : { format: found.format }),
    next: NEXT.test(text) || (nameless && !ahead.some((known) => known.id === context.last)),
    last: LAST.test(text),
  };
  let several: readonly Known[] = [];
  for (const pool of pools) {
    const match = matchTargets(pool, hints, context.timeZone);
    if (match.found.length === 1) return { found: match.found, none: false };
    const last = match.found.find((known) => known.id === context.last);
    if (last && !match.pointed && (nameless || IT.test(text))) return { found: [last], none: false };
    if (match.found.length > 0 && several.length === 0) several = match.found;
    if (match.found.length > 0) break;
  }
  return { found: several, none: several.length === 0 };
}

/** A command about an interview that is stored. */
export function aboutStored(reading: Parts, edit: Partial<Frame>): Understood {
  const { found, intent, context, text, when } = reading;
  const stored = context.interviews !== null;
  const move = splitMove(found.moments, found.sheet.text, found.sheet.rest);
  const pointer =
    intent === "reschedule"
      ? move.pointer
      : intent === "remind"
        ? { days: move.pointer.days, times: [] }
        : found.moments;
  const match = stored ? targetsOf(reading, pointer) : { found: [], none: false };
  const target = match.found.length === 1 ? match.found[0] : undefined;
  const missing: Slot[] = [];
  const named = found.company !== undefined || (!stored && NEXT.test(text));
  if (stored ? !target : !named) missing.push("target");
  const start = intent === "reschedule" ? newStart(move, target ?? null, found.sheet.text, when) : NOTHING;
  const startless = intent === "reschedule" && !start.startsAt;
  // With an unknown target a day alone or a shift may still become a start: the target is asked for first.
  const later = !target && stored && (move.shift !== undefined || start.why === "day_without_time");
  if (startless && !later) missing.push("startsAt");
  const offsets = intent === "remind" ? remindOffsets(reading, target) : { frame: {}, missing: false };
  if (offsets.missing) missing.push("offsetMinutes");
  const outcome = intent === "outcome" ? outcomeOf(text) : null;
  const company = companyNamed(reading, target);
  const frame: Frame = {
    ...edit,
    intent,
    ...(target ? { target: target.id } : {}),
    ...(company === undefined ? {} : { company }),
    ...halves(start),
    ...(intent === "reschedule" && start.durationMinutes !== undefined
      ? { durationMinutes: start.durationMinutes }
      : {}),
    ...(move.shift && !target && intent === "reschedule" ? { shift: move.shift } : {}),
    ...offsets.frame,
    ...(outcome ? { outcome } : {}),
    ...(intent === "cancel" ? { reason: reasonOf(text, reading.letter) } : {}),
    ...(intent === "thank_you" && found.interviewers.length > 0 ? { interviewers: found.interviewers } : {}),
    ...(intent === "snooze" ? { minutes: snoozeFor(found) } : {}),
    ...(missing.length === 0 ? {} : { needsClarification: missing }),
  };
  const why: Partial<Record<Slot, Why>> = {
    target: match.none ? "none" : "several",
    startsAt: start.why ?? "missing",
    offsetMinutes: "missing",
  };
  return { frame, why, startChoices: start.choices, alternatives: start.alternatives, targets: match.found };
}

/** The company as the text names it; of the target only when the text does not. */
function companyNamed(reading: Parts, target: Known | undefined): string | undefined {
  const words = foldName(reading.text);
  if (target && mentions(words, target.company)) return target.company;
  if (target) return undefined;
  const known = (reading.context.interviews ?? []).find((one) => mentions(words, one.company));
  if (reading.intent === "snooze" || reading.intent === "ready") return known?.company;
  return known?.company ?? reading.found.company;
}

const snoozeFor = (found: Extract): number =>
  found.moments.lengths.find((length) => length.days === undefined)?.minutes ?? 15;

function remindOffsets(reading: Parts, target: Known | undefined): { frame: Partial<Frame>; missing: boolean } {
  const { found, text, when } = reading;
  const ask = { frame: {}, missing: true };
  const offsets = offsetsOf(found.moments, text, target?.startsAt.withTimeZone(when.timeZone).toPlainTime());
  if (offsets.unclear) return ask;
  const rules = rulesOf(offsets);
  if (offsets.wall.length === 0 && hourBesides(found.moments, text)) return ask;
  // "remind me tomorrow at 9 about Stripe": the time before the start that this is.
  const fixed = rules.length === 0 || besides(found.moments, text) ? minutesAhead(reading, target) : 0;
  if (fixed === null) return ask;
  const all = fixed > 0 ? [...rules, ruleOf(fixed)] : rules;
  const [first] = offsets.minutes.length > 0 ? offsets.minutes : fixed > 0 ? [fixed] : [];
  if (all.length === 0) return ask;
  if (all.length === 1 && first !== undefined && first > 0) return { frame: { offsetMinutes: first }, missing: false };
  return { frame: { rules: all, ...(first === undefined ? {} : { offsetMinutes: first }) }, missing: false };
}

/** How long before the start a moment on the calendar lies; null when it is no moment, or none before the start. */
function minutesAhead({ found, text, when }: Parts, target: Known | undefined): number | null {
  const at = decideStart(found.moments, text, when).startsAt;
  const minutes = at && target ? Math.round((target.startsAt.epochMilliseconds - at.epochMilliseconds) / 60_000) : 0;
  return minutes > 0 ? minutes : null;
}

const AND =
  /^(?:,? ?before(?: it| that| then)?)?[\s,]*(?:and|&|\+|plus|also|as well as|then)[\s,]+(?:again |also )?(?:at |on )?$/i;

const AND_AT = /(?:\band|&|\+|\bplus|\balso)\s+(?:again |also )?(?:at |@ ?)$/i;

/** "1 hour before and at 8": on which day is not said. */
const hourBesides = ({ times, days, lengths }: Extract["moments"], text: string): boolean =>
  days.length === 0 &&
  times.some((time) =>
    lengths.some(
      (length) =>
        (length.end <= time.start && AND_AT.test(text.slice(length.end, time.start))) ||
        AND.test(text.slice(time.end, length.start)),
    ),
  );

/** "tomorrow at 9 and 30 minutes before": a moment of its own beside the lengths, not one that points at the interview. */
function besides({ days, times, lengths }: Extract["moments"], text: string): boolean {
  return days.some((day) => {
    const time = times.find(({ start }) => start >= day.end && start - day.end < 8);
    if (!time) return false;
    return lengths.some(
      (length) => AND.test(text.slice(time.end, length.start)) || AND.test(text.slice(length.end, day.start)),
    );
  });
}

const reasonOf = (text: string, letter: Letter): "me" | "employer" | "no_show" => {
  if (
    /\b(?:no[- ]show|didn't show(?: up)?|never showed|nobody (?:came|showed|joined|called)|no one (?:came|showed|joined|called))\b/i.test(
      text,
    )
  )
    return "no_show";
  if (letter.isLetter) return "employer";
  return /\b(?:they|he|she|recruiter|company)\b.{0,30}\b(?:cancel|called|off)|\b(?:cancel(?:l?ed) (?:on me|by)|called,? |called off|is off|on hold|freeze|fell through|not happening|no longer happening)\b/i.test(
    text,
  ) || /^(?!i\b|we\b|please\b)\S+(?: \S+)? (?:has |have |just )*cancel(?:l?ed)\b/i.test(text)
    ? "employer"
    : "me";
};

/** From a text to a frame: what is wanted, about which interview, and all that was said of it. */
import { ABOUT_AHEAD, ABOUT_PAST, ABOUT_STORED } from "./asks.ts";
import { resolveDay } from "./calendar.ts";
import { zoneOfPlace } from "./cities.ts";
import { decideStart, type When } from "./decide-start.ts";
import { editWords } from "./edits.ts";
import { type Extract, extract } from "./extract.ts";
import { intentOf } from "./intents.ts";
import { type Letter, openLetter } from "./letters.ts";
import { findMoments } from "./moments.ts";
import { offsetsOf } from "./offsets.ts";
import { withoutOrders } from "./orders.ts";
import { outcomeOf } from "./outcomes.ts";
import { plainText } from "./plain.ts";
import { rangeOf } from "./ranges.ts";
import type { Choice, Context, Frame, Intent, Known, Slot, Why } from "./reading.ts";
import { newStart, splitMove } from "./reschedules.ts";
import { settingOf } from "./settings.ts";
import { sheetOf } from "./sheet.ts";
import { mendSpelling } from "./spelling.ts";
import { NOTHING, type Start } from "./starts.ts";
import { foldName, matchTargets, mentions } from "./targets.ts";

/** A frame with what a question about it needs. */
export interface Understood {
  readonly frame: Frame;
  /** Why each missing slot is missing. */
  readonly why: Partial<Record<Slot, Why>>;
  readonly startChoices: readonly Choice[];
  readonly alternatives: readonly Temporal.ZonedDateTime[];
  /** The interviews that fit, when there is more than one. */
  readonly targets: readonly Known[];
}

/** The frame of a text, in the words of test/language/README.md. Pure. */
export const understand = (text: string, context: Context): Frame => understandFully(text, context).frame;

/** What lies beyond is not read: no message says its business so late, and reading must stay quick. */
const LONGEST_MESSAGE = 1_000;
const LONGEST_LETTER = 3_000;

interface Reading {
  readonly text: string;
  readonly letter: Letter;
  readonly found: Extract;
  readonly intent: Intent;
  readonly when: When;
  readonly context: Context;
}

export function understandFully(text: string, context: Context): Understood {
  const plain = mendSpelling(plainText(text));
  const today = context.now.toZonedDateTimeISO(context.timeZone).toPlainDate();
  const letter = openLetter(withoutOrders(plain), today);
  const source = (
    letter.isLetter
      ? `${letter.subject}\n${letter.body}`.trim().slice(0, LONGEST_LETTER)
      : letter.body.slice(0, LONGEST_MESSAGE)
  ).trimEnd();
  const known = context.interviews ?? [];
  const words = foldName(source);
  const options = { today, timeZone: context.timeZone, letter, known, creates: true, bare: false };
  let found = extract(source, options);
  const decided = outcomeOf(source);
  const cues = {
    text: source.toLowerCase(),
    letter: letter.isLetter,
    time: found.moments.times.length > 0 || found.moments.lengths.some((length) => length.use === "in"),
    day: found.moments.days.length > 0,
    known: known.some((one) => mentions(words, one.company)),
  };
  let intent = intentOf(cues, decided !== null);
  if (intent === "reschedule" && !letter.isLetter) found = extract(source, { ...options, bare: true });
  const when = {
    now: context.now,
    timeZone: context.timeZone,
    countFrom: letter.isLetter ? (letter.sent ?? today) : today,
  };
  const edit = known.length > 0 ? editOf(source, intent, found, cues) : null;
  if (edit) intent = edit.intent ?? intent;
  const reading = { text: source, letter, found, intent, when, context };
  return build(reading, edit?.frame ?? {});
}

/** An edit is only taken where nothing else is asked: no new start, no cancellation. */
function editOf(text: string, intent: Intent, found: Extract, cues: { time: boolean; day: boolean; known: boolean }) {
  const lasts = lengthOf(found, NOTHING);
  const details: Partial<Frame> = {
    ...(found.links.join === undefined ? {} : { link: found.links.join }),
    ...(found.format === undefined ? {} : { format: found.format }),
    ...(found.place === undefined ? {} : { location: found.place.location }),
    ...(found.role === undefined ? {} : { role: found.role }),
    ...(found.interviewers.length === 0 ? {} : { interviewers: found.interviewers }),
    ...(lasts === undefined ? {} : { durationMinutes: lasts }),
  };
  const words = editWords(text, details);
  if (words.intent === null) return null;
  const certain = words.notes !== undefined || words.task !== undefined || words.newCompany !== undefined;
  const open =
    ["unknown", "schedule", "reschedule", "show"].includes(intent) ||
    (intent === "cancel" && words.people === "remove");
  if (!certain && (!open || cues.time || cues.day)) return null;
  const { intent: kind, ...said } = words;
  return { intent: kind, frame: { ...details, ...said } };
}

/** How long it takes, where the text says so. */
function lengthOf(found: Extract, start: Start): number | undefined {
  if (start.durationMinutes !== undefined) return start.durationMinutes;
  const lengths = found.moments.lengths.filter((length) => length.days === undefined && length.minutes <= 12 * 60);
  return (lengths.find((length) => length.use === "lasts") ?? lengths.find((length) => length.use === "bare"))?.minutes;
}

function build(reading: Reading, edit: Partial<Frame>): Understood {
  const { intent } = reading;
  if (intent === "schedule" || intent === "add_job") return create(reading);
  if (ABOUT_STORED.has(intent)) return aboutStored(reading, edit);
  return other(reading);
}

const details = (reading: Reading, start: Start): Partial<Frame> => {
  const { found, intent } = reading;
  const job = intent === "add_job";
  const link = job ? found.links.first : found.links.join;
  const length = job ? undefined : lengthOf(found, start);
  const location = found.place?.location ?? (job ? jobPlace(reading) : undefined);
  return {
    ...(found.role === undefined ? {} : { role: found.role }),
    ...(found.round === undefined || job ? {} : { round: found.round }),
    ...(length === undefined ? {} : { durationMinutes: length }),
    ...(found.format === undefined || job ? {} : { format: found.format }),
    ...(link === undefined ? {} : { link }),
    ...(location === undefined ? {} : { location }),
    ...(found.interviewers.length === 0 || job ? {} : { interviewers: found.interviewers }),
  };
};

/** "…, Remote", "at Monzo, London": where a posting is. */
function jobPlace({ found, text }: Reading): string | undefined {
  const remote = /\b(remote(?: \([^)]{2,30}\))?|hybrid)\b/i.exec(text)?.[1];
  if (remote !== undefined) return remote;
  const left = [...found.sheet.rest.matchAll(/[,(-] ?(\p{Lu}[\p{L} .'-]{2,30}?)(?=[,.)\n]|$)/gu)].map(
    (match) => match[1] ?? "",
  );
  return left.find((name) => name !== found.company && zoneOfPlace(name) !== null);
}

const halves = (start: Start): Partial<Frame> => ({
  ...(start.startsAt ? { startsAt: start.startsAt } : {}),
  ...(start.day ? { day: start.day } : {}),
  ...(start.time ? { time: start.time } : {}),
  ...(start.zone === undefined ? {} : { zone: start.zone }),
});

/** A new interview, or a posting. */
function create(reading: Reading): Understood {
  const { found, when, letter, intent } = reading;
  let start = intent === "add_job" ? NOTHING : decideStart(found.moments, found.sheet.text, when);
  if (!start.said && letter.quoted !== "" && intent === "schedule") {
    const older = sheetOf(letter.quoted.slice(0, LONGEST_MESSAGE));
    start = decideStart(findMoments(older, when.countFrom, when.timeZone, false), older.text, when);
  }
  const missing: Slot[] = [];
  if (found.company === undefined) missing.push("company");
  if (intent === "schedule" && !start.startsAt) missing.push("startsAt");
  const frame: Frame = {
    intent,
    ...(found.company === undefined ? {} : { company: found.company }),
    ...details(reading, start),
    ...halves(start),
    ...(missing.length === 0 ? {} : { needsClarification: missing }),
  };
  return {
    frame,
    why: { startsAt: start.why ?? "missing", company: "missing" },
    startChoices: start.choices,
    alternatives: start.alternatives,
    targets: [],
  };
}

const NEXT =
  /\b(?:next|soonest|upcoming|first) (?:interview|one|call|up|chat|screen|meeting)\b|\bnext\?|what's next|\bmy next\b/i;
const LAST = /\b(?:last|latest|most recent|previous|that last) (?:interview|one|call)\b/i;
const IT = /\b(?:it|it's|that|this|that one|this one|the interview|my interview|the call)\b/i;
const PAST_ASKED = /\b(?:did|was|were)\b/i;

/** The day that points at an interview; for one that is over, a bare weekday is the last such day. */
function pointedDay(reading: Reading, days: Extract["moments"]["days"]): Temporal.PlainDate | undefined {
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
  reading: Reading,
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
function aboutStored(reading: Reading, edit: Partial<Frame>): Understood {
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
function companyNamed(reading: Reading, target: Known | undefined): string | undefined {
  const words = foldName(reading.text);
  if (target && mentions(words, target.company)) return target.company;
  if (target) return undefined;
  const known = (reading.context.interviews ?? []).find((one) => mentions(words, one.company));
  if (reading.intent === "snooze" || reading.intent === "ready") return known?.company;
  return known?.company ?? reading.found.company;
}

const snoozeFor = (found: Extract): number =>
  found.moments.lengths.find((length) => length.days === undefined)?.minutes ?? 15;

function remindOffsets(reading: Reading, target: Known | undefined): { frame: Partial<Frame>; missing: boolean } {
  const { found, text, when } = reading;
  const offsets = offsetsOf(found.moments, found.sheet.text);
  const [first, ...more] = offsets.minutes;
  if (first !== undefined && first > 0 && more.length === 0 && offsets.dayBefore.length === 0)
    return { frame: { offsetMinutes: first }, missing: false };
  if (first !== undefined || offsets.dayBefore.length > 0) {
    const rules = [
      ...offsets.minutes.map((minutes) => (minutes % 60 === 0 ? `-PT${minutes / 60}H` : `-PT${minutes}M`)),
      ...offsets.dayBefore,
    ];
    return { frame: { rules, ...(first === undefined ? {} : { offsetMinutes: first }) }, missing: false };
  }
  // "remind me tomorrow at 9 about Stripe": the time before the start that this is.
  const at = decideStart(found.moments, text, when).startsAt;
  const minutes = at && target ? Math.round((target.startsAt.epochMilliseconds - at.epochMilliseconds) / 60_000) : 0;
  return minutes > 0 ? { frame: { offsetMinutes: minutes }, missing: false } : { frame: {}, missing: true };
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

/** Lists, settings, help, and what only has to be named. */
function other(reading: Reading): Understood {
  const { found, intent, text, when, context } = reading;
  const none = { why: {}, startChoices: [], alternatives: [], targets: [] };
  if (intent === "list") {
    const today = when.countFrom;
    const range = rangeOf(found.sheet.text, found.moments.days, today);
    const company = listCompany(reading);
    const past = /\b(?:past|previous|finished|done|completed|so far|old|history|did i have|have i had|last)\b/i.test(
      text,
    );
    return {
      ...none,
      frame: {
        intent,
        ...(company === undefined ? {} : { company }),
        ...(range ? { range } : {}),
        ...(past ? { past } : {}),
      },
    };
  }
  if (intent === "settings") {
    const setting = settingOf(text, found.moments, context.timeZone);
    return { ...none, frame: { intent, ...(setting ? { setting } : {}) } };
  }
  if (intent === "email") {
    const email = found.emails[0];
    return { ...none, frame: { intent, ...(email === undefined ? { needsClarification: ["email"] } : { email }) } };
  }
  if (intent === "confirm_email") return { ...none, frame: { intent, code: text.replace(/\D/g, "") } };
  if (intent === "link") {
    const code = /\b([a-z0-9]{3,5}-[a-z0-9]{3,5}|(?<=^link )[a-z0-9]{5,12})\b/i.exec(text)?.[1];
    return { ...none, frame: { intent, ...(code === undefined ? {} : { code: code.toUpperCase() }) } };
  }
  if (intent !== "unknown") return { ...none, frame: { intent } };
  const start = decideStart(found.moments, found.sheet.text, when);
  const company = found.company;
  return {
    ...none,
    frame: { intent, ...(company === undefined || company.length > 60 ? {} : { company }), ...halves(start) },
  };
}

/** "interviews with Google": only where a preposition or the stored ones make it a company. */
function listCompany(reading: Reading): string | undefined {
  const words = foldName(reading.text);
  const known = (reading.context.interviews ?? []).find((one) => mentions(words, one.company));
  if (known) return known.company;
  const name = reading.found.company;
  if (name === undefined) return undefined;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(
    `\\b(?:with|at|for|from|my|the|all|upcoming|any|about)\\s+(?:the )?${escaped}|${escaped}(?:'s)? (?:interviews?|calls?|rounds?)|^${escaped}`,
    "i",
  ).test(reading.text)
    ? name
    : undefined;
}

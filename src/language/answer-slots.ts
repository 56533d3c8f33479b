/** What an answer gives for each slot that can be asked for. */
import { resolveDay } from "./calendar.ts";
import { chosen } from "./choose.ts";
import { zoneOfPlace } from "./cities.ts";
import { extract } from "./extract.ts";
import { openLetter } from "./letters.ts";
import { offsetsOf, ruleOf } from "./offsets.ts";
import type { Choice, Context, Frame, Known, Question } from "./reading.ts";
import { momentsOf, refill, startForTarget, startOf, targetOf, timeMention, whenOf, withStart } from "./refill.ts";
import { NOTHING, type Start } from "./starts.ts";
import { matchTargets } from "./targets.ts";
import type { Understood } from "./understand.ts";
import { isWholeName } from "./whole-names.ts";
import { zoneAt } from "./zones.ts";

export interface Answered {
  readonly understood: Understood;
  /** Whether the asked slot, or at least something new, was said. */
  readonly helps: boolean;
}

export function merged(text: string, question: Question, own: Understood, context: Context): Answered {
  const found = foundIn(text, context, question.asks === "startsAt");
  const frame = withDetails(question.frame, found, question);
  const grew = JSON.stringify(frame) !== JSON.stringify(question.frame);
  switch (question.asks) {
    case "company": {
      const company = isWholeName(text) ? spoken(text) : (found.company ?? own.frame.company ?? spoken(text));
      if (company === undefined) return { understood: refill(frame, context), helps: grew };
      const start = startBeside(frame, found, context);
      const dated = start.said ? withStart(frame, start) : frame;
      return { understood: refill({ ...dated, company }, context, start), helps: true };
    }
    case "startsAt":
      return startAnswer(text, frame, grew, found, question, context);
    case "target":
      return targetAnswer(text, frame, found, question, context);
    case "offsetMinutes":
      return offsetAnswer(text, frame, found, context);
    case "email": {
      const email = found.emails[0];
      return {
        understood: refill(email === undefined ? frame : { ...frame, email }, context),
        helps: email !== undefined,
      };
    }
    default:
      return { understood: refill(frame, context), helps: false };
  }
}

type Found = ReturnType<typeof extract>;

/** The start that "Gamma at 4" gives: what is said now holds, and of what was said before only what it does not touch. */
function startBeside(frame: Frame, found: Found, context: Context): Start {
  const { startsAt } = frame;
  const { days, times } = found.moments;
  if (!startsAt) return startOf(frame, momentsWith(frame, found), found.sheet.text, context);
  if (days.length + times.length === 0) return NOTHING;
  // Another day without an hour: whether the hour stays is asked.
  const before: Frame = { ...frame, ...(days.length === 0 ? { day: startsAt.toPlainDate() } : {}) };
  return startOf(before, momentsWith(before, found), found.sheet.text, context);
}

/** What stands in an answer; `bare`: a number alone may be an hour. */
function foundIn(text: string, context: Context, bare: boolean): Found {
  const today = whenOf(context).countFrom;
  const letter = openLetter(text, today);
  return extract(letter.body, {
    today,
    timeZone: context.timeZone,
    letter: { ...letter, isLetter: false },
    known: context.interviews ?? [],
    creates: true,
    bare,
  });
}

/** Whether a text names a day. */
export const namesDay = (text: string, context: Context): boolean =>
  foundIn(text, context, false).moments.days.length > 0;

/** What was said along with an answer is kept: "half ten, it's at 1 Poultry". */
function withDetails(frame: Frame, found: Found, question: Question): Frame {
  if (frame.intent !== "schedule") return frame;
  const length = found.moments.lengths.find((one) => one.use === "lasts" || one.use === "bare");
  const people = found.interviewers.filter((person) => person.name !== question.frame.company);
  return {
    ...frame,
    ...(found.role === undefined ? {} : { role: found.role }),
    ...(found.round === undefined ? {} : { round: found.round }),
    ...(found.format === undefined ? {} : { format: found.format }),
    ...(found.links.join === undefined ? {} : { link: found.links.join }),
    ...(found.place === undefined ? {} : { location: found.place.location }),
    ...(people.length === 0 ? {} : { interviewers: people }),
    ...(length === undefined ? {} : { durationMinutes: length.minutes }),
  };
}

const LONGEST_NAME = 80;

/** A short answer is the name itself: "Target", "the guardian". */
function spoken(text: string): string | undefined {
  const name = text
    .replace(
      /^(?:it'?s|its|it is|that's|with|at|for|from|the company is|company:?|they're called|it's called)(?: with| at| for| called)? /i,
      "",
    )
    .replace(/[.!]+$/, "")
    .trim();
  const words = name.split(/\s+/);
  if (!/\p{L}/u.test(name) || words.length > 5 || name.length > LONGEST_NAME || /\?|\n/.test(name)) return undefined;
  if (
    /^(?:yes|yeah|yep|ok|okay|sure|thanks?|thank you|hm+|idk|i don't know|dunno|what|why|not sure|good|great|cool|lol|please)\b/i.test(
      name,
    )
  )
    return undefined;
  return /\p{Lu}/u.test(name) ? name : name.replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
}

function momentsWith(frame: Frame, found: Found) {
  const settled = momentsOf(frame);
  const zone = frame.zone;
  const times = found.moments.times.map((time) =>
    time.zone || zone === undefined ? time : { ...time, zone: { kind: "zone" as const, zone } },
  );
  return {
    ...found.moments,
    days: found.moments.days.length > 0 ? found.moments.days : settled.days,
    times: times.length > 0 ? times : settled.times,
    lengths: found.moments.lengths.filter((length) => length.use === "in"),
  };
}

function startAnswer(
  text: string,
  frame: Frame,
  grew: boolean,
  found: Found,
  question: Question,
  context: Context,
): Answered {
  const byDay = chosenByDay(text, found, question, context);
  if (byDay) {
    const time = found.moments.times[0];
    if (!time || (byDay.slot !== "day" && byDay.slot !== "startsAt"))
      return { understood: chosen(frame, byDay, context), helps: true };
  } else if (DAY_OPEN.has(question.why) && found.moments.days.length === 0) {
    // The day is what was asked for: an hour alone would become the next such hour.
    return { understood: refill(frame, context, asBefore(question)), helps: false };
  }
  if (question.why === "unknown_zone" && frame.time) {
    const zone = zoneSaid(text, context);
    if (zone !== null) {
      const zoned: Frame = { ...frame, zone };
      const start = startOf(
        zoned,
        { ...momentsOf(zoned), times: [timeMention(frame.time, zone, frame.durationMinutes)] },
        "",
        context,
      );
      return { understood: refill(withStart(zoned, start), context, start), helps: true };
    }
  }
  const moments = momentsWith(
    byDay?.slot === "day"
      ? { ...frame, day: byDay.day }
      : byDay?.slot === "startsAt"
        ? { ...frame, day: byDay.startsAt.toPlainDate() }
        : frame,
    byDay ? { ...found, moments: { ...found.moments, days: [] } } : found,
  );
  const said = found.moments.days.length + found.moments.times.length > 0 || moments.lengths.length > 0;
  if (!said)
    return {
      understood: refill(frame, context, asBefore(question)),
      helps: grew,
    };
  const start = startOf(frame, moments, found.sheet.text, context);
  return { understood: refill(withStart(frame, start), context, start), helps: true };
}

/** "Thursday", "the 12th", "12" picks the offered start or day that it fits, if it fits one. */
function chosenByDay(text: string, found: Found, question: Question, context: Context): Choice | null {
  const dated = question.choices.flatMap((choice): readonly { choice: Choice; date: Temporal.PlainDate }[] => {
    if (choice.slot === "day") return [{ choice, date: choice.day }];
    return choice.slot === "startsAt"
      ? [{ choice, date: choice.startsAt.withTimeZone(context.timeZone).toPlainDate() }]
      : [];
  });
  if (new Set(dated.map(({ date }) => date.toString())).size < 2) return null;
  const [mention] = found.moments.days;
  const number = mention ? undefined : /^(?:the )?(\d{1,2})(?:st|nd|rd|th)?[.! ]*$/i.exec(text)?.[1];
  if (!mention && number === undefined) return null;
  const weekday = mention?.said.kind === "weekday" && mention.said.week === "bare" ? mention.weekday : undefined;
  const resolved = mention ? resolveDay(mention, whenOf(context).countFrom).date : undefined;
  const fits = dated.filter(({ date }) =>
    number !== undefined
      ? date.day === Number(number)
      : weekday !== undefined
        ? date.dayOfWeek === weekday
        : resolved?.equals(date),
  );
  const [only] = fits;
  return fits.length === 1 && only ? only.choice : null;
}

function zoneSaid(text: string, context: Context): string | null {
  const bare = text
    .replace(/^(?:it'?s|that's|in|the|their time is|they(?:'re| are) (?:in|on)) (?:in )?/i, "")
    .replace(/[.! ]+$/, "");
  const said = zoneAt(` ${bare}`, context.timeZone)?.said ?? zoneAt(` ${bare} time`, context.timeZone)?.said;
  if (/^(?:mine|my (?:time|zone)|our time|here)$/i.test(bare) || said?.kind === "own") return context.timeZone;
  return said?.kind === "zone" ? said.zone : zoneOfPlace(bare);
}

/** Questions about which day it is. */
const DAY_OPEN: ReadonlySet<string> = new Set(["ambiguous_date", "contradiction"]);

/** The question as it stands. */
const asBefore = ({ choices, why }: Question) => ({ choices, alternatives: [], said: false, why });

/** "not figma" names the one that is not meant. */
const NOT_THIS = /^(?:not|neither|nor|anything but|all but|except)\b/i;

function targetAnswer(text: string, frame: Frame, found: Found, question: Question, context: Context): Answered {
  const all = context.interviews ?? [];
  const offered = question.choices.flatMap((choice) =>
    choice.slot === "target" ? all.filter((known) => known.id === choice.target) : [],
  );
  const [day] = found.moments.days;
  const date = day ? resolveDay(day, whenOf(context).countFrom).date : undefined;
  const time = found.moments.times[0]?.time;
  const hints = {
    text,
    ...(found.round === undefined ? {} : { round: found.round }),
    ...(date ? { day: date } : {}),
    ...(time ? { time } : {}),
    ...(found.format === undefined ? {} : { format: found.format }),
    interviewers: found.interviewers,
    next: /\bnext\b/i.test(text),
    last: false,
  };
  if (NOT_THIS.test(text.trim())) return { understood: refill(frame, context, undefined, offered), helps: false };
  for (const pool of [offered, all]) {
    const match = matchTargets(pool, hints, context.timeZone);
    const [only] = match.found;
    if (!only || !match.pointed) continue;
    if (match.found.length > 1)
      return { understood: refill(frame, context, undefined, match.found), helps: match.found.length < pool.length };
    return { understood: aimed(frame, only, context), helps: true };
  }
  return { understood: refill(frame, context), helps: false };
}

function aimed(frame: Frame, known: Known, context: Context): Understood {
  const { frame: dated, start } = startForTarget({ ...frame, target: known.id }, context);
  return refill(dated, context, start);
}

const targetTime = (frame: Frame, context: Context): Temporal.PlainTime | undefined =>
  targetOf(frame, context)?.startsAt.withTimeZone(context.timeZone).toPlainTime();

function offsetAnswer(text: string, frame: Frame, found: Found, context: Context): Answered {
  const offsets = offsetsOf(found.moments, found.sheet.text, targetTime(frame, context));
  const number = /^(\d{1,3})[.! ]*$/.exec(text)?.[1];
  const minutes = number === undefined ? offsets.minutes : [Number(number)];
  const [first, ...more] = minutes;
  const rules = more.length + offsets.wall.length > 0 ? { rules: [...minutes.map(ruleOf), ...offsets.wall] } : {};
  const said = first === undefined ? {} : { offsetMinutes: first };
  return {
    understood: refill({ ...frame, ...said, ...rules }, context),
    helps: first !== undefined || offsets.wall.length > 0,
  };
}

/** Tells, in a move, the words that point at the interview from those that name its new time. */
import type { TimeMention } from "./clock-times.ts";
import type { When } from "./combine-start.ts";
import { decideStart } from "./decide-start.ts";
import type { LengthMention } from "./lengths.ts";
import type { Moments } from "./moments.ts";
import type { Known } from "./reading.ts";
import type { DayMention } from "./said-days.ts";
import { before, type Span } from "./sheet.ts";
import { isAhead, NOTHING, onClock, type Start, startChoices } from "./starts.ts";

export interface Move {
  /** What points at the interview: its day or hour. */
  readonly pointer: { readonly days: readonly DayMention[]; readonly times: readonly TimeMention[] };
  readonly target: Moments;
  readonly shift?: Temporal.Duration;
}

const FROM =
  /\b(?:from|instead of|rather than|not|was|originally|currently|scheduled for|planned for|previously)(?: the| on| at)?\s+$/i;
const TO =
  /\b(?:to|until|till|for|on to|over to|is now|now|instead on|be on|be at|is)(?: the| be| be on| be at| on| at| about| around)?\s+$/i;
const MY = /\b(?:my|the|that|this|our)\s+(?:\p{L}+\s+){0,2}$/iu;
const NOUN =
  /^(?:'s)?\s+(?:[\p{L}.&'-]+\s+|[\ue001-\ue00a]+\s+){0,3}?(?:interviews?|calls?|one|chat|screen|slot|meeting|onsite|round|thing|appointment|with|at [A-Z])|^(?:'s)?\s+[\ue005\ue006]/iu;
const LATER =
  /\b(?:push(?:ed|es|ing)?|postpon\w*|delay\w*|put(?:ting)? (?:\S+ ){0,4}(?:back|off)|mov\w+ (?:\S+ ){0,5}back|shift\w* (?:\S+ ){0,5}back|back by|later|defer\w*|set (?:\S+ ){0,4}back|kick\w* (?:\S+ ){0,4}back|bump\w* (?:\S+ ){0,4}back)\b/i;
const EARLIER =
  /\b(?:earlier|sooner|prepon\w+|(?:bring|brought|pull(?:ed)?|move[ds]?|moving|bump(?:ed)?|shift(?:ed)?) (?:\S+ ){0,5}?(?:up|ahead)|(?:bring|brought|pull(?:ed)?) (?:\S+ ){0,5}?forwards?)\b/i;
const UNCLEAR = /\b(?:push(?:ed)?|move[ds]?|shift(?:ed)?) (?:\S+ ){0,5}?forwards?\b/i;

const pointsAt = (mention: Span, text: string, rest: string): boolean =>
  FROM.test(before(text, mention.start)) ||
  (NOUN.test(rest.slice(mention.end, mention.end + 50)) &&
    (MY.test(before(text, mention.start)) || /'s$/.test(text.slice(mention.start, mention.end)))) ||
  (/\b(?:my|the)\s+$/i.test(before(text, mention.start)) &&
    /^\s+(?:to|until|till|by|back|forward|up|an?|one|two|\ue003)/iu.test(rest.slice(mention.end, mention.end + 10)));

/** "from 2pm to 4pm" and "the 2pm to 4pm" are an old and a new time here, not a range. */
function unRanged(times: readonly TimeMention[], text: string): { old: TimeMention[]; now: TimeMention[] } {
  const old: TimeMention[] = [];
  const now: TimeMention[] = [];
  for (const time of times) {
    const { to, minutes, ...start } = time;
    const said = text.slice(time.start, time.end);
    if (
      to &&
      minutes !== undefined &&
      /\b(?:from|the|my)\s+$/i.test(before(text, time.start)) &&
      /\bto\b|until|till/i.test(said)
    ) {
      old.push(start);
      now.push({ ...start, time: to, start: time.start + said.search(/\bto\b|until|till/i) });
    } else now.push(time);
  }
  return { old, now };
}

function direction(text: string, length: LengthMention): 1 | -1 | null {
  if (length.use === "later") return 1;
  if (length.use === "earlier")
    return UNCLEAR.test(text) && !/\bearlier|sooner|\bup\b|bring|brought|pull/i.test(text) ? null : -1;
  if (UNCLEAR.test(text)) return null;
  if (EARLIER.test(text)) return -1;
  return LATER.test(text) ? 1 : null;
}

/** Splits the moments of a move; `rest` is the sheet's marked text. */
export function splitMove(moments: Moments, text: string, rest: string): Move {
  const { old, now } = unRanged(moments.times, text);
  const all: readonly Span[] = [...moments.days, ...now].sort((a, b) => a.start - b.start);
  const pivot =
    all.findLast((mention) =>
      /\b(?:to|until|till)(?: the| be| be on| be at| on| about| around)?\s+$/i.test(before(text, mention.start)),
    )?.start ?? null;
  const points = (mention: Span) =>
    pointsAt(mention, text, rest) ||
    (pivot !== null &&
      mention.start < pivot &&
      !TO.test(before(text, mention.start)) &&
      !/\bif\b|\bcan't\b/i.test(before(text, mention.start)));
  const cannot = (mention: Span) =>
    /\b(?:can't|cannot|can not|unable to|won't|not able to|couldn't) (?:make|do|attend|manage)(?: it)?(?: \S+){0,4}?(?: on| at| for)? ?$/i.test(
      before(text, mention.start),
    );
  const beside = (mention: Span) => points(mention) || cannot(mention);
  // "instead of Tuesday 21 April at 10:00": an hour right behind a day that points belongs to it.
  const pointing = (mention: Span) =>
    beside(mention) ||
    (moments.times.some((time) => time === mention) &&
      moments.days.some((day) => beside(day) && /^,?\s(?:at |@ ?)?$/.test(text.slice(day.end, mention.start))) &&
      all.some((other) => other !== mention && !beside(other)));
  const length = moments.lengths.find((l) => l.use !== "in" && l.use !== "lasts" && direction(text, l) !== null);
  const sign = length ? direction(text, length) : null;
  const shift =
    length && sign !== null
      ? Temporal.Duration.from(
          length.days === undefined ? { minutes: length.minutes * sign } : { days: length.days * sign },
        )
      : undefined;
  return {
    pointer: { days: moments.days.filter(pointing), times: [...old, ...now.filter(pointing)] },
    target: {
      ...moments,
      days: moments.days.filter((d) => !pointing(d)),
      times: now.filter((t) => !pointing(t)),
      lengths: shift ? [] : moments.lengths,
    },
    ...(shift ? { shift } : {}),
  };
}

const PART_ALONE = /\b(?:morning|afternoon|evening|night)\b/i;

/** The new start: what was said of it, and of the target what was not. `target` is null while it is unknown. */
export function newStart(move: Move, target: Known | null, text: string, when: When): Start {
  const said = decideStart(move.target, text, when);
  if (move.shift && !said.said) {
    if (!target) return NOTHING;
    const start = target.startsAt.withTimeZone(when.timeZone).add(move.shift);
    return isAhead(start, when.now)
      ? { ...NOTHING, startsAt: start, said: true }
      : { ...NOTHING, why: "past", said: true };
  }
  if (!target) return said;
  const local = target.startsAt.withTimeZone(when.timeZone);
  const [day] = move.target.days;
  const [time] = move.target.times;
  if (!day && time && (said.startsAt || said.why === "gap" || said.why === "past")) {
    if (time.zone?.kind === "unknown") return said;
    const zone = time.zone?.kind === "zone" ? time.zone.zone : when.timeZone;
    const found = onClock(local.toPlainDate(), said.startsAt?.withTimeZone(zone).toPlainTime() ?? time.time, zone);
    if (!found) return { ...NOTHING, day: local.toPlainDate(), time: time.time, why: "gap", said: true };
    if (!isAhead(found.at, when.now))
      return { ...NOTHING, day: local.toPlainDate(), time: time.time, why: "past", said: true };
    const { durationMinutes } = said;
    return {
      ...NOTHING,
      startsAt: found.at,
      alternatives: found.again ? [found.again] : [],
      ...(durationMinutes === undefined ? {} : { durationMinutes }),
      said: true,
    };
  }
  // "to 3 or 4": these hours on the interview's own day.
  if (!day && said.why === "several_times" && !said.day) {
    const starts = said.choices.flatMap((choice) =>
      choice.slot === "startsAt"
        ? (onClock(local.toPlainDate(), choice.startsAt.withTimeZone(when.timeZone).toPlainTime(), when.timeZone)?.at ??
          [])
        : [],
    );
    return { ...said, day: local.toPlainDate(), choices: startChoices(starts, when.now) };
  }
  const partSaid = move.target.days.some((d) => d.part !== undefined) || PART_ALONE.test(text);
  if (said.why === "day_without_time" && said.day && !partSaid) {
    const found = onClock(said.day, local.toPlainTime(), when.timeZone);
    if (!found) return { ...said, why: "gap", choices: [] };
    if (!isAhead(found.at, when.now)) return { ...said, why: "past", choices: [] };
    const others = day ? alternativesOf(day, local, when) : [];
    return { ...NOTHING, startsAt: found.at, alternatives: others.filter((at) => isAhead(at, when.now)), said: true };
  }
  if (/\bsame day (?:and time )?next week\b/i.test(text))
    return { ...NOTHING, startsAt: local.add({ weeks: 1 }), said: true };
  return said;
}

function alternativesOf(day: DayMention, local: Temporal.ZonedDateTime, when: When): Temporal.ZonedDateTime[] {
  const probe: TimeMention = { start: day.end, end: day.end, time: local.toPlainTime() };
  const start = decideStart({ days: [day], times: [probe], lengths: [], zone: null }, "", when);
  return [...start.alternatives];
}

/** One start from one day and one time, in the zone that was said. */
import type { ResolvedDay } from "./calendar.ts";
import type { TimeMention } from "./clock-times.ts";
import type { DayMention } from "./said-days.ts";
import { isAhead, NOTHING, onClock, type Start, startChoices } from "./starts.ts";
import type { SaidZone } from "./zones.ts";

export interface When {
  readonly now: Temporal.Instant;
  readonly timeZone: string;
  /** The day that "tomorrow" counts from: today, or the day a pasted letter was sent. */
  readonly countFrom: Temporal.PlainDate;
}

const zoneFor = (said: SaidZone | null | undefined, when: When): string | null =>
  said === null || said === undefined || said.kind === "own" ? when.timeZone : said.kind === "zone" ? said.zone : null;

/** One start from one day (or none) and one time. */
export function combine(
  day: ResolvedDay | null,
  mention: DayMention | null,
  time: TimeMention,
  zoneOfAll: SaidZone | null,
  when: When,
): Start {
  const said = time.zone ?? zoneOfAll;
  const zone = zoneFor(said, when);
  const length = time.minutes === undefined || time.minutes === null ? {} : { durationMinutes: time.minutes };
  const named = said?.kind === "zone" ? { zone: said.zone } : {};
  const halves = { time: time.time, ...named, ...length, ...(day?.date ? { day: day.date } : {}) };
  if (time.minutes === null) return { ...NOTHING, ...halves, why: "end_before_start", said: true };
  if (zone === null) return { ...NOTHING, ...halves, why: "unknown_zone", said: true };
  const at = (date: Temporal.PlainDate) => onClock(date, time.time, zone);
  if (day && !day.date) {
    const starts = day.choices.flatMap((date) => at(date)?.at ?? []);
    return {
      ...NOTHING,
      ...halves,
      ...length,
      why: day.why ?? "missing",
      choices: startChoices(starts, when.now),
      said: true,
    };
  }
  const today = when.now.toZonedDateTimeISO(when.timeZone).toPlainDate();
  const date = day?.date ?? today;
  let found = at(date);
  if (!day && found && !isAhead(found.at, when.now)) found = at(today.add({ days: 1 }));
  if (!found) return { ...NOTHING, ...halves, day: date, why: "gap", said: true };
  if (!isAhead(found.at, when.now)) return { ...NOTHING, ...halves, why: "past", said: true };
  const others = [
    ...(day?.alternatives ?? []).flatMap((other) => at(other)?.at ?? []),
    ...(found.again ? [found.again] : []),
    ...literally(found.at, said, time.time),
    ...smallHours(mention, when).flatMap((other) => at(other)?.at ?? []),
  ];
  const start = found.at;
  return {
    startsAt: start,
    ...named,
    ...length,
    choices: [],
    alternatives: others.filter(
      (other) => isAhead(other, when.now) && other.epochMilliseconds !== start.epochMilliseconds,
    ),
    said: true,
  };
}

/** "PST" in July: the literal offset is a second reading; so is London for "GMT" in summer. */
function literally(
  start: Temporal.ZonedDateTime,
  said: SaidZone | null,
  time: Temporal.PlainTime,
): Temporal.ZonedDateTime[] {
  if (said?.kind !== "zone") return [];
  const other = said.literal ?? (said.zone === "UTC" ? "Europe/London" : undefined);
  return other === undefined ? [] : [start.toPlainDate().toPlainDateTime(time).toZonedDateTime(other)];
}

/** Between midnight and four "tomorrow" may also be the day that has just begun. */
function smallHours(mention: DayMention | null, when: When): Temporal.PlainDate[] {
  const local = when.now.toZonedDateTimeISO(when.timeZone);
  if (mention?.said.kind !== "relative" || mention.said.days !== 1 || local.hour >= 4) return [];
  return [local.toPlainDate()];
}

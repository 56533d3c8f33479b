/** Takes a frame that was added to, and works out again what is still missing and why. */
import { ABOUT_STORED } from "./asks.ts";
import type { TimeMention } from "./clock-times.ts";
import type { When } from "./combine-start.ts";
import { decideStart } from "./decide-start.ts";
import type { Moments } from "./moments.ts";
import type { Choice, Context, Frame, Known, Slot } from "./reading.ts";
import { newStart } from "./reschedules.ts";
import type { DayMention } from "./said-days.ts";
import { NOTHING, type Start, usualStarts } from "./starts.ts";
import type { Understood } from "./understand.ts";

/** A day that was settled before, as if the text had said it in full. */
export const dayMention = (day: Temporal.PlainDate): DayMention => ({
  start: 0,
  end: 0,
  said: { kind: "date", year: day.year, month: day.month, day: day.day },
});

/** A time that was settled before, with its zone and length. */
export const timeMention = (time: Temporal.PlainTime, zone?: string, minutes?: number): TimeMention => ({
  start: 0,
  end: 0,
  time,
  ...(zone === undefined ? {} : { zone: { kind: "zone", zone } }),
  ...(minutes === undefined ? {} : { minutes }),
});

export const whenOf = (context: Context): When => ({
  now: context.now,
  timeZone: context.timeZone,
  countFrom: context.now.toZonedDateTimeISO(context.timeZone).toPlainDate(),
});

export const targetOf = (frame: Frame, context: Context): Known | undefined =>
  (context.interviews ?? []).find((known) => known.id === frame.target);

/** What the frame itself says of the start, as mentions: its day and its time, whichever it has. */
export const momentsOf = (frame: Frame): Moments => ({
  days: frame.day ? [dayMention(frame.day)] : [],
  times: frame.time ? [timeMention(frame.time, frame.zone, frame.durationMinutes)] : [],
  lengths: [],
  zone: null,
});

/** The start that mentions fix, for a new interview or for a move of the frame's target. `text` is the answer. */
export function startOf(frame: Frame, moments: Moments, text: string, context: Context): Start {
  if (frame.intent !== "reschedule") return decideStart(moments, text, whenOf(context));
  const move = { pointer: { days: [], times: [] }, target: moments, ...(frame.shift ? { shift: frame.shift } : {}) };
  return newStart(move, targetOf(frame, context) ?? null, text, whenOf(context));
}

/** The frame with a start, or with the halves of one. */
export function withStart(frame: Frame, start: Start): Frame {
  const { startsAt: _, day: __, time: ___, shift: ____, ...rest } = frame;
  return {
    ...rest,
    ...(start.startsAt ? { startsAt: start.startsAt } : {}),
    ...(start.startsAt || !start.day ? {} : { day: start.day }),
    ...(start.startsAt || !start.time ? {} : { time: start.time }),
    ...(start.zone === undefined ? {} : { zone: start.zone }),
    ...(start.durationMinutes === undefined ? {} : { durationMinutes: start.durationMinutes }),
  };
}

function missingOf(frame: Frame, context: Context): Slot[] {
  const { intent } = frame;
  const stored = ABOUT_STORED.has(intent);
  const needsStart =
    intent === "schedule" || (intent === "reschedule" && !(frame.target === undefined && (frame.shift || frame.day)));
  return [
    ...(stored && frame.target === undefined && !(context.interviews === null && frame.company !== undefined)
      ? (["target"] as const)
      : []),
    ...((intent === "schedule" || intent === "add_job") && frame.company === undefined ? (["company"] as const) : []),
    ...(needsStart && !frame.startsAt ? (["startsAt"] as const) : []),
    ...(intent === "remind" && frame.offsetMinutes === undefined && !frame.rules ? (["offsetMinutes"] as const) : []),
    ...(intent === "email" && frame.email === undefined ? (["email"] as const) : []),
  ];
}

/** The frame as understood anew. `start` is how its start was decided, if it was just now. */
export function refill(
  frame: Frame,
  context: Context,
  start: Start = NOTHING,
  targets: readonly Known[] = [],
): Understood {
  const { needsClarification: _, ...rest } = frame;
  const missing = missingOf(rest, context);
  const choices: readonly Choice[] =
    start.choices.length === 0 && rest.day && !rest.time
      ? usualStarts(rest.day, context.timeZone, context.now)
      : start.choices;
  return {
    frame: { ...rest, ...(missing.length === 0 ? {} : { needsClarification: missing }) },
    why: {
      startsAt: start.why ?? (rest.day ? "day_without_time" : "missing"),
      target: targets.length > 0 ? "several" : "none",
    },
    startChoices: choices,
    alternatives: start.alternatives,
    targets,
  };
}

/** With a target just chosen, a shift, a day or an hour said before becomes a start. */
export function startForTarget(frame: Frame, context: Context): { frame: Frame; start: Start } {
  if (frame.intent !== "reschedule" || frame.startsAt || frame.target === undefined) return { frame, start: NOTHING };
  const start = startOf(frame, momentsOf(frame), "", context);
  return start.said ? { frame: withStart(frame, start), start } : { frame, start: NOTHING };
}

/** The card of an interview after everything that can be done to it, and in every state that it can be in. */
import { type CardInput, interviewCard, presentCard } from "../../../src/chat/messages/card.ts";
import { editMenu } from "../../../src/chat/messages/menus.ts";
import { preparation } from "../../../src/chat/messages/preparation.ts";
import { reminderMessage } from "../../../src/chat/messages/reminder.ts";
import type { Message } from "../../../src/chat/port.ts";
import type { Done } from "../../../src/commands/result.ts";
import {
  CANCEL_REASONS,
  type CancelReason,
  type Interview,
  OUTCOMES,
  type Outcome,
} from "../../../src/interviews/interview.ts";
import { APOLOGY, headline } from "../../../src/reminders/wording.ts";
import { DEFAULT_SETTINGS, type User } from "../../../src/users/user.ts";
import { AFTER, AT, figma, full, interview, NOW, REMINDERS, user, zoned } from "./people.ts";

export const card = (fields: Partial<Interview>, done: Done, more: Partial<CardInput> = {}, at = AT): Message =>
  interviewCard(
    {
      interview: interview(fields),
      user: user(),
      done,
      before: null,
      conflicts: [],
      reminders: REMINDERS,
      tooLate: null,
      undoable: true,
      alternatives: [],
      asksZone: false,
      ...more,
    },
    at,
  );

const cancelled = { status: "cancelled", cancelReason: "me" } as const;
const completed = { status: "completed" } as const;

/** By what was done: a new word of the core does not compile without its card. */
const DONE: Readonly<Record<Done, Message>> = {
  scheduled: card({}, "scheduled"),
  moved: card({}, "moved", { before: interview({ startsAt: zoned("2026-03-09T15:00") }) }),
  edited: card({ round: "technical" }, "edited"),
  cancelled: card(cancelled, "cancelled"),
  completed: card(completed, "completed", {}, AFTER),
  decided: card({ ...completed, outcome: "offer" }, "decided", {}, AFTER),
  reminder_added: card({ reminderRules: ["-PT30M"] }, "reminder_added"),
  snoozed: card({ snoozedUntil: NOW.add({ minutes: 15 }) }, "snoozed"),
  ready: card({ readyAt: NOW }, "ready"),
  undone: card({}, "undone"),
  shown: presentCard(full(), user(), REMINDERS, AT),
  unchanged: card({}, "unchanged"),
  known: card({}, "known"),
  stale: card({}, "stale"),
  kept: card({}, "kept", { conflicts: [figma()] }),
};

const CANCELLED: Readonly<Record<CancelReason, Message>> = {
  me: card(cancelled, "unchanged"),
  employer: card({ ...cancelled, cancelReason: "employer" }, "shown"),
  no_show: card({ ...cancelled, cancelReason: "no_show" }, "cancelled", {}, AFTER),
};

const decided = (outcome: Outcome): readonly [string, Message][] => [
  [`decided ${outcome}`, card({ ...completed, outcome }, "decided", {}, AFTER)],
  [`over, ${outcome}`, card({ ...completed, outcome }, "shown", {}, AFTER)],
];

const off: User = user({ settings: { ...DEFAULT_SETTINGS, reminders: false } });
const soon = zoned("2026-03-04T15:00");

export const CARDS: Readonly<Record<string, Message>> = {
  ...DONE,
  ...Object.fromEntries(CANCEL_REASONS.map((reason) => [`cancelled by ${reason}`, CANCELLED[reason]])),
  ...Object.fromEntries(OUTCOMES.flatMap(decided)),
  "moved, a new length": card({ durationMinutes: 90 }, "moved", { before: interview() }),
  "moved, on again": card({}, "moved", { before: interview(cancelled), reminders: [] }),
  "everything known, scheduled": interviewCard({ ...input(), interview: full() }, AT),
  "said in another zone": card({ startsAt: zoned("2026-03-10T11:00", "America/New_York") }, "scheduled"),
  "12-hour clock": card({}, "scheduled", {}, { ...AT, reader: { timeZone: "America/New_York", clock: 12 } }),
  "over midnight": card({ startsAt: zoned("2026-03-10T23:30") }, "shown"),
  "four overlaps, other days, no reminders, guessed zone": card({ startsAt: soon }, "scheduled", {
    user: user({ timeZoneConfirmed: false }),
    conflicts: [figma(), figma({ company: "Stripe" }), figma(), figma()],
    alternatives: [zoned("2026-03-11T15:00"), zoned("2026-03-18T15:00")],
    reminders: [],
    asksZone: true,
  }),
  "some reminders too late": card({}, "reminder_added", { tooLate: "some" }),
  "all reminders too late": card({}, "reminder_added", { tooLate: "all" }),
  "reminders off": card({}, "scheduled", { user: off, reminders: [] }),
  "too soon for reminders": card({ startsAt: soon }, "scheduled", { reminders: [] }),
  "too soon for any reminder": card({ startsAt: zoned("2026-03-04T14:15") }, "scheduled", { reminders: [] }),
  "started already": card({ startsAt: zoned("2026-03-04T14:00") }, "scheduled", { reminders: [] }),
  "more than a year away": card({ startsAt: zoned("2028-03-10T15:00") }, "scheduled"),
  "should be over": presentCard(interview(), user(), [], AFTER),
  deleted: presentCard(interview({ deletedAt: NOW }), user(), [], AT),
  "nothing to prepare": card({ tasks: [] }, "shown"),
};

function input(): CardInput {
  return {
    interview: interview(),
    user: user(),
    done: "scheduled",
    before: null,
    conflicts: [],
    reminders: REMINDERS,
    tooLate: null,
    undoable: true,
    alternatives: [],
    asksZone: false,
  };
}

const half = interview({ tasks: interview().tasks.map((task, index) => ({ ...task, done: index % 2 === 0 })) });
const all = interview({ tasks: interview().tasks.map((task) => ({ ...task, done: true })) });

export const PREPARATIONS: Readonly<Record<string, Message>> = {
  "nothing done": preparation(interview()),
  "half done": preparation(half),
  "all done": preparation(all),
  "nothing on the list": preparation(interview({ tasks: [] })),
};

export const reminder = (of: Interview, now: Temporal.Instant, late = false): Message =>
  reminderMessage({
    user: user(),
    interview: of,
    kind: "24_hours",
    headline: headline(of, late ? now.subtract({ hours: 3 }) : now, now, AT.reader),
    apology: late ? APOLOGY : null,
    late,
    dueAt: now,
    now,
  });

export const REMINDING: Readonly<Record<string, Message>> = {
  "a day before": reminder(full(), Temporal.Instant.from("2026-03-09T15:00:00Z")),
  "two hours before": reminder(half, Temporal.Instant.from("2026-03-10T13:00:00Z")),
  "ten minutes before, all prepared": reminder(all, Temporal.Instant.from("2026-03-10T14:50:00Z")),
  late: reminder(interview({ tasks: [] }), Temporal.Instant.from("2026-03-10T14:40:00Z"), true),
};

export const MENUS: Readonly<Record<string, Message>> = {
  "edit, scheduled": editMenu(interview()),
  "edit, cancelled": editMenu(interview(cancelled)),
};

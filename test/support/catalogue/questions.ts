/** Every question that the bot asks back, with every kind of choice. */
import { notUnderstood, questionMessage, settledQuestion } from "../../../src/chat/messages/questions.ts";
import type { Message } from "../../../src/chat/port.ts";
import { ZONE_QUESTION } from "../../../src/chat/zone-first.ts";
import type { Choice, Frame, Question, Slot, Why } from "../../../src/language/reading.ts";
import { AT, FIGMA, figma, interview, knownOf, STRIPE, zoned } from "./people.ts";

const known = [knownOf(interview()), knownOf(figma({ company: "Stripe" }))];
const day = Temporal.PlainDate.from("2026-03-13");

const asked = (asks: Slot, why: Why, frame: Partial<Frame> = {}, choices: readonly Choice[] = []): Question => ({
  asks,
  why,
  frame: { intent: "schedule", ...frame },
  choices,
});

const starts: readonly Choice[] = ["2026-03-11T15:00", "2026-03-18T15:00"].map((wall) => ({
  slot: "startsAt",
  startsAt: zoned(wall),
}));
const days: readonly Choice[] = ["2026-03-12", "2026-12-03"].map((iso) => ({
  slot: "day",
  day: Temporal.PlainDate.from(iso),
}));
const targets: readonly Choice[] = [STRIPE, FIGMA].map((target) => ({ slot: "target", target }));
const offsets: readonly Choice[] = [15, 60, 1440].map((offsetMinutes) => ({ slot: "offsetMinutes", offsetMinutes }));
const about = { company: "Figma", round: "onsite" };

/** By what is asked for: a new one does not compile without its question. */
const ASKED: Readonly<Record<Slot, Question>> = {
  intent: asked("intent", "missing"),
  target: asked("target", "several", { intent: "cancel" }, targets),
  company: asked("company", "missing", { startsAt: zoned("2026-03-13T15:00") }),
  startsAt: asked("startsAt", "missing", about),
  offsetMinutes: asked("offsetMinutes", "missing", { intent: "remind" }, offsets),
  timeZone: ZONE_QUESTION,
  email: asked("email", "missing", { intent: "email" }),
};

/** By why it is asked. */
const WHY: Readonly<Record<Why, Question>> = {
  missing: asked("startsAt", "missing", { ...about, time: Temporal.PlainTime.from("15:00"), zone: "America/New_York" }),
  day_without_time: asked("startsAt", "day_without_time", { ...about, day }, starts),
  ambiguous_date: asked("startsAt", "ambiguous_date", about, days),
  contradiction: asked("startsAt", "contradiction", { ...about, day }, days),
  past: asked("startsAt", "past", about),
  gap: asked("startsAt", "gap", about, starts),
  several_times: asked("startsAt", "several_times", about, starts),
  unknown_zone: asked("startsAt", "unknown_zone", about),
  impossible_date: asked("startsAt", "impossible_date", about),
  end_before_start: asked("startsAt", "end_before_start", about),
  several: asked("target", "several", { intent: "reschedule" }, targets),
  none: asked("target", "none", { intent: "complete", company: "Stripe" }, targets.slice(0, 1)),
};

const shown = (question: Question, again: Parameters<typeof questionMessage>[4] = null): Message =>
  questionMessage(question, "aB3_xYz-0123", known, AT, again);
const all = [
  ...Object.entries(ASKED).map(([asks, question]) => [`asks ${asks}`, question] as const),
  ...Object.entries(WHY).map(([why, question]) => [`because ${why}`, question] as const),
];

export const QUESTIONS: Readonly<Record<string, Message>> = {
  ...Object.fromEntries(all.map(([name, question]) => [name, shown(question)])),
  ...Object.fromEntries(
    Object.entries(ASKED).map(([asks, question]) => [`asks ${asks} again`, shown(question, "not_understood")]),
  ),
  "still open": shown(ASKED.company, "still_open"),
  settled: settledQuestion(WHY.several, AT),
  "not understood": notUnderstood("hmm", { intent: "unknown" }, AT),
  "not understood but a company": notUnderstood("Figma", { intent: "unknown", company: "Figma" }, AT),
  "not understood but a time": notUnderstood(
    "tomorrow at 3",
    { intent: "unknown", startsAt: zoned("2026-03-05T15:00") },
    AT,
  ),
};

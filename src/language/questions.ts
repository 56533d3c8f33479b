/** Makes the question that a frame still needs, with the choices to press. */
import { ABOUT_PAST, firstAsked } from "./asks.ts";
import type { Choice, Context, Known, Question, Slot, Why } from "./reading.ts";
import type { Understood } from "./understand.ts";

const OFFSETS = [15, 30, 60];

const asTargets = (interviews: readonly Known[]): Choice[] =>
  interviews.slice(0, 5).map((known) => ({ slot: "target", target: known.id }));

/** When nothing fits, what the person may have meant: what lies ahead, or for a look back what is over. */
function offered(understood: Understood, context: Context): Choice[] {
  if (understood.targets.length > 0) return asTargets(understood.targets);
  const all = [...(context.interviews ?? [])].sort((a, b) => Temporal.ZonedDateTime.compare(a.startsAt, b.startsAt));
  const ahead = all.filter((known) => known.upcoming);
  const over = all.filter((known) => !known.upcoming).reverse();
  return asTargets(ABOUT_PAST.has(understood.frame.intent) ? [...over, ...ahead] : ahead);
}

function choicesFor(slot: Slot, understood: Understood, context: Context): readonly Choice[] {
  if (slot === "target") return offered(understood, context);
  if (slot === "startsAt") return understood.startChoices;
  if (slot === "offsetMinutes") return OFFSETS.map((offsetMinutes) => ({ slot: "offsetMinutes", offsetMinutes }));
  return [];
}

/** The first question that is open, or null when nothing is missing. */
export function questionOf(understood: Understood, context: Context): Question | null {
  const asks = firstAsked(understood.frame);
  if (asks === undefined) return null;
  const why: Why = understood.why[asks] ?? "missing";
  return { asks, why, frame: understood.frame, choices: choicesFor(asks, understood, context) };
}

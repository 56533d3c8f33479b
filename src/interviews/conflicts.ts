/** Decides which interviews get in each other's way. */
import { endsAt, type Interview } from "./interview.ts";

/** No interview is taken to last longer, so a look this far back finds all that may overlap. */
export const LONGEST_HOURS = 24;

/** Those of `others` that overlap it in time, scheduled only, soonest first. Touching ends do not overlap. */
export function conflictsWith(interview: Interview, others: readonly Interview[]): Interview[] {
  const start = interview.startsAt.epochMilliseconds;
  const end = endsAt(interview).epochMilliseconds;
  return others
    .filter((other) => other.id !== interview.id && other.status === "scheduled" && other.deletedAt === null)
    .filter((other) => other.startsAt.epochMilliseconds < end && endsAt(other).epochMilliseconds > start)
    .sort((a, b) => a.startsAt.epochMilliseconds - b.startsAt.epochMilliseconds);
}

/** The frame of a new interview, or of a posting. */
import { zoneOfPlace } from "./cities.ts";
import { decideStart } from "./decide-start.ts";
import type { Extract } from "./extract.ts";
import { findMoments } from "./moments.ts";
import type { Parts } from "./parts.ts";
import type { Frame, Slot } from "./reading.ts";
import { sheetOf } from "./sheet.ts";
import { NOTHING, type Start } from "./starts.ts";
import type { Understood } from "./understand.ts";

/** Of older messages only this much completes the newest. */
const LONGEST_QUOTE = 1_000;

/** How long it takes, where the text says so. */
export function lengthOf(found: Extract, start: Start): number | undefined {
  if (start.durationMinutes !== undefined) return start.durationMinutes;
  const lengths = found.moments.lengths.filter((length) => length.days === undefined && length.minutes <= 12 * 60);
  return (lengths.find((length) => length.use === "lasts") ?? lengths.find((length) => length.use === "bare"))?.minutes;
}

const details = (reading: Parts, start: Start): Partial<Frame> => {
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
function jobPlace({ found, text }: Parts): string | undefined {
  const remote = /\b(remote(?: \([^)]{2,30}\))?|hybrid)\b/i.exec(text)?.[1];
  if (remote !== undefined) return remote;
  const left = [...found.sheet.rest.matchAll(/[,(-] ?(\p{Lu}[\p{L} .'-]{2,30}?)(?=[,.)\n]|$)/gu)].map(
    (match) => match[1] ?? "",
  );
  return left.find((name) => name !== found.company && zoneOfPlace(name) !== null);
}

export const halves = (start: Start): Partial<Frame> => ({
  ...(start.startsAt ? { startsAt: start.startsAt } : {}),
  ...(start.day ? { day: start.day } : {}),
  ...(start.time ? { time: start.time } : {}),
  ...(start.zone === undefined ? {} : { zone: start.zone }),
});

/** A new interview, or a posting. */
export function create(reading: Parts): Understood {
  const { found, when, letter, intent } = reading;
  let start = intent === "add_job" ? NOTHING : decideStart(found.moments, found.sheet.text, when);
  if (!start.said && letter.quoted !== "" && intent === "schedule") {
    const older = sheetOf(letter.quoted.slice(0, LONGEST_QUOTE));
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

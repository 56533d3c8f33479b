/** Turns what was said about an interview into details that may be stored. Pure. */
import { PersonError } from "../errors.ts";
import { LONGEST_HOURS } from "./conflicts.ts";
import { DEFAULT_DURATION_MINUTES, type Details, type Interview, type Interviewer } from "./interview.ts";
import { clean, cleanLink } from "./words.ts";

/** A change of details: an absent key stays as it is. */
export type DetailsChange = Partial<Details> & {
  readonly addInterviewers?: readonly Interviewer[];
  readonly removeInterviewers?: readonly string[];
};

const MOST_INTERVIEWERS = 20;

/** Details of a new interview; what was not said is null, an hour long. Throws PersonError for what cannot be. */
export function newDetails(said: Pick<Details, "company" | "startsAt"> & Partial<Details>): Details {
  const company = clean(said.company, "name");
  if (company === null)
    throw new PersonError("Which company is it with? Write it once more, for instance: Figma Friday 10am.");
  return {
    company,
    role: clean(said.role, "name"),
    round: clean(said.round, "name"),
    interviewers: cleanPeople(said.interviewers ?? []),
    startsAt: said.startsAt,
    durationMinutes: duration(said.durationMinutes ?? DEFAULT_DURATION_MINUTES),
    format: said.format ?? null,
    link: cleanLink(said.link),
    location: clean(said.location, "place"),
    notes: clean(said.notes, "notes"),
  };
}

/** The interview with a change of details made. Throws PersonError for what cannot be. */
export function changedDetails(before: Interview, change: DetailsChange): Interview {
  const { addInterviewers = [], removeInterviewers = [], ...plain } = change;
  const merged = newDetails({ ...before, ...plain });
  const leaving = new Set(removeInterviewers.map(nameKey));
  const staying = merged.interviewers.filter(({ name }) => !leaving.has(nameKey(name)));
  return { ...before, ...merged, interviewers: cleanPeople([...staying, ...addInterviewers]) };
}

/** Whether any detail differs; a change that changes nothing is not written. */
export const sameDetails = (a: Interview, b: Interview): boolean => JSON.stringify(a) === JSON.stringify(b);

const nameKey = (name: string) => name.normalize("NFKC").trim().toLowerCase();

/** Without empty names, each name once; a later mention adds the address that the first one lacked. */
function cleanPeople(interviewers: readonly Interviewer[]): readonly Interviewer[] {
  const byName = new Map<string, Interviewer>();
  for (const said of interviewers) {
    const name = clean(said.name, "name");
    if (name === null) continue;
    const key = nameKey(name);
    byName.set(key, { name: byName.get(key)?.name ?? name, email: said.email ?? byName.get(key)?.email ?? null });
  }
  return [...byName.values()].slice(0, MOST_INTERVIEWERS);
}

function duration(minutes: number): number {
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > LONGEST_HOURS * 60) {
    throw new PersonError("An interview takes between 5 minutes and 24 hours. How long is it, in minutes?");
  }
  return minutes;
}

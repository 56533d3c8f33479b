/** The use cases around interviews: each is one conditional write; what follows from it is owed from then on. */
import { PersonError } from "../errors.ts";
import { conflictsWith, LONGEST_HOURS } from "./conflicts.ts";
import { changedDetails, type DetailsChange, newDetails, sameDetails } from "./details.ts";
import {
  type CancelReason,
  type Details,
  type Interview,
  type Kept,
  type Outcome,
  type Snapshot,
  snapshotOf,
  UNDO,
} from "./interview.ts";
import { retask, tasksFor, withTask } from "./preparation.ts";
import type { InterviewRepository } from "./repository.ts";
import { clean, companyKey } from "./words.ts";

/** In whose name, because of which event, and when. */
export interface Act {
  readonly interviews: InterviewRepository;
  readonly eventId: string;
  readonly now: Temporal.Instant;
}

/** An interview and how it was before; `before` equals `after` when nothing had to change. */
export interface Change {
  readonly before: Interview;
  readonly after: Interview;
}

/** Stores a new interview of the person. The same event again gives the interview it made the first time. */
export async function schedule(
  act: Act,
  ids: { readonly interview: string; readonly user: string },
  said: Pick<Details, "company" | "startsAt"> & Partial<Details>,
): Promise<Interview> {
  const details = newDetails(said);
  return act.interviews.create(
    {
      ...details,
      id: ids.interview,
      userId: ids.user,
      version: 1,
      status: "scheduled",
      cancelReason: null,
      outcome: "pending",
      tasks: tasksFor(details.format),
      reminderRules: [],
      snoozedUntil: null,
      readyAt: null,
      deletedAt: null,
      createdAt: act.now,
      changedAt: act.now,
    },
    act.eventId,
  );
}

/** Those that start so near to a moment that an interview that begins then may overlap them. */
export interface Around {
  readonly startsAt: Temporal.ZonedDateTime;
  readonly found: readonly Interview[];
}

export async function around(
  { interviews }: Pick<Act, "interviews">,
  startsAt: Temporal.ZonedDateTime,
): Promise<Around> {
  const start = startsAt.toInstant();
  const [from, to] = [start.subtract({ hours: LONGEST_HOURS }), start.add({ hours: LONGEST_HOURS })];
  return { startsAt, found: await interviews.between(from, to, 200) };
}

/** The scheduled interviews that overlap this one. `near` saves looking, if it was looked around its very start. */
export async function conflicts(
  act: Pick<Act, "interviews">,
  interview: Interview,
  near?: Around,
): Promise<readonly Interview[]> {
  const { startsAt } = interview;
  const looked = near?.startsAt.epochMilliseconds === startsAt.epochMilliseconds ? near : await around(act, startsAt);
  return conflictsWith(interview, looked.found);
}

/**
 * The scheduled interview at that company and start, if one is stored already: people say a thing twice when they are
 * unsure whether it was heard. Null too for the event that stored it, which only runs again.
 */
export async function saidBefore(
  { interviews, eventId }: Act,
  { company, startsAt }: Pick<Details, "company" | "startsAt">,
  near: Around,
): Promise<Interview | null> {
  const key = companyKey(company);
  const twin = near.found.find(
    (it) =>
      it.status === "scheduled" &&
      companyKey(it.company) === key &&
      it.startsAt.epochMilliseconds === startsAt.epochMilliseconds,
  );
  if (twin === undefined) return null;
  const kept = await interviews.kept(twin.id);
  const again = kept?.applied.includes(eventId) === true && kept.interview.version === 1;
  return again ? null : twin;
}

/** Moves an interview. One that was cancelled or over is on again, since somebody named a new time for it. */
export const reschedule = (act: Act, id: string, startsAt: Temporal.ZonedDateTime, durationMinutes?: number) =>
  change(act, id, (interview) => ({
    ...changedDetails(interview, { startsAt, ...(durationMinutes === undefined ? {} : { durationMinutes }) }),
    status: "scheduled",
    cancelReason: null,
    snoozedUntil: null,
    readyAt: null,
  }));

export const edit = (act: Act, id: string, said: DetailsChange) =>
  change(act, id, (interview) => {
    const after = changedDetails(interview, said);
    return after.format === interview.format ? after : { ...after, tasks: retask(interview.tasks, after.format) };
  });

export const cancel = (act: Act, id: string, reason: CancelReason) =>
  change(act, id, (interview) => ({ ...interview, status: "cancelled", cancelReason: reason, snoozedUntil: null }));

export const complete = (act: Act, id: string) =>
  change(act, id, (interview) => {
    if (interview.startsAt.epochMilliseconds > act.now.epochMilliseconds) {
      throw new PersonError(`${interview.company} hasn't started yet. If it was earlier than planned, move it first.`);
    }
    return { ...interview, status: "completed" };
  });

/** The employer's decision or the person's own; an interview that was still on is then over. */
export const decide = (act: Act, id: string, outcome: Outcome) =>
  change(act, id, (interview) => ({
    ...interview,
    outcome,
    status: interview.status === "scheduled" ? closedBy(interview, outcome, act.now) : interview.status,
  }));

/** Invisible at once, gone for good when the undo time is over; its reminders go with it. */
export const remove = (act: Act, id: string) => change(act, id, (interview) => ({ ...interview, deletedAt: act.now }));

const MOST_REMINDERS = 10;

/** More reminders, by their rules. Throws PersonError when they would be too many. */
export const addReminders = (act: Act, id: string, rules: readonly string[]) =>
  change(act, id, (interview) => {
    if (interview.status === "cancelled")
      throw new PersonError(
        `${interview.company} is cancelled, so no reminder would come. Move it to a new time first.`,
      );
    const reminderRules = [...new Set([...interview.reminderRules, ...rules])];
    // Never by forgetting an earlier one: somebody counts on it.
    if (reminderRules.length > MOST_REMINDERS)
      throw new PersonError(`${interview.company} can have ${MOST_REMINDERS} extra reminders. I added none of these.`);
    return { ...interview, reminderRules };
  });

/** One more reminder in `minutes`; never at or past the start. */
export const snooze = (act: Act, id: string, minutes: number) =>
  change(act, id, (interview) => {
    const until = act.now.add({ minutes });
    if (Temporal.Instant.compare(until, interview.startsAt.toInstant()) >= 0) {
      throw new PersonError(`${interview.company} starts before that. This stays your reminder.`);
    }
    return { ...interview, snoozedUntil: until };
  });

export const markReady = (act: Act, id: string) =>
  change(act, id, (interview) => (interview.readyAt === null ? { ...interview, readyAt: act.now } : interview));

export const tick = (act: Act, id: string, taskId: string, done: boolean) =>
  change(act, id, (interview) => {
    if (!interview.tasks.some((task) => task.id === taskId))
      throw new PersonError("That task is no longer on the list.");
    const tasks = interview.tasks.map((task) => (task.id === taskId ? { ...task, done } : task));
    return { ...interview, tasks };
  });

export const addTask = (act: Act, id: string, said: string) =>
  change(act, id, (interview) => {
    const title = clean(said, "name");
    if (title === null) throw new PersonError("What should the task say? For instance: add task for Figma: print CV.");
    if (interview.tasks.length >= 40) throw new PersonError("That's 40 tasks already. Tick or finish some first.");
    return { ...interview, tasks: withTask(interview.tasks, title) };
  });

/**
 * Takes the last change back (or the one that led to `version`). Throws PersonError when there is none, it is over ten
 * minutes old, or something changed since. Undoing a creation removes the interview; undoing an undo brings it back.
 */
export async function undo(
  act: Act,
  which?: { readonly interview: string; readonly version?: number },
): Promise<Change> {
  const kept = which ? await act.interviews.kept(which.interview) : await act.interviews.lastChanged();
  const nothing = new PersonError("There is nothing to undo: changes can be taken back for ten minutes.");
  if (kept === null) throw nothing;
  const { interview, previous, applied } = kept;
  if (applied.includes(act.eventId)) return { before: { ...interview, ...previous }, after: interview };
  if (which?.version !== undefined && which.version !== interview.version) {
    throw new PersonError(
      `${interview.company} was changed again since. Here is how it stands now: write "show ${interview.company}".`,
    );
  }
  if (Temporal.Instant.compare(interview.changedAt.add(UNDO), act.now) < 0) throw nothing;
  const earlier: Snapshot = previous ?? { ...snapshotOf(interview), deletedAt: act.now };
  const after = { ...interview, ...earlier };
  return write(act, interview, after, () => undo(act, which));
}

/** Changes one interview by a pure rule. Throws PersonError when it is not there; the same event twice changes nothing. */
async function change(act: Act, id: string, rule: (interview: Interview) => Interview): Promise<Change> {
  const kept: Kept | null = await act.interviews.kept(id);
  const gone = new PersonError('That interview is no longer there. Write "list" to see what is.');
  if (kept === null) throw gone;
  const { interview, applied, previous } = kept;
  // First, since the event may be the one that deleted it.
  if (applied.includes(act.eventId)) return { before: { ...interview, ...previous }, after: interview };
  if (interview.deletedAt !== null) throw gone;
  const after = rule(interview);
  if (sameDetails(interview, after)) return { before: interview, after: interview };
  return write(act, interview, after, () => change(act, id, rule));
}

/** A write that lost a race starts again from what is there now. */
async function write(act: Act, before: Interview, ruled: Interview, again: () => Promise<Change>): Promise<Change> {
  const after: Interview = { ...ruled, version: before.version + 1, changedAt: act.now };
  return (await act.interviews.replace(before, after, act.eventId)) ? { before, after } : again();
}

const closedBy = (interview: Interview, outcome: Outcome, now: Temporal.Instant): Interview["status"] => {
  if (outcome === "pending") return interview.status;
  if (interview.startsAt.epochMilliseconds <= now.epochMilliseconds) return "completed";
  // Before the start, a rejection or a step back calls it off; good news about an earlier round leaves it on.
  return outcome === "rejected" || outcome === "withdrawn" ? "cancelled" : interview.status;
};

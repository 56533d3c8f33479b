/** Goes through all future interviews of a person after a change that touches them all; goes on after a crash. */
import type { PeopleRepository, ReplanDebt } from "../users/repository.ts";
import type { User } from "../users/user.ts";
import type { Interview } from "./interview.ts";
import type { InterviewRepository } from "./repository.ts";

export interface WalkDeps {
  readonly people: PeopleRepository;
  interviewsOf(user: User): InterviewRepository;
  /** Brings everything of one interview in step, for a change that was made `asOf`. Throws if that fails. */
  follow(interview: Interview, asOf: Temporal.Instant): Promise<void>;
  /** When all are done: what shows several of them at once. */
  done(user: User): Promise<void>;
  now(): Temporal.Instant;
}

const BATCH = 50;

/** Works one debt to its end; a batch that was done is not done again. */
export async function walk(deps: WalkDeps, debt: ReplanDebt): Promise<void> {
  const user = await deps.people.get(debt.userId);
  if (user === null) return;
  const interviews = deps.interviewsOf(user);
  let after = debt.after;
  for (;;) {
    const batch = await interviews.walk(deps.now(), after, BATCH);
    for (const { interview, storedStart } of batch) {
      const present = await rederived(interviews, interview, storedStart, deps.now());
      await deps.follow(present, debt.asOf);
    }
    after = batch.at(-1)?.interview.id ?? null;
    if (after === null || batch.length < BATCH) break;
    await deps.people.replanProgress(debt, after);
  }
  await deps.done(user);
  await deps.people.replanDone(debt);
}

/**
 * Wall time and zone hold; where the zone's rules have changed since, the instant derived from them is written anew,
 * as a change like any other.
 */
async function rederived(
  interviews: InterviewRepository,
  interview: Interview,
  storedStart: Temporal.Instant,
  now: Temporal.Instant,
): Promise<Interview> {
  if (storedStart.epochMilliseconds === interview.startsAt.epochMilliseconds) return interview;
  const after = { ...interview, version: interview.version + 1, changedAt: now };
  const written = await interviews.replace(interview, after, `zone-data:${interview.id}:${after.version}`);
  return written ? after : ((await interviews.get(interview.id)) ?? interview);
}

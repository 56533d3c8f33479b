/** Keeps the stored reminders of an interview in step with its plan: scheduling, moving and cancelling are one thing. */
import type { Interview } from "../interviews/interview.ts";
import type { User } from "../users/user.ts";
import { difference, type Step } from "./difference.ts";
import { type PlannedReminder, plan } from "./plan.ts";
import type { ReminderRepository } from "./repository.ts";

export interface FollowDeps {
  /** The record as it is now, deleted or not; null once it is gone. */
  readonly readInterview: (userId: string, interviewId: string) => Promise<Interview | null>;
  /** The person whose record it is today: for a linked user's id, the user it was linked into. */
  readonly readUser: (userId: string) => Promise<User | null>;
  readonly remindersOf: (userIds: readonly string[]) => ReminderRepository;
  /** Told when a reminder was armed, so that the scheduler wakes in time. */
  readonly wake?: (at: Temporal.Instant) => void;
}

export interface Followed {
  /** The interview version that was followed; null when the interview is gone. */
  readonly version: number | null;
  readonly planned: readonly PlannedReminder[];
  /** Whether anything had to be changed. */
  readonly changed: boolean;
}

/** Changes that come faster than this can be followed are a fault, not a busy person. */
const ROUNDS = 10;
export type Follow = (
  userId: string,
  interviewId: string,
  /** When the change was made that is followed, if it was not one of the interview itself (settings, zone). */
  asOf?: Temporal.Instant,
) => Promise<Followed>;

/**
 * Compares the plan with the stored reminders and does the difference. Safe to repeat, and to run twice at once: each
 * write is conditional on the version it was planned for, and afterwards interview and person are read again, so the
 * one that writes last has seen the latest state.
 */
export function createFollow(deps: FollowDeps): Follow {
  const read = async (userId: string, interviewId: string): Promise<Ground> => {
    const [interview, user] = await Promise.all([deps.readInterview(userId, interviewId), deps.readUser(userId)]);
    return { interview, user };
  };
  return async (userId, interviewId, asOf) => {
    const reminders = deps.remindersOf([userId]);
    let ground = await read(userId, interviewId);
    let changed = false;
    for (let round = 0; round < ROUNDS; round += 1) {
      const { interview, user } = ground;
      const planned = interview && user ? plan(interview, user) : [];
      // Before the stored ones are read: a worker that still goes by an older state can no longer cancel one of them.
      await reminders.affirm(interviewId, interview?.version ?? 0);
      const stored = await reminders.of(interviewId);
      const steps = difference(planned, stored, latest(interview?.changedAt, asOf));
      const version = interview?.version ?? Number.MAX_SAFE_INTEGER;
      let settled = true;
      for (const step of steps) {
        const taken = await take(reminders, { userId, interviewId }, step, version, deps.wake);
        settled &&= taken;
      }
      if (steps.length === 0) return { version: interview?.version ?? null, planned, changed };
      changed = true;
      const before = ground;
      ground = await read(userId, interviewId);
      if (settled && sameGround(before, ground)) return { version: interview?.version ?? null, planned, changed };
    }
    throw new Error(`reminders of interview ${interviewId} do not settle`);
  };
}

/** False if another plan was quicker: what it left is looked at again. */
async function take(
  reminders: ReminderRepository,
  owner: { readonly userId: string; readonly interviewId: string },
  step: Step,
  version: number,
  wake: ((at: Temporal.Instant) => void) | undefined,
): Promise<boolean> {
  const armed = (at: Temporal.Instant, done: boolean) => {
    if (done) wake?.(at);
    return done;
  };
  switch (step.kind) {
    case "add":
      return armed(step.planned.dueAt, await reminders.add(owner, step.planned, version));
    case "arm":
      return armed(step.planned.dueAt, await reminders.arm(step.stored, step.planned.dueAt, version));
    case "cancel":
      return reminders.cancel(step.stored, version);
  }
}

/** The moment from which on reminders are owed: the last of the changes that are followed. */
function latest(changedAt: Temporal.Instant | undefined, asOf: Temporal.Instant | undefined): Temporal.Instant {
  const never = Temporal.Instant.fromEpochMilliseconds(0);
  const [one, other] = [changedAt ?? never, asOf ?? never];
  return Temporal.Instant.compare(one, other) >= 0 ? one : other;
}

interface Ground {
  readonly interview: Interview | null;
  readonly user: User | null;
}

/** Whether two readings lead to the same plan. */
const sameGround = (one: Ground, other: Ground): boolean =>
  one.interview?.version === other.interview?.version &&
  one.user?.timeZone === other.user?.timeZone &&
  JSON.stringify(one.user?.settings) === JSON.stringify(other.user?.settings);

/** Runs what follows from a change, and remembers as owed what could not be done. */
import type { Clock } from "../clock.ts";
import type { Logger } from "../log.ts";
import type { Interview } from "./interview.ts";
import { FOLLOWERS, type FollowerName, type OwedRepository } from "./repository.ts";

/** Brings something else in step with the interview as it is; safe to repeat. */
export type Follower = (interview: Interview) => Promise<void>;

export interface Followers {
  /** Runs all followers of one interview, or the one named. Never throws: a failure is owed and tried again. */
  run(interviewId: string, only?: FollowerName): Promise<void>;
  /** Resolves when nothing that was started here is under way any more. */
  idle(): Promise<void>;
}

/** A record that changes faster than this is followed again by the scheduler. */
const ROUNDS = 5;
const RETRY_SECONDS = 30;

export function createFollowers(deps: {
  readonly owed: OwedRepository;
  readonly followers: Readonly<Record<FollowerName, Follower>>;
  readonly clock: Clock;
  readonly log: Logger;
  /** In [0, 1): spreads tries, so that all that failed together is not tried together. */
  readonly chance?: () => number;
}): Followers {
  const { owed, followers, clock, log, chance = Math.random } = deps;
  const running = new Set<Promise<void>>();

  async function follow(interviewId: string, name: FollowerName): Promise<void> {
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        const interview = await owed.read(interviewId);
        if (interview === null) return;
        await followers[name](interview);
        // Cleared only if nothing changed meanwhile; otherwise what is owed now is owed for the newer state.
        if (await owed.clear(interviewId, name, interview.version)) return;
      }
    } catch (err) {
      const until = clock.now().add({ seconds: Math.round(RETRY_SECONDS * (1 + chance())) });
      log.warn({ err, follower: name, interview: interviewId }, "a follower failed; it is tried again");
      await owed
        .postpone(interviewId, name, until)
        .catch((err: unknown) => log.error({ err }, "a debt was not postponed"));
    }
  }

  return {
    async run(interviewId, only) {
      const work = Promise.all((only === undefined ? FOLLOWERS : [only]).map((name) => follow(interviewId, name))).then(
        () => {},
      );
      running.add(work);
      await work.finally(() => running.delete(work));
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Numbers what is said: times in microseconds, never the same twice, and known to be under way until stored. */
import type { Clock } from "../../src/clock.ts";

export interface Stamp {
  readonly value: number;
  readonly at: Temporal.Instant;
}

export interface Stamps {
  next(): Stamp;
  /** Stores something under a new stamp; the stamp counts as under way until `work` ends, however it ends. */
  during<T>(work: (stamp: Stamp) => Promise<T>): Promise<T>;
  /** Whether something with an earlier stamp is still under way: a reader that has this one may lack that one. */
  earlierUnderWay(value: number): boolean;
}

export function createStamps(clock: Clock): Stamps {
  const underWay = new Set<number>();
  let last = 0;
  function next(): Stamp {
    const at = clock.now();
    last = Math.max(last + 1, at.epochMilliseconds * 1000);
    return { value: last, at };
  }
  return {
    next,
    async during(work) {
      const stamp = next();
      underWay.add(stamp.value);
      try {
        return await work(stamp);
      } finally {
        underWay.delete(stamp.value);
      }
    },
    earlierUnderWay: (value) => [...underWay].some((other) => other < value),
  };
}

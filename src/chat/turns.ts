/** Who goes first: events are let in before events are worked, and what follows from the work comes last. */

/** What hangs on a slow platform must not keep everybody else's words waiting, nor may all be under way at once. */
const AT_ONCE = 100;
/** What follows is for the eyes of nobody who waits: it takes what the others leave. */
const BEHIND_AT_ONCE = 8;
/** So long at most work waits for others to be let in: a crowd that never ends is answered too. */
const LONGEST_MS = 1_500;

export interface Turns {
  /** Something that is to be acknowledged. */
  letIn<T>(work: () => Promise<T>): Promise<T>;
  /** Something that may wait until those who are at the door are in. */
  whenIn<T>(work: () => Promise<T>): Promise<T>;
  /** Something that nobody waits for, such as bringing older messages up to date. */
  behind<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is let in or worked, or waits to be. */
  idle(): Promise<void>;
}

export function createTurns(): Turns {
  let atTheDoor = 0;
  const quiet: (() => void)[] = [];
  const working = new Set<Promise<unknown>>();
  const places = createPlaces(AT_ONCE);
  const placesBehind = createPlaces(BEHIND_AT_ONCE);

  const settled = () => {
    if (atTheDoor === 0) for (const go of quiet.splice(0)) go();
  };

  function doorClosed(): Promise<void> | null {
    if (atTheDoor === 0) return null;
    return new Promise((resolve) => {
      const late = setTimeout(resolve, LONGEST_MS);
      quiet.push(() => {
        clearTimeout(late);
        resolve();
      });
    });
  }

  function counted<T>(run: Promise<T>): Promise<T> {
    working.add(run);
    const done = () => working.delete(run);
    run.then(done, done);
    return run;
  }

  return {
    letIn: (work) =>
      counted(
        (async () => {
          atTheDoor += 1;
          try {
            return await work();
          } finally {
            atTheDoor -= 1;
            // The acknowledgement goes out first.
            setImmediate(settled);
          }
        })(),
      ),
    whenIn: (work) =>
      counted(
        (async () => {
          await doorClosed();
          return places.take(work);
        })(),
      ),
    behind: (work) =>
      counted(
        placesBehind.take(async () => {
          await doorClosed();
          return work();
        }),
      ),
    async idle() {
      while (working.size > 0) await Promise.allSettled(working);
    },
  };
}

/** Lets so many work at once; the others wait for a place, in their order. */
function createPlaces(most: number) {
  let taken = 0;
  const waiting: (() => void)[] = [];
  return {
    async take<T>(work: () => Promise<T>): Promise<T> {
      if (taken >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else taken += 1;
      try {
        return await work();
      } finally {
        // The place is handed on.
        const next = waiting.shift();
        if (next === undefined) taken -= 1;
        else next();
      }
    },
  };
}

/** Lets events in before events are worked: whoever waits for an acknowledgement waits for nobody's answer. */

/** What hangs on a slow platform must not keep everybody else's words waiting, nor may all be under way at once. */
const AT_ONCE = 100;
/** So long at most work waits for others to be let in: a crowd that never ends is answered too. */
const LONGEST_MS = 1_500;

export interface Turns {
  /** Something that is to be acknowledged. */
  letIn<T>(work: () => Promise<T>): Promise<T>;
  /** Something that may wait until those who are at the door are in. */
  whenIn<T>(work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  let atTheDoor = 0;
  let underWay = 0;
  const waiting: (() => void)[] = [];
  const quiet: (() => void)[] = [];

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

  return {
    async letIn(work) {
      atTheDoor += 1;
      try {
        return await work();
      } finally {
        atTheDoor -= 1;
        // The acknowledgement goes out first.
        setImmediate(settled);
      }
    },
    async whenIn(work) {
      await doorClosed();
      if (underWay >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
      else underWay += 1;
      try {
        return await work();
      } finally {
        // The place is handed on.
        const next = waiting.shift();
        if (next === undefined) underWay -= 1;
        else next();
      }
    },
  };
}

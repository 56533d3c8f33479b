/** Lets a few pieces of work run at once and the rest wait in line, each only as long as it can afford to. */

export interface Slots {
  /** True once it is the caller's turn (who must then `give`); false when `patienceMs` passed before. */
  take(patienceMs: number): Promise<boolean>;
  give(): void;
}

export function slots(count: number): Slots {
  let free = count;
  const line: (() => void)[] = [];
  return {
    take(patienceMs) {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        const turn = () => {
          clearTimeout(timer);
          resolve(true);
        };
        const timer = setTimeout(() => {
          line.splice(line.indexOf(turn), 1);
          resolve(false);
        }, patienceMs);
        line.push(turn);
      });
    },
    give() {
      const next = line.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}

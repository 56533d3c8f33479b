/** Collects the lines of a run and says, for each aim, whether it was met. */
import { loadavg } from "node:os";

export interface Report {
  /** A figure without an aim of its own. */
  line(what: string, figure: string): void;
  /** A figure with an aim; `value` is compared with `limit`, both in the same unit. */
  aim(what: string, figure: string, value: number, limit: number): void;
  /** The aims that were not met so far. */
  missed(): readonly string[];
}

const WIDE = 46;

export function createReport(print: (text: string) => void): Report {
  const missed: string[] = [];
  const put = (what: string, figure: string) => print(`  ${what.padEnd(WIDE)} ${figure}`);
  return {
    line: put,
    aim(what, figure, value, limit) {
      const met = value <= limit;
      if (!met) missed.push(what);
      put(what, `${figure}  ${met ? "ok" : "MISSED"} (aim: ${limit})`);
    },
    missed: () => missed,
  };
}

/** How busy the machine is with everything that runs on it: figures of a busy one are worth little. */
export const load = (): string =>
  `load average ${loadavg()
    .map((value) => value.toFixed(2))
    .join(" ")}`;

/** What the tests of the loop share: schedulers on a clock moved by hand, their log, and their end. */
import { Writable } from "node:stream";
import { createLogger } from "../../src/log.ts";
import { createScheduler, type Scheduler, type SchedulerOptions } from "../../src/scheduler/loop.ts";
import { type ManualClock, manualClock, waitFor } from "../support/clock.ts";
import type { MemoryQueue } from "./memory-queue.ts";

const FIVE_MINUTES = 300_000;
export const NEXT_CHECK = "2026-03-10T12:05:00Z";

export interface Looping {
  readonly clock: ManualClock;
  readonly lines: readonly { readonly level: number; readonly msg: string; readonly queue?: string }[];
  start(queues: readonly MemoryQueue[], over?: Partial<SchedulerOptions>): Scheduler;
  /** Until the one that will wake first sleeps until then. */
  asleepUntil(iso: string): Promise<unknown>;
  /** Stops all schedulers, whatever hangs. */
  end(): Promise<void>;
}

/** It is noon of 10 March 2026; queues are checked every five minutes. */
export function looping(): Looping {
  const clock = manualClock("2026-03-10T12:00:00Z");
  const lines: { level: number; msg: string; queue?: string }[] = [];
  const schedulers: Scheduler[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const log = createLogger({ level: "info", pretty: false }, sink);
  return {
    clock,
    lines,
    start(queues, over = {}) {
      const scheduler = createScheduler({ queues, clock, log, checkIntervalMs: FIVE_MINUTES, ...over });
      schedulers.push(scheduler);
      scheduler.start();
      return scheduler;
    },
    asleepUntil: (iso) => waitFor(() => clock.sleepers()[0] === iso, `sleep until ${iso}, not ${clock.sleepers()}`),
    async end() {
      let stopped = false;
      void Promise.all(schedulers.map((one) => one.stop())).then(() => {
        stopped = true;
      });
      await waitFor(() => {
        clock.advance({ minutes: 1 }); // past the grace time of what hangs
        return stopped;
      });
    },
  };
}

/** Runs everything that is due: one lane a queue, and small jobs every so often. Knows no feature. */
import type { Clock } from "../clock.ts";
import type { Logger } from "../log.ts";
import { type Lane, startLane } from "./lane.ts";
import type { Job, Queue } from "./work.ts";

/** How long `stop` waits for work that is under way before it gives it back. */
const GRACE_MS = 10_000;
/** The first run of a job comes this long after the start, so that starting stays quick. */
const FIRST_JOB_MS = 60_000;
/** How often it is looked whether the machine's clock was set back. */
const PULSE_MS = 15_000;

export interface Scheduler {
  start(): void;
  /** Takes nothing new, gives back what has not begun, and waits up to the grace time for what has. */
  stop(): Promise<void>;
  /**
   * Something was stored that is due at `at` (now, if left out), in the named queue or in any: it is worked on time.
   * Costs no query before then. Work stored by another process is found at the next check.
   */
  wake(at?: Temporal.Instant, queue?: string): void;
  /** Up to when all queues are known to keep up: the present, unless one is stuck or the scheduler does not run. */
  heartbeat(): Temporal.Instant;
}

export interface SchedulerOptions {
  readonly queues: readonly Queue<unknown>[];
  readonly jobs?: readonly Job[];
  readonly clock: Clock;
  readonly log: Logger;
  readonly checkIntervalMs: number;
  readonly graceMs?: number;
  readonly pulseMs?: number;
  readonly onTick?: (queue: string, claimed: number) => void;
}

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { queues, jobs = [], clock, log, checkIntervalMs, graceMs = GRACE_MS, pulseMs = PULSE_MS, onTick } = options;
  const stopping = new AbortController();
  let lanes: readonly Lane[] = [];
  let working: readonly Promise<void>[] = [];
  let pulse: NodeJS.Timeout | undefined;
  let lastBeat = Temporal.Instant.fromEpochMilliseconds(0);

  async function repeat(job: Job): Promise<void> {
    let at = clock.now().add({ milliseconds: Math.min(job.everyMs, FIRST_JOB_MS) });
    for (;;) {
      await clock.sleepUntil(at, stopping.signal);
      if (stopping.signal.aborted) return;
      at = clock.now().add({ milliseconds: job.everyMs });
      try {
        await job.run(clock.now());
      } catch (err) {
        log.error({ err, job: job.name }, "a periodic job failed; it runs again at its next time");
      }
    }
  }

  /** Sleepers follow the wall clock: one that was set back would keep them asleep for as long as it was set back. */
  function watchClock(): void {
    let last = clock.now();
    pulse = setInterval(() => {
      const now = clock.now();
      if (Temporal.Instant.compare(now, last) < 0) {
        log.warn({ by: last.since(now).total("seconds") }, "the clock was set back; looking at all queues");
        for (const lane of lanes) lane.look();
      }
      last = now;
    }, pulseMs);
    pulse.unref();
  }

  const beat = (): Temporal.Instant =>
    lanes.map((lane) => lane.upTo()).reduce((a, b) => (Temporal.Instant.compare(a, b) <= 0 ? a : b), clock.now());

  return {
    start() {
      if (lanes.length > 0 || stopping.signal.aborted) return;
      const lane = { clock, log, checkIntervalMs, ...(onTick === undefined ? {} : { onLook: onTick }) };
      lanes = queues.map((queue) => startLane(queue, lane));
      working = jobs.map(repeat);
      watchClock();
    },
    async stop() {
      if (lanes.length > 0) lastBeat = beat();
      stopping.abort();
      clearInterval(pulse);
      await Promise.all([...lanes.map((lane) => lane.stop(graceMs)), ...working]);
      lanes = [];
    },
    wake(at = clock.now(), queue) {
      for (const lane of lanes) if (queue === undefined || lane.name === queue) lane.wake(at);
    },
    heartbeat: () => (lanes.length > 0 && !stopping.signal.aborted ? beat() : lastBeat),
  };
}

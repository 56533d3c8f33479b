/** Keeps an engine running: one that dies is started again, until it is stopped on purpose. */
import type { Clock } from "../../clock.ts";
import type { Logger } from "../../log.ts";
import { nextStart } from "./restarts.ts";

/** An engine that answers. */
export interface Running {
  /** Resolves with the exit code or signal once it is gone. */
  readonly exited: Promise<number | string>;
  /** Closes it cleanly and waits. */
  stop(): Promise<void>;
}

export interface Supervised {
  /** False from the moment the engine died until its successor answers, and after `stop`. */
  up(): boolean;
  /** Closes the engine cleanly; it is not started again. */
  stop(): Promise<void>;
}

/** Watches `first`, and replaces it by `launch()` whenever it dies, as often as `nextStart` allows. */
export function supervise(
  first: Running,
  launch: () => Promise<Running>,
  { clock, log }: { clock: Clock; log: Logger },
): Supervised {
  const stopping = new AbortController();
  const starts: Temporal.Instant[] = [];
  let running: Running | null = first;

  const startAgain = async (): Promise<Running | null> => {
    while (!stopping.signal.aborted) {
      await clock.sleepUntil(nextStart(starts, clock.now()), stopping.signal);
      if (stopping.signal.aborted) return null;
      starts.push(clock.now());
      if (starts.length > 10) starts.shift();
      try {
        return await launch();
      } catch (err) {
        log.error({ err }, "the database engine did not start again; the next try follows");
      }
    }
    return null;
  };

  const watch = async () => {
    while (running !== null) {
      const how = await running.exited;
      running = null;
      if (stopping.signal.aborted) return;
      log.error({ how }, "the database engine died; starting it again");
      const next = await startAgain();
      if (next === null) return;
      // Stopped while it was starting: nobody else would close it.
      if (stopping.signal.aborted) return next.stop();
      running = next;
      log.info("the database engine is up again");
    }
  };
  const watched = watch();

  return {
    up: () => running !== null && !stopping.signal.aborted,
    async stop() {
      stopping.abort();
      await running?.stop();
      await watched;
    },
  };
}

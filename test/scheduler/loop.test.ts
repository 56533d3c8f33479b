/** The loop: on time, without idle questions, and not stopped by anything that goes wrong. */
import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLogger } from "../../src/log.ts";
import { createScheduler, type Scheduler, type SchedulerOptions } from "../../src/scheduler/loop.ts";
import { type ManualClock, manualClock, waitFor } from "../support/clock.ts";
import { type MemoryQueue, memoryQueue } from "./memory-queue.ts";

const FIVE_MINUTES = 300_000;
let clock: ManualClock;
let lines: { level: number; msg: string; queue?: string }[];
let schedulers: Scheduler[];

beforeEach(() => {
  clock = manualClock("2026-03-10T12:00:00Z");
  lines = [];
  schedulers = [];
});
afterEach(async () => {
  let stopped = false;
  void Promise.all(schedulers.map((one) => one.stop())).then(() => {
    stopped = true;
  });
  await waitFor(() => {
    clock.advance({ minutes: 1 }); // past the grace time of what hangs
    return stopped;
  });
});

function start(queues: readonly MemoryQueue[], over: Partial<SchedulerOptions> = {}): Scheduler {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const log = createLogger({ level: "info", pretty: false }, sink);
  const scheduler = createScheduler({ queues, clock, log, checkIntervalMs: FIVE_MINUTES, ...over });
  schedulers.push(scheduler);
  scheduler.start();
  return scheduler;
}

/** Until every lane has gone to sleep, soonest waking first. */
const asleepUntil = (iso: string) =>
  waitFor(() => clock.sleepers()[0] === iso, `sleep until ${iso}, not ${clock.sleepers()}`);
const NEXT_CHECK = "2026-03-10T12:05:00Z";

describe("time", () => {
  test("what is due runs, what is not waits for its moment", async () => {
    const queue = memoryQueue();
    queue.add("now", "2026-03-10T11:00:00Z");
    queue.add("later", "2026-03-10T12:01:30Z");
    start([queue]);
    await waitFor(() => queue.ran.length === 1);
    await asleepUntil("2026-03-10T12:01:30Z");
    clock.set("2026-03-10T12:01:29.999Z");
    await asleepUntil("2026-03-10T12:01:30Z");
    expect(queue.ran).toEqual(["now"]);
    clock.set("2026-03-10T12:01:30Z");
    await waitFor(() => queue.ran.length === 2);
  });

  test("a wake shortens the sleep, and costs no question before its time", async () => {
    const queue = memoryQueue();
    const scheduler = start([queue]);
    await asleepUntil(NEXT_CHECK);
    expect([queue.asked, queue.claims]).toEqual([1, 0]);
    queue.add("a", "2026-03-10T12:03:00Z");
    scheduler.wake(Temporal.Instant.from("2026-03-10T12:04:00Z"));
    scheduler.wake(Temporal.Instant.from("2026-03-10T12:03:00Z"));
    scheduler.wake(Temporal.Instant.from("2026-03-10T12:20:00Z"));
    await asleepUntil("2026-03-10T12:03:00Z");
    expect([queue.asked, queue.claims]).toEqual([1, 0]);
    clock.set("2026-03-10T12:03:00Z");
    await waitFor(() => queue.ran.length === 1);
  });

  test("a wake without a time means now, and one with a name means one queue", async () => {
    const [one, other] = [memoryQueue(async () => {}, { name: "one" }), memoryQueue(async () => {}, { name: "other" })];
    const scheduler = start([one, other]);
    await asleepUntil(NEXT_CHECK);
    one.add("a", "2026-03-10T12:00:00Z");
    other.add("b", "2026-03-10T12:00:00Z");
    scheduler.wake(undefined, "one");
    await waitFor(() => one.ran.length === 1);
    expect(other.claims).toBe(0);
    scheduler.wake();
    await waitFor(() => other.ran.length === 1);
  });

  test("a wake while the database is being asked is not lost", async () => {
    const queue = memoryQueue();
    const gate = Promise.withResolvers<void>();
    queue.trouble = () => gate.promise;
    const scheduler = start([queue]);
    await waitFor(() => queue.asked === 1);
    scheduler.wake(Temporal.Instant.from("2026-03-10T12:02:00Z"));
    queue.trouble = null;
    gate.resolve();
    await asleepUntil("2026-03-10T12:02:00Z");
  });

  test("work stored by another process is found at the next check", async () => {
    const queue = memoryQueue();
    start([queue]);
    await asleepUntil(NEXT_CHECK);
    queue.add("a", "2026-03-10T12:01:00Z");
    clock.set("2026-03-10T12:04:59Z");
    expect(queue.ran).toEqual([]);
    clock.set(NEXT_CHECK);
    await waitFor(() => queue.ran.length === 1);
  });

  test("claims ahead, all that is due soon at once, and starts each at its own time", async () => {
    const queue = memoryQueue(async () => {}, { aheadMs: 1_000 });
    for (let n = 0; n < 10; n += 1) queue.add(`w${n}`, `2026-03-10T12:01:00.${n}00Z`);
    start([queue]);
    await asleepUntil("2026-03-10T12:00:59.5Z"); // half of the span before the first
    clock.set("2026-03-10T12:00:59.5Z");
    await asleepUntil("2026-03-10T12:01:00Z");
    expect([queue.claims, queue.ran]).toEqual([1, []]);
    clock.set("2026-03-10T12:01:00.2Z");
    await waitFor(() => queue.ran.length === 3);
    expect(queue.ran).toEqual(["w0", "w1", "w2"]);
    clock.set("2026-03-10T12:01:00.9Z");
    await waitFor(() => queue.ran.length === 10);
  });

  test("an item that says when it is due again is found then", async () => {
    let runs = 0;
    const queue = memoryQueue(async (id, again) => {
      runs += 1;
      if (runs > 1) return;
      queue.add(id, "2026-03-10T12:00:07Z");
      again(Temporal.Instant.from("2026-03-10T12:00:07Z"));
    });
    queue.add("a", "2026-03-10T12:00:00Z");
    start([queue]);
    await asleepUntil("2026-03-10T12:00:07Z");
    clock.set("2026-03-10T12:00:07Z");
    await waitFor(() => runs === 2);
  });

  test("after a jump forward all is worked at once; after a jump back it looks again", async () => {
    const queue = memoryQueue();
    queue.add("a", "2026-03-10T15:00:00Z");
    start([queue], { pulseMs: 5 });
    await asleepUntil(NEXT_CHECK);
    clock.set("2026-03-11T12:00:00Z");
    await waitFor(() => queue.ran.length === 1);
    await asleepUntil("2026-03-11T12:05:00Z");
    clock.set("2026-03-10T12:00:00Z");
    await asleepUntil(NEXT_CHECK);
    expect(lines.map(({ msg }) => msg)).toEqual(["the clock was set back; looking at all queues"]);
  });
});

describe("idle", () => {
  test("asks once a check, whatever is stored for later", async () => {
    const queues = [memoryQueue(), memoryQueue(), memoryQueue()];
    queues[0]?.add("far", "2026-04-10T12:00:00Z");
    start(queues);
    for (let check = 1; check <= 12; check += 1) {
      await waitFor(() => queues.every(({ asked }) => asked === check));
      await waitFor(() => clock.sleepers().length === 3);
      clock.advance({ minutes: 5 });
    }
    expect(queues.map(({ claims }) => claims)).toEqual([0, 0, 0]);
  });
});

describe("trouble", () => {
  test("in one queue does not stop the others; logged once, tried again with pauses, and back when it is over", async () => {
    const [broken, sound] = [
      memoryQueue(async () => {}, { name: "broken" }),
      memoryQueue(async () => {}, { name: "sound" }),
    ];
    broken.add("a", "2026-03-10T12:00:00Z");
    sound.add("b", "2026-03-10T12:01:00Z");
    broken.trouble = () => {
      throw new Error("no database");
    };
    const scheduler = start([broken, sound]);
    for (let tries = 1; tries <= 8; tries += 1) {
      await waitFor(() => broken.asked === tries);
      await waitFor(() => clock.sleepers().length === 2);
      expect(broken.asked).toBe(tries); // it sleeps now, although something is due
      scheduler.wake(); // nor does a wake make it spin
      const next = clock.sleepers()[0];
      if (next) clock.set(next);
    }
    clock.set("2026-03-10T12:01:00Z");
    await waitFor(() => sound.ran.length === 1);
    expect(scheduler.heartbeat().toString()).toBe("2026-03-10T12:00:00Z");
    broken.trouble = null;
    clock.advance({ minutes: 1 });
    await waitFor(() => broken.ran.length === 1);
    await waitFor(() => scheduler.heartbeat().toString() === "2026-03-10T12:02:00Z");
    expect(lines.map(({ level, queue }) => [level, queue])).toEqual([
      [50, "broken"],
      [30, "broken"],
    ]);
  });

  test("a queue that offers what it does not give is asked less and less", async () => {
    const queue = memoryQueue();
    queue.nextDue = async () => clock.now();
    start([queue]);
    for (let claims = 1; claims <= 12; claims += 1) {
      await waitFor(() => queue.claims === claims && clock.sleepers().length === 1);
      const next = clock.sleepers()[0];
      if (next) clock.set(next);
    }
    expect(Temporal.Instant.compare(clock.now(), Temporal.Instant.from("2026-03-10T12:00:05Z"))).toBe(1);
  });

  test("what another process holds is not asked for before its lease ends, however near that is", async () => {
    const queue = memoryQueue(async () => {}, { aheadMs: 1_000 });
    queue.add("a", "2026-03-10T11:59:00Z");
    const theirs = { token: "theirs", until: Temporal.Instant.from("2026-03-10T12:00:00.9Z") };
    await queue.claim(clock.now(), theirs, 1, clock.now());
    start([queue]);
    await asleepUntil("2026-03-10T12:00:00.9Z");
    expect(queue.claims).toBe(2);
    clock.set("2026-03-10T12:00:00.9Z");
    await waitFor(() => queue.ran.length === 1);
  });

  test("an item that throws is logged and comes back when its lease ends", async () => {
    let runs = 0;
    const queue = memoryQueue(async () => {
      runs += 1;
      if (runs === 1) throw new Error("a bug");
    });
    queue.add("a", "2026-03-10T12:00:00Z");
    start([queue]);
    await asleepUntil("2026-03-10T12:01:00Z");
    expect(runs).toBe(1);
    clock.set("2026-03-10T12:01:00Z");
    await waitFor(() => runs === 2);
    expect(lines.map(({ msg }) => msg)).toEqual(["work failed; it is tried again when its lease ends"]);
  });

  test("an item that hangs keeps its lease and does not hold up the rest", async () => {
    const queue = memoryQueue((id) => (id === "hangs" ? new Promise(() => {}) : Promise.resolve()), { concurrency: 2 });
    queue.add("hangs", "2026-03-10T12:00:00Z");
    for (let n = 0; n < 5; n += 1) queue.add(`w${n}`, "2026-03-10T12:00:00Z");
    start([queue]);
    await waitFor(() => queue.ran.length === 6);
    for (let n = 1; n <= 9; n += 1) {
      await waitFor(() => queue.renewed.length === n - 1);
      clock.advance({ seconds: 20 });
    }
    await waitFor(() => queue.renewed.length === 9);
    expect(queue.ran.filter((id) => id === "hangs")).toHaveLength(1);
  });

  test("no more run at once than the queue allows", async () => {
    let under = 0;
    let most = 0;
    const gates: PromiseWithResolvers<void>[] = [];
    const queue = memoryQueue(
      async () => {
        under += 1;
        most = Math.max(most, under);
        const gate = Promise.withResolvers<void>();
        gates.push(gate);
        await gate.promise;
        under -= 1;
      },
      { concurrency: 3 },
    );
    for (let n = 0; n < 10; n += 1) queue.add(`w${n}`, "2026-03-10T12:00:00Z");
    start([queue]);
    for (let n = 0; n < 10; n += 1) (await waitFor(() => gates[n])).resolve();
    await waitFor(() => under === 0 && queue.ran.length === 10);
    expect(most).toBe(3);
  });
});

describe("stopping", () => {
  test("gives back what has not begun, waits for what has", async () => {
    const gate = Promise.withResolvers<void>();
    const queue = memoryQueue(() => gate.promise, { concurrency: 1, aheadMs: 10_000 });
    queue.add("running", "2026-03-10T12:00:00Z");
    queue.add("waiting", "2026-03-10T12:00:05Z");
    const scheduler = start([queue]);
    await waitFor(() => queue.ran.length === 1 && clock.sleepers()[0] === "2026-03-10T12:00:05Z");
    let stopped = false;
    const stop = scheduler.stop().then(() => {
      stopped = true;
    });
    await waitFor(() => queue.released.length === 1);
    expect([queue.released, stopped]).toEqual([["waiting"], false]);
    gate.resolve();
    await stop;
    expect(queue.released).toEqual(["waiting"]);
    expect(clock.sleepers()).toEqual([]);
  });

  test("does not wait longer than the grace time for work that hangs, and gives it back", async () => {
    const queue = memoryQueue(() => new Promise(() => {}));
    queue.add("hangs", "2026-03-10T12:00:00Z");
    const scheduler = start([queue], { graceMs: 10_000 });
    await waitFor(() => queue.ran.length === 1);
    const stop = scheduler.stop();
    await waitFor(() => clock.sleepers().includes("2026-03-10T12:00:10Z"));
    clock.advance({ seconds: 10 });
    await stop;
    expect(queue.released).toEqual(["hangs"]);
    expect(lines.map(({ msg }) => msg)).toEqual(["stopped while work was under way"]);
  });

  test("while a claim is under way gives back what it brings", async () => {
    const queue = memoryQueue();
    const gate = Promise.withResolvers<void>();
    queue.trouble = () => (queue.claims === 0 ? undefined : gate.promise);
    queue.add("a", "2026-03-10T12:00:00Z");
    const scheduler = start([queue]);
    await waitFor(() => queue.claims === 1);
    const stop = scheduler.stop();
    gate.resolve();
    await stop;
    expect([queue.ran, queue.released]).toEqual([[], ["a"]]);
    expect(await queue.nextDue()).toEqual(Temporal.Instant.from("2026-03-10T12:00:00Z"));
  });

  test("ends the heartbeat; before the start there is none", async () => {
    const scheduler = start([memoryQueue()]);
    await asleepUntil(NEXT_CHECK);
    clock.advance({ minutes: 3 });
    expect(scheduler.heartbeat()).toEqual(clock.now());
    await scheduler.stop();
    clock.advance({ minutes: 3 });
    expect(scheduler.heartbeat().toString()).toBe("2026-03-10T12:03:00Z");
  });
});

describe("jobs", () => {
  test("run every so often, also after one that failed", async () => {
    const at: string[] = [];
    const job = {
      name: "sweep",
      everyMs: 600_000,
      async run(now: Temporal.Instant) {
        at.push(now.toString());
        if (at.length === 1) throw new Error("no database");
      },
    };
    start([], { jobs: [job] });
    for (const iso of ["2026-03-10T12:01:00Z", "2026-03-10T12:11:00Z", "2026-03-10T12:21:00Z"]) {
      await asleepUntil(iso);
      clock.set(iso);
      await waitFor(() => at.at(-1) === iso);
    }
    expect(lines).toHaveLength(1);
  });
});

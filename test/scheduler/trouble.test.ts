/** The loop when things go wrong, and when it is stopped. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ManualClock, waitFor } from "../support/clock.ts";
import { type Looping, looping, NEXT_CHECK } from "./looping.ts";
import { memoryQueue } from "./memory-queue.ts";

let clock: ManualClock;
let lines: Looping["lines"];
let start: Looping["start"];
let asleepUntil: Looping["asleepUntil"];
let end: Looping["end"];

beforeEach(() => {
  ({ clock, lines, start, asleepUntil, end } = looping());
});
afterEach(() => end());

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

/** The loop: on time, and without idle questions. */
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

/** Whole workers on one database: the loop, the store and the delivery together, with the machine's own clock. */
import { afterEach, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { DeliveryError } from "../../src/errors.ts";
import { createScheduler, type Scheduler } from "../../src/scheduler/loop.ts";
import { connect } from "../../src/store/connection.ts";
import { waitFor } from "../support/clock.ts";
import { freshDatabase } from "../support/database.ts";
import { interview, person } from "./people.ts";
import { channel, type Got, silent, type World, world } from "./world.ts";

const FIVE_MINUTES = 300_000;
const running: Scheduler[] = [];
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((scheduler) => scheduler.stop()));
  await Promise.all(closing.splice(0).map((close) => close()));
});

function begin(it: World, concurrency = it.queue.concurrency ?? 1): Scheduler {
  const scheduler = createScheduler({
    queues: [{ ...it.queue, concurrency }],
    clock: systemClock,
    log: silent,
    checkIntervalMs: FIVE_MINUTES,
  });
  running.push(scheduler);
  scheduler.start();
  return scheduler;
}

/** `count` interviews whose one reminder is due at `due`, as a plan of theirs would have stored it. */
async function store(it: World, count: number, due: Temporal.Instant): Promise<void> {
  const startsAt = due.add({ hours: 2 }).toZonedDateTimeISO("Europe/London").toString();
  const all = Array.from({ length: count }, (_, n) => interview(startsAt, { id: `i${n}` }));
  for (const one of all) it.interviews.set(one.id, one);
  await it.store.model.insertMany(
    all.map(({ id }) => ({
      _id: `r-${id}`,
      userId: "u1",
      interviewId: id,
      kind: "2_hours" as const,
      dueAt: new Date(due.epochMilliseconds),
      wakeAt: new Date(due.epochMilliseconds),
      state: "pending" as const,
      generation: 1,
      plannedFor: 1,
    })),
  );
}

const soon = (ms: number) => systemClock.now().round("millisecond").add({ milliseconds: ms });
const two = person({ settings: { reminderRules: ["-PT2H"] } });

test("two workers with connections of their own send 1,000 that are due at once exactly once", async () => {
  const { connection, uri, dbName } = await freshDatabase();
  const other = await connect(uri, dbName);
  closing.push(() => other.close());
  const workers = [await world(connection, systemClock), await world(other, systemClock)] as const;
  for (const worker of workers) worker.setUser(two);
  await store(workers[0], 1_000, soon(500));
  for (const [id, one] of workers[0].interviews) workers[1].interviews.set(id, one);
  // Neither can hold them all, and nobody gets an answer before both have sent something: both have work to do.
  const met = Promise.withResolvers<void>();
  const meeting = async () => {
    if (workers.every((worker) => worker.got.length > 0)) met.resolve();
    await met.promise;
    return "accepted" as const;
  };
  const meetings = () => Array.from({ length: 1_000 }, () => meeting);
  for (const worker of workers) {
    worker.channels.splice(0, 2, channel("web", worker.got, meetings()), channel("email", worker.got));
    begin(worker, 100);
  }
  const settled = () => workers.flatMap((worker) => worker.settled);
  await waitFor(() => settled().length >= 1_000);
  await waitFor(async () => (await workers[0].store.due.nextDue()) === null);
  const got = workers.flatMap((worker) => worker.got.map((one) => `${one.channel} ${one.nonce}`));
  expect(new Set(got).size).toBe(2_000);
  expect(got).toHaveLength(2_000);
  expect(settled().map(({ state }) => state)).toEqual(Array.from({ length: 1_000 }, () => "sent"));
});

test("a reminder stored a moment before it is due goes out right then, and none before its time", async () => {
  const it = await world((await freshDatabase()).connection, systemClock);
  it.setUser(two);
  const scheduler = begin(it);
  await waitFor(() => scheduler.heartbeat().epochMilliseconds > systemClock.now().epochMilliseconds - 1_000);
  const due = soon(150);
  await store(it, 1, due);
  scheduler.wake(due, "reminders");
  const settled = await waitFor(() => it.settled[0]);
  expect(settled.state).toBe("sent");
  expect(settled.latenessMs).toBeGreaterThanOrEqual(0);
  expect(settled.latenessMs).toBeLessThan(60_000); // found by the wake, not by a check five minutes later
});

test("a mail server that says 421 twice gets the mail by itself, the chat is not repeated", async () => {
  const it = await world((await freshDatabase()).connection, systemClock, { chance: () => 0.999 });
  it.setUser(two);
  const later = () => {
    throw new DeliveryError("421", { permanent: false, reason: "421" });
  };
  const got: Got[] = it.got;
  it.channels.splice(1, 1, channel("email", got, [later, later]));
  await store(it, 1, soon(0));
  begin(it);
  await waitFor(() => it.settled.length === 1);
  expect(got.map((one) => one.channel)).toEqual(["web", "email", "email", "email"]);
});

test("a worker that stops gives back what it holds, and the other one sends it", async () => {
  const { connection, uri, dbName } = await freshDatabase();
  const other = await connect(uri, dbName);
  closing.push(() => other.close());
  const [first, second] = [await world(connection, systemClock), await world(other, systemClock)];
  for (const worker of [first, second]) worker.setUser(two);
  const due = soon(900); // within what is claimed ahead
  await store(first, 5, due);
  for (const [id, one] of first.interviews) second.interviews.set(id, one);
  const stopping = begin(first);
  const claimed = async () => (await first.store.of(["u1"]).all()).filter(({ state }) => state === "sending").length;
  await waitFor(async () => (await claimed()) === 5 || first.settled.length > 0);
  await stopping.stop();
  begin(second);
  await waitFor(() => first.settled.length + second.settled.length === 5);
  expect(first.got.length + second.got.length).toBe(10);
});

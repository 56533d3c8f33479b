/** Delivering: what is sent, in which words, and what is not owed any more. */
import { beforeEach, describe, expect, test } from "vitest";
import type { Handed, ReminderChannel } from "../../src/reminders/channel.ts";
import { createDeliver } from "../../src/reminders/deliver.ts";
import { type ManualClock, waitFor } from "../support/clock.ts";
import { type Delivering, delivering, THURSDAY, TUESDAY } from "./delivering.ts";
import { at, interview, person } from "./people.ts";
import { silent, type World } from "./world.ts";

let clock: ManualClock;
let it: World;
let sent: Delivering["sent"];
let due24: Delivering["due24"];
let first: Delivering["first"];

beforeEach(async () => {
  ({ clock, it, sent, due24, first } = await delivering());
});

describe("on time", () => {
  test("goes to every channel once, with the words for this moment", async () => {
    await due24();
    await it.work();
    await it.work();
    expect(sent()).toEqual(["web 24_hours", "email 24_hours"]);
    expect(it.got[0]?.notice).toMatchObject({
      headline: "Interview tomorrow at 15:00: Stripe, phone screen",
      apology: null,
      late: false,
    });
    expect(it.settled).toMatchObject([{ state: "sent", latenessMs: 0 }]);
    const { state, channels } = await first();
    expect(state).toBe("sent");
    expect([...channels].sort((a, b) => a.channel.localeCompare(b.channel))).toEqual([
      { channel: "email", state: "accepted", at: clock.now(), attempts: 1, reason: null },
      { channel: "web", state: "accepted", at: clock.now(), attempts: 1, reason: null },
    ]);
    expect((await first()).sentAt).toEqual(clock.now());
  });

  test("the 2 hours say so", async () => {
    await due24();
    await it.work();
    clock.set("2026-03-10T13:00:00Z");
    await it.work();
    expect(it.got[2]?.notice.headline).toBe("Interview in 2 hours: Stripe, phone screen");
  });

  test("a snoozed one comes at its time", async () => {
    await due24();
    await it.work();
    clock.set("2026-03-10T13:01:00Z");
    await it.work();
    await it.put(interview(TUESDAY, { snoozedUntil: at("2026-03-10T13:16:00Z") }));
    clock.set("2026-03-10T13:16:00Z");
    await it.work();
    expect(sent().filter((one) => one.startsWith("web"))).toEqual(["web 24_hours", "web 2_hours", "web snooze"]);
    expect(it.got.at(-1)?.notice.headline).toBe("Interview in 1 hour 44 minutes: Stripe, phone screen");
  });
});

describe("late", () => {
  test("says the truth and is sorry", async () => {
    await it.put(interview(TUESDAY));
    clock.set("2026-03-10T14:40:00Z");
    await it.work();
    expect(it.got.map(({ notice }) => `${notice.headline} ${notice.apology}`)).toEqual([
      "Starts in 20 minutes: Stripe, phone screen. I could not reach you earlier; sorry.",
      "Starts in 20 minutes: Stripe, phone screen. I could not reach you earlier; sorry.",
    ]);
    expect(await it.states()).toEqual(["24_hours missed 2026-03-09T15:00:00Z", "2_hours sent 2026-03-10T13:00:00Z"]);
    expect(it.settled.map(({ state, latenessMs }) => [state, latenessMs]).sort()).toEqual([
      ["missed", null],
      ["sent", 6_000_000], // 100 minutes
    ]);
  });

  test("sends nothing once the interview has begun", async () => {
    await it.put(interview(TUESDAY));
    clock.set("2026-03-10T15:00:00Z");
    await it.work();
    expect(it.got).toEqual([]);
    expect((await it.reminders()).map(({ state }) => state)).toEqual(["missed", "missed"]);
  });
});

describe("not owed any more", () => {
  const changes: [string, () => void][] = [
    ["called off", () => it.interviews.set("i1", interview(TUESDAY, { status: "cancelled" }))],
    ["moved", () => it.interviews.set("i1", interview(THURSDAY))],
    ["gone", () => it.interviews.delete("i1")],
    ["without reminders", () => it.setUser(person({ settings: { reminders: false } }))],
    ["left without a person", () => it.setUser(null)],
  ];
  test.each(changes)("an interview %s between claim and hand-over sends nothing", async (_, change) => {
    await due24();
    const [item] = await it.claim("w1");
    change();
    if (item) await it.deliver(item, { token: "w1" }, () => {});
    expect(it.got).toEqual([]);
    expect(it.settled).toMatchObject([{ state: "cancelled", latenessMs: null }]);
    expect((await first()).state).toBe("cancelled");
  });

  test("a follower that armed it for another time takes it out of the worker's hands", async () => {
    await due24();
    const [item] = await it.claim("w1");
    await it.put(interview(THURSDAY));
    if (item) await it.deliver(item, { token: "w1" }, () => {});
    expect(it.got).toEqual([]);
    expect(await it.states()).toEqual([
      "24_hours pending 2026-03-11T15:00:00Z",
      "2_hours pending 2026-03-12T13:00:00Z",
    ]);
  });

  test("a worker that read the interview while it was called off does not cancel what was restored meanwhile", async () => {
    await due24();
    const [item] = await it.claim("w1");
    let reads = 0;
    const deliver = createDeliver({
      due: it.store.due,
      ...it.read,
      readInterview: async (userId, id) => {
        reads += 1;
        const read = await it.read.readInterview(userId, id);
        if (reads > 2) return read;
        // What was read is overtaken at once: restored, and followed, before the worker can write.
        if (reads === 2) await it.follow(userId, id);
        return read === null ? null : { ...read, status: "cancelled" };
      },
      channelsFor: async () => it.channels,
      tell: async () => {},
      clock,
      log: silent,
    });
    if (item) await deliver(item, { token: "w1" }, () => {});
    expect(sent()).toEqual(["web 24_hours", "email 24_hours"]);
    expect((await first()).state).toBe("sent");
  });
});

test("both channels are under way at the same time", async () => {
  await due24();
  const both = Promise.withResolvers<Handed>();
  const under: string[] = [];
  const meeting = (name: string): ReminderChannel => ({
    name,
    deliver: () => {
      under.push(name);
      if (under.length === 2) both.resolve("accepted");
      return both.promise;
    },
  });
  it.channels.splice(0, 2, meeting("web"), meeting("email"));
  await it.work();
  expect(it.settled).toMatchObject([{ state: "sent" }]);
});

test("a worker that slept through the moment looks again before it sends", async () => {
  await it.put(interview(TUESDAY));
  clock.set("2026-03-09T14:59:59Z");
  const lease = { token: "w1", until: clock.now().add({ seconds: 60 }) };
  const [item] = await it.store.due.claim(clock.now(), lease, 1, at("2026-03-09T15:00:00Z"));
  const work = item ? it.deliver(item, lease, () => {}) : null;
  await waitFor(() => clock.sleepers()[0] === "2026-03-09T14:59:59.97Z");
  clock.set("2026-03-09T14:59:59.97Z");
  await waitFor(() => clock.sleepers()[0] === "2026-03-09T15:00:00Z"); // it has looked
  expect(it.got).toEqual([]);
  it.interviews.set("i1", interview(TUESDAY, { status: "cancelled" }));
  clock.set("2026-03-09T15:00:02Z"); // the lid was closed
  await work;
  expect(it.got).toEqual([]);
  expect(it.settled).toMatchObject([{ state: "cancelled" }]);
});

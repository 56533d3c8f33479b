/** Delivering: what is sent, what is not, what is tried again, and what is recorded. */
import { beforeEach, describe, expect, test } from "vitest";
import { DeliveryError } from "../../src/errors.ts";
import type { Handed, ReminderChannel } from "../../src/reminders/channel.ts";
import { createDeliver } from "../../src/reminders/deliver.ts";
import { type ManualClock, manualClock, waitFor } from "../support/clock.ts";
import { type FreshDatabase, freshDatabase } from "../support/database.ts";
import { at, interview, person } from "./people.ts";
import { channel, silent, type World, world } from "./world.ts";

const TUESDAY = "2026-03-10T15:00[Europe/London]";
const THURSDAY = "2026-03-12T15:00[Europe/London]";
const later = (): Handed => {
  throw new DeliveryError("421 try again later", { permanent: false, reason: "421" });
};
const refused = (): Handed => {
  throw new DeliveryError("550 no such user", { permanent: true, reason: "550" });
};

let clock: ManualClock;
let database: FreshDatabase;
let it: World;

beforeEach(async () => {
  clock = manualClock("2026-03-01T09:00:00Z");
  database = await freshDatabase();
  it = await world(database.connection, clock);
});

const email = (...script: (() => Handed | Promise<Handed>)[]) =>
  it.channels.splice(1, 1, channel("email", it.got, script));
const web = (...script: (() => Handed | Promise<Handed>)[]) => it.channels.splice(0, 1, channel("web", it.got, script));
const sent = () => it.got.map(({ channel, notice }) => `${channel} ${notice.kind}`);
const due24 = async () => {
  await it.put(interview(TUESDAY));
  clock.set("2026-03-09T15:00:00Z");
};
const first = async () => {
  const reminder = (await it.reminders())[0];
  if (reminder === undefined) throw new Error("there is no reminder");
  return reminder;
};

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

describe("tried again", () => {
  test("only the channel that failed, with the same nonce, until it succeeds", async () => {
    await due24();
    email(later, later);
    expect(await it.work()).toEqual(["2026-03-09T15:00:02Z"]);
    expect(await first()).toMatchObject({ state: "pending" });
    clock.set("2026-03-09T15:00:01.999Z");
    await it.work();
    expect(sent()).toEqual(["web 24_hours", "email 24_hours"]);
    clock.set("2026-03-09T15:00:02Z");
    expect(await it.work()).toEqual(["2026-03-09T15:00:06Z"]); // 4 s: twice as long
    clock.set("2026-03-09T15:00:06Z");
    expect(await it.work()).toEqual([]);
    expect(sent()).toEqual(["web 24_hours", "email 24_hours", "email 24_hours", "email 24_hours"]);
    expect(new Set(it.got.map(({ nonce }) => nonce)).size).toBe(1);
    expect(it.settled).toMatchObject([{ state: "sent", latenessMs: 0 }]);
    expect((await first()).channels.find(({ channel }) => channel === "email")).toMatchObject({
      state: "accepted",
      attempts: 3,
    });
    expect(it.told).toEqual([]);
  });

  test("when the other side says how long to wait, not before that", async () => {
    await due24();
    email(() => {
      const retryAfter = Temporal.Duration.from({ minutes: 3 });
      throw new DeliveryError("slow down", { permanent: false, reason: "rate", retryAfter });
    });
    expect(await it.work()).toEqual(["2026-03-09T15:03:00Z"]);
  });

  test("an error of ours like one that may pass", async () => {
    await due24();
    web(() => {
      throw new TypeError("undefined is not a function");
    });
    await it.work();
    clock.advance({ seconds: 2 });
    await it.work();
    expect(sent()).toEqual(["web 24_hours", "email 24_hours", "web 24_hours"]);
    expect(it.settled).toMatchObject([{ state: "sent" }]);
  });

  test("a channel that never answers is given up for this time, and does not hold up the other", async () => {
    await due24();
    email(() => new Promise<never>(() => {}));
    const work = it.work();
    await waitFor(async () =>
      (await first()).channels.some(({ channel, state }) => channel === "web" && state === "accepted"),
    );
    clock.advance({ seconds: 45 });
    expect(await work).toEqual(["2026-03-09T15:00:47Z"]);
    expect((await first()).channels.find(({ channel }) => channel === "email")).toMatchObject({
      state: "retrying",
      reason: "timeout",
    });
  });

  test("not when it would come at a time that a later reminder has: sent counts what was accepted", async () => {
    await due24();
    email(...Array.from({ length: 500 }, () => later));
    for (let again = await it.work(); again[0] !== undefined; again = await it.work()) clock.set(again[0]);
    expect((await it.reminders())[0]).toMatchObject({ kind: "24_hours", state: "sent" });
    expect((await first()).channels.find(({ channel }) => channel === "email")).toMatchObject({
      state: "failed",
      reason: "421",
    });
    expect(Temporal.Instant.compare(clock.now(), at("2026-03-10T12:50:00Z"))).toBe(1);
    expect(Temporal.Instant.compare(clock.now(), at("2026-03-10T13:00:00Z"))).toBe(-1);
  });

  test("until it no longer helps: then it has failed, not gone missing", async () => {
    await due24();
    web(...Array.from({ length: 500 }, () => later));
    email(...Array.from({ length: 500 }, () => later));
    await it.work();
    clock.set("2026-03-10T13:00:00Z");
    web();
    email();
    await it.work();
    expect(await it.states()).toEqual(["24_hours failed 2026-03-09T15:00:00Z", "2_hours sent 2026-03-10T13:00:00Z"]);
  });
});

describe("failed for good", () => {
  test("is not tried again, and the person is told once through what works", async () => {
    await due24();
    email(refused);
    expect(await it.work()).toEqual([]);
    clock.advance({ hours: 1 });
    await it.work();
    expect(sent()).toEqual(["web 24_hours", "email 24_hours"]);
    expect(it.told).toEqual([{ interviewId: "i1", channel: "email", reason: "550", accepted: ["web"] }]);
    expect(await first()).toMatchObject({ state: "sent" });
  });

  test("told once even while the other channel is tried again", async () => {
    await due24();
    email(refused);
    web(later);
    await it.work();
    clock.advance({ seconds: 2 });
    await it.work();
    expect(sent()).toEqual(["web 24_hours", "email 24_hours", "web 24_hours"]);
    expect(it.told).toEqual([{ interviewId: "i1", channel: "email", reason: "550", accepted: [] }]);
    expect(await first()).toMatchObject({ state: "sent" });
  });

  test("on every channel makes the reminder failed", async () => {
    await due24();
    email(refused);
    web(refused);
    await it.work();
    expect(it.settled).toMatchObject([{ state: "failed", latenessMs: 0 }]);
    expect((await first()).sentAt).toBeNull();
  });

  test("on all there are, since there are none, too", async () => {
    await due24();
    it.channels.splice(0);
    await it.work();
    expect(it.settled).toMatchObject([{ state: "failed", latenessMs: null }]);
  });
});

describe("written and not wanted", () => {
  const cases: [string, Handed, Handed, string][] = [
    ["a written mail beside a chat that took it", "accepted", "written", "sent"],
    ["a chat that took it, mail not wanted", "accepted", "not_wanted", "sent"],
    ["a written mail alone", "not_wanted", "written", "failed"],
    ["nothing wanted at all", "not_wanted", "not_wanted", "cancelled"],
  ];
  test.each(cases)("%s", async (_, chat, mail, state) => {
    await due24();
    web(() => chat);
    email(() => mail);
    await it.work();
    expect(it.settled).toMatchObject([{ state }]);
    const stored = (await first()).channels.map(({ channel, state }) => [channel, state]);
    expect(stored.sort()).toEqual(
      [
        ["email", mail],
        ["web", chat],
      ].filter(([, answer]) => answer !== "not_wanted"),
    );
  });
});

describe("crashes and lost leases", () => {
  test("a worker that dies after its claim: the next one sends once, when the lease has ended", async () => {
    await due24();
    expect(await it.claim("dies")).toHaveLength(1);
    clock.advance({ seconds: 59 });
    await it.work();
    expect(it.got).toEqual([]);
    clock.advance({ seconds: 1 });
    await it.work();
    expect(sent()).toEqual(["web 24_hours", "email 24_hours"]);
  });

  test("dies after the hand-over, before it is recorded: sent again with the same nonce", async () => {
    await due24();
    const [item] = await it.claim("dies");
    const dying = createDeliver({
      due: { ...it.store.due, record: () => new Promise(() => {}), finish: () => new Promise(() => {}) },
      ...it.read,
      channelsFor: async () => it.channels,
      tell: async () => {},
      clock,
      log: silent,
    });
    if (item) void dying(item, { token: "dies" }, () => {});
    await waitFor(() => it.got.length === 2);
    clock.advance({ seconds: 60 });
    await it.work();
    expect(sent()).toEqual(["web 24_hours", "email 24_hours", "web 24_hours", "email 24_hours"]);
    expect(new Set(it.got.map(({ nonce }) => nonce))).toEqual(new Set([`${item?.id}-1`]));
  });

  test("dies while the mail is under way: the chat is not repeated", async () => {
    await due24();
    const [item] = await it.claim("dies");
    const mail = channel("email", it.got, [() => new Promise<never>(() => {})]);
    const web = channel("web", it.got);
    const stopped = manualClock("2026-03-09T15:00:00Z"); // for a dead process no time passes
    const deps = { due: it.store.due, ...it.read, tell: async () => {}, log: silent };
    const dying = createDeliver({ ...deps, clock: stopped, channelsFor: async () => [web, mail] });
    if (item) void dying(item, { token: "dies" }, () => {});
    await waitFor(async () => (await first()).channels.length === 1);
    clock.advance({ seconds: 60 });
    await it.work();
    expect(sent()).toEqual(["web 24_hours", "email 24_hours", "email 24_hours"]);
    expect((await first()).state).toBe("sent");
  });

  test("a worker whose lease was taken over does not send", async () => {
    await due24();
    const [item] = await it.claim("slow");
    clock.advance({ seconds: 60 });
    await it.work();
    if (item) await it.deliver(item, { token: "slow" }, () => {});
    expect(sent()).toEqual(["web 24_hours", "email 24_hours"]);
    expect(it.settled).toHaveLength(1);
  });

  test("nor while the one who took it over has not sent yet", async () => {
    await due24();
    const [item] = await it.claim("slow");
    clock.advance({ seconds: 60 });
    const [taken] = await it.claim("quick");
    if (item) await it.deliver(item, { token: "slow" }, () => {});
    expect(it.got).toEqual([]);
    if (taken) await it.deliver(taken, { token: "quick" }, () => {});
    expect(sent()).toEqual(["web 24_hours", "email 24_hours"]);
  });

  test("what was accepted for an earlier generation is kept when the interview moves during the hand-over", async () => {
    await due24();
    const answer = Promise.withResolvers<Handed>();
    it.channels.splice(1, 1);
    web(() => answer.promise);
    const work = it.work();
    await waitFor(() => it.got.length === 1);
    await it.put(interview(THURSDAY));
    answer.resolve("accepted");
    await work;
    const doc = await it.store.model.findOne({ kind: "24_hours" }).lean();
    expect(doc).toMatchObject({ state: "pending", generation: 2, channels: {} });
    expect(doc?.past).toMatchObject([{ generation: 1, channels: { web: { state: "accepted" } } }]);
  });

  test("the next generation has another nonce", async () => {
    await due24();
    await it.work();
    await it.put(interview(THURSDAY));
    clock.set("2026-03-11T15:00:00Z");
    await it.work();
    expect(new Set(it.got.map(({ nonce }) => nonce)).size).toBe(2);
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
  await waitFor(() => clock.sleepers()[0] === "2026-03-09T14:59:59.99Z");
  clock.set("2026-03-09T14:59:59.99Z");
  await waitFor(() => clock.sleepers()[0] === "2026-03-09T15:00:00Z"); // it has looked
  expect(it.got).toEqual([]);
  it.interviews.set("i1", interview(TUESDAY, { status: "cancelled" }));
  clock.set("2026-03-09T15:00:02Z"); // the lid was closed
  await work;
  expect(it.got).toEqual([]);
  expect(it.settled).toMatchObject([{ state: "cancelled" }]);
});

/** Workers that die or lose their lease: at least once, and in practice once. */
import { beforeEach, describe, expect, test } from "vitest";
import type { Handed } from "../../src/reminders/channel.ts";
import { createDeliver } from "../../src/reminders/deliver.ts";
import { type ManualClock, manualClock, waitFor } from "../support/clock.ts";
import { type Delivering, delivering, THURSDAY } from "./delivering.ts";
import { interview } from "./people.ts";
import { channel, silent, type World } from "./world.ts";

let clock: ManualClock;
let it: World;
let web: Delivering["web"];
let sent: Delivering["sent"];
let due24: Delivering["due24"];
let first: Delivering["first"];

beforeEach(async () => {
  ({ clock, it, web, sent, due24, first } = await delivering());
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

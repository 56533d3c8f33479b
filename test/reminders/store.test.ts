/** The reminders in the database: claims, leases, scopes, and that no query walks a whole collection. */
import mongoose from "mongoose";
import { beforeEach, describe, expect, test } from "vitest";
import { manualClock } from "../support/clock.ts";
import { freshDatabase } from "../support/database.ts";
import { at, interview } from "./people.ts";
import { type World, world } from "./world.ts";

const TUESDAY = "2026-03-10T15:00[Europe/London]";
const DUE = at("2026-03-09T15:00:00Z");

let it: World;
const clock = manualClock("2026-03-01T09:00:00Z");

const lease = (token: string, until: string) => ({ token, until: at(until) });
const claim = (token: string, now: Temporal.Instant, ahead = now) =>
  it.store.due.claim(now, { token, until: now.add({ seconds: 60 }) }, 10, ahead);

beforeEach(async () => {
  clock.set("2026-03-01T09:00:00Z");
  it = await world((await freshDatabase()).connection, clock);
  await it.put(interview(TUESDAY));
});

describe("claiming", () => {
  test("gives each reminder to one of many who ask at once", async () => {
    const claims = await Promise.all(Array.from({ length: 8 }, (_, n) => claim(`w${n}`, DUE)));
    expect(claims.flat().map(({ kind }) => kind)).toEqual(["24_hours"]);
  });

  test("takes what is due a little ahead, but a lease only once it has ended", async () => {
    expect(await claim("w1", DUE.subtract({ seconds: 2 }), DUE.subtract({ seconds: 1 }))).toEqual([]);
    const [item] = await claim("w1", DUE.subtract({ seconds: 1 }), DUE);
    expect(item?.wakeAt).toEqual(DUE);
    // w1 holds it until 14:59:59 + 60 s = 15:00:59.
    expect(await claim("w2", at("2026-03-09T15:00:58Z"), at("2026-03-09T15:01:00Z"))).toEqual([]);
    expect(await claim("w2", at("2026-03-09T15:00:59Z"))).toHaveLength(1);
  });

  test("the most overdue first, and no more than asked for", async () => {
    await it.put(interview(TUESDAY, { id: "i2", reminderRules: ["-PT25H"] }));
    const now = at("2026-03-10T14:00:00Z");
    const got = await it.store.due.claim(now, lease("w1", "2026-03-10T14:01:00Z"), 3, now);
    expect(got.map(({ interviewId, kind }) => `${interviewId} ${kind}`).sort()).toEqual([
      "i1 24_hours",
      "i2 24_hours",
      "i2 custom:-PT25H",
    ]);
  });

  test("renewing keeps it from others; giving back offers it at once, for its own time", async () => {
    const items = await claim("w1", DUE);
    await it.store.due.renew(items, lease("w1", "2026-03-09T15:05:00Z"));
    expect(await it.store.due.nextDue()).toEqual(at("2026-03-09T15:05:00Z"));
    expect(await claim("w2", at("2026-03-09T15:04:59Z"))).toEqual([]);
    await it.store.due.release(items, lease("somebody else", "2026-03-09T15:05:00Z"));
    expect(await it.store.due.nextDue()).toEqual(at("2026-03-09T15:05:00Z"));
    await it.store.due.release(items, lease("w1", "2026-03-09T15:05:00Z"));
    expect(await it.store.due.nextDue()).toEqual(DUE);
    expect(await claim("w2", DUE)).toHaveLength(1);
  });

  test("a process that is alone takes over what an earlier one held", async () => {
    await claim("died", DUE);
    await it.store.takeOver();
    expect((await claim("w2", DUE)).map(({ wakeAt }) => wakeAt.toString())).toEqual(["2026-03-09T15:00:00Z"]);
  });

  test("what is sent is never due again, and overdue counts what is", async () => {
    clock.set("2026-03-10T14:00:00Z");
    expect(await it.store.due.overdue(clock.now())).toEqual({ count: 2, since: DUE });
    await it.work();
    expect(await it.store.due.overdue(clock.now())).toEqual({ count: 0, since: null });
    expect(await it.store.due.nextDue()).toBeNull();
  });
});

describe("one person's side", () => {
  test("does not see or change those of another", async () => {
    const [mine] = await it.reminders();
    const theirs = it.store.of(["u2"]);
    expect(await theirs.of("i1")).toEqual([]);
    expect(await theirs.all()).toEqual([]);
    if (mine) expect([await theirs.arm(mine, DUE, 9), await theirs.cancel(mine, 9)]).toEqual([false, false]);
    await expect(theirs.add({ userId: "u1", interviewId: "i1" }, { kind: "snooze", dueAt: DUE }, 1)).rejects.toThrow();
    expect(await it.store.of(["u1", "u2"]).all()).toHaveLength(2);
  });

  test("is gone with the person, and with the interview", async () => {
    await it.put(interview(TUESDAY, { id: "i2" }));
    await it.store.forget(["i2"]);
    expect((await it.store.of(["u1"]).all()).map(({ interviewId }) => interviewId)).toEqual(["i1", "i1"]);
    await it.store.erase(["u1"]);
    expect(await it.store.of(["u1"]).all()).toEqual([]);
  });
});

describe("every query uses an index", () => {
  /** All that the repositories send, as the database is told it. */
  async function everything(): Promise<void> {
    const mine = it.store.of(["u1"]);
    clock.set("2026-03-09T15:00:00Z");
    const items = await claim("w1", DUE);
    await it.store.due.renew(items, lease("w1", "2026-03-09T15:05:00Z"));
    await it.store.due.release(items, lease("w1", "2026-03-09T15:05:00Z"));
    await it.work();
    await it.put(interview("2026-03-12T15:00[Europe/London]"));
    await it.put(interview("2026-03-12T15:00[Europe/London]", { status: "cancelled" }));
    await mine.all();
    await mine.next(["i1", "i2"]);
    await it.store.due.nextDue();
    await it.store.due.overdue(DUE);
    const held = { id: "x", generation: 1, token: "t" };
    const result = { channel: "web", state: "accepted", at: DUE, reason: null, attempts: 1 } as const;
    await it.store.due.record(held, result);
    await it.store.due.keep(held, [result]);
    await it.store.due.drop(held, 0, DUE);
    await it.store.takeOver();
    await it.store.forget(["i1"]);
    await it.store.erase(["u1"]);
  }

  test("is seen by asking the database for the plan of each", async () => {
    const { uri, dbName } = await freshDatabase();
    const watched = mongoose.createConnection(uri, { dbName, monitorCommands: true, autoIndex: false });
    await watched.asPromise();
    it = await world(watched, clock);
    await it.put(interview(TUESDAY));
    const seen = new Map<string, object>();
    watched.getClient().on("commandStarted", ({ commandName, command }) => {
      const explained = explainable(commandName, command);
      if (explained !== null) seen.set(`${commandName} ${shape(explained)}`, explained);
    });
    await everything();
    const all = [...seen];
    expect(all.length).toBeGreaterThan(12);
    for (const [name, command] of all) {
      const plan = JSON.stringify(await watched.db?.command({ explain: command, verbosity: "queryPlanner" }));
      expect(plan, name).toMatch(/IXSCAN|IDHACK|EXPRESS/);
      expect(plan, name).not.toContain("COLLSCAN");
    }
    await watched.close();
  });
});

/** The part of a command that explain takes, or null if it looks for nothing. */
function explainable(name: string, command: Record<string, unknown>): Record<string, unknown> | null {
  if (!["find", "findAndModify", "update", "delete", "count", "aggregate"].includes(name)) return null;
  const outer = ["lsid", "$db", "$clusterTime", "writeConcern", "txnNumber", "apiVersion", "ordered"];
  return Object.fromEntries(Object.entries(command).filter(([key]) => !outer.includes(key)));
}

/** What a command looks for, without the values. */
const shape = (command: object): string =>
  JSON.stringify(command, (_key, value) =>
    typeof value === "object" && value !== null && !(value instanceof Date) ? value : typeof value,
  );

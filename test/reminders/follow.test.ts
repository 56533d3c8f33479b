/** Following a change: the stored reminders become what the plan says. */
import { beforeEach, describe, expect, test } from "vitest";
import { type ManualClock, manualClock } from "../support/clock.ts";
import { freshDatabase } from "../support/database.ts";
import { interview, person } from "./people.ts";
import { type World, world } from "./world.ts";

const TUESDAY = "2026-03-10T15:00[Europe/London]";
const THURSDAY = "2026-03-12T15:00[Europe/London]";

let clock: ManualClock;
let it: World;

beforeEach(async () => {
  clock = manualClock("2026-03-01T09:00:00Z");
  it = await world((await freshDatabase()).connection, clock);
});

describe("scheduling", () => {
  test("arms what the plan holds and says when to wake", async () => {
    await it.put(interview(TUESDAY));
    expect(await it.states()).toEqual([
      "24_hours pending 2026-03-09T15:00:00Z",
      "2_hours pending 2026-03-10T13:00:00Z",
    ]);
    expect(it.woken).toEqual(["2026-03-09T15:00:00Z", "2026-03-10T13:00:00Z"]);
    expect((await it.reminders()).map(({ plannedFor, generation }) => [plannedFor, generation])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  test("an interview said late gets none of the reminders that have passed", async () => {
    clock.set("2026-03-10T12:59:00Z");
    await it.put(interview(TUESDAY));
    expect(await it.states()).toEqual(["2_hours pending 2026-03-10T13:00:00Z"]);
  });

  test("one whose time passes between the change and the following is still owed", async () => {
    clock.set("2026-03-10T12:59:00Z");
    it.interviews.set("i1", interview(TUESDAY, { changedAt: clock.now() }));
    clock.set("2026-03-10T13:05:00Z");
    await it.follow("u1", "i1");
    expect(await it.states()).toEqual(["2_hours pending 2026-03-10T13:00:00Z"]);
  });

  test("following twice, or twice at once, changes nothing", async () => {
    it.interviews.set("i1", interview(TUESDAY, { changedAt: clock.now() }));
    await Promise.all([1, 2, 3, 4].map(() => it.follow("u1", "i1")));
    expect(await it.follow("u1", "i1")).toMatchObject({ version: 1, changed: false });
    expect((await it.reminders()).map(({ generation, state }) => [generation, state])).toEqual([
      [1, "pending"],
      [1, "pending"],
    ]);
  });

  test("the next one is the earliest that is still to come", async () => {
    await it.put(interview(TUESDAY));
    await it.put(interview(THURSDAY, { id: "i2" }));
    clock.set("2026-03-09T15:00:00Z");
    await it.work();
    const next = await it.store.of(["u1"]).next(["i1", "i2", "i3"]);
    expect([...next].map(([id, { kind }]) => [id, kind]).sort()).toEqual([
      ["i1", "2_hours"],
      ["i2", "24_hours"],
    ]);
    expect((await it.store.of(["somebody else"]).next(["i1"])).size).toBe(0);
  });
});

describe("moving", () => {
  test("arms the same documents for the new times, one generation on", async () => {
    await it.put(interview(TUESDAY));
    await it.put(interview(THURSDAY));
    expect(await it.states()).toEqual([
      "24_hours pending 2026-03-11T15:00:00Z",
      "2_hours pending 2026-03-12T13:00:00Z",
    ]);
    expect((await it.reminders()).map(({ generation, plannedFor }) => [generation, plannedFor])).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  test("arms a sent one again and keeps the delivery", async () => {
    await it.put(interview(TUESDAY));
    clock.set("2026-03-09T15:00:00Z");
    await it.work();
    await it.put(interview(THURSDAY));
    expect(await it.states()).toEqual([
      "24_hours pending 2026-03-11T15:00:00Z",
      "2_hours pending 2026-03-12T13:00:00Z",
    ]);
    const doc = await it.store.model.findOne({ kind: "24_hours" }).lean();
    expect(doc?.past).toMatchObject([{ generation: 1, state: "sent", channels: { web: { state: "accepted" } } }]);
    expect(doc?.channels).toEqual({});
    expect(doc?.sentAt).toBeNull();
  });

  test("back to the same time after it was sent does not send it again", async () => {
    await it.put(interview(TUESDAY));
    clock.set("2026-03-09T15:00:00Z");
    await it.work();
    await it.put(interview(THURSDAY));
    await it.put(interview(TUESDAY));
    expect(await it.states()).toEqual(
      ["24_hours cancelled 2026-03-11T15:00:00Z", "2_hours pending 2026-03-10T13:00:00Z"].sort((a, b) =>
        a.slice(-20).localeCompare(b.slice(-20)),
      ),
    );
    await it.work();
    expect(it.got.map(({ notice }) => notice.kind)).toEqual(["24_hours", "24_hours"]); // chat and mail, once each
  });

  test("to a time so near that a reminder has passed takes it out", async () => {
    await it.put(interview(TUESDAY));
    clock.set("2026-03-01T12:00:00Z");
    await it.put(interview("2026-03-01T16:00[Europe/London]"));
    expect(await it.states()).toEqual([
      "2_hours pending 2026-03-01T14:00:00Z",
      "24_hours cancelled 2026-03-09T15:00:00Z",
    ]);
  });

  test("a detail that moves no reminder leaves them as they are", async () => {
    await it.put(interview(TUESDAY));
    await it.put(interview(TUESDAY, { company: "Stripe Ltd" }));
    expect((await it.reminders()).map(({ generation, plannedFor }) => [generation, plannedFor])).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});

describe("calling off", () => {
  test("cancels what is open and leaves what was sent", async () => {
    await it.put(interview(TUESDAY));
    clock.set("2026-03-09T15:00:00Z");
    await it.work();
    await it.put(interview(TUESDAY, { status: "cancelled" }));
    expect(await it.states()).toEqual(["24_hours sent 2026-03-09T15:00:00Z", "2_hours cancelled 2026-03-10T13:00:00Z"]);
    expect(await it.store.due.nextDue()).toBeNull();
  });

  test("after a move cancels the moved ones", async () => {
    await it.put(interview(TUESDAY));
    await it.put(interview(THURSDAY));
    await it.put(interview(THURSDAY, { status: "cancelled" }));
    expect((await it.reminders()).map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
    clock.set("2026-03-12T14:00:00Z");
    await it.work();
    expect(it.got).toEqual([]);
  });

  test("and undoing it brings back those still ahead", async () => {
    await it.put(interview(TUESDAY));
    await it.put(interview(TUESDAY, { status: "cancelled" }));
    clock.set("2026-03-09T15:05:00Z");
    await it.put(interview(TUESDAY));
    expect(await it.states()).toEqual([
      "24_hours cancelled 2026-03-09T15:00:00Z",
      "2_hours pending 2026-03-10T13:00:00Z",
    ]);
  });

  test("a deleted or vanished interview owes nothing", async () => {
    await it.put(interview(TUESDAY));
    await it.put(interview(TUESDAY, { deletedAt: clock.now() }));
    expect((await it.reminders()).map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
    await it.put(interview(THURSDAY, { id: "i2" }));
    it.interviews.delete("i2");
    expect(await it.follow("u1", "i2")).toMatchObject({ version: null, planned: [] });
    expect((await it.reminders("i2")).map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
  });
});

describe("settings and zone", () => {
  test("new default offsets arm new reminders, but none that had passed when they were chosen", async () => {
    await it.put(interview(TUESDAY));
    clock.set("2026-03-10T11:00:00Z");
    await it.work(); // the 24 hours are late, but sent
    it.setUser(person({ settings: { reminderRules: ["-PT5H", "-PT1H"] } }));
    await it.follow("u1", "i1", clock.now());
    expect(await it.states()).toEqual([
      "24_hours sent 2026-03-09T15:00:00Z",
      "2_hours cancelled 2026-03-10T13:00:00Z",
      "custom:-PT1H pending 2026-03-10T14:00:00Z",
    ]);
  });

  test("a person who moves to another zone keeps 24 and 2 hours where they are", async () => {
    await it.put(interview(TUESDAY, { reminderRules: ["day-before@19:00"] }));
    it.setUser(person({ timeZone: "America/New_York" }));
    await it.follow("u1", "i1", clock.now());
    expect(await it.states()).toEqual([
      "24_hours pending 2026-03-09T15:00:00Z",
      "custom:day-before@19:00 pending 2026-03-09T23:00:00Z", // 19:00 EDT
      "2_hours pending 2026-03-10T13:00:00Z",
    ]);
    expect((await it.reminders()).map(({ generation }) => generation)).toEqual([1, 2, 1]);
  });
});

/** Following a change: the stored reminders become what the plan says, and an old plan never overwrites a newer one. */
import { beforeEach, describe, expect, test } from "vitest";
import { plan } from "../../src/reminders/plan.ts";
import { createFollow } from "../../src/reminders/schedule.ts";
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

describe("two followers", () => {
  test("that overtake each other leave the newest plan", async () => {
    await it.put(interview(TUESDAY));
    const older = { ...interview(THURSDAY), version: 2, changedAt: clock.now() };
    const newest = { ...interview("2026-03-20T15:00[Europe/London]"), version: 3, changedAt: clock.now() };
    it.interviews.set("i1", newest);
    // This one read version 2 and is slow: version 3 is stored and followed before it writes.
    let reads = 0;
    const slow = createFollow({
      ...it.read,
      readInterview: async (userId, id) => {
        reads += 1;
        if (reads > 1) return it.read.readInterview(userId, id);
        await it.follow("u1", "i1");
        return older;
      },
      remindersOf: it.store.of,
    });
    await slow("u1", "i1");
    expect(await it.states()).toEqual([
      "24_hours pending 2026-03-19T15:00:00Z",
      "2_hours pending 2026-03-20T13:00:00Z",
    ]);
    expect((await it.reminders()).map(({ generation }) => generation)).toEqual([2, 2]);
  });

  test("an older plan that adds a reminder nobody wants any more takes it out again", async () => {
    it.interviews.set("i1", { ...interview(TUESDAY), version: 2, changedAt: clock.now() });
    let reads = 0;
    const slow = createFollow({
      ...it.read,
      readInterview: async (userId, id) => {
        reads += 1;
        if (reads > 1) return it.read.readInterview(userId, id);
        await it.follow("u1", "i1");
        return { ...interview(TUESDAY, { reminderRules: ["-PT30M"] }), version: 1, changedAt: clock.now() };
      },
      remindersOf: it.store.of,
    });
    await slow("u1", "i1");
    expect(await it.states()).toContain("custom:-PT30M cancelled 2026-03-10T14:30:00Z");
  });
});

describe("whatever happens", () => {
  test("the pending reminders are the future part of the plan", async () => {
    const random = generator(20261122);
    const pick = <T>(items: readonly [T, ...T[]]): T => items[Math.floor(random() * items.length)] ?? items[0];
    const rules = ["-PT24H", "-PT2H", "-PT30M", "day-before@19:00", "-PT3H"];
    const some = () => rules.filter(() => random() < 0.4);
    for (let run = 0; run < 25; run += 1) {
      const id = `i${run}`;
      let current = interview(TUESDAY, { id });
      const trail: string[] = [];
      await it.put(current);
      for (let step = 0; step < 10; step += 1) {
        clock.advance({ minutes: Math.floor(random() * 300) });
        const now = clock.now();
        const what = pick([
          "move",
          "move",
          "cancel",
          "restore",
          "rules",
          "settings",
          "zone",
          "snooze",
          "work",
        ] as const);
        trail.push(`${what} at ${now}`);
        const soon = now.add({ minutes: 10 + Math.floor(random() * 6000) }).toZonedDateTimeISO("Europe/London");
        if (what === "work") await it.work();
        else if (what === "settings" || what === "zone") {
          it.setUser(
            person({
              timeZone: pick(["Europe/London", "Asia/Tokyo", "America/New_York"]),
              settings: { reminders: random() < 0.9, reminderRules: some() },
            }),
          );
          await it.follow("u1", id, now);
        } else {
          if (what === "move") current = { ...current, startsAt: soon.round("minute"), snoozedUntil: null };
          if (what === "cancel") current = { ...current, status: "cancelled" };
          if (what === "restore") current = { ...current, status: "scheduled" };
          if (what === "rules") current = { ...current, reminderRules: some() };
          if (what === "snooze") current = { ...current, snoozedUntil: now.add({ minutes: 15 }) };
          await it.put(current);
        }
        const user = await it.read.readUser();
        const owed = user === null ? [] : plan(current, user);
        const ahead = (dueAt: Temporal.Instant) => Temporal.Instant.compare(dueAt, clock.now()) > 0;
        const pending = (await it.reminders(id)).filter(({ state, dueAt }) => state === "pending" && ahead(dueAt));
        expect(
          pending.map(({ kind, dueAt }) => `${kind} ${dueAt}`),
          trail.join("; "),
        ).toEqual(owed.filter(({ dueAt }) => ahead(dueAt)).map(({ kind, dueAt }) => `${kind} ${dueAt}`));
      }
    }
  });
});

/** Always the same numbers in [0, 1), so that a failure can be seen again (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

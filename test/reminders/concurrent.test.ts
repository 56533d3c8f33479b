/** Followers that overtake each other, and long random walks: the stored reminders end as the plan says. */
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

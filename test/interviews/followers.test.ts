import { beforeAll, describe, expect, test } from "vitest";
import { createFollowers, type Follower } from "../../src/interviews/followers.ts";
import type { Interview } from "../../src/interviews/interview.ts";
import { createLogger } from "../../src/log.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { manualClock } from "../support/clock.ts";
import { freshDatabase } from "../support/database.ts";
import { interview } from "./samples.ts";

const log = createLogger({ level: "silent", pretty: false });
const NOW = "2026-03-04T14:02:00Z";
const none: Follower = async () => undefined;

let store: Store;
beforeAll(async () => {
  store = openStore((await freshDatabase()).connection);
  await store.prepare();
});

let count = 0;
async function stored(): Promise<Interview> {
  count += 1;
  return mine.create(interview({ id: `i${count}` }), `e${count}`);
}
const scope = { id: "u1", absorbed: [] };
const mine = {
  create: (it: Interview, event: string) => store.of(scope).interviews.create(it, event),
  /** One more change by somebody else. */
  change: async (id: string) => {
    const now = await store.owed.read(id);
    if (now === null) throw new Error("not there");
    await store.of(scope).interviews.replace(now, { ...now, version: now.version + 1 }, `change-${id}-${now.version}`);
  },
};
const following = (followers: { reminders: Follower; cards: Follower }, clock = manualClock(NOW)) =>
  createFollowers({ owed: store.owed, clock, log, followers, chance: () => 0.5 });
const due = () => store.due.followers.nextDue();

describe("followers", () => {
  test("run for a change, and then nothing is owed", async () => {
    const { id } = await stored();
    expect(String(await due())).toBe(NOW);
    const seen: string[] = [];
    await following({
      reminders: async ({ version }) => void seen.push(`reminders ${version}`),
      cards: async ({ version }) => void seen.push(`cards ${version}`),
    }).run(id);
    expect(seen.sort()).toEqual(["cards 1", "reminders 1"]);
    expect(await due()).toBe(null);
  });

  test("a failure is owed and tried again later, the other one is done", async () => {
    const { id } = await stored();
    let failing = true;
    const followers = following({
      reminders: none,
      cards: async () => {
        if (failing) throw new Error("the platform is away");
      },
    });
    await followers.run(id);
    expect(String(await due())).toBe("2026-03-04T14:02:45Z");
    failing = false;
    await followers.run(id, "cards");
    expect(await due()).toBe(null);
  });

  test("a change while one runs is followed too", async () => {
    const { id } = await stored();
    const seen: number[] = [];
    await following({
      reminders: async ({ version }) => {
        seen.push(version);
        if (version < 3) await mine.change(id);
      },
      cards: none,
    }).run(id);
    expect(seen).toEqual([1, 2, 3]);
    expect((await store.owed.read(id))?.version).toBe(3);
    // The cards were followed at the first version: what came after is still theirs to look at.
    await following({ reminders: none, cards: none }).run(id);
    expect(await due()).toBe(null);
  });

  test("a debt is cleared only for the version that was followed", async () => {
    const { id } = await stored();
    await mine.change(id);
    expect(await store.owed.clear(id, "cards", 1)).toBe(false);
    expect(await store.owed.clear(id, "cards", 2)).toBe(true);
    expect(await store.owed.clear(id, "reminders", 2)).toBe(true);
    expect(await due()).toBe(null);
  });

  test("what is owed is given to one of two schedulers, and to another when the lease is over", async () => {
    const { id } = await stored();
    const clock = manualClock(NOW);
    const claim = () => {
      const lease = { token: "t", until: clock.now().add({ seconds: 60 }) };
      return store.due.followers.claim(clock.now(), lease, 10, clock.now());
    };
    const [one, two] = await Promise.all([claim(), claim()]);
    expect([...one, ...two].map(({ follower }) => follower).sort()).toEqual(["cards", "reminders"]);
    expect(await claim()).toEqual([]);
    clock.advance({ seconds: 60 });
    expect(await claim()).toHaveLength(2);
    await following({ reminders: none, cards: none }).run(id);
  });

  test("nothing happens for a record that is gone", async () => {
    const seen: string[] = [];
    await following({ reminders: async ({ id }) => void seen.push(id), cards: none }).run("nothing");
    expect(seen).toEqual([]);
  });
});

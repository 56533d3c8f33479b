import { describe, expect, test } from "vitest";
import { createLive } from "../../../adapters/web/live.ts";
import { createStamps } from "../../../adapters/web/stamps.ts";
import type { EventStream } from "../../../adapters/web/stream.ts";
import type { BotEntry } from "../../../src/chat/history.ts";
import { createLogger } from "../../../src/log.ts";
import { historyCollection } from "../../../src/store/history.ts";
import { manualClock, waitFor } from "../../support/clock.ts";
import { freshDatabase } from "../../support/database.ts";
import { ME } from "./bot.ts";

const START = "2026-03-10T15:00:00Z";
const log = createLogger({ level: "silent", pretty: false });

async function live() {
  const { connection } = await freshDatabase();
  const history = historyCollection(connection).history.of(ME);
  const clock = manualClock(START);
  let looks = 0;
  const counted = {
    ...history,
    changedSince: (stamp: number) => {
      looks += 1;
      return history.changedSince(stamp);
    },
  };
  const stamps = createStamps(clock);
  const it = createLive({ history: counted, clock, log, stamps });
  /** One look: time passes once the last one is over. */
  const second = async () => {
    const before = looks;
    await waitFor(() => clock.sleepers().length === 1, "the look to sleep");
    clock.advance({ seconds: 1 });
    await waitFor(() => looks > before && clock.sleepers().length === 1, "a look");
  };
  return { live: it, history, clock, stamps, second, looks: () => looks };
}

function reader() {
  const got: { data: string; id: number | undefined }[] = [];
  const stream: EventStream = { push: (data, id) => void got.push({ data, id }), end: () => undefined };
  return { stream, texts: () => got.map(({ data }) => JSON.parse(data).text), ids: () => got.map(({ id }) => id) };
}

/** A message as another process stores it, `seconds` away from the start by its clock. */
const elsewhere = (id: string, seconds: number, change = 0): BotEntry => {
  const at = Temporal.Instant.from(START).add({ seconds });
  const order = at.epochMilliseconds * 1000;
  return { from: "bot", id, message: { text: `${id}${change}`, blocks: [] }, at, order, changed: order + change };
};

describe("looking for what other processes said", () => {
  test("happens each second while somebody is there, and not before or after", async () => {
    const { live: it, clock, second, looks } = await live();
    expect(clock.sleepers()).toEqual([]);
    const { stream } = reader();
    await it.ready();
    it.watchChat(stream);
    await second();
    await second();
    const before = looks();
    it.leave(stream);
    clock.advance({ minutes: 10 });
    expect(clock.sleepers()).toEqual([]);
    expect(looks()).toBe(before);
  });

  test("shows each message and each change once, also one whose clock is behind", async () => {
    const { live: it, history, second } = await live();
    await history.append(elsewhere("old", -2));
    const { stream, texts } = reader();
    await it.ready();
    it.watchChat(stream);
    await second();
    await history.append(elsewhere("new", 1));
    await history.append(elsewhere("behind", -4));
    await second();
    await second();
    await history.replace("new", { text: "new1", blocks: [] }, elsewhere("new", 1, 1).changed);
    await second();
    expect(texts()).toEqual(["behind0", "new0", "new1"]);
    await it.stop();
  });

  test("never puts an older state over a newer one", async () => {
    const { live: it } = await live();
    const { stream, texts } = reader();
    await it.ready();
    it.watchChat(stream);
    it.announce(elsewhere("a", 0, 2));
    it.announce(elsewhere("a", 0, 1));
    it.catchUp(stream, [elsewhere("a", 0, 1)]);
    expect(texts()).toEqual(["a2"]);
    await it.stop();
  });

  test("gives no id to go on from while an earlier message is still being stored", async () => {
    const { live: it, stamps } = await live();
    const { stream, ids } = reader();
    await it.ready();
    it.watchChat(stream);
    const slow = Promise.withResolvers<void>();
    const first = stamps.during(() => slow.promise);
    const second = await stamps.during(async ({ value }) => value);
    it.announce({ ...elsewhere("b", 0), changed: second });
    slow.resolve();
    await first;
    const third = await stamps.during(async ({ value }) => value);
    it.announce({ ...elsewhere("c", 0), changed: third });
    expect(ids()).toEqual([undefined, third]);
    await it.stop();
  });

  test("goes on after the database did not answer", async () => {
    const { connection } = await freshDatabase();
    const history = historyCollection(connection).history.of(ME);
    const clock = manualClock(START);
    let failing = false;
    const looked: boolean[] = [];
    const shaky = {
      ...history,
      changedSince: async (stamp: number) => {
        looked.push(!failing);
        if (failing) throw new Error("no answer");
        return history.changedSince(stamp);
      },
    };
    const it = createLive({ history: shaky, clock, log, stamps: createStamps(clock) });
    const { stream, texts } = reader();
    await it.ready();
    it.watchChat(stream);
    const step = async () => {
      const before = looked.length;
      clock.advance({ seconds: 1 });
      await waitFor(() => looked.length > before && clock.sleepers().length === 1, "a look");
    };
    failing = true;
    await step();
    await history.append(elsewhere("a", 1));
    failing = false;
    await step();
    expect(texts()).toEqual(["a0"]);
    await it.stop();
  });
});

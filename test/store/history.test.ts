import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { BotEntry, PersonEntry } from "../../src/chat/history.ts";
import { historyCollection } from "../../src/store/history.ts";
import { freshDatabase } from "../support/database.ts";

const said = (id: string, order: number, text = id): BotEntry => ({
  from: "bot",
  id,
  message: { text, blocks: [{ kind: "text", text }] },
  at: Temporal.Instant.fromEpochMilliseconds(order),
  order,
  changed: order,
});
const wrote = (id: string, order: number): PersonEntry => ({
  from: "person",
  id,
  text: `wrote ${id}`,
  at: Temporal.Instant.fromEpochMilliseconds(order),
  order,
});

const ME = { platform: "web", team: "", id: "me" };
const KEY = '["web","","me"]';

async function chat() {
  const { connection } = await freshDatabase();
  const collection = historyCollection(connection);
  await collection.model.createIndexes();
  return { collection, history: collection.history.of(ME) };
}

describe("the history of a chat", () => {
  test("gives the latest entries of both sides, oldest first, by their place and not by when they were written", async () => {
    const { history } = await chat();
    await history.append(said("c", 30));
    await history.appendPerson(wrote("b", 20));
    await history.append(said("a", 10));
    expect((await history.last(2)).map(({ id, from }) => `${from} ${id}`)).toEqual(["person b", "bot c"]);
    expect((await history.last(50)).map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  test("stores a message with the same nonce once and answers with the first", async () => {
    const { history } = await chat();
    const first = await history.append(said("a", 10), "reminder-1");
    const again = await history.append(said("b", 20), "reminder-1");
    expect([first.fresh, again.fresh, again.entry.id]).toEqual([true, false, "a"]);
    expect(await history.last(50)).toHaveLength(1);
  });

  test("refuses a second message of the same id without a nonce", async () => {
    const { history } = await chat();
    await history.append(said("a", 10));
    await expect(history.append(said("a", 20))).rejects.toThrow(/duplicate key/);
  });

  test("keeps the place of a replaced message and reports the change", async () => {
    const { history } = await chat();
    await history.append(said("a", 10));
    await history.append(said("b", 20));
    const replaced = await history.replace("a", said("a", 0, "new").message, 30);
    expect(replaced?.order).toBe(10);
    expect((await history.last(50)).map(({ id }) => id)).toEqual(["a", "b"]);
    expect((await history.changedSince(20)).map((entry) => entry.message.text)).toEqual(["new"]);
    expect(await history.replace("nowhere", said("a", 0).message, 40)).toBeNull();
  });

  test("moves a message that is put again to the end", async () => {
    const { history } = await chat();
    await history.put(said("form", 10));
    await history.append(said("b", 20));
    await history.put(said("form", 30, "again"));
    expect((await history.last(50)).map(({ id }) => id)).toEqual(["b", "form"]);
  });

  test("takes what the person wrote once, also when it is delivered twice at the same moment", async () => {
    const { history } = await chat();
    await Promise.all([history.appendPerson(wrote("a", 10)), history.appendPerson(wrote("a", 11))]);
    expect(await history.last(50)).toHaveLength(1);
  });

  test("reports changes of the bot and of the home, and nothing that the person wrote", async () => {
    const { history } = await chat();
    await history.append(said("a", 10));
    await history.appendPerson(wrote("b", 20));
    await history.setHome({ from: "home", message: { text: "Nothing planned", blocks: [] }, changed: 30 });
    expect((await history.changedSince(5)).map((entry) => entry.message.text)).toEqual(["a", "Nothing planned"]);
    expect((await history.home())?.changed).toBe(30);
    expect(await history.last(50)).toHaveLength(2);
  });

  test("keeps keys and values that a document could not hold", async () => {
    const { history } = await chat();
    const message = {
      text: "x",
      blocks: [{ kind: "fields", fields: [{ label: "$set.a\u0000", value: "__proto__" }] }],
    } as const;
    await history.append({ ...said("a", 10), message });
    expect((await history.find("a"))?.message).toEqual(message);
  });

  test("keeps people apart", async () => {
    const { collection, history } = await chat();
    await history.append(said("a", 10), "n");
    const other = collection.history.of({ ...ME, id: "you" });
    expect((await other.append(said("a", 10), "n")).fresh).toBe(true);
    await collection.erase([KEY]);
    expect(await history.last(50)).toEqual([]);
    expect(await other.last(50)).toHaveLength(1);
  });

  test("keeps the last 500 when it is swept", async () => {
    const { collection, history } = await chat();
    await collection.sweep();
    for (let order = 1; order <= 510; order += 1) await history.appendPerson(wrote(`t${order}`, order));
    await history.setHome({ from: "home", message: { text: "Nothing planned", blocks: [] }, changed: 1 });
    await collection.sweep();
    const left = await history.last(1000);
    expect([left.length, left[0]?.id, left.at(-1)?.id]).toEqual([500, "t11", "t510"]);
    expect(await history.home()).not.toBeNull();
  });

  test("reads nothing without an index", async () => {
    const { collection } = await chat();
    const { model } = collection;
    const queries = [
      model.find({ person: KEY, order: { $gt: 0 } }).sort({ order: -1 }),
      model.find({ person: KEY, changed: { $gt: 5 } }).sort({ changed: 1 }),
      model.find({ person: KEY, nonce: "n" }),
      model.find({ person: KEY }),
    ];
    for (const query of queries) {
      const { queryPlanner } = z
        .object({ queryPlanner: z.object({ winningPlan: z.unknown() }) })
        .parse(await query.explain("queryPlanner"));
      const plan = JSON.stringify(queryPlanner.winningPlan);
      expect(plan).toContain("IXSCAN");
      expect(plan).not.toMatch(/COLLSCAN|"SORT"/);
    }
  });
});

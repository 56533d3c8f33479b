import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { type SpawnedBot, spawnBot } from "../support/bot.ts";
import { waitFor } from "../support/clock.ts";
import { type FreshDatabase, freshDatabase } from "../support/database.ts";
import { seed } from "./seed.ts";
import { companyName, LONG, now, said } from "./steps.ts";

const REMINDERS = 1_000;

/** Two processes on one database, which look for each other's work every three seconds. */
async function twoBots({ uri, dbName }: FreshDatabase): Promise<readonly [SpawnedBot, SpawnedBot]> {
  const env = { MONGODB_URI: uri, MONGODB_DB: dbName, REMINDER_CHECK_INTERVAL: "0.05" };
  return Promise.all([spawnBot(env), spawnBot(env)]);
}

/** How many reminders a process says its chat took. */
async function accepted(bot: SpawnedBot): Promise<number> {
  const metrics = await (await fetch(`${bot.url}/metrics`)).text();
  return Number(/^greenroom_reminder_channel_total{channel="web",result="accepted"} (\d+)$/m.exec(metrics)?.[1] ?? 0);
}

test(
  "two bots on one database send each of 1,000 reminders that are due at once exactly once",
  async () => {
    const database = await freshDatabase();
    const bots = await twoBots(database);
    const due = now().add({ seconds: 8 });
    await seed(database.connection, due.add({ hours: 2 }), REMINDERS);

    const reminders = database.connection.collection("reminders");
    const messages = database.connection.collection("messages");
    /** By the reminder's own name, which its message carries: the sweep may take old messages away in between. */
    const shown = new Map<string, Set<string>>();
    const look = async () => {
      const found = messages.find({ nonce: { $exists: true } }, { projection: { nonce: 1, entryId: 1 } });
      for (const { nonce, entryId } of await found.toArray()) {
        shown.set(nonce, (shown.get(nonce) ?? new Set()).add(entryId));
      }
    };
    for (let sent = 0; sent < REMINDERS; ) {
      const next = Math.min(sent + 200, REMINDERS);
      sent = await waitFor(async () => {
        const count = await reminders.countDocuments({ state: "sent" });
        return count >= next ? count : null;
      }, `${next} reminders to be sent`);
      await look();
    }

    expect(await reminders.countDocuments()).toBe(REMINDERS);
    // Hand-overs, not `attempts`: a worker that was kept waiting looks at its reminder once more before it sends it.
    expect(await reminders.countDocuments({ kind: "2_hours", "channels.web.attempts": 1 })).toBe(REMINDERS);
    expect(shown.size).toBe(REMINDERS);
    expect([...shown.values()].filter(({ size }) => size !== 1)).toEqual([]);
    // Which of the two sends how many is a matter of timing: a slow machine may let one be quicker every time.
    const counts = await Promise.all(bots.map(accepted));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(REMINDERS);
  },
  LONG,
);

test(
  "what one person says to two bots is worked in order, and each input once",
  async () => {
    const database = await freshDatabase();
    const bots = await twoBots(database);
    const first = now().add({ days: 10 }).round({ smallestUnit: "hour", roundingMode: "floor" });
    const sentence = (index: number) => `Phone screen with ${companyName(index)} ${said(first.add({ days: index }))}`;

    // One after the other, now to this one and now to that one.
    const order: string[] = [];
    for (let index = 0; index < 30; index += 1)
      order.push(`web:${await bots[index % 2 === 0 ? 0 : 1].say(sentence(index))}`);
    // The same input at both at the same moment: a page that lost an answer and sends it again.
    const twice = Array.from({ length: 10 }, (_, index) => ({ id: randomUUID(), words: sentence(100 + index) }));
    for (const { id, words } of twice) {
      await Promise.all(bots.map((bot) => bot.say(words, id)));
      order.push(`web:${id}`);
    }

    const inbox = database.connection.collection("inbox");
    await waitFor(async () => (await inbox.countDocuments({ state: "done" })) === 40, "all to be worked");
    expect(await inbox.countDocuments()).toBe(40);
    const interviews = await database.connection.collection("interviews").find().sort({ createdAt: 1 }).toArray();
    expect(interviews.map(({ createdBy }) => createdBy).sort()).toEqual([...order].sort());
    const answers = await database.connection.collection("messages").find({ from: "bot" }).sort({ order: 1 }).toArray();
    expect(answers.map(({ nonce }) => nonce)).toEqual(order.map((event) => `re:${event}`));
  },
  LONG,
);

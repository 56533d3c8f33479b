import type { Connection } from "mongoose";
import { expect, test } from "vitest";
import { type SpawnedBot, spawnBot } from "../support/bot.ts";
import { waitFor } from "../support/clock.ts";
import { whileDown } from "./seed.ts";
import { exported, LONG, nextMinute, now, said, sleepUntil } from "./steps.ts";

/** Lets the one interview begin at `start`, as if it had been said so, and its 2-hour reminder be due 2 hours before. */
async function beginAt(connection: Connection, start: Temporal.ZonedDateTime): Promise<void> {
  const at = new Date(start.epochMilliseconds);
  const due = new Date(start.subtract({ hours: 2 }).epochMilliseconds);
  await connection.collection("interviews").updateOne(
    {},
    {
      $set: {
        "startsAt.wall": start.toPlainDateTime().toString(),
        "startsAt.at": at,
        endsAt: new Date(start.add({ hours: 1 }).epochMilliseconds),
      },
    },
  );
  const changed = await connection
    .collection("reminders")
    .updateOne({ kind: "2_hours" }, { $set: { dueAt: due, wakeAt: due } });
  expect(changed.modifiedCount).toBe(1);
}

/** A bot that was told of an interview in three hours and then crashed. */
async function crashed(): Promise<string> {
  const bot = await spawnBot();
  await bot.ask(`Phone screen with Stripe ${said(nextMinute().add({ hours: 3 }))}`);
  await exported(bot);
  await bot.crash();
  return bot.dataDir;
}

const remindersIn = async (bot: SpawnedBot) =>
  (await bot.history()).filter(({ from, text }) => from === "bot" && /^(Interview|Starts) (in|now)/.test(text));
const stateOf = async (bot: SpawnedBot) => (await exported(bot)).reminders.map(({ state }) => state);

test(
  "killed before the time and started after it, the bot reminds once, and it is still two hours",
  async () => {
    const bot = await spawnBot();
    const due = nextMinute();
    await bot.ask(`Phone screen with Stripe ${said(due.add({ hours: 2 }))}`);
    await bot.crash();
    expect(now().epochMilliseconds).toBeLessThan(due.epochMilliseconds);

    await sleepUntil(due.add({ milliseconds: 200 }));
    const again = await spawnBot({}, bot.dataDir);
    await waitFor(async () => (await remindersIn(again)).length > 0, "the reminder");
    expect(await stateOf(again)).toEqual(["sent"]);

    // A third start finds it sent.
    await again.crash();
    const third = await spawnBot({}, bot.dataDir);
    expect(await stateOf(third)).toEqual(["sent"]);
    const reminders = await remindersIn(third);
    expect(reminders.map(({ text }) => text.split("\n")[0])).toEqual([
      expect.stringMatching(/^Interview in 2 hours: Stripe, phone screen$/i),
    ]);
  },
  LONG,
);

test(
  "ten minutes late it says how long is left, and that it is sorry",
  async () => {
    const dataDir = await crashed();
    const start = now().add({ hours: 1, minutes: 50 });
    await whileDown(dataDir, (connection) => beginAt(connection, start));

    const bot = await spawnBot({}, dataDir);
    await waitFor(async () => (await remindersIn(bot)).length > 0, "the reminder");
    const { reminders } = await exported(bot);
    expect(reminders.map(({ state, attempts }) => [state, attempts])).toEqual([["sent", 1]]);
    const left = Temporal.Instant.from(reminders[0]?.sentAt ?? "").until(start.toInstant(), { largestUnit: "hours" });
    const minutes = left.round({ smallestUnit: "minutes", largestUnit: "hours" }).minutes;
    const said = await remindersIn(bot);
    expect(said).toHaveLength(1);
    expect(said[0]?.text.split("\n").slice(0, 2)).toEqual([
      expect.stringMatching(new RegExp(`^Starts in 1 hour ${minutes} minutes: Stripe, phone screen\\.$`, "i")),
      "I could not reach you earlier; sorry.",
    ]);
  },
  LONG,
);

test(
  "after the start it does not remind any more, and counts the reminder as missed",
  async () => {
    const dataDir = await crashed();
    await whileDown(dataDir, (connection) => beginAt(connection, now().subtract({ minutes: 5 })));

    const bot = await spawnBot({}, dataDir);
    await waitFor(async () => (await stateOf(bot)).includes("missed"), "the reminder to be given up");
    expect(await remindersIn(bot)).toEqual([]);
    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    expect(metrics).toContain('greenroom_reminders_total{status="missed"} 1\n');
    expect(metrics).toContain("greenroom_reminder_delivery_rate 0\n");
  },
  LONG,
);

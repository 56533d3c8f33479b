import type { Connection } from "mongoose";
import { expect, test } from "vitest";
import { type SpawnedBot, spawnBot } from "../support/bot.ts";
import { waitFor } from "../support/clock.ts";
import { companyName, LONG, now, said } from "./steps.ts";

const ROUNDS = 10;

interface Stored {
  readonly _id: string;
  readonly createdBy: string;
  readonly company: string;
  readonly startsAt: { readonly at: Date };
}

/** Interviews that are said one after the other, each at another company on another day. */
function createSpeaker() {
  const first = now().add({ days: 10 }).round({ smallestUnit: "hour", roundingMode: "floor" });
  const acknowledged = new Map<string, { readonly company: string; readonly start: number }>();
  let count = 0;
  return {
    acknowledged,
    /** Goes on until the bot does not answer any more. */
    async speak(bot: SpawnedBot): Promise<void> {
      for (;;) {
        const [company, start] = [companyName(count), first.add({ days: count })];
        count += 1;
        try {
          const id = await bot.say(`Phone screen with ${company} ${said(start)}`);
          acknowledged.set(`web:${id}`, { company, start: start.epochMilliseconds });
        } catch {
          return;
        }
      }
    },
  };
}

/** Waits until all that was stored is worked, and nothing is owed any more. */
async function settled(connection: Connection): Promise<void> {
  const inbox = connection.collection("inbox");
  await waitFor(async () => (await inbox.countDocuments({ state: { $ne: "done" } })) === 0, "the inbox to be worked");
  const owing = { $or: [{ "owed.reminders": { $exists: true } }, { "owed.cards": { $exists: true } }] };
  const interviews = connection.collection("interviews");
  await waitFor(async () => (await interviews.countDocuments(owing)) === 0, "what follows to be done");
}

test(
  "kill -9 of bot and engine, ten times: what was acknowledged is there once, and its reminders are",
  async () => {
    const { acknowledged, speak } = createSpeaker();
    let bot = await spawnBot();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const before = acknowledged.size;
      const speaking = speak(bot);
      // Another number of inputs and another moment within one, each time.
      await waitFor(() => acknowledged.size - before >= 1 + ((round * 7) % 11), `the inputs of round ${round}`);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 25));
      await bot.crash();
      await speaking;

      bot = await spawnBot({}, bot.dataDir);
      const connection = await bot.database();
      await settled(connection);
      const stored = await connection.collection<Stored>("interviews").find().toArray();
      const made = Map.groupBy(stored, ({ createdBy }) => createdBy);
      for (const [event, { company, start }] of acknowledged) {
        const interviews = made.get(event) ?? [];
        expect(interviews.map((it) => [it.company, it.startsAt.at.getTime()])).toEqual([[company, start]]);
      }
      // What was under way when the bot was killed may be there or not, but not twice either.
      expect(new Set(stored.map(({ company }) => company)).size).toBe(stored.length);
      expect(stored.length).toBeLessThanOrEqual(acknowledged.size + round);
      await connection.close();
    }

    const connection = await bot.database();
    const interviews = await connection.collection<Stored>("interviews").find().toArray();
    const reminders = await connection.collection("reminders").find().toArray();
    const HOUR = 3_600_000;
    const expected = interviews.flatMap(({ _id, startsAt }) => [
      `${_id} 24_hours pending ${startsAt.at.getTime() - 24 * HOUR}`,
      `${_id} 2_hours pending ${startsAt.at.getTime() - 2 * HOUR}`,
    ]);
    const actual = reminders.map((it) => `${it.interviewId} ${it.kind} ${it.state} ${it.dueAt.getTime()}`);
    expect(actual.sort()).toEqual(expected.sort());

    // Each input that was acknowledged was answered, and none twice.
    const answers = await connection.collection("messages").distinct("nonce");
    expect([...acknowledged.keys()].filter((event) => !answers.includes(`re:${event}`))).toEqual([]);
  },
  LONG,
);

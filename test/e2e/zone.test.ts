import { expect, test } from "vitest";
import { crash, databaseIn, type LocalBot, launch, localBot, spawnBot, temporaryFolder } from "../support/bot.ts";
import { manualClock, waitFor } from "../support/clock.ts";
import { freshDatabase } from "../support/database.ts";
import { seed, whileDown } from "./seed.ts";
import { exported, LONG, now } from "./steps.ts";

// 09:00 on Tuesday in Tokyo, midnight in London.
const MORNING = "2027-03-02T00:00:00Z";
const HOUR = 3_600_000;

/** "24_hours pending 2027-03-04T01:00:00Z" of all reminders, earliest first. */
const remindersOf = async (bot: LocalBot) =>
  (await exported(bot)).reminders.map(({ kind, state, dueAt }) => `${kind} ${state} ${dueAt}`);

test("who moves to another zone sees all times in it; reminders stay, and the evening before is the new one", async () => {
  const bot = await localBot({ clock: manualClock(MORNING) });
  await bot.ask("onsite at Figma on Friday at 10:00");
  await bot.ask("remind me about Figma the evening before at 19:00");
  await bot.bot.idle();
  const [evening, ...fixed] = ["custom:day-before@19:00", "24_hours", "2_hours"];
  expect(await remindersOf(bot)).toEqual([
    `${fixed[0]} pending 2027-03-04T01:00:00Z`,
    `${evening} pending 2027-03-04T10:00:00Z`, // Thursday 19:00 in Tokyo
    `${fixed[1]} pending 2027-03-04T23:00:00Z`,
  ]);

  expect((await bot.ask("my time zone is London")).text).toContain("Europe/London");
  await waitFor(async () => (await remindersOf(bot)).join().includes("T19:00:00Z"), "the evening to be another");
  expect(await remindersOf(bot)).toEqual([
    `${fixed[0]} pending 2027-03-04T01:00:00Z`,
    `${evening} pending 2027-03-04T19:00:00Z`, // Thursday 19:00 in London, where it starts on Friday at 01:00
    `${fixed[1]} pending 2027-03-04T23:00:00Z`,
  ]);
  const shown = (await bot.ask("show Figma")).text;
  expect(shown).toContain("Friday 5 March, 01:00 to 02:00 (London)");
  expect(shown).toContain("10:00 in Tokyo");
  expect((await bot.ask("list")).text).toContain("Friday 5 March, 01:00 to 02:00 (London)");
});

test("new zone data of the runtime moves the instant, not the wall time, and the reminders with it", async () => {
  const [clock, database] = [manualClock(MORNING), await freshDatabase()];
  const before = await localBot({ clock, database });
  await before.ask("onsite at Figma on Friday at 10:00");
  await before.bot.idle();
  await before.stop();

  // As a runtime had it that put Tokyo an hour further west.
  const late = (date: unknown) => (date instanceof Date ? new Date(date.getTime() + HOUR) : date);
  const { connection } = database;
  const interview = await connection.collection("interviews").findOne();
  await connection
    .collection("interviews")
    .updateOne({}, { $set: { "startsAt.at": late(interview?.startsAt.at), endsAt: late(interview?.endsAt) } });
  for (const { _id, dueAt } of await connection.collection("reminders").find().toArray()) {
    await connection.collection("reminders").updateOne({ _id }, { $set: { dueAt: late(dueAt), wakeAt: late(dueAt) } });
  }
  await connection.collection<{ _id: string }>("meta").updateOne({ _id: "zone-data" }, { $set: { value: "2019a" } });

  const after = await localBot({ clock, database });
  const derived = await waitFor(
    () => connection.collection("interviews").findOne({ "startsAt.at": interview?.startsAt.at }),
    "the instant to be derived again",
  );
  expect(derived).toMatchObject({ version: 2, endsAt: interview?.endsAt });
  expect(derived.startsAt.wall).toBe("2027-03-05T10:00:00");
  await waitFor(async () => !(await remindersOf(after)).join().includes("T02:"), "the reminders to move");
  expect(await remindersOf(after)).toEqual([
    "24_hours pending 2027-03-04T01:00:00Z",
    "2_hours pending 2027-03-04T23:00:00Z",
  ]);
  expect((await after.ask("show Figma")).text).toContain("Friday 5 March, 10:00 to 11:00 (Tokyo)");
});

test(
  "a crash in the middle of the walk over all interviews goes on where it was",
  async () => {
    const [dataDir, count] = [await temporaryFolder(), 160];
    const start = now().add({ days: 30 }).round({ smallestUnit: "hour", roundingMode: "floor" });
    await whileDown(dataDir, async (connection) => {
      await seed(connection, start, count);
      await connection
        .collection("interviews")
        .updateMany({}, { $set: { "startsAt.at": new Date(start.epochMilliseconds + HOUR) } });
      await connection
        .collection<{ _id: string; value: string }>("meta")
        .insertOne({ _id: "zone-data", value: "2019a" });
    });

    const first = launch({ DATA_DIR: dataDir }, dataDir);
    const early = await databaseIn(dataDir);
    const reached = await waitFor(
      async () => (await early.collection("users").findOne())?.replan?.after,
      "the walk to be under way",
    );
    await crash(first, dataDir);

    const second = await spawnBot({}, dataDir);
    const connection = await second.database();
    const users = connection.collection("users");
    await waitFor(async () => (await users.findOne())?.replan === undefined, "the walk to end");
    const interviews = await connection.collection("interviews").find().sort({ _id: 1 }).toArray();
    expect(interviews).toHaveLength(count);
    expect(interviews.findIndex(({ _id }) => String(_id) === reached)).toBeLessThan(count - 1);
    // Each is written once, also those that were done before the crash.
    const wrong = interviews.filter(
      ({ startsAt, version }) => startsAt.at.getTime() !== start.epochMilliseconds || version !== 2,
    );
    expect(wrong).toEqual([]);
    const due = (await connection.collection("reminders").distinct("dueAt")).map((date) => date.getTime());
    expect(due.sort()).toEqual([start.epochMilliseconds - 24 * HOUR, start.epochMilliseconds - 2 * HOUR]);
  },
  LONG,
);

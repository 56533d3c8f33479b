/** Puts interviews into a database without saying them, and changes what is in a data folder while no bot runs. */
import type { Connection } from "mongoose";
import { schedule } from "../../src/interviews/interviews.ts";
import { FOLLOWERS } from "../../src/interviews/repository.ts";
import { createLogger } from "../../src/log.ts";
import { createFollow } from "../../src/reminders/schedule.ts";
import { connect } from "../../src/store/connection.ts";
import { openDatabase } from "../../src/store/embedded/open.ts";
import { newId } from "../../src/store/id.ts";
import { openStore } from "../../src/store/store.ts";
import { ZONE } from "../support/bot.ts";
import { companyName } from "./steps.ts";

/** The one person of the page. */
export const ME = { platform: "web", team: "", id: "me" };

interface Doc {
  _id: string;
}

/** Stores interviews that all start at one moment, with their reminders: one as the bot does, and copies of it. */
export async function seed(connection: Connection, start: Temporal.ZonedDateTime, count: number): Promise<void> {
  const store = openStore(connection);
  const now = Temporal.Now.instant();
  const user = await store.people.signIn(ME, now, async () => ({ timeZone: ZONE }));
  const { interviews, reminders } = store.of(user);
  const ids = { interview: newId(), user: user.id };
  const act = { interviews, eventId: "seed:0", now };
  const first = await schedule(act, ids, { company: companyName(0), startsAt: start });
  const follow = createFollow({
    readInterview: (_userId, id) => store.owed.read(id),
    readUser: (id) => store.people.get(id),
    remindersOf: () => reminders,
    wake: () => {},
  });
  await follow(user.id, first.id);
  for (const follower of FOLLOWERS) await store.owed.clear(first.id, follower, first.version);

  const copies = Array.from({ length: count - 1 }, (_, index) => ({ id: newId(), createdBy: `seed:${index + 1}` }));
  const made = connection.collection<Doc>("interviews");
  const interview = await made.findOne({});
  await made.insertMany(
    copies.map(({ id, createdBy }) => ({ ...interview, _id: id, createdBy, applied: [createdBy] })),
  );
  // In one write, so that all bots find all of them at once.
  const planned = connection.collection<Doc>("reminders");
  const owed = await planned.find().toArray();
  await planned.insertMany(
    copies.flatMap(({ id }) => owed.map((reminder) => ({ ...reminder, _id: newId(), interviewId: id }))),
  );
}

/** Changes what is in a data folder while no bot runs on it. */
export async function whileDown(dataDir: string, change: (connection: Connection) => Promise<unknown>): Promise<void> {
  const log = createLogger({ level: "silent", pretty: false });
  const database = await openDatabase({ dataDir, mongodbUri: null, log });
  const connection = await connect(database.uri, database.dbName);
  await change(connection);
  await connection.close();
  await database.stop();
}

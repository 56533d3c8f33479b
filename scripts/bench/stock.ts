/** Fills a database with interviews and reminders of many people, past everything that could make it slow. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Connection } from "mongoose";
import type { Interview } from "../../src/interviews/interview.ts";
import { tasksFor } from "../../src/interviews/preparation.ts";
import { createLogger } from "../../src/log.ts";
import { connect } from "../../src/store/connection.ts";
import { linkFor, uriOf } from "../../src/store/embedded/link.ts";
import { openDatabase } from "../../src/store/embedded/open.ts";
import { newId } from "../../src/store/id.ts";
import { interviewOut } from "../../src/store/interview-document.ts";

export const quiet = createLogger({ level: "error", pretty: false });
export const DB_NAME = "greenroom";

const BATCH = 2_000;
/** Test data needs no journal. */
const LIGHT = { ordered: false, writeConcern: { w: 1, journal: false } } as const;
const PEOPLE = 10_000;
const MANY = 100_000;

/** Gives `work` a data folder of its own, gone afterwards. */
export async function inFolder<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "greenroom-bench-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens the embedded database of a data folder that no bot has open. */
export async function openFolder(dataDir: string) {
  const database = await openDatabase({ dataDir, mongodbUri: null, dbName: DB_NAME, log: quiet });
  return {
    database,
    async close(connection: Connection) {
      await connection.close();
      await database.stop();
    },
  };
}

/** A connection beside a running bot. */
export const beside = (dataDir: string): Promise<Connection> => connect(uriOf(linkFor(resolve(dataDir))), DB_NAME);

/** An interview as somebody would have said it. */
export function interview(userId: string, company: string, startsAt: Temporal.ZonedDateTime): Interview {
  const made = startsAt.toInstant().subtract({ hours: 24 * 7 });
  return {
    id: newId(),
    userId,
    version: 1,
    company,
    role: "Engineer",
    round: "phone screen",
    interviewers: [{ name: "Sarah Chen", email: "sarah@example.com" }],
    startsAt,
    durationMinutes: 60,
    format: "video",
    link: "https://zoom.us/j/1",
    location: null,
    notes: null,
    status: "scheduled",
    cancelReason: null,
    outcome: "pending",
    tasks: tasksFor("video"),
    reminderRules: [],
    snoozedUntil: null,
    readyAt: null,
    deletedAt: null,
    createdAt: made,
    changedAt: made,
  };
}

/** Stores interviews as they stand when everything that follows from them is done. */
export async function store(connection: Connection, all: readonly Interview[]): Promise<void> {
  const documents = all.map((it) => ({
    _id: it.id,
    ...interviewOut(it),
    createdBy: `stock:${it.id}`,
    applied: [],
    previous: null,
    owed: {},
  }));
  await inBatches(connection, "interviews", documents);
}

/** Stores the reminders of interviews that lie ahead: so many hours before each. */
export async function storeReminders(
  connection: Connection,
  all: readonly Interview[],
  hours: readonly (24 | 2)[],
): Promise<void> {
  const empty = { affirmed: 0, channels: {}, past: [], attempts: 0, sentAt: null, settledAt: null, tryAt: null };
  const documents = all.flatMap((it) =>
    hours.map((ahead) => {
      const dueAt = new Date(it.startsAt.epochMilliseconds - ahead * 3_600_000);
      const ruling = { kind: `${ahead}_hours`, dueAt, wakeAt: dueAt, state: "pending", generation: 1 };
      return { _id: newId(), userId: it.userId, interviewId: it.id, ...ruling, plannedFor: it.version, ...empty };
    }),
  );
  await inBatches(connection, "reminders", documents);
}

async function inBatches(connection: Connection, name: string, documents: readonly { _id: string }[]): Promise<void> {
  const collection = connection.collection<{ _id: string }>(name);
  for (let from = 0; from < documents.length; from += BATCH) {
    await collection.insertMany(documents.slice(from, from + BATCH), LIGHT);
  }
}

/** 100,000 interviews of 10,000 people, half behind `now` and half ahead, none of them due for a reminder soon. */
function many(now: Temporal.Instant): readonly Interview[] {
  const hour = now.toZonedDateTimeISO("Europe/London").round("hour");
  return Array.from({ length: MANY }, (_, n) => {
    const hours = 27 + (Math.floor(n / 2) % 2_000);
    const at = n % 2 === 0 ? hour.add({ hours }) : hour.subtract({ hours });
    return interview(`person-${n % PEOPLE}`, `Company ${n % 997}`, at);
  });
}

/** Stores 100,000 interviews. */
export const stockInterviews = (connection: Connection, now: Temporal.Instant): Promise<void> =>
  store(connection, many(now));

/** Stores 100,000 reminders: two for each of the interviews that lie ahead. */
export const stockReminders = (connection: Connection, now: Temporal.Instant): Promise<void> =>
  storeReminders(
    connection,
    many(now).filter(({ startsAt }) => startsAt.epochMilliseconds > now.epochMilliseconds),
    [24, 2],
  );

/** Asks the database for its plan of everything that the store sends: nothing may walk a whole collection. */
import mongoose, { type Connection } from "mongoose";
import { beforeAll, describe, expect, test } from "vitest";
import { openStore, type Store } from "../../src/store/store.ts";
import type { User } from "../../src/users/user.ts";
import { freshDatabase } from "../support/database.ts";
import { everyCall, everyName, populate } from "./every-call.ts";

/** Ask nothing of the database, or only tell it something new. */
const SILENT = [
  ...["due.reminders.startAt", "due.inbox.renew", "due.inbox.release"],
  ...["prepare", "reminders.add", "inbox.add", "history.appendPerson"],
];
/** Is for everybody, and owes everybody something. */
const FOR_ALL = ["people.owEveryone"];
/** Sorted in memory, and no larger than what one person has. */
const SORTS: Readonly<Record<string, string>> = {
  "interviews.walk": "in the order of ids, over what lies ahead of one person",
};

interface Asked {
  readonly by: string;
  readonly command: Record<string, unknown>;
  readonly plan: string;
}

async function watchedStore(): Promise<{ connection: Connection; store: Store; sent: Record<string, unknown>[] }> {
  const { uri, dbName } = await freshDatabase();
  const connection = await mongoose
    .createConnection(uri, { dbName, monitorCommands: true, autoIndex: false, autoCreate: false })
    .asPromise();
  const sent: Record<string, unknown>[] = [];
  connection.getClient().on("commandStarted", ({ commandName, command }) => {
    const plain = explainable(commandName, command);
    if (plain !== null) sent.push(plain);
  });
  const store = openStore(connection);
  await store.prepare();
  return { connection, store, sent };
}

/** The part of a command that explain takes; null if it looks for nothing. */
function explainable(name: string, command: Record<string, unknown>): Record<string, unknown> | null {
  if (["insert", "createIndexes", "explain", "hello", "endSessions"].includes(name)) return null;
  const outer = ["lsid", "$db", "$clusterTime", "writeConcern", "txnNumber", "apiVersion", "ordered"];
  return Object.fromEntries(Object.entries(command).filter(([key]) => !outer.includes(key)));
}

/** Calls everything once, and gets the plan of what each call sent while the data is still as it was. */
async function askAll(linked: boolean): Promise<{ asked: Asked[]; uncalled: string[]; silent: string[] }> {
  const { connection, store, sent } = await watchedStore();
  const me = await populate(store);
  const user: User = linked
    ? {
        ...me,
        absorbed: [(await store.people.signIn({ platform: "test", team: "t", id: "other-1" }, me.createdAt)).id],
      }
    : me;
  const calls = everyCall(store, user);
  const asked: Asked[] = [];
  const silent: string[] = [];
  for (const [by, call] of Object.entries(calls)) {
    sent.length = 0;
    await call();
    const commands = sent.slice();
    if (commands.length === 0) silent.push(by);
    for (const command of commands) {
      // What a $lookup looks through is only known once it was carried out.
      const joins = JSON.stringify(command).includes("$lookup");
      const verbosity = joins ? "executionStats" : "queryPlanner";
      const plan = JSON.stringify(await connection.db?.command({ explain: command, verbosity }));
      asked.push({ by, command, plan: joins ? plan : winning(plan) });
    }
  }
  await connection.close();
  return { asked, silent, uncalled: everyName(store, user).filter((name) => !(name in calls)) };
}

const named = ({ by, command, plan }: Asked): string =>
  `${by}: ${JSON.stringify(command, (_key, value) => (value instanceof Map ? [...value] : value))} ${plan}`;

/** Of a plan only what is done, not what was considered. */
const winning = (plan: string): string => /"winningPlan":(.*?),"rejectedPlans"/.exec(plan)?.[1] ?? plan;

describe.each([
  ["of one person", false],
  ["of a person who linked another", true],
])("the queries %s", (_who, linked) => {
  let all: Awaited<ReturnType<typeof askAll>>;
  beforeAll(async () => {
    all = await askAll(linked);
  });

  test("are all looked at: no method of the store is left out", () => {
    expect(all.uncalled.filter((name) => !SILENT.includes(name))).toEqual([]);
    expect(all.silent.filter((name) => !SILENT.includes(name))).toEqual([]);
  });

  test("use an index", () => {
    const walking = all.asked.filter(
      ({ by, plan }) => /COLLSCAN|"collectionScans":[1-9]/.test(plan) && !FOR_ALL.includes(by),
    );
    expect(walking.map(named)).toEqual([]);
    const unknown = all.asked.filter(
      ({ by, plan }) => !/IXSCAN|IDHACK|EXPRESS|DISTINCT_SCAN|COUNT_SCAN/.test(plan) && !FOR_ALL.includes(by),
    );
    expect(unknown.map(named)).toEqual([]);
  });

  test("sort by it too, but for what one person has", () => {
    const sorting = all.asked.filter(({ by, plan }) => /"stage":"SORT"/.test(plan) && !(by in SORTS));
    expect(sorting.map(named)).toEqual([]);
  });
});

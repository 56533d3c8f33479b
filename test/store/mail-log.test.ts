/** The log of mails in the database. */
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { MailEntry } from "../../src/mail/log.ts";
import { mailLogCollection } from "../../src/store/mail-log.ts";
import { freshDatabase } from "../support/database.ts";

const at = (time: string) => Temporal.Instant.from(`2026-03-10T${time}Z`);
const entry = (userId: string, n: number, time: string): MailEntry => ({
  userId,
  messageId: `${userId}-m${n}@greenroom.local`,
  kind: "reminder",
  state: "sending",
  at: at(time),
});

let collection: ReturnType<typeof mailLogCollection>;
beforeAll(async () => {
  const { connection } = await freshDatabase();
  collection = mailLogCollection(connection);
  await Promise.all(Object.values(connection.models).map((model) => model.createIndexes()));
});

const sent = async (userId: string, since: string) =>
  (await collection.log.sentSince(userId, at(since))).map((when) => when.toString());

describe("mailLogCollection", () => {
  test("says when mails to one person went, oldest first, without the failed ones", async () => {
    const { log } = collection;
    await log.note(entry("ann", 3, "12:20"));
    await log.note(entry("ann", 1, "12:00"));
    await log.note(entry("ann", 2, "12:10"));
    await log.note(entry("bob", 1, "12:05"));
    await log.settle("ann-m2@greenroom.local", "failed");
    await log.settle("ann-m3@greenroom.local", "accepted");
    expect(await sent("ann", "11:00")).toEqual(["2026-03-10T12:00:00Z", "2026-03-10T12:20:00Z"]);
    expect(await sent("ann", "12:00")).toEqual(["2026-03-10T12:20:00Z"]);
    expect(await sent("nobody", "11:00")).toEqual([]);
  });

  test("a mail tried again, even at the same time by two, is one entry at the latest time", async () => {
    const { log } = collection;
    await Promise.all([1, 2, 3, 4].map(() => log.note(entry("cleo", 1, "12:00"))));
    await log.settle("cleo-m1@greenroom.local", "failed");
    await log.note(entry("cleo", 1, "12:30"));
    expect(await sent("cleo", "11:00")).toEqual(["2026-03-10T12:30:00Z"]);
  });

  test("an outcome of a mail that nobody noted is ignored", async () => {
    await collection.log.settle("unknown@greenroom.local", "accepted");
    expect(await sent("unknown", "00:00")).toEqual([]);
  });

  test("erases what belongs to a person, and nothing else", async () => {
    await collection.log.note(entry("dan", 1, "12:00"));
    await collection.log.note(entry("eve", 1, "12:00"));
    await collection.erase(["dan", "dan2"]);
    expect(await sent("dan", "11:00")).toEqual([]);
    expect(await sent("eve", "11:00")).toHaveLength(1);
  });

  test("sweeps entries after thirty days", async () => {
    await collection.log.note(entry("fay", 1, "12:00"));
    await collection.sweep(Temporal.Instant.from("2026-04-09T11:59:59Z"));
    expect(await sent("fay", "11:00")).toHaveLength(1);
    await collection.sweep(Temporal.Instant.from("2026-04-09T12:00:00Z"));
    expect(await sent("fay", "11:00")).toEqual([]);
  });

  test("reads nothing without an index", async () => {
    const { sent: sentQuery, expired } = collection.queries;
    for (const query of [sentQuery("ann", at("11:00")), expired(at("12:00"))]) {
      const { queryPlanner } = z
        .object({ queryPlanner: z.object({ winningPlan: z.unknown() }) })
        .parse(await query.explain("queryPlanner"));
      const plan = JSON.stringify(queryPlanner.winningPlan);
      expect(plan).toContain("IXSCAN");
      expect(plan).not.toMatch(/COLLSCAN|"SORT"/);
    }
  });
});

import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose, { type Connection } from "mongoose";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { exportTo, importFrom } from "../../src/store/transfer.ts";
import { waitFor } from "../support/clock.ts";
import { freshDatabase } from "../support/database.ts";
import { runProcess } from "../support/processes.ts";

const { Binary, Decimal128, Double, EJSON, Int32, Long, ObjectId } = mongoose.mongo.BSON;
const SCRIPTS = new URL("../../scripts/", import.meta.url);

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "greenroom-transfer-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function exported(connection: Connection): Promise<string> {
  const file = join(await temporaryFolder(), "export.jsonl");
  await exportTo(connection, createWriteStream(file));
  return file;
}

/** All documents of a collection with their exact types, in the order of their ids. */
async function exactly(connection: Connection, collection: string): Promise<unknown[]> {
  const found = connection.collection(collection).find({}, { promoteValues: false, sort: { _id: 1 } });
  return (await found.toArray()).map((document) => JSON.parse(EJSON.stringify(document, { relaxed: false })));
}

describe("export and import", () => {
  test("carry every type of value over as it is", async () => {
    const [from, to] = [(await freshDatabase()).connection, (await freshDatabase()).connection];
    await from.collection("things").insertOne({
      _id: new ObjectId("65f000000000000000000001"),
      at: new Date("2026-03-10T15:00:00.123Z"),
      before1970: new Date(-1),
      whole: new Int32(5),
      fraction: new Double(5),
      large: Long.fromString("9007199254740993"),
      exact: Decimal128.fromString("0.10"),
      bytes: new Binary(Buffer.from([0, 255])),
      nothing: null,
      text: "line\nbreak \u2028 ünï ☎ \u0000 $oid",
      nested: { list: [1, "two", { three: [true] }], empty: {}, none: [] },
      pattern: /a.b/i,
    });
    await importFrom(to, await exported(from), false);
    expect(await exactly(to, "things")).toEqual(await exactly(from, "things"));
    expect(await exactly(to, "things")).toEqual([
      expect.objectContaining({ fraction: { $numberDouble: "5.0" }, large: { $numberLong: "9007199254740993" } }),
    ]);
  });

  test("carry all collections over, also ones larger than a batch, but not empty ones", async () => {
    const [from, to] = [(await freshDatabase()).connection, (await freshDatabase()).connection];
    const many = Array.from({ length: 1201 }, (_, number) => ({ _id: new ObjectId(), number }));
    await from.collection("users").insertMany(many);
    await from.collection("interviews").insertMany(many.slice(0, 3));
    await from.createCollection("empty");
    expect(await importFrom(to, await exported(from), false)).toBe(1204);
    expect(await exactly(to, "users")).toEqual(await exactly(from, "users"));
    expect((await to.listCollections()).map(({ name }) => name).sort()).toEqual(["interviews", "users"]);
  });

  test("refuse a database that holds something, and change nothing in it", async () => {
    const [from, to] = [(await freshDatabase()).connection, (await freshDatabase()).connection];
    await from.collection("users").insertOne({ name: "new" });
    await to.collection("other").insertOne({ name: "old" });
    const file = await exported(from);
    await expect(importFrom(to, file, false)).rejects.toThrow(/not empty.*--replace/);
    expect(await to.collection("other").countDocuments()).toBe(1);
    expect(await to.collection("users").countDocuments()).toBe(0);
    await importFrom(to, file, true);
    expect(await to.collection("other").countDocuments()).toBe(0);
    expect(await to.collection("users").distinct("name")).toEqual(["new"]);
  });

  test("refuse a file that was cut off, before anything is removed", async () => {
    const [from, to] = [(await freshDatabase()).connection, (await freshDatabase()).connection];
    await from.collection("users").insertMany([{ name: "a" }, { name: "b" }]);
    await to.collection("users").insertOne({ name: "old" });
    const file = await exported(from);
    const lines = (await readFile(file, "utf8")).split("\n");
    for (const cut of [lines.slice(0, -2), lines.toSpliced(1, 1), [...lines.slice(0, 2), lines[2]?.slice(0, 10)]]) {
      await writeFile(file, cut.join("\n"));
      await expect(importFrom(to, file, true)).rejects.toThrow(/not complete|line 3/);
    }
    expect(await to.collection("users").distinct("name")).toEqual(["old"]);
  });

  test.each(["", "name,company\n", '{"greenroom":"export","format":2}\n{"end":0}\n'])(
    "refuse a file of another kind: %j",
    async (text) => {
      const file = join(await temporaryFolder(), "file");
      await writeFile(file, text);
      await expect(importFrom((await freshDatabase()).connection, file, false)).rejects.toThrow(
        /is empty|not written by/,
      );
    },
  );
});

test("an export into a file that cannot be written fails", async () => {
  const { connection } = await freshDatabase();
  const out = createWriteStream(join(await temporaryFolder(), "no", "such", "folder"));
  await expect(exportTo(connection, out)).rejects.toThrow(/ENOENT/);
});

describe("npm run db:export and db:import", () => {
  const script = (name: string, args: string[], env: Record<string, string>, cwd: string) =>
    runProcess(new URL(`${name}.ts`, SCRIPTS), args, { env, cwd });

  test("move the embedded database of a running bot to a MongoDB and back to another folder", async () => {
    const folder = await temporaryFolder();
    const there = await freshDatabase();
    const elsewhere = { MONGODB_URI: inject("mongoUri"), MONGODB_DB: there.dbName };
    const bot = runProcess(new URL("./embedded/writer.ts", import.meta.url), [join(folder, "one"), "1"]);
    await waitFor(() => bot.lines().length > 20, "the first writes");

    const out = script("db-export", ["all.jsonl"], { DATA_DIR: "one" }, folder);
    expect(await out.ended(), out.errors()).toBe(0);
    expect(out.errors()).toContain("The bot is running");
    const refused = script("db-import", ["all.jsonl", "--replace"], { DATA_DIR: "one" }, folder);
    expect(await refused.ended()).toBe(78);
    expect(refused.errors()).toContain("Another Greenroom is already running");
    await bot.kill();

    expect((await stat(join(folder, "all.jsonl"))).mode & 0o777).toBe(0o600);
    const into = script("db-import", ["all.jsonl"], elsewhere, folder);
    expect(await into.ended(), into.errors()).toBe(0);
    const things = there.connection.collection("things");
    expect(await things.countDocuments()).toBeGreaterThan(19);

    const back = script("db-export", ["back.jsonl"], elsewhere, folder);
    expect(await back.ended(), back.errors()).toBe(0);
    const home = script("db-import", ["back.jsonl"], { DATA_DIR: "two" }, folder);
    expect(await home.ended(), home.errors()).toBe(0);
    expect(home.lines()).toEqual([`${await things.countDocuments()} documents read from back.jsonl`]);
    expect((await readdir(folder)).sort()).toEqual(["all.jsonl", "back.jsonl", "one", "two"]);
  });

  test.each([
    ["db-export", []],
    ["db-export", ["a", "b"]],
    ["db-import", ["no-such-file"]],
    ["db-import", ["--replaec", "file"]],
  ])("%s %j says how it is called", async (name, args) => {
    const wrong = script(name, args, {}, await temporaryFolder());
    expect(await wrong.ended()).toBe(64);
    expect(wrong.errors()).toMatch(/^Usage: npm run db:/);
  });
});

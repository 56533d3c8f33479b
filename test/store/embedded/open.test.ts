import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Connection } from "mongoose";
import { describe, expect, inject, onTestFinished, test, vi } from "vitest";
import { createLogger } from "../../../src/log.ts";
import { connect } from "../../../src/store/connection.ts";
import { type Database, openDatabase } from "../../../src/store/embedded/open.ts";
import { waitFor } from "../../support/clock.ts";
import { gone, isAlive, runProcess } from "../../support/processes.ts";

const log = createLogger({ level: "silent", pretty: false });
const WRITER = new URL("./writer.ts", import.meta.url);

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "greenroom-open-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a data folder; closed after the test. */
async function opened(dataDir: string): Promise<Database> {
  const database = await openDatabase({ dataDir, mongodbUri: null, log });
  onTestFinished(() => database.stop());
  return database;
}

async function connected({ uri, dbName }: Database): Promise<Connection> {
  const connection = await connect(uri, dbName);
  onTestFinished(() => connection.close());
  return connection;
}

/** The process that holds a data folder, as the engine itself notes it. */
const enginePid = async (dataDir: string) => Number(await readFile(join(dataDir, "embedded", "mongod.lock"), "utf8"));

describe("openDatabase", () => {
  test("uses an address that is given, and makes no folder", async () => {
    const dataDir = join(await temporaryFolder(), "data");
    const uri = inject("mongoUri");
    const database = await openDatabase({ dataDir, mongodbUri: uri, dbName: "jobs", log });
    expect(database).toMatchObject({ uri, dbName: "jobs", kind: "uri" });
    expect([database.up(), existsSync(dataDir)]).toEqual([true, false]);
    await database.stop();
  });

  test("keeps what was written from one start to the next, and leaves only files that are needed", async () => {
    const dataDir = join(await temporaryFolder(), "not", "there", "yet");
    const first = await opened(dataDir);
    expect(first).toMatchObject({ dbName: "greenroom", kind: "embedded" });
    const connection = await connected(first);
    await connection.collection("things").insertOne({ name: "kept" });
    await connection.close();
    await first.stop();
    expect(await readdir(dataDir)).toEqual(["embedded", "engine.json"]);
    expect(first.up()).toBe(false);

    const second = await opened(dataDir);
    expect(second.uri).toBe(first.uri);
    const things = (await connected(second)).collection("things");
    expect(await things.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ name: "kept" }]);
  });

  test("works in a folder whose name is too long for a socket and has spaces", async () => {
    const dataDir = join(await temporaryFolder(), `my data ${"x".repeat(120)}`);
    const connection = await connected(await opened(dataDir));
    expect(await connection.collection("things").countDocuments()).toBe(0);
  });

  test("refuses a second bot on the same folder in one sentence, and the first goes on", async () => {
    const dataDir = await temporaryFolder();
    const connection = await connected(await opened(dataDir));
    await expect(openDatabase({ dataDir, mongodbUri: null, log })).rejects.toThrow(
      expect.objectContaining({
        name: "StartError",
        exitCode: 78,
        lines: [expect.stringMatching(/^Another Greenroom is already running on the data folder .*DATA_DIR.*PORT/)],
      }),
    );
    await connection.collection("things").insertOne({ name: "still here" });
  });

  test("refuses a folder that it may not make", async () => {
    const file = join(await temporaryFolder(), "file");
    await writeFile(file, "");
    const dataDir = join(file, "data");
    await expect(openDatabase({ dataDir, mongodbUri: null, log })).rejects.toThrow(/^DATA_DIR: .*ENOTDIR/);
  });

  test("never opens the folder of another engine, and says what to do", async () => {
    const dataDir = await temporaryFolder();
    await mkdir(join(dataDir, "mongod"));
    await writeFile(join(dataDir, "mongod", "WiredTiger"), "");
    vi.stubEnv("PATH", "");
    vi.stubEnv("MONGOMS_SYSTEM_BINARY", join(dataDir, "no-such-mongod"));
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(openDatabase({ dataDir, mongodbUri: null, log })).rejects.toThrow(
      /written by the mongod engine[\s\S]*no-such-mongod[\s\S]*db:export[\s\S]*MONGODB_URI/,
    );
    expect(await readdir(dataDir)).toEqual(["mongod"]);
  });

  test("copies the data before another version of the engine opens it", async () => {
    const dataDir = await temporaryFolder();
    await (await opened(dataDir)).stop();
    const current = await readFile(join(dataDir, "engine.json"), "utf8");
    await writeFile(join(dataDir, "engine.json"), '{"engine":"embedded","version":"0.0.9"}');
    await (await opened(dataDir)).stop();
    expect(await readdir(join(dataDir, "copies"))).toEqual(["embedded-0.0.9"]);
    expect(await readdir(join(dataDir, "copies", "embedded-0.0.9"))).toContain("WiredTiger");
    expect(await readFile(join(dataDir, "engine.json"), "utf8")).toBe(current);
  });
});

describe("a crash", () => {
  test("of the engine: it is started again, and the same connection works on", async () => {
    const dataDir = await temporaryFolder();
    const database = await opened(dataDir);
    const things = (await connected(database)).collection("things");
    await things.insertOne({ name: "before" });
    const [pid, socket] = [await enginePid(dataDir), await readlink(join(dataDir, "mongo.sock"))];

    process.kill(pid, "SIGKILL");
    await waitFor(() => !database.up(), "the death to be seen");
    await waitFor(() => database.up(), "the next engine");
    await things.insertOne({ name: "after" });
    expect(await things.distinct("name")).toEqual(["after", "before"]);
    expect(existsSync(dirname(socket))).toBe(false);
  });

  test("of the bot: its engine ends too, and the folder can be opened at once", async () => {
    const dataDir = await temporaryFolder();
    const bot = runProcess(WRITER, [dataDir, "1"]);
    await waitFor(() => bot.lines().length > 3, "the first writes");
    const [engine, socket] = [await enginePid(dataDir), await readlink(join(dataDir, "mongo.sock"))];
    expect(isAlive(engine)).toBe(true);
    await bot.kill();
    const next = await opened(dataDir);
    await gone(engine);
    expect(await (await connected(next)).collection("things").countDocuments()).toBeGreaterThan(3);
    expect(existsSync(dirname(socket))).toBe(false);
  });

  test("of bot and engine loses nothing that was acknowledged, ten times in a row", async () => {
    const dataDir = await temporaryFolder();
    const acknowledged: string[] = [];
    const sockets: string[] = [];
    for (let round = 1; round <= 10; round++) {
      const bot = runProcess(WRITER, [dataDir, String(round)]);
      // Another number of writes each time, so that the kill hits another moment.
      await waitFor(() => bot.lines().length > 1 + round * 7, `the writes of round ${round}`);
      const engine = await enginePid(dataDir);
      sockets.push(await readlink(join(dataDir, "mongo.sock")));
      if (round % 3 !== 0) process.kill(engine, "SIGKILL");
      if (round % 3 === 1) await gone(engine);
      await bot.kill();
      acknowledged.push(...bot.lines().slice(1));
    }
    const things = (await connected(await opened(dataDir))).collection<{ _id: string }>("things");
    const stored = new Set((await things.find().toArray()).map(({ _id }) => _id));
    expect(acknowledged.length).toBeGreaterThan(350); // the sum of 7 to 70
    expect(acknowledged.filter((name) => !stored.has(name))).toEqual([]);
    expect(sockets.filter((socket) => existsSync(socket))).toEqual([]);
  });
});

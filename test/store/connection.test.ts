import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { StartError } from "../../src/errors.ts";
import { createLogger } from "../../src/log.ts";
import { connect, connectAtStart } from "../../src/store/connection.ts";
import { openDatabase } from "../../src/store/embedded/open.ts";
import { gone } from "../support/processes.ts";

const log = createLogger({ level: "silent", pretty: false });

test("what was acknowledged at the very moment of a kill -9 is there afterwards", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "greenroom-acked-"));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const open = () => openDatabase({ dataDir, mongodbUri: null, log });
  let expected = 0;
  for (let round = 0; round < 5; round += 1) {
    const database = await open();
    const connection = await connect(database.uri, database.dbName);
    const engine = Number(await readFile(join(dataDir, "embedded", "mongod.lock"), "utf8"));
    const things = connection.collection("things");
    expect(await things.countDocuments()).toBe(expected);
    for (let n = 0; n < 20; n += 1) await things.insertOne({ round, n });
    process.kill(engine, "SIGKILL");
    expected += 20;
    await gone(engine);
    await connection.close(true);
    await database.stop();
  }
  const database = await open();
  const connection = await connect(database.uri, database.dbName);
  expect(await connection.collection("things").countDocuments()).toBe(expected);
  await connection.close();
  await database.stop();
});

test("a database that does not answer stops the start with one sentence, without its password", async () => {
  const uri = "mongodb://ann:swordfish@127.0.0.1:9/?serverSelectionTimeoutMS=50";
  const fault = await connectAtStart(uri, "greenroom").catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(StartError);
  const { lines, exitCode } = fault instanceof StartError ? fault : { lines: [], exitCode: 0 };
  expect(exitCode).toBe(69);
  expect(lines[0]).toMatch(/^MONGODB_URI: the database does not answer/);
  expect(lines.join(" ")).not.toMatch(/swordfish|:9/);
});

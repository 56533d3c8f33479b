/** Starts one MongoDB engine for the whole run; every test file opens databases of its own in it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { createLogger } from "../../src/log.ts";
import { connect } from "../../src/store/connection.ts";
import { openDatabase } from "../../src/store/embedded/open.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the engine of this run, without a database. */
    mongoUri: string;
  }
}

/** `GREENROOM_TEST_MONGODB_URI` runs the tests against a MongoDB that is already there. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.GREENROOM_TEST_MONGODB_URI ?? "";
  const dataDir = await mkdtemp(join(tmpdir(), "greenroom-test-"));
  const log = createLogger({ level: "warn", pretty: false });
  const database = await openDatabase({ dataDir, mongodbUri: given === "" ? null : given, log });
  if (given === "") await closeFilesSoon(database.uri);
  project.provide("mongoUri", database.uri);
  return async () => {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/**
 * The engine keeps the files of a dropped database open for minutes: hundreds of databases in that time are more files
 * than a process may have, and the engine aborts.
 */
async function closeFilesSoon(uri: string): Promise<void> {
  const connection = await connect(uri, "admin");
  await connection.db?.admin().command({
    setParameter: 1,
    syncdelay: 1,
    wiredTigerEngineRuntimeConfig: "file_manager=(close_idle_time=1,close_scan_interval=1,close_handle_minimum=50)",
  });
  await connection.close();
}

/** Starts one MongoDB engine for the whole run; every test file opens databases of its own in it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { createLogger } from "../../src/log.ts";
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
  project.provide("mongoUri", database.uri);
  return async () => {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

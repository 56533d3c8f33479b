/** Starts one MongoDB engine for the whole run; every test file opens databases of its own in it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEngine } from "../../src/store/embedded/engine-process.ts";
import { fetchGlibc, glibcFolder } from "../../src/store/embedded/glibc.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the engine of this run, without a database. */
    mongoUri: string;
  }
}

/** `GREENROOM_TEST_MONGODB_URI` runs the tests against a MongoDB that is already there. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.GREENROOM_TEST_MONGODB_URI;
  if (given) {
    project.provide("mongoUri", given);
    return async () => {};
  }
  const folder = await mkdtemp(join(tmpdir(), "greenroom-test-"));
  const engine = await startEngine(folder, null).catch(async () => {
    await fetchGlibc(glibcFolder());
    return startEngine(folder, glibcFolder());
  });
  project.provide("mongoUri", `mongodb://${encodeURIComponent(engine.socket)}/?directConnection=true`);
  return async () => {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

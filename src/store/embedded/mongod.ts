/** Runs a real mongod with its files in the data folder, where a binary can be had. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { MongoBinary, MongoMemoryServer } from "mongodb-memory-server-core";
import { EngineFailed } from "./engine-process.ts";
import type { Running } from "./supervise.ts";

export interface Binary {
  readonly path: string;
  /** "8.2.6". */
  readonly version: string;
}

/**
 * The mongod of this machine; else one that mongodb-memory-server has or downloads (its `MONGOMS_*` variables hold).
 * Throws when there is none, without a network after several seconds.
 */
export async function findMongod(): Promise<Binary> {
  const installed = (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "mongod"))
    .find((file) => existsSync(file));
  const path = installed ?? (await MongoBinary.getPath());
  const { stdout } = await promisify(execFile)(path, ["--version"], { timeout: 30_000 });
  const version = /db version v([\w.+-]+)/.exec(stdout)?.[1];
  if (version === undefined) throw new Error(`${path} --version names no version`);
  return { path, version };
}

export interface RunningMongod extends Running {
  readonly port: number;
}

/**
 * Starts mongod on loopback with its data in `folder`, which is kept. `port` is null for any free one; a restart passes
 * the same again, so that the driver's address stays. Throws `EngineFailed`.
 */
export async function startMongod(binary: Binary, folder: string, port: number | null): Promise<RunningMongod> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const server = await MongoMemoryServer.create({
    binary: { systemBinary: binary.path, version: binary.version },
    instance: {
      dbPath: folder,
      storageEngine: "wiredTiger",
      ip: "127.0.0.1",
      // A large data folder after a crash replays its journal first.
      launchTimeout: 120_000,
      ...(port === null ? {} : { port, portGeneration: false }),
    },
  }).catch((error: unknown) => {
    const words = error instanceof Error ? error.message : String(error);
    throw new EngineFailed(`mongod did not start: ${words}`, /DBPathInUse/.test(words));
  });
  const child = server.instanceInfo?.instance.mongodProcess;
  if (child === undefined) throw new EngineFailed("mongod ended while it started", false);
  const exited = new Promise<number | string>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  return {
    port: server.instanceInfo?.port ?? 0,
    exited,
    async stop() {
      await server.stop({ doCleanup: false });
    },
  };
}

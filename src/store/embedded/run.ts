/** Carries out one way to run the database: fetch what it needs, copy if the version changed, start, watch. */
import { mkdir } from "node:fs/promises";
import type { Clock } from "../../clock.ts";
import { StartError } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { Engine, Way } from "./choose.ts";
import { copyBefore } from "./copy.ts";
import { type EngineRecord, engineFolder, writeRecord } from "./engine-file.ts";
import { EngineFailed, startEngine } from "./engine-process.ts";
import { embeddedVersion } from "./facts.ts";
import { fetchGlibc, glibcFolder, glibcReady } from "./glibc.ts";
import { answers, linkFor, pointLink, removeLink, uriOf } from "./link.ts";
import { type Running, supervise } from "./supervise.ts";

/** A running engine with the address it is reached at. */
export interface Started {
  readonly uri: string;
  up(): boolean;
  stop(): Promise<void>;
}

export interface RunOptions {
  readonly way: Way;
  readonly engine: Engine;
  /** Absolute. */
  readonly dataDir: string;
  /** What `engine.json` says; null for a new folder. */
  readonly record: EngineRecord | null;
  readonly log: Logger;
  readonly clock: Clock;
  /** Told when a process was started that does not answer yet. */
  launched(): void;
}

/** An engine whose bot was killed closes its files within 0.1 s; a living bot keeps them for longer than this. */
const GRACE = { seconds: 3 };

/** Starts the engine of `way` on the data folder and keeps it running. Throws whatever keeps it from starting. */
export async function run(options: RunOptions): Promise<Started> {
  const { way, dataDir, log, clock } = options;
  const { version, uri, launch, cleanUp } = await (way === "mongod" ? mongod(options) : embedded(options));
  await prepare(options, version);
  const began = clock.now();
  const first = await retryWhileInUse(launch, clock);
  const milliseconds = began.until(clock.now()).total("milliseconds");
  try {
    await writeRecord(dataDir, { engine: options.engine, version });
  } catch (error) {
    await first.stop();
    throw error;
  }
  log.info({ way, version, milliseconds }, "database started");
  const supervised = supervise(first, launch, { clock, log });
  return {
    uri: uri(),
    up: supervised.up,
    async stop() {
      await supervised.stop();
      await cleanUp();
    },
  };
}

interface Plan {
  readonly version: string;
  /** Starts the engine, also again after it died. */
  readonly launch: () => Promise<Running>;
  /** The address, once `launch` has succeeded. */
  readonly uri: () => string;
  readonly cleanUp: () => Promise<void>;
}

async function embedded({ way, dataDir, log, launched }: RunOptions): Promise<Plan> {
  const folder = engineFolder(dataDir, "embedded");
  const link = linkFor(dataDir);
  let glibc: string | null = null;
  if (way === "embedded on an unpacked glibc") {
    glibc = glibcFolder();
    if (!glibcReady(glibc)) log.info("fetching a newer glibc for the database engine; this happens only once");
    await fetchGlibc(glibc);
  }
  return {
    version: await embeddedVersion(),
    uri: () => uriOf(link),
    cleanUp: () => removeLink(link),
    async launch() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const starting = startEngine(folder, glibc);
      launched();
      const engine = await starting;
      try {
        await pointLink(link, engine.socket);
      } catch (error) {
        await engine.stop();
        throw error;
      }
      return engine;
    },
  };
}

async function mongod({ dataDir }: RunOptions): Promise<Plan> {
  // Loaded only here: it takes 190 ms and 37 MB, and hardly any start needs it.
  const { findMongod, startMongod } = await import("./mongod.ts");
  const binary = await findMongod();
  let port: number | null = null;
  return {
    version: binary.version,
    uri: () => `mongodb://127.0.0.1:${port}/?directConnection=true`,
    cleanUp: async () => {},
    async launch() {
      const running = await startMongod(binary, engineFolder(dataDir, "mongod"), port);
      port = running.port;
      return running;
    },
  };
}

/** Copies the files before another version of the engine opens them, once nobody has them open. */
async function prepare({ dataDir, record, log, clock }: RunOptions, version: string): Promise<void> {
  if (record === null || record.version === version) return;
  const link = linkFor(dataDir);
  const free = await waitFor(async () => ((await answers(link)) ? null : true), clock);
  if (free === null) throw new EngineFailed("another bot has the folder open", true);
  try {
    const copy = await copyBefore(dataDir, record, version);
    if (copy !== null)
      log.warn({ from: record.version, to: version, copy }, "the engine has another version; copied the data first");
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new StartError([
      `The data in ${dataDir} could not be copied before version ${version} of the database engine opens it: ${words}`,
      "Make room on the disk and start again.",
    ]);
  }
}

async function retryWhileInUse(launch: () => Promise<Running>, clock: Clock): Promise<Running> {
  const quietly = async () => {
    try {
      return await launch();
    } catch (error) {
      if (error instanceof EngineFailed && error.inUse) return null;
      throw error;
    }
  };
  // The last try outside of the grace throws what the engine says.
  return (await waitFor(quietly, clock)) ?? launch();
}

/** Asks again and again until there is a value or the grace is over (null). */
async function waitFor<T>(ask: () => Promise<T | null>, clock: Clock): Promise<T | null> {
  const end = clock.now().add(GRACE);
  while (Temporal.Instant.compare(clock.now(), end) < 0) {
    const value = await ask();
    if (value !== null) return value;
    await clock.sleepUntil(clock.now().add({ milliseconds: 100 }), new AbortController().signal);
  }
  return null;
}

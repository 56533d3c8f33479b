/** Opens the database of this bot: the given MongoDB, or one that it starts itself in its data folder. */
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { type Clock, systemClock } from "../../clock.ts";
import { StartError } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import { choose, type Engine, type Facts, type Way } from "./choose.ts";
import { readRecord } from "./engine-file.ts";
import { EngineFailed } from "./engine-process.ts";
import { gatherFacts } from "./facts.ts";
import { run, type Started } from "./run.ts";

export interface Database {
  /** Address for the driver; stays the same when an engine is started again. */
  readonly uri: string;
  readonly dbName: string;
  readonly kind: "uri" | "embedded" | "mongod";
  /** False while an engine that died is being started again. Says nothing of a database given by its address. */
  up(): boolean;
  /** Closes an engine of our own cleanly and waits for it; connections must be closed before. */
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  readonly dataDir: string;
  readonly mongodbUri: string | null;
  readonly log: Logger;
  readonly dbName?: string;
  readonly clock?: Clock;
  /** Called when an engine was launched and does not answer yet: for other work of a start. At most once. */
  readonly meanwhile?: () => void;
}

/**
 * Opens the database. Ways that fail are followed by the next one, but a data folder stays with the engine that wrote
 * it. Throws StartError when no way is left, or when another bot has the data folder open.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { mongodbUri, log, dbName = "greenroom", clock = systemClock } = options;
  let { meanwhile } = options;
  const launched = () => {
    meanwhile?.();
    meanwhile = undefined;
  };
  const dataDir = resolve(options.dataDir);
  if (mongodbUri !== null) return { uri: mongodbUri, dbName, kind: "uri", up: () => true, stop: async () => {} };

  await makeDataDir(dataDir);
  const record = await readRecord(dataDir);
  const failed = new Map<Way, string>();
  const facts: Facts = { ...gatherFacts(null, record?.engine ?? null), failed };
  for (;;) {
    const decision = choose(facts);
    if (decision.kind !== "run") throw nothingRuns(dataDir, record?.engine ?? null, decision);
    const started = await attempt(() => run({ ...decision, dataDir, record, log, clock, launched }), dataDir);
    if ("uri" in started) return { ...started, dbName, kind: decision.engine };
    failed.set(decision.way, started.reason);
    log.warn({ way: decision.way, reason: started.reason }, "this way to run the database failed; trying the next");
  }
}

async function attempt(start: () => Promise<Started>, dataDir: string): Promise<Started | { reason: string }> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof StartError) throw error;
    if (error instanceof EngineFailed && error.inUse) throw inUse(dataDir);
    return { reason: error instanceof Error ? firstLine(error.message) : String(error) };
  }
}

async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new StartError([
      `DATA_DIR: the folder ${dataDir} cannot be made (${code}). Name one that the bot may write to.`,
    ]);
  }
}

/** What a second bot on one data folder is told. */
export const inUse = (dataDir: string): StartError =>
  new StartError([
    `Another Greenroom is already running on the data folder ${dataDir}: stop it, or give this one a DATA_DIR and a PORT of its own.`,
  ]);

function nothingRuns(dataDir: string, recorded: Engine | null, decision: ReturnType<typeof choose>): StartError {
  const reasons = decision.kind === "stop" ? decision.reasons.map((reason) => `  ${reason}`) : [];
  if (recorded === null)
    return new StartError([
      "No database can be started on this machine:",
      ...reasons,
      "Set MONGODB_URI to a MongoDB, for example MONGODB_URI=mongodb://127.0.0.1:27017",
    ]);
  return new StartError([
    `The data in ${dataDir} was written by the ${recorded} engine, which does not run here:`,
    ...reasons,
    "Start the bot where that engine runs and move the data: npm run db:export -- FILE there, npm run db:import -- FILE here.",
    "To begin anew, name another DATA_DIR, or set MONGODB_URI to a MongoDB.",
  ]);
}

const firstLine = (text: string): string => (text.split("\n").find((line) => line.trim() !== "") ?? "").slice(0, 300);

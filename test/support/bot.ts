/** The whole bot for tests: as a process of its own, or in this process with a clock that the test moves. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "mongoose";
import { onTestFailed, onTestFinished } from "vitest";
import { createMailer, type SmtpOptions } from "../../adapters/email/mailer.ts";
import { type Bot, createBot } from "../../src/bot.ts";
import type { Clock } from "../../src/clock.ts";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { connect } from "../../src/store/connection.ts";
import { liveUri } from "../../src/store/embedded/link.ts";
import { waitFor } from "./clock.ts";
import { type FreshDatabase, freshDatabase } from "./database.ts";
import { gone, runProcess, type TestProcess } from "./processes.ts";
import { type Talk, talkTo } from "./talk.ts";

/** Where everybody in these tests lives: a zone without clock changes, with a 24-hour clock. */
export const ZONE = "Asia/Tokyo";

/** Log lines from here on are shown when a test fails. */
const WARN = 40;

const START = new URL("../../scripts/start.mjs", import.meta.url);

/** A folder of its own, removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "greenroom-e2e-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export interface SpawnedBot extends Talk {
  readonly dataDir: string;
  readonly process: TestProcess;
  /** What it has logged so far. */
  logged(): readonly Record<string, unknown>[];
  crash(): Promise<void>;
  database(): Promise<Connection>;
  /** Ends it as an operator would; gives the exit code. */
  stop(): Promise<number | null>;
}

/** Runs `npm start` with this environment and nothing else; the start is not waited for. */
export const launch = (env: Readonly<Record<string, string>>, cwd: string): TestProcess =>
  runProcess(START, [], { env: { TZ: ZONE, PORT: "0", ...env }, cwd });

/** Kills a bot and the engine beside it at the same moment, as a power cut would. */
export async function crash(bot: TestProcess, dataDir: string): Promise<void> {
  const engine = Number(await readFile(join(dataDir, "embedded", "mongod.lock"), "utf8"));
  process.kill(engine, "SIGKILL");
  await bot.kill("SIGKILL");
  await gone(engine);
}

/** A connection to the engine that a bot has open on this folder, as soon as it has; closed after the test. */
export async function databaseIn(dataDir: string): Promise<Connection> {
  const connection = await connect(await waitFor(() => liveUri(dataDir), "the engine"), "greenroom");
  onTestFinished(() => connection.close());
  return connection;
}

/** Starts the real bot and resolves once it is ready. Without `dataDir` it gets a new folder. */
export async function spawnBot(
  env: Readonly<Record<string, string>> = {},
  dataDir: string | null = null,
): Promise<SpawnedBot> {
  const folder = dataDir ?? (await temporaryFolder());
  const process = launch({ DATA_DIR: folder, ...env }, folder);
  let ended = false;
  void process.ended().then(() => {
    ended = true;
  });
  const logged = () => process.lines().flatMap(logLine);
  onTestFailed(() => {
    const complaints = logged().filter(({ level }) => Number(level) >= WARN);
    if (complaints.length > 0) console.error(complaints.map((line) => JSON.stringify(line)).join("\n"));
    if (process.errors() !== "") console.error(process.errors());
  });
  const origin = await waitFor(() => {
    if (ended) throw new Error(`the bot did not start: ${process.errors()}`);
    return logged().find((line) => typeof line.origin === "string")?.origin;
  }, "the bot to start");
  const url = String(origin).replace("localhost", "127.0.0.1");
  await waitFor(async () => (await fetch(`${url}/readyz`)).status === 200, "the bot to be ready");
  const talk = await talkTo(url);
  onTestFinished(() => talk.close());
  return {
    ...talk,
    dataDir: folder,
    process,
    logged,
    crash: () => crash(process, folder),
    database: () => databaseIn(folder),
    async stop() {
      talk.close();
      return process.kill("SIGTERM");
    },
  };
}

/** Lines that are no JSON are no log lines. */
function logLine(line: string): Record<string, unknown>[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

export interface LocalBot extends Talk {
  readonly bot: Bot;
  readonly database: FreshDatabase;
  readonly dataDir: string;
  readonly logged: readonly string[];
  stop(): Promise<void>;
}

export interface LocalOptions {
  readonly clock: Clock;
  /** Without it mails are written into the outbox. */
  readonly smtp?: Partial<SmtpOptions> & Pick<SmtpOptions, "port">;
  readonly database?: FreshDatabase;
}

/** Starts the whole bot in this process, with a real server and a database of its own. */
export async function localBot({ clock, smtp, database }: LocalOptions): Promise<LocalBot> {
  const own = database ?? (await freshDatabase());
  // Of its own, as a second process would have it: a connection knows only one store.
  const connection = await connect(own.uri, own.dbName);
  const dataDir = await temporaryFolder();
  const logged: string[] = [];
  const log = createLogger({ level: "info", pretty: false }, { write: (line: string) => void logged.push(line) });
  const mailer = createMailer({
    smtp: smtp === undefined ? null : { host: "127.0.0.1", user: null, pass: null, security: "none", ...smtp },
    from: smtp === undefined ? null : "Greenroom <bot@example.com>",
    outbox: join(dataDir, "outbox"),
    clock,
    log,
  });
  const bot = await createBot({
    config: readConfig({ PORT: "0", DATA_DIR: dataDir, MONGODB_URI: own.uri }),
    version: "0.0.0",
    connection,
    clock,
    log,
    mailer,
    databaseUp: () => true,
    alone: true,
    machineZone: ZONE,
  });
  const origin = await bot.start();
  const talk = await talkTo(origin.replace("localhost", "127.0.0.1"));
  let stopping: Promise<void> | null = null;
  const stop = () => {
    talk.close();
    stopping ??= bot.stop().then(() => connection.close());
    return stopping;
  };
  onTestFinished(stop);
  return { ...talk, bot, database: own, dataDir, logged, stop };
}

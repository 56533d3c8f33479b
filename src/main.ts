/** The composition root: reads the environment, opens the database, starts the bot, and stops it cleanly. */
import { join } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import manifest from "../package.json" with { type: "json" };
import { machineZone, systemClock } from "./clock.ts";
import { readConfig, readEnvironment } from "./config.ts";
import { StartError } from "./errors.ts";
import { createLogger } from "./log.ts";
import { openDatabase } from "./store/embedded/open.ts";

/** Once started, the bot answers first and warms up then; less than anybody takes to write a sentence. */
const QUIET_MS = 500;

/** Most of the program, which takes as long to load as the database engine takes to start. */
let program: ReturnType<typeof load> | null = null;

async function load() {
  const [{ createMailer }, { createBot }, { OUTBOX }, { connectAtStart }, { warmUp }] = await Promise.all([
    import("../adapters/email/mailer.ts"),
    import("./bot.ts"),
    import("./platforms.ts"),
    import("./store/connection.ts"),
    import("./language/warm-up.ts"),
  ]);
  return { createMailer, createBot, OUTBOX, connectAtStart, warmUp };
}

function loaded(): ReturnType<typeof load> {
  program ??= load();
  return program;
}

async function main(): Promise<void> {
  const config = readConfig(readEnvironment(process.env));
  const log = createLogger({ level: config.logLevel, pretty: process.stdout.isTTY === true });
  for (const warning of config.warnings) log.warn(warning);
  const database = await openDatabase({
    dataDir: config.dataDir,
    mongodbUri: config.mongodb.uri,
    dbName: config.mongodb.db,
    log,
    clock: systemClock,
    meanwhile: () => void loaded().catch(() => {}),
  });
  const { createMailer, createBot, OUTBOX, connectAtStart, warmUp } = await loaded();
  const connection = await connectAtStart(database.uri, database.dbName);
  const mailer = createMailer({
    smtp: config.smtp,
    from: config.smtp?.from ?? null,
    outbox: join(config.dataDir, OUTBOX),
    clock: systemClock,
    log,
  });
  const bot = await createBot({
    config,
    version: manifest.version,
    connection,
    clock: systemClock,
    log,
    mailer,
    databaseUp: database.up,
    alone: database.kind !== "uri",
    machineZone: machineZone(),
  });

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    await bot.stop();
    await connection.close();
    await database.stop();
    process.exit(0);
  };
  const onSignal = (signal: NodeJS.Signals) =>
    void stop(signal).catch((err: unknown) => {
      log.error({ err }, "the stop was not clean; leases end by themselves");
      process.exit(1);
    });
  process.once("SIGTERM", onSignal).once("SIGINT", onSignal);

  const origin = await bot.start();
  log.info(
    { origin, database: database.kind, delivery: mailer.mode, zoneData: process.versions.tz },
    `Greenroom is at ${origin}`,
  );
  await setTimeout(QUIET_MS);
  try {
    for (const _ of warmUp(systemClock.now())) await setImmediate();
  } catch (err) {
    log.error({ err }, "the language did not warm up; the bot works all the same");
  }
}

main().catch((error: unknown) => {
  if (error instanceof StartError) {
    for (const line of error.lines) console.error(line);
    process.exit(error.exitCode);
  }
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    console.error("PORT: another program listens there already. Stop it, or choose another, for example PORT=3002");
    process.exit(78);
  }
  // A fault of ours. Through the logger, which keeps addresses and secrets out of what libraries say.
  createLogger({ level: "fatal", pretty: false }).fatal({ err: error }, "the bot could not start");
  process.exit(1);
});

/** The real bot inside this process, on a connection that counts every command its driver sends. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import mongoose from "mongoose";
import { createMailer } from "../../adapters/email/mailer.ts";
import { type Bot, createBot } from "../../src/bot.ts";
import { systemClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config.ts";
import { openDatabase } from "../../src/store/embedded/open.ts";
import { DB_NAME, quiet } from "./stock.ts";

export interface WatchedBot {
  readonly bot: Bot;
  /** The commands sent since this was last called, by name and collection: "find users". */
  sent(): readonly string[];
  stop(): Promise<void>;
}

/** Starts nothing before `begin`: what it fills the database with is there when the bot starts. */
export async function watchedBot(
  dataDir: string,
  env: Readonly<Record<string, string>>,
  begin: (connection: mongoose.Connection) => Promise<void>,
): Promise<WatchedBot> {
  const config = readConfig({ DATA_DIR: dataDir, PORT: "0", ...env });
  const database = await openDatabase({ dataDir, mongodbUri: null, dbName: DB_NAME, log: quiet });
  // As the product connects to a server that stands alone, and counting.
  const connection = await mongoose
    .createConnection(database.uri, {
      dbName: DB_NAME,
      writeConcern: { w: 1, journal: true },
      autoIndex: false,
      autoCreate: false,
      monitorCommands: true,
    })
    .asPromise();
  let commands: string[] = [];
  connection.getClient().on("commandStarted", ({ commandName, command }) => {
    commands.push(`${commandName} ${String(command[commandName])}`);
  });
  const outbox = join(dataDir, "outbox");
  await mkdir(outbox, { recursive: true });
  const mailer = createMailer({ smtp: null, from: null, outbox, clock: systemClock, log: quiet });
  const bot = await createBot({
    config,
    version: "0",
    connection,
    clock: systemClock,
    log: quiet,
    mailer,
    databaseUp: database.up,
    alone: true,
    machineZone: "Europe/London",
  });
  await begin(connection);
  commands = [];
  await bot.start();
  return {
    bot,
    sent() {
      const taken = commands;
      commands = [];
      return taken;
    },
    async stop() {
      await bot.stop();
      await connection.close();
      await database.stop();
    },
  };
}

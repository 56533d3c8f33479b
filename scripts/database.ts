/** What the scripts on the database share: the same configuration as the bot, a connection, and errors as sentences. */
import { resolve } from "node:path";
import type { Connection } from "mongoose";
import { readConfig, readEnvironment } from "../src/config.ts";
import { StartError } from "../src/errors.ts";
import { createLogger } from "../src/log.ts";
import { connect } from "../src/store/connection.ts";
import { liveUri } from "../src/store/embedded/link.ts";
import { openDatabase } from "../src/store/embedded/open.ts";

/** Ends a script that was called in a wrong way; 64 is EX_USAGE of sysexits.h. */
export function usage(text: string): void {
  console.error(`Usage: ${text}`);
  process.exitCode = 64;
}

/**
 * Runs `work` on the database of the configuration. An embedded one that a running bot has open is used only "beside a
 * running bot"; "alone" refuses then. Prints what the operator must mend, and sets the exit code.
 */
export async function onDatabase(
  how: "alone" | "beside a running bot",
  work: (connection: Connection) => Promise<void>,
): Promise<void> {
  try {
    const { dataDir, mongodb } = readConfig(readEnvironment(process.env));
    const live = how !== "alone" && mongodb.uri === null ? await liveUri(resolve(dataDir)) : null;
    if (live !== null) console.error("The bot is running: what it writes meanwhile may be missing.");
    const log = createLogger({ level: "warn", pretty: false });
    const database = await openDatabase({ dataDir, mongodbUri: live ?? mongodb.uri, dbName: mongodb.db, log });
    try {
      const connection = await connect(database.uri, database.dbName);
      await work(connection).finally(() => connection.close());
    } finally {
      await database.stop();
    }
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(error.lines.join("\n"));
    process.exitCode = error.exitCode;
  }
}

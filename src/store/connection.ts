/** Opens the connection that every repository uses. */
import mongoose, { type Connection } from "mongoose";

/**
 * Connects to MongoDB. Every write is acknowledged only once a majority has it in its journal: what the bot confirmed
 * survives a crash. Throws when the server cannot be reached within `timeoutMs`.
 */
export async function connect(uri: string, dbName: string, timeoutMs = 10_000): Promise<Connection> {
  return mongoose
    .createConnection(uri, {
      dbName,
      writeConcern: { w: "majority", journal: true },
      serverSelectionTimeoutMS: timeoutMs,
      // Indexes are made once at start by the store, not by each model at its own time.
      autoIndex: false,
      autoCreate: false,
    })
    .asPromise();
}

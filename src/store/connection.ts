/** Opens the connection that every repository uses. */
import mongoose, { type Connection } from "mongoose";
import { StartError } from "../errors.ts";

/**
 * Connects to MongoDB. Every write is acknowledged only once it cannot be lost any more: in the journal of a majority of
 * a replica set, or in that of a server that stands alone. Throws when it cannot be reached within `timeoutMs`.
 */
export async function connect(uri: string, dbName: string, timeoutMs = 10_000): Promise<Connection> {
  // The embedded engine answers "majority" before its journal is written, whatever else is asked for: up to 100 ms of
  // acknowledged writes were lost when it was killed. With 1 it waits, and for a single server both mean the same.
  const connection = await open(uri, dbName, timeoutMs, 1);
  const distributed = await isDistributed(connection).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  if (!distributed) return connection;
  await connection.close();
  return open(uri, dbName, timeoutMs, "majority");
}

const open = (uri: string, dbName: string, timeoutMs: number, w: "majority" | 1): Promise<Connection> =>
  mongoose
    .createConnection(uri, {
      dbName,
      writeConcern: { w, journal: true },
      serverSelectionTimeoutMS: timeoutMs,
      // Indexes are made once at start by the store, not by each model at its own time.
      autoIndex: false,
      autoCreate: false,
    })
    .asPromise();

/** A member of a replica set, or a router of a sharded cluster. */
async function isDistributed(connection: Connection): Promise<boolean> {
  const hello = await connection.db?.admin().command({ hello: 1 });
  return hello?.setName !== undefined || hello?.msg === "isdbgrid";
}

/**
 * The same for a bot that starts: a database that cannot be reached is the operator's to mend. Throws StartError, which
 * names the variable and the kind of fault, never the address: it may hold a password. Exit code 69 is EX_UNAVAILABLE
 * of sysexits.h: unlike a wrong setting, this may pass, so a supervisor may try again.
 */
export async function connectAtStart(uri: string, dbName: string): Promise<Connection> {
  try {
    return await connect(uri, dbName);
  } catch (error) {
    const kind = error instanceof Error ? error.name : "unknown";
    throw new StartError(
      [
        `MONGODB_URI: the database does not answer or refuses us (${kind}). Check that it runs, and name and password.`,
        "Example: MONGODB_URI=mongodb://127.0.0.1:27017",
      ],
      69,
    );
  }
}

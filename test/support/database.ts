/** A database of its own for whoever asks, in the engine of this run. */
import { randomUUID } from "node:crypto";
import type { Connection } from "mongoose";
import { inject } from "vitest";
import { connect } from "../../src/store/connection.ts";

export interface FreshDatabase {
  readonly connection: Connection;
  /** Address of the server, without the database: for a second connection (`connect(uri, dbName)`). */
  readonly uri: string;
  readonly dbName: string;
}

const open: FreshDatabase[] = [];

/**
 * A new empty database with a connection as the product opens it. May be called anywhere in a test file; it is dropped
 * and closed after the last test of the file.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const uri = inject("mongoUri");
  const dbName = `test_${randomUUID().replaceAll("-", "")}`;
  const database = { connection: await connect(uri, dbName), uri, dbName };
  open.push(database);
  return database;
}

/** Called by `setup.ts` after each file. */
export async function dropDatabases(): Promise<void> {
  for (const { connection, uri, dbName } of open.splice(0)) {
    const usable = connection.readyState === 1 ? connection : await connect(uri, dbName);
    await usable.dropDatabase();
    await usable.close();
  }
}

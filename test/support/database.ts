/** A database of its own for whoever asks, in the engine of this run. */
import { randomUUID } from "node:crypto";
import type { Connection } from "mongoose";
import { inject, onTestFinished } from "vitest";
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
 * and closed after the test that asked for it, or after the last test of the file.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const uri = inject("mongoUri");
  const dbName = `test_${randomUUID().replaceAll("-", "")}`;
  const database = { connection: await connect(uri, dbName), uri, dbName };
  if (!afterTest(() => drop(database))) open.push(database);
  return database;
}

/** Called by `setup.ts` after each file. */
export async function dropDatabases(): Promise<void> {
  for (const database of open.splice(0)) await drop(database);
}

async function drop({ connection, uri, dbName }: FreshDatabase): Promise<void> {
  const usable = connection.readyState === 1 ? connection : await connect(uri, dbName);
  await usable.dropDatabase();
  await usable.close();
}

/** False outside of a test. */
function afterTest(work: () => Promise<void>): boolean {
  try {
    onTestFinished(work);
    return true;
  } catch {
    return false;
  }
}

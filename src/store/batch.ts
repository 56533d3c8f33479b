/** Writes what comes at the same time in one go: one journey to the database and one wait for the disk for all of it. */
import type { Connection } from "mongoose";
import { isDuplicateKey } from "./mongo-errors.ts";

/** More than this in one go would make the first wait for the last. */
const MOST = 100;

interface Waiting<Doc> {
  readonly doc: Doc;
  /** False when a document of that id is there already. */
  readonly done: (fresh: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/** Adds documents by their `_id`. Resolves once they are safe: true, or false for an id that is there already. */
export function batchedInsert<Doc extends { _id: string }>(
  collection: ReturnType<Connection["collection"]>,
): (doc: Doc) => Promise<boolean> {
  const waiting: Waiting<Doc>[] = [];
  let writing = false;

  async function flush(): Promise<void> {
    writing = true;
    // What arrives in this turn of the loop still comes along.
    await new Promise((resolve) => setImmediate(resolve));
    for (let batch = waiting.splice(0, MOST); batch.length > 0; batch = waiting.splice(0, MOST)) {
      const refused = await insert(batch).catch((error: unknown) => {
        for (const { failed } of batch) failed(error);
        return null;
      });
      if (refused !== null) for (const [index, { done }] of batch.entries()) done(!refused.has(index));
    }
    writing = false;
  }

  /** The places in the batch of those that were there already. */
  async function insert(batch: readonly Waiting<Doc>[]): Promise<ReadonlySet<number>> {
    try {
      const docs: readonly object[] = batch.map(({ doc }) => doc);
      await collection.insertMany([...docs], { ordered: false });
      return new Set();
    } catch (error) {
      const refused = duplicates(error);
      if (refused === null) throw error;
      return refused;
    }
  }

  return (doc) =>
    new Promise((done, failed) => {
      waiting.push({ doc, done, failed });
      if (!writing) void flush();
    });
}

/** Null unless every complaint is about an id that is there already. */
function duplicates(error: unknown): ReadonlySet<number> | null {
  if (!isDuplicateKey(error) || typeof error !== "object" || error === null || !("writeErrors" in error)) return null;
  const all: readonly unknown[] = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  const places = all.map((one) =>
    typeof one === "object" && one !== null && "code" in one && one.code === 11_000 && "index" in one
      ? Number(one.index)
      : null,
  );
  return places.includes(null) ? null : new Set(places.filter((place) => place !== null));
}

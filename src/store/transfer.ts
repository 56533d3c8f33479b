/** Moves every document of one database into a file and from a file into another, whatever engines they run on. */
import { createReadStream } from "node:fs";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import mongoose, { type Connection } from "mongoose";
import { StartError } from "../errors.ts";

const { EJSON } = mongoose.mongo.BSON;

/** First line of a file. A later format gets another number. */
const HEADER = '{"greenroom":"export","format":1}';

const BATCH = 500;

type Stored = Record<string, unknown>;

/** A line of the file: a document (EJSON, with all types kept) with its collection, or the end with the count. */
type Line = { collection: string; document: Stored } | { end: number };

/**
 * Writes all documents to `out`, one line each, without holding more than a batch in memory, and ends it; gives their
 * number. Indexes are not written: the store makes them when the bot starts. Throws what `out` fails with.
 */
export async function exportTo(connection: Connection, out: Writable): Promise<number> {
  let count = 0;
  async function* lines() {
    yield `${HEADER}\n`;
    for (const collection of await collections(connection)) {
      // Without promotion 5 and 5.0, and 32 and 64 bits, stay different.
      const documents = connection.collection<Stored>(collection).find({}, { promoteValues: false, batchSize: BATCH });
      for await (const document of documents) {
        yield `${EJSON.stringify({ collection, document }, { relaxed: false })}\n`;
        count++;
      }
    }
    yield `${JSON.stringify({ end: count })}\n`;
  }
  await pipeline(lines, out);
  return count;
}

/**
 * Reads a file of `exportTo` into the database; gives the number of documents. The whole file is checked before anything
 * is written. Throws StartError when it is not complete, or when the database holds something and `replace` is false;
 * with `replace` everything in it is removed first.
 */
export async function importFrom(connection: Connection, file: string, replace: boolean): Promise<number> {
  const count = await checked(file);
  const existing = await collections(connection);
  for (const name of existing) {
    if (!replace && (await connection.collection(name).findOne()) !== null)
      throw new StartError(["The database is not empty. To remove everything in it first, add --replace."]);
  }
  for (const name of existing) await connection.collection(name).deleteMany({});
  let batch: Stored[] = [];
  let current = "";
  const flush = async () => {
    if (batch.length > 0) await connection.collection<Stored>(current).insertMany(batch);
    batch = [];
  };
  for await (const line of linesOf(file)) {
    if (!("document" in line)) continue;
    if (line.collection !== current || batch.length === BATCH) await flush();
    current = line.collection;
    batch.push(line.document);
  }
  await flush();
  return count;
}

async function collections(connection: Connection): Promise<string[]> {
  const all = await connection.listCollections();
  return all
    .map(({ name }) => name)
    .filter((name) => !name.startsWith("system."))
    .sort();
}

/** The number of documents of a complete file. */
async function checked(file: string): Promise<number> {
  let [count, end] = [0, -1];
  for await (const line of linesOf(file)) {
    if ("end" in line) end = line.end;
    else count++;
  }
  if (end === count) return count;
  throw new StartError([
    `${file} is not complete: it holds ${count} documents, and its end is ${end < 0 ? "missing" : `for ${end}`}.`,
  ]);
}

async function* linesOf(file: string): AsyncGenerator<Line> {
  let number = 0;
  for await (const text of textLines(file)) {
    number++;
    if (number === 1 && text === HEADER) continue;
    const line = number === 1 ? null : parsed(text);
    if (line === null) throw new StartError([`${file} was not written by npm run db:export (line ${number}).`]);
    yield line;
  }
  if (number === 0) throw new StartError([`${file} is empty.`]);
}

/** Not node:readline: that also ends lines at U+2028, which stands in what people paste. */
async function* textLines(file: string): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of createReadStream(file, "utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

function parsed(text: string): Line | null {
  let value: unknown;
  try {
    value = EJSON.parse(text, { relaxed: false });
  } catch {
    return null;
  }
  if (!isRecord(value)) return null;
  if ("end" in value) return { end: Number(value.end) };
  const { collection, document } = value;
  return typeof collection === "string" && isRecord(document) ? { collection, document } : null;
}

const isRecord = (value: unknown): value is Stored => typeof value === "object" && value !== null;

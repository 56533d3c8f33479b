/** Where the keys for secrets come from: the environment, or a file beside the embedded database. */
import { createSecretKey, type KeyObject, randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "../errors.ts";

/** A key with the name by which sealed texts remember it. 32 bytes. */
export interface SecretKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** Gives the keys, the first for encrypting; throws StartError when there are none. Asking again is cheap. */
export type Keys = () => readonly [SecretKey, ...SecretKey[]];

const FILE = "secret-key";

export interface KeySource {
  /** From `GREENROOM_SECRET_KEYS`, or null. */
  readonly given: readonly SecretKey[] | null;
  readonly dataDir: string;
  /** Whether the database is one that the bot keeps in `dataDir`. */
  readonly ownDatabase: boolean;
}

/**
 * The keys of the environment; without them, beside a database of our own, the key file of the data folder (made at the
 * first start, mode 0600). With a database elsewhere a file would be lost or differ from one machine to the next, so
 * there the returned function throws, and only when a secret is about to be stored or read.
 */
export async function secretKeys({ given, dataDir, ownDatabase }: KeySource): Promise<Keys> {
  const [first, ...others] = given ?? [];
  if (first !== undefined) return () => [first, ...others];
  if (ownDatabase) {
    const own = await keyFile(dataDir);
    return () => [own];
  }
  return () => {
    throw new StartError([
      "GREENROOM_SECRET_KEYS: expected a key, because MONGODB_URI is set and a secret must be stored",
      `Make one with: node -p "'k1:' + crypto.randomBytes(32).toString('base64')"`,
    ]);
  };
}

async function keyFile(dataDir: string): Promise<SecretKey> {
  const path = join(dataDir, FILE);
  const text = (await read(path)) ?? (await make(dataDir, path));
  const bytes = Buffer.from(text.trim(), "base64");
  if (bytes.length === 32) return { id: "file", key: createSecretKey(bytes) };
  throw new StartError([
    `${path} does not hold a key of 32 bytes in base64: put it back from a backup.`,
    "Without it, connected accounts cannot be read; if nothing was connected, delete the file and start again.",
  ]);
}

/** Two bots that start at once end up with the same key: a finished file is linked into place, and the first wins. */
async function make(dataDir: string, path: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString("base64")}\n`);
    await file.sync();
    await file.close();
    await link(draft, path).catch((error: unknown) => {
      if (codeOf(error) !== "EEXIST") throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path, "utf8");
}

async function read(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return null;
    throw new StartError([`${path} cannot be read (${codeOf(error)}); it holds the key for stored secrets.`]);
  });
}

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "unknown");

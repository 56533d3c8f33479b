/** Remembers in `DATA_DIR/engine.json` which engine, in which version, wrote a data folder. */
import { open, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { StartError } from "../../errors.ts";
import type { Engine } from "./choose.ts";

const recordSchema = z.object({
  engine: z.enum(["embedded", "mongod"]),
  /** Null when the file was lost: then any version counts as another one. */
  version: z.string().nullable(),
  /** The version for which a copy was made, until that version has opened the folder. */
  copiedFor: z.string().optional(),
});

export interface EngineRecord {
  readonly engine: Engine;
  readonly version: string | null;
  readonly copiedFor?: string | undefined;
}

/** Each engine has a folder of its own, so that none ever opens the files of another. */
export const engineFolder = (dataDir: string, engine: Engine): string => join(dataDir, engine);

const fileOf = (dataDir: string) => join(dataDir, "engine.json");

/**
 * Which engine wrote the folder; null for a new one. Where the file is missing, the engine's own folder tells. Throws
 * StartError for a file that says something else: guessing could start an empty database beside the person's own.
 */
export async function readRecord(dataDir: string): Promise<EngineRecord | null> {
  const text = await readFile(fileOf(dataDir), "utf8").catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (text === null) return fromFolders(dataDir);
  const parsed = recordSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new StartError([
    `${fileOf(dataDir)} does not say which engine wrote this data folder.`,
    'Put it back from a backup, or write {"engine":"embedded","version":null} into it if the folder "embedded" beside it holds your data.',
  ]);
}

/** Replaces the file in one step and puts it on disk, so that a crash leaves the old or the new one. */
export async function writeRecord(dataDir: string, record: EngineRecord): Promise<void> {
  const next = `${fileOf(dataDir)}.new`;
  const file = await open(next, "w", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(record)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, fileOf(dataDir));
}

async function fromFolders(dataDir: string): Promise<EngineRecord | null> {
  for (const engine of ["embedded", "mongod"] as const) {
    const files = await readdir(engineFolder(dataDir, engine)).catch(() => []);
    if (files.length > 0) return { engine, version: null };
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

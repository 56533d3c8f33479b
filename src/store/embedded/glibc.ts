/** Provides a newer glibc beside the project, for systems whose own is too old for the engine. */
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { loaderName } from "./engine-process.ts";

const SCRIPT = fileURLToPath(new URL("./fetch-glibc.sh", import.meta.url));

/** Measured 3-4 s; a package mirror that does not answer must not hold up the start for long. */
const FETCH_LIMIT_MS = 90_000;

/** Where the unpacked glibc lies: in the project, ignored by git, by architecture as a checkout may be shared. */
export const glibcFolder = (arch: string = process.arch): string =>
  fileURLToPath(new URL(`../../../.cache/glibc-${arch}`, import.meta.url));

/** True when a start needs to fetch nothing. */
export const glibcReady = (folder: string, arch: string = process.arch): boolean =>
  existsSync(join(folder, loaderName(arch)));

/**
 * Unpacks a newer glibc into `folder` unless it is there. Several processes may do so at once: each unpacks beside it
 * and renames, and the first one wins. Throws with the script's words when the packages cannot be had.
 */
export async function fetchGlibc(folder: string): Promise<void> {
  if (glibcReady(folder)) return;
  const own = `${folder}.${randomUUID()}`;
  await mkdir(dirname(folder), { recursive: true });
  try {
    await promisify(execFile)("sh", [SCRIPT, own], { timeout: FETCH_LIMIT_MS });
    await rename(own, folder);
  } catch (error) {
    if (!glibcReady(folder)) throw error;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

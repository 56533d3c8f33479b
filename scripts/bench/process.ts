/** Starts the bot as a process of its own, as `npm start` does, and says what it costs. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import manifest from "../../package.json" with { type: "json" };

/** What `npm start` runs, without the "node" before it, from wherever we are. */
const START = manifest.scripts.start
  .split(" ")
  .slice(1)
  .map((word) => (word.startsWith("-") ? word : fileURLToPath(new URL(`../../${word}`, import.meta.url))));
const PATIENCE_MS = 120_000;

export interface BotProcess {
  readonly port: number;
  /** From the start of the process until /readyz said 200. */
  readonly readyMs: number;
  /** What the process itself holds in memory now, in megabytes, without its database engine. */
  memory(): number;
  /** The same of the engine, its child; null where there is none. */
  engineMemory(): number | null;
  stop(): Promise<void>;
}

/** Starts a bot on `dataDir` and resolves once it is ready. `env` is added to the little that it gets otherwise. */
export async function startBot(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<BotProcess> {
  const port = await freePort();
  const began = performance.now();
  const { PATH = "", HOME = "", TMPDIR, BENCH_NODE_OPTIONS } = process.env;
  const child = spawn(process.execPath, [...(BENCH_NODE_OPTIONS?.split(" ") ?? []), ...START], {
    // Not here, where a .env may say otherwise.
    cwd: tmpdir(),
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      PATH,
      HOME,
      ...(TMPDIR ? { TMPDIR } : {}),
      DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: "warn",
      ...env,
    },
  });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2_000);
  });
  await ready(child, port, () => words);
  const pid = child.pid ?? 0;
  return {
    port,
    readyMs: performance.now() - began,
    memory: () => residentMb(pid) ?? 0,
    engineMemory: () => children(pid).map(residentMb)[0] ?? null,
    stop: () => stop(child),
  };
}

async function ready(child: ChildProcess, port: number, words: () => string): Promise<void> {
  const began = performance.now();
  while (performance.now() - began < PATIENCE_MS) {
    if (child.exitCode !== null) throw new Error(`the bot ended with ${child.exitCode}: ${words()}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await stop(child);
  throw new Error(`the bot was not ready in time: ${words()}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

const inProc = (path: string): string | null => {
  try {
    return readFileSync(`/proc/${path}`, "utf8");
  } catch {
    return null;
  }
};

/** Resident set size as the kernel sees it; null where there is no /proc. */
const residentMb = (pid: number): number | null => {
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(inProc(`${pid}/status`) ?? "")?.[1];
  return kb === undefined ? null : Number(kb) / 1024;
};

const children = (pid: number): readonly number[] =>
  (inProc(`${pid}/task/${pid}/children`) ?? "").split(" ").filter(Boolean).map(Number);

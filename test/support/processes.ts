/** Starting a TypeScript file as a process of its own, reading what it prints, and killing it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { waitFor } from "./clock.ts";

export interface TestProcess {
  readonly pid: number;
  /** The lines printed so far on standard output. */
  lines(): readonly string[];
  /** Everything printed so far on standard error. */
  errors(): string;
  /** Sends SIGKILL (or another signal) and waits until the process is gone; gives its exit code, if it has one. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
  /** Waits until it ends by itself; gives its exit code. */
  ended(): Promise<number | null>;
}

/**
 * Runs `file` (a file URL) with this Node. The environment is only what `env` says, beside PATH, HOME and TMPDIR. Killed
 * after the test if it still runs.
 */
export function runProcess(
  file: URL,
  args: readonly string[],
  options: { env?: Record<string, string>; cwd?: string; nodeArgs?: readonly string[] } = {},
): TestProcess {
  const { PATH = "", HOME = "", TMPDIR } = process.env;
  const child = spawn(process.execPath, [...(options.nodeArgs ?? []), fileURLToPath(file), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  const ended = once(child, "close");
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  const running = {
    pid: child.pid ?? 0,
    lines: () => out.split("\n").slice(0, -1),
    errors: () => err,
    kill: (signal: NodeJS.Signals = "SIGKILL") => kill(child, signal),
    ended: () => ended.then(() => child.exitCode),
  };
  onTestFinished(async () => {
    await running.kill();
  });
  return running;
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, "close");
    child.kill(signal);
    await gone;
  }
  return child.exitCode;
}

/** True while a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves once the process is gone. */
export const gone = (pid: number): Promise<boolean> => waitFor(() => !isAlive(pid), `process ${pid} to end`);

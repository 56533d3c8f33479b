/** Starts and stops one engine process; knows nothing of choices and restarts. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

const HOST = fileURLToPath(new URL("./host.mjs", import.meta.url));

/** An engine that closes its files needs far less; one that hangs must not keep the bot from stopping. */
const STOP_LIMIT_MS = 15_000;

export interface EngineProcess {
  /** Unix socket with a random name that this process listens on. */
  readonly socket: string;
  readonly pid: number;
  /** Resolves with the exit code, or code or signal and last words, once the process is gone, however it went. */
  readonly exited: Promise<number | string>;
  /** Closes the engine cleanly and waits until it is gone; kills it if that hangs. Repeating it is harmless. */
  stop(): Promise<void>;
}

/** The engine did not open the folder. `inUse` means that another process has it open. */
export class EngineFailed extends Error {
  override readonly name = "EngineFailed";
  readonly inUse: boolean;

  constructor(message: string, inUse: boolean) {
    super(message);
    this.inUse = inUse;
  }
}

/**
 * Opens `folder` with MongoDB's engine in a child process; resolves when it answers.
 *
 * `glibc` is a folder with a glibc to run under, or null for the system's. Throws `EngineFailed`.
 */
export async function startEngine(folder: string, glibc: string | null): Promise<EngineProcess> {
  const [command, args] = commandLine(folder, glibc);
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe", "ipc"], env: environment() });
  let words = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-4000);
  });
  // Not "close": that never comes once this side has closed the channel.
  const exited = new Promise<number | string>((resolve) => {
    child.once("exit", (code, signal) => {
      const how = code ?? signal ?? "unknown";
      // What it said before it died is all that tells why.
      if (how === 0) resolve(how);
      else void finished(child.stderr).then(() => resolve(`${how}: ${lastLine(words)}`));
    });
    child.once("error", (error) => resolve(error.message));
  });
  const socket = await Promise.race([
    once(child, "message").then(([message]) => socketOf(message)),
    exited.then(async (how) => {
      await finished(child.stderr);
      throw new EngineFailed(`the engine ended (${how}): ${lastLine(words)}`, /DBPathInUse/.test(words));
    }),
  ]);
  return { socket, pid: child.pid ?? 0, exited, stop: () => stop(child, exited) };
}

/** Waits for the last words of a process that is gone. */
async function finished(stream: Readable | null): Promise<void> {
  if (stream !== null && !stream.destroyed && !stream.readableEnded) await once(stream, "close");
}

function commandLine(folder: string, glibc: string | null): [string, string[]] {
  if (glibc === null) return [process.execPath, [HOST, folder]];
  const loader = join(glibc, loaderName(process.arch));
  return [loader, ["--library-path", glibc, process.execPath, HOST, folder]];
}

/** The dynamic loader's file name, which differs by architecture. */
export const loaderName = (arch: string): string =>
  arch === "arm64" ? "ld-linux-aarch64.so.1" : "ld-linux-x86-64.so.2";

/** Only what the process needs: the bot's secrets stay with the bot, and its NODE_OPTIONS are not for the engine. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { ...(PATH ? { PATH } : {}), ...(HOME ? { HOME } : {}), ...(TMPDIR ? { TMPDIR } : {}) };
}

function socketOf(message: unknown): string {
  if (typeof message === "object" && message !== null && "socket" in message && typeof message.socket === "string")
    return message.socket;
  throw new EngineFailed("the engine process said something unexpected", false);
}

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (child.connected) child.disconnect();
  const hanging = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
  await exited;
  clearTimeout(hanging);
}

/** The line of a crash that names its cause. */
function lastLine(words: string): string {
  const lines = words.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /Error|GLIBC|not found/.test(line)) ?? lines.at(-1) ?? "no message")
    .trim()
    .slice(0, 500);
}

/**
 * Stands in for `docker build` and `docker run` where there is no Docker: takes exactly the files that the Dockerfile
 * copies, runs its install, starts its command and asks its health check. What it cannot show is the image's Debian.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connect } from "../../src/store/connection.ts";
import { waitFor } from "../support/clock.ts";
import { buildContext, copied, readStages, type Stage } from "./image.ts";
import { filesIn, ROOT } from "./sources.ts";

const execute = promisify(execFile);
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

const stages = readStages(read("Dockerfile"));
const image = stages.at(-1);
if (!image?.command || !image.healthcheck) throw new Error("the Dockerfile has no CMD or no HEALTHCHECK");
const [program = "", ...args] = image.command;
const [checker = "", ...checkArgs] = image.healthcheck;

const work = mkdtempSync(join(tmpdir(), "greenroom-image-"));
const app = join(work, String(stages.length - 1), image.workdir);
const dbName = `test_${randomUUID().replaceAll("-", "")}`;
// As in the image, `node` is this Node; the rest of the machine's PATH has npm.
const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);

/** Carries out COPY and, in all stages but the last, RUN; each stage has a folder of its own for a root. */
async function build(): Promise<void> {
  const files = buildContext(
    [...filesIn("src", "adapters", "templates", "scripts", "test", "docs"), "package.json", "package-lock.json"],
    read(".dockerignore"),
  );
  for (const [number, stage] of stages.entries()) {
    const root = join(work, String(number));
    for (const copy of stage.copies) {
      if (copy.stage === null) {
        for (const [from, to] of copied(copy, stage.workdir, files)) cpSync(join(ROOT, from), join(root, to));
      } else {
        const from = stages.findIndex(({ name }) => name === copy.stage);
        const target = join(root, stage.workdir, copy.target);
        for (const source of copy.sources) cpSync(join(work, String(from), source), target, { recursive: true });
      }
    }
    if (stage !== image) await runAll(stage, join(root, stage.workdir));
  }
}

async function runAll(stage: Stage, cwd: string): Promise<void> {
  for (const run of stage.runs) await execute("sh", ["-c", run], { cwd, env: { ...process.env, PATH } });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Only ends an install that hangs. */
const INSTALL_MS = 600_000;

let env: Record<string, string> = {};
let bot: ChildProcess | null = null;

beforeAll(async () => {
  await build();
  const dataDir = join(work, "data");
  mkdirSync(dataDir);
  env = {
    ...image.env,
    PATH,
    HOME: work,
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    MONGODB_URI: inject("mongoUri"),
    MONGODB_DB: dbName,
    WEB_PASSWORD: "a password of a test",
    GREENROOM_SECRET_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  };
}, INSTALL_MS);

afterAll(async () => {
  if (bot?.exitCode === null && bot.signalCode === null) bot.kill("SIGKILL");
  const connection = await connect(inject("mongoUri"), dbName);
  await connection.dropDatabase();
  await connection.close();
  rmSync(work, { recursive: true, force: true });
});

const healthy = () =>
  execute(checker, checkArgs, { cwd: app, env }).then(
    () => true,
    () => false,
  );

test("what the image would hold starts, is healthy, and stops when it is told to", async () => {
  expect(await healthy()).toBe(false);

  bot = spawn(program, args, { cwd: app, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  bot.stdout?.on("data", (chunk) => (said += chunk));
  bot.stderr?.on("data", (chunk) => (said += chunk));
  const ended = once(bot, "exit");
  const stopped = ended.then(([code, signal]) => `ended with ${code ?? signal}:\n${said}`);

  expect(await Promise.race([waitFor(healthy, "a healthy bot"), stopped])).toBe(true);
  const page = await fetch(`http://127.0.0.1:${env.PORT}/chat/history`);
  expect(page.status).not.toBe(200); // the image listens to everybody, so the page wants its password

  bot.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { copyBefore } from "../../../src/store/embedded/copy.ts";
import { readRecord, writeRecord } from "../../../src/store/embedded/engine-file.ts";
import { answers, linkFor, pointLink, removeLink, uriOf } from "../../../src/store/embedded/link.ts";

async function temporaryFolder(prefix = "greenroom-files-"): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder as an engine that was killed leaves it in the temp folder. */
async function deadSocket(): Promise<string> {
  const folder = await temporaryFolder("embedded-mongodb-");
  await writeFile(join(folder, "mongodb.sock"), "");
  return join(folder, "mongodb.sock");
}

describe("engine.json", () => {
  test("remembers the engine and its version", async () => {
    const dataDir = await temporaryFolder();
    expect(await readRecord(dataDir)).toBeNull();
    await writeRecord(dataDir, { engine: "embedded", version: "0.1.1" });
    expect(await readRecord(dataDir)).toEqual({ engine: "embedded", version: "0.1.1" });
    expect(await readdir(dataDir)).toEqual(["engine.json"]);
  });

  test("when lost, is guessed from the folder of the engine, with a version that counts as another one", async () => {
    const dataDir = await temporaryFolder();
    await mkdir(join(dataDir, "mongod"));
    expect(await readRecord(dataDir)).toBeNull();
    await writeFile(join(dataDir, "mongod", "WiredTiger"), "");
    expect(await readRecord(dataDir)).toEqual({ engine: "mongod", version: null });
  });

  test.each(["", "{", "null", '{"engine":"sqlite","version":"3"}'])("stops the start when it says %j", async (text) => {
    const dataDir = await temporaryFolder();
    await writeFile(join(dataDir, "engine.json"), text);
    await expect(readRecord(dataDir)).rejects.toThrow(expect.objectContaining({ name: "StartError", exitCode: 78 }));
  });
});

describe("the copy before another version", () => {
  const from = { engine: "embedded", version: "0.1.1" } as const;

  async function dataFolder(): Promise<string> {
    const dataDir = await temporaryFolder();
    await mkdir(join(dataDir, "embedded", "journal"), { recursive: true });
    await writeFile(join(dataDir, "embedded", "journal", "log"), "good");
    return dataDir;
  }

  test("is not made for the same version", async () => {
    const dataDir = await dataFolder();
    expect(await copyBefore(dataDir, from, "0.1.1")).toBeNull();
    expect(await readdir(dataDir)).toEqual(["embedded"]);
  });

  test("holds every file, and is not overwritten when the new version is tried again", async () => {
    const dataDir = await dataFolder();
    const copy = await copyBefore(dataDir, from, "0.2.0");
    expect(copy).toBe(join(dataDir, "copies", "embedded-0.1.1"));
    await writeFile(join(dataDir, "embedded", "journal", "log"), "touched by a version that failed");
    const record = await readRecord(dataDir);
    expect(record).toEqual({ ...from, copiedFor: "0.2.0" });
    expect(await copyBefore(dataDir, record ?? from, "0.2.0")).toBeNull();
    expect(await readFile(join(copy ?? "", "journal", "log"), "utf8")).toBe("good");
  });

  test("is made anew beside an older copy, and after one that was cut short", async () => {
    const dataDir = await dataFolder();
    await copyBefore(dataDir, from, "0.2.0");
    await mkdir(join(dataDir, "copies", "embedded-0.1.1-2.unfinished"));
    await copyBefore(dataDir, from, "0.3.0");
    expect(await readdir(join(dataDir, "copies"))).toEqual(["embedded-0.1.1", "embedded-0.1.1-2"]);
  });
});

describe("the link to the socket", () => {
  test("lies in the data folder, or under a short name that stays the same when that is too long", () => {
    expect(linkFor("/srv/data")).toBe("/srv/data/mongo.sock");
    const long = `/srv/${"deep/".repeat(30)}data`;
    expect(Buffer.byteLength(linkFor(long))).toBeLessThan(100);
    expect(linkFor(long)).toBe(linkFor(long));
    expect(linkFor(long)).not.toBe(linkFor(`${long}2`));
    expect(uriOf("/srv/my data/mongo.sock")).toBe("mongodb://%2Fsrv%2Fmy%20data%2Fmongo.sock/?directConnection=true");
  });

  test("moves to the new engine and clears what the dead one left", async () => {
    const link = join(await temporaryFolder(), "mongo.sock");
    const [dead, next] = [await deadSocket(), await deadSocket()];
    await pointLink(link, dead);
    await pointLink(link, next);
    expect(await readlink(link)).toBe(next);
    expect([existsSync(dead), existsSync(join(dead, "..")), existsSync(next)]).toEqual([false, false, true]);
    await removeLink(link);
    expect([existsSync(link), existsSync(next)]).toEqual([false, false]);
  });

  test("does not touch anything that is not an engine's socket", async () => {
    const folder = await temporaryFolder();
    const link = join(folder, "mongo.sock");
    const precious = join(folder, "mongodb.sock");
    await writeFile(precious, "keep");
    await symlink(precious, link);
    await removeLink(link);
    expect(await readdir(folder)).toEqual([basename(precious)]);
  });

  test("does not clear a socket that somebody listens on", async () => {
    const folder = await temporaryFolder("embedded-mongodb-");
    const socket = join(folder, "mongodb.sock");
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    onTestFinished(() => void server.close());
    const link = join(await temporaryFolder(), "mongo.sock");
    await pointLink(link, socket);
    expect(await answers(link)).toBe(true);
    await removeLink(link);
    expect(existsSync(socket)).toBe(true);
    expect(await answers(link)).toBe(false);
  });
});

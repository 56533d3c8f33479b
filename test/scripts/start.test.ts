import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { runProcess } from "../support/processes.ts";

const START = new URL("../../scripts/start.mjs", import.meta.url);

test("an older Node says in one sentence what to do", async () => {
  // Pretends to be older: the version is all that the script asks.
  const older = `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.19.1"})`;
  const start = runProcess(START, [], { nodeArgs: ["--import", older] });
  expect(await start.ended()).toBe(78);
  expect(start.errors()).toBe(
    'Greenroom needs Node 26 or newer, and this is 20.19.1: run "npm ci", which brings it along, and then "npm start".\n',
  );
});

test("the script asks for the Node that package.json asks for", async () => {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  const needed = /NEEDED = (\d+)/.exec(await readFile(START, "utf8"))?.[1];
  expect(JSON.parse(text)).toMatchObject({ engines: { node: `>=${needed}` } });
});

/** Holds the house together: who may import whom, which package lives where, and no circles. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cycles, homeless, placeOf, strangers } from "./check.ts";
import { importsOf, ROOT, sourcesIn } from "./sources.ts";
import { HOMES, TABLE, tableInWords } from "./table.ts";

const from = (path: string, text: string) => importsOf({ path, text });

describe("the house", () => {
  const sources = sourcesIn("src", "adapters", "templates", "scripts");
  const imports = sources.flatMap(importsOf);

  test("is read at all", () => {
    expect(sources.map(({ path }) => path)).toContain("src/chat/port.ts");
    expect(imports.some(({ target }) => target === "src/users/user.ts")).toBe(true);
  });

  test("keeps to the table of who may import whom", () => {
    expect(strangers(imports, TABLE)).toEqual([]);
  });

  test("keeps every package in its home", () => {
    expect(homeless(imports)).toEqual([]);
  });

  test("has no circle of files that load each other", () => {
    expect(cycles(imports)).toEqual([]);
  });

  test("is described by the same table in docs/architecture.md", () => {
    expect(readFileSync(join(ROOT, "docs/architecture.md"), "utf8")).toContain(tableInWords(TABLE));
  });

  test("gives a home to every package that a platform is reached by", () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const everywhere = ["zod"]; // reads input from outside, wherever that comes in
    const named = new Set(HOMES.flatMap(({ packages }) => packages));
    const scope = (name: string) => `${name.split("/")[0]}/*`;
    const homelessPackages = Object.keys(dependencies).filter((name) => !named.has(name) && !named.has(scope(name)));
    expect(homelessPackages).toEqual(everywhere);
  });
});

describe("reading imports", () => {
  test("tells types from values", () => {
    const found = from(
      "src/chat/a.ts",
      `import type { A } from "../users/user.ts";
       import { type B, c } from "../notes/b.ts";
       export type { D } from "./d.ts";
       export * from "./e.ts";
       import "./f.ts";
       type G = import("../log.ts").G;
       const h = await import("./h.ts");
       const i = require("./i.cjs");
       import { j } from "@slack/bolt/dist/j.js";
       import { readFile } from "node:fs/promises";`,
    );
    expect(found.map(({ target, kind }) => `${kind} ${target}`)).toEqual([
      "type src/users/user.ts",
      "value src/notes/b.ts",
      "type src/chat/d.ts",
      "value src/chat/e.ts",
      "value src/chat/f.ts",
      "type src/log.ts",
      "value src/chat/h.ts",
      "value src/chat/i.cjs",
      "value @slack/bolt",
      "value node:fs/promises",
    ]);
  });

  test("counts an import of inline types only as a value: the file is loaded", () => {
    expect(from("src/chat/a.ts", `import { type B } from "./b.ts";`)[0]?.kind).toBe("value");
  });

  test("ignores what only looks like an import", () => {
    expect(from("src/chat/a.ts", `// import "./x.ts"\nconst a = 'import b from "./b.ts"';`)).toEqual([]);
  });

  test("refuses a target that is computed", () => {
    expect(() => from("src/chat/a.ts", "await import(name);")).toThrow("src/chat/a.ts:1 imports a target");
  });
});

describe("the table", () => {
  const broken = (path: string, text: string) => strangers(from(path, text), TABLE);

  test.each([
    ["src/main.ts", "main"],
    ["src/log.ts", "log"],
    ["src/store/embedded/choose.ts", "store"],
    ["adapters/slack/render.ts", "adapters/slack"],
    ["templates/preparation.ts", "templates"],
  ])("finds %s at its place", (path, place) => {
    expect(placeOf(path)).toBe(place);
  });

  test.each([
    ["src/reminders/a.ts", `import { b } from "../interviews/b.ts"`],
    ["src/reminders/a.ts", `import type { B } from "../notes/b.ts"`],
    ["src/reminders/a.ts", `import { b } from "../errors.ts"`],
    ["src/store/reminders.ts", `import type { B } from "../chat/history.ts"`],
    ["adapters/slack/a.ts", `import { b } from "../../src/chat/port.ts"`],
    ["adapters/slack/a.ts", `import { b } from "./b.ts"`],
    ["src/main.ts", `import { b } from "../adapters/slack/adapter.ts"`],
  ])("allows %s to say %s", (path, text) => {
    expect(broken(path, text)).toEqual([]);
  });

  test.each([
    ["src/reminders/a.ts", `import { b } from "../notes/b.ts"`, "may import only types of notes"],
    ["src/reminders/a.ts", `import type { B } from "../chat/port.ts"`, "may not import chat"],
    ["src/scheduler/a.ts", `import type { B } from "../users/user.ts"`, "may not import users"],
    ["src/chat/a.ts", `import { b } from "../main.ts"`, "may not import main"],
    ["src/chat/a.ts", `import { b } from "../../adapters/slack/b.ts"`, "may not import adapters/slack"],
    ["adapters/slack/a.ts", `import { b } from "../discord/b.ts"`, "may not import adapters/discord"],
    ["adapters/slack/a.ts", `import { b } from "../../src/chat/router.ts"`, "may import only types of chat"],
    ["adapters/slack/a.ts", `export { b } from "../../src/store/b.ts"`, "may not import store"],
    ["src/chat/a.ts", `import { b } from "../../test/support/b.ts"`, "may not import test"],
    ["src/billing/a.ts", `import { b } from "../users/b.ts"`, "billing has no row"],
  ])("forbids %s to say %s", (path, text, why) => {
    expect(broken(path, text)).toHaveLength(1);
    expect(broken(path, text)[0]).toContain(why);
  });

  test("keeps platform packages at home, types too", () => {
    const found = [
      ...from("src/chat/a.ts", `import type { App } from "@slack/bolt"; import { z } from "zod";`),
      ...from("adapters/slack/a.ts", `import { App } from "@slack/bolt"; import { b } from "discord.js";`),
      ...from("src/users/a.ts", `import { Schema } from "mongoose";`),
    ];
    expect(homeless(found)).toEqual([
      "src/chat/a.ts:1: @slack/bolt belongs in adapters/slack/",
      "adapters/slack/a.ts:1: discord.js belongs in adapters/discord/",
      "src/users/a.ts:1: mongoose belongs in src/store/, src/main.ts, src/bot.ts, src/doors.ts, scripts/",
    ]);
  });

  test("finds a circle of values and forgives one of types", () => {
    const a = `import { b } from "./b.ts"`;
    const b = `import { c } from "./c.ts"`;
    const c = (kind: string) => [
      ...from("src/chat/a.ts", a),
      ...from("src/chat/b.ts", b),
      ...from("src/chat/c.ts", `import ${kind} { a } from "./a.ts"`),
    ];
    expect(cycles(c(""))).toEqual(["src/chat/a.ts -> src/chat/b.ts -> src/chat/c.ts -> src/chat/a.ts"]);
    expect(cycles(c("type"))).toEqual([]);
  });
});

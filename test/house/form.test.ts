/** Holds every file to the form of the house: short, introduced, one clock, no platform named in the core. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, isNode, lineOf, type Node, nodesOf, ROOT, type Source, sourcesIn, textOf } from "./sources.ts";

const LONGEST = 300;
/** Taken over as it is from where the rules of the language come from. */
const COPIED = ["scripts/language/score.mjs"];

const product = sourcesIn("src", "adapters", "templates");
const own = [...product, ...sourcesIn("scripts", "test")].filter(({ path }) => !COPIED.includes(path));

const linesOf = (text: string) => text.replace(/\n$/, "").split("\n").length;
const places = (sources: readonly Source[], wrong: (node: Node) => boolean) =>
  sources.flatMap((source) =>
    nodesOf(source)
      .filter(wrong)
      .map((node) => `${source.path}:${lineOf(node)}`),
  );
const matching = (sources: readonly Source[], pattern: RegExp) =>
  sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

const isCall = (node: Node, object: string, name: string) =>
  node.type === "MemberExpression" &&
  isNode(node.object) &&
  node.object.name === object &&
  isNode(node.property) &&
  node.property.name === name;

/** Whether the node asks the machine for the time. Durations (`performance.now`) are not the time. */
const asksForTheTime = (node: Node) =>
  isCall(node, "Temporal", "Now") ||
  isCall(node, "Date", "now") ||
  (node.type === "NewExpression" &&
    isNode(node.callee) &&
    node.callee.name === "Date" &&
    Array.isArray(node.arguments) &&
    node.arguments.length === 0);

const PLATFORMS = ["slack", "discord", "web"];
const namesAPlatform = (node: Node) => PLATFORMS.some((platform) => textOf(node) === platform);

describe("every file", () => {
  test(`has at most ${LONGEST} lines`, () => {
    const styles = filesIn("src", "adapters", "templates").filter((path) => /\.(css|html|eta)$/.test(path));
    const texts = styles.map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
    const long = [...own, ...texts].filter(({ text }) => linesOf(text) > LONGEST);
    expect(long.map(({ path, text }) => `${path}: ${linesOf(text)}`)).toEqual([]);
  });

  test("says in its first line what it decides or moves, unless the titles of its tests do", () => {
    const silent = own.filter(({ path, text }) => !path.endsWith(".test.ts") && !/^(#!.*\n)?\/\*\* \S/.test(text));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  test("exports by name", () => {
    expect(places(product, (node) => node.type === "ExportDefaultDeclaration")).toEqual([]);
  });

  test("is read by the type checker and the linter in full", () => {
    expect(matching(own, /@ts-(ignore|expect-error|nocheck)\b|biome-ignore[ ](?!format)/)).toEqual([]);
  });

  test("has a name in kebab-case", () => {
    const odd = own.filter(({ path }) => !/^([a-z0-9-]+\/)+[a-z0-9.-]+$/.test(path));
    expect(odd.map(({ path }) => path)).toEqual([]);
  });
});

describe("the product", () => {
  test("asks only src/clock.ts for the time", () => {
    const others = product.filter(({ path }) => path !== "src/clock.ts" && !path.startsWith("adapters/web/page/"));
    expect(places(others, asksForTheTime)).toEqual([]);
  });

  test("names no platform outside its adapter and platforms.ts, so that a third one costs one folder and one line", () => {
    const core = product.filter(
      ({ path }) => path.startsWith("src/") && !["src/main.ts", "src/platforms.ts"].includes(path),
    );
    expect(places(core, namesAPlatform)).toEqual([]);
  });
});

describe("the tests", () => {
  const tests = sourcesIn("test");

  test("replace no module, skip nothing and single nothing out", () => {
    expect(matching(tests, /\bvi\.(mock|doMock)[(]|\b(test|it|describe)\.(skip|only|todo)[(.]/)).toEqual([]);
  });
});

describe("the guards", () => {
  const source = (text: string): Source => ({ path: "src/x.ts", text });

  test.each(["Temporal.Now.instant()", "Date.now()", "new Date()"])("see %s", (text) => {
    expect(places([source(`\nconst a = ${text};`)], asksForTheTime)).toEqual(["src/x.ts:2"]);
  });

  test.each(["new Date(0)", "Temporal.Instant.from(a)", "performance.now()", "// Date.now()"])(
    "let %s pass",
    (text) => {
      expect(places([source(`${text};`)], asksForTheTime)).toEqual([]);
    },
  );

  test("see a platform's name as a value, not in a sentence", () => {
    expect(places([source(`if (platform === "slack") stop();`)], namesAPlatform)).toEqual(["src/x.ts:1"]);
    expect(places([source(`const a = "Open it in slack"; // "slack"`)], namesAPlatform)).toEqual([]);
  });
});

/** Reads the files of the project and what each of them imports, for the guards of the house. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "@babel/parser";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A file by its path from the root of the project, with "/" between the parts. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: string;
  readonly line: number;
  /** The path from the root for a file of ours, the package's name for another's ("@slack/bolt"), or "node:fs". */
  readonly target: string;
  readonly ours: boolean;
  /** `type`: gone at run time. An import of values loads the file, even where it names types only. */
  readonly kind: "value" | "type";
}

export interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const CODE = /\.(ts|mts|js|mjs|cjs)$/;

/** Every file of code below the folders, sorted; a folder that does not exist (yet) has none. */
export function sourcesIn(...folders: readonly string[]): readonly Source[] {
  return filesIn(...folders)
    .filter((path) => CODE.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

/** Every file below the folders by its path from the root, sorted. */
export function filesIn(...folders: readonly string[]): readonly string[] {
  const there = new Set(readdirSync(ROOT));
  return folders
    .filter((folder) => there.has(folder))
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => posix.join(...join(entry.parentPath, entry.name).slice(ROOT.length).split(/[\\/]/))),
    )
    .sort();
}

/** All nodes of the file's syntax tree, outermost first. Throws when the file is not TypeScript. */
export function nodesOf(source: Source): readonly Node[] {
  const plugins: "typescript"[] = ["typescript"];
  const nodes: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    else if (isNode(value)) {
      nodes.push(value);
      for (const each of Object.values(value)) visit(each);
    }
  };
  visit(parse(source.text, { sourceType: "module", plugins, sourceFilename: source.path }).program);
  return nodes;
}

/** What a file imports or re-exports, in whatever form. Throws on a target that is computed: nobody could check it. */
export function importsOf(source: Source): readonly Import[] {
  return nodesOf(source).flatMap((node) => {
    const found = targetOf(node);
    if (found === null) return [];
    const line = lineOf(node);
    if (typeof found.target !== "string") throw new Error(`${source.path}:${line} imports a target that is computed`);
    const ours = found.target.startsWith(".");
    const target = ours ? posix.join(dirname(source.path), found.target) : packageOf(found.target);
    return [{ from: source.path, line, target, ours, kind: found.kind }];
  });
}

function targetOf(node: Node): { target: unknown; kind: Import["kind"] } | null {
  const kind = node.importKind === "type" || node.exportKind === "type" ? "type" : "value";
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
      return { target: textOf(node.source), kind };
    case "ExportNamedDeclaration":
      return node.source ? { target: textOf(node.source), kind } : null;
    case "ImportExpression":
      return { target: textOf(node.source), kind: "value" };
    case "TSImportType":
      return { target: textOf(node.source), kind: "type" };
    case "TSExternalModuleReference":
      return { target: textOf(node.expression), kind: "value" };
    case "CallExpression":
      return isNode(node.callee) && node.callee.name === "require"
        ? { target: textOf(Array.isArray(node.arguments) ? node.arguments[0] : undefined), kind: "value" }
        : null;
    default:
      return null;
  }
}

/** The text of a literal, or undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  const text = isNode(value) && value.type === "StringLiteral" ? value.value : undefined;
  return typeof text === "string" ? text : undefined;
}

export function lineOf(node: Node): number {
  const loc = node.loc;
  const start = typeof loc === "object" && loc !== null && "start" in loc ? loc.start : null;
  const line = typeof start === "object" && start !== null && "line" in start ? start.line : 0;
  return typeof line === "number" ? line : 0;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** "@slack/web-api/dist/x.js" is of "@slack/web-api". */
function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

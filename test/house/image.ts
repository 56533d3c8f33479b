/** Reads the Dockerfile and .dockerignore: which files a build would copy where, and what would be run. */
import { posix } from "node:path";
import { DockerfileParser, type Instruction } from "dockerfile-ast";

export interface Copy {
  /** The stage copied from, or null for the files of the project. */
  readonly stage: string | null;
  readonly sources: readonly string[];
  readonly target: string;
}

export interface Stage {
  /** "packages" in `FROM node:26 AS packages`. */
  readonly name: string | null;
  /** "node:26-trixie-slim". */
  readonly image: string;
  readonly workdir: string;
  readonly copies: readonly Copy[];
  readonly runs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly user: string | null;
  readonly volumes: readonly string[];
  readonly ports: readonly string[];
  /** In the form of a list, which needs no shell; null where there is none. */
  readonly command: readonly string[] | null;
  readonly healthcheck: readonly string[] | null;
}

/** The stages in order; the last one is the image. */
export function readStages(dockerfile: string): readonly Stage[] {
  const stages: Instruction[][] = [];
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    if (instruction.getKeyword() === "FROM") stages.push([]);
    stages.at(-1)?.push(instruction);
  }
  return stages.map(readStage);
}

function readStage(instructions: readonly Instruction[]): Stage {
  const all = (keyword: string) => instructions.filter((each) => each.getKeyword() === keyword);
  const words = (instruction: Instruction | undefined) =>
    instruction?.getArguments().map((argument) => argument.getValue()) ?? [];
  const last = (keyword: string) => all(keyword).at(-1);
  const [image = "", , name = null] = words(last("FROM"));
  return {
    name,
    image,
    workdir: words(last("WORKDIR"))[0] ?? "/",
    copies: all("COPY").map((each) => readCopy(textOf(each).split(/\s+/))),
    runs: all("RUN").map(textOf),
    env: Object.fromEntries(
      all("ENV")
        .flatMap(words)
        .map((pair) => pair.split(/=(.*)/s).slice(0, 2)),
    ),
    user: words(last("USER"))[0] ?? null,
    volumes: all("VOLUME").flatMap(words),
    ports: all("EXPOSE").flatMap(words),
    command: listIn(last("CMD")),
    healthcheck: listIn(last("HEALTHCHECK")),
  };
}

function readCopy(words: readonly string[]): Copy {
  const flags = words.filter((word) => word.startsWith("--"));
  const paths = words.filter((word) => !word.startsWith("--"));
  const stage = flags.find((flag) => flag.startsWith("--from="))?.slice("--from=".length) ?? null;
  return { stage, sources: paths.slice(0, -1), target: paths.at(-1) ?? "" };
}

/** What stands after the keyword, its lines joined. */
const textOf = (instruction: Instruction): string =>
  instruction
    .getTextContent()
    .replace(/^\s*\w+/, "")
    .replace(/\\\s*\n/g, " ")
    .trim();

function listIn(instruction: Instruction | undefined): readonly string[] | null {
  const list = instruction && /\[.*\]$/s.exec(textOf(instruction))?.[0];
  return list ? JSON.parse(list) : null;
}

/** The files that reach a build past .dockerignore; as there, the last pattern that fits decides. */
export function buildContext(files: readonly string[], dockerignore: string): readonly string[] {
  const patterns = dockerignore.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return files.filter((file) => {
    const decisive = patterns.findLast((pattern) => covers(pattern.replace(/^!/, ""), file));
    return decisive?.startsWith("!") ?? true;
  });
}

/** Whether the pattern fits the file or a folder it lies in. A star stands for names that begin with a dot, too. */
function covers(pattern: string, file: string): boolean {
  const parts = pattern.split(/(\*+)/).map((part) => {
    if (part === "*") return "[^/]*";
    return part.startsWith("*") ? ".*" : RegExp.escape(part);
  });
  return new RegExp(`^${parts.join("")}(/|$)`).test(file);
}

/** Which file of the project goes where in the image, by the rules of COPY: a folder gives what is in it. */
export function copied(copy: Copy, workdir: string, files: readonly string[]): readonly (readonly [string, string])[] {
  const into = posix.resolve(workdir, copy.target);
  return copy.sources.flatMap((source) => {
    if (files.includes(source)) {
      const isFolder = copy.target.endsWith("/");
      return [[source, isFolder ? posix.join(into, posix.basename(source)) : into] as const];
    }
    const folder = `${posix.normalize(source).replace(/\/$/, "")}/`;
    return files
      .filter((file) => file.startsWith(folder))
      .map((file) => [file, posix.join(into, file.slice(folder.length))] as const);
  });
}

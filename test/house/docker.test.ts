import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "dockerfile-utils";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { buildContext, copied, readStages } from "./image.ts";
import { filesIn, ROOT } from "./sources.ts";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const manifest = JSON.parse(read("package.json"));
const major = (version: string) => /\d+/.exec(version)?.[0];

describe("the Dockerfile", () => {
  const text = read("Dockerfile");
  const stages = readStages(text);
  const image = stages.at(-1);
  const folders = ["src", "adapters", "templates", "scripts"];
  const context = buildContext([...filesIn(...folders), "package.json", "package-lock.json"], read(".dockerignore"));

  test("is one that the linter has nothing to say about", () => {
    expect(validate(text)).toEqual([]);
  });

  test("names the Node that package.json asks for, in every stage", () => {
    const node = major(manifest.engines.node);
    expect(stages.map((stage) => stage.image)).toEqual(stages.map(() => `node:${node}-trixie-slim`));
    const bundled = Object.entries<string>(manifest.optionalDependencies).filter(([name]) => name.startsWith("node-"));
    expect(bundled.map(([, version]) => major(version))).toEqual(bundled.map(() => node));
  });

  test("copies only what is there, and only from stages that exist", () => {
    const names = stages.map(({ name }) => name);
    for (const { copies, workdir } of stages) {
      for (const copy of copies) {
        if (copy.stage === null) expect(copied(copy, workdir, context), copy.sources.join(" ")).not.toEqual([]);
        else expect(names).toContain(copy.stage);
      }
    }
  });

  test("runs as a user without rights, keeps data in a volume, and listens where its port is published", () => {
    expect(image?.user).toBe("node");
    expect(image?.volumes).toEqual([image?.env.DATA_DIR]);
    expect(image?.env.HOST).toBe("0.0.0.0");
    expect(image?.ports).toEqual([image?.env.PORT]);
  });

  test("starts what npm start starts, without a shell between, so that signals arrive", () => {
    expect(image?.command?.join(" ")).toBe(manifest.scripts.start);
  });

  test("asks the bot itself whether it is healthy, with what is in the image", () => {
    expect(image?.healthcheck?.[0]).toBe("node");
    expect(image?.healthcheck?.join(" ")).toContain("/healthz");
  });
});

describe("what reaches a build", () => {
  const files = [
    "package.json",
    "src/main.ts",
    "src/a/b.ts",
    "scripts/start.mjs",
    "scripts/bench/main.ts",
    ".env",
    "data/k",
  ];

  test("is only what .dockerignore names", () => {
    expect(buildContext(files, read(".dockerignore"))).toEqual([
      "package.json",
      "src/main.ts",
      "src/a/b.ts",
      "scripts/start.mjs",
    ]);
  });

  test("goes where COPY says", () => {
    const to = (sources: string[], target: string) => copied({ stage: null, sources, target }, "/app", files);
    expect(to(["package.json"], "./")).toEqual([["package.json", "/app/package.json"]]);
    expect(to(["src"], "./code")).toEqual([
      ["src/main.ts", "/app/code/main.ts"],
      ["src/a/b.ts", "/app/code/a/b.ts"],
    ]);
    expect(to(["srcs"], "./srcs")).toEqual([]);
  });
});

describe("compose.yaml", () => {
  const { services, volumes } = parse(read("compose.yaml"));
  const { greenroom, mongo } = services;

  test("waits for a MongoDB 8 that answers", () => {
    expect(mongo.image).toMatch(/^mongo:8(\.|$)/);
    expect(mongo.healthcheck.test.join(" ")).toContain("ping");
    expect(greenroom.depends_on.mongo.condition).toBe("service_healthy");
    expect(greenroom.environment.MONGODB_URI).toContain("mongodb://mongo:27017");
  });

  test("shows the page to this machine only, and the database to nobody", () => {
    expect(greenroom.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+:3001$/)]);
    expect(mongo.ports).toBeUndefined();
  });

  test("does not start without a password and keys", () => {
    expect(greenroom.environment.WEB_PASSWORD).toMatch(/^\$\{WEB_PASSWORD:\?.+\}$/);
    expect(greenroom.environment.GREENROOM_SECRET_KEYS).toMatch(/^\$\{GREENROOM_SECRET_KEYS:\?.+\}$/);
  });

  test("keeps data in volumes that it declares", () => {
    const mounts = [...greenroom.volumes, ...mongo.volumes].map((mount: string) => mount.replace(/:.*/, ""));
    expect(mounts.toSorted()).toEqual(Object.keys(volumes).toSorted());
    expect(greenroom.volumes).toEqual([`greenroom:${greenroom.environment.DATA_DIR}`]);
  });

  test("sets only variables that .env.example explains", () => {
    const explained = read(".env.example");
    for (const name of Object.keys(greenroom.environment)) expect(explained).toMatch(new RegExp(`^#? ?${name}=`, "m"));
  });
});

describe("the guards", () => {
  test("see what is wrong with a Dockerfile", () => {
    const problems = validate("FROM node:26\nWORKDIR app\nCMD ['node']\nCMD node\n");
    expect(problems.map(({ range }) => range.start.line)).toEqual(expect.arrayContaining([1, 2]));
  });

  test("see a stage that is misspelt", () => {
    expect(readStages("FROM a AS packages\nFROM b\nCOPY --from=package /x ./x")[1]?.copies).toEqual([
      { stage: "package", sources: ["/x"], target: "./x" },
    ]);
  });
});

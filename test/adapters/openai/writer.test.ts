/** Drafts through the real client: what it asks, what comes back, and where it asks. */
import { afterEach, describe, expect, test } from "vitest";
import { bodyOf } from "../../../src/notes/port.ts";
import { dataOf, rulesOf } from "../../support/openai/model.ts";
import { type LocalOpenAi, type OpenAiSettings, startOpenAi } from "../../support/openai/openai.ts";
import { thankYou, writerFor } from "../../support/openai/writing.ts";

const servers: LocalOpenAi[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(settings: OpenAiSettings = {}): Promise<LocalOpenAi> {
  const server = await startOpenAi(settings);
  servers.push(server);
  return server;
}

const settingsOf = (body: unknown) =>
  Object.keys(Object(body)).filter((name) => ["temperature", "max_completion_tokens", "max_tokens"].includes(name));

describe("a draft", () => {
  test("comes back as sentences with the ids of their facts", async () => {
    const server = await start();
    const draft = await writerFor(server).writer.write(thankYou());
    expect(draft.subject).toBe("Our conversation about Halden Freight");
    expect(draft.paragraphs[0]).toEqual([{ text: "Dear Sarah Chen,", facts: ["f2"] }]);
    expect(draft.paragraphs.at(-1)).toEqual([{ text: "Kind regards, Mira Okafor", facts: ["f1"] }]);
    expect(bodyOf(draft)).toContain("moving the ledger to Kestrel");
    expect(draft.paragraphs.flat().find(({ text }) => text.includes("Kestrel"))?.facts).toEqual(["f6"]);
  });

  test("is asked for once, in strict mode, with our rules before the data", async () => {
    const server = await start();
    await writerFor(server).writer.write(thankYou());
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.body).toMatchObject({
      model: server.model,
      messages: [{ role: "system" }, { role: "user" }],
      response_format: { type: "json_schema", json_schema: { strict: true } },
      temperature: expect.any(Number),
      max_completion_tokens: expect.any(Number),
    });
  });

  test("is logged by its duration, and by nothing of its words", async () => {
    const server = await start();
    const { writer, logged } = writerFor(server);
    await writer.write(thankYou());
    const line: unknown = JSON.parse(logged());
    expect(line).toMatchObject({
      model: server.model,
      durationMs: expect.any(Number),
      msg: "the model drafted a note",
    });
    expect(logged()).not.toMatch(/Sarah|Halden|Kestrel|Dear/);
  });

  test("can be one of many at once", async () => {
    const server = await start();
    const { writer } = writerFor(server);
    const names = ["Ana", "Bo", "Cem", "Dee", "Eli"];
    const drafts = await Promise.all(
      names.map((name) => writer.write(thankYou({ facts: [{ id: "f2", kind: "recipient", text: name }] }))),
    );
    expect(drafts.map(({ paragraphs }) => paragraphs[0]?.[0]?.text)).toEqual(names.map((name) => `Dear ${name},`));
  });

  test("says that a model wrote it", async () => {
    expect(writerFor(await start()).writer.kind).toBe("model");
  });
});

describe("what a model does not take", () => {
  test("is left out, and stays left out", async () => {
    const server = await start({ unsupported: ["temperature"] });
    const { writer } = writerFor(server);
    await writer.write(thankYou());
    await writer.write(thankYou());
    expect(server.requests.map(({ body }) => settingsOf(body).sort())).toEqual([
      ["max_completion_tokens", "temperature"],
      ["max_completion_tokens"],
      ["max_completion_tokens"],
    ]);
  });

  test("is said under its older name, where the error names it only in words", async () => {
    const server = await start({ unsupported: ["max_completion_tokens"], namesParam: false });
    await writerFor(server).writer.write(thankYou());
    expect(server.requests.map(({ body }) => settingsOf(body).sort())).toEqual([
      ["max_completion_tokens", "temperature"],
      ["max_tokens", "temperature"],
    ]);
  });

  test("may be all of it", async () => {
    const server = await start({ unsupported: ["max_completion_tokens", "max_tokens", "temperature"] });
    await writerFor(server).writer.write(thankYou());
    expect(settingsOf(server.requests.at(-1)?.body)).toEqual([]);
    expect(server.requests).toHaveLength(4);
  });
});

describe("a base URL", () => {
  test.each<[string, OpenAiSettings, string]>([
    ["OpenAI, vLLM and Ollama", {}, ""],
    ["a slash at the end", {}, "/"],
    ["Azure", { prefix: "/openai/v1" }, "/"],
    ["a gateway's long path", { prefix: "/gateway/team-a/llm/v1" }, ""],
  ])("of %s leads to its chat completions", async (_name, settings, end) => {
    const server = await start(settings);
    const { writer } = writerFor({ ...server, baseUrl: `${server.baseUrl}${end}` });
    await writer.write(thankYou());
    expect(server.requests.map(({ path }) => path)).toEqual([`${settings.prefix ?? "/v1"}/chat/completions`]);
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${server.key}`);
  });

  test("of Azure's older kind keeps its api-version, and takes the key under another name", async () => {
    const server = await start({
      prefix: "/openai/deployments/notes",
      query: "?api-version=2024-10-21",
      keyHeader: "api-key",
    });
    await writerFor(server).writer.write(thankYou());
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });

  test("may lead to a server that asks for no key and takes any", async () => {
    const server = await start({ key: "ollama" });
    const draft = await writerFor(server).writer.write(thankYou());
    expect(draft.paragraphs.length).toBeGreaterThan(2);
  });
});

describe("a second try", () => {
  test("is told what was wrong, which tone is wished and what the others were told", async () => {
    const server = await start();
    await writerFor(server).writer.write(
      thankYou({
        tone: "more_formal",
        wish: "mention the ledger first",
        others: ["Dear Tom,\n\nThank you."],
        problems: ["The note names Acme, which is in no fact."],
      }),
    );
    const body = server.requests[0]?.body;
    expect(dataOf(body)).toMatchObject({
      wish: "mention the ledger first",
      other_notes: ["Dear Tom,\n\nThank you."],
      problems: ["The note names Acme, which is in no fact."],
    });
    expect(rulesOf(body)).toContain("formal and courteous");
  });
});

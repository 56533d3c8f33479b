/** The stand-in itself: it refuses what the API refuses, so that a request it takes is one that the API takes. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../../../adapters/openai/answer.ts";
import { promptFor } from "../../../adapters/openai/prompt.ts";
import { bodyOf, type DraftRequest } from "../../../src/notes/port.ts";
import { noteFor } from "./model.ts";
import { type LocalOpenAi, startOpenAi } from "./openai.ts";
import { thankYou } from "./writing.ts";

let server: LocalOpenAi;
beforeAll(async () => {
  server = await startOpenAi();
});
afterAll(() => server.close());

const object = (properties: object, more: object = {}) => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});
const format = (schema: object, more: object = {}) => ({
  type: "json_schema",
  json_schema: { name: "note", strict: true, schema, ...more },
});
const fine = object({ subject: { type: "string" }, list: { type: "array", items: object({}) } });

async function ask(changes: object = {}, options: { key?: string; path?: string } = {}) {
  const response = await fetch(`${server.baseUrl}${options.path ?? "/chat/completions"}`, {
    method: "POST",
    headers: { authorization: `Bearer ${options.key ?? server.key}`, "content-type": "application/json" },
    body: JSON.stringify({
      model: server.model,
      messages: [{ role: "user", content: "{}" }],
      response_format: format(fine),
      ...changes,
    }),
  });
  return { status: response.status, body: await response.text() };
}

describe("the stand-in", () => {
  test("answers what is in order", async () => {
    expect(await ask()).toMatchObject({ status: 200 });
  });

  test.each<[string, object, number, string]>([
    ["another model", { model: "gpt-none" }, 404, "model_not_found"],
    ["no messages", { messages: [] }, 400, "messages"],
    ["an empty message", { messages: [{ role: "user", content: "" }] }, 400, "messages"],
    ["a role that is none", { messages: [{ role: "person", content: "x" }] }, 400, "messages"],
    ["a setting that is none", { temprature: 1 }, 400, "Unrecognized request argument supplied: temprature"],
    ["plain JSON mode", { response_format: { type: "json_object" } }, 400, "response_format"],
    ["a schema that is not strict", { response_format: format(fine, { strict: false }) }, 400, "strict"],
    ["a schema without a name", { response_format: format(fine, { name: "" }) }, 400, "name"],
    ["a root that is a list", { response_format: format({ type: "array", items: fine }) }, 400, "root"],
    ["an optional property", { response_format: format({ ...fine, required: ["list"] }) }, 400, "'subject'"],
    ["an open object", { response_format: format(object({}, { additionalProperties: true })) }, 400, "additional"],
    [
      "a keyword that strict mode does not know, deep inside",
      { response_format: format(object({ list: { type: "array", items: object({}, { oneOf: [] }) } })) },
      400,
      "'oneOf' is not permitted",
    ],
  ])("refuses %s", async (_name, changes, status, words) => {
    const answer = await ask(changes);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(words);
  });

  test("refuses another key and another path", async () => {
    expect(await ask({}, { key: "sk-other" })).toMatchObject({ status: 401 });
    expect(await ask({}, { path: "/completions" })).toMatchObject({ status: 404 });
  });

  test("works off its plans in their order, and forgets them when told", async () => {
    server.misbehave({ kind: "status", status: 503 });
    server.misbehave({ kind: "limited", retryAfter: 2 });
    server.misbehave({ kind: "status", status: 500 }, 5);
    const statuses = [await ask(), await ask(), await ask()].map(({ status }) => status);
    server.behave();
    expect([...statuses, (await ask()).status]).toEqual([503, 429, 500, 200]);
  });

  test("says other words when told", async () => {
    server.say(() => "arr");
    const { body } = await ask();
    server.behave();
    expect(JSON.parse(body)).toMatchObject({ choices: [{ message: { content: "arr" }, finish_reason: "stop" }] });
  });
});

describe("what its model says", () => {
  const said = (request: DraftRequest) => {
    const { system, data } = promptFor(request);
    const messages = [
      { role: "system", content: system },
      { role: "user", content: data },
    ];
    return draftOf(noteFor({ messages }));
  };
  const choices = (["thank_you", "follow_up", "status_inquiry"] as const).flatMap((kind) =>
    (["plain", "more_formal", "shorter"] as const).map((tone) => ({ kind, tone })),
  );

  test.each(choices)("keeps to the length of a $kind, $tone", (choice) => {
    const most = choice.tone === "shorter" ? 75 : 125;
    const count = bodyOf(said(thankYou(choice))).split(/\s+/).length;
    expect(count).toBeLessThanOrEqual(most);
    expect(count).toBeGreaterThanOrEqual(50);
  });

  test("is said otherwise to the second person of a company", () => {
    const first = bodyOf(said(thankYou()));
    const second = bodyOf(said(thankYou({ others: [first] })));
    const lines = first.split(/(?<=[.])\s+/);
    expect(lines.filter((line) => second.includes(line) && !line.includes("Okafor"))).toEqual([]);
  });

  test("greets nobody by name where nobody is known", () => {
    expect(said(thankYou({ facts: [] })).paragraphs[0]).toEqual([{ text: "Hello,", facts: [] }]);
  });
});

/** Every way in which a request to the model goes wrong, through the real client: one short reason each. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Fault } from "../../support/openai/faults.ts";
import { noteFor } from "../../support/openai/model.ts";
import { type LocalOpenAi, startOpenAi } from "../../support/openai/openai.ts";
import { failureOf, thankYou, writerFor } from "../../support/openai/writing.ts";

/** Long enough for any machine: what ends in time in these tests ends by itself. */
const PATIENT = { timeoutMs: 100_000 };

let server: LocalOpenAi;
beforeAll(async () => {
  server = await startOpenAi();
});
afterEach(() => {
  server.behave();
});
afterAll(() => server.close());

/** The reason of a draft that did not come while everything went wrong like this, and how many requests it took. */
async function triedWith(fault: Fault, options = {}): Promise<{ reason: string; requests: number }> {
  const before = server.requests.length;
  server.misbehave(fault, 100);
  const { reason } = await failureOf(writerFor(server, { ...PATIENT, ...options }).writer.write(thankYou()));
  return { reason, requests: server.requests.length - before };
}

const truncated = '{"subject":"Thank you","paragraphs":[{"sentences":[{"text":"Dear Sa';
const good = noteFor({});

describe("what may pass is tried three times", () => {
  test.each<[string, Fault, string]>([
    ["an error within the server", { kind: "status", status: 500 }, "server_error"],
    ["a server that is overloaded", { kind: "status", status: 503, retryAfterMs: 10 }, "server_error"],
    ["a gateway that waits no longer", { kind: "status", status: 504, retryAfterMs: 10 }, "server_error"],
    ["too many requests", { kind: "limited" }, "ratelimited"],
    ["too many requests, for a moment", { kind: "limited", retryAfter: 0.05 }, "ratelimited"],
    ["a used up quota", { kind: "limited", quota: true, retryAfter: 0.01 }, "quota"],
    ["a connection that is cut", { kind: "drop" }, "unreachable"],
    ["a request that took the server too long", { kind: "status", status: 408, retryAfterMs: 10 }, "timeout"],
  ])("%s", async (_name, fault, reason) => {
    expect(await triedWith(fault)).toEqual({ reason, requests: 3 });
  });

  test("as often as it is set", async () => {
    expect(await triedWith({ kind: "status", status: 500, retryAfterMs: 10 }, { maxRetries: 1 })).toMatchObject({
      requests: 2,
    });
    expect(await triedWith({ kind: "status", status: 500 }, { maxRetries: 0 })).toMatchObject({ requests: 1 });
  });

  test("nobody listens", async () => {
    const gone = await startOpenAi();
    await gone.close();
    const { writer } = writerFor(gone, { ...PATIENT, maxRetries: 0 });
    expect((await failureOf(writer.write(thankYou()))).reason).toBe("unreachable");
  });
});

describe("what passes gives a draft after all", () => {
  test.each<[string, Fault, number]>([
    ["one error of the server", { kind: "status", status: 500 }, 1],
    ["two in a row", { kind: "status", status: 503, retryAfterMs: 10 }, 2],
    ["a limit with the time to wait", { kind: "limited", retryAfter: 0.05 }, 1],
    ["a cut connection", { kind: "drop" }, 1],
  ])("%s", async (_name, fault, times) => {
    const before = server.requests.length;
    server.misbehave(fault, times);
    const draft = await writerFor(server, PATIENT).writer.write(thankYou());
    expect(draft.paragraphs[0]?.[0]?.text).toBe("Dear Sarah Chen,");
    expect(server.requests.length - before).toBe(times + 1);
  });

  test("a try that hangs", async () => {
    server.misbehave({ kind: "hang" });
    const { writer } = writerFor(server, { ...PATIENT, tryTimeoutMs: 3_000, maxRetries: 5 });
    expect((await writer.write(thankYou())).subject).not.toBe("");
  });
});

describe("what cannot pass is tried once", () => {
  test.each<[string, Fault, string]>([
    ["a request that is refused", { kind: "status", status: 400 }, "bad_request"],
    ["a request that is too large", { kind: "status", status: 413 }, "bad_request"],
    ["a shape that the server does not take", { kind: "status", status: 422 }, "bad_request"],
    ["a key without this right", { kind: "status", status: 403 }, "unauthorized"],
    ["a path that is not there", { kind: "status", status: 404 }, "not_found"],
    ["another address", { kind: "redirect", to: "http://127.0.0.1:9/v1/chat/completions" }, "redirect"],
    ["a question that the filter refuses", { kind: "filtered", what: "question" }, "content_filter"],
    ["an answer that the filter stops", { kind: "filtered", what: "answer" }, "content_filter"],
    ["a refusal", { kind: "refusal", words: "I cannot help with that." }, "refusal"],
    ["an answer that is cut off", { kind: "cut" }, "cut_off"],
    ["half of the JSON", { kind: "says", content: truncated }, "broken_json"],
    ["words instead of JSON", { kind: "says", content: "Dear Sarah, thank you." }, "broken_json"],
    ["JSON in a fence", { kind: "says", content: `\`\`\`json\n${good}\n\`\`\`` }, "broken_json"],
    ["an empty answer", { kind: "says", content: "" }, "broken_json"],
    ["no answer", { kind: "says", content: null }, "broken_json"],
    ["another shape", { kind: "says", content: '{"subject":"Hello","body":"Dear Sarah"}' }, "wrong_shape"],
    ["a list", { kind: "says", content: "[]" }, "wrong_shape"],
    ["no choices", { kind: "no_choices" }, "wrong_shape"],
    ["a gateway's page", { kind: "body", type: "text/html", body: "<h1>Welcome</h1>" }, "wrong_shape"],
    ["JSON by another name", { kind: "body", type: "text/plain", body: good }, "wrong_shape"],
    ["an empty body", { kind: "body", type: "application/json", body: "" }, "wrong_shape"],
    ["a body that is no JSON", { kind: "body", type: "application/json", body: '{"choices":[' }, "broken_json"],
    ["another API's JSON", { kind: "body", type: "application/json", body: '{"output":[]}' }, "wrong_shape"],
  ])("%s", async (_name, fault, reason) => {
    expect(await triedWith(fault)).toEqual({ reason, requests: 1 });
  });

  test("a wrong key", async () => {
    const { writer } = writerFor({ ...server, key: "sk-proj-AnotherKey987654321" }, PATIENT);
    expect((await failureOf(writer.write(thankYou()))).reason).toBe("unauthorized");
  });

  test("an unknown model", async () => {
    const { writer } = writerFor({ ...server, model: "gpt-none" }, PATIENT);
    expect((await failureOf(writer.write(thankYou()))).reason).toBe("not_found");
  });

  test("a wait that is longer than a person waits", async () => {
    expect(await triedWith({ kind: "limited", retryAfter: 50 })).toEqual({ reason: "ratelimited", requests: 1 });
  });

  test("a connection that ends within the answer", async () => {
    const { reason } = await triedWith({ kind: "drop", within: "body" }, { maxRetries: 0 });
    expect(reason).toBe("unreachable");
  });
});

describe("what nobody thought of", () => {
  test("is a draft that did not come, too", async () => {
    const { writer, logged } = writerFor({ ...server, baseUrl: "no address at all" });
    expect((await failureOf(writer.write(thankYou()))).reason).toBe("unexpected");
    expect(logged()).toContain('"reason":"unexpected"');
  });
});

describe("the time for a draft", () => {
  test("ends a try that hangs", async () => {
    const { reason } = await triedWith({ kind: "hang" }, { tryTimeoutMs: 100, maxRetries: 1 });
    expect(reason).toBe("timeout");
  });

  test("ends an answer that stops half way", async () => {
    const { reason } = await triedWith({ kind: "stall" }, { tryTimeoutMs: 1_000, maxRetries: 0 });
    expect(reason).toBe("timeout");
  });

  test("ends an answer that stops half way, though its try had longer", async () => {
    const options = { timeoutMs: 1_000, tryTimeoutMs: 100_000, maxRetries: 0 };
    expect((await triedWith({ kind: "stall" }, options)).reason).toBe("timeout");
  });

  test("ends the tries, however many are left", async () => {
    const { reason, requests } = await triedWith(
      { kind: "hang" },
      { timeoutMs: 1_000, tryTimeoutMs: 100, maxRetries: 1_000 },
    );
    expect(reason).toBe("timeout");
    expect(requests).toBeLessThan(100);
  });

  test("ends a wait between tries", async () => {
    const { reason } = await triedWith({ kind: "status", status: 500 }, { timeoutMs: 600, maxRetries: 1_000 });
    expect(reason).toBe("timeout");
  });
});

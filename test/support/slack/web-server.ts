/** The HTTP server of the stand-in: the Web API, and the addresses to answer interactions. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Fault, Faults } from "./faults.ts";
import { isJson, type Json, parsed, textAt } from "./json.ts";
import { Refusal } from "./model.ts";

/** A call of the app, with what it was answered. */
export interface Called {
  readonly method: string;
  readonly token: string;
  readonly args: Json;
  /** Null when the connection was held or cut. */
  readonly answer: Json | null;
}

export interface Served {
  readonly faults: Faults;
  readonly calls: Called[];
  /** Both throw Refusal. */
  method(name: string, token: string, args: Json, authorization: string): Json;
  answer(key: string, body: Json): void;
  /** Scopes of a token, as Slack tells them in a header. */
  scopes(token: string): string;
}

interface Outcome {
  readonly status: number;
  readonly body: Json | string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Arguments from a JSON or a form body; what is JSON within a form is read, as Slack does. */
function argsOf(type: string, body: string, query: URLSearchParams): Json {
  if (type.startsWith("application/json")) {
    const json = parsed(body);
    return isJson(json) ? json : {};
  }
  const inner = (text: string) => {
    const value = /^\s*[[{]/.test(text) ? parsed(text) : text;
    return typeof value === "object" ? value : text;
  };
  const pairs = [...query, ...new URLSearchParams(body)];
  // Only these are structures; everything else stays the words that it is.
  const structured = ["blocks", "view", "metadata", "attachments"];
  return Object.fromEntries(pairs.map(([key, value]) => [key, structured.includes(key) ? inner(value) : value]));
}

/** Answers once `act` is done, or as the fault says. */
async function outcome(fault: Fault | null, act: () => Outcome): Promise<Outcome | "hang" | "drop"> {
  if (fault === null) return act();
  if ("hang" in fault) return "hang";
  if ("error" in fault) return { status: 200, body: { ok: false, error: fault.error } };
  if ("dropAfter" in fault) {
    act();
    return "drop";
  }
  if ("status" in fault) {
    const headers = fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
    return {
      status: fault.status,
      body: { ok: false, error: fault.status === 429 ? "ratelimited" : "fault" },
      headers,
    };
  }
  await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  return act();
}

function tried(act: () => Json): Outcome {
  try {
    return { status: 200, body: { ok: true, ...act() } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { retryAfter, ...more } = error.more;
    const body = { ok: false, error: error.message, ...more };
    return typeof retryAfter === "number"
      ? { status: 429, body, headers: { "retry-after": String(retryAfter) } }
      : { status: 200, body };
  }
}

export function createWebServer(served: Served) {
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const body = await read(request);
    const type = request.headers["content-type"] ?? "";
    const [, door = "", ...path] = url.pathname.split("/");
    const name = path.join("/");
    const authorization = request.headers.authorization ?? "";
    const answering = door === "response";
    const args = argsOf(type, body, url.searchParams);
    const token = authorization.startsWith("Bearer ") ? authorization.slice(7) : textAt(args, "token");
    const method = answering ? "response_url" : name;
    const act = (): Outcome => {
      if (door === "api") return tried(() => served.method(name, token, args, authorization));
      if (!answering) return { status: 404, body: "not found" };
      const done = tried(() => {
        served.answer(name, args);
        return {};
      });
      const error = textAt(done.body, "error");
      return error === "" ? { status: 200, body: "ok" } : { status: 404, body: error };
    };
    const result = await outcome(served.faults.next(method), act);
    const done = typeof result === "string" ? null : result;
    served.calls.push({ method, token, args, answer: isJson(done?.body) ? done.body : null });
    if (result === "drop") request.socket.destroy();
    if (done === null) return;
    const json = typeof done.body !== "string";
    response.writeHead(done.status, {
      "content-type": json ? "application/json; charset=utf-8" : "text/plain",
      "x-oauth-scopes": served.scopes(token),
      ...done.headers,
    });
    response.end(json ? JSON.stringify(done.body) : done.body);
  }

  return createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    });
  });
}

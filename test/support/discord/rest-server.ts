/** The HTTP server of the stand-in: Discord's REST API, version 10, with its errors, limits and faults. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { isJson, type Json, parsed } from "../slack/json.ts";
import type { Fault, Faults } from "./faults.ts";
import { Refusal } from "./model.ts";

export interface Asked {
  readonly method: string;
  /** Without "/api/v10", decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** What the body says; a list for the few routes that take one. */
  readonly body: unknown;
  readonly files: readonly { readonly name: string; readonly size: number }[];
  /** Whether it carries the bot's token. */
  readonly authorized: boolean;
}

/** A request of the app, with what it was answered. */
export interface Called {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  /** Null when the connection was held or cut. */
  readonly status: number | null;
}

/** Undefined: no content. */
export type Answer = (asked: Asked) => unknown;

interface Outcome {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const PREFIX = "/api/v10";

export interface Served {
  readonly faults: Faults;
  readonly calls: Called[];
  readonly token: string;
  /** Throws Refusal. */
  readonly answer: Answer;
}

async function read(request: IncomingMessage): Promise<Pick<Asked, "body" | "files">> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) {
    return { body: raw.length === 0 ? {} : parsed(raw.toString()), files: [] };
  }
  const form = await new Response(new Uint8Array(raw), { headers: { "content-type": type } }).formData();
  const payload = form.get("payload_json");
  const files = [...form.values()].filter((value) => typeof value !== "string");
  return {
    body: typeof payload === "string" ? parsed(payload) : {},
    files: files.map(({ name, size }) => ({ name, size })),
  };
}

/** Answers once `act` is done, or as the fault says. */
async function outcome(fault: Fault | null, act: () => Outcome): Promise<Outcome | "hang" | "drop"> {
  if (fault === null) return act();
  if ("hang" in fault) return "hang";
  if ("dropAfter" in fault) {
    act();
    return "drop";
  }
  if ("retryAfter" in fault) return limited(fault.retryAfter, fault.global === true);
  if ("status" in fault) return { status: fault.status, body: { code: fault.code ?? 0, message: "fault" } };
  await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  return act();
}

const limited = (seconds: number, global: boolean): Outcome => ({
  status: 429,
  body: { message: "You are being rate limited.", retry_after: seconds, global },
  headers: {
    "retry-after": String(seconds),
    "x-ratelimit-scope": global ? "global" : "user",
    ...(global ? { "x-ratelimit-global": "true" } : {}),
  },
});

function tried(act: () => unknown): Outcome {
  try {
    const body = act();
    return { status: body === undefined ? 204 : 200, body };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, body: { message: error.message, code: error.code, ...error.more } };
  }
}

export function createRestServer({ faults, calls, token, answer }: Served): Server {
  async function handle(request: IncomingMessage): Promise<Outcome | "hang" | "drop"> {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const method = request.method ?? "GET";
    const path = decodeURIComponent(url.pathname).slice(PREFIX.length);
    const asked: Asked = {
      method,
      path,
      query: url.searchParams,
      ...(await read(request)),
      authorized: request.headers.authorization === `Bot ${token}`,
    };
    const known = url.pathname.startsWith(`${PREFIX}/`);
    const act = () =>
      tried(() => {
        if (!known) throw new Refusal(404, 0, "404: Not Found");
        return answer(asked);
      });
    const result = await outcome(faults.next(`${method} ${path}`), act);
    calls.push({ method, path, body: asked.body, status: typeof result === "string" ? null : result.status });
    return result;
  }

  return createServer((request, response) => {
    handle(request).then(
      (result) => {
        if (result === "drop") request.socket.destroy();
        if (typeof result === "string") return;
        const { status, body, headers = {} } = result;
        // No content has no type either: discord.js would read it as JSON.
        const type = status === 204 ? {} : { "content-type": "application/json" };
        response.writeHead(status, { ...type, ...headers }).end(status === 204 ? undefined : JSON.stringify(body));
      },
      (error: unknown) => {
        response.writeHead(500, { "content-type": "application/json" });
        response.end(JSON.stringify({ message: String(error), code: 0 }));
      },
    );
  });
}

/** The body where it is an object, as nearly everywhere. */
export const bodyOf = ({ body }: Asked): Json => (isJson(body) ? body : {});

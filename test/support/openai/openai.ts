/** A stand-in for OpenAI's API on this machine: chat completions, which can be told to misbehave. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { parsed } from "../slack/json.ts";
import { complaint, type Rules } from "./check.ts";
import { type Fault, type Outcome, outcomeOf, refused, said } from "./faults.ts";
import { noteFor } from "./model.ts";

export interface OpenAiSettings extends Partial<Rules> {
  /** Where the API lives: "/v1" (OpenAI, vLLM, Ollama), "/openai/v1" (Azure). */
  readonly prefix?: string;
  /** Must come with every request, as Azure's "?api-version=". */
  readonly query?: string;
}

/** A request as it came. */
export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly raw: string;
  readonly body: unknown;
}

export interface LocalOpenAi {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly key: string;
  readonly model: string;
  /** All requests so far, refused ones too. */
  readonly requests: readonly Asked[];
  /** The next `times` requests go wrong like this; several plans are worked off in their order. */
  misbehave(fault: Fault, times?: number): void;
  /** What the model says from now on instead of a decent note; it sees the request's body. */
  say(words: (body: unknown) => string): void;
  /** Everything goes well again. */
  behave(): void;
  /** Cuts what is still open. */
  close(): Promise<void>;
}

const DEFAULTS: Rules = {
  key: "sk-proj-StandInKey0123456789",
  model: "gpt-note-1",
  keyHeader: "authorization",
  unsupported: [],
  namesParam: true,
};

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, { status, headers, body }: Outcome): void {
  response.writeHead(status, { "content-type": "application/json", "x-request-id": "req_1", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** Begins an answer that is never finished. */
function begin(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{ "choices": [');
}

/** Starts on a free port of 127.0.0.1. */
export async function startOpenAi(settings: OpenAiSettings = {}): Promise<LocalOpenAi> {
  const { prefix = "/v1", query = "", ...given } = settings;
  const rules: Rules = { ...DEFAULTS, ...given };
  const requests: Asked[] = [];
  let planned: { readonly fault: Fault; times: number }[] = [];
  let words = noteFor;

  function nextFault(): Fault | null {
    const [first] = planned;
    if (first === undefined) return null;
    first.times -= 1;
    if (first.times <= 0) planned = planned.slice(1);
    return first.fault;
  }

  function answer(asked: Asked): ReturnType<typeof outcomeOf> {
    const fault = nextFault();
    if (fault !== null) return outcomeOf(fault, rules.model, words(asked.body));
    if (asked.method !== "POST" || asked.path !== `${prefix}/chat/completions${query}`) {
      return refused(404, { message: `Invalid URL (${asked.method} ${asked.path})` });
    }
    return complaint(rules, asked.headers, asked.body) ?? said(rules.model, words(asked.body));
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await read(request);
    const { method = "", url = "", headers } = request;
    const asked = { method, path: url, headers, raw, body: parsed(raw) };
    requests.push(asked);
    const result = answer(asked);
    if (typeof result === "object") send(response, result);
    else if (result === "drop") request.socket.destroy();
    else if (result !== "hang") {
      begin(response);
      // Cut only once the beginning has left, so that the client has it.
      if (result === "half") response.write(" ", () => request.socket.destroy());
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500, { "content-type": "text/plain", "x-should-retry": "false" }).end(String(error));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");

  return {
    baseUrl: `http://127.0.0.1:${address.port}${prefix}${query}`,
    key: rules.key,
    model: rules.model,
    requests,
    misbehave: (fault, times = 1) => {
      planned.push({ fault, times });
    },
    say: (next) => {
      words = next;
    },
    behave: () => {
      planned = [];
      words = noteFor;
    },
    async close() {
      server.closeAllConnections();
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}

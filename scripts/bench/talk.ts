/** Talks to a bot as the page does: one request for what is said, one stream for what comes back. */
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";

const PATIENCE_MS = 20_000;

export interface Heard {
  readonly id: string;
  readonly text: string;
  /** When it arrived, in milliseconds of `Date`. */
  readonly at: number;
}

export interface Talk {
  /** Says something; resolves with the milliseconds until the first new message of the bot. */
  say(text: string): Promise<{ readonly ms: number; readonly reply: string }>;
  post(path: string, body: object): Promise<void>;
  /** Called for each message that is new, and not only replaced. */
  onMessage(listener: (heard: Heard) => void): void;
  close(): void;
}

export async function talkTo(port: number): Promise<Talk> {
  const agent = new Agent({ keepAlive: true });
  const at = { host: "127.0.0.1", port };
  const seen = new Set<string>();
  const listeners = new Set<(heard: Heard) => void>();

  const opening = request({ ...at, path: "/chat/stream" });
  opening.end();
  const [stream]: IncomingMessage[] = await once(opening, "response");
  if (stream === undefined) throw new Error("the chat cannot be heard");
  if (stream.statusCode !== 200) throw new Error(`the chat cannot be heard: ${stream.statusCode}`);
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const arrived = performance.timeOrigin + performance.now();
    const parts = (rest + chunk).split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) hear(part, arrived);
  });
  stream.on("error", () => undefined);

  function hear(part: string, arrived: number): void {
    const data = /^data: (.*)$/m.exec(part)?.[1];
    if (data === undefined) return;
    const said: unknown = JSON.parse(data);
    if (typeof said !== "object" || said === null || !("id" in said) || !("text" in said)) return;
    const [id, text] = [String(said.id), String(said.text)];
    if (seen.has(id)) return;
    seen.add(id);
    for (const listener of listeners) listener({ id, text, at: arrived });
  }

  async function post(path: string, body: object): Promise<void> {
    const text = JSON.stringify(body);
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    const sending = request({ ...at, path, method: "POST", agent, headers });
    sending.end(text);
    const [answer]: IncomingMessage[] = await once(sending, "response");
    answer?.resume();
    if (answer?.statusCode !== 202) throw new Error(`${path} answered ${answer?.statusCode}`);
  }

  return {
    post,
    async say(text) {
      const reply = Promise.withResolvers<string>();
      const listener = (heard: Heard) => reply.resolve(heard.text);
      listeners.add(listener);
      const began = performance.now();
      const silence = setTimeout(() => reply.reject(new Error(`no answer to: ${text}`)), PATIENCE_MS);
      await Promise.all([post("/chat/text", { text }), reply.promise]);
      const spent = performance.now() - began;
      clearTimeout(silence);
      listeners.delete(listener);
      return { ms: spent, reply: await reply.promise };
    },
    onMessage: (listener) => void listeners.add(listener),
    close() {
      opening.destroy();
      agent.destroy();
    },
  };
}

/** The endpoints of the chat: what the page sends goes to the handler, what the bot says goes out. */
import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { BotEntry, ChatHistory, HomeEntry } from "../../src/chat/history.ts";
import type { ChatEvent, ChatHandler } from "../../src/chat/port.ts";
import type { Logger } from "../../src/log.ts";
import type { Live } from "./live.ts";
import {
  type Read,
  readAction,
  readClose,
  readForm,
  readOpened,
  readProfile,
  readText,
  type Unreadable,
} from "./receive.ts";
import { EMPTY_HOME, listed } from "./render.ts";
import type { Stamps } from "./stamps.ts";
import { type EventStream, openStream } from "./stream.ts";

export interface ChatParts {
  readonly history: ChatHistory;
  readonly live: Live;
  readonly stamps: Stamps;
  readonly log: Logger;
  /** Null until the adapter is started. */
  handler(): ChatHandler | null;
  /** Puts a form's answers (null: none) in its place. */
  settleForm(
    input: { form: string; on: string | null },
    values: Readonly<Record<string, string>> | null,
  ): Promise<void>;
}

const HISTORY_SHOWN = 50;
const STARTING = "Greenroom is just starting. Please try again in a moment.";
const newId = () => randomUUID();

interface Answer {
  readonly status: number;
  readonly body: object;
}

export function registerChat(app: FastifyInstance, parts: ChatParts): void {
  const { history, live, stamps, log } = parts;

  const refuse = (reply: FastifyReply, { status, problem }: Unreadable) => reply.code(status).send({ problem });

  /** Hands one event over. 202 once it is stored, 422 with the errors of a form. */
  async function take(event: ChatEvent, beside?: () => Promise<unknown>): Promise<Answer> {
    const handler = parts.handler();
    if (handler === null) return { status: 503, body: { problem: STARTING } };
    const [receipt] = await Promise.all([handler.receive(event), beside?.()]);
    return "stored" in receipt
      ? { status: 202, body: { id: event.id } }
      : { status: 422, body: { errors: receipt.errors } };
  }

  const say = (reply: FastifyReply, { status, body }: Answer) => reply.code(status).send(body);

  /** A route that turns a body into one event and nothing else. */
  const event = (path: string, read: (body: unknown, newId: () => string) => Read<ChatEvent>) =>
    app.post(path, async (request, reply) => {
      const input = read(request.body, newId);
      return input.ok ? say(reply, await take(input.value)) : refuse(reply, input.why);
    });

  event("/chat/action", readAction);
  event("/chat/profile", readProfile);
  event("/chat/opened", readOpened);

  app.post("/chat/text", async (request, reply) => {
    const read = readText(request.body, newId);
    if (!read.ok) return refuse(reply, read.why);
    const { id, text, event } = read.value;
    // Its place is taken before the bot can answer, so that the answer stands below it.
    const { value: order, at } = stamps.next();
    return say(reply, await take(event, () => history.appendPerson({ from: "person", id, text, at, order })));
  });

  app.post("/chat/form", async (request, reply) => {
    const read = readForm(request.body, newId);
    if (!read.ok) return refuse(reply, read.why);
    const answer = await take(read.value.event);
    if (answer.status === 202) await settle(read.value, read.value.values);
    return say(reply, answer);
  });

  app.post("/chat/close", async (request, reply) => {
    const read = readClose(request.body);
    if (!read.ok) return refuse(reply, read.why);
    await settle(read.value, null);
    return reply.code(202).send({});
  });

  app.get("/chat/history", async () => (await history.last(HISTORY_SHOWN)).map(listed));

  app.get("/chat/stream", { exposeHeadRoute: false }, async (request, reply) => {
    await live.ready();
    const stream = openStream(reply, () => live.leave(stream));
    live.watchChat(stream);
    const after = Number(request.headers["last-event-id"]);
    if (Number.isSafeInteger(after) && after > 0) {
      await fill(stream, async () => (await history.changedSince(after)).filter(({ from }) => from === "bot"));
    }
    return reply;
  });

  app.get("/home/stream", { exposeHeadRoute: false }, async (_request, reply) => {
    await live.ready();
    const stream = openStream(reply, () => live.leave(stream));
    live.watchHome(stream);
    await fill(stream, async () => [(await history.home()) ?? EMPTY_HOME]);
    return reply;
  });

  /** A stream that cannot be filled is ended: the reader comes back and asks again. */
  async function fill(stream: EventStream, read: () => Promise<readonly (BotEntry | HomeEntry)[]>): Promise<void> {
    try {
      live.catchUp(stream, await read());
    } catch (err) {
      log.warn({ err }, "a stream of the page could not be filled");
      stream.end();
    }
  }

  /** The input is stored already; a form that stays open for lack of this is an annoyance, not a loss. */
  async function settle(...[input, values]: Parameters<ChatParts["settleForm"]>): Promise<void> {
    await parts.settleForm(input, values).catch((err: unknown) => log.warn({ err }, "a form could not be closed"));
  }
}

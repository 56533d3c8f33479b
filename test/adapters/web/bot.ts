/** The page with a small bot behind it: a real server, and a handler that the test writes. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { z } from "zod";
import { createWebAdapter, type WebAdapter, type WebOptions } from "../../../adapters/web/adapter.ts";
import type { ChatEvent, ChatHandler, Receipt } from "../../../src/chat/port.ts";
import { systemClock } from "../../../src/clock.ts";
import { createHttpServer } from "../../../src/http/server.ts";
import { createLogger } from "../../../src/log.ts";
import { historyCollection } from "../../../src/store/history.ts";
import { type FreshDatabase, freshDatabase } from "../../support/database.ts";

export const ME = { platform: "web", team: "", id: "me" };
export const TO_ME = { person: ME };

/** Signs nothing; a token is its payload. */
export const plainSigner = {
  sign: (payload: string) => `signed.${payload}`,
  verify: (token: string) => (token.startsWith("signed.") ? token.slice("signed.".length) : null),
};

export interface TestBot {
  readonly url: string;
  readonly web: WebAdapter;
  readonly events: ChatEvent[];
  readonly logged: string[];
  readonly database: FreshDatabase;
  readonly outbox: string;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

const bots: TestBot[] = [];
afterAll(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
});

/** `react` is called for each event and may answer with the errors of a form; without it everything is stored. */
export async function startBot(
  options: Partial<WebOptions> & {
    database?: FreshDatabase;
    port?: number;
    react?: (event: ChatEvent, web: WebAdapter) => Promise<Receipt | undefined>;
  } = {},
): Promise<TestBot> {
  const { database = await freshDatabase(), port = 0, react, ...given } = options;
  const collection = historyCollection(database.connection);
  await collection.model.createIndexes();
  const logged: string[] = [];
  const log = createLogger({ level: "info", pretty: false }, { write: (line: string) => void logged.push(line) });
  const outbox = await mkdtemp(join(tmpdir(), "greenroom-outbox-"));
  const web = createWebAdapter({
    histories: collection.history,
    clock: systemClock,
    log,
    host: "127.0.0.1",
    publicUrl: null,
    password: null,
    signer: plainSigner,
    outboxFolder: outbox,
    ...given,
  });
  const events: ChatEvent[] = [];
  const handler: ChatHandler = {
    async receive(event) {
      if (events.some(({ id }) => id === event.id)) return { stored: true };
      events.push(event);
      return (await react?.(event, web)) ?? { stored: true };
    },
    left: async () => undefined,
    joined: async () => undefined,
    recent: async () => [],
    took: async () => false,
    suggest: async () => [],
  };
  await web.start(handler);
  const app = createHttpServer({ log });
  await app.register(web.routes);
  const url = await app.listen({ host: "127.0.0.1", port });
  const bot: TestBot = {
    url,
    web,
    events,
    logged,
    database,
    outbox,
    post: (path, body, headers = {}) =>
      fetch(url + path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
    async stop() {
      await web.stop();
      await app.close();
      await rm(outbox, { recursive: true, force: true });
    },
  };
  bots.push(bot);
  return bot;
}

const history = z.array(
  z.object({
    id: z.string(),
    text: z.string(),
    from: z.string(),
    at: z.string(),
    blocks: z.array(z.unknown()).optional(),
  }),
);
/** What `GET /chat/history` answers. */
export const historyOf = async ({ url }: TestBot) => history.parse(await (await fetch(`${url}/chat/history`)).json());

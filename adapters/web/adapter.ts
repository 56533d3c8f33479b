/** The page as a chat platform: keeps what the bot says, and moves it to whoever looks. */
import { createHash, randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { BotEntry, Histories } from "../../src/chat/history.ts";
import type { ChatAdapter, ChatHandler, Message, MessageRef, Person } from "../../src/chat/port.ts";
import type { Clock } from "../../src/clock.ts";
import { DeliveryError } from "../../src/errors.ts";
import type { Logger } from "../../src/log.ts";
import type { AccessSettings } from "./access.ts";
import { createAttempts } from "./attempts.ts";
import { createGuard, type GuardParts } from "./guard.ts";
import { createLive } from "./live.ts";
import { registerLogin } from "./login.ts";
import { registerOutbox } from "./outbox.ts";
import { registerPage } from "./page.ts";
import { CHANNEL, ME } from "./receive.ts";
import { formMessage, formMessageId, settled } from "./render.ts";
import { type ChatParts, registerChat } from "./routes.ts";
import { createSessions, type Signer } from "./session.ts";
import { createStamps } from "./stamps.ts";

export interface WebOptions {
  readonly histories: Histories;
  readonly clock: Clock;
  readonly log: Logger;
  readonly host: AccessSettings["host"];
  readonly publicUrl: AccessSettings["publicUrl"];
  /** WEB_PASSWORD, or null. */
  readonly password: string | null;
  /** Signs sessions; used only with a password. */
  readonly signer: Signer;
  /** Where mails lie that were written instead of sent; null when they are sent. */
  readonly outboxFolder: string | null;
}

export interface WebAdapter extends ChatAdapter {
  /** Everything of the page, to be registered on the server before it listens. */
  routes(app: FastifyInstance): Promise<void>;
}

export function createWebAdapter(options: WebOptions): WebAdapter {
  const { clock, log, publicUrl, password } = options;
  const history = options.histories.of(ME);
  const stamps = createStamps(clock);
  const live = createLive({ history, clock, log, stamps });
  let handler: ChatHandler | null = null;

  async function put(id: string, message: Message, store: (entry: BotEntry) => Promise<boolean>): Promise<void> {
    const entry = await stamps.during(async ({ value, at }) => {
      const fresh: BotEntry = { from: "bot", id, message, at, order: value, changed: value };
      return (await store(fresh)) ? fresh : null;
    });
    if (entry !== null) live.announce(entry);
  }

  async function replace(id: string, message: Message): Promise<boolean> {
    const entry = await stamps.during(({ value }) => history.replace(id, message, value));
    if (entry !== null) live.announce(entry);
    return entry !== null;
  }

  const settleForm: ChatParts["settleForm"] = async ({ form, on }, values) => {
    const entry = await history.find(on ?? formMessageId(form));
    const message = entry === null ? null : settled(entry.message, form, values);
    if (entry !== null && message !== null) await replace(entry.id, message);
  };

  return {
    platform: ME.platform,

    async routes(app) {
      const settings: AccessSettings = { host: options.host, publicUrl, passwordSet: password !== null };
      const secure = publicUrl?.startsWith("https:") ?? false;
      const sessions = password === null ? null : createSessions(password, options.signer, secure);
      const guarding: GuardParts = { settings, sessions, attempts: createAttempts(), clock, log };
      await app.register(async (scope) => {
        scope.addHook("onRequest", createGuard(guarding));
        // Forms of other sites can send text/plain without asking first; nothing here reads it.
        scope.removeContentTypeParser("text/plain");
        registerLogin(scope, guarding);
        registerPage(scope);
        registerChat(scope, { history, live, stamps, log, handler: () => handler, settleForm });
        if (options.outboxFolder !== null) registerOutbox(scope, options.outboxFolder);
      });
    },

    async start(to) {
      handler = to;
    },

    async stop() {
      handler = null;
      await live.stop();
    },

    async send(to, message, nonce) {
      mine(to.person);
      // The same message tried again has the same id, so that a page that has it already shows it once.
      const id =
        nonce === undefined ? randomUUID() : createHash("sha256").update(nonce).digest("base64url").slice(0, 22);
      let ref: MessageRef = { channel: CHANNEL, id };
      await kept(
        put(id, message, async (entry) => {
          const stored = await history.append(entry, nonce);
          ref = { channel: CHANNEL, id: stored.entry.id };
          return stored.fresh;
        }),
      );
      return ref;
    },

    async update(person, ref, message) {
      mine(person);
      if (await kept(replace(ref.id, message))) return;
      throw new DeliveryError("there is no such message in the chat", { permanent: true, reason: "message_not_found" });
    },

    async openForm(to, form) {
      mine(to.person);
      await kept(
        put(formMessageId(form.id), formMessage(form), async (entry) => {
          await history.put(entry);
          return true;
        }),
      );
    },

    async publishHome(person, message) {
      mine(person);
      const entry = await kept(
        stamps.during(async ({ value }) => {
          const home = { from: "home", message, changed: value } as const;
          await history.setHome(home);
          return home;
        }),
      );
      live.announce(entry);
    },
  };
}

function mine(person: Person): void {
  if (person.id === ME.id) return;
  throw new DeliveryError("the page belongs to one person", { permanent: true, reason: "unknown_person" });
}

/** To this platform the database is the outside system: what it does not take is tried again. */
async function kept<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new DeliveryError("the chat could not keep a message", { permanent: false, reason: "database", cause });
  }
}

/** The conversation alone: inbox, worker and store, with a platform of the test's own whose every call can be made to fail. */

import { onTestFinished } from "vitest";
import { type CardsDeps, followCards, publishHomes } from "../../src/chat/cards.ts";
import { createInbox, type InboxHandler } from "../../src/chat/inbox.ts";
import type { Address, ChatAdapter, ChatEvent, Form, Message, MessageRef, Person } from "../../src/chat/port.ts";
import type { Inbox } from "../../src/chat/repository.ts";
import { createTurns } from "../../src/chat/turns.ts";
import { createWorker, type WorkerDeps } from "../../src/chat/worker.ts";
import type { Features } from "../../src/commands/features.ts";
import { createFollowers } from "../../src/interviews/followers.ts";
import { createLogger } from "../../src/log.ts";
import { parseAddress } from "../../src/mail/address.ts";
import { plan } from "../../src/reminders/plan.ts";
import { createFollow } from "../../src/reminders/schedule.ts";
import { connect } from "../../src/store/connection.ts";
import { newId } from "../../src/store/id.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import type { User } from "../../src/users/user.ts";
import { type ManualClock, manualClock } from "./clock.ts";
import { type FreshDatabase, freshDatabase } from "./database.ts";

export const ANA: Person = { platform: "test", team: "T1", id: "ana" };

export interface Sent {
  readonly person: Person;
  readonly interaction: string | null;
  readonly id: string;
  readonly nonce: string | null;
  message: Message;
  edits: number;
}

export interface TestPlatform extends ChatAdapter {
  readonly sent: Sent[];
  readonly forms: Form[];
  readonly homes: Map<string, Message>;
  /** Called before each call of the port; what it throws, the call throws. */
  failing: (call: "send" | "sent" | "update" | "openForm" | "publishHome", to: Person, message: Message | null) => void;
  /** The label's button on the latest message that has it, as a press. */
  press(label: string, from?: Person): ChatEvent;
}

let events = 0;
const nextId = () => {
  events += 1;
  return `e${events}`;
};

export const text = (words: string, from: Person = ANA, id = nextId()): ChatEvent => ({
  kind: "text",
  id,
  from: { person: from },
  text: words,
});
export const submit = (form: string, values: Record<string, string>, from: Person = ANA): ChatEvent => ({
  kind: "submit",
  id: nextId(),
  from: { person: from },
  form,
  values,
});
export const press = (action: string, value: string | null = null, from: Person = ANA): ChatEvent => ({
  kind: "press",
  id: nextId(),
  from: { person: from },
  on: null,
  action,
  value,
});

/** A platform in memory that sends a nonce once and can be edited. Another process may show the same (`shared`). */
export function testPlatform(shared?: Pick<TestPlatform, "sent" | "forms" | "homes">): TestPlatform {
  const { sent, forms, homes } = shared ?? { sent: [], forms: [], homes: new Map<string, Message>() };
  const it: TestPlatform = {
    platform: ANA.platform,
    sent,
    forms,
    homes,
    failing: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
    async send({ person, interaction }: Address, message, nonce): Promise<MessageRef> {
      it.failing("send", person, message);
      const known = sent.find((one) => nonce !== undefined && one.nonce === nonce && one.person.id === person.id);
      if (known !== undefined) return { channel: person.id, id: known.id };
      const id = `m${sent.length + 1}`;
      sent.push({ person, interaction: interaction ?? null, id, nonce: nonce ?? null, message, edits: 0 });
      // The platform has it, and its answer may still be lost.
      it.failing("sent", person, message);
      return { channel: person.id, id };
    },
    async update(person, ref, message) {
      it.failing("update", person, message);
      const known = sent.find(({ id }) => id === ref.id);
      if (known === undefined) throw new Error(`no message ${ref.id}`);
      known.message = message;
      known.edits += 1;
    },
    async openForm(to, form) {
      it.failing("openForm", to.person, null);
      forms.push(form);
    },
    async publishHome(person, home) {
      it.failing("publishHome", person, home);
      homes.set(person.id, home);
    },
    press(label, from = ANA) {
      for (const { id, message } of sent.filter(({ person }) => person.id === from.id).reverse()) {
        for (const block of message.blocks) {
          if (block.kind !== "buttons") continue;
          const button = block.buttons.find((one) => one.label === label);
          if (button === undefined || "url" in button) continue;
          const on = { channel: from.id, id };
          const value = button.value ?? null;
          return { kind: "press", id: nextId(), from: { person: from }, on, action: button.action, value };
        }
      }
      throw new Error(`nothing is called "${label}"`);
    },
  };
  return it;
}

export interface Core {
  readonly store: Store;
  readonly database: FreshDatabase;
  readonly clock: ManualClock;
  readonly platform: TestPlatform;
  readonly inbox: InboxHandler;
  readonly logged: string[];
  /** Codes that were sent by mail. */
  readonly codes: string[];
  /** Hands events over and waits until everything is worked. */
  take(...events: readonly ChatEvent[]): Promise<void>;
  idle(): Promise<void>;
  /** Does what is owed after changes, as the scheduler would. */
  followOwed(): Promise<void>;
  /** The texts of all messages to a person, as they stand now. */
  said(person?: Person): readonly string[];
  user(person?: Person): Promise<User>;
}

export interface CoreOptions {
  /** One that is there already: the core gets a connection of its own, as another process would. */
  readonly database?: FreshDatabase;
  /** Shares a store, where a connection of its own changes nothing. */
  readonly store?: Store;
  readonly clock?: ManualClock;
  readonly platform?: TestPlatform;
  readonly guess?: { readonly timeZone?: string };
  /** Puts something between the chat and its inbox. */
  readonly inbox?: (inbox: Inbox) => Inbox;
  /** Puts something between the worker and what it works with. */
  readonly around?: (deps: WorkerDeps) => WorkerDeps;
  readonly features?: (features: Features) => Features;
}

export async function startCore(options: CoreOptions = {}): Promise<Core> {
  const database = options.database ?? (await freshDatabase());
  const {
    clock = manualClock("2026-03-04T14:02:00Z"),
    platform = testPlatform(),
    guess = { timeZone: "Europe/London" },
  } = options;
  const { store, close } = await storeFor(options, database);
  const logged: string[] = [];
  const log = createLogger({ level: "info", pretty: false }, { write: (line: string) => void logged.push(line) });
  const codes: string[] = [];
  const now = () => clock.now();
  const adapterFor = (person: Person) => (person.platform === platform.platform ? platform : null);
  const interviewsOf = (user: Pick<User, "id" | "absorbed">) => store.of(user).interviews;
  const upcomingReminders: Features["upcomingReminders"] = (user, interview, at) =>
    plan(interview, user).filter(({ dueAt }) => Temporal.Instant.compare(dueAt, at) > 0);
  const showing: CardsDeps = {
    now,
    log,
    cardsOf: (user) => store.of(user).cards,
    interviewsOf,
    identitiesOf: (user) => store.of(user).me.identities(),
    adapterFor,
    upcomingReminders,
  };
  const follow = createFollow({
    readInterview: (_user, id) => store.owed.read(id),
    readUser: (id) => store.people.get(id),
    remindersOf: (ids) => store.of({ id: ids[0] ?? "", absorbed: ids.slice(1) }).reminders,
  });
  const turns = createTurns();
  const followers = createFollowers({
    owed: store.owed,
    clock,
    log,
    followers: {
      reminders: async ({ userId, id }) => void (await follow(userId, id)),
      cards: async (interview) => {
        const user = await store.people.get(interview.userId);
        if (user !== null) await followCards(showing, user, interview);
      },
    },
  });
  const stored = options.inbox?.(store.inbox) ?? store.inbox;
  const plainFeatures: Features = {
    of: (user) => store.of(user),
    codes: store.codes,
    newId,
    followUp: ({ id }) => void turns.behind(() => followers.run(id)),
    replan: () => undefined,
    upcomingReminders,
    forgetMails: async () => {},
    mailsAreSent: true,
    sendCode: async (_user, _address, code) => {
      codes.push(code);
      return { written: null };
    },
    exportUrl: (token, format) => `http://localhost/export/${token}.${format}`,
    parseAddress,
  };
  const features = options.features?.(plainFeatures) ?? plainFeatures;
  const deps: WorkerDeps = {
    features,
    people: store.people,
    inbox: stored,
    chatOf: (user) => store.of(user),
    adapterFor,
    profileOf: async () => guess,
    now,
    log,
    followUp: features.followUp,
    homeChanged: (user) => void turns.behind(() => publishHomes(showing, user)),
    onCommand: () => undefined,
    onReplied: () => undefined,
  };
  const inbox = createInbox({
    turns,
    serves: ({ platform }) => platform !== "elsewhere",
    inbox: stored,
    people: store.people,
    interviewsOf,
    work: createWorker(options.around?.(deps) ?? deps),
    clock,
    log,
    renew: store.renewInbox,
    profileOf: async () => guess,
    onStored: () => undefined,
    parseAddress,
  });
  const idle = async () => {
    await inbox.idle();
    await turns.idle();
    await followers.idle();
  };
  if (close !== null) onTestFinished(() => idle().finally(close));
  return {
    store,
    database,
    clock,
    platform,
    inbox,
    logged,
    codes,
    async take(...given) {
      for (const event of given) await inbox.receive(event);
      await idle();
    },
    idle,
    async followOwed() {
      const lease = { token: "owed", until: clock.now().add({ seconds: 60 }) };
      const owed = await store.due.followers.claim(clock.now(), lease, 100, clock.now());
      await Promise.all(owed.map(({ interviewId, follower }) => followers.run(interviewId, follower)));
    },
    said: (person = ANA) => platform.sent.flatMap((one) => (one.person.id === person.id ? [one.message.text] : [])),
    user: (person = ANA) => store.people.signIn(person, clock.now(), async () => guess),
  };
}

async function storeFor(options: CoreOptions, database: FreshDatabase) {
  if (options.store !== undefined) return { store: options.store, close: null };
  const another = options.database !== undefined;
  const connection = another ? await connect(database.uri, database.dbName) : database.connection;
  const store = openStore(connection);
  await store.prepare();
  return { store, close: another ? () => connection.close() : null };
}

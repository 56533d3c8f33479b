/** Wires the parts to one bot. Used by `main.ts`, and by tests and benchmarks that bring a clock and a mailer of their own. */
import type { FastifyInstance } from "fastify";
import type { Connection } from "mongoose";
import { type CardsDeps, followCards, publishHomes } from "./chat/cards.ts";
import { createInbox } from "./chat/inbox.ts";
import { button } from "./chat/messages/build.ts";
import { chatChannel, hasLeft, NOBODY, type NoticeDeps, tellPerson } from "./chat/notices.ts";
import type { Person, Profile } from "./chat/port.ts";
import { createTurns } from "./chat/turns.ts";
import { createWorker } from "./chat/worker.ts";
import type { Clock } from "./clock.ts";
import type { Features } from "./commands/features.ts";
import type { Config } from "./config.ts";
import { openDoors } from "./doors.ts";
import { EXPORT_PATH } from "./http/export.ts";
import { createMetrics } from "./http/metrics.ts";
import { createHttpServer } from "./http/server.ts";
import { installationSigner, oweNewZoneData } from "./installation.ts";
import { createFollowers } from "./interviews/followers.ts";
import type { Interview } from "./interviews/interview.ts";
import { walk } from "./interviews/walk.ts";
import type { Logger } from "./log.ts";
import { parseAddress } from "./mail/address.ts";
import type { Mailer } from "./mail/port.ts";
import { createMails } from "./mails.ts";
import { platforms } from "./platforms.ts";
import { createDeliver } from "./reminders/deliver.ts";
import { plan } from "./reminders/plan.ts";
import { createFollow } from "./reminders/schedule.ts";
import { createScheduler } from "./scheduler/loop.ts";
import type { Queue } from "./scheduler/work.ts";
import { newId } from "./store/id.ts";
import { openStore } from "./store/store.ts";
import type { User } from "./users/user.ts";

export interface BotOptions {
  readonly config: Config;
  readonly version: string;
  readonly connection: Connection;
  readonly clock: Clock;
  readonly log: Logger;
  readonly mailer: Mailer;
  /** Whether the database answers, for /readyz. */
  databaseUp(): boolean;
  /** True for a database that no other process uses: what an earlier one left half done is taken over at once. */
  readonly alone: boolean;
  /** The machine's own zone: the best guess for whoever sits at it. */
  readonly machineZone: string;
}

export interface Bot {
  readonly app: FastifyInstance;
  readonly store: ReturnType<typeof openStore>;
  /** Starts everything and listens; gives the address of the page. */
  start(): Promise<string>;
  stop(): Promise<void>;
  /** For tests and benchmarks: resolves when no event is being worked and nothing that follows is under way. */
  idle(): Promise<void>;
}

const SWEEP_EVERY_MS = 15 * 60_000;

export async function createBot(options: BotOptions): Promise<Bot> {
  const { config, clock, log, mailer, connection } = options;
  const now = () => clock.now();
  const store = openStore(connection);
  await store.prepare();
  if (options.alone) await store.takeOver();
  const signerFor = await installationSigner(store.fact, config.secretKeys, clock);
  const metrics = createMetrics(now);
  const app = createHttpServer({ log });

  // Where links of the bot lead. Until the server listens nobody can have been given one.
  let origin = config.publicUrl ?? `http://localhost:${config.port}`;

  const all = await platforms({
    config,
    store,
    clock,
    log,
    signerFor,
    mailsAreWritten: mailer.mode === "outbox",
    machineZone: options.machineZone,
    origin: () => origin,
  });
  const platformOf = (person: Person) => all.find(({ adapter }) => adapter.platform === person.platform);
  const adapterFor = (person: Person) => platformOf(person)?.adapter ?? null;
  const profileOf = async (person: Person): Promise<Profile> => {
    try {
      return (await platformOf(person)?.profileOf(person)) ?? {};
    } catch (err) {
      // Whoever cannot be looked up is asked instead.
      log.warn({ err, platform: person.platform }, "a person could not be looked up");
      return {};
    }
  };

  const readUser = (userId: string) => store.people.get(userId);
  const readInterview = (_userId: string, interviewId: string) => store.owed.read(interviewId);
  const upcomingReminders: Features["upcomingReminders"] = (user, interview, at) =>
    plan(interview, user).filter(({ dueAt }) => Temporal.Instant.compare(dueAt, at) > 0);
  const identitiesOf = (user: User) => store.of(user).me.identities();
  const cardsOf = (user: User) => store.of(user).cards;
  const interviewsOf = (user: Pick<User, "id" | "absorbed">) => store.of(user).interviews;
  const showing: CardsDeps = { now, log, cardsOf, interviewsOf, identitiesOf, adapterFor, upcomingReminders };
  const turns = createTurns();
  const homeChanged = (user: User) =>
    void turns
      .behind(() => publishHomes(showing, user))
      .catch((err: unknown) => log.warn({ err, user: user.id }, "a home was not drawn"));
  const notices: NoticeDeps = { people: store.people, log, identitiesOf, cardsOf, adapterFor, homeChanged };

  // What follows from a change.
  const followReminders = createFollow({
    readInterview,
    readUser,
    remindersOf: (userIds) => store.of({ id: userIds[0] ?? "", absorbed: userIds.slice(1) }).reminders,
    wake: (at) => scheduler.wake(at, "reminders"),
  });
  const followers = createFollowers({
    owed: store.owed,
    clock,
    log,
    followers: {
      reminders: async ({ userId, id }) => void (await followReminders(userId, id)),
      cards: async (interview) => {
        const user = await readUser(interview.userId);
        if (user !== null) await followCards(showing, user, interview);
      },
    },
  });

  const mails = createMails({
    mailer,
    log: store.mailLog,
    clock,
    perHour: config.emailsPerHour,
    notices,
    signer: signerFor("unsubscribe"),
    origin: () => origin,
    publicUrl: config.publicUrl,
  });

  // Due work.
  const deliver = createDeliver({
    due: store.due.reminders,
    readInterview,
    readUser,
    clock,
    log,
    channelsFor: async (user) =>
      (await hasLeft(notices, user))
        ? [NOBODY]
        : [await chatChannel(notices, user), mails.channelFor(user)].filter((channel) => channel !== null),
    tell: async (user, { channel, interviewId, reason }) => {
      if (channel !== "email") return;
      const interview = await readInterview(user.id, interviewId);
      const about = interview === null ? "" : ` about ${interview.company}`;
      await tellPerson(
        notices,
        user,
        `Your mailbox does not take my mail${about} (${reason}). Your reminders come here. Is ${user.email ?? "the address"} right?`,
        `mail-failed:${interviewId}:${reason}`,
        [button("Change e-mail", "email_form")],
      );
    },
    onSettled: ({ state, latenessMs, channels }) =>
      metrics.reminderSettled(
        state,
        latenessMs,
        channels.some((result) => result.state === "accepted"),
      ),
    onChannel: ({ channel, state }) => metrics.channelResult(channel, state),
  });
  const queue = <Item>(due: Omit<Queue<Item>, "run">, run: Queue<Item>["run"]): Queue<Item> => ({ ...due, run });
  const scheduler = createScheduler({
    clock,
    log,
    checkIntervalMs: config.checkInterval.total("milliseconds"),
    queues: [
      queue(store.due.reminders, deliver),
      queue(store.due.followers, ({ interviewId, follower }) => followers.run(interviewId, follower)),
      queue(store.due.inbox, (person) => inbox.drain(person)),
      queue(store.due.replans, (debt) => walk(walking, debt)),
    ] as readonly Queue<unknown>[],
    jobs: [{ name: "sweep", everyMs: SWEEP_EVERY_MS, run: (at) => store.sweep(at, config.graceDays) }],
  });
  const walking = {
    people: store.people,
    interviewsOf,
    now,
    async follow(interview: Interview, asOf: Temporal.Instant) {
      await followReminders(interview.userId, interview.id, asOf);
    },
    async done(user: User) {
      await publishHomes(showing, user);
    },
  };

  // The conversation.
  const features: Features = {
    of: (user) => store.of(user),
    codes: store.codes,
    newId,
    followUp: ({ id }) => void turns.behind(() => followers.run(id)),
    replan: () => scheduler.wake(now(), "replans"),
    upcomingReminders,
    parseAddress,
    exportUrl: (token, format) => `${origin}${EXPORT_PATH}/${token}.${format}`,
    ...mails,
  };
  const work = createWorker({
    features,
    people: store.people,
    inbox: store.inbox,
    chatOf: (user) => store.of(user),
    adapterFor,
    profileOf,
    now,
    log,
    followUp: features.followUp,
    homeChanged,
    onCommand: metrics.commandDone,
    onReplied: metrics.messageReplied,
  });
  const inbox = createInbox({
    turns,
    serves: (person) => platformOf(person) !== undefined,
    inbox: store.inbox,
    people: store.people,
    interviewsOf,
    work,
    clock,
    log,
    renew: store.renewInbox,
    profileOf,
    onStored: ({ kind, from }, ms) => metrics.eventStored(from.person.platform, kind, ms),
    parseAddress,
    onRetry: (at) => scheduler.wake(at, "inbox"),
  });

  await openDoors(app, {
    version: options.version,
    metrics,
    metricsToken: config.metrics.token,
    store,
    connection,
    databaseUp: options.databaseUp,
    heartbeat: scheduler.heartbeat,
    now,
    unsubscribe: mails.userOfUnsubscribe,
  });
  for (const platform of all) await platform.routes?.(app);

  const idle = async () => {
    await inbox.idle();
    await turns.idle();
    await followers.idle();
  };
  return {
    app,
    store,
    idle,
    async start() {
      await app.listen({ host: config.host, port: config.port });
      const address = app.server.address();
      const port = typeof address === "object" && address !== null ? address.port : config.port;
      origin = config.publicUrl ?? `http://localhost:${port}`;
      await Promise.all(all.map(({ adapter }) => adapter.start(inbox)));
      await oweNewZoneData(store.fact, store.people, now());
      scheduler.start();
      return origin;
    },
    async stop() {
      await Promise.all(all.map(({ adapter }) => adapter.stop()));
      await idle();
      await scheduler.stop();
      await app.close();
      await mailer.stop();
    },
  };
}

/** The whole bot with a clock that the test moves, a mailer that keeps mails, and a look at what is stored. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type Bot, createBot } from "../../src/bot.ts";
import type { Person } from "../../src/chat/port.ts";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import type { Mail, MailReceipt } from "../../src/mail/port.ts";
import { type ManualClock, manualClock } from "./clock.ts";
import { type FreshDatabase, freshDatabase } from "./database.ts";

export interface World {
  readonly bot: Bot;
  readonly clock: ManualClock;
  readonly database: FreshDatabase;
  /** Where the bot listens. */
  readonly url: string;
  readonly mails: readonly Mail[];
  readonly logged: readonly string[];
  /** What is stored of a person, in a form that reads well in a test. */
  records(person: Person): Promise<Records>;
  stop(): Promise<void>;
}

export interface Records {
  readonly user: Readonly<Record<string, unknown>>;
  readonly interviews: readonly Readonly<Record<string, unknown>>[];
  /** "Stripe 24_hours pending 2026-03-09T15:00:00Z", by company and time. */
  readonly reminders: readonly string[];
}

const worlds: World[] = [];
afterAll(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

export interface WorldOptions {
  readonly start: string;
  readonly machineZone: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another bot's database, to run two on one. */
  readonly database?: FreshDatabase;
}

export async function startWorld({ start, machineZone, env = {}, database }: WorldOptions): Promise<World> {
  const clock = manualClock(start);
  const own = database ?? (await freshDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), "greenroom-world-"));
  const mails: Mail[] = [];
  const logged: string[] = [];
  const bot = await createBot({
    config: readConfig({ PORT: "0", DATA_DIR: dataDir, MONGODB_URI: own.uri, ...env }),
    version: "0.0.0",
    connection: own.connection,
    clock,
    log: createLogger({ level: "info", pretty: false }, { write: (line: string) => void logged.push(line) }),
    mailer: {
      mode: "smtp",
      async send(mail): Promise<MailReceipt> {
        mails.push(mail);
        return { kind: "accepted" };
      },
      forget: async () => undefined,
      stop: async () => undefined,
    },
    databaseUp: () => true,
    alone: database === undefined,
    machineZone,
  });
  const url = (await bot.start()).replace("localhost", "127.0.0.1");
  const world: World = {
    bot,
    clock,
    database: own,
    url,
    mails,
    logged,
    records: (person) => recordsOf(bot, person, clock.now()),
    async stop() {
      await bot.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  worlds.push(world);
  return world;
}

async function recordsOf({ store }: Bot, person: Person, now: Temporal.Instant): Promise<Records> {
  const user = await store.people.signIn(person, now);
  const scope = store.of(user);
  const interviews = await scope.interviews.all();
  const reminders = await scope.reminders.all();
  return {
    user: {
      timeZone: user.timeZone,
      timeZoneConfirmed: user.timeZoneConfirmed,
      email: user.email,
      welcomed: user.welcomed,
      ...user.settings,
    },
    interviews: interviews.map((it) => ({
      company: it.company,
      role: it.role,
      round: it.round,
      interviewers: it.interviewers.map(({ name, email }) => (email === null ? name : `${name} <${email}>`)),
      startsAt: it.startsAt.toString(),
      durationMinutes: it.durationMinutes,
      format: it.format,
      link: it.link,
      location: it.location,
      notes: it.notes,
      status: it.status,
      cancelReason: it.cancelReason,
      outcome: it.outcome,
      ready: it.readyAt !== null,
      reminderRules: it.reminderRules,
      done: it.tasks.filter((task) => task.done).map((task) => task.title),
      ownTasks: it.tasks.filter((task) => task.id.startsWith("own-")).map((task) => task.title),
    })),
    reminders: reminders
      .map(({ interviewId, kind, state, dueAt }) => {
        const company = interviews.find(({ id }) => id === interviewId)?.company ?? "deleted";
        return `${company} ${kind} ${state} ${dueAt}`;
      })
      .sort(),
  };
}

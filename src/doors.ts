/** Registers the routes that are not a chat's: health, metrics, the link that stops mails, the download of one's data. */
import type { FastifyInstance } from "fastify";
import type { Connection } from "mongoose";
import type { Everything } from "./commands/export.ts";
import { registerExport } from "./http/export.ts";
import { registerHealth } from "./http/health.ts";
import type { Metrics } from "./http/metrics.ts";
import { registerMetricsRoute } from "./http/metrics-route.ts";
import { registerUnsubscribe } from "./http/unsubscribe.ts";
import { newId } from "./store/id.ts";
import type { Store } from "./store/store.ts";
import { codeHash } from "./users/codes.ts";

export interface Doors {
  readonly version: string;
  readonly metrics: Metrics;
  readonly metricsToken: string | null;
  readonly store: Store;
  readonly connection: Connection;
  databaseUp(): boolean;
  heartbeat(): Temporal.Instant;
  now(): Temporal.Instant;
  /** Whose mails a link stops, or null. */
  unsubscribe(token: string): string | null;
}

/** The scheduler may lag by this before /readyz says so: a late reminder is what an operator must hear of. */
const HEARTBEAT_LIMIT = Temporal.Duration.from({ minutes: 2 });
const MESSAGES_EXPORTED = 500;

export async function openDoors(app: FastifyInstance, doors: Doors): Promise<void> {
  const { store, now, connection, metrics } = doors;
  registerHealth(app, {
    version: doors.version,
    checks: [
      {
        name: "database",
        check: async () => doors.databaseUp() && (await connection.db?.command({ ping: 1 }))?.ok === 1,
      },
      {
        name: "scheduler",
        check: () => Temporal.Instant.compare(doors.heartbeat().add(HEARTBEAT_LIMIT), now()) > 0,
      },
    ],
  });
  registerMetricsRoute(app, { registry: metrics.registry, token: doors.metricsToken });
  metrics.watchQueue("reminders", async () => {
    const { count, since } = await store.due.reminders.overdue(now());
    return { depth: count, oldestDueAt: since };
  });
  await registerUnsubscribe(app, {
    userOf: doors.unsubscribe,
    async stop(userId) {
      const user = await store.people.get(userId);
      if (user === null) return;
      await store.of(user).me.change({ settings: { emailReminders: false } }, `unsubscribe:${newId()}`, null);
    },
  });
  registerExport(app, { now, collect: (token) => everythingBehind(store, token, now()) });
}

async function everythingBehind(store: Store, token: string, now: Temporal.Instant): Promise<Everything | null> {
  const code = await store.codes.peek(codeHash("export", "", token), now);
  const user = code?.kind === "export" ? await store.people.get(code.userId) : null;
  if (user === null) return null;
  const scope = store.of(user);
  const identities = await scope.me.identities();
  const chats = identities.map(({ platform, team, externalId }) =>
    store.history.of({ platform, team, id: externalId }).last(MESSAGES_EXPORTED),
  );
  return {
    user,
    identities,
    interviews: await scope.interviews.all(),
    reminders: await scope.reminders.all(),
    messages: (await Promise.all(chats)).flat(),
  };
}

/** A small world for the tests of reminders: one database, records to change by hand, channels that write down what they got. */
import type { Connection } from "mongoose";
import type { Clock } from "../../src/clock.ts";
import type { Interview } from "../../src/interviews/interview.ts";
import { createLogger } from "../../src/log.ts";
import type { Handed, Notice, ReminderChannel } from "../../src/reminders/channel.ts";
import { createDeliver } from "../../src/reminders/deliver.ts";
import type { DeliverDeps, PermanentFailure, Settled } from "../../src/reminders/delivery.ts";
import type { Reminder } from "../../src/reminders/reminder.ts";
import type { DueReminder } from "../../src/reminders/repository.ts";
import { createFollow } from "../../src/reminders/schedule.ts";
import type { Queue } from "../../src/scheduler/work.ts";
import { reminderCollection } from "../../src/store/reminders.ts";
import type { User } from "../../src/users/user.ts";
import { person } from "./people.ts";

export const silent = createLogger({ level: "silent", pretty: false });

export interface Got {
  readonly channel: string;
  readonly nonce: string;
  readonly notice: Notice;
}

/** Answers with what `script` holds, one after the other, then always "accepted". A function may throw or wait. */
export function channel(name: string, got: Got[], script: (() => Handed | Promise<Handed>)[] = []): ReminderChannel {
  return {
    name,
    async deliver(notice, nonce) {
      const answer = script.shift();
      got.push({ channel: name, nonce, notice });
      return answer === undefined ? "accepted" : await answer();
    },
  };
}

export async function world(connection: Connection, clock: Clock, over: Partial<DeliverDeps> = {}) {
  const store = reminderCollection(connection);
  await store.model.createIndexes();
  const interviews = new Map<string, Interview>();
  let user: User | null = person();
  const got: Got[] = [];
  const settled: Settled[] = [];
  const told: PermanentFailure[] = [];
  const read = {
    readInterview: async (_userId: string, id: string) => interviews.get(id) ?? null,
    readUser: async () => user,
  };
  const channels = [channel("web", got), channel("email", got)];
  const deliver = createDeliver({
    due: store.due,
    ...read,
    channelsFor: async () => channels,
    tell: async (_user, failure) => {
      told.push(failure);
    },
    clock,
    log: silent,
    onSettled: (one) => settled.push(one),
    chance: () => 0,
    ...over,
  });
  const woken: string[] = [];
  const follow = createFollow({ ...read, remindersOf: store.of, wake: (at) => woken.push(at.toString()) });
  const queue: Queue<DueReminder> = { ...store.due, run: deliver };

  return {
    store,
    queue,
    interviews,
    channels,
    got,
    settled,
    told,
    woken,
    follow,
    read,
    setUser(next: User | null) {
      user = next;
    },
    /** Stores an interview as changed now, one version on, and lets the reminders follow. */
    async put(next: Interview): Promise<void> {
      const version = (interviews.get(next.id)?.version ?? 0) + 1;
      interviews.set(next.id, { ...next, version, changedAt: clock.now() });
      await follow(next.userId, next.id);
    },
    reminders: (id = "i1"): Promise<readonly Reminder[]> => store.of(["u1"]).of(id),
    /** "24_hours pending 2026-03-09T15:00:00Z", earliest first. */
    async states(id = "i1"): Promise<string[]> {
      const stored = await store.of(["u1"]).of(id);
      return stored.map(({ kind, state, dueAt }) => `${kind} ${state} ${dueAt}`);
    },
    /** Works everything that is due now, once, as the loop would; returns when the loop was told to come again. */
    async work(token = `t-${Math.random()}`): Promise<string[]> {
      const again: string[] = [];
      const lease = { token, until: clock.now().add({ seconds: 60 }) };
      const items = await store.due.claim(clock.now(), lease, 100, clock.now());
      await Promise.all(items.map((item) => deliver(item, lease, (at) => again.push(at.toString()))));
      return again;
    },
    claim: (token: string) =>
      store.due.claim(clock.now(), { token, until: clock.now().add({ seconds: 60 }) }, 100, clock.now()),
    deliver,
  };
}

export type World = Awaited<ReturnType<typeof world>>;

/** Puts the collections together: a side opened for one person, and the unscoped side for sign-in and the scheduler. */
import { type Connection, Schema } from "mongoose";
import type { CardRepository, ConversationRepository } from "../chat/repository.ts";
import type { InterviewRepository } from "../interviews/repository.ts";
import type { ReminderRepository } from "../reminders/repository.ts";
import type { MeRepository } from "../users/repository.ts";
import { idsOf, type User } from "../users/user.ts";
import { cardCollection, codeCollection, conversationCollection } from "./conversations.ts";
import { toDate } from "./fields.ts";
import { historyCollection } from "./history.ts";
import { inboxCollection } from "./inbox.ts";
import { createIndexes } from "./indexes.ts";
import { installationCollection } from "./installations.ts";
import { interviewCollection } from "./interviews.ts";
import { mailLogCollection } from "./mail-log.ts";
import { reminderCollection } from "./reminders.ts";
import { userCollections } from "./users.ts";

/** The records of one person, linked platforms included. Another person's are never found here. */
export interface Scoped {
  readonly me: MeRepository;
  readonly interviews: InterviewRepository;
  readonly reminders: ReminderRepository;
  readonly conversation: ConversationRepository;
  readonly cards: CardRepository;
}

export type Store = ReturnType<typeof openStore>;

interface MetaDocument {
  _id: string;
  value: string;
}

export function openStore(connection: Connection) {
  const interviews = interviewCollection(connection);
  const reminders = reminderCollection(connection);
  const inbox = inboxCollection(connection);
  const conversations = conversationCollection(connection);
  const codes = codeCollection(connection);
  const cards = cardCollection(connection);
  const history = historyCollection(connection);
  const mailLog = mailLogCollection(connection);
  const installations = installationCollection(connection);
  const meta = connection.model(
    "Meta",
    new Schema<MetaDocument>({ _id: String, value: String }, { collection: "meta", versionKey: false }),
  );

  /** Everything that carries the id of one of these users, in an order that a crash in between does no harm to. */
  const erase = async (userIds: readonly string[]): Promise<void> => {
    const theirs = { userId: { $in: [...userIds] } };
    const people = (await users.identities.find(theirs).lean()).map((who) =>
      JSON.stringify([who.platform, who.team, who.externalId]),
    );
    await interviews.model.deleteMany(theirs);
    await reminders.erase(userIds);
    await cards.model.deleteMany(theirs);
    await codes.model.deleteMany(theirs);
    await conversations.model.deleteMany({ _id: { $in: [...userIds] } });
    await mailLog.erase(userIds);
    await history.erase(people);
    await inbox.model.deleteMany({ person: { $in: people }, state: { $ne: "working" } });
  };
  const users = userCollections(connection, erase);

  return {
    of(user: Pick<User, "id" | "absorbed">): Scoped {
      const ids = idsOf(user);
      return {
        me: users.of(user.id),
        interviews: interviews.of(ids),
        reminders: reminders.of(ids),
        conversation: conversations.of(user.id),
        cards: cards.of(user.id),
      };
    },
    people: users.people,
    owed: interviews.owed,
    codes: codes.codes,
    inbox: inbox.inbox,
    renewInbox: inbox.renew,
    history: history.history,
    mailLog: mailLog.log,
    installations,
    due: { reminders: reminders.due, followers: interviews.due, inbox: inbox.due, replans: users.due },

    /** Makes the collections and their indexes; quick when they are there. */
    prepare: () => createIndexes(connection),

    /** For a process that is alone on its database: leases that an earlier one held are over. */
    async takeOver(): Promise<void> {
      await Promise.all([inbox.takeOver(), reminders.takeOver(), interviews.takeOver(), users.takeOver()]);
    },

    /** Removes what is past its end; `graceDays`: how long those are kept whose workspace has put the bot out. */
    async sweep(now: Temporal.Instant, graceDays: number): Promise<void> {
      await users.people.forgetLeft(now.subtract({ hours: 24 * graceDays }));
      const past = { expiresAt: { $lte: toDate(now) } };
      const gone = await interviews.model.find(past, { _id: 1 }).limit(500).lean<{ _id: string }[]>();
      if (gone.length > 0) {
        const ids = gone.map(({ _id }) => _id);
        await reminders.forget(ids);
        await cards.model.deleteMany({ recordId: { $in: ids } });
        await interviews.model.deleteMany({ _id: { $in: ids }, ...past });
      }
      await inbox.model.deleteMany(past);
      await conversations.model.deleteMany(past);
      await codes.model.deleteMany(past);
      await mailLog.sweep(now);
      await history.sweep();
    },

    /** A small fact about this installation, such as the zone data it last ran with. */
    fact: {
      get: async (name: string) => (await meta.findById(name).lean<MetaDocument>())?.value ?? null,
      /** The value that is there, or this one, stored for good: two processes that start at once agree. */
      ensure: async (name: string, value: string): Promise<string> => {
        await meta.updateOne({ _id: name }, { $setOnInsert: { value } }, { upsert: true });
        return (await meta.findById(name).lean<MetaDocument>())?.value ?? value;
      },
      set: async (name: string, value: string) => {
        await meta.updateOne({ _id: name }, { $set: { value } }, { upsert: true });
      },
    },
  };
}

/** Keeps the messages of a chat whose platform keeps none: in order, replaceable, and never more than the last 500. */
import { type Connection, Schema } from "mongoose";
import type { BotEntry, ChatHistory, Histories, HomeEntry, PersonEntry } from "../chat/history.ts";
import type { Person } from "../chat/port.ts";
import { IN_ORDER } from "./durability.ts";
import { decode, encode, toDate, toInstant } from "./fields.ts";
import { insertNew } from "./insert.ts";
import { isDuplicateKey } from "./mongo-errors.ts";

const KEPT = 500;

interface MessageDocument {
  /** Person, sender and entry id as one text. */
  _id: string;
  person: string;
  entryId: string;
  from: "bot" | "person" | "home";
  /** The person's words, or the bot's message as `encode` writes it: blocks may hold keys that BSON would refuse. */
  content: string;
  at: Date;
  /** The place in the chat; 0 for the home, which has none. */
  order: number;
  /** The stamp of the latest change; 0 for what the person wrote, which nobody has to be told. */
  changed: number;
  nonce?: string;
}

const required = <T>(type: T) => ({ type, required: true }) as const;

const messageSchema = new Schema<MessageDocument>(
  {
    _id: String,
    person: required(String),
    entryId: required(String),
    from: required(String),
    content: { type: String, default: "" },
    at: required(Date),
    order: required(Number),
    changed: required(Number),
    nonce: String,
  },
  { collection: "messages", versionKey: false },
)
  .index({ person: 1, order: -1 })
  .index({ person: 1, changed: 1 })
  .index({ person: 1, nonce: 1 }, { unique: true, partialFilterExpression: { nonce: { $exists: true } } });

const botIn = (doc: MessageDocument): BotEntry => ({
  from: "bot",
  id: doc.entryId,
  message: decode(doc.content),
  at: toInstant(doc.at),
  order: doc.order,
  changed: doc.changed,
});

const personIn = (doc: MessageDocument): PersonEntry => ({
  from: "person",
  id: doc.entryId,
  text: doc.content,
  at: toInstant(doc.at),
  order: doc.order,
});

const homeIn = (doc: MessageDocument): HomeEntry => ({
  from: "home",
  message: decode(doc.content),
  changed: doc.changed,
});

export function historyCollection(connection: Connection) {
  const model = connection.model("Message", messageSchema);

  function of({ platform, team, id }: Person): ChatHistory {
    const person = JSON.stringify([platform, team, id]);
    const key = (from: "bot" | "person", entryId: string) => JSON.stringify([person, from, entryId]);
    const homeKey = JSON.stringify([person, "home"]);

    const botOut = (entry: BotEntry) => ({
      person,
      entryId: entry.id,
      from: entry.from,
      content: encode(entry.message),
      at: toDate(entry.at),
      order: entry.order,
      changed: entry.changed,
    });

    return {
      async append(entry, nonce) {
        try {
          const fresh = { _id: key("bot", entry.id), ...botOut(entry), ...(nonce === undefined ? {} : { nonce }) };
          await insertNew(model, fresh, IN_ORDER);
          return { entry, fresh: true };
        } catch (error) {
          if (nonce === undefined || !isDuplicateKey(error)) throw error;
          const doc = await model.findOne({ person, nonce }).lean<MessageDocument>();
          if (doc === null) throw error;
          return { entry: botIn(doc), fresh: false };
        }
      },
      async put(entry) {
        await model.replaceOne({ _id: key("bot", entry.id) }, botOut(entry), { upsert: true, ...IN_ORDER });
      },
      async replace(id, message, changed) {
        const doc = await model
          .findOneAndUpdate(
            { _id: key("bot", id) },
            { $set: { content: encode(message), changed } },
            { returnDocument: "after", ...IN_ORDER },
          )
          .lean<MessageDocument>();
        return doc === null ? null : botIn(doc);
      },
      async find(id) {
        const doc = await model.findOne({ _id: key("bot", id) }).lean<MessageDocument>();
        return doc === null ? null : botIn(doc);
      },
      async appendPerson(entry) {
        try {
          await insertNew(model, {
            _id: key("person", entry.id),
            person,
            entryId: entry.id,
            from: entry.from,
            content: entry.text,
            at: toDate(entry.at),
            order: entry.order,
            changed: 0,
          });
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
      },
      async last(count) {
        const docs = await model
          .find({ person, order: { $gt: 0 } })
          .sort({ order: -1 })
          .limit(count)
          .lean<MessageDocument[]>();
        return docs.reverse().map((doc) => (doc.from === "person" ? personIn(doc) : botIn(doc)));
      },
      async changedSince(stamp) {
        const docs = await model
          .find({ person, changed: { $gt: stamp } })
          .sort({ changed: 1 })
          .limit(KEPT)
          .lean<MessageDocument[]>();
        return docs.map((doc) => (doc.from === "home" ? homeIn(doc) : botIn(doc)));
      },
      async home() {
        const doc = await model.findOne({ _id: homeKey }).lean<MessageDocument>();
        return doc === null ? null : homeIn(doc);
      },
      async setHome({ from, message, changed }) {
        await model.updateOne(
          { _id: homeKey },
          {
            $set: {
              person,
              entryId: "home",
              from,
              content: encode(message),
              at: new Date(changed / 1000),
              order: 0,
              changed,
            },
          },
          { upsert: true, ...IN_ORDER },
        );
      },
    };
  }

  return {
    model,
    history: { of } satisfies Histories,

    /** Forgets the chats of people, named as identities are: `["web","","me"]`. */
    async erase(people: readonly string[]): Promise<void> {
      await model.deleteMany({ person: { $in: [...people] } });
    },

    /** Drops what is older than the last 500 of a chat. Called now and then: a chat may be longer for a while. */
    async sweep(): Promise<void> {
      for (const person of await model.distinct("person")) {
        const oldest = await model
          .findOne({ person, order: { $gt: 0 } }, { order: 1 })
          .sort({ order: -1 })
          .skip(KEPT)
          .lean<MessageDocument>();
        if (oldest !== null) await model.deleteMany({ person, order: { $gt: 0, $lte: oldest.order } });
      }
    },
  };
}

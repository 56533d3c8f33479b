/** Keeps what a conversation remembers, the codes that people send back, and which messages show which record. */
import { type Connection, Schema } from "mongoose";
import type { Card, CardRepository, Conversation, ConversationRepository } from "../chat/repository.ts";
import type { CodeRepository, PendingCode } from "../users/repository.ts";
import { IN_ORDER } from "./durability.ts";
import { decode, encode, toDate, toInstant } from "./fields.ts";

interface ConversationDocument {
  _id: string;
  /** The whole state in one text: it is read and written as one, and nothing looks for parts of it. */
  state: string;
  expiresAt: Date;
}

interface CodeDocument {
  _id: string;
  kind: PendingCode["kind"];
  userId: string;
  address: string | null;
  createdAt: Date;
  expiresAt: Date;
}

interface CardDocument {
  _id: string;
  userId: string;
  recordId: string;
  platform: string;
  team: string;
  personId: string;
  channel: string;
  messageId: string;
  version: number;
}

const text = { type: String, required: true } as const;
const conversationSchema = new Schema<ConversationDocument>(
  {
    _id: String,
    state: text,
    expiresAt: { type: Date, required: true },
  },
  { collection: "conversations", versionKey: false },
).index({ expiresAt: 1 });

const codeSchema = new Schema<CodeDocument>(
  {
    _id: String,
    kind: text,
    userId: text,
    address: { type: String, default: null },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: "codes", versionKey: false },
)
  .index({ userId: 1, kind: 1, createdAt: 1 })
  .index({ expiresAt: 1 });

const cardSchema = new Schema<CardDocument>(
  {
    _id: String,
    userId: text,
    recordId: text,
    platform: text,
    team: { type: String, default: "" },
    personId: text,
    channel: text,
    messageId: text,
    version: { type: Number, default: 0 },
  },
  { collection: "cards", versionKey: false },
)
  .index({ recordId: 1 })
  .index({ userId: 1 });

const REMEMBERED = Temporal.Duration.from({ hours: 1 });

export function conversationCollection(connection: Connection) {
  const model = connection.model("Conversation", conversationSchema);
  const of = (userId: string): ConversationRepository => ({
    async get(now) {
      const doc = await model.findById(userId).lean<ConversationDocument>();
      return doc === null || doc.expiresAt <= toDate(now) ? null : decode<Conversation>(doc.state);
    },
    async set(conversation, now) {
      const $set = { state: encode(conversation), expiresAt: toDate(now.add(REMEMBERED)) };
      await model.updateOne({ _id: userId }, { $set }, { upsert: true, ...IN_ORDER });
    },
  });
  return { model, of };
}

export function codeCollection(connection: Connection) {
  const model = connection.model("Code", codeSchema);
  const codeIn = (doc: CodeDocument | null, now: Temporal.Instant): PendingCode | null =>
    doc === null || doc.expiresAt <= toDate(now)
      ? null
      : { kind: doc.kind, userId: doc.userId, address: doc.address, expiresAt: toInstant(doc.expiresAt) };
  const codes: CodeRepository = {
    async create(hash, code, now) {
      const fields = {
        kind: code.kind,
        userId: code.userId,
        address: code.address,
        createdAt: toDate(now),
        expiresAt: toDate(code.expiresAt),
      };
      await model.updateOne({ _id: hash }, { $set: fields }, { upsert: true });
    },
    take: async (hash, now) => codeIn(await model.findOneAndDelete({ _id: hash }).lean<CodeDocument>(), now),
    peek: async (hash, now) => codeIn(await model.findById(hash).lean<CodeDocument>(), now),
    countSince: (userId, kind, since) => model.countDocuments({ userId, kind, createdAt: { $gte: toDate(since) } }),
  };
  return { model, codes };
}

export function cardCollection(connection: Connection) {
  const model = connection.model("Card", cardSchema);
  const of = (userId: string): CardRepository => ({
    async put({ recordId, person, ref, version }) {
      const _id = JSON.stringify([recordId, person.platform, person.team, person.id]);
      const fields = {
        userId,
        recordId,
        platform: person.platform,
        team: person.team,
        personId: person.id,
        channel: ref.channel,
        messageId: ref.id,
        version,
      };
      await model.updateOne({ _id }, { $set: fields }, { upsert: true, ...IN_ORDER });
    },
    async of(recordId) {
      const docs = await model.find({ recordId }).lean<CardDocument[]>();
      return docs.map(
        (doc): Card => ({
          recordId: doc.recordId,
          person: { platform: doc.platform, team: doc.team, id: doc.personId },
          ref: { channel: doc.channel, id: doc.messageId },
          version: doc.version,
        }),
      );
    },
  });
  return { model, of };
}

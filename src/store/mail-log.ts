/** Keeps one small document for each mail that was handed over: when and how it went, not what it said or to whom. */
import { type Connection, Schema } from "mongoose";
import type { MailKind, MailLog, MailState } from "../mail/log.ts";
import { toDate, toInstant } from "./fields.ts";

/** For looking into a complaint, not as an archive. */
const KEPT = Temporal.Duration.from({ hours: 24 * 30 });

/** No limit is that high: a bound on what one question to the database can bring. */
const MOST = 1_000;

interface MailDocument {
  /** The Message-ID: a mail tried again is the same document. */
  _id: string;
  userId: string;
  kind: MailKind;
  state: MailState;
  at: Date;
  expiresAt: Date;
}

const required = <T>(type: T) => ({ type, required: true }) as const;

const mailSchema = new Schema<MailDocument>(
  {
    _id: String,
    userId: required(String),
    kind: required(String),
    state: required(String),
    at: required(Date),
    expiresAt: required(Date),
  },
  { collection: "mails", versionKey: false },
)
  .index({ userId: 1, at: 1 })
  .index({ expiresAt: 1 });

export function mailLogCollection(connection: Connection) {
  const model = connection.model("Mail", mailSchema);

  /** What went to one person, or may have gone. */
  const sent = (userId: string, since: Temporal.Instant) =>
    model
      .find({ userId, at: { $gt: toDate(since) }, state: { $ne: "failed" } })
      .sort({ at: 1 })
      .limit(MOST);

  const log: MailLog = {
    async note({ userId, messageId, kind, state, at }) {
      const fields = { userId, kind, state, at: toDate(at), expiresAt: toDate(at.add(KEPT)) };
      await model.updateOne({ _id: messageId }, { $set: fields }, { upsert: true });
    },
    async settle(messageId, state) {
      await model.updateOne({ _id: messageId }, { $set: { state } });
    },
    async idsOf(userIds) {
      const docs = await model.find({ userId: { $in: [...userIds] } }, { _id: 1 }).lean<Pick<MailDocument, "_id">[]>();
      return docs.map(({ _id }) => _id);
    },
    async sentSince(userId, since) {
      const docs = await sent(userId, since).lean<MailDocument[]>();
      return docs.map(({ at }) => toInstant(at));
    },
  };

  return {
    log,
    /** The questions it asks, for tests that look at their plans. */
    queries: { sent, expired: (now: Temporal.Instant) => model.find({ expiresAt: { $lte: toDate(now) } }) },
    /** Everything about these users. */
    async erase(userIds: readonly string[]): Promise<void> {
      await model.deleteMany({ userId: { $in: [...userIds] } });
    },
    /** Removes what is past its end. */
    async sweep(now: Temporal.Instant): Promise<void> {
      await model.deleteMany({ expiresAt: { $lte: toDate(now) } });
    },
  };
}

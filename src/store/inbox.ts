/** Keeps what platforms reported until it is worked: stored once, one at a time for each person, in order. */
import { type Connection, Schema } from "mongoose";
import type { ChatEvent, Person } from "../chat/port.ts";
import type { Decided, Inbox, InboxItem } from "../chat/repository.ts";
import type { Queue } from "../scheduler/work.ts";
import { batchedInsert } from "./batch.ts";
import { IN_ORDER, LIGHT } from "./durability.ts";
import { decode, encode, toDate, toInstant } from "./fields.ts";
import { newId } from "./id.ts";
import { isDuplicateKey } from "./mongo-errors.ts";

interface InboxDocument {
  _id: string;
  person: string;
  event: string;
  decided: string | null;
  /** Grows with time: the order in which a person's events are worked. */
  order: string;
  state: "pending" | "working" | "done";
  token: string | null;
  attempts: number;
  receivedAt: Date;
  /** When the scheduler looks at it if nobody has finished it by then; absent once done. */
  wakeAt?: Date;
  /** Failed, and not to be tried again before: later events of the person wait for it, so that they keep their order. */
  notBefore?: Date;
  expiresAt?: Date;
}

const inboxSchema = new Schema<InboxDocument>(
  {
    _id: String,
    person: { type: String, required: true },
    event: { type: String, required: true },
    decided: { type: String, default: null },
    order: { type: String, required: true },
    state: { type: String, required: true },
    token: { type: String, default: null },
    attempts: { type: Number, default: 0 },
    receivedAt: { type: Date, required: true },
    wakeAt: Date,
    notBefore: Date,
    expiresAt: Date,
  },
  { collection: "inbox", versionKey: false },
)
  // One event of a person is worked at a time, by whatever process: the index refuses a second one.
  .index({ person: 1 }, { unique: true, partialFilterExpression: { state: "working" } })
  .index({ person: 1, state: 1, order: 1 })
  .index({ wakeAt: 1 }, { partialFilterExpression: { wakeAt: { $exists: true } } })
  .index({ expiresAt: 1 }, { partialFilterExpression: { expiresAt: { $exists: true } } });

/** A process that stored an event works it at once; only if it has not by then, the scheduler steps in. */
const GRACE = Temporal.Duration.from({ seconds: 60 });
/** Longer than any platform repeats a delivery. */
const KEPT_FOR = Temporal.Duration.from({ hours: 24 });

const personKey = (person: Person) => JSON.stringify([person.platform, person.team, person.id]);
/** By the time of receipt; events of one moment in the order in which this process stored them. */
const orderAt = (now: Temporal.Instant) => `${now.epochMilliseconds.toString(16).padStart(12, "0")}${newId()}`;
const keyOf = (platform: string, eventId: string) => `${platform}:${eventId}`;
const eventKey = (event: ChatEvent) => keyOf(event.from.person.platform, event.id);

export function inboxCollection(connection: Connection) {
  const model = connection.model("Inbox", inboxSchema);
  const insert = batchedInsert<InboxDocument>(connection.collection("inbox"));

  const inbox: Inbox = {
    add(event, now) {
      return insert({
        _id: eventKey(event),
        person: personKey(event.from.person),
        event: encode(event),
        decided: null,
        order: orderAt(now),
        state: "pending",
        token: null,
        attempts: 0,
        receivedAt: toDate(now),
        wakeAt: toDate(now.add(GRACE)),
      });
    },
    has: async (platform, eventId) => (await model.exists({ _id: keyOf(platform, eventId) })) !== null,
    async claimNext(person, lease, now) {
      try {
        const doc = await model
          .findOneAndUpdate(
            { person: personKey(person), state: "pending" },
            { $set: { state: "working", token: lease.token, wakeAt: toDate(lease.until) }, $inc: { attempts: 1 } },
            { sort: { order: 1 }, returnDocument: "after", ...LIGHT },
          )
          .lean<InboxDocument>();
        if (doc === null) return null;
        if (doc.notBefore === undefined || doc.notBefore <= toDate(now)) return itemIn(doc);
        const back = { $set: { state: "pending", token: null, wakeAt: doc.notBefore }, $inc: { attempts: -1 } };
        await model.updateOne({ _id: doc._id, token: lease.token }, back, LIGHT);
        return null;
      } catch (error) {
        // Another event of this person is being worked; who works it goes on with this one.
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },
    async decide(id, token, decided) {
      await model.updateOne({ _id: id, token }, { $set: { decided: encode(decided) } }, IN_ORDER);
    },
    async finish(id, token, now) {
      await model.updateOne(
        { _id: id, token },
        // What was written is not needed any more: only the id stays, against repeated delivery.
        {
          $set: { state: "done", event: "", decided: null, expiresAt: toDate(now.add(KEPT_FOR)) },
          $unset: { wakeAt: 1 },
        },
        LIGHT,
      );
    },
    async retry(id, token, at) {
      await model.updateOne(
        { _id: id, token },
        { $set: { state: "pending", token: null, wakeAt: toDate(at), notBefore: toDate(at) } },
      );
    },
  };

  /** People with events that nobody finished in time: their events are offered again. */
  const due: Omit<Queue<Person>, "run"> = {
    name: "inbox",
    async claim(now, _lease, limit) {
      const docs = await model
        .find({ wakeAt: { $lte: toDate(now) } })
        .sort({ wakeAt: 1 })
        .limit(limit)
        .lean<InboxDocument[]>();
      const people = new Map<string, Person>();
      for (const doc of docs) {
        // Pending again, and out of sight of this queue for a while; `claimNext` is what gives it to one process.
        await model.updateOne(
          { _id: doc._id, wakeAt: { $lte: toDate(now) } },
          { $set: { state: "pending", token: null, wakeAt: toDate(now.add(GRACE)) } },
        );
        people.set(doc.person, decode<ChatEvent>(doc.event).from.person);
      }
      return [...people.values()];
    },
    renew: () => Promise.resolve(),
    release: () => Promise.resolve(),
    async nextDue() {
      const doc = await model
        .findOne({ wakeAt: { $exists: true } }, { wakeAt: 1 })
        .sort({ wakeAt: 1 })
        .hint({ wakeAt: 1 })
        .lean<InboxDocument>();
      return doc?.wakeAt ? toInstant(doc.wakeAt) : null;
    },
  };

  /** Extends the lease of an event that takes long. */
  const renew = (id: string, token: string, until: Temporal.Instant) =>
    model.updateOne({ _id: id, token, state: "working" }, { $set: { wakeAt: toDate(until) } }, LIGHT);

  /** For a process that is alone on its database: what an earlier one left behind is due now. */
  const takeOver = () =>
    model.updateMany(
      { wakeAt: { $exists: true } },
      {
        $set: { state: "pending", token: null, wakeAt: new Date(0) },
        $unset: { notBefore: 1 },
      },
    );

  return { model, inbox, due, renew, takeOver };
}

const itemIn = (doc: InboxDocument): InboxItem => ({
  id: doc._id,
  event: decode<ChatEvent>(doc.event),
  decided: doc.decided === null ? null : decode<Decided>(doc.decided),
  attempts: doc.attempts,
  receivedAt: toInstant(doc.receivedAt),
});

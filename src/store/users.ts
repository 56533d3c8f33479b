/** Keeps people and how platforms know them: sign-in, settings, links between platforms, and what they owe a look. */
import { type Connection, Schema } from "mongoose";
import type { Queue } from "../scheduler/work.ts";
import type { MeRepository, PeopleRepository, ReplanDebt } from "../users/repository.ts";
import { DEFAULT_SETTINGS, type Identity, type Settings, type User } from "../users/user.ts";
import { toDate, toInstant } from "./fields.ts";
import { newId } from "./id.ts";

interface UserDocument {
  _id: string;
  name: string | null;
  timeZone: string | null;
  timeZoneConfirmed: boolean;
  email: string | null;
  settings: Settings;
  absorbed: string[];
  welcomed: boolean;
  createdAt: Date;
  applied: string[];
  /** A walk over the person's future interviews that is owed: when to go on, as of when, and how far it got. */
  replan?: { wakeAt: Date; asOf: Date; after: string | null } | null;
}

interface IdentityDocument {
  _id: string;
  platform: string;
  team: string;
  externalId: string;
  userId: string;
  lastSeenAt: Date;
  brokenBecause: string | null;
}

const text = { type: String, default: null } as const;
const userSchema = new Schema<UserDocument>(
  {
    _id: String,
    name: text,
    timeZone: text,
    timeZoneConfirmed: { type: Boolean, default: false },
    email: text,
    settings: {
      type: new Schema<Settings>(
        {
          reminders: Boolean,
          reminderRules: [String],
          emailReminders: Boolean,
          clock: { type: Number, default: null },
        },
        { _id: false },
      ),
      required: true,
    },
    absorbed: [String],
    welcomed: { type: Boolean, default: false },
    createdAt: { type: Date, required: true },
    applied: [String],
    replan: new Schema({ wakeAt: Date, asOf: Date, after: text }, { _id: false }),
  },
  { collection: "users", versionKey: false },
)
  .index({ absorbed: 1 })
  .index({ "replan.wakeAt": 1 }, { partialFilterExpression: { "replan.wakeAt": { $exists: true } } });

const identitySchema = new Schema<IdentityDocument>(
  {
    _id: String,
    platform: { type: String, required: true },
    team: { type: String, default: "" },
    externalId: { type: String, required: true },
    userId: { type: String, required: true },
    lastSeenAt: { type: Date, required: true },
    brokenBecause: text,
  },
  { collection: "identities", versionKey: false },
).index({ userId: 1, lastSeenAt: -1 });

/** How long ago "last seen" may lie before it is written again: it only orders a person's platforms. */
const SEEN_EVERY_MS = 10 * 60_000;

const userIn = (doc: UserDocument): User => ({
  id: doc._id,
  name: doc.name,
  timeZone: doc.timeZone,
  timeZoneConfirmed: doc.timeZoneConfirmed,
  email: doc.email,
  settings: { ...DEFAULT_SETTINGS, ...doc.settings },
  absorbed: doc.absorbed,
  welcomed: doc.welcomed,
  createdAt: toInstant(doc.createdAt),
});

const identityIn = (doc: IdentityDocument): Identity => ({
  platform: doc.platform,
  team: doc.team,
  externalId: doc.externalId,
  userId: doc.userId,
  lastSeenAt: toInstant(doc.lastSeenAt),
  brokenBecause: doc.brokenBecause,
});

/** Of a chain of links, the one that nobody absorbed. */
const outermost = (found: readonly UserDocument[]): UserDocument | null =>
  found.find((doc) => !found.some((other) => other.absorbed.includes(doc._id))) ?? null;

const identityKey = (who: { platform: string; team: string; id: string }) =>
  JSON.stringify([who.platform, who.team, who.id]);

export function userCollections(connection: Connection, erase: (userIds: readonly string[]) => Promise<void>) {
  const users = connection.model("User", userSchema);
  const identities = connection.model("Identity", identitySchema);

  /** A user that was linked into another is read as that other. */
  async function present(id: string): Promise<UserDocument | null> {
    return outermost(await users.find({ $or: [{ _id: id }, { absorbed: id }] }).lean<UserDocument[]>());
  }

  /** An identity with all users that may stand for it: with every message, so one question to the database. */
  async function whoIs(_id: string): Promise<{ identity: IdentityDocument; user: UserDocument | null } | null> {
    const from = users.collection.name;
    const [found] = await identities.aggregate<IdentityDocument & { own: UserDocument[]; into: UserDocument[] }>([
      { $match: { _id } },
      { $lookup: { from, localField: "userId", foreignField: "_id", as: "own" } },
      { $lookup: { from, localField: "userId", foreignField: "absorbed", as: "into" } },
    ]);
    return found === undefined ? null : { identity: found, user: outermost([...found.own, ...found.into]) };
  }

  async function must(id: string): Promise<User> {
    const doc = await users.findById(id).lean<UserDocument>();
    if (doc === null) throw new Error(`user ${id} is not there`);
    return userIn(doc);
  }

  const people: PeopleRepository = {
    async signIn(person, now, guess) {
      const _id = identityKey(person);
      const here = await whoIs(_id);
      if (here?.user) {
        const { identity, user } = here;
        if (identity.brokenBecause !== null || toDate(now).getTime() - identity.lastSeenAt.getTime() > SEEN_EVERY_MS) {
          await identities.updateOne({ _id }, { $set: { lastSeenAt: toDate(now), brokenBecause: null } });
        }
        return userIn(user);
      }
      const fresh = {
        platform: person.platform,
        team: person.team,
        externalId: person.id,
        userId: newId(),
        lastSeenAt: toDate(now),
      };
      const known = await identities
        .findOneAndUpdate({ _id }, { $setOnInsert: fresh }, { upsert: true, returnDocument: "after" })
        .lean<IdentityDocument>();
      if (known === null) throw new Error("an upsert returned nothing");
      // First contact, or a crash between the two writes of one.
      const timeZone = guess?.timeZone ?? null;
      await users.updateOne(
        { _id: known.userId },
        {
          $setOnInsert: {
            name: guess?.name ?? null,
            timeZone,
            settings: { ...DEFAULT_SETTINGS },
            createdAt: toDate(now),
          },
        },
        { upsert: true, setDefaultsOnInsert: true },
      );
      return must(known.userId);
    },
    async get(userId) {
      const doc = await present(userId);
      return doc === null ? null : userIn(doc);
    },
    async markReach({ platform, team, externalId }, brokenBecause) {
      await identities.updateOne({ _id: identityKey({ platform, team, id: externalId }) }, { $set: { brokenBecause } });
    },
    async owEveryone(asOf) {
      const at = toDate(asOf);
      await users.updateMany({}, { $set: { replan: { wakeAt: at, asOf: at, after: null } } });
    },
    async replanDebt(userId) {
      const doc = await users.findById(userId, { replan: 1 }).lean<UserDocument>();
      return doc?.replan ? { userId, asOf: toInstant(doc.replan.asOf), after: doc.replan.after } : null;
    },
    async replanProgress(userId, asOf, after) {
      await users.updateOne({ _id: userId, "replan.asOf": toDate(asOf) }, { $set: { "replan.after": after } });
    },
    async replanDone(userId, asOf) {
      await users.updateOne({ _id: userId, "replan.asOf": toDate(asOf) }, { $unset: { replan: 1 } });
    },
  };

  function of(userId: string): MeRepository {
    const once = (eventId: string) => ({ _id: userId, applied: { $ne: eventId } });
    const remember = (eventId: string) => ({ $push: { applied: { $each: [eventId], $slice: -20 } } });
    return {
      get: () => must(userId),
      async change({ settings, ...plain }, eventId, replan) {
        const set: Record<string, unknown> = { ...plain };
        for (const [key, value] of Object.entries(settings ?? {})) set[`settings.${key}`] = value;
        if (replan !== null) set.replan = { wakeAt: toDate(replan), asOf: toDate(replan), after: null };
        await users.updateOne(once(eventId), { $set: set, ...remember(eventId) });
        return must(userId);
      },
      did: async (eventId) => (await users.exists({ _id: userId, applied: eventId })) !== null,
      async identities() {
        const me = await must(userId);
        const found = await identities
          .find({ userId: { $in: [me.id, ...me.absorbed] } })
          .sort({ lastSeenAt: -1 })
          .lean<IdentityDocument[]>();
        return found.map(identityIn);
      },
      async erase() {
        const me = await must(userId);
        const ids = [me.id, ...me.absorbed];
        await erase(ids);
        await identities.deleteMany({ userId: { $in: ids } });
        await users.deleteMany({ _id: { $in: ids } });
      },
      async absorb(otherId, eventId) {
        const other = await must(otherId);
        const ids = [other.id, ...other.absorbed];
        await users.updateOne(once(eventId), { $addToSet: { absorbed: { $each: ids } }, ...remember(eventId) });
        return must(userId);
      },
      async unlink(eventId) {
        const result = await users.updateOne(
          { ...once(eventId), "absorbed.0": { $exists: true } },
          { $set: { absorbed: [] }, ...remember(eventId) },
        );
        return result.modifiedCount === 1;
      },
    };
  }

  const due: Omit<Queue<ReplanDebt>, "run"> = {
    name: "replans",
    async claim(now, lease, limit) {
      const debts: ReplanDebt[] = [];
      while (debts.length < limit) {
        const doc = await users
          .findOneAndUpdate(
            { "replan.wakeAt": { $lte: toDate(now) } },
            { $set: { "replan.wakeAt": toDate(lease.until) } },
            { sort: { "replan.wakeAt": 1 } },
          )
          .lean<UserDocument>();
        if (!doc?.replan) break;
        debts.push({ userId: doc._id, asOf: toInstant(doc.replan.asOf), after: doc.replan.after });
      }
      return debts;
    },
    async renew(debts, lease) {
      await wake(debts, toDate(lease.until));
    },
    async release(debts) {
      await wake(debts, new Date(0));
    },
    async nextDue() {
      const doc = await users
        .findOne({ "replan.wakeAt": { $exists: true } }, { replan: 1 })
        .sort({ "replan.wakeAt": 1 })
        .hint({ "replan.wakeAt": 1 })
        .lean<UserDocument>();
      return doc?.replan ? toInstant(doc.replan.wakeAt) : null;
    },
  };

  const wake = (debts: readonly ReplanDebt[], wakeAt: Date) =>
    users.updateMany(
      { _id: { $in: debts.map(({ userId }) => userId) }, "replan.wakeAt": { $exists: true } },
      { $set: { "replan.wakeAt": wakeAt } },
    );

  /** For a process that is alone on its database: a walk that an earlier one began goes on now. */
  const takeOver = () =>
    users.updateMany({ "replan.wakeAt": { $exists: true } }, { $set: { "replan.wakeAt": new Date(0) } });

  return { users, identities, people, of, due, takeOver };
}

/** Keeps people and how platforms know them: sign-in, settings, links between platforms, and what they owe a look. */
import type { Connection } from "mongoose";
import type { Queue } from "../scheduler/work.ts";
import type { MeRepository, PeopleRepository, ReplanDebt } from "../users/repository.ts";
import { DEFAULT_SETTINGS, TEAM_LEFT, type User } from "../users/user.ts";
import { toDate, toInstant } from "./fields.ts";
import { newId } from "./id.ts";
import {
  type IdentityDocument,
  identityIn,
  identityKey,
  identitySchema,
  outermost,
  type ReplanFields,
  type UserDocument,
  userIn,
  userSchema,
} from "./user-documents.ts";

/** How long ago "last seen" may lie before it is written again: it only orders a person's platforms. */
const SEEN_EVERY_MS = 10 * 60_000;

/** A walk that is due at once, for a change made then. */
const owed = (at: Date): ReplanFields => ({ id: newId(), wakeAt: at, asOf: at, after: null });

const debtIn = (userId: string, { id, asOf, after }: ReplanFields): ReplanDebt => ({
  id,
  userId,
  asOf: toInstant(asOf),
  after,
});

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
    async signIn(person, now, ask) {
      const _id = identityKey(person);
      const here = await whoIs(_id);
      if (here?.user) {
        const { identity, user } = here;
        const broken = identity.brokenBecause !== null && identity.leftAt === undefined;
        if (broken || toDate(now).getTime() - identity.lastSeenAt.getTime() > SEEN_EVERY_MS) {
          await identities.updateOne(
            { _id },
            // A workspace that has left is back by `teamBack` alone: an event of before may still come.
            { $set: { lastSeenAt: toDate(now), ...(broken ? { brokenBecause: null } : {}) } },
          );
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
      const { name = null, timeZone = null, email = null } = (await ask?.()) ?? {};
      await users.updateOne(
        { _id: known.userId },
        {
          $setOnInsert: {
            name,
            timeZone,
            email,
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
    knows: async (person) => (await identities.exists({ _id: identityKey(person) })) !== null,
    async recent(platform, since, limit) {
      const found = await identities
        .find({ platform, lastSeenAt: { $gte: toDate(since) } })
        .sort({ lastSeenAt: -1 })
        .limit(limit)
        .lean<IdentityDocument[]>();
      return found.map(identityIn).filter(({ brokenBecause }) => brokenBecause === null);
    },
    async lost({ platform, team, externalId }, because, at, forGood) {
      const here = { _id: identityKey({ platform, team, id: externalId }), leftAt: { $exists: false } };
      const who = forGood
        ? await identities.findOneAndUpdate(here, { $set: { brokenBecause: because } }).lean<IdentityDocument>()
        : await identities.findOne(here).lean<IdentityDocument>();
      const user = who === null ? null : await present(who.userId);
      if (user !== null) await users.updateOne({ _id: user._id }, { $min: { lostSince: toDate(at) } });
    },
    async told(userId) {
      await users.updateOne({ _id: userId }, { $unset: { lostSince: 1 } });
    },
    async teamLeft(platform, team, at) {
      const $set = { brokenBecause: TEAM_LEFT, leftAt: toDate(at) };
      await identities.updateMany({ platform, team, leftAt: { $exists: false } }, { $set });
    },
    async teamBack(platform, team) {
      const theirs = { platform, team, leftAt: { $exists: true } };
      await identities.updateMany(theirs, { $set: { brokenBecause: null }, $unset: { leftAt: 1 } });
    },
    async forgetLeft(before) {
      const gone = await identities
        .find({ leftAt: { $lte: toDate(before) } })
        .limit(100)
        .lean<IdentityDocument[]>();
      for (const { _id, userId } of gone) {
        const user = await present(userId);
        const ids = user === null ? [userId] : [user._id, ...user.absorbed];
        // Known elsewhere: what they keep is theirs, and only this way to it is gone.
        const elsewhere = await identities.exists({ userId: { $in: ids }, leftAt: { $exists: false } });
        if (user !== null && elsewhere === null) await of(user._id).erase();
        else await identities.deleteOne({ _id });
      }
      return gone.length;
    },
    async owEveryone(asOf) {
      const at = toDate(asOf);
      await users.updateMany({}, { $set: { replan: owed(at) } });
    },
    async replanDebt(userId) {
      const doc = await users.findById(userId, { replan: 1 }).lean<UserDocument>();
      return doc?.replan ? debtIn(userId, doc.replan) : null;
    },
    async replanProgress({ id, userId }, after) {
      await users.updateOne({ _id: userId, "replan.id": id }, { $set: { "replan.after": after } });
    },
    async replanDone({ id, userId }) {
      await users.updateOne({ _id: userId, "replan.id": id }, { $unset: { replan: 1 } });
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
        if (replan !== null) set.replan = owed(toDate(replan));
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
        debts.push(debtIn(doc._id, doc.replan));
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
      { _id: { $in: debts.map(({ userId }) => userId) }, "replan.id": { $in: debts.map(({ id }) => id) } },
      { $set: { "replan.wakeAt": wakeAt } },
    );

  /** For a process that is alone on its database: a walk that an earlier one began goes on now. */
  const takeOver = () =>
    users.updateMany({ "replan.wakeAt": { $exists: true } }, { $set: { "replan.wakeAt": new Date(0) } });

  return { users, identities, people, of, due, takeOver };
}

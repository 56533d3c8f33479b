/** Keeps interviews: scoped to one person, changed by conditional writes, with what follows owed in the same write. */
import type { Connection } from "mongoose";
import { UNDO } from "../interviews/interview.ts";
import {
  FOLLOWERS,
  type FollowerName,
  type InterviewRepository,
  type OwedRepository,
  type Owing,
} from "../interviews/repository.ts";
import type { Queue } from "../scheduler/work.ts";
import { toDate, toInstant } from "./fields.ts";
import { insertNew } from "./insert.ts";
import {
  type InterviewDocument,
  interviewIn,
  interviewOut,
  interviewSchema,
  keptIn,
  previousOut,
} from "./interview-document.ts";
import { isDuplicateKey } from "./mongo-errors.ts";

/** How many event ids a record remembers: more than can be under way for one person at once. */
const REMEMBERED = 20;

/** Due followers, as the scheduler works them. */
export interface OwedItem extends Owing {
  readonly follower: FollowerName;
}

export function interviewCollection(connection: Connection) {
  const model = connection.model("Interview", interviewSchema);

  function of(userIds: readonly string[]): InterviewRepository {
    const mine = { userId: { $in: [...userIds] } };
    const many = (docs: InterviewDocument[]) => docs.map(interviewIn);
    const there = { ...mine, deletedAt: null };
    return {
      async get(id) {
        const doc = await model.findOne({ _id: id, ...there }).lean<InterviewDocument>();
        return doc === null ? null : interviewIn(doc);
      },
      async kept(id) {
        const doc = await model.findOne({ _id: id, ...mine }).lean<InterviewDocument>();
        return doc === null ? null : keptIn(doc);
      },
      async ahead(now, limit) {
        const found = await model
          .find({ ...there, status: "scheduled", endsAt: { $gt: toDate(now) } })
          .sort({ endsAt: 1 })
          .limit(limit)
          .lean<InterviewDocument[]>();
        return many(found).sort((a, b) => a.startsAt.epochMilliseconds - b.startsAt.epochMilliseconds);
      },
      async between(from, to, limit) {
        const when = { $gte: toDate(from), $lt: toDate(to) };
        return many(
          await model
            .find({ ...there, "startsAt.at": when })
            .sort({ "startsAt.at": 1 })
            .limit(limit)
            .lean<InterviewDocument[]>(),
        );
      },
      async past(now, limit) {
        const found = await model
          .find({ ...there, status: { $ne: "cancelled" }, "startsAt.at": { $lte: toDate(now) } })
          .sort({ "startsAt.at": -1 })
          .limit(limit)
          .lean<InterviewDocument[]>();
        return many(found);
      },
      async atCompany(key, limit) {
        const found = await model
          .find({ ...there, companyKey: key })
          .sort({ "startsAt.at": -1 })
          .limit(limit)
          .lean<InterviewDocument[]>();
        return many(found);
      },
      async lastChanged() {
        const doc = await model.findOne(mine).sort({ changedAt: -1 }).lean<InterviewDocument>();
        return doc === null ? null : keptIn(doc);
      },
      async walk(from, afterId, limit) {
        const found = await model
          .find({
            ...there,
            status: "scheduled",
            endsAt: { $gt: toDate(from) },
            ...(afterId === null ? {} : { _id: { $gt: afterId } }),
          })
          .sort({ _id: 1 })
          .hint({ userId: 1, status: 1, endsAt: 1 })
          .limit(limit)
          .lean<InterviewDocument[]>();
        return found.map((doc) => ({ interview: interviewIn(doc), storedStart: toInstant(doc.startsAt.at) }));
      },
      async all() {
        return many(await model.find(there).sort({ "startsAt.at": 1 }).lean<InterviewDocument[]>());
      },
      async create(interview, eventId) {
        const now = toDate(interview.createdAt);
        try {
          await insertNew(model, {
            _id: interview.id,
            ...interviewOut(interview),
            createdBy: eventId,
            applied: [eventId],
            previous: null,
            owed: Object.fromEntries(FOLLOWERS.map((follower) => [follower, now])),
          });
          return interview;
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
          const doc = await model.findOne({ ...mine, createdBy: eventId }).lean<InterviewDocument>();
          if (doc === null) throw error;
          return interviewIn(doc);
        }
      },
      async replace(before, after, eventId) {
        const now = toDate(after.changedAt);
        const result = await model.updateOne(
          { _id: before.id, ...mine, version: before.version, applied: { $ne: eventId } },
          {
            $set: {
              ...interviewOut(after),
              userId: before.userId,
              previous: previousOut(before),
              ...Object.fromEntries(FOLLOWERS.map((follower) => [`owed.${follower}`, now])),
              ...(after.deletedAt === null ? {} : { expiresAt: toDate(after.deletedAt.add(UNDO)) }),
            },
            ...(after.deletedAt === null ? { $unset: { expiresAt: 1 } } : {}),
            $push: { applied: { $each: [eventId], $slice: -REMEMBERED } },
          },
        );
        return result.modifiedCount === 1;
      },
    };
  }

  const owed: OwedRepository = {
    async read(interviewId) {
      const doc = await model.findById(interviewId).lean<InterviewDocument>();
      return doc === null ? null : interviewIn(doc);
    },
    async clear(interviewId, follower, version) {
      const result = await model.updateOne({ _id: interviewId, version }, { $unset: { [`owed.${follower}`]: 1 } });
      return result.matchedCount === 1;
    },
    async postpone(interviewId, follower, until) {
      const field = `owed.${follower}`;
      await model.updateOne({ _id: interviewId, [field]: { $exists: true } }, { $set: { [field]: toDate(until) } });
    },
  };

  const due: Omit<Queue<OwedItem>, "run"> = {
    name: "followers",
    async claim(now, lease, limit) {
      const items: OwedItem[] = [];
      for (const follower of FOLLOWERS) {
        const field = `owed.${follower}`;
        while (items.length < limit) {
          const doc = await model
            .findOneAndUpdate(
              { [field]: { $lte: toDate(now) } },
              { $set: { [field]: toDate(lease.until) } },
              { sort: { [field]: 1 } },
            )
            .lean<InterviewDocument>();
          if (doc === null) break;
          items.push({ interviewId: doc._id, userId: doc.userId, follower });
        }
      }
      return items;
    },
    async renew(items, lease) {
      await Promise.all(items.map((item) => owed.postpone(item.interviewId, item.follower, lease.until)));
    },
    async release(items) {
      await Promise.all(
        items.map((item) => owed.postpone(item.interviewId, item.follower, Temporal.Instant.fromEpochMilliseconds(0))),
      );
    },
    async nextDue() {
      const times = await Promise.all(
        FOLLOWERS.map(async (follower) => {
          const field = `owed.${follower}`;
          const doc = await model
            .findOne({ [field]: { $exists: true } }, { owed: 1 })
            .sort({ [field]: 1 })
            .hint({ [field]: 1 })
            .lean<Pick<InterviewDocument, "owed">>();
          return doc?.owed[follower]?.getTime() ?? Number.POSITIVE_INFINITY;
        }),
      );
      const soonest = Math.min(...times);
      return Number.isFinite(soonest) ? toInstant(new Date(soonest)) : null;
    },
  };

  /** For a process that is alone on its database: what an earlier one was following up is due now. */
  const takeOver = () =>
    Promise.all(
      FOLLOWERS.map((follower) => {
        const field = `owed.${follower}`;
        return model.updateMany({ [field]: { $exists: true } }, { $set: { [field]: new Date(0) } });
      }),
    );

  return { model, of, owed, due, takeOver };
}

/** The scheduler's side of the reminders: claims what is due and carries the writes of the worker that holds it. */
import type { Model, UpdateWithAggregationPipeline } from "mongoose";
import type { DueReminder, DueReminders, Held } from "../reminders/repository.ts";
import type { Lease, Queue } from "../scheduler/work.ts";
import { LIGHT } from "./durability.ts";
import { toDate, toDateOrNull, toInstant } from "./fields.ts";
import { channelOut, dueIn, type ReminderDocument } from "./reminder-document.ts";

/** Reminders are claimed this far ahead, so that claiming makes none of them late. */
const AHEAD_MS = 1_000;
/** Work begins this long before the due time with what needs not be fresh: who it is for, and how they are reached. */
const HEAD_START_MS = 100;
/** Mostly waiting for mail servers and platforms: one that hangs must not keep others from being reminded. */
const CONCURRENCY = 500;
/** Counting what is overdue stops here: an alarm needs no exact number. */
const COUNTED = 1_000;

/** Gives reminders back as they were before they were claimed. */
export const unworked: UpdateWithAggregationPipeline = [
  { $set: { state: "pending", wakeAt: { $ifNull: ["$tryAt", "$dueAt"] } } },
  { $unset: ["leaseToken"] },
];

export type DueReminderStore = Omit<Queue<DueReminder>, "run"> &
  DueReminders & {
    /** Work that should have begun by `now`: how much (at most 1,000 are counted) and since when. */
    overdue(now: Temporal.Instant): Promise<{ readonly count: number; readonly since: Temporal.Instant | null }>;
  };

export function dueReminders(model: Model<ReminderDocument>): DueReminderStore {
  const ours = (held: Held) => ({
    _id: held.id,
    generation: held.generation,
    leaseToken: held.token,
    state: "sending" as const,
  });
  const claimed = (items: readonly DueReminder[], lease: Lease) => ({
    _id: { $in: items.map(({ id }) => id) },
    leaseToken: lease.token,
    state: "sending" as const,
  });

  return {
    name: "reminders",
    concurrency: CONCURRENCY,
    aheadMs: AHEAD_MS,
    startAt: ({ wakeAt }) => wakeAt.subtract({ milliseconds: HEAD_START_MS }),

    /** Three queries for any number: what is due, one conditional write on each of them, and those that we got. */
    async claim(now, lease, limit, ahead) {
      const [nowDate, aheadDate] = [toDate(now), toDate(ahead)];
      const due = await model
        .find({ wakeAt: { $lte: aheadDate } }, { state: 1, wakeAt: 1 })
        .sort({ wakeAt: 1 })
        .limit(limit)
        .lean<Pick<ReminderDocument, "_id">[]>();
      if (due.length === 0) return [];
      const ids = { $in: due.map(({ _id }) => _id) };
      await model.updateMany(
        {
          _id: ids,
          $or: [
            { state: "pending", wakeAt: { $lte: aheadDate } },
            { state: "sending", wakeAt: { $lte: nowDate } },
          ],
        },
        { $set: { state: "sending", leaseToken: lease.token, wakeAt: toDate(lease.until) } },
        LIGHT,
      );
      const got = await model.find({ _id: ids, leaseToken: lease.token }).lean<ReminderDocument[]>();
      return got.map(dueIn).sort((a, b) => Temporal.Instant.compare(a.wakeAt, b.wakeAt));
    },
    async renew(items, lease) {
      await model.updateMany(claimed(items, lease), { $set: { wakeAt: toDate(lease.until) } }, LIGHT);
    },
    async release(items, lease) {
      await model.updateMany(claimed(items, lease), unworked, { updatePipeline: true });
    },
    async nextDue() {
      const doc = await model
        .findOne({ wakeAt: { $exists: true } }, { wakeAt: 1 })
        .sort({ wakeAt: 1 })
        .lean<Pick<ReminderDocument, "wakeAt">>();
      return doc?.wakeAt === undefined ? null : toInstant(doc.wakeAt);
    },

    async hold(held, now, until) {
      const doc = await model
        .findOneAndUpdate(
          ours(held),
          { $set: { wakeAt: toDate(until) }, $inc: { attempts: 1 }, $min: { firstTriedAt: toDate(now) } },
          { returnDocument: "after", ...LIGHT },
        )
        .lean<ReminderDocument>();
      return doc === null ? null : dueIn(doc);
    },
    async record(held, result) {
      // Conditional on the generation only: that it was accepted stays true whoever holds the reminder now.
      await model.updateOne(
        { _id: held.id, generation: held.generation, [`channels.${result.channel}.state`]: { $ne: "accepted" } },
        { $set: { [`channels.${result.channel}`]: channelOut(result) } },
      );
    },
    async finish(held, ending, results) {
      const channels = Object.fromEntries(results.map((result) => [`channels.${result.channel}`, channelOut(result)]));
      const write =
        ending.state === "pending"
          ? {
              $set: { state: ending.state, wakeAt: toDate(ending.wakeAt), tryAt: toDate(ending.wakeAt), ...channels },
              $unset: { leaseToken: 1 },
            }
          : {
              $set: {
                state: ending.state,
                settledAt: toDate(ending.at),
                sentAt: toDateOrNull(ending.sentAt),
                ...channels,
              },
              $unset: { leaseToken: 1, wakeAt: 1 },
            };
      const result = await model.updateOne(ours(held), write);
      return result.modifiedCount === 1;
    },
    async drop(held, affirmed, at) {
      const result = await model.updateOne(
        { ...ours(held), affirmed },
        { $set: { state: "cancelled", settledAt: toDate(at) }, $unset: { leaseToken: 1, wakeAt: 1 } },
      );
      return result.modifiedCount === 1;
    },
    async keep(held, results) {
      for (const result of results) {
        const channel = `channels.${result.channel}`;
        const fields = channelOut(result);
        const same = await model.updateOne(
          { _id: held.id, generation: held.generation, [`${channel}.state`]: { $ne: "accepted" } },
          { $set: { [channel]: fields } },
        );
        if (same.matchedCount === 1) continue;
        await model.updateOne(
          { _id: held.id, generation: { $ne: held.generation } },
          {
            $push: {
              past: {
                generation: held.generation,
                dueAt: null,
                state: null,
                sentAt: null,
                channels: { [result.channel]: fields },
              },
            },
          },
        );
      }
    },

    async overdue(now) {
      const due = await model
        .find({ wakeAt: { $lte: toDate(now) } }, { wakeAt: 1 })
        .sort({ wakeAt: 1 })
        .limit(COUNTED)
        .lean<Pick<ReminderDocument, "wakeAt">[]>();
      const first = due[0]?.wakeAt;
      return { count: due.length, since: first === undefined ? null : toInstant(first) };
    },
  };
}

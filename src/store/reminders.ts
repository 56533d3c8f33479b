/** Keeps reminders: scoped to one person, and the due ones for the scheduler. Every write is conditional. */
import type { Connection } from "mongoose";
import type { Reminder } from "../reminders/reminder.ts";
import type { ReminderRepository } from "../reminders/repository.ts";
import { dueReminders, unworked } from "./due-reminders.ts";
import { toDate } from "./fields.ts";
import { newId } from "./id.ts";
import { insertNew } from "./insert.ts";
import { isDuplicateKey } from "./mongo-errors.ts";
import { type ReminderDocument, reminderIn, reminderSchema } from "./reminder-document.ts";

/** More deliveries of one reminder than this are not kept. */
const PAST = 20;

/** `of` opens the reminders of one person; `due` is the scheduler's side, for everybody. */
export function reminderCollection(connection: Connection) {
  const model = connection.model<ReminderDocument>("Reminder", reminderSchema);

  function of(userIds: readonly string[]): ReminderRepository {
    const mine = { userId: { $in: [...userIds] } };

    /** The document as it was read, and looked at by no other plan since. */
    const still = (stored: Reminder, version: number) => ({
      _id: stored.id,
      ...mine,
      generation: stored.generation,
      affirmed: stored.affirmed,
      plannedFor: { $lte: version },
    });

    return {
      async of(interviewId) {
        const docs = await model.find({ interviewId, ...mine }).lean<ReminderDocument[]>();
        return docs.map(reminderIn).sort(byDue);
      },
      async all() {
        const docs = await model.find(mine).sort({ dueAt: 1 }).lean<ReminderDocument[]>();
        return docs.map(reminderIn);
      },
      async next(interviewIds) {
        const docs = await model
          .find({ interviewId: { $in: [...interviewIds] }, ...mine, state: { $in: ["pending", "sending"] } })
          .lean<ReminderDocument[]>();
        const latestFirst = docs.map(reminderIn).sort(byDue).reverse();
        return new Map(latestFirst.map((reminder) => [reminder.interviewId, reminder]));
      },
      async add({ userId, interviewId }, { kind, dueAt }, version) {
        if (!userIds.includes(userId)) throw new Error("a reminder must belong to the person it is made for");
        const due = toDate(dueAt);
        try {
          await insertNew(model, {
            _id: newId(),
            userId,
            interviewId,
            kind,
            dueAt: due,
            state: "pending",
            generation: 1,
            plannedFor: version,
            affirmed: 0,
            channels: {},
            past: [],
            attempts: 0,
            sentAt: null,
            settledAt: null,
            tryAt: null,
            wakeAt: due,
          });
          return true;
        } catch (error) {
          if (isDuplicateKey(error)) return false;
          throw error;
        }
      },
      async arm(stored, dueAt, version) {
        const due = toDate(dueAt);
        const delivery = {
          generation: "$generation",
          dueAt: "$dueAt",
          state: "$state",
          sentAt: "$sentAt",
          channels: "$channels",
        };
        const delivered = { $ne: ["$channels", { $literal: {} }] };
        const result = await model.updateOne(
          still(stored, version),
          [
            {
              $set: {
                past: {
                  $slice: [{ $concatArrays: ["$past", { $cond: [delivered, [delivery], []] }] }, -PAST],
                },
              },
            },
            {
              $set: {
                state: "pending",
                dueAt: due,
                wakeAt: due,
                plannedFor: version,
                generation: { $add: ["$generation", 1] },
                affirmed: { $add: ["$affirmed", 1] },
                channels: { $literal: {} },
                attempts: 0,
                sentAt: null,
                settledAt: null,
                tryAt: null,
              },
            },
            { $unset: ["leaseToken", "firstTriedAt"] },
          ],
          { updatePipeline: true },
        );
        return result.modifiedCount === 1;
      },
      async cancel(stored, version) {
        const result = await model.updateOne(
          { ...still(stored, version), state: { $in: ["pending", "sending"] } },
          { $set: { state: "cancelled" }, $max: { plannedFor: version }, $unset: { wakeAt: 1, leaseToken: 1 } },
        );
        return result.modifiedCount === 1;
      },
      async affirm(interviewId, version) {
        await model.updateMany({ interviewId, ...mine }, { $inc: { affirmed: 1 }, $max: { plannedFor: version } });
      },
    };
  }

  return {
    model,
    of,
    due: dueReminders(model),
    /** For a process that is alone on its database: whoever held a reminder before is gone. */
    async takeOver(): Promise<void> {
      await model.updateMany({ wakeAt: { $exists: true }, state: "sending" }, unworked, { updatePipeline: true });
    },
    /** Removes everything of these people. */
    async erase(userIds: readonly string[]): Promise<void> {
      await model.deleteMany({ userId: { $in: [...userIds] } });
    },
    /** Removes the reminders of interviews that are gone for good. */
    async forget(interviewIds: readonly string[]): Promise<void> {
      await model.deleteMany({ interviewId: { $in: [...interviewIds] } });
    },
  };
}

const byDue = (a: Reminder, b: Reminder): number => Temporal.Instant.compare(a.dueAt, b.dueAt);

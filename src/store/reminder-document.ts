/** The shape of a reminder in the database, and the way there and back. */
import { Schema } from "mongoose";
import type { ChannelResult, Reminder, ReminderKind, ReminderState } from "../reminders/reminder.ts";
import type { DueReminder } from "../reminders/repository.ts";
import { toDate, toInstant, toInstantOrNull } from "./fields.ts";

export interface ChannelFields {
  state: ChannelResult["state"];
  at: Date;
  reason: string | null;
  attempts: number;
}

/** A delivery of an earlier generation. */
export interface PastFields {
  generation: number;
  dueAt: Date | null;
  state: string | null;
  sentAt: Date | null;
  channels: Record<string, ChannelFields>;
}

export interface ReminderDocument {
  _id: string;
  userId: string;
  interviewId: string;
  kind: ReminderKind;
  dueAt: Date;
  state: ReminderState;
  generation: number;
  plannedFor: number;
  affirmed: number;
  /** By the name of the channel. */
  channels: Record<string, ChannelFields>;
  past: PastFields[];
  attempts: number;
  firstTriedAt?: Date;
  sentAt: Date | null;
  settledAt: Date | null;
  /** The next try, where one failed; otherwise the due time counts. */
  tryAt: Date | null;
  /** The one field that rules due work: due time, next try, or end of the lease. Absent once nothing is left to do. */
  wakeAt?: Date;
  leaseToken?: string | null;
}

const required = <T>(type: T) => ({ type, required: true }) as const;
const inner = { _id: false, minimize: false } as const;

const channelSchema = new Schema<ChannelFields>(
  { state: required(String), at: required(Date), reason: { type: String, default: null }, attempts: required(Number) },
  inner,
);

const channels = { type: Map, of: channelSchema, default: {} } as const;

const pastSchema = new Schema<PastFields>(
  { generation: required(Number), dueAt: Date, state: String, sentAt: Date, channels },
  inner,
);

export const reminderSchema = new Schema<ReminderDocument>(
  {
    _id: String,
    userId: required(String),
    interviewId: required(String),
    kind: required(String),
    dueAt: required(Date),
    state: required(String),
    generation: required(Number),
    plannedFor: required(Number),
    affirmed: { type: Number, default: 0 },
    channels,
    past: [pastSchema],
    attempts: { type: Number, default: 0 },
    firstTriedAt: Date,
    sentAt: { type: Date, default: null },
    settledAt: { type: Date, default: null },
    tryAt: { type: Date, default: null },
    wakeAt: Date,
    leaseToken: String,
  },
  { collection: "reminders", versionKey: false, minimize: false },
)
  .index({ interviewId: 1, kind: 1 }, { unique: true })
  .index({ userId: 1, dueAt: 1 })
  // Only what is still to be done is in here, so looking for due work costs the same however much was sent.
  .index({ wakeAt: 1 }, { partialFilterExpression: { wakeAt: { $exists: true } } });

export const channelOut = ({ state, at, reason, attempts }: ChannelResult): ChannelFields => ({
  state,
  at: toDate(at),
  reason,
  attempts,
});

const channelsIn = (channels: Record<string, ChannelFields>): ChannelResult[] =>
  Object.entries(channels).map(([channel, { state, at, reason, attempts }]) => ({
    channel,
    state,
    at: toInstant(at),
    reason,
    attempts,
  }));

export const reminderIn = (doc: ReminderDocument): Reminder => ({
  id: doc._id,
  userId: doc.userId,
  interviewId: doc.interviewId,
  kind: doc.kind,
  dueAt: toInstant(doc.dueAt),
  state: doc.state,
  generation: doc.generation,
  plannedFor: doc.plannedFor,
  affirmed: doc.affirmed,
  channels: channelsIn(doc.channels),
  attempts: doc.attempts,
  sentAt: toInstantOrNull(doc.sentAt),
});

export const dueIn = (doc: ReminderDocument): DueReminder => ({
  ...reminderIn(doc),
  wakeAt: toInstant(doc.tryAt ?? doc.dueAt),
  firstTriedAt: toInstantOrNull(doc.firstTriedAt),
});

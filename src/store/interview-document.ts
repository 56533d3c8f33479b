/** The shape of an interview in the database, and the way there and back. */
import { Schema } from "mongoose";
import {
  type CancelReason,
  endsAt,
  type Format,
  type Interview,
  type Interviewer,
  type Kept,
  type Outcome,
  type Snapshot,
  type Status,
  snapshotOf,
  type Task,
} from "../interviews/interview.ts";
import { FOLLOWERS, type FollowerName } from "../interviews/repository.ts";
import { companyKey } from "../interviews/words.ts";
import { toDate, toDateOrNull, toInstant, toInstantOrNull, type ZonedFields, zonedIn, zonedOut } from "./fields.ts";

/** What undo brings back, as stored. */
export interface SnapshotFields {
  company: string;
  role: string | null;
  round: string | null;
  interviewers: Interviewer[];
  startsAt: ZonedFields;
  durationMinutes: number;
  format: Format | null;
  link: string | null;
  location: string | null;
  notes: string | null;
  status: Status;
  cancelReason: CancelReason | null;
  outcome: Outcome;
  tasks: Task[];
  reminderRules: string[];
  snoozedUntil: Date | null;
  deletedAt: Date | null;
}

export interface InterviewDocument extends SnapshotFields {
  _id: string;
  userId: string;
  version: number;
  companyKey: string;
  endsAt: Date;
  readyAt: Date | null;
  createdAt: Date;
  changedAt: Date;
  /** The event that made it: unique for the person, so that one event makes one interview. */
  createdBy: string;
  applied: string[];
  previous: SnapshotFields | null;
  /** Per follower, when it is to look at this record next; absent when it is done. */
  owed: Partial<Record<FollowerName, Date>>;
  /** Set once deleted: swept then. */
  expiresAt?: Date | null;
}

const required = <T>(type: T) => ({ type, required: true }) as const;
const text = { type: String, default: null } as const;
const date = { type: Date, default: null } as const;
const inner = { _id: false } as const;

const zonedSchema = new Schema<ZonedFields>(
  { wall: required(String), zone: required(String), at: required(Date) },
  inner,
);
const interviewerSchema = new Schema<Interviewer>({ name: required(String), email: text }, inner);
const taskSchema = new Schema<Task>({ id: required(String), title: required(String), done: required(Boolean) }, inner);

const snapshotFields = {
  company: required(String),
  role: text,
  round: text,
  interviewers: [interviewerSchema],
  startsAt: required(zonedSchema),
  durationMinutes: required(Number),
  format: text,
  link: text,
  location: text,
  notes: text,
  status: required(String),
  cancelReason: text,
  outcome: required(String),
  tasks: [taskSchema],
  reminderRules: [String],
  snoozedUntil: date,
  deletedAt: date,
} as const;

const owedFields = Object.fromEntries(FOLLOWERS.map((follower) => [follower, Date]));

export const interviewSchema = new Schema<InterviewDocument>(
  {
    _id: String,
    userId: required(String),
    version: required(Number),
    ...snapshotFields,
    companyKey: required(String),
    endsAt: required(Date),
    readyAt: date,
    createdAt: required(Date),
    changedAt: required(Date),
    createdBy: required(String),
    applied: [String],
    previous: { type: new Schema<SnapshotFields>(snapshotFields, inner), default: null },
    owed: { type: new Schema(owedFields, inner), default: {} },
    expiresAt: Date,
  },
  { collection: "interviews", versionKey: false, minimize: false },
)
  .index({ userId: 1, "startsAt.at": 1 })
  .index({ userId: 1, status: 1, endsAt: 1 })
  .index({ userId: 1, companyKey: 1, "startsAt.at": -1 })
  .index({ userId: 1, changedAt: -1 })
  .index({ userId: 1, createdBy: 1 }, { unique: true })
  .index({ expiresAt: 1 }, { partialFilterExpression: { expiresAt: { $exists: true } } });
for (const follower of FOLLOWERS) {
  interviewSchema.index(
    { [`owed.${follower}`]: 1 },
    { partialFilterExpression: { [`owed.${follower}`]: { $exists: true } } },
  );
}

const snapshotOut = (it: Snapshot): SnapshotFields => ({
  ...it,
  interviewers: it.interviewers.map((person) => ({ ...person })),
  tasks: it.tasks.map((task) => ({ ...task })),
  reminderRules: [...it.reminderRules],
  startsAt: zonedOut(it.startsAt),
  snoozedUntil: toDateOrNull(it.snoozedUntil),
  deletedAt: toDateOrNull(it.deletedAt),
});

const snapshotIn = (doc: SnapshotFields): Snapshot => ({
  company: doc.company,
  role: doc.role,
  round: doc.round,
  interviewers: doc.interviewers.map(({ name, email }) => ({ name, email })),
  startsAt: zonedIn(doc.startsAt),
  durationMinutes: doc.durationMinutes,
  format: doc.format,
  link: doc.link,
  location: doc.location,
  notes: doc.notes,
  status: doc.status,
  cancelReason: doc.cancelReason,
  outcome: doc.outcome,
  tasks: doc.tasks.map(({ id, title, done }) => ({ id, title, done })),
  reminderRules: [...doc.reminderRules],
  snoozedUntil: toInstantOrNull(doc.snoozedUntil),
  deletedAt: toInstantOrNull(doc.deletedAt),
});

/** The fields of a document that a write of this interview sets. */
export const interviewOut = (it: Interview) => ({
  userId: it.userId,
  version: it.version,
  ...snapshotOut(snapshotOf(it)),
  companyKey: companyKey(it.company),
  endsAt: toDate(endsAt(it).toInstant()),
  readyAt: toDateOrNull(it.readyAt),
  createdAt: toDate(it.createdAt),
  changedAt: toDate(it.changedAt),
});

export const previousOut = (before: Interview): SnapshotFields => snapshotOut(snapshotOf(before));

export const interviewIn = (doc: InterviewDocument): Interview => ({
  ...snapshotIn(doc),
  id: doc._id,
  userId: doc.userId,
  version: doc.version,
  readyAt: toInstantOrNull(doc.readyAt),
  createdAt: toInstant(doc.createdAt),
  changedAt: toInstant(doc.changedAt),
});

export const keptIn = (doc: InterviewDocument): Kept => ({
  interview: interviewIn(doc),
  applied: doc.applied,
  previous: doc.previous === null ? null : snapshotIn(doc.previous),
});

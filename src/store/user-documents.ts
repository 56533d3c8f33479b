/** How people and their identities look in the database, and how they come out of it. */
import { Schema } from "mongoose";
import { DEFAULT_SETTINGS, type Identity, type Settings, type User } from "../users/user.ts";
import { toInstant } from "./fields.ts";

export interface UserDocument {
  _id: string;
  name: string | null;
  timeZone: string | null;
  timeZoneConfirmed: boolean;
  email: string | null;
  settings: Settings;
  absorbed: string[];
  welcomed: boolean;
  lostSince?: Date;
  createdAt: Date;
  applied: string[];
  /** A walk over the person's future interviews that is owed: when to go on, as of when, and how far it got. */
  replan?: ReplanFields | null;
}

export interface ReplanFields {
  /** Which change made it: whoever works an older one leaves a newer one alone. */
  id: string;
  wakeAt: Date;
  asOf: Date;
  after: string | null;
}

export interface IdentityDocument {
  _id: string;
  platform: string;
  team: string;
  externalId: string;
  userId: string;
  lastSeenAt: Date;
  brokenBecause: string | null;
  /** When its workspace put the bot out: the data is deleted some time after. */
  leftAt?: Date;
}

const text = { type: String, default: null } as const;
export const userSchema = new Schema<UserDocument>(
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
          platform: text,
          clock: { type: Number, default: null },
        },
        { _id: false },
      ),
      required: true,
    },
    absorbed: [String],
    welcomed: { type: Boolean, default: false },
    lostSince: Date,
    createdAt: { type: Date, required: true },
    applied: [String],
    replan: new Schema<ReplanFields>({ id: String, wakeAt: Date, asOf: Date, after: text }, { _id: false, id: false }),
  },
  { collection: "users", versionKey: false },
)
  .index({ absorbed: 1 })
  .index({ "replan.wakeAt": 1 }, { partialFilterExpression: { "replan.wakeAt": { $exists: true } } });

export const identitySchema = new Schema<IdentityDocument>(
  {
    _id: String,
    platform: { type: String, required: true },
    team: { type: String, default: "" },
    externalId: { type: String, required: true },
    userId: { type: String, required: true },
    lastSeenAt: { type: Date, required: true },
    brokenBecause: text,
    leftAt: Date,
  },
  { collection: "identities", versionKey: false },
)
  .index({ userId: 1, lastSeenAt: -1 })
  .index({ platform: 1, team: 1 })
  .index({ platform: 1, lastSeenAt: -1 })
  .index({ leftAt: 1 }, { partialFilterExpression: { leftAt: { $exists: true } } });

export const userIn = (doc: UserDocument): User => ({
  id: doc._id,
  name: doc.name,
  timeZone: doc.timeZone,
  timeZoneConfirmed: doc.timeZoneConfirmed,
  email: doc.email,
  settings: { ...DEFAULT_SETTINGS, ...doc.settings },
  absorbed: doc.absorbed,
  welcomed: doc.welcomed,
  lostSince: doc.lostSince === undefined ? null : toInstant(doc.lostSince),
  createdAt: toInstant(doc.createdAt),
});

export const identityIn = (doc: IdentityDocument): Identity => ({
  platform: doc.platform,
  team: doc.team,
  externalId: doc.externalId,
  userId: doc.userId,
  lastSeenAt: toInstant(doc.lastSeenAt),
  brokenBecause: doc.brokenBecause,
});

/** Of a chain of links, the one that nobody absorbed. */
export const outermost = (found: readonly UserDocument[]): UserDocument | null =>
  found.find((doc) => !found.some((other) => other.absorbed.includes(doc._id))) ?? null;

export const identityKey = (who: { platform: string; team: string; id: string }) =>
  JSON.stringify([who.platform, who.team, who.id]);

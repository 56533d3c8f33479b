/** What people need from the store: one person's own side, and the unscoped side for sign-in and the scheduler. */
import type { Identity, Settings, User } from "./user.ts";

export type UserPatch = Partial<Pick<User, "name" | "timeZone" | "timeZoneConfirmed" | "email" | "welcomed">> & {
  readonly settings?: Partial<Settings>;
};

/** A secret that was sent to a person to be sent back: a code for an address or for linking. */
export interface PendingCode {
  /** "wrong" is no code: it marks a wrong one that the person sent, so that guessing has an end. */
  readonly kind: "email" | "link" | "export" | "wrong";
  readonly userId: string;
  /** For "email": the address that it confirms. */
  readonly address: string | null;
  readonly expiresAt: Temporal.Instant;
}

/** Opened for one person. */
export interface MeRepository {
  get(): Promise<User>;
  /** Changes the person; the same event twice changes nothing. `replan` makes everything that follows owed anew. */
  change(patch: UserPatch, eventId: string, replan: Temporal.Instant | null): Promise<User>;
  /** Whether this event has changed the person already. */
  did(eventId: string): Promise<boolean>;
  /** The platforms they use, the one used last first. */
  identities(): Promise<readonly Identity[]>;
  /** Removes the person and everything of theirs, at once and for good. */
  erase(): Promise<void>;
  /** Links another user into this one: one write. */
  absorb(otherId: string, eventId: string): Promise<User>;
  /** Takes linked users out again; false if there were none. */
  unlink(eventId: string): Promise<boolean>;
}

/** Codes are stored as hashes, carry an end, and are good for one use. */
export interface CodeRepository {
  create(hash: string, code: PendingCode, now: Temporal.Instant): Promise<void>;
  /** Takes the code out if it is still good at `now`, so that it is used once. */
  take(hash: string, now: Temporal.Instant): Promise<PendingCode | null>;
  /** Reads without taking: for a download link that may be pressed twice. */
  peek(hash: string, now: Temporal.Instant): Promise<PendingCode | null>;
  /** Codes of this kind made for the person since then: for limits. */
  countSince(userId: string, kind: PendingCode["kind"], since: Temporal.Instant): Promise<number>;
}

/** A wrong zone, new offsets or new zone data: records to look at again, in batches that survive a crash. */
export interface ReplanDebt {
  /** Two changes may be made in the same millisecond: each is a debt of its own. */
  readonly id: string;
  readonly userId: string;
  /** When the change was made: reminders whose time had passed by then are not owed. */
  readonly asOf: Temporal.Instant;
  /** The last record that was done. */
  readonly after: string | null;
}

/** The unscoped side. */
export interface PeopleRepository {
  /**
   * The user behind a platform's person, made at first contact: only then `ask` is asked what the platform knows of
   * them. Who was lost to messages and writes again is within reach again.
   */
  signIn(
    person: { readonly platform: string; readonly team: string; readonly id: string },
    now: Temporal.Instant,
    ask?: () => Promise<{ readonly timeZone?: string; readonly name?: string; readonly email?: string }>,
  ): Promise<User>;
  /** Whether this person has ever been in contact. */
  knows(person: { readonly platform: string; readonly team: string; readonly id: string }): Promise<boolean>;
  /** Who used the platform since then and can be reached there, the latest first; at most `limit`. */
  recent(platform: string, since: Temporal.Instant, limit: number): Promise<readonly Identity[]>;
  /** Everybody of a workspace is out of reach, from `at` on. */
  teamLeft(platform: string, team: string, at: Temporal.Instant): Promise<void>;
  /** The workspace is back: those whom `teamLeft` put out of reach are within it again. */
  teamBack(platform: string, team: string): Promise<void>;
  /** Deletes who left before `before`, with everything of theirs unless another platform still knows them. */
  forgetLeft(before: Temporal.Instant): Promise<number>;
  get(userId: string): Promise<User | null>;
  /**
   * A message did not reach the person on a platform: they are to be told. `forGood`: no other will either, until they
   * write again. Nothing happens for one never seen, nor for one whose workspace has left.
   */
  lost(
    identity: Pick<Identity, "platform" | "team" | "externalId">,
    because: string,
    at: Temporal.Instant,
    forGood: boolean,
  ): Promise<void>;
  /** The person has been told that they were out of reach. */
  told(userId: string): Promise<void>;
  /** New zone data of the runtime: everybody with future interviews owes a look at them. */
  owEveryone(asOf: Temporal.Instant): Promise<void>;
  replanDebt(userId: string): Promise<ReplanDebt | null>;
  replanProgress(debt: ReplanDebt, after: string | null): Promise<void>;
  /** Clears the debt unless a newer one came meanwhile. */
  replanDone(debt: ReplanDebt): Promise<void>;
}

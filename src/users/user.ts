/** A person, how they are reached, and what they chose. */

/** What a person chose. Every field has a default, so a new person needs to set nothing. */
export interface Settings {
  /** False stops all reminders. */
  readonly reminders: boolean;
  /** When to remind of every interview, as rules of `reminders/rules.ts`: "-PT24H", "-PT2H", "day-before@19:00". */
  readonly reminderRules: readonly string[];
  /** False keeps reminders in the chat and stops the mails. */
  readonly emailReminders: boolean;
  /** The platform that reminders go to; null: the one that was used last. */
  readonly platform: string | null;
  /** 12 ("3:00 PM") or 24 ("15:00"); null means what is usual where the person lives. */
  readonly clock: 12 | 24 | null;
}

export const DEFAULT_SETTINGS: Settings = {
  reminders: true,
  reminderRules: ["-PT24H", "-PT2H"],
  emailReminders: true,
  platform: null,
  clock: null,
};

export interface User {
  readonly id: string;
  readonly name: string | null;
  /** IANA name, e.g. "Europe/London". Null until the platform or the person said it. */
  readonly timeZone: string | null;
  /** False while the zone is only a guess (of the browser or the platform) that the person has not agreed to. */
  readonly timeZoneConfirmed: boolean;
  /** A confirmed address; null until one is confirmed. */
  readonly email: string | null;
  readonly settings: Settings;
  /** Ids of users that were linked into this one: their records are this person's too. */
  readonly absorbed: readonly string[];
  /** Whether the bot has introduced itself. */
  readonly welcomed: boolean;
  /** Since when a message did not reach them somewhere, until they have been told; null otherwise. */
  readonly lostSince: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
}

/** A person as one platform knows them. */
export interface Identity {
  readonly platform: string;
  /** Workspace or server that the id belongs to; "" where the platform has none. */
  readonly team: string;
  readonly externalId: string;
  readonly userId: string;
  readonly lastSeenAt: Temporal.Instant;
  /** Why messages can no longer reach the person here (a code such as "account_inactive"), or null. */
  readonly brokenBecause: string | null;
}

/** The reason of everybody whose workspace has put the bot out. */
export const TEAM_LEFT = "team_left";

/** The ids whose records a person may read: their own and those they linked. */
export const idsOf = (user: Pick<User, "id" | "absorbed">): readonly string[] => [user.id, ...user.absorbed];

/** The person's zone, or UTC while it is unknown (which messages then say). */
export const zoneOf = (user: Pick<User, "timeZone">): string => user.timeZone ?? "UTC";

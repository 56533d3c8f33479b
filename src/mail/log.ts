/** What the bot remembers of the mails it handed over: enough for a limit and a record, nothing of what they said. */

export type MailKind = "reminder" | "confirm";

/** `sending` until the outcome is known; a bot that died meanwhile leaves it so. */
export type MailState = "sending" | "accepted" | "written" | "failed";

/** One mail; tried again, it is the same entry. */
export interface MailEntry {
  readonly userId: string;
  readonly messageId: string;
  readonly kind: MailKind;
  readonly state: MailState;
  readonly at: Temporal.Instant;
}

export interface MailLog {
  /** Notes a mail before it is handed over; one with the same id is put back to this state and time. */
  note(entry: MailEntry): Promise<void>;
  /** Notes how it went; an id that nobody noted is ignored. */
  settle(messageId: string, state: MailState): Promise<void>;
  /** When mails to this person went or may have gone (all but the failed ones) after `since`, oldest first. */
  sentSince(userId: string, since: Temporal.Instant): Promise<readonly Temporal.Instant[]>;
  /** The ids of all mails to these people that are still remembered. */
  idsOf(userIds: readonly string[]): Promise<readonly string[]>;
}

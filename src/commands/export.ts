/** Everything the bot keeps about a person, in a form that they can take elsewhere. */
import type { Interview } from "../interviews/interview.ts";
import { interviewCalendar } from "../mail/calendar.ts";
import type { Reminder } from "../reminders/reminder.ts";
import type { Identity, User } from "../users/user.ts";

export interface Everything {
  readonly user: User;
  readonly identities: readonly Identity[];
  readonly interviews: readonly Interview[];
  readonly reminders: readonly Reminder[];
  /** What was written in chats that the bot itself keeps. */
  readonly messages: readonly object[];
}

/** As JSON text: times in ISO 8601, starts with wall time, offset and zone. */
export const asJson = (everything: Everything, now: Temporal.Instant): string =>
  JSON.stringify({ exportedAt: now.toString(), ...everything }, null, 2);

/** The interviews as one .ics file. */
export const asCalendar = ({ interviews }: Everything, now: Temporal.Instant): string =>
  interviewCalendar(interviews, { now });

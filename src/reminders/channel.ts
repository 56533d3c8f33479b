/** The port to whatever carries a reminder to a person: a chat platform, e-mail. */
import type { Interview } from "../interviews/interview.ts";
import type { User } from "../users/user.ts";
import type { ReminderKind } from "./reminder.ts";

/** All that a renderer needs to know; as true as the last moment before the hand-over. */
export interface Notice {
  readonly user: User;
  readonly interview: Interview;
  readonly kind: ReminderKind;
  /** "Interview tomorrow at 3:00 PM: Stripe, phone screen". */
  readonly headline: string;
  /** "I could not reach you earlier; sorry.", or null when the reminder is on time. */
  readonly apology: string | null;
  readonly late: boolean;
  readonly dueAt: Temporal.Instant;
  readonly now: Temporal.Instant;
}

/** `written`: a mail that lies as a file, neither delivered nor failed. `not_wanted`: the person switched this off. */
export type Handed = "accepted" | "written" | "not_wanted";

export interface ReminderChannel {
  /** A platform's name ("web", "slack") or "email": letters, digits, "_" and "-". */
  readonly name: string;
  /**
   * Hands the notice over; throws DeliveryError when it was not taken. `nonce` is the same when the same reminder is
   * tried again (it names the reminder and its generation), so that a receiver that can will show it once. `again`: an
   * earlier try may have reached it.
   */
  deliver(notice: Notice, nonce: string, again: boolean): Promise<Handed>;
}

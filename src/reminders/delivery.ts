/** What delivering a reminder needs from the rest of the house, and what it reports. */
import type { Clock } from "../clock.ts";
import type { Interview } from "../interviews/interview.ts";
import type { Logger } from "../log.ts";
import type { User } from "../users/user.ts";
import type { ReminderChannel } from "./channel.ts";
import type { ChannelResult, ReminderState } from "./reminder.ts";
import type { DueReminder, DueReminders } from "./repository.ts";

export interface Settled {
  readonly state: Exclude<ReminderState, "pending" | "sending">;
  /** From the due time to the beginning of the first hand-over; null if there was none. */
  readonly latenessMs: number | null;
  readonly channels: readonly ChannelResult[];
}

export interface PermanentFailure {
  readonly interviewId: string;
  readonly channel: string;
  readonly reason: string;
  /** Channels that took the same reminder: where the person can be told. */
  readonly accepted: readonly string[];
}

export interface DeliverDeps {
  readonly due: DueReminders;
  readonly readInterview: (userId: string, interviewId: string) => Promise<Interview | null>;
  /** The person whose record it is today: for a linked user's id, the user it was linked into. */
  readonly readUser: (userId: string) => Promise<User | null>;
  /** Chat first, e-mail after; they are tried at the same time. */
  readonly channelsFor: (user: User) => Promise<readonly ReminderChannel[]>;
  /** Called once a generation for each channel that failed for good, after that is recorded. */
  readonly tell: (user: User, failure: PermanentFailure) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onSettled?: (settled: Settled) => void;
  readonly onChannel?: (result: ChannelResult) => void;
  /** In [0, 1); for tests. */
  readonly chance?: () => number;
}

export type Deliver = (
  item: DueReminder,
  lease: { readonly token: string },
  again: (at: Temporal.Instant) => void,
) => Promise<void>;

export function settled(
  deps: DeliverDeps,
  state: Settled["state"],
  latenessMs: number | null,
  channels: readonly ChannelResult[],
): void {
  deps.onSettled?.({ state, latenessMs, channels });
}

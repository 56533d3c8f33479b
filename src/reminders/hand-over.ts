/** Hands one notice to one channel, and turns every way this can go into a result. */
import type { Clock } from "../clock.ts";
import { DeliveryError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Notice, ReminderChannel } from "./channel.ts";
import type { ChannelResult } from "./reminder.ts";

/** Less than a lease, so that a channel that never answers cannot keep a reminder for good. */
const PATIENCE = Temporal.Duration.from({ seconds: 45 });

export interface HandedOver {
  readonly channel: string;
  /** Null when the person does not want it there. */
  readonly result: ChannelResult | null;
  /** How long the other side asked us to wait. */
  readonly retryAfter: Temporal.Duration | null;
}

/** Never throws. A fault of ours is logged and tried again, like one of theirs that may pass. */
export async function handOver(
  channel: ReminderChannel,
  notice: Notice,
  nonce: string,
  {
    clock,
    log,
    attempts,
    again,
  }: { readonly clock: Clock; readonly log: Logger; readonly attempts: number; readonly again: boolean },
): Promise<HandedOver> {
  const { name } = channel;
  const result = (state: ChannelResult["state"], reason: string | null): ChannelResult => ({
    channel: name,
    state,
    at: clock.now(),
    reason,
    attempts,
  });
  try {
    const answer = await bounded(channel.deliver(notice, nonce, again), clock);
    return { channel: name, result: answer === "not_wanted" ? null : result(answer, null), retryAfter: null };
  } catch (error) {
    if (error instanceof DeliveryError) {
      const state = error.permanent ? "failed" : "retrying";
      return { channel: name, result: result(state, error.reason), retryAfter: error.retryAfter };
    }
    log.error({ err: error, channel: name, interview: notice.interview.id }, "a reminder could not be handed over");
    return { channel: name, result: result("retrying", "internal"), retryAfter: null };
  }
}

async function bounded<T>(work: Promise<T>, clock: Clock): Promise<T> {
  const answered = new AbortController();
  const patience = clock.sleepUntil(clock.now().add(PATIENCE), answered.signal).then((): never => {
    throw new DeliveryError("The channel did not answer.", { permanent: false, reason: "timeout" });
  });
  // Whichever comes second is heard by nobody.
  patience.catch(() => {});
  work.catch(() => {});
  try {
    return await Promise.race([work, patience]);
  } finally {
    answered.abort();
  }
}

/** Decides how a round of hand-overs ends: sent, failed, or once more. Pure. */
import type { ChannelResult } from "./reminder.ts";

export type Outcome = "sent" | "failed" | "cancelled";

/** The results of a reminder with those of this round put in place. */
export const merged = (had: readonly ChannelResult[], now: readonly ChannelResult[]): readonly ChannelResult[] => [
  ...had.filter(({ channel }) => !now.some((result) => result.channel === channel)),
  ...now,
];

/** Whether a channel still has to be tried: never answered, or asked us to come back. */
export const outstanding = (had: readonly ChannelResult[], channel: string): boolean =>
  had.every((result) => result.channel !== channel || result.state === "retrying");

/** Nothing will be tried any more: what was to be tried again has failed. */
export const closed = (results: readonly ChannelResult[]): readonly ChannelResult[] =>
  results.map((result) => (result.state === "retrying" ? { ...result, state: "failed" } : result));

/**
 * What the reminder has come to: sent when one channel took it, cancelled when the person wants none of the channels,
 * failed otherwise. A mail that only lies as a file has reached nobody.
 */
export function outcome(results: readonly ChannelResult[], channels: number): Outcome {
  if (results.some(({ state }) => state === "accepted")) return "sent";
  return results.length === 0 && channels > 0 ? "cancelled" : "failed";
}

/** When the first channel took it; null if none did. */
export function sentAt(results: readonly ChannelResult[]): Temporal.Instant | null {
  const accepted = results.filter(({ state }) => state === "accepted").map(({ at }) => at);
  return accepted.sort(Temporal.Instant.compare)[0] ?? null;
}

/** Decides what a failed call of Discord's API means: over for good, or worth another try. */
import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import { DeliveryError } from "../../src/errors.ts";

/** Codes of https://docs.discord.com/developers/topics/opcodes-and-status-codes#json that are acted upon. */
export const CODE = {
  unknownChannel: 10_003,
  unknownMessage: 10_008,
  unknownUser: 10_013,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  pinsFull: 30_003,
  oldEdits: 30_046,
  acknowledged: 40_060,
  missingAccess: 50_001,
  notOurs: 50_005,
  closedDms: 50_007,
  missingPermission: 50_013,
  badToken: 50_027,
  badForm: 50_035,
  noMutualServer: 50_278,
} as const;

/** The person is gone, or takes no messages of the bot: no other message will reach them either. */
const LOST: readonly unknown[] = [CODE.closedDms, CODE.noMutualServer, CODE.unknownUser];
/**
 * After these the same call cannot succeed. All others may pass: "opening direct messages too fast" is a 403 as well, and
 * so is what stands before Discord when it is busy; a reminder must not be given up for that.
 */
const FINAL: readonly unknown[] = Object.values(CODE).filter((code) => code !== CODE.oldEdits);

/** Whether a call was refused with one of these codes. */
export const isCode = (error: unknown, ...codes: readonly number[]): boolean =>
  error instanceof DeliveryError && codes.some((code) => error.reason === reasonOf(code));

/** Whether Discord does not know the token. */
export const isUnauthorized = (error: unknown): boolean =>
  error instanceof DeliveryError && error.reason === UNAUTHORIZED;

const UNAUTHORIZED = "unauthorized";
const reasonOf = (code: number | string): string => `discord_${code}`;

/** As a DeliveryError whose reason is Discord's own code; nothing of the call's content is kept. */
export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof RateLimitError) {
    const retryAfter = Temporal.Duration.from({ milliseconds: Math.max(1, Math.ceil(error.retryAfter)) });
    return new DeliveryError("Discord asks us to wait", { permanent: false, reason: "ratelimited", retryAfter });
  }
  if (error instanceof DiscordAPIError) {
    // The token of an interaction that is over, and not the bot's own.
    const spent = error.code === CODE.badToken;
    return new DeliveryError(`Discord refused it: ${error.code}`, {
      permanent: FINAL.includes(error.code),
      reason: error.status === 401 && !spent ? UNAUTHORIZED : reasonOf(error.code),
      lost: LOST.includes(error.code),
    });
  }
  const reason = error instanceof HTTPError ? `http_${error.status}` : "unreachable";
  return new DeliveryError(`Discord could not be reached (${reason})`, { permanent: false, reason });
}

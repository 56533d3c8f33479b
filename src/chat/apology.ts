/** Decides what a failed event is answered with, or that it is to be tried again. */
import { randomBytes } from "node:crypto";
import { DeliveryError, PersonError } from "../errors.ts";
import type { Logger } from "../log.ts";

/** The database was out of reach: nothing is known to be wrong with the event. */
const OUT_OF_REACH =
  /^Mongo(ose)?(Network|ServerSelection|NotConnected|PoolCleared|PoolClosed|TopologyClosed|WaitQueueTimeout|WriteConcern|OperationTimeout|Expired\w*)\w*$/;

const isOutOfReach = (error: unknown): boolean =>
  error instanceof Error && (OUT_OF_REACH.test(error.name) || isOutOfReach(error.cause));

/**
 * A sentence for the person. Throws the error again when the event should be tried once more: it is stored, so
 * nothing is lost and nothing need be said yet.
 */
export function apology(error: unknown, log: Logger, event: string): string {
  if (error instanceof PersonError) return error.message;
  if (isOutOfReach(error)) throw error;
  if (error instanceof DeliveryError) {
    log.warn({ err: error, reason: error.reason, event }, "an outside system did not take it");
    return error.permanent
      ? "That address does not take mail. Check it and write it once more."
      : "The mail server does not answer right now. Nothing is lost; please try again in a few minutes.";
  }
  const reference = randomBytes(2).toString("hex");
  log.error({ err: error, event, reference }, "an event could not be carried out");
  return `That didn't work, and it's on us. Nothing you wrote is lost. Reference ${reference}.`;
}

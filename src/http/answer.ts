/** Decides what a caller is told about an error: by who must act. Pure but for the reference it makes. */
import { randomBytes } from "node:crypto";
import { DeliveryError, PersonError } from "../errors.ts";

export interface Answer {
  readonly status: number;
  readonly body: { readonly problem: string };
  /** The reference under which the error must be logged, or null when it is nobody's fault here. */
  readonly fault: string | null;
}

const SENTENCES: Readonly<Record<number, string>> = {
  400: "That request could not be read: it is not valid JSON.",
  413: "That is too long for one message. Please send it in parts.",
  415: "Please send JSON, with the header Content-Type: application/json.",
};

/**
 * The status and the sentence for `error`. What the person or the caller can mend is said (422, 4xx), an outside
 * system is 503, and everything else is ours: 500 with a reference that is also in the log.
 */
export function answerFor(error: unknown): Answer {
  if (error instanceof PersonError) return say(422, error.message);
  if (error instanceof DeliveryError)
    return say(503, "That did not go through just now. Please try again in a minute.");
  const status = statusOf(error);
  if (status >= 400 && status < 500) return say(status, SENTENCES[status] ?? "That request could not be read.");
  const reference = randomBytes(2).toString("hex");
  const problem = `That didn't work, and it's on us. Nothing you wrote is lost. Reference ${reference}.`;
  return { status: 500, body: { problem }, fault: reference };
}

const say = (status: number, problem: string): Answer => ({ status, body: { problem }, fault: null });

function statusOf(error: unknown): number {
  if (!(error instanceof Error) || !("statusCode" in error)) return 500;
  return typeof error.statusCode === "number" ? error.statusCode : 500;
}

/** Answers at the address that Slack gave with an interaction: good for half an hour and five times. */
import type { KnownBlock } from "@slack/types";
import { DeliveryError } from "../../src/errors.ts";

const PATIENCE_MS = 10_000;

export interface Response {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
  readonly replace_original: boolean;
  readonly response_type?: "ephemeral";
}

/** Throws DeliveryError: permanent once the address is used up or expired. */
export async function respond(url: string, said: Response): Promise<void> {
  let status: number;
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(said),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    // Read to its end, so that the connection is free again.
    await answer.arrayBuffer();
    status = answer.status;
  } catch (cause) {
    throw new DeliveryError("Slack could not be reached", { permanent: false, reason: "unreachable", cause });
  }
  if (status < 300) return;
  const permanent = status >= 400 && status < 500 && status !== 429;
  throw new DeliveryError("Slack did not take an answer", {
    permanent,
    reason: permanent ? "response_over" : `http_${status}`,
  });
}

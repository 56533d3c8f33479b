/** Stored, then acknowledged; and what happens when storing takes longer than Slack waits. */
import type { ChatEvent, ChatHandler, Receipt } from "../../src/chat/port.ts";

/** Slack gives up after three seconds. */
const PATIENCE_MS = 2_000;

/** Null: it is not stored yet, and goes on being stored. */
export type Taken = Receipt | null;

/** Hands events over, waiting for no longer than Slack does. Throws when one cannot be stored. */
export async function take(
  handler: ChatHandler,
  events: readonly ChatEvent[],
  patienceMs = PATIENCE_MS,
): Promise<{ readonly taken: Taken; readonly later: Promise<Receipt> }> {
  const later = (async (): Promise<Receipt> => {
    let last: Receipt = { stored: true };
    for (const event of events) last = await handler.receive(event);
    return last;
  })();
  // Whoever goes on without it has been told; whoever waits for it hears of a failure.
  later.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  try {
    return { taken: await Promise.race([later, patience]), later };
  } finally {
    clearTimeout(timer);
  }
}

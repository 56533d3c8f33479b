/** Hands the bot's answers to a platform: in the place of what was pressed, below it, or in the person's own chat. */
import { DeliveryError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Reply } from "./outcome.ts";
import type { Address, ChatAdapter, ChatEvent, Message, MessageRef, Person } from "./port.ts";

/** Says one reply. The nonce makes a repeat harmless. Throws DeliveryError when the platform does not take it. */
export async function say(
  adapter: ChatAdapter,
  event: ChatEvent,
  { message, inPlace }: Reply,
  nonce: string,
): Promise<MessageRef> {
  const on = event.kind === "press" || event.kind === "submit" ? (event.on ?? null) : null;
  if (inPlace && on !== null) {
    try {
      await adapter.update(event.from.person, on, message);
      return on;
    } catch (error) {
      // What was pressed is gone or cannot be changed any more; the answer is still owed.
      if (!isPermanent(error)) throw error;
    }
  }
  return send(adapter, event.from, message, nonce);
}

/** An interaction is over after some minutes; the person's own chat is not. */
async function send(adapter: ChatAdapter, to: Address, message: Message, nonce: string): Promise<MessageRef> {
  try {
    return await adapter.send(to, message, nonce);
  } catch (error) {
    if (!isPermanent(error) || to.interaction === undefined) throw error;
    return adapter.send({ person: to.person }, message, nonce);
  }
}

/** Takes the buttons of a settled question away. For the eye only: a failure is logged and nothing else. */
export async function retire(
  adapter: ChatAdapter | null,
  { person, ref }: { readonly person: Person; readonly ref: MessageRef },
  message: Message,
  log: Logger,
): Promise<void> {
  try {
    await adapter?.update(person, ref, message);
  } catch (err) {
    log.debug({ err }, "a settled question still has its buttons");
  }
}

export const isPermanent = (error: unknown): boolean => error instanceof DeliveryError && error.permanent;

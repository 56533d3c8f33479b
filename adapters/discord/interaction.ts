/** What of an interaction is needed to answer it later, as one text that the core carries without looking inside. */
import { z } from "zod";
import type { MessageRef } from "../../src/chat/port.ts";

export interface Interaction {
  readonly id: string;
  readonly application: string;
  /** Answers the interaction, for fifteen minutes. */
  readonly token: string;
  readonly kind: "command" | "press" | "submit";
  readonly channel: string;
  /** In the bot's own direct messages; elsewhere only the person sees the answers. */
  readonly own: boolean;
  /** The message that was pressed, or from which the form was opened. */
  readonly on?: MessageRef | undefined;
}

/** The channel of a reference that only one interaction can see; its id says how it is reached. */
export const FLEETING = "interaction";

const text = z.string().min(1).max(300);
const schema = z.object({
  id: text,
  application: text,
  token: text,
  kind: z.enum(["command", "press", "submit"]),
  channel: z.string().max(300),
  own: z.boolean(),
  on: z
    .object({ channel: text, id: z.string().min(1).max(1_000), fleeting: z.literal(true).optional() })
    .transform(({ channel, id, fleeting }): MessageRef => ({ channel, id, ...(fleeting ? { fleeting } : {}) }))
    .optional(),
});

export const encodeInteraction = (interaction: Interaction): string => JSON.stringify(interaction);

/** Null for anything that is none. */
export function decodeInteraction(encoded: string | undefined): Interaction | null {
  if (encoded === undefined) return null;
  try {
    return schema.parse(JSON.parse(encoded));
  } catch {
    return null;
  }
}

/** A message that only one interaction sees: reached by its token. */
export interface Fleeting {
  readonly application: string;
  readonly token: string;
  /** The message's id, or "@original": what the interaction was first answered with, or the message it is about. */
  readonly message: string;
}

export const fleetingRef = ({ application, token, message }: Fleeting): MessageRef => ({
  channel: FLEETING,
  id: JSON.stringify([application, token, message]),
  fleeting: true,
});

const fleetingId = z.tuple([text, text, text]);

/** Null for a message that everybody in its channel sees. */
export function readFleeting(ref: MessageRef): Fleeting | null {
  if (ref.channel !== FLEETING) return null;
  try {
    const [application, token, message] = fleetingId.parse(JSON.parse(ref.id));
    return { application, token, message };
  } catch {
    return null;
  }
}

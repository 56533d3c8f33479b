/** What of an interaction is needed to answer it later, as one text that the core carries without looking inside. */
import { z } from "zod";
import type { MessageRef } from "../../src/chat/port.ts";

export interface Interaction {
  /** Where it took place. */
  readonly channel: string;
  /** Answers only the person sees, for half an hour and five times. */
  readonly responseUrl?: string;
  /** Opens one form within three seconds. */
  readonly trigger?: string;
  /** The thread of the person's own chat that it was said in. */
  readonly thread?: string;
  /** The message that was pressed. */
  readonly on?: MessageRef;
}

const schema = z.object({
  channel: z.string().max(100),
  responseUrl: z
    .url({ protocol: /^https?$/ })
    .max(1_000)
    .optional(),
  trigger: z.string().max(300).optional(),
  thread: z.string().max(40).optional(),
  on: z
    .object({ channel: z.string().max(100), id: z.string().max(1_000), fleeting: z.literal(true).optional() })
    .transform(({ channel, id, fleeting }): MessageRef => ({ channel, id, ...(fleeting ? { fleeting } : {}) }))
    .optional(),
});

export const encodeInteraction = (interaction: Interaction): string => JSON.stringify(interaction);

/** Null for anything that is none. */
export function decodeInteraction(text: string | undefined): Interaction | null {
  if (text === undefined) return null;
  try {
    const { channel, responseUrl, trigger, thread, on } = schema.parse(JSON.parse(text));
    return {
      channel,
      ...(responseUrl === undefined ? {} : { responseUrl }),
      ...(trigger === undefined ? {} : { trigger }),
      ...(thread === undefined ? {} : { thread }),
      ...(on === undefined ? {} : { on }),
    };
  } catch {
    return null;
  }
}

/** What a form carries: which it is, and where it was asked for. */
export const formMetadata = (form: string, to: Interaction | null): string =>
  JSON.stringify(
    to === null
      ? { form }
      : { form, to: { channel: to.channel, responseUrl: to.responseUrl, on: to.on, thread: to.thread } },
  );

const metadata = z.object({ form: z.string().max(200), to: z.unknown().optional() });

export function readMetadata(text: string): { readonly form: string; readonly to: Interaction | null } | null {
  try {
    const { form, to } = metadata.parse(JSON.parse(text));
    return { form, to: to === undefined ? null : decodeInteraction(JSON.stringify(to)) };
  } catch {
    return null;
  }
}

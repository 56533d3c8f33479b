/** The calls of Discord's API that the bot makes, by discord.js' REST class. All throw DeliveryError. */
import { REST, Routes } from "discord.js";
import type {
  APIInteractionResponse,
  RESTPatchAPIChannelMessageJSONBody,
  RESTPostAPIChannelMessageJSONBody,
  RESTPostAPIInteractionFollowupJSONBody,
} from "discord-api-types/v10";
import { z } from "zod";
import type { Logger } from "../../src/log.ts";
import { deliveryError, isUnauthorized } from "./failure.ts";
import { restOptions } from "./gateway.ts";
import type { Fleeting } from "./interaction.ts";

/** A call that has to wait longer than this comes back: what it says is judged anew then, and may not be true any more. */
const LONGEST_WAIT_MS = 10_000;
const TIMEOUT_MS = 10_000;

/** As much of a message as is looked at. */
const sent = z.object({ id: z.string(), channel_id: z.string() });
const found = sent.extend({
  author: z.object({ id: z.string() }),
  pinned: z.boolean().optional(),
  components: z.array(z.unknown()).default([]),
});
const application = z.object({ id: z.string(), bot: z.object({ id: z.string() }).optional() });
const answered = z.object({ interaction_metadata: z.object({ id: z.string() }).nullish() });
export type Sent = z.infer<typeof sent>;
export type Found = z.infer<typeof found>;

export interface Token {
  readonly application: string;
  readonly token: string;
}

export function createApi({ token, apiUrl, log }: { token: string; apiUrl: string | null; log: Logger }) {
  const rest = new REST({
    ...restOptions(apiUrl),
    timeout: TIMEOUT_MS,
    rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > LONGEST_WAIT_MS,
  }).setToken(token);
  rest.on("rateLimited", ({ route, retryAfter, global }) =>
    log.debug({ route, retryAfter, global }, "Discord asks us to wait"),
  );

  /** What comes back is as untrusted as everything from outside. */
  async function call<T>(schema: z.ZodType<T>, work: () => Promise<unknown>): Promise<T> {
    try {
      return schema.parse(await work());
    } catch (error) {
      const failure = deliveryError(error);
      if (isUnauthorized(failure)) {
        // The REST class forgets its token at the first 401, and nothing would go out any more.
        rest.setToken(token);
        log.error("Discord does not take the bot's token");
      }
      throw failure;
    }
  }
  const nothing = z.unknown().transform(() => undefined);
  /** The interaction's own token is all that these need. */
  const open = { auth: false } as const;

  return {
    rest,
    /** The application that the token is of, and the user that it speaks as: the ids of old ones differ. */
    application: async (): Promise<{ readonly id: string; readonly user: string }> => {
      const { id, bot } = await call(application, () => rest.get(Routes.currentApplication()));
      return { id, user: bot?.id ?? id };
    },
    recommendedShards: async () =>
      (await call(z.object({ shards: z.number().int().min(1) }), () => rest.get(Routes.gatewayBot()))).shards,
    dmChannel: async (userId: string) =>
      (
        await call(z.object({ id: z.string() }), () =>
          rest.post(Routes.userChannels(), { body: { recipient_id: userId } }),
        )
      ).id,
    post: (channel: string, body: RESTPostAPIChannelMessageJSONBody) =>
      call(sent, () => rest.post(Routes.channelMessages(channel), { body })),
    edit: (channel: string, id: string, body: RESTPatchAPIChannelMessageJSONBody) =>
      call(sent, () => rest.patch(Routes.channelMessage(channel, id), { body })),
    latest: (channel: string, limit: number) =>
      call(z.array(found), () =>
        rest.get(Routes.channelMessages(channel), { query: new URLSearchParams({ limit: String(limit) }) }),
      ),
    /** The latest messages as they are, untrusted, the latest first. */
    said: (channel: string, limit: number) =>
      call(z.array(z.unknown()), () =>
        rest.get(Routes.channelMessages(channel), { query: new URLSearchParams({ limit: String(limit) }) }),
      ),
    typing: (channel: string) => call(nothing, () => rest.post(Routes.channelTyping(channel))),
    pins: async (channel: string) =>
      (
        await call(z.object({ items: z.array(z.object({ message: found })) }), () =>
          rest.get(Routes.channelMessagesPins(channel)),
        )
      ).items.map(({ message }) => message),
    pin: (channel: string, id: string) => call(nothing, () => rest.put(Routes.channelMessagesPin(channel, id))),
    remove: (channel: string, id: string) => call(nothing, () => rest.delete(Routes.channelMessage(channel, id))),
    /** The first answer to an interaction; gives the message that came of it, where one did. */
    respond: async (id: string, by: string, body: APIInteractionResponse) =>
      (
        await call(z.object({ resource: z.object({ message: sent.optional() }).optional() }), () =>
          rest.post(Routes.interactionCallback(id, by), {
            ...open,
            body,
            query: new URLSearchParams({ with_response: "true" }),
          }),
        )
      ).resource?.message ?? null,
    /** The first answer to an interaction, and the interaction that the message came of. */
    firstAnswer: async ({ application, token: by }: Token) => {
      const { interaction_metadata } = await call(answered, () =>
        rest.get(Routes.webhookMessage(application, by, "@original"), open),
      );
      return { to: interaction_metadata?.id ?? null };
    },
    followUp: ({ application, token: by }: Token, body: RESTPostAPIInteractionFollowupJSONBody) =>
      call(sent, () =>
        rest.post(Routes.webhook(application, by), { ...open, body, query: new URLSearchParams({ wait: "true" }) }),
      ),
    editAnswer: ({ application, token: by, message }: Fleeting, body: RESTPatchAPIChannelMessageJSONBody) =>
      call(sent, () => rest.patch(Routes.webhookMessage(application, by, message), { ...open, body })),
  };
}

export type Api = ReturnType<typeof createApi>;

/** Says things in Slack: in a person's direct messages, once, at Slack's pace; or where an interaction took place. */
import type { WebClient } from "@slack/web-api";
import type { Message, MessageRef, Person } from "../../src/chat/port.ts";
import { DeliveryError } from "../../src/errors.ts";
import type { Logger } from "../../src/log.ts";
import { deliveryError, isDoubtful } from "./failure.ts";
import type { Interaction } from "./interaction.ts";
import { createPace } from "./pace.ts";
import { RESPONSE } from "./receive.ts";
import { type Post, renderMessage } from "./render/message.ts";
import { respond } from "./respond.ts";
import type { Workspaces } from "./workspaces.ts";

/** After a start it is not known what the process before has sent: for this long, reminders are looked for first. */
const UNSURE_MS = 2 * 60_000;
const LOOKED_AT = 20;
/** How long an answer waits for its turn in a channel, and how long what comes by itself does. */
const LONGEST_WAIT_MS = 10_000;
const LONGEST_WAIT_BY_ITSELF_MS = 1_000;
const METADATA = "greenroom_message";
/** Direct messages that are remembered by their person. */
const MOST_CHANNELS = 5_000;

export interface PostOptions {
  readonly thread?: string | undefined;
  /** For what comes by itself: sent once. */
  readonly nonce?: string | undefined;
  /** An earlier try may have reached the person. */
  readonly again?: boolean | undefined;
}

export interface Voice {
  /** A call of the Web API in the person's workspace. Throws DeliveryError. */
  call<T>(person: Person, work: (client: WebClient) => Promise<T>): Promise<T>;
  /** In the person's direct messages, and what does not fit below it in the thread. */
  post(person: Person, message: Message, options?: PostOptions): Promise<MessageRef>;
  /** Whether a channel is the person's direct messages: what others see, and what others have, is not theirs to change. */
  isOwn(person: Person, channel: string): Promise<boolean>;
  /** Where the interaction took place, for its person only; null where that is their direct messages. */
  here(person: Person, at: Interaction | null): Promise<((message: Message) => Promise<MessageRef>) | null>;
}

export function createVoice(workspaces: Workspaces, log: Logger): Voice {
  const pace = createPace();
  const channels = new Map<string, string>();
  const doubtful = new Set<string>();
  const began = performance.now();

  const call = async <T>(
    person: Person,
    work: (client: Awaited<ReturnType<typeof workspaces.client>>) => Promise<T>,
  ) => {
    try {
      return await work(await workspaces.client(person.team));
    } catch (error) {
      throw deliveryError(error);
    }
  };

  /** The person's direct messages with the bot. */
  async function channelOf(person: Person): Promise<string> {
    const key = JSON.stringify([person.team, person.id]);
    const known = channels.get(key);
    if (known !== undefined) return known;
    const opened = await call(person, (client) => client.conversations.open({ users: person.id }));
    const channel = opened.channel?.id;
    if (channel === undefined)
      throw new DeliveryError("Slack opened no channel", { permanent: false, reason: "no_channel" });
    channels.set(key, channel);
    const [oldest] = channels.keys();
    if (channels.size > MOST_CHANNELS && oldest !== undefined) channels.delete(oldest);
    return channel;
  }

  /** A message that an earlier try may have left there: its answer was lost, or the process was. */
  async function sentBefore(person: Person, channel: string, nonce: string, again: boolean): Promise<string | null> {
    const tried = again || doubtful.has(nonce);
    if (!tried && performance.now() - began > UNSURE_MS) return null;
    try {
      const asked = { channel, limit: LOOKED_AT, include_all_metadata: true };
      const { messages = [] } = await call(person, (client) => client.conversations.history(asked));
      return messages.find((it) => payloadNonce(it.metadata) === nonce)?.ts ?? null;
    } catch (err) {
      // Better a little later than twice; where looking is refused for good, it is sent all the same.
      if (tried && err instanceof DeliveryError && !err.permanent) throw err;
      log.warn({ err }, "it could not be seen whether a message was sent before");
      return null;
    }
  }

  /**
   * Whoever would wait long comes back later instead: what is said by itself is judged anew then, and may not be true
   * any more; and nobody hangs on a channel that Slack has silenced.
   */
  function mayWait(channel: string, longestMs: number): void {
    const ms = pace.waitFor(channel);
    if (ms <= longestMs) return;
    const retryAfter = Temporal.Duration.from({ milliseconds: Math.ceil(ms) });
    throw new DeliveryError("the channel has to rest", { permanent: false, reason: "ratelimited", retryAfter });
  }

  async function post(
    person: Person,
    channel: string,
    said: Post,
    thread: string | undefined,
    nonce: string | undefined,
  ) {
    mayWait(channel, nonce === undefined ? LONGEST_WAIT_MS : LONGEST_WAIT_BY_ITSELF_MS);
    await pace.turn(channel);
    try {
      const { ts } = await (await workspaces.client(person.team)).chat.postMessage({
        channel,
        ...said,
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
        ...(thread === undefined ? {} : { thread_ts: thread }),
        ...(nonce === undefined ? {} : { metadata: { event_type: METADATA, event_payload: { nonce } } }),
      });
      if (ts === undefined)
        throw new DeliveryError("Slack named no message", { permanent: false, reason: "no_message" });
      if (nonce !== undefined) doubtful.delete(nonce);
      return ts;
    } catch (error) {
      if (nonce !== undefined && isDoubtful(error)) doubtful.add(nonce);
      const failure = deliveryError(error);
      if (failure.retryAfter !== null) pace.hold(channel, failure.retryAfter.total("milliseconds"));
      if (failure.reason === "channel_not_found") channels.delete(JSON.stringify([person.team, person.id]));
      throw failure;
    }
  }

  /** In the person's own chat: the message, and below it in the thread what did not fit. */
  async function postAll(
    person: Person,
    message: Message,
    { thread, nonce, again = false }: PostOptions = {},
  ): Promise<MessageRef> {
    const channel = await channelOf(person);
    const { first, rest } = renderMessage(message);
    const known = nonce === undefined ? null : await sentBefore(person, channel, nonce, again);
    const ts = known ?? (await post(person, channel, first, thread, nonce));
    for (const more of rest) await post(person, channel, more, thread ?? ts, undefined);
    return { channel, id: ts };
  }

  /** Only for the person, where the interaction took place. */
  async function postHere(responseUrl: string, message: Message): Promise<MessageRef> {
    const { first, rest } = renderMessage(message);
    for (const said of [first, ...rest]) {
      await respond(responseUrl, { response_type: "ephemeral", replace_original: false, ...said });
    }
    return { channel: RESPONSE, id: responseUrl, fleeting: true };
  }

  const elsewhere = async (person: Person, at: Interaction | null): Promise<string | null> =>
    at?.responseUrl !== undefined && at.channel !== "" && at.channel !== (await channelOf(person))
      ? at.responseUrl
      : null;

  return {
    call,
    post: postAll,
    isOwn: async (person, channel) => channel === (await channelOf(person)),
    async here(person, at) {
      const url = await elsewhere(person, at);
      return url === null ? null : (message) => postHere(url, message);
    },
  };
}

function payloadNonce(metadata: unknown): string | null {
  if (typeof metadata !== "object" || metadata === null || !("event_payload" in metadata)) return null;
  const { event_payload: payload } = metadata;
  return typeof payload === "object" && payload !== null && "nonce" in payload ? String(payload.nonce) : null;
}

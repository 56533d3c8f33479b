/** Web API: sending, changing and deleting messages. */
import { taken } from "./blocks.ts";
import { type Call, channelOf, type Method, personOf } from "./call.ts";
import { isJson, type Json, textAt } from "./json.ts";
import { type Channel, type Message, Refusal } from "./model.ts";
import { messageJson } from "./screen.ts";

const PACE_MS = 1_000;
const LONGEST_TEXT = 40_000;

interface Content {
  readonly text: string;
  readonly blocks: readonly Json[];
}

/** Stricter than Slack in one thing: blocks without a text are refused, since nobody's notification could say a word. */
function content({ args, check, state }: Call): Content {
  const text = textAt(args, "text");
  if (text === "") throw new Refusal("no_text");
  if (text.length > LONGEST_TEXT) throw new Refusal("msg_too_long");
  const payload = { text, ...(args.blocks === undefined ? {} : { blocks: args.blocks }) };
  return { text, blocks: taken(payload, check, state.id) };
}

function metadata({ args }: Call): Json | null {
  if (args.metadata === undefined) return null;
  if (!isJson(args.metadata) || textAt(args.metadata, "event_type") === "" || !isJson(args.metadata.event_payload)) {
    throw new Refusal("invalid_metadata_format");
  }
  return args.metadata;
}

/** The message that a reply belongs to. */
function thread({ args }: Call, channel: Channel): string | null {
  const ts = textAt(args, "thread_ts");
  if (ts === "") return null;
  const parent = channel.messages.find((message) => message.ts === ts);
  if (parent === undefined) throw new Refusal("cannot_reply_to_message");
  return parent.thread ?? parent.ts;
}

function pace({ state, pace: strict }: Call, channel: Channel): void {
  const now = state.now();
  if (strict && now - channel.postedAt < PACE_MS) throw new Refusal("ratelimited", { retryAfter: 1 });
  channel.postedAt = now;
}

function own(call: Call, forbidden: string): Message {
  const { args } = call;
  const channel = channelOf(call, textAt(args, "channel"));
  const message = channel.messages.find(({ ts }) => ts === textAt(args, "ts"));
  if (message === undefined) throw new Refusal("message_not_found");
  if (!message.ofBot) throw new Refusal(forbidden);
  return message;
}

export const chatMethods: Readonly<Record<string, Method>> = {
  "chat.postMessage": {
    scopes: ["chat:write"],
    run(call) {
      const channel = channelOf(call, textAt(call.args, "channel"));
      const draft = { ...content(call), metadata: metadata(call), thread: thread(call, channel) };
      pace(call, channel);
      const message = call.screen.post(channel, draft);
      return { channel: channel.id, ts: message.ts, message: messageJson(message) };
    },
  },
  "chat.postEphemeral": {
    scopes: ["chat:write"],
    run(call) {
      const channel = channelOf(call, textAt(call.args, "channel"));
      const user = personOf(call, textAt(call.args, "user"));
      if (user.team !== channel.team || (channel.person !== null && channel.person !== user.id)) {
        throw new Refusal("user_not_in_channel");
      }
      const message = call.screen.post(channel, {
        ...content(call),
        onlyFor: user.id,
        thread: thread(call, channel),
      });
      return { message_ts: message.ts };
    },
  },
  "chat.update": {
    scopes: ["chat:write"],
    run(call) {
      const message = own(call, "cant_update_message");
      const given = metadata(call);
      call.screen.replace(message, { ...content(call), ...(given === null ? {} : { metadata: given }) });
      return { channel: message.channel.id, ts: message.ts, text: message.text, message: messageJson(message) };
    },
  },
  "chat.delete": {
    scopes: ["chat:write"],
    run(call) {
      const message = own(call, "cant_delete_message");
      call.screen.remove(message);
      return { channel: message.channel.id, ts: message.ts };
    },
  },
};

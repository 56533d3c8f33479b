/** Routes of channels: opening a direct message, messages in it, typing and pins. */
import { GatewayIntentBits, MessageType } from "discord-api-types/v10";
import { type Json, textAt } from "../slack/json.ts";
import { messageViolations } from "./limits.ts";
import { type Channel, type Message, Refusal, unknown } from "./model.ts";
import { bodyOf } from "./rest-server.ts";
import type { Call, Desk, Route } from "./routes.ts";
import { BOT, channelJson, messageJson } from "./state.ts";

/** How long the same nonce gives the same message; Discord says "the past few minutes". */
const NONCE_MS = 5 * 60_000;
const PINS = 250;

export function messageRoutes(desk: Desk): readonly Route[] {
  const { state, screen } = desk;

  function channelOf(call: Call): Channel {
    const channel = state.channels.get(call.part("channel"));
    if (channel === undefined) throw unknown("Channel", 10003);
    if (channel.where === "elsewhere") throw new Refusal(403, 50001, "Missing Access");
    return channel;
  }

  /** What only one interaction sees is not found here. */
  function messageOf(call: Call): Message {
    const id = call.part("message");
    const found = channelOf(call).messages.find((message) => message.id === id && message.onlyFor === null);
    if (found === undefined) throw unknown("Message", 10008);
    return found;
  }

  function post(call: Call): Json {
    const [channel, body] = [channelOf(call), bodyOf(call)];
    desk.check(messageViolations(body, { files: call.files.length }));
    if (channel.user?.dms === "closed") throw new Refusal(403, 50007, "Cannot send messages to this user");
    if (channel.user?.dms === "no mutual server") {
      throw new Refusal(403, 50278, "Cannot send messages to this user due to having no mutual guilds");
    }
    const nonce = body.nonce === undefined || body.nonce === null ? null : String(body.nonce);
    const known = body.enforce_nonce === true && nonce !== null ? earlier(channel, nonce) : undefined;
    return messageJson(state, known ?? screen.post(channel, { body: withFiles(call), nonce }));
  }

  const earlier = (channel: Channel, nonce: string): Message | undefined =>
    channel.messages.find(
      (it) => it.author === BOT && it.nonce === nonce && state.now() - Date.parse(it.at) < NONCE_MS,
    );

  function edit(call: Call): Json {
    const message = messageOf(call);
    if (message.author !== BOT) throw new Refusal(403, 50005, "Cannot edit a message authored by another user");
    desk.check(messageViolations({ ...message.body, ...bodyOf(call) }, { files: call.files.length }));
    screen.replace(message, withFiles(call));
    return messageJson(state, message);
  }

  /** Only whoever has a reason to may delete another's message; in a DM nobody has. */
  function remove(call: Call): undefined {
    const message = messageOf(call);
    if (message.author !== BOT) throw new Refusal(403, 50003, "Cannot execute action on a DM channel");
    screen.remove(message);
  }

  /** Newest first, as Discord gives them. */
  function list(call: Call): Json[] {
    const limit = Number(call.query.get("limit") ?? 50);
    if (!(limit >= 1 && limit <= 100)) desk.check(["limit: must be between 1 and 100"]);
    const [before, after] = ["before", "after"].map((key) => call.query.get(key));
    const there = channelOf(call).messages.filter(
      ({ id, onlyFor }) =>
        onlyFor === null &&
        (before === null || before === undefined || BigInt(id) < BigInt(before)) &&
        (after === null || after === undefined || BigInt(id) > BigInt(after)),
    );
    // After a message, the oldest of what follows.
    const page = typeof after === "string" ? there.slice(0, limit) : there.slice(-limit);
    return page.reverse().map((message) => messageJson(state, message));
  }

  function pin(call: Call): undefined {
    const message = messageOf(call);
    if (message.pinned) return;
    if (pinnedIn(message.channel).length >= PINS) throw new Refusal(400, 30003, "Maximum number of pins reached");
    message.pinned = true;
    pinsChanged(message);
    screen.post(message.channel, { body: {}, type: MessageType.ChannelPinnedMessage });
  }

  function unpin(call: Call): undefined {
    const message = messageOf(call);
    message.pinned = false;
    pinsChanged(message);
  }

  const pinnedIn = (channel: Channel): Message[] => channel.messages.filter(({ pinned }) => pinned).reverse();

  const pinsChanged = ({ channel }: Message): void => {
    const intent = channel.guild === null ? GatewayIntentBits.DirectMessages : GatewayIntentBits.Guilds;
    const guild = channel.guild === null ? {} : { guild_id: channel.guild };
    desk.dispatch(
      "CHANNEL_PINS_UPDATE",
      { channel_id: channel.id, last_pin_timestamp: state.iso(), ...guild },
      channel.guild,
      intent,
    );
  };

  return [
    {
      line: "POST /users/@me/channels",
      run(call) {
        const user = state.users.get(textAt(bodyOf(call), "recipient_id"));
        if (user === undefined) throw new Refusal(400, 50033, "Invalid Recipient(s)");
        return channelJson(state.direct(user));
      },
    },
    { line: "GET /channels/:channel", run: (call) => channelJson(channelOf(call)) },
    { line: "POST /channels/:channel/messages", run: post },
    { line: "GET /channels/:channel/messages", run: list },
    {
      line: "GET /channels/:channel/messages/pins",
      run: (call) => ({
        items: pinnedIn(channelOf(call)).map((it) => ({ pinned_at: it.at, message: messageJson(state, it) })),
        has_more: false,
      }),
    },
    { line: "PUT /channels/:channel/messages/pins/:message", run: pin },
    { line: "DELETE /channels/:channel/messages/pins/:message", run: unpin },
    { line: "GET /channels/:channel/messages/:message", run: (call) => messageJson(state, messageOf(call)) },
    { line: "PATCH /channels/:channel/messages/:message", run: edit },
    { line: "DELETE /channels/:channel/messages/:message", run: remove },
    {
      line: "POST /channels/:channel/typing",
      run(call): undefined {
        const { user } = channelOf(call);
        if (user !== null) user.typing += 1;
      },
    },
    {
      line: "GET /channels/:channel/pins",
      run: (call) => pinnedIn(channelOf(call)).map((it) => messageJson(state, it)),
    },
    { line: "PUT /channels/:channel/pins/:message", run: pin },
    { line: "DELETE /channels/:channel/pins/:message", run: unpin },
  ];
}

/** The body with what was uploaded beside it, as attachments. */
export function withFiles(call: Call): Json {
  const { enforce_nonce: _, nonce: __, ...body } = bodyOf(call);
  if (call.files.length === 0) return body;
  const attachments = call.files.map(({ name, size }, index) => ({ id: String(index), filename: name, size, url: "" }));
  return { ...body, attachments };
}

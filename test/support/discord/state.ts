/** Holds what the stand-in for Discord knows, and hands out ids and the bodies that Discord makes of it. */
import { randomBytes } from "node:crypto";
import { type APIUser, ChannelType, MessageFlags } from "discord-api-types/v10";
import type { Json } from "../slack/json.ts";
import type { Channel, Interaction, Message, User, UserSeed, Where } from "./model.ts";

/** Ids of Discord count the milliseconds since then in their upper 42 bits. */
const EPOCH = 1_420_070_400_000;

export const APPLICATION = "900000000000000001";
export const BOT = "900000000000000002";
export const GUILD = "700000000000000001";
export const GUILD_CHANNEL = "700000000000000002";

export interface StateOptions {
  readonly users: readonly UserSeed[];
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

export type State = ReturnType<typeof createState>;

export function createState({ users: seeds, now }: StateOptions) {
  const users = new Map<string, User>();
  const channels = new Map<string, Channel>();
  const interactions = new Map<string, Interaction>();
  let last = 0n;

  /** An id that is younger than every other. */
  const id = (): string => {
    const made = BigInt(Math.floor(now()) - EPOCH) << 22n;
    last = made > last ? made : last + 1n;
    return String(last);
  };
  const iso = () => new Date(now()).toISOString();

  const addUser = ({ id: userId, name = `person${userId}`, locale = "en-GB" }: UserSeed): User => {
    const user: User = {
      id: userId,
      name,
      locale,
      dms: "open",
      installed: "everywhere",
      typing: 0,
      failed: 0,
      seen: [],
    };
    users.set(userId, user);
    return user;
  };

  const channelOf = (key: string, where: Where, user: User | null, guild: string | null): Channel => {
    const known = channels.get(key);
    if (known !== undefined) return known;
    const channel: Channel = { id: key, where, user, guild, messages: [] };
    channels.set(key, channel);
    return channel;
  };
  for (const seed of seeds) addUser(seed);
  const server = channelOf(GUILD_CHANNEL, "server", null, GUILD);

  return {
    users,
    channels,
    interactions,
    now,
    id,
    iso,
    addUser,
    token: (): string => randomBytes(60).toString("base64url"),
    user(userId: string): User {
      const user = users.get(userId);
      if (user === undefined) throw new Error(`the test knows no person ${userId}`);
      return user;
    },
    /** The conversation of a person with the bot: always the same one. */
    direct: (user: User): Channel => channelOf(String(BigInt(user.id) + 1_000_000n), "dm", user, null),
    /** Where a person is when they use the bot. */
    place(user: User, where: Where): Channel {
      if (where === "server") return server;
      const offset = where === "dm" ? 1_000_000n : 2_000_000n;
      return channelOf(String(BigInt(user.id) + offset), where, user, null);
    },
  };
}

export const userJson = (user: Pick<User, "id" | "name">): APIUser => ({
  id: user.id,
  username: user.name,
  discriminator: "0",
  global_name: user.name,
  avatar: null,
});

export const botJson = (): APIUser => ({
  id: BOT,
  username: "greenroom",
  discriminator: "0",
  global_name: null,
  avatar: null,
  bot: true,
});

export const channelJson = ({ id, where, user, guild }: Channel): Json =>
  where === "server"
    ? { id, type: ChannelType.GuildText, guild_id: guild, name: "general", position: 0, permission_overwrites: [] }
    : {
        id,
        type: ChannelType.DM,
        last_message_id: null,
        flags: 0,
        recipients: where === "dm" && user !== null ? [userJson(user)] : [],
      };

const LIST_KEYS = ["embeds", "components", "attachments"] as const;

/** A message as Discord gives it out. */
export function messageJson(state: State, message: Message): Json {
  const { body, author, channel, onlyFor, interaction } = message;
  const person = state.users.get(author);
  const flags =
    (typeof body.flags === "number" ? body.flags : 0) |
    (onlyFor === null ? 0 : MessageFlags.Ephemeral) |
    (message.loading ? MessageFlags.Loading : 0);
  return {
    id: message.id,
    type: message.type,
    channel_id: channel.id,
    channel_type: channel.where === "server" ? ChannelType.GuildText : ChannelType.DM,
    author: person === undefined ? botJson() : userJson(person),
    content: typeof body.content === "string" ? body.content : "",
    timestamp: message.at,
    edited_timestamp: message.edited,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    pinned: message.pinned,
    flags,
    ...Object.fromEntries(LIST_KEYS.map((key) => [key, Array.isArray(body[key]) ? body[key] : []])),
    // What was forwarded.
    ...(Array.isArray(body.message_snapshots) ? { message_snapshots: body.message_snapshots } : {}),
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(author === BOT ? { application_id: APPLICATION } : {}),
    ...(interaction === null
      ? {}
      : {
          webhook_id: APPLICATION,
          interaction_metadata: {
            id: interaction.id,
            type: interaction.type,
            user: userJson(interaction.user),
            authorizing_integration_owners: interaction.json.authorizing_integration_owners,
          },
        }),
  };
}

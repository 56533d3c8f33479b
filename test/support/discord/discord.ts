/** A local stand-in for Discord: its gateway and REST API, version 10, and what people see and do there. */
import { once } from "node:events";
import { ChannelType, GatewayIntentBits } from "discord-api-types/v10";
import type { Json } from "../slack/json.ts";
import { createFaults, type Fault, type Pattern } from "./faults.ts";
import { createGateway, type Disconnect } from "./gateway.ts";
import { createInteractions } from "./interactions.ts";
import { type Message, Refusal, type UserSeed } from "./model.ts";
import { createPeople } from "./people.ts";
import { type Called, createRestServer } from "./rest-server.ts";
import { createRouter, type Desk } from "./routes.ts";
import { applicationRoutes, createApplication } from "./routes-application.ts";
import { interactionRoutes } from "./routes-interactions.ts";
import { messageRoutes } from "./routes-messages.ts";
import { type Change, createScreen } from "./screen.ts";
import { APPLICATION, BOT, botJson, createState, GUILD, GUILD_CHANNEL, messageJson } from "./state.ts";

export interface DiscordOptions {
  /** Ann and Bo, who read English, unless said; their ids are ANN and BO. */
  readonly users?: readonly UserSeed[];
  readonly token?: string;
  /** How many shards Discord recommends; 1 unless said. */
  readonly shards?: number;
  /** Milliseconds since 1970; the machine's time unless said. */
  readonly now?: () => number;
  readonly heartbeatMs?: number;
  /** How long an interaction waits for its first answer; three seconds unless said. */
  readonly patienceMs?: number;
  /** Tells the app of its own messages in DMs, as Discord does; on unless said. */
  readonly echo?: boolean;
}

export const ANN = "200000000000000001";
export const BO = "200000000000000002";
const TOKEN = "stand-in.discord.token";

export type Discord = Awaited<ReturnType<typeof startDiscord>>;

/** Starts on a free port of 127.0.0.1. */
export async function startDiscord(options: DiscordOptions = {}) {
  const { token = TOKEN, shards = 1, echo = true, heartbeatMs = 41_250, patienceMs = 3_000 } = options;
  const users = options.users ?? [
    { id: ANN, name: "ann" },
    { id: BO, name: "bo" },
  ];
  const state = createState({ users, now: options.now ?? Date.now });
  const application = createApplication();
  const faults = createFaults();
  const calls: Called[] = [];
  const violations: string[] = [];

  const dispatch = (name: string, data: Json, guild: string | null, intent: number): Promise<void> =>
    gateway.dispatch(name, data, { guild, intent });

  /** Everybody in a DM hears of its messages, the bot of its own too; in servers it listens to none. */
  const changed = (message: Message, change: Change): void => {
    if (!echo || message.author !== BOT || message.channel.where !== "dm") return;
    const { id, channel } = message;
    const data = change === "MESSAGE_DELETE" ? { id, channel_id: channel.id } : messageJson(state, message);
    void dispatch(change, data, null, GatewayIntentBits.DirectMessages);
  };
  const screen = createScreen(state, changed);
  const interactions = createInteractions(state, patienceMs, dispatch);
  const desk: Desk = {
    state,
    screen,
    check(found) {
      if (found.length === 0) return;
      violations.push(...found);
      throw new Refusal(400, 50035, "Invalid Form Body", {
        errors: { _errors: found.map((message) => ({ message })) },
      });
    },
    dispatch: (...aimed) => void dispatch(...aimed),
  };
  const facts = { url: () => `ws://${address}`, shards: () => shards };
  const answer = createRouter([
    ...applicationRoutes(desk, application, facts),
    ...messageRoutes(desk),
    ...interactionRoutes(desk),
  ]);
  const server = createRestServer({ faults, calls, token, answer });
  const gateway = createGateway(server, {
    token,
    heartbeatMs,
    url: facts.url,
    ready: ({ shard, shards: all }) => ({
      v: 10,
      user: botJson(),
      guilds: ofShard(shard, all) ? [{ id: GUILD, unavailable: true }] : [],
      application: { id: APPLICATION, flags: 0 },
    }),
    greeting: ({ shard, shards: all, intents }) =>
      ofShard(shard, all) && (intents & GatewayIntentBits.Guilds) !== 0 ? [["GUILD_CREATE", guildJson()]] : [],
  });

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the stand-in has no port");
  const address = `127.0.0.1:${bound.port}`;
  const apiUrl = `http://${address}/api`;

  return {
    ...createPeople({ state, screen, interactions, application, dispatch }),
    token,
    apiUrl,
    application: APPLICATION,
    bot: BOT,
    guild: GUILD,
    channel: GUILD_CHANNEL,
    /** The variables for a bot. */
    env: (): Record<string, string> => ({ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl }),
    /** What the bot sent that Discord would refuse, as sentences; `close` fails when there is any. */
    violations,
    /** What the app has called, and what it was answered. */
    calls: (method?: string, path?: RegExp): readonly Called[] =>
      calls.filter(
        (it) => (method === undefined || it.method === method) && (path === undefined || path.test(it.path)),
      ),
    /** The next `times` requests that fit go wrong like that. */
    fault: (pattern: Pattern, fault: Fault, times = 1): void => faults.plan(pattern, fault, times),
    /** Answers 429: the app has to wait so many seconds. */
    limit: (pattern: Pattern, seconds: number, times = 1, { global = false } = {}): void =>
      faults.plan(pattern, { retryAfter: seconds, global }, times),
    heal: faults.clear,
    /** Resolves once so many sessions are connected. */
    connected: gateway.connected,
    disconnect: (how: Disconnect): void => gateway.disconnect(how),
    holdBack: gateway.holdBack,
    release: gateway.release,
    get sessions() {
      return gateway.sessions();
    },
    /** Any dispatch, to those shards that it concerns. */
    dispatch: (name: string, data: Json, guild: string | null = null): Promise<void> => dispatch(name, data, guild, 0),
    /** Commands as they are registered; everywhere, or in a server. */
    commands: (guild = ""): readonly Json[] => application.commands.get(guild) ?? [],
    settings: (): Json => application.settings,
    /** Throws when the bot sent what Discord would refuse; clear `violations` where that was meant. */
    async close(): Promise<void> {
      interactions.close();
      await gateway.close();
      server.close();
      server.closeAllConnections();
      if (violations.length > 0) throw new Error(`Discord would refuse: ${violations.join("; ")}`);
    },
  };
}

const ofShard = (shard: number, shards: number): boolean => Number((BigInt(GUILD) >> 22n) % BigInt(shards)) === shard;

/** The server that the bot is in. */
const guildJson = (): Json => ({
  id: GUILD,
  name: "A server",
  icon: null,
  owner_id: ANN,
  member_count: 3,
  large: false,
  unavailable: false,
  joined_at: "2026-01-01T00:00:00.000000+00:00",
  preferred_locale: "en-US",
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  mfa_level: 0,
  nsfw_level: 0,
  premium_tier: 0,
  system_channel_flags: 0,
  features: [],
  emojis: [],
  stickers: [],
  roles: [
    {
      id: GUILD,
      name: "@everyone",
      permissions: "0",
      position: 0,
      color: 0,
      hoist: false,
      managed: false,
      mentionable: false,
    },
  ],
  channels: [
    { id: GUILD_CHANNEL, type: ChannelType.GuildText, name: "general", position: 0, permission_overwrites: [] },
  ],
  members: [
    { user: botJson(), roles: [], joined_at: "2026-01-01T00:00:00.000000+00:00", deaf: false, mute: false, flags: 0 },
  ],
  threads: [],
  voice_states: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
});

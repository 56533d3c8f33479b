/** Every chat platform of this bot, one entry each: the place to add another. */
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { createWebAdapter } from "../adapters/web/adapter.ts";
import type { ChatAdapter, Person, Profile } from "./chat/port.ts";
import type { Clock } from "./clock.ts";
import type { Config, DiscordConfig, SlackConfig } from "./config.ts";
import type { installationSigner } from "./installation.ts";
import type { Logger } from "./log.ts";
import { createSecretBox } from "./secrets/box.ts";
import { secretKeys } from "./secrets/keys.ts";
import type { Store } from "./store/store.ts";

/** What platforms are built from. */
export interface PlatformParts {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signerFor: Awaited<ReturnType<typeof installationSigner>>;
  /** Whether mails are written to files, which the local page then offers. */
  readonly mailsAreWritten: boolean;
  /** Where the bot is reached; asked for when it is needed, since a port may be chosen by the system. */
  readonly origin: () => string;
  /** The zone of this machine: the best guess for whoever sits at it. */
  readonly machineZone: string;
}

export interface Platform {
  readonly adapter: ChatAdapter;
  /** Registers what it needs of the HTTP server, before that listens. */
  routes?(app: FastifyInstance): Promise<void>;
  /** What is known of somebody who is here for the first time. */
  profileOf(person: Person): Promise<Profile>;
}

/** In DATA_DIR: mails that were written because no mail server is set up. */
export const OUTBOX = "outbox";

export async function platforms(parts: PlatformParts): Promise<readonly Platform[]> {
  const { config, store, clock, log, signerFor } = parts;
  const web = createWebAdapter({
    histories: store.history,
    clock,
    log,
    host: config.host,
    publicUrl: config.publicUrl,
    password: config.web.password,
    signer: signerFor("session"),
    outboxFolder: parts.mailsAreWritten ? join(config.dataDir, OUTBOX) : null,
  });
  const slack = config.slack === null ? [] : [await slackPlatform(config.slack, parts)];
  const discord = config.discord === null ? [] : [await discordPlatform(config.discord, parts)];
  return [
    { adapter: web, routes: web.routes, profileOf: async () => ({ timeZone: parts.machineZone }) },
    ...slack,
    ...discord,
  ];
}

/** Loaded only for who uses it, like Slack's. */
async function discordPlatform(settings: DiscordConfig, { clock, log }: PlatformParts): Promise<Platform> {
  const { createDiscordAdapter } = await import("../adapters/discord/adapter.ts");
  const adapter = createDiscordAdapter({ ...settings, clock, log });
  return { adapter, profileOf: adapter.profileOf };
}

async function slackPlatform(
  { botToken, appToken, signingSecret, oauth, apiUrl }: SlackConfig,
  { config, store, clock, log, signerFor, origin }: PlatformParts,
): Promise<Platform> {
  // Slack's libraries take time to load: only who uses Slack waits for them.
  const { createSlackAdapter } = await import("../adapters/slack/adapter.ts");
  const keys = await secretKeys({
    given: config.secretKeys,
    dataDir: config.dataDir,
    ownDatabase: config.mongodb.uri === null,
  });
  // A key that is missing is to be heard of now, and not when the first workspace installs the bot.
  if (oauth !== null) keys();
  const adapter = createSlackAdapter({
    ...{ botToken, appToken, signingSecret, apiUrl, origin, clock, log },
    oauth:
      oauth === null
        ? null
        : { ...oauth, vault: store.installations, box: createSecretBox(keys), signer: signerFor("slack-oauth") },
  });
  return { adapter, routes: adapter.routes, profileOf: adapter.profileOf };
}

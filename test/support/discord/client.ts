/** The real discord.js, set up for the stand-in: nothing in it is replaced. */
import { once } from "node:events";
import { Client, Events, GatewayIntentBits, Partials, REST } from "discord.js";
import type { Discord } from "./discord.ts";

export interface ClientOptions {
  readonly intents?: readonly number[];
  /** Which shards, of how many. */
  readonly shards?: { readonly ids: readonly number[]; readonly of: number };
}

/** A client that has not logged in yet. */
export function clientOf({ apiUrl }: Pick<Discord, "apiUrl">, { intents, shards }: ClientOptions = {}): Client {
  return new Client({
    intents: intents ?? [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    rest: { api: apiUrl, retries: 0, offset: 0 },
    closeTimeout: 200,
    ...(shards === undefined ? {} : { shards: [...shards.ids], shardCount: shards.of }),
    // discord.js waits five seconds before it identifies again.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
  });
}

/** Logs in, and resolves once the client is ready. */
export async function ready(client: Client, token: string): Promise<void> {
  await Promise.all([once(client, Events.ClientReady), client.login(token)]);
}

export const restOf = ({ apiUrl, token }: Pick<Discord, "apiUrl" | "token">): REST =>
  new REST({ api: apiUrl, retries: 0, offset: 0 }).setToken(token);

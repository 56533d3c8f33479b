/** Stand-ins and clients of one test file, each put away after its test. */
import { afterEach } from "vitest";
import { type ClientOptions, clientOf, ready, restOf } from "./client.ts";
import { type Discord, type DiscordOptions, startDiscord } from "./discord.ts";

/** Registers the putting away; give what it returns a stand-in or a client by its functions. */
export function running() {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });
  return {
    async discord(options: DiscordOptions = {}) {
      const discord = await startDiscord(options);
      stops.push(discord.close);
      return { discord, rest: restOf(discord) };
    },
    /** A client that is ready, and the names and numbers of all that it was sent. */
    async client(discord: Discord, options: ClientOptions = {}) {
      const client = clientOf(discord, options);
      stops.push(() => client.destroy());
      const received: Received[] = [];
      client.on("raw", ({ t, d }: Received) => {
        if (t !== null) received.push({ t, d });
      });
      await ready(client, discord.token);
      return { client, received, names: () => received.map(({ t }) => t) };
    },
  };
}

interface Received {
  readonly t: string | null;
  readonly d: unknown;
}

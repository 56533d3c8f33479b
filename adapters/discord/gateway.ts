/** Reads Discord's gateway by discord.js: what is said and pressed, as it came, without keeping anything of it. */
import { Client, Events, GatewayIntentBits, Options } from "discord.js";
import { z } from "zod";
import type { Logger } from "../../src/log.ts";

/** One event of the gateway: its name and its body, untrusted. */
export interface Dispatch {
  readonly t: string;
  readonly d: unknown;
}

export interface Gateway {
  /** Connects, and goes on trying while Discord cannot be reached. */
  start(): void;
  stop(): Promise<void>;
}

export interface GatewayOptions {
  readonly token: string;
  readonly apiUrl: string | null;
  readonly log: Logger;
  onDispatch(dispatch: Dispatch): void;
}

/**
 * What the bot listens to, besides READY, which tells that a connection knows nothing of the one before. Everything else
 * is dropped here.
 */
export const HEARD: readonly string[] = ["INTERACTION_CREATE", "MESSAGE_CREATE"];
/** What discord.js itself goes by to know that it is connected. */
const KEPT: readonly string[] = ["READY", "RESUMED"];
/** Waits between attempts to connect at all; once connected, discord.js sees to it. */
const AGAIN_MS = { first: 1_000, longest: 60_000 } as const;
const CLOSE_TIMEOUT_MS = 1_000;
const CLOSE_PATIENCE_MS = 2_000;

/** Everything the REST class and the client are told alike. */
export const restOptions = (apiUrl: string | null) => ({ version: "10", ...(apiUrl === null ? {} : { api: apiUrl }) });

/**
 * Clients for all shards that this process is given: those Discord recommends, or the one that a ShardingManager named.
 * The one intent is not privileged: the content of direct messages comes without, and interactions with none.
 */
export function createGateway({ token, apiUrl, log, onDispatch }: GatewayOptions): Gateway {
  let stopped = false;
  let waking: () => void = () => {};
  let client: Client | null = null;

  function fresh(): Client {
    const made = new Client({
      intents: [GatewayIntentBits.DirectMessages],
      rest: restOptions(apiUrl),
      closeTimeout: CLOSE_TIMEOUT_MS,
      // Nothing is looked up here, so nothing need be kept.
      makeCache: Options.cacheWithLimits({ MessageManager: 0, UserManager: 100, DMMessageManager: 0 }),
    });
    made.on(Events.Raw, (packet: { t?: string | null; d?: unknown }) => {
      const { t, d } = packet;
      if (t === "READY" && isFirst(d)) onDispatch({ t, d: null });
      if (typeof t !== "string" || KEPT.includes(t)) return;
      // Nothing more is made of it: discord.js would end the process over a body that it does not expect.
      packet.t = null;
      if (HEARD.includes(t)) onDispatch({ t, d });
    });
    made.on(Events.ShardReady, (shard) => log.info({ shard }, "connected to Discord"));
    made.on(Events.ShardReconnecting, (shard) => log.info({ shard }, "connecting to Discord again"));
    made.on(Events.ShardError, (err, shard) => log.warn({ err, shard }, "a connection to Discord failed"));
    // discord.js does not try again after one of the closing codes of a wrong token, intent or shard.
    made.on(Events.ShardDisconnect, ({ code }, shard) => {
      if (!stopped)
        log.error({ code, shard }, "Discord has closed the connection for good; restart with the right settings");
    });
    made.on(Events.Error, (err) => log.warn({ err }, "a connection to Discord failed"));
    return made;
  }

  async function connect(): Promise<void> {
    for (let wait: number = AGAIN_MS.first; !stopped; wait = Math.min(wait * 2, AGAIN_MS.longest)) {
      // One whose login failed does not close any more what it opens later.
      client = fresh();
      try {
        await client.login(token);
        // Stopped while it was logging in: nobody else would close it.
        if (stopped) await close(client);
        return;
      } catch (err) {
        await close(client);
        if (stopped) return;
        log.warn({ err }, "Discord could not be connected to; trying again");
        await new Promise<void>((resolve) => {
          waking = resolve;
          setTimeout(resolve, wait).unref();
        });
      }
    }
  }

  return {
    start: () => void connect(),
    async stop() {
      stopped = true;
      waking();
      if (client !== null) await close(client);
    },
  };
}

/** Direct messages come by the first shard. */
const isFirst = (ready: unknown): boolean => (firstShard.safeParse(ready).data?.shard?.[0] ?? 0) === 0;
const firstShard = z.object({ shard: z.array(z.number()).optional() });

/** discord.js waits for ever for a connection that is only just being made. */
async function close(client: Client): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSE_PATIENCE_MS);
  });
  await Promise.race([client.destroy(), patience]);
  clearTimeout(timer);
}

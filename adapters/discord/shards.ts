/** Reads the gateway in several processes, one a shard, for bots too large for one connection. */
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type Shard, ShardingManager } from "discord.js";
import { z } from "zod";
import type { Gateway, GatewayOptions } from "./gateway.ts";

const SHARD_FILE = fileURLToPath(new URL("./shard.ts", import.meta.url));
const passed = z.object({ dispatch: z.object({ t: z.string(), d: z.unknown() }) });

/** Discord lets a bot identify once in five seconds; a process knows nothing of the others. */
const BEGIN_EVERY_MS = 5_500;
/** Each start that gets as far as identifying costs one of a thousand a day: one that keeps dying has to wait longer. */
const AGAIN_MS = { first: 1_000, longest: 5 * 60_000 } as const;

/** discord.js' ShardingManager: this process works what the others hear, and begins one anew that has died. */
export function createShards({
  token,
  apiUrl,
  log,
  onDispatch,
  count,
}: GatewayOptions & { readonly count: number }): Gateway {
  const manager = new ShardingManager(SHARD_FILE, {
    ...{ token, totalShards: count, mode: "process", respawn: false },
    // What was read from a file is not in the environment that they get.
    shardArgs: [log.level, apiUrl ?? ""],
  });
  const stopping = new AbortController();
  const deaths = new Map<number, number>();
  let lane = Promise.resolve();

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      stopping.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });

  /** One after the other, at Discord's pace. */
  function begin(shard: Shard): void {
    lane = lane.then(async () => {
      if (stopping.signal.aborted) return;
      try {
        // Not waited for until it is ready: it goes on trying by itself while Discord cannot be reached.
        await shard.spawn(-1);
      } catch (err) {
        log.error({ err, shard: shard.id }, "a shard's process could not be begun");
      }
      await pause(BEGIN_EVERY_MS);
    });
  }

  async function again(shard: Shard): Promise<void> {
    if (stopping.signal.aborted) return;
    const times = (deaths.get(shard.id) ?? 0) + 1;
    deaths.set(shard.id, times);
    log.warn({ shard: shard.id, times }, "a shard's process has ended; it is begun anew");
    await pause(Math.min(AGAIN_MS.first * 2 ** (times - 1), AGAIN_MS.longest));
    begin(shard);
  }

  manager.on("shardCreate", (shard) => {
    shard.on("message", (message: unknown) => {
      const { data } = passed.safeParse(message);
      if (data !== undefined) onDispatch({ t: data.dispatch.t, d: data.dispatch.d });
    });
    shard.on("ready", () => deaths.delete(shard.id));
    shard.on("death", () => void again(shard));
    shard.on("error", (err) => log.warn({ err, shard: shard.id }, "a shard's process failed"));
  });

  return {
    start() {
      for (let id = 0; id < count; id += 1) begin(manager.createShard(id));
    },
    async stop() {
      stopping.abort();
      await lane;
      const ends = [...manager.shards.values()].map(async (shard) => {
        const { process: child } = shard;
        if (child === null || !("exitCode" in child) || child.exitCode !== null) return;
        const gone = once(child, "exit");
        shard.kill();
        await gone;
      });
      await Promise.all(ends);
    },
  };
}

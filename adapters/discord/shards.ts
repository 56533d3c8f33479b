/** Reads the gateway in several processes, one a shard, for bots too large for one connection. */
import { fileURLToPath } from "node:url";
import { ShardingManager } from "discord.js";
import { z } from "zod";
import type { Gateway, GatewayOptions } from "./gateway.ts";

const SHARD_FILE = fileURLToPath(new URL("./shard.ts", import.meta.url));
const passed = z.object({ dispatch: z.object({ t: z.string(), d: z.unknown() }) });

/** discord.js' ShardingManager: this process works what the others hear, and begins one anew that has died. */
export function createShards({ token, log, onDispatch, count }: GatewayOptions & { readonly count: number }): Gateway {
  const manager = new ShardingManager(SHARD_FILE, { token, totalShards: count, mode: "process", respawn: true });
  manager.on("shardCreate", (shard) => {
    shard.on("message", (message: unknown) => {
      const { data } = passed.safeParse(message);
      if (data !== undefined) onDispatch({ t: data.dispatch.t, d: data.dispatch.d });
    });
    shard.on("death", () => log.warn({ shard: shard.id }, "a shard's process has ended"));
    shard.on("error", (err) => log.warn({ err, shard: shard.id }, "a shard's process failed"));
  });
  return {
    start() {
      // None is waited for: each goes on trying by itself while Discord cannot be reached.
      manager
        .spawn({ amount: count, timeout: -1 })
        .catch((err: unknown) => log.error({ err }, "a shard's process could not be begun"));
    },
    async stop() {
      manager.respawn = false;
      for (const shard of manager.shards.values()) shard.kill();
    },
  };
}

import { once } from "node:events";
import { Events, GatewayIntentBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { clientOf } from "./client.ts";
import { ANN } from "./discord.ts";
import { running } from "./running.ts";

const start = running();
const told = ({ d }: { readonly d: unknown }) =>
  typeof d === "object" && d !== null && "content" in d ? d.content : "";

describe("a session", () => {
  test("begins with who the bot is and its server, and carries direct messages", async () => {
    const { discord } = await start.discord();
    const { client, received, names } = await start.client(discord);
    expect(client.user?.id).toBe(discord.bot);
    expect(client.guilds.cache.get(discord.guild)?.name).toBe("A server");
    const heard = once(client, Events.MessageCreate);
    await discord.dm(ANN, "phone screen with Stripe");
    expect(received.at(-1)).toMatchObject({ t: "MESSAGE_CREATE", d: { author: { id: ANN }, channel_type: 1 } });
    expect(received.at(-1)?.d).not.toHaveProperty("guild_id");
    const [message] = await heard;
    expect(message.content).toBe("phone screen with Stripe");
    expect(names()).toEqual(["READY", "GUILD_CREATE", "MESSAGE_CREATE"]);
  });

  test("keeps to its intents", async () => {
    const { discord } = await start.discord();
    const { names } = await start.client(discord, { intents: [GatewayIntentBits.Guilds] });
    await discord.dm(ANN, "not for you");
    const command = await discord.command(ANN, "help");
    expect(names()).toEqual(["READY", "GUILD_CREATE", "INTERACTION_CREATE"]);
    discord.expire(command);
    expect(await command.acknowledged()).toBe("failed");
  });

  test("beats", async () => {
    const { discord } = await start.discord({ heartbeatMs: 20 });
    const { client } = await start.client(discord);
    await new Promise<void>((done) => {
      client.on(Events.Debug, (line) => {
        if (line.includes("Heartbeat acknowledged")) done();
      });
    });
    expect(client.ws.ping).toBeGreaterThanOrEqual(0);
  });

  test.each([{ how: { resume: true } }, { how: { resume: true, code: 4000 } }, { how: { resume: true, cut: true } }])(
    "is resumed with what was missed: $how",
    async ({ how }) => {
      const { discord } = await start.discord();
      const { client, received } = await start.client(discord);
      await discord.dm(ANN, "one");
      discord.holdBack();
      const resumed = once(client, Events.ShardResume);
      discord.disconnect(how);
      await discord.dm(ANN, "two");
      await discord.dm(ANN, "three");
      expect(received.map(told)).not.toContain("two");
      discord.release();
      await resumed;
      await discord.dm(ANN, "four");
      expect(received.map(told).filter((it) => it !== "")).toEqual(["one", "two", "three", "four"]);
      expect(discord.sessions.map((session) => session.resumed())).toEqual([1]);
    },
  );

  test("that is over is followed by a new one, without what was missed", async () => {
    const { discord } = await start.discord();
    const { client, received } = await start.client(discord);
    const again = once(client, Events.ShardReady);
    discord.disconnect({ resume: false });
    await discord.dm(ANN, "lost");
    await again;
    await discord.dm(ANN, "heard");
    expect(received.map(told)).not.toContain("lost");
    expect(received.map(told)).toContain("heard");
  });

  test("is refused for a wrong token and for intents that need approval", async () => {
    const { discord } = await start.discord();
    await expect(clientOf(discord).login("wrong")).rejects.toThrow("invalid token");
    const client = clientOf(discord, { intents: [GatewayIntentBits.MessageContent] });
    const closed = once(client, Events.ShardDisconnect);
    client.on(Events.ShardError, () => undefined);
    void client.login(discord.token).catch(() => undefined);
    expect((await closed)[0]).toMatchObject({ code: 4014 });
    await client.destroy();
  });
});

describe("several clients", () => {
  test("of one shard get every dispatch each", async () => {
    const { discord } = await start.discord();
    const [one, two] = [await start.client(discord), await start.client(discord)];
    await discord.connected(2);
    await discord.dm(ANN, "both");
    for (const { received } of [one, two]) expect(received.map(told)).toContain("both");
  });

  test("of several shards get what is theirs: direct messages the first, servers by their id", async () => {
    const { discord } = await start.discord({ shards: 2 });
    const first = await start.client(discord, { shards: { ids: [0], of: 2 } });
    const second = await start.client(discord, { shards: { ids: [1], of: 2 } });
    await discord.dm(ANN, "hello");
    const other = String((1n << 22n) * 12_345n);
    await discord.dispatch("GUILD_DELETE", { id: other, unavailable: true }, other);
    expect(first.names()).toContain("MESSAGE_CREATE");
    expect(first.names()).not.toContain("GUILD_DELETE");
    expect(second.names()).toContain("GUILD_DELETE");
    expect(second.names()).not.toContain("MESSAGE_CREATE");
  });
});

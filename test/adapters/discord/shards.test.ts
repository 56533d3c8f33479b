/** The gateway in processes of their own: the bot works what they hear, and begins one anew that has died. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import { ANN as ANN_ID, type Discord, startDiscord } from "../../support/discord/discord.ts";
import { gone } from "../../support/processes.ts";
import { botIn, meet, messagesOf } from "./in-discord.ts";

const up = (discord: Discord): readonly number[] =>
  discord.sessions
    .filter((session) => session.connected())
    .map(({ shard }) => shard)
    .sort();

const contentOf = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
};

/** Processes that this one has begun to read a shard, by their ids. */
const readers = (): readonly number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => contentOf(`/proc/${pid}/cmdline`).includes("adapters/discord/shard.ts"))
    .filter((pid) => contentOf(`/proc/${pid}/stat`).split(") ")[1]?.split(" ")[1] === String(process.pid))
    .map(Number);

const heard = (discord: Discord, words: string) =>
  waitFor(() => messagesOf(discord).some(({ text }) => text.includes(words)), words);

async function twoShards() {
  const discord = await startDiscord({ shards: 2 });
  onTestFinished(discord.close);
  const world = await botIn(discord, { env: { DISCORD_SHARDS: "auto" } });
  await waitFor(() => up(discord).length === 2, "both shards");
  return { discord, world };
}

test("each shard is read by a process, and the bot answers what they pass on", async () => {
  const { discord, world } = await twoShards();
  expect(up(discord)).toEqual([0, 1]);
  expect(readers()).toHaveLength(2);
  await meet(discord);
  await discord.dm(ANN_ID, "phone screen with Stripe Tuesday 3pm");
  await heard(discord, "Tuesday 10 March, 15:00 to 16:00 (London)");
  const inServer = await discord.command(ANN_ID, "interview", {}, { subcommand: "list", where: "server" });
  expect(await inServer.acknowledged()).toBe("message");
  const pids = readers();
  await world.stop();
  await Promise.all(pids.map(gone));
});

test("a process that is killed is begun anew, and nothing is said twice", async () => {
  const { discord } = await twoShards();
  await meet(discord);
  const before = discord.sessions.length;
  for (const pid of readers()) process.kill(pid, "SIGKILL");
  await waitFor(() => discord.sessions.length === before + 2 && up(discord).length === 2, "both shards again");
  await discord.dm(ANN_ID, "onsite with Figma Friday 10am");
  await heard(discord, "Friday 6 March, 10:00 to 11:00 (London)");
  expect(messagesOf(discord).filter(({ text }) => text.startsWith("Figma: onsite"))).toHaveLength(1);
});

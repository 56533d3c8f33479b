/** Discord that refuses, asks for patience, breaks, or has lost somebody: what the bot has to say arrives, once. */
import { describe, expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import type { DiscordOptions } from "../../support/discord/discord.ts";
import {
  ANN,
  type InDiscord,
  inDiscord,
  loggedBy,
  meet,
  messagesOf,
  restarted,
  settled,
  shows,
  standing,
  startsOf,
  textsOf,
  times,
  withCard,
} from "./in-discord.ts";

const DUE = "2026-03-10T13:00:00Z";
const HEADLINE = "Interview in 2 hours: Stripe, phone screen";
const POST = "POST /channels/*/messages";
/** Every try that discord.js makes of one call. */
const ALL_TRIES = 4;

/** Ann has an interview and an address; the two reminders before it have not come. */
async function waiting(options: DiscordOptions = {}): Promise<InDiscord> {
  const it = await withCard(await inDiscord(options));
  const { store } = it.world.bot;
  const now = it.world.clock.now();
  const user = await store.people.signIn(ANN, now);
  await store.of(user).me.change({ email: "ann@example.com" }, "test", now);
  await settled(it);
  return it;
}

const remindersIn = ({ world }: InDiscord, what: object): Promise<number> =>
  world.database.connection.collection("reminders").countDocuments({ kind: "2_hours", ...what });

const failedOnce = (it: InDiscord) =>
  waitFor(
    async () => (await remindersIn(it, { state: "pending", "channels.discord.state": "retrying" })) > 0,
    "a try that failed",
  );

/** Moves the clock in small steps, never over something that is being handed over, until it is sent. */
const untilSent = (it: InDiscord): Promise<true> =>
  waitFor(async () => {
    if ((await remindersIn(it, { state: "sent" })) === 1) return true;
    const now = new Date(it.world.clock.now().epochMilliseconds);
    // What is claimed ahead of its time waits for the clock.
    const ahead = { $or: [{ tryAt: { $gt: now } }, { tryAt: null, dueAt: { $gt: now } }] };
    if ((await remindersIn(it, { state: "sending", $nor: [ahead] })) === 0) it.world.clock.advance({ seconds: 1 });
    return false;
  }, "it to be sent");

/** Moves the clock until every event is worked. */
const untilWorked = (it: InDiscord): Promise<true> =>
  waitFor(async () => {
    await settled(it);
    const left = await it.world.database.connection.collection("inbox").countDocuments({ state: { $ne: "done" } });
    if (left === 0) return true;
    it.world.clock.advance({ seconds: 5 });
    return false;
  }, "everything to be worked");

/** What of the reminder is in Ann's chat as Discord keeps it. */
const reminders = ({ discord }: InDiscord) =>
  discord
    .kept(ANN.id)
    .filter((message) => /Stripe, phone screen/.test(JSON.stringify(message.embeds) + message.content));

const lost: [string, (it: InDiscord) => void, number][] = [
  ["who takes no direct messages", ({ discord }) => discord.closeDms(ANN.id), 50_007],
  ["with whom the bot shares no server", ({ discord }) => discord.leaveServers(ANN.id), 50_278],
];

describe.each(lost)("a reminder to somebody %s", (_name, lose, code) => {
  test("goes by e-mail, is tried once, and its person is told at their next word", async () => {
    const it = await waiting();
    const { discord, world } = it;
    const before = discord.calls("POST", /^\/channels\/\d+\/messages$/).length;
    lose(it);
    world.clock.set(DUE);
    await untilSent(it);
    expect(world.mails.map(({ to, subject }) => [to, subject.includes("Stripe")])).toEqual([["ann@example.com", true]]);
    const tries = discord.calls("POST", /^\/channels\/\d+\/messages$/).slice(before);
    expect(tries.map(({ status }) => status)).toEqual([403]);
    expect(await world.database.connection.collection("identities").findOne()).toMatchObject({
      brokenBecause: `discord_${code}`,
    });
    discord.openDms(ANN.id);
    await discord.dm(ANN.id, "list");
    await shows(discord, "I could not reach you for a while, since today 13:00");
    expect(textsOf(discord).join("\n")).toContain("My reminders went by e-mail.");
    await settled(it);
    await discord.dm(ANN.id, "list");
    await settled(it);
    expect(times(discord, "I could not reach you")).toBe(1);
  });

  test("leaves commands elsewhere working", async () => {
    const it = await waiting();
    const { discord } = it;
    lose(it);
    await discord.command(ANN.id, "interview", {}, { subcommand: "show", where: "server" });
    const there = () => standing(discord).find(({ where }) => where === "server");
    expect((await waitFor(there, "the answer there")).text).toContain("Stripe: phone screen");
    await settled(it);
    expect(loggedBy(it.world, /"level":50/)).toEqual([]);
  });
});

describe("a reminder", () => {
  test("that Discord asks to come a moment later waits for that, and comes once", async () => {
    const it = await waiting();
    const { discord, world } = it;
    discord.limit(POST, 0.2);
    world.clock.set(DUE);
    await shows(discord, HEADLINE);
    await untilSent(it);
    expect(reminders(it)).toHaveLength(1);
    expect(await remindersIn(it, { "channels.discord.attempts": 1 })).toBe(1);
  });

  test.each([false, true])(
    "that Discord asks to come much later comes then, with words that are true (global: %s)",
    async (global) => {
      const it = await waiting();
      const { discord, world } = it;
      discord.limit(POST, 120, 1, { global });
      world.clock.set(DUE);
      await failedOnce(it);
      const [waits] = await world.database.connection.collection("reminders").find({ kind: "2_hours" }).toArray();
      expect(waits?.wakeAt.getTime()).toBeGreaterThan(Date.parse("2026-03-10T13:01:50Z"));
      // Discord's seconds are real ones: a bot that is started anew knows nothing of them.
      const next = await restarted(it, "2026-03-10T13:02:30Z");
      await shows(discord, /^Starts in .*: Stripe, phone screen/);
      await untilSent(next);
      const [said] = messagesOf(discord).filter(({ text }) => text.startsWith("Starts in"));
      expect(said?.text).toMatch(/^Starts in 1 hour 5[78] min/);
      expect(reminders(it)).toHaveLength(1);
      expect(world.mails).toHaveLength(1);
    },
  );

  const broken: [string, Parameters<InDiscord["discord"]["fault"]>[1], number][] = [
    ["a Discord that breaks down", { status: 500 }, ALL_TRIES],
    ["a Discord that breaks down for a moment", { status: 502 }, 1],
    ["a Discord that did it and could not say so", { dropAfter: true }, 1],
    ["a Discord that did it more than once and could not say so", { dropAfter: true }, ALL_TRIES],
    ["a Discord that does not answer", { hang: true }, 1],
  ];
  test.each(broken)("survives %s, and is there once", async (_name, fault, tries) => {
    const it = await waiting();
    const { discord, world } = it;
    discord.fault(POST, fault, tries);
    world.clock.set(DUE);
    await waitFor(() => discord.calls("POST", /messages$/).some(({ status }) => status !== 200), "a try that failed");
    await untilSent(it);
    expect(reminders(it)).toHaveLength(1);
    // The mail, which went well at once, is not sent again with it.
    expect(world.mails).toHaveLength(1);
  });

  test("whose process ended after posting it is found by its mark, and not sent again", async () => {
    const late = { by: 0 };
    const it = await waiting({ now: () => Date.now() + late.by });
    const { discord, world } = it;
    discord.fault(POST, { dropAfter: true }, ALL_TRIES);
    world.clock.set(DUE);
    await failedOnce(it);
    expect(reminders(it)).toHaveLength(1);
    // By now Discord has forgotten the nonce.
    late.by = 10 * 60_000;
    const next = await restarted(it, "2026-03-10T13:00:30Z");
    await untilSent(next);
    expect(reminders(it)).toHaveLength(1);
    expect(world.mails).toHaveLength(1);
  });

  test("to a chat that Discord does not know any more goes to the one that it opens", async () => {
    const it = await waiting();
    const { discord, world } = it;
    const opened = discord.calls("POST", /^\/users\/@me\/channels$/).length;
    discord.fault(POST, { status: 404, code: 10_003 });
    world.clock.set(DUE);
    await shows(discord, HEADLINE);
    await untilSent(it);
    expect(reminders(it)).toHaveLength(1);
    expect(discord.calls("POST", /^\/users\/@me\/channels$/).length).toBeGreaterThan(opened);
    expect(await remindersIn(it, { "channels.discord.attempts": 1 })).toBe(1);
  });
});

describe("an answer", () => {
  test("in the direct messages comes later when Discord breaks down, and what was asked is done once", async () => {
    const it = await inDiscord();
    const { discord, world } = it;
    await meet(discord);
    discord.fault(POST, { status: 500 }, ALL_TRIES);
    await discord.dm(ANN.id, "phone screen with Stripe Tuesday 3pm");
    await waitFor(() => loggedBy(world, "tried again later").length > 0, "the first try");
    await settled(it);
    expect(textsOf(discord)).toEqual([]);
    world.clock.advance({ seconds: 15 });
    await shows(discord, "Stripe: phone screen");
    await settled(it);
    expect(await startsOf(it)).toHaveLength(1);
    expect(times(discord, "Stripe: phone screen")).toBe(1);
  });

  test.each([1, ALL_TRIES])(
    "in the direct messages comes once though Discord loses word of it %i times",
    async (lostTimes) => {
      const it = await withCard();
      const { discord } = it;
      discord.fault(POST, { dropAfter: true }, lostTimes);
      await discord.dm(ANN.id, "list");
      await shows(discord, /^1 interview ahead/);
      await untilWorked(it);
      expect(times(discord, /^1 interview ahead/)).toBe(1);
    },
  );

  test.each([1, ALL_TRIES])("to a command comes once though Discord loses word of it %i times", async (lostTimes) => {
    const it = await withCard();
    const { discord, world } = it;
    discord.fault("POST /interactions/*/*/callback", { dropAfter: true }, lostTimes);
    await discord.command(ANN.id, "interview", {}, { subcommand: "list", where: "server" });
    await shows(discord, /^1 interview ahead/);
    await untilWorked(it);
    expect(times(discord, /^1 interview ahead/)).toBe(1);
    expect(world.logged.join("\n")).not.toContain("given up");
  });

  test("of two parts is not begun anew when the second one fails", async () => {
    const it = await withCard();
    const { discord } = it;
    await discord.dm(ANN.id, "onsite at Figma");
    await shows(discord, /when/i);
    await settled(it);
    discord.fault("POST /webhooks/*/*", { status: 500 }, ALL_TRIES);
    await discord.command(ANN.id, "interview", {}, { subcommand: "list", where: "server" });
    await shows(discord, /^1 interview ahead/);
    await untilWorked(it);
    const there = standing(discord).filter(({ where }) => where === "server");
    expect(there.map(({ text }) => /^1 interview ahead/.test(text))).toEqual([true, false]);
    expect(there.every(({ ephemeral }) => ephemeral)).toBe(true);
  });

  test("that changes a message which is gone comes as a new one", async () => {
    const it = await withCard();
    const { discord, card } = it;
    discord.fault("POST /interactions/*/*/callback", { status: 404, code: 10_062 });
    discord.fault("PATCH /channels/*/messages/*", { status: 404, code: 10_008 });
    await discord.press(ANN.id, card, "Undo");
    expect((await shows(discord, "is taken back")).id).not.toBe(card.id);
    await settled(it);
    expect(times(discord, "is taken back")).toBe(1);
  });
});

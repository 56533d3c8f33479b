/** Two bots on one database, and a bot that is killed: everything is done and said, and once. */
import { describe, expect, onTestFinished, test } from "vitest";
import { spawnBot } from "../../support/bot.ts";
import { waitFor } from "../../support/clock.ts";
import { startDiscord } from "../../support/discord/discord.ts";
import { slowDatabase } from "../../support/slow-database.ts";
import {
  ANN,
  besides,
  type InDiscord,
  inDiscord,
  loggedBy,
  meet,
  modal,
  offers,
  restarted,
  settled,
  shows,
  standing,
  startsOf,
  times,
  withCard,
} from "./in-discord.ts";

describe("two bots beside each other", () => {
  async function two() {
    const one = await inDiscord();
    const other = await besides(one);
    await meet(one.discord);
    return { discord: one.discord, world: one.world, other, all: () => settled(one, other) };
  }

  /** Each of these stands there once, and nothing else does. */
  const standsThere = ({ discord }: Pick<InDiscord, "discord">, ...words: readonly RegExp[]) => {
    expect(words.map((it) => times(discord, it))).toEqual(words.map(() => 1));
    expect(standing(discord).map(({ text }) => text.split("\n")[0])).toHaveLength(words.length);
  };

  test("hear words, and one of them answers", async () => {
    const it = await two();
    const { discord } = it;
    await discord.dm(ANN.id, "", { attachments: [{ id: "1", filename: "invitation.png" }] });
    await shows(discord, "I can only read words");
    for (const words of ["phone screen with Stripe Tuesday 3pm", "onsite at Figma Friday 10-12", "list"]) {
      await discord.dm(ANN.id, words);
      await it.all();
    }
    standsThere(it, /^Stripe: phone screen/, /^Figma: onsite/, /^2 interviews ahead/, /^I can only read words/);
    expect(discord.kept(ANN.id).filter(({ pinned }) => pinned === true)).toHaveLength(1);
    const typed = discord.typing(ANN.id);
    // Longer than it takes until a bot that is at work shows so.
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(discord.typing(ANN.id)).toBe(typed);
  });

  test("hear commands, and one of them answers", async () => {
    const it = await two();
    const { discord } = it;
    await discord.command(ANN.id, "interview", { text: "phone screen with Stripe Tuesday 3pm" }, { subcommand: "add" });
    await discord.command(ANN.id, "interview", {}, { subcommand: "list", where: "server" });
    await discord.command(ANN.id, "of another version", {});
    await shows(discord, "I don't know that one any more");
    await it.all();
    standsThere(it, /^Stripe: phone screen/, /^1 interview ahead/, /^I don't know that one any more/);
    expect(discord.failed(ANN.id)).toBe(0);
  });

  test("hear presses and forms, and one of them answers", async () => {
    const it = await two();
    const { discord } = it;
    await discord.dm(ANN.id, "phone screen with Stripe Tuesday 3pm");
    const card = await shows(discord, "Stripe: phone screen");
    await it.all();
    for (let round = 0; round < 3; round += 1) {
      const seen = discord.seen(ANN.id).length;
      await discord.press(ANN.id, card, "Reschedule");
      await discord.submit(ANN.id, await modal(discord), { date: "2026-02-20", minutes: "45" });
      const refusal = await offers(discord, "Open the form again");
      await it.all();
      expect(times(discord, "That moment has passed already.")).toBe(1);
      await discord.press(ANN.id, refusal, "Open the form again");
      const form = await modal(discord);
      await it.all();
      expect(
        discord
          .seen(ANN.id)
          .slice(seen)
          .filter(({ kind, text }) => kind === "modal" && text !== ""),
      ).toHaveLength(2);
      expect(standing(discord)).toHaveLength(2 + round);
      await discord.submit(ANN.id, form, { date: `2026-03-1${round + 1}`, time: "16:00" });
      const moved = await waitFor(
        () =>
          standing(discord).find(({ id, text }) => id === refusal.id && text.includes(`1${round + 1} March, 16:00`)),
        "the card in its new state",
      );
      await it.all();
      await discord.press(ANN.id, moved, "Undo");
      await waitFor(
        () => standing(discord).find(({ id, text }) => id === moved.id && text.includes("10 March, 15:00")),
        "the old state",
      );
      await it.all();
      expect(standing(discord)).toHaveLength(2 + round);
    }
    expect(await startsOf(it)).toEqual(["2026-03-10T15:00:00+00:00[Europe/London]"]);
    expect(discord.failed(ANN.id)).toBe(0);
  });

  test("tell of what is wrong with a form once, also when the database is slow", async () => {
    const database = await slowDatabase();
    const one = await inDiscord({ patienceMs: 30_000 }, { database });
    const other = await besides(one);
    const { discord, card } = await withCard(one);
    await discord.press(ANN.id, card, "Reschedule");
    const form = await modal(discord);
    await settled(one, other);
    database.hold();
    const submit = await discord.submit(ANN.id, form, { date: "2026-02-20" });
    expect(await submit.acknowledged()).toBe("deferred update");
    database.release();
    await offers(discord, "Open the form again");
    await settled(one, other);
    // Whatever either of them has begun to say is said once this is.
    await discord.dm(ANN.id, "list");
    await shows(discord, /^1 interview ahead/);
    await settled(one, other);
    expect(times(discord, "That moment has passed already.")).toBe(1);
  });

  test("owe a reminder, and one of them sends it", async () => {
    const it = await two();
    const { discord } = it;
    await discord.dm(ANN.id, "phone screen with Stripe Tuesday 3pm");
    await shows(discord, "Stripe: phone screen");
    await it.all();
    for (const { world } of [it, it.other]) world.clock.set("2026-03-10T13:00:00Z");
    await shows(discord, "Interview in 2 hours: Stripe, phone screen");
    await it.all();
    expect(times(discord, "Interview in 2 hours")).toBe(1);
  });
});

describe("a bot that has gone", () => {
  test("leaves what is stored and not answered to the next one, which answers in the direct messages", async () => {
    const before = await withCard();
    const { discord, card } = before;
    // Discord takes nothing more of this bot.
    discord.fault(/^(POST|PATCH) \/(channels|webhooks|interactions)/, { status: 500 }, 1_000);
    const press = await discord.press(ANN.id, card, "Preparation");
    const command = await discord.command(
      ANN.id,
      "interview",
      { text: "onsite at Figma Friday 10-12" },
      { subcommand: "add" },
    );
    await discord.dm(ANN.id, "call with Monzo Monday 9am");
    await waitFor(() => loggedBy(before.world, "tried again later").length > 0, "a try");
    await settled(before);
    expect(standing(discord)).toHaveLength(1);
    for (const late of [press, command]) discord.expire(late);
    discord.heal();
    const it = await restarted(before, "2026-03-04T14:04:00Z");
    await shows(discord, "Monzo");
    await settled(it);
    for (const words of ["Preparation for Stripe", /^Figma: onsite/, /^Monzo/]) expect(times(discord, words)).toBe(1);
    expect(standing(discord).every(({ channel }) => channel === discord.directOf(ANN.id))).toBe(true);
    expect(await startsOf(it)).toHaveLength(3);
  });

  test("and said that it was thinking is followed by one that takes the place of that", async () => {
    const before = await withCard();
    const { discord } = before;
    discord.fault("POST /interactions/*/*/callback", { status: 500 }, 4);
    discord.fault("PATCH /webhooks/*/*/messages/@original", { status: 500 }, 1_000);
    const command = await discord.command(
      ANN.id,
      "interview",
      { subject: "" },
      { subcommand: "list", where: "server" },
    );
    // The first try fails, after two seconds the bot says that it is at work, and the next try is never made.
    expect(await command.acknowledged()).toBe("deferred");
    discord.heal();
    await settled(before);
    expect(discord.thinking(ANN.id)).toBe(1);
    const it = await restarted(before, "2026-03-04T14:04:00Z");
    await shows(discord, /^1 interview ahead/);
    await settled(it);
    expect(discord.thinking(ANN.id)).toBe(0);
    expect(times(discord, /^1 interview ahead/)).toBe(1);
    expect((await shows(discord, /^1 interview ahead/)).where).toBe("server");
  });

  test("and had said it without knowing says it once", async () => {
    const before = await withCard();
    const { discord } = before;
    discord.fault("POST /interactions/*/*/callback", { dropAfter: true });
    await discord.command(ANN.id, "interview", {}, { subcommand: "list", where: "server" });
    await waitFor(() => loggedBy(before.world, "tried again later").length > 0, "a try");
    await settled(before);
    const it = await restarted(before, "2026-03-04T14:04:00Z");
    await waitFor(async () => (await unworked(it)) === 0, "the command to be worked");
    await settled(it);
    expect(times(discord, /^1 interview ahead/)).toBe(1);
  });

  test("killed while it answers, is followed by one that answers, and by nothing twice", async () => {
    const discord = await startDiscord();
    onTestFinished(discord.close);
    const first = await spawnBot(discord.env());
    await discord.connected();
    await meet(discord);
    discord.fault(/^POST \/(channels|interactions)/, { hang: true }, 1_000);
    await discord.dm(ANN.id, "phone screen with Stripe tomorrow 3pm");
    await discord.command(ANN.id, "interview", { text: "onsite at Figma tomorrow 10-12" }, { subcommand: "add" });
    await waitFor(() => discord.calls("POST", /messages$/).length > 0, "an answer that does not come back");
    await first.crash();
    discord.heal();
    const next = await spawnBot(discord.env(), first.dataDir);
    await shows(discord, /^Figma: onsite/);
    await discord.dm(ANN.id, "help");
    await shows(discord, "What I can do");
    expect(times(discord, /^Stripe: phone screen/)).toBe(1);
    expect(times(discord, /^Figma: onsite/)).toBe(1);
    await next.stop();
  });
});

/** Events that are stored and not done. */
const unworked = ({ world }: InDiscord): Promise<number> =>
  world.database.connection.collection("inbox").countDocuments({ state: { $ne: "done" } });

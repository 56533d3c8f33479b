import { type ChatInputCommandInteraction, MessageFlags } from "discord.js";
import { describe, expect, test } from "vitest";
import { type Answers, bot as answering, codes, GO, latest, row, sent } from "./answering.ts";
import { ANN, type DiscordOptions } from "./discord.ts";
import { running } from "./running.ts";

const start = running();
const bot = (answers: Answers, options?: DiscordOptions) => answering(start, answers, options);

describe("a command", () => {
  test("is answered at once, with a follow-up, edits and a deletion", async () => {
    const { discord, refused, got } = await bot({
      async command(it) {
        const { resource } = await it.reply({ content: `to ${it.options.getString("to")}`, withResponse: true });
        await it.editReply("edited");
        const more = await it.followUp("more");
        await it.webhook.editMessage(more.id, "much more");
        await it.followUp({ content: "secret", flags: MessageFlags.Ephemeral });
        await it.deleteReply();
        return resource;
      },
    });
    const handle = await discord.command(ANN, "interview", { to: "Monday 3pm" }, { subcommand: "move" });
    expect(await handle.acknowledged()).toBe("message");
    await expect
      .poll(() => discord.seen(ANN).map(({ text }) => text))
      .toEqual(["to Monday 3pm", "edited", "more", "much more", "secret", ""]);
    expect(discord.standing(ANN).map(({ ephemeral }) => ephemeral)).toEqual([false, true]);
    expect(refused).toEqual([]);
    const [it] = got;
    expect([it?.locale, it?.context, it?.guildId]).toEqual(["en-GB", 1, null]);
    expect(it?.authorizingIntegrationOwners).toMatchObject({ guildId: "0", userId: null });
  });

  test("is deferred, and the first answer takes the place of the waiting, hidden as it was", async () => {
    const gate = Promise.withResolvers<void>();
    const { discord } = await bot({
      async command(it) {
        await it.deferReply({ flags: MessageFlags.Ephemeral });
        await gate.promise;
        await it.followUp("done");
        await it.followUp("and more");
      },
    });
    const handle = await discord.command(ANN, "help", {}, { where: "server" });
    expect(await handle.acknowledged()).toBe("deferred");
    expect(discord.thinking(ANN)).toBe(1);
    gate.resolve();
    await expect.poll(() => discord.seen(ANN).map(({ text }) => text)).toEqual(["done", "and more"]);
    expect(discord.thinking(ANN)).toBe(0);
    expect(discord.standing(ANN).map(({ ephemeral, where }) => [ephemeral, where])).toEqual([
      [true, "server"],
      [false, "server"],
    ]);
  });

  test("fails when nobody answers", async () => {
    const { discord, got } = await bot({}, { patienceMs: 20 });
    const handle = await discord.command(ANN, "help");
    expect(await handle.acknowledged()).toBe("failed");
    expect(discord.failed(ANN)).toBe(1);
    const [it] = got;
    await expect(it?.isRepliable() && it.reply("too late")).rejects.toMatchObject({ code: 10062 });
  });

  test("is followed up only after its answer and before its token is void", async () => {
    const held: ChatInputCommandInteraction[] = [];
    const { discord, rest } = await bot({ command: async (it) => held.push(it) });
    const handle = await discord.command(ANN, "help");
    const [it] = held;
    await expect(it?.webhook.send("too soon")).rejects.toMatchObject({ code: 10015 });
    await it?.reply("in time");
    const again = { body: { type: 4, data: { content: "again" } }, auth: false };
    await expect(rest.post(`/interactions/${handle.id}/${handle.token}/callback`, again)).rejects.toMatchObject({
      code: 40060,
    });
    discord.expire(handle);
    await expect(it?.followUp("too late")).rejects.toMatchObject({ code: 50027 });
  });

  test("of somebody who took the app along has five follow-ups", async () => {
    const { discord, refused } = await bot({
      async command(it) {
        await it.reply("0");
        for (const count of [1, 2, 3, 4, 5, 6]) await it.followUp(`${count}`);
      },
    });
    const handle = await discord.command(ANN, "help", {}, { where: "elsewhere" });
    expect(await handle.acknowledged()).toBe("message");
    await expect.poll(() => codes(refused)).toEqual([40094]);
    expect(discord.seen(ANN)).toHaveLength(6);
  });

  test("offers choices while it is typed", async () => {
    const { discord } = await bot({
      typing: (it) => it.respond([{ name: `${it.options.getFocused()}?`, value: it.options.getSubcommand() }]),
    });
    const choices = await discord.autocomplete(ANN, "interview", { interview: "Str" }, { subcommand: "show" });
    expect(choices).toEqual([{ name: "Str?", value: "show" }]);
  });
});

describe("a button", () => {
  test("changes its message, at once or later", async () => {
    const { discord, rest } = await bot({
      async button(it) {
        if (it.message.content === "one") return it.update("two");
        await it.deferUpdate();
        return it.editReply({ content: "three", components: [] });
      },
    });
    const one = await sent(discord, rest, { content: "one", components: [row(GO)] });
    expect(await (await discord.press(ANN, one, "Go")).acknowledged()).toBe("update");
    expect(latest(discord)).toMatchObject({ id: one.id, text: "two\n(Go)" });
    const press = await discord.press(ANN, latest(discord), "Go");
    expect(await press.acknowledged()).toBe("deferred update");
    await expect.poll(() => latest(discord).text).toBe("three");
    expect(discord.seen(ANN).map(({ id }) => id)).toEqual([one.id, one.id, one.id]);
    await expect(discord.press(ANN, latest(discord), "Go")).rejects.toThrow(`nothing is called "Go"`);
  });

  test("may be pressed by somebody who saw it a moment ago, and waits until it is answered", async () => {
    const gate = Promise.withResolvers<void>();
    const { discord, rest, got } = await bot({ button: (it) => gate.promise.then(() => it.deferUpdate()) });
    const old = await sent(discord, rest, { content: "one", components: [row(GO)] });
    await rest.patch(`/channels/${old.channel}/messages/${old.id}`, { body: { content: "two", components: [] } });
    const press = await discord.press(ANN, old, "Go");
    expect(got[0]?.isButton() && got[0].message.content).toBe("two");
    expect(discord.pressing(ANN)).toBe(1);
    gate.resolve();
    expect(await press.acknowledged()).toBe("deferred update");
    expect(discord.pressing(ANN)).toBe(0);
  });

  test("comes twice where the gateway repeats it, and only one answer counts", async () => {
    const { discord, rest, refused } = await bot({ button: (it) => it.update("done") });
    const press = await discord.press(ANN, await sent(discord, rest, { content: "one", components: [row(GO)] }), "Go");
    await discord.repeat(press);
    await expect.poll(() => codes(refused)).toEqual([40060]);
  });
});

test("an item of a checklist sends the whole new selection, until it is drawn anew", async () => {
  const chosen: string[][] = [];
  const { discord, rest } = await bot({
    async menu(it) {
      chosen.push([...it.values]);
      await it.deferUpdate();
    },
  });
  const options = (done: readonly string[]) =>
    ["a", "b", "c"].map((it) => ({ label: `Task ${it}`, value: it, ...(done.includes(it) ? { default: true } : {}) }));
  const menu = (...done: string[]) =>
    row({ type: 3, custom_id: "check:0", min_values: 0, max_values: 3, options: options(done) });
  const list = await sent(discord, rest, { content: "Tasks", components: [menu("b")] });
  expect(list.text).toBe("Tasks\n[ ] Task a\n[x] Task b\n[ ] Task c");
  for (const item of ["Task c", "Task a", "Task c"]) await (await discord.check(ANN, list, item)).acknowledged();
  await rest.patch(`/channels/${list.channel}/messages/${list.id}`, { body: { components: [menu("a")] } });
  await (await discord.check(ANN, latest(discord), "Task b")).acknowledged();
  expect(chosen).toEqual([
    ["b", "c"],
    ["a", "b", "c"],
    ["a", "b"],
    ["a", "b"],
  ]);
});

test("a message of somebody can be handed to the bot", async () => {
  const { discord, got } = await bot({});
  discord.expire(await discord.messageCommand(ANN, "Save as interview", "Stripe, Tuesday 3pm"));
  const [it] = got;
  if (it?.isMessageContextMenuCommand() !== true) throw new Error("no such command came");
  expect(it.targetMessage.content).toBe("Stripe, Tuesday 3pm");
  expect(it.channelId).not.toBe(discord.directOf(ANN));
});

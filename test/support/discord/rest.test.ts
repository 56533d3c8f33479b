import { DiscordAPIError, HTTPError, Routes } from "discord.js";
import { describe, expect, test } from "vitest";
import { at, isJson, type Json, listAt, textAt } from "../slack/json.ts";
import { ANN, BO, type Discord } from "./discord.ts";
import { running } from "./running.ts";

const start = running();
const row = (...components: Json[]) => ({ type: 1, components });
const button = (label: string, custom_id: string) => ({ type: 2, style: 2, label, custom_id });
const code = (wanted: number, status?: number) => ({ code: wanted, ...(status === undefined ? {} : { status }) });

async function opened(options = {}) {
  const { discord, rest } = await start.discord(options);
  const channel = discord.directOf(ANN);
  const post = async (body: Json): Promise<Json> => {
    const sent: unknown = await rest.post(Routes.channelMessages(channel), { body });
    if (!isJson(sent)) throw new TypeError("no message came back");
    return sent;
  };
  return { discord, rest, channel, post };
}

describe("direct messages", () => {
  test("are opened, posted, edited, listed and deleted", async () => {
    const { discord, rest, channel, post } = await opened();
    expect(await rest.post(Routes.userChannels(), { body: { recipient_id: ANN } })).toMatchObject({ id: channel });
    await expect(rest.post(Routes.userChannels(), { body: { recipient_id: "1" } })).rejects.toMatchObject(code(50033));
    const [one, two, three] = [
      await post({ content: "one" }),
      await post({ content: "two" }),
      await post({ content: "3" }),
    ];
    const path = Routes.channelMessage(channel, textAt(two, "id"));
    await rest.patch(path, { body: { content: "second", components: [row(button("Go", "go"))] } });
    expect(discord.seen(ANN).map(({ text }) => text)).toEqual(["one", "two", "3", "second\n(Go)"]);
    await rest.delete(Routes.channelMessage(channel, textAt(three, "id")));
    await expect(rest.get(Routes.channelMessage(channel, textAt(three, "id")))).rejects.toMatchObject(code(10008, 404));
    expect(discord.standing(ANN).map(({ text }) => text)).toEqual(["one", "second\n(Go)"]);
    const list = await rest.get(Routes.channelMessages(channel), { query: new URLSearchParams({ limit: "5" }) });
    expect(list).toMatchObject([{ content: "second" }, { content: "one" }]);
    const after = new URLSearchParams({ after: textAt(one, "id") });
    expect(await rest.get(Routes.channelMessages(channel), { query: after })).toMatchObject([{ content: "second" }]);
    const { id } = await discord.dm(ANN, "mine");
    await expect(rest.patch(Routes.channelMessage(channel, id), { body: { content: "x" } })).rejects.toMatchObject(
      code(50005),
    );
    await expect(rest.post(Routes.channelMessages("5"), { body: { content: "x" } })).rejects.toMatchObject(code(10003));
  });

  test("reach nobody who closed them or shares no server", async () => {
    const { discord, post } = await opened();
    discord.closeDms(ANN);
    await expect(post({ content: "hello" })).rejects.toMatchObject(code(50007, 403));
    discord.leaveServers(ANN);
    await expect(post({ content: "hello" })).rejects.toMatchObject(code(50278, 403));
    discord.openDms(ANN);
    await post({ content: "hello" });
    expect(discord.seen(ANN)).toHaveLength(1);
  });

  test("with one nonce are one message, where that is asked for", async () => {
    const { discord, post } = await opened();
    const first = await post({ content: "once", nonce: "n1", enforce_nonce: true });
    expect(await post({ content: "once", nonce: "n1", enforce_nonce: true })).toMatchObject({ id: first.id });
    await post({ content: "twice", nonce: "n1" });
    expect(discord.seen(ANN).map(({ text }) => text)).toEqual(["once", "twice"]);
    await expect(post({ content: "x", nonce: "n".repeat(26) })).rejects.toMatchObject(code(50035));
    expect(discord.violations.splice(0)).toEqual(["nonce: longer than 25"]);
  });

  test("carry files", async () => {
    const { discord, rest, channel } = await opened();
    const files = [{ name: "a.ics", data: "BEGIN:VCALENDAR", contentType: "text/calendar" }];
    const sent = await rest.post(Routes.channelMessages(channel), { body: { content: "here" }, files });
    expect(sent).toMatchObject({ content: "here", attachments: [{ filename: "a.ics", size: 15 }] });
    expect(discord.seen(ANN)[0]?.text).toBe("here\na.ics");
  });

  test.each(["/pins", "/messages/pins"])("are pinned and unpinned by %s", async (way) => {
    const { discord, rest, channel, post } = await opened();
    const message = await post({ content: "Home" });
    await rest.put(`/channels/${channel}${way}/${textAt(message, "id")}`);
    expect(discord.pins(ANN)).toEqual(["Home"]);
    expect(discord.kept(ANN).map(({ type }) => type)).toEqual([0, 6]);
    const pins: unknown = await rest.get(`/channels/${channel}${way}`);
    expect(isJson(pins) ? listAt(pins, "items").map((it) => at(it, "message").content) : pins).toMatchObject(
      way === "/pins" ? [{ content: "Home" }] : ["Home"],
    );
    await rest.delete(`/channels/${channel}${way}/${textAt(message, "id")}`);
    expect(discord.pins(ANN)).toEqual([]);
  });

  test("show that the bot is typing, to that person", async () => {
    const { discord, rest, channel } = await opened();
    await rest.post(Routes.channelTyping(channel));
    expect([discord.typing(ANN), discord.typing(BO)]).toEqual([1, 0]);
  });
});

describe("what Discord would refuse is refused and noted", () => {
  const link = (url: string) => ({ type: 2, style: 5, label: "Join", url });
  const menu = (count: number) => ({
    type: 3,
    custom_id: "m",
    options: Array.from({ length: count }, (_, index) => ({ label: `${index}`, value: `${index}` })),
  });
  const long = (length: number) => "x".repeat(length);
  test.each([
    [{ content: long(2001) }, "content"],
    [{ content: " " }, "empty message"],
    [{ embeds: [{ description: long(4097) }] }, "embeds[0].description"],
    [{ embeds: [{ description: long(4000) }, { description: long(2001) }] }, "6001 characters"],
    [{ embeds: [{ fields: [{ name: "", value: "x" }] }] }, "fields[0].name"],
    [{ embeds: Array.from({ length: 11 }, () => ({ title: "x" })) }, "embeds: 11"],
    [{ components: Array.from({ length: 6 }, (_, index) => row(button("x", `${index}`))) }, "6 rows"],
    [{ components: [row(...[1, 2, 3, 4, 5, 6].map((it) => button("x", `${it}`)))] }, "1 to 5 buttons"],
    [{ components: [row(button("x", "a"), button("y", "a"))] }, "duplicated"],
    [{ components: [row(button(long(81), "a"))] }, "label"],
    [{ components: [row(button("x", long(101)))] }, "custom_id"],
    [{ components: [row(menu(26))] }, "options: 26"],
    [{ components: [row(menu(2), button("x", "a"))] }, "one menu"],
    [{ components: [row(link("javascript:alert(1)"))] }, "well formed URL"],
    [{ components: [row(link(`https://a.example/${long(500)}`))] }, "url"],
  ])("%#", async (body, words) => {
    const { discord, post } = await opened();
    await expect(post(body)).rejects.toMatchObject(code(50035, 400));
    expect(discord.violations.splice(0).join("; ")).toContain(words);
    expect(discord.seen(ANN)).toEqual([]);
  });

  test("and closing says so", async () => {
    const { discord, post } = await opened();
    await expect(post({ content: "" })).rejects.toMatchObject(code(50035));
    await expect(discord.close()).rejects.toThrow("Cannot send an empty message");
    discord.violations.splice(0);
  });
});

describe("a request goes wrong", () => {
  const asked = (discord: Discord) => discord.calls("POST", /messages$/).map(({ status }) => status);

  test("without the bot's token", async () => {
    const { rest } = await opened();
    await expect(rest.setToken("another").get(Routes.user())).rejects.toMatchObject(code(0, 401));
  });

  test.each([false, true])("by a limit, which discord.js waits for (global: %s)", async (global) => {
    const { discord, post } = await opened();
    discord.limit("POST /channels/*/messages", 0.05, 1, { global });
    await post({ content: "late" });
    expect(asked(discord)).toEqual([429, 200]);
  });

  test("by a server error, then no more", async () => {
    const { discord, post } = await opened();
    discord.fault("POST /channels/*/messages", { status: 502 }, 2);
    await expect(post({ content: "x" })).rejects.toBeInstanceOf(HTTPError);
    await expect(post({ content: "x" })).rejects.toBeInstanceOf(HTTPError);
    await post({ content: "x" });
    expect(asked(discord)).toEqual([502, 502, 200]);
  });

  test("by a connection that is cut after the message was sent", async () => {
    const { discord, post } = await opened();
    discord.fault(/^POST .*messages$/, { dropAfter: true });
    await expect(post({ content: "x" })).rejects.not.toBeInstanceOf(DiscordAPIError);
    expect(discord.seen(ANN)).toHaveLength(1);
    expect(asked(discord)).toEqual([null]);
  });

  test("by nobody answering", async () => {
    const { discord, rest, channel } = await opened();
    discord.fault("POST /channels/*/messages", { hang: true });
    const body = { content: "x" };
    const signal = AbortSignal.timeout(50);
    await expect(rest.post(Routes.channelMessages(channel), { body, signal })).rejects.toThrow();
    expect(discord.seen(ANN)).toEqual([]);
  });
});

describe("the application", () => {
  const command = { name: "help", description: "What I can do" };

  test("registers commands, everywhere or in one server", async () => {
    const { discord, rest } = await opened();
    const path = Routes.applicationCommands(discord.application);
    await rest.post(path, { body: command });
    await rest.post(path, { body: { ...command, description: "Helps" } });
    await rest.post(Routes.applicationGuildCommands(discord.application, discord.guild), { body: command });
    expect(discord.commands()).toMatchObject([{ name: "help", description: "Helps", type: 1 }]);
    expect(discord.commands(discord.guild)).toMatchObject([{ name: "help", guild_id: discord.guild }]);
    const id = textAt(discord.commands()[0], "id");
    await rest.patch(Routes.applicationCommand(discord.application, id), { body: { description: "Or not" } });
    expect(await rest.get(path)).toMatchObject([{ id, description: "Or not" }]);
    await rest.put(path, { body: [command, { name: "note", description: "A note" }] });
    expect(discord.commands().map(({ name }) => name)).toEqual(["help", "note"]);
    await rest.delete(Routes.applicationCommand(discord.application, id));
    expect(discord.commands().map(({ name }) => name)).toEqual(["note"]);
    await expect(rest.post(path, { body: { name: "Help Me", description: "" } })).rejects.toMatchObject(code(50035));
    expect(discord.violations.splice(0)).toHaveLength(2);
  });

  test("says and changes what it is", async () => {
    const { discord, rest } = await opened();
    const integration_types_config = { "0": {}, "1": {} };
    await rest.patch(Routes.currentApplication(), { body: { integration_types_config } });
    expect(await rest.get(Routes.currentApplication())).toMatchObject({
      id: discord.application,
      integration_types_config,
    });
    expect(await rest.get(Routes.user())).toMatchObject({ id: discord.bot, bot: true });
    expect(await rest.get(Routes.gatewayBot())).toMatchObject({ shards: 1 });
  });
});

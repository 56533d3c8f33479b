/** Who is who: what Discord tells of a person and what it does not, and whose words are nobody's. */
import { InteractionType } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import type { Json } from "../../support/slack/json.ts";
import {
  ANN,
  BO,
  expectNothingStored,
  type InDiscord,
  inDiscord,
  meet,
  messagesOf,
  settled,
  shows,
  standing,
  startsOf,
  textsOf,
  times,
  withCard,
} from "./in-discord.ts";

const SAID = { text: "phone screen with Stripe Tuesday 3pm" };
const userOf = ({ world }: InDiscord, person = ANN) => world.bot.store.people.signIn(person, world.clock.now());

describe("the time zone", () => {
  test.each([
    ["de", "Europe/Berlin", "(Berlin)"],
    ["ja", "Asia/Tokyo", "(Tokyo)"],
    ["en-GB", "Europe/London", "(London)"],
  ])("is guessed from the language of an interaction (%s)", async (locale, zone, said) => {
    const it = await inDiscord();
    const { discord } = it;
    discord.setUser(ANN.id, { locale });
    await discord.command(ANN.id, "interview", SAID, { subcommand: "add" });
    await shows(discord, said);
    await settled(it);
    expect(await userOf(it)).toMatchObject({ timeZone: zone, timeZoneConfirmed: false });
  });

  test("is asked for where the language says nothing, and what was said is kept until then", async () => {
    const it = await inDiscord();
    const { discord } = it;
    discord.setUser(ANN.id, { locale: "en-US" });
    await discord.command(ANN.id, "interview", SAID, { subcommand: "add" });
    await shows(discord, /time zone|city|what time/i);
    await settled(it);
    expect(await startsOf(it)).toEqual([]);
    await discord.dm(ANN.id, "Berlin");
    await shows(discord, "15:00 to 16:00 (Berlin)");
    await settled(it);
    expect(await startsOf(it)).toEqual(["2026-03-10T15:00:00+01:00[Europe/Berlin]"]);
  });

  test("is asked for where there was no interaction", async () => {
    const it = await inDiscord();
    const { discord } = it;
    await discord.dm(ANN.id, SAID.text);
    await shows(discord, /time zone|city|what time/i);
    await settled(it);
    expect((await userOf(it)).timeZone).toBeNull();
    await discord.dm(ANN.id, "Lisbon");
    await shows(discord, "15:00 to 16:00 (Lisbon)");
    await settled(it);
  });

  test("that somebody has said stays, whatever language they read", async () => {
    const it = await withCard();
    const { discord } = it;
    await discord.dm(ANN.id, "my time zone is Lisbon");
    await shows(discord, "Your time zone is Lisbon");
    discord.setUser(ANN.id, { locale: "ja" });
    await discord.command(ANN.id, "interview", {}, { subcommand: "show" });
    await waitFor(() => times(discord, "Stripe: phone screen") > 1, "the card");
    await settled(it);
    expect(await userOf(it)).toMatchObject({ timeZone: "Europe/Lisbon", timeZoneConfirmed: true });
  });

  test("is each person's own, in one server as well", async () => {
    const it = await inDiscord();
    const { discord } = it;
    discord.setUser(BO.id, { locale: "ja" });
    const where = "server";
    await discord.command(ANN.id, "interview", SAID, { subcommand: "add", where });
    await discord.command(BO.id, "interview", SAID, { subcommand: "add", where });
    await shows(discord, "15:00 to 16:00 (London)", ANN);
    await shows(discord, "15:00 to 16:00 (Tokyo)", BO);
    await settled(it);
    expect(textsOf(discord, ANN).join()).not.toContain("Tokyo");
    expect(textsOf(discord, BO).join()).not.toContain("London");
  });
});

test("the name is the one that others see, and none where there is none", async () => {
  const it = await inDiscord();
  const { discord } = it;
  discord.setUser(ANN.id, { name: "Ann Lee" });
  discord.setUser(BO.id, { name: "" });
  for (const { id } of [ANN, BO]) await discord.dm(id, "help");
  await shows(discord, "What I can do", ANN);
  await shows(discord, "What I can do", BO);
  await settled(it);
  expect((await userOf(it)).name).toBe("Ann Lee");
  expect((await userOf(it, BO)).name).toBeNull();
});

test("who took the app along by themselves has everything in the direct messages too", async () => {
  const it = await inDiscord();
  const { discord, world } = it;
  discord.installForPerson(ANN.id);
  const add = await discord.command(ANN.id, "interview", SAID, { subcommand: "add", where: "elsewhere" });
  expect(await add.acknowledged()).toBe("message");
  await shows(discord, "Stripe: phone screen");
  await settled(it);
  world.clock.set("2026-03-10T13:00:00Z");
  expect(await shows(discord, "Interview in 2 hours: Stripe")).toMatchObject({ where: "dm" });
});

describe("nobody is answered", () => {
  const by = (fields: Json): Json => ({
    id: "1575000000000000001",
    type: 0,
    channel_id: "200000000001000001",
    author: { id: ANN.id, username: "ann", global_name: "Ann", discriminator: "0", avatar: null },
    content: "list",
    timestamp: "2026-03-04T14:02:00.000Z",
    edited_timestamp: null,
    attachments: [],
    embeds: [],
    components: [],
    mentions: [],
    ...fields,
  });
  const others: readonly (readonly [string, string, Json])[] = [
    ["who is a bot", "MESSAGE_CREATE", by({ author: { id: "900000000000000009", username: "x", bot: true } })],
    ["who is a webhook", "MESSAGE_CREATE", by({ webhook_id: "900000000000000009" })],
    ["in a server", "MESSAGE_CREATE", by({ guild_id: "700000000000000001", channel_id: "700000000000000002" })],
    ["who changes what was said", "MESSAGE_UPDATE", by({ edited_timestamp: "2026-03-04T14:03:00.000Z" })],
    ["who takes back what was said", "MESSAGE_DELETE", { id: "1", channel_id: "2" }],
    ["who pins something", "MESSAGE_CREATE", by({ type: 6 })],
    ["who begins a call", "MESSAGE_CREATE", by({ type: 3 })],
  ];
  test("of these", async () => {
    const it = await inDiscord();
    for (const [name, event, body] of others) {
      await it.discord.dispatch(event, body);
      await settled(it);
      await expectNothingStored(it.world).catch((error: unknown) => {
        throw new Error(`somebody ${name} was heard`, { cause: error });
      });
    }
    expect(messagesOf(it.discord)).toEqual([]);
    expect(it.discord.calls("POST")).toEqual([]);
    // The same by a person is heard, so it was not the shape that kept it out.
    await it.discord.dispatch("MESSAGE_CREATE", by({ id: "1575000000000000002" }));
    await waitFor(() => messagesOf(it.discord).length > 0, "an answer");
  });

  test("when they change what they said, and the bot does not hear itself", async () => {
    const it = await withCard();
    const { discord, world, card } = it;
    const { id } = await discord.dm(ANN.id, "onsite at Figma Friday 10-12");
    await shows(discord, "Figma: onsite");
    await discord.edit(ANN.id, id, "onsite at Monzo Friday 10-12");
    await discord.press(ANN.id, card, "Undo");
    await shows(discord, "is taken back");
    await settled(it);
    expect((await world.records(ANN)).interviews).toHaveLength(1);
    expect(standing(discord)).toHaveLength(2);
    // Two messages and a press: what the bot said and changed came back to it, and was nothing.
    expect(await world.database.connection.collection("inbox").countDocuments()).toBe(3);
  });
});

test("a ping of Discord itself is nothing", async () => {
  const it = await inDiscord();
  const ping = await it.discord.interaction(ANN.id, InteractionType.Ping, {});
  it.discord.expire(ping);
  await settled(it);
  await expectNothingStored(it.world);
  await meet(it.discord);
});

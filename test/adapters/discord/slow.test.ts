/** A database that takes ten seconds: Discord has its answer in three, and what was asked is done once and said there. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { describe, expect, test } from "vitest";

import { slowDatabase } from "../../support/slow-database.ts";
import {
  ANN,
  fieldOf,
  type InDiscord,
  inDiscord,
  meet,
  messagesOf,
  modal,
  offers,
  openModal,
  settled,
  shows,
  standing,
  startsOf,
  times,
  withCard,
} from "./in-discord.ts";

const SAID = { text: "phone screen with Stripe Tuesday 3pm" };

/** Discord's patience is longer here than three seconds only by what this machine may stand still. */
async function slowly() {
  const database = await slowDatabase();
  const it = await inDiscord({ patienceMs: 30_000 }, { database });
  return { ...it, database };
}

/** Resolves with how it was answered, and fails when that took three seconds of this machine's work. */
async function inTime(handle: Awaited<ReturnType<InDiscord["discord"]["command"]>>) {
  const standstill = monitorEventLoopDelay();
  standstill.enable();
  const began = performance.now();
  const how = await handle.acknowledged();
  standstill.disable();
  expect(performance.now() - began).toBeLessThan(3_000 + standstill.max / 1e6);
  return how;
}

describe.each(["dm", "server", "elsewhere"] as const)("in a %s", (where) => {
  test("a command is deferred, and answered in the place of that once it is stored", async () => {
    const it = await slowly();
    const { discord, world, database } = it;
    await meet(discord);
    database.hold();
    const command = await discord.command(ANN.id, "interview", SAID, { subcommand: "add", where });
    expect(await inTime(command)).toBe("deferred");
    expect(discord.thinking(ANN.id)).toBe(1);
    expect(messagesOf(discord)).toEqual([]);
    database.release();
    const card = await shows(discord, "Tuesday 10 March, 15:00 to 16:00 (London)");
    expect(card).toMatchObject({ where, ephemeral: where !== "dm" });
    expect(discord.thinking(ANN.id)).toBe(0);
    await settled(it);
    expect((await world.records(ANN)).interviews).toHaveLength(1);
    expect(standing(discord)).toHaveLength(1);
    // The card is one as any other: its buttons work.
    await discord.press(ANN.id, card, "Undo");
    await shows(discord, "is taken back");
    await settled(it);
  });
});

test("a press is acknowledged without a word, and changes its message once it is stored", async () => {
  const it = await slowly();
  const { discord, database } = it;
  const { card } = await withCard(it);
  database.hold();
  const press = await discord.press(ANN.id, card, "Undo");
  expect(await inTime(press)).toBe("deferred update");
  expect(times(discord, "Stripe: phone screen")).toBe(1);
  database.release();
  expect((await shows(discord, "is taken back")).id).toBe(card.id);
  await settled(it);
  expect(await startsOf(it)).toEqual([]);
  expect(standing(discord)).toHaveLength(1);
});

test("what a press leads to comes below its message, where it was pressed", async () => {
  const it = await slowly();
  const { discord, database } = it;
  await meet(discord);
  await discord.command(ANN.id, "interview", SAID, { subcommand: "add", where: "server" });
  const card = await shows(discord, "Stripe: phone screen");
  await settled(it);
  database.hold();
  expect(await inTime(await discord.press(ANN.id, card, "Preparation"))).toBe("deferred update");
  database.release();
  const list = await shows(discord, "Preparation for Stripe");
  expect(list).toMatchObject({ where: "server", ephemeral: true });
  expect(standing(discord).map(({ id }) => id)).toEqual([card.id, list.id]);
});

test("a form that comes too late is offered with a button, which opens it", async () => {
  const it = await slowly();
  const { discord, database } = it;
  const { card } = await withCard(it);
  database.hold();
  expect(await inTime(await discord.press(ANN.id, card, "Reschedule"))).toBe("deferred update");
  database.release();
  const offer = await offers(discord, "Open the form");
  expect(openModal(discord)).toBeNull();
  expect(await (await discord.press(ANN.id, offer, "Open the form")).acknowledged()).toBe("modal");
  await discord.submit(ANN.id, await modal(discord), { date: "2026-03-11", time: "16:00" });
  await shows(discord, "Moved from Tuesday 10 March, 15:00.");
  await settled(it);
  expect(await startsOf(it)).toEqual(["2026-03-11T16:00:00+00:00[Europe/London]"]);
});

test("a form of a saved message that comes too late still knows what the message said", async () => {
  const it = await slowly();
  const { discord, database } = it;
  await meet(discord);
  database.hold();
  const words = "Hi! Your onsite with Figma is Friday 13 March at 10:00";
  expect(await inTime(await discord.messageCommand(ANN.id, "Save as interview", words))).toBe("deferred");
  database.release();
  const offer = await offers(discord, "Open the form");
  expect(offer).toMatchObject({ where: "elsewhere", ephemeral: true });
  await discord.press(ANN.id, offer, "Open the form");
  const form = await modal(discord);
  expect(["company", "date", "time"].map((name) => fieldOf(form, name))).toEqual(["Figma", "2026-03-13", "10:00"]);
});

test("a form that is sent in is acknowledged, and its error comes with all that was typed", async () => {
  const it = await slowly();
  const { discord, database } = it;
  const { card } = await withCard(it);
  await discord.press(ANN.id, card, "Reschedule");
  const form = await modal(discord);
  database.hold();
  const submit = await discord.submit(ANN.id, form, { date: "2026-02-01", minutes: "45" });
  expect(await inTime(submit)).toBe("deferred update");
  database.release();
  const refusal = await offers(discord, "Open the form again");
  await discord.press(ANN.id, refusal, "Open the form again");
  const again = await modal(discord);
  expect(fieldOf(again, "minutes")).toBe("45");
  await discord.submit(ANN.id, again, { date: "2026-03-11" });
  await shows(discord, "Moved from Tuesday 10 March, 15:00.");
  await settled(it);
  expect(await startsOf(it)).toEqual(["2026-03-11T15:00:00+00:00[Europe/London]"]);
});

describe("when the interaction is over by then", () => {
  test("the answer to a command goes to the direct messages", async () => {
    const it = await slowly();
    const { discord, database } = it;
    await meet(discord);
    database.hold();
    const command = await discord.command(ANN.id, "interview", SAID, { subcommand: "add", where: "server" });
    await inTime(command);
    discord.expire(command);
    database.release();
    const card = await shows(discord, "Stripe: phone screen");
    expect(card).toMatchObject({ where: "dm", ephemeral: false, channel: discord.directOf(ANN.id) });
    await settled(it);
    expect(times(discord, "Stripe: phone screen")).toBe(1);
  });

  test("a press on a message that only the person sees is answered in the direct messages", async () => {
    const it = await slowly();
    const { discord, database } = it;
    await meet(discord);
    await discord.command(ANN.id, "interview", SAID, { subcommand: "add", where: "server" });
    const card = await shows(discord, "Stripe: phone screen");
    await settled(it);
    database.hold();
    const press = await discord.press(ANN.id, card, "Undo");
    await inTime(press);
    discord.expire(press);
    database.release();
    expect(await shows(discord, "is taken back")).toMatchObject({ where: "dm" });
    await settled(it);
    expect(await startsOf(it)).toEqual([]);
  });

  test("a press in the direct messages changes its message all the same", async () => {
    const it = await slowly();
    const { discord, database } = it;
    const { card } = await withCard(it);
    database.hold();
    const press = await discord.press(ANN.id, card, "Undo");
    await inTime(press);
    discord.expire(press);
    database.release();
    expect((await shows(discord, "is taken back")).id).toBe(card.id);
    await settled(it);
  });

  test("a form is offered in the direct messages", async () => {
    const it = await slowly();
    const { discord, database } = it;
    await meet(discord);
    database.hold();
    const command = await discord.messageCommand(
      ANN.id,
      "Save as interview",
      "Onsite with Figma Friday 13 March 10:00",
    );
    await inTime(command);
    discord.expire(command);
    database.release();
    const offer = await offers(discord, "Open the form");
    expect(offer.where).toBe("dm");
    await discord.press(ANN.id, offer, "Open the form");
    expect(fieldOf(await modal(discord), "company")).toBe("Figma");
  });
});

test("all of them while each write takes ten seconds", async () => {
  const it = await slowly();
  const { discord, world, database } = it;
  const { card } = await withCard(it);
  database.hold();
  setTimeout(database.release, 10_000);
  const handles = await Promise.all([
    discord.command(ANN.id, "interview", { text: "onsite at Figma Friday 10-12" }, { subcommand: "add" }),
    discord.press(ANN.id, card, "Preparation"),
    discord.messageCommand(ANN.id, "Save as interview", "Call with Acme Thursday 12 March 09:00"),
  ]);
  await discord.dm(ANN.id, "call with Monzo Monday 9am");
  expect(await Promise.all(handles.map(inTime))).toEqual(["deferred", "deferred update", "deferred"]);
  expect(database.held).toBe(true);
  await shows(discord, "Figma: onsite");
  await shows(discord, "Preparation for Stripe");
  await shows(discord, "Monzo");
  await offers(discord, "Open the form");
  await settled(it);
  const companies = (await world.records(ANN)).interviews.map(({ company }) => company);
  expect([...companies].sort()).toEqual(["Figma", "Monzo", "Stripe"]);
  for (const words of [/^Figma: onsite/, /^Monzo/, "Preparation for Stripe"]) expect(times(discord, words)).toBe(1);
  expect(discord.thinking(ANN.id)).toBe(0);
});

/** The whole bot in Discord: the real discord.js, a stand-in that speaks Discord's protocols, a clock moved by hand. */
import { describe, expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import {
  ANN,
  BO,
  customIdOf,
  fieldOf,
  forge,
  inDiscord,
  messagesOf,
  modal,
  offers,
  openModal,
  settled,
  shows,
  standing,
  startsOf,
  withCard,
} from "./in-discord.ts";

const SAID = { text: "phone screen with Stripe Tuesday 3pm" };

test("from a command to the card, its button, a form with an error in it, and the card in its new state", async () => {
  const it = await inDiscord();
  const { discord } = it;
  const command = await discord.command(ANN.id, "interview", SAID, { subcommand: "add" });
  expect(await command.acknowledged()).toBe("message");
  const card = await shows(discord, "Tuesday 10 March, 15:00 to 16:00 (London)");
  expect(card).toMatchObject({ ephemeral: false, channel: discord.directOf(ANN.id) });
  expect(card.json.embeds).toMatchObject([{ title: "Stripe: phone screen" }]);

  const press = await discord.press(ANN.id, card, "Reschedule");
  expect(await press.acknowledged()).toBe("modal");
  const form = await modal(discord);
  expect([fieldOf(form, "date"), fieldOf(form, "time")]).toEqual(["2026-03-10", "15:00"]);
  await discord.submit(ANN.id, form, { date: "2026-03-01", minutes: "45" });
  const refusal = await offers(discord, "Open the form again");
  expect(refusal.text).toContain("Date: That moment has passed already.");
  expect(openModal(discord)).toBeNull();

  await discord.press(ANN.id, refusal, "Open the form again");
  const again = await modal(discord);
  expect(["date", "time", "minutes"].map((name) => fieldOf(again, name))).toEqual(["2026-03-01", "15:00", "45"]);
  await discord.submit(ANN.id, again, { date: "2026-03-11", time: "16:00" });
  const moved = await shows(discord, "Moved from Tuesday 10 March, 15:00.");
  expect(moved.text).toContain("Wednesday 11 March, 16:00 to 16:45");
  expect(moved.labels).toContain("Reschedule");
  // It stands where the form was asked for, so that nothing leads to that form any more.
  expect(moved.id).toBe(refusal.id);
  await settled(it);
  expect(await startsOf(it)).toEqual(["2026-03-11T16:00:00+00:00[Europe/London]"]);
});

test("a button changes its message in place, as the first answer, and a second press undoes nothing more", async () => {
  const it = await withCard();
  const { discord, card } = it;
  const press = await discord.press(ANN.id, card, "Undo");
  expect(await press.acknowledged()).toBe("update");
  expect((await shows(discord, "is taken back")).id).toBe(card.id);
  // Pressed once more as it stood before, by somebody who was quick.
  await (await forge(discord, customIdOf(card, "Undo"), card)).acknowledged();
  await settled(it);
  expect(await startsOf(it)).toEqual([]);
  expect(standing(discord)).toHaveLength(1);
  expect(discord.failed(ANN.id)).toBe(0);
});

describe.each(["server", "elsewhere"] as const)("in a place that is not the bot's own (%s)", (where) => {
  test("only the person sees the card, and its buttons and forms work there", async () => {
    const it = await inDiscord();
    const { discord } = it;
    await discord.command(ANN.id, "interview", SAID, { subcommand: "add", where });
    const card = await shows(discord, "Stripe: phone screen");
    expect(card).toMatchObject({ ephemeral: true, where });
    await discord.press(ANN.id, card, "Preparation");
    expect(await shows(discord, "Preparation for Stripe")).toMatchObject({ ephemeral: true, where });
    await discord.press(ANN.id, card, "Reschedule");
    await discord.submit(ANN.id, await modal(discord), { date: "2026-02-11" });
    const refusal = await offers(discord, "Open the form again");
    expect(refusal).toMatchObject({ ephemeral: true, where });
    await discord.press(ANN.id, refusal, "Open the form again");
    await discord.submit(ANN.id, await modal(discord), { date: "2026-03-11" });
    expect(await shows(discord, "Moved from Tuesday 10 March")).toMatchObject({ ephemeral: true, where });
    const press = await discord.press(ANN.id, await shows(discord, "Moved from Tuesday 10 March"), "Undo");
    expect(await press.acknowledged()).toBe("update");
    await settled(it);
    expect(await startsOf(it)).toEqual(["2026-03-10T15:00:00+00:00[Europe/London]"]);
    expect(messagesOf(discord, BO)).toEqual([]);
    expect(discord.pinged()).toEqual([]);
  });
});

test("'Save as interview' fills in the form with what a message says", async () => {
  const it = await inDiscord();
  const { discord } = it;
  const words = "Hi! Your onsite with Figma is Friday 13 March at 10:00, https://zoom.us/j/7";
  const command = await discord.messageCommand(ANN.id, "Save as interview", words);
  expect(await command.acknowledged()).toBe("modal");
  const form = await modal(discord);
  expect(["company", "date", "time"].map((name) => fieldOf(form, name))).toEqual(["Figma", "2026-03-13", "10:00"]);
  await discord.submit(ANN.id, form, {});
  expect(await shows(discord, "Friday 13 March, 10:00 to 11:00 (London)")).toMatchObject({ ephemeral: true });
  await settled(it);
  expect((await it.world.records(ANN)).interviews).toMatchObject([{ company: "Figma", link: "https://zoom.us/j/7" }]);
});

test("reminds in the direct messages, with a sound", async () => {
  const it = await withCard();
  const { discord, world } = it;
  world.clock.set("2026-03-10T13:00:00Z");
  const reminder = await shows(discord, "Interview in 2 hours: Stripe, phone screen");
  expect(reminder).toMatchObject({ ephemeral: false, channel: discord.directOf(ANN.id) });
  expect(discord.kept(ANN.id).at(-1)?.id).toBe(reminder.id);
});

test("a checklist is ticked and unticked", async () => {
  const it = await withCard();
  const { discord, card } = it;
  await discord.press(ANN.id, card, "Preparation");
  const list = await shows(discord, "Preparation for Stripe");
  const items = list.labels.filter((label) => list.text.includes(`[ ] ${label}`));
  const [first = "", second = ""] = items;
  const marks = () => /\[x\] .*/g;
  const shownList = () => standing(discord).find(({ id }) => id === list.id);
  const ticked = () => (shownList()?.text.match(marks()) ?? []).map((line) => line.slice(4, 14));
  for (const item of [first, second]) {
    expect(await (await discord.check(ANN.id, shownList() ?? list, item)).acknowledged()).toBe("update");
    await settled(it);
  }
  expect(ticked()).toEqual([first, second].map((item) => item.slice(0, 10)));
  expect((await it.world.records(ANN)).interviews[0]?.done).toHaveLength(2);
  await discord.check(ANN.id, shownList() ?? list, first);
  await waitFor(() => ticked().length === 1, "one to be open again");
  await settled(it);
  expect((await it.world.records(ANN)).interviews[0]?.done).toHaveLength(1);
  // Two at once, of a list that was not drawn again in between.
  await discord.check(ANN.id, list, first);
  await discord.check(ANN.id, list, second);
  await settled(it);
  expect(discord.failed(ANN.id)).toBe(0);
});

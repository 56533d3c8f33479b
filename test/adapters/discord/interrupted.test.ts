/** A gateway that breaks in the middle of something: nothing is lost, and nothing is done or said twice. */
import { describe, expect, onTestFinished, test } from "vitest";
import { startDiscord } from "../../support/discord/discord.ts";
import {
  ANN,
  botIn,
  inDiscord,
  loggedBy,
  meet,
  modal,
  settled,
  shows,
  standing,
  startsOf,
  times,
  withCard,
} from "./in-discord.ts";

const breaks = [
  { what: "Discord asks to connect anew", how: { resume: true } },
  { what: "Discord closes the connection", how: { resume: true, code: 4000 } },
  { what: "the network goes away", how: { resume: true, cut: true } },
] as const;

describe.each(breaks)("when $what", ({ how }) => {
  test("between a card and its button, the button works, once", async () => {
    const it = await withCard();
    const { discord, card } = it;
    discord.holdBack();
    discord.disconnect(how);
    const press = await discord.press(ANN.id, card, "Undo");
    discord.release();
    expect(await press.acknowledged()).toBe("update");
    expect((await shows(discord, "is taken back")).id).toBe(card.id);
    await settled(it);
    expect(await startsOf(it)).toEqual([]);
    expect(standing(discord)).toHaveLength(1);
    expect(discord.sessions.map((session) => session.resumed())).toEqual([1]);
  });

  test("while a form is open, the form is saved, once", async () => {
    const it = await withCard();
    const { discord, card } = it;
    await discord.press(ANN.id, card, "Reschedule");
    const form = await modal(discord);
    discord.disconnect(how);
    await discord.submit(ANN.id, form, { date: "2026-03-11", time: "16:00" });
    await shows(discord, "Moved from Tuesday 10 March, 15:00.");
    await settled(it);
    expect(await startsOf(it)).toEqual(["2026-03-11T16:00:00+00:00[Europe/London]"]);
    expect(times(discord, "Moved from")).toBe(1);
  });

  test("between a question and its answer, all that was said meanwhile is heard, in order", async () => {
    const it = await inDiscord();
    const { discord } = it;
    await discord.dm(ANN.id, "phone screen with Stripe Tuesday 3pm");
    await shows(discord, /time zone|city/i);
    await settled(it);
    discord.holdBack();
    discord.disconnect(how);
    for (const words of ["Berlin", "onsite at Figma Friday 10-12", "cancel stripe"]) await discord.dm(ANN.id, words);
    discord.release();
    await shows(discord, /Stripe[\s\S]*cancelled/i);
    await settled(it);
    const { interviews } = await it.world.records(ANN);
    expect(interviews.map(({ company, status }) => `${company} ${status}`).sort()).toEqual([
      "Figma scheduled",
      "Stripe cancelled",
    ]);
    expect(times(discord, /^Figma: onsite/)).toBe(1);
  });
});

describe("what comes twice", () => {
  test("is worked and answered once: words, a command, a press and a form", async () => {
    const it = await withCard();
    const { discord, world, card } = it;
    const press = await discord.press(ANN.id, card, "Preparation");
    await discord.repeat(press);
    await shows(discord, "Preparation for Stripe");
    const command = await discord.command(
      ANN.id,
      "interview",
      { text: "onsite at Figma Friday 10-12" },
      { subcommand: "add" },
    );
    await discord.repeat(command);
    await shows(discord, "Figma: onsite");
    await settled(it);
    await discord.repeat(command);
    await discord.press(ANN.id, await shows(discord, "Figma: onsite"), "Reschedule");
    const form = await discord.submit(ANN.id, await modal(discord), { date: "2026-03-13" });
    await discord.repeat(form);
    await shows(discord, "Moved from Friday 6 March");
    await discord.repeat(form);
    const [said] = discord.kept(ANN.id).filter(({ content }) => content === "phone screen with Stripe Tuesday 3pm");
    await discord.dispatch("MESSAGE_CREATE", said ?? {});
    await settled(it);
    const { interviews } = await world.records(ANN);
    expect(interviews.map(({ company }) => company)).toEqual(["Stripe", "Figma"]);
    for (const words of ["Preparation for Stripe", /^Figma: onsite/, /^Stripe: phone screen/])
      expect(times(discord, words), String(words)).toBe(1);
    expect(discord.failed(ANN.id)).toBe(0);
  });

  test("is refused once, where it is a form with an error", async () => {
    const it = await withCard();
    const { discord, card } = it;
    await discord.press(ANN.id, card, "Reschedule");
    const form = await discord.submit(ANN.id, await modal(discord), { date: "2026-03-01" });
    await discord.repeat(form);
    await shows(discord, "That moment has passed already.");
    await discord.repeat(form);
    await settled(it);
    await discord.dm(ANN.id, "help");
    await shows(discord, "What I can do");
    expect(times(discord, "That moment has passed already.")).toBe(1);
  });
});

test("a session that cannot be resumed is followed by a new one, and everything goes on", async () => {
  const it = await withCard();
  const { discord, world, card } = it;
  discord.disconnect({ resume: false });
  world.clock.set("2026-03-10T13:00:00Z");
  // What falls due does not wait for the gateway.
  await shows(discord, "Interview in 2 hours: Stripe, phone screen");
  await discord.connected();
  await discord.press(ANN.id, card, "Preparation");
  await shows(discord, "Preparation for Stripe");
  expect(times(discord, "Interview in 2 hours")).toBe(1);
});

test("a bot that starts while Discord cannot be reached is there once it can", async () => {
  const discord = await startDiscord();
  onTestFinished(discord.close);
  discord.fault("GET /applications/@me", { status: 503 }, 4);
  discord.fault("GET /gateway/bot", { status: 503 }, 5);
  const world = await botIn(discord);
  expect(loggedBy(world, "could not be connected to").length).toBeGreaterThan(0);
  await meet(discord);
  await discord.dm(ANN.id, "phone screen with Stripe Tuesday 3pm");
  await shows(discord, "Stripe: phone screen");
  await settled({ world });
});

test("a bot that is stopped while Discord lets nobody in stops", async () => {
  const { discord, world } = await inDiscord();
  discord.holdBack();
  discord.disconnect({ resume: true, cut: true });
  await world.stop();
  expect(discord.sessions.filter((session) => session.connected())).toEqual([]);
});

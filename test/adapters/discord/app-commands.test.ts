/** Slash commands in Discord: what is suggested while they are typed, and what comes of what was chosen and of what was typed. */
import { describe, expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import { ANN, BO, messagesOf, settled, shows, standing, textsOf, withCard } from "./in-discord.ts";

describe("commands about an interview", () => {
  const EACH: readonly [string, Readonly<Record<string, string>>, RegExp][] = [
    ["show", {}, /Stripe: phone screen[\s\S]*Tuesday 10 March, 15:00/],
    ["move", { to: "Friday 3pm" }, /Moved from Tuesday 10 March[\s\S]*Friday 6 March, 15:00/],
    ["cancel", {}, /Stripe: phone screen[\s\S]*cancelled/i],
    ["done", {}, /Stripe hasn't started yet/],
    ["remind", { when: "30 minutes before" }, /14:30/],
    ["prep", {}, /Preparation for Stripe: phone screen/],
  ];

  async function withTwo() {
    const it = await withCard();
    await it.discord.dm(ANN.id, "onsite at Figma Friday 10-12");
    await shows(it.discord, "Figma: onsite");
    await settled(it);
    return it;
  }

  test.each(EACH)("/interview %s takes what was suggested", async (subcommand, more, answer) => {
    const it = await withTwo();
    const { discord } = it;
    const choices = await discord.autocomplete(ANN.id, "interview", { ...more, interview: "str" }, { subcommand });
    expect(choices?.map(({ name }) => name)).toEqual([expect.stringMatching(/^Stripe: phone screen, /)]);
    const before = messagesOf(discord).length;
    const chosen = { interview: choices?.[0]?.value ?? "", ...more };
    const command = await discord.command(ANN.id, "interview", chosen, { subcommand });
    expect(await command.acknowledged()).toBe("message");
    await settled(it);
    const said = textsOf(discord).slice(before).join("\n");
    expect(said).toMatch(answer);
    expect(said).not.toMatch(/Figma|undefined|\[object/);
    expect(standing(discord).filter(({ labels }) => labels.includes("Neither"))).toEqual([]);
  });

  test.each(EACH)("/interview %s takes what was typed", async (subcommand, more, answer) => {
    const it = await withTwo();
    const { discord } = it;
    const before = messagesOf(discord).length;
    await discord.command(ANN.id, "interview", { interview: "stripe", ...more }, { subcommand });
    await waitFor(() => messagesOf(discord).length > before, "an answer");
    await settled(it);
    expect(textsOf(discord).slice(before).join("\n")).toMatch(answer);
  });

  test("/interview done takes one that is over, which is suggested too", async () => {
    const it = await withCard();
    const { discord, world } = it;
    world.clock.set("2026-03-10T16:30:00Z");
    const choices = await discord.autocomplete(ANN.id, "interview", { interview: "str" }, { subcommand: "done" });
    await discord.command(ANN.id, "interview", { interview: choices?.[0]?.value ?? "" }, { subcommand: "done" });
    await shows(discord, "Noted as done");
    await settled(it);
    expect((await world.records(ANN)).interviews).toMatchObject([{ status: "completed" }]);
  });

  test("all are suggested to who has typed nothing, and none of another person's", async () => {
    const { discord } = await withTwo();
    const suggested = await discord.autocomplete(ANN.id, "interview", { interview: "" }, { subcommand: "show" });
    expect(suggested?.map(({ name }) => name.slice(0, 6))).toEqual(["Figma:", "Stripe"]);
    expect(await discord.autocomplete(BO.id, "interview", { interview: "" }, { subcommand: "show" })).toEqual([]);
  });
});

describe("other commands", () => {
  const EACH: readonly [string, string | undefined, Readonly<Record<string, string>>, RegExp][] = [
    ["interview", "list", {}, /Stripe: phone screen/],
    ["interview", "list", { which: "this week" }, /interview/i],
    ["settings", "timezone", { city: "Lisbon" }, /Your time zone is Lisbon/],
    ["settings", "timezone", {}, /Settings[\s\S]*Time zone/],
    ["settings", "email", { address: "ann@example.com" }, /ann@example\.com/],
    ["settings", "reminders", { rule: "off" }, /off/],
    ["settings", "link", {}, /Your code is/],
    ["settings", "unlink", {}, /link/i],
    ["settings", "export", {}, /Here is everything/],
    ["settings", "delete", {}, /everything/],
    ["help", undefined, {}, /What I can do/],
  ];

  test.each(EACH)("/%s %s %j", async (name, subcommand, options, answer) => {
    const it = await withCard();
    const { discord } = it;
    const before = messagesOf(discord).length;
    const command = await discord.command(ANN.id, name, options, subcommand === undefined ? {} : { subcommand });
    expect(await command.acknowledged()).toBe("message");
    await settled(it);
    const said = textsOf(discord).slice(before).join("\n");
    expect(said).toMatch(answer);
    expect(said).not.toMatch(/on us|undefined|\[object/);
  });

  test("zones are suggested by city, and the chosen one is taken", async () => {
    const it = await withCard();
    const { discord } = it;
    const choices = await discord.autocomplete(ANN.id, "settings", { city: "lisb" }, { subcommand: "timezone" });
    expect(choices).toEqual([{ name: "Europe/Lisbon", value: "Europe/Lisbon" }]);
    await discord.command(ANN.id, "settings", { city: "Europe/Lisbon" }, { subcommand: "timezone" });
    await shows(discord, "Your time zone is Lisbon");
    await settled(it);
    expect((await it.world.records(ANN)).user).toMatchObject({ timeZone: "Europe/Lisbon", timeZoneConfirmed: true });
  });
});

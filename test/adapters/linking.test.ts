/** One person in Slack, in Discord and on the page: linked by a code, they have one set of interviews. */
import { expect, onTestFinished, test } from "vitest";
import type { ChatDriver } from "../support/chat-driver.ts";
import { startWorld, type World } from "../support/chat-world.ts";
import { waitFor } from "../support/clock.ts";
import { ANN, startDiscord } from "../support/discord/discord.ts";
import { discordDriver } from "../support/discord-driver.ts";
import { startSlack } from "../support/slack/slack.ts";
import { slackDriver } from "../support/slack-driver.ts";
import { webDriver } from "../support/web-driver.ts";

/** A Wednesday, 14:02 in London. */
const START = "2026-03-04T14:02:00Z";

async function onAll() {
  const slack = await startSlack({ echo: true, mode: "socket" });
  const discord = await startDiscord();
  onTestFinished(slack.close);
  onTestFinished(discord.close);
  slack.setUser("U1", { timeZone: "Europe/London", name: "", email: "" });
  // American English tells no zone.
  discord.setUser(ANN, { locale: "en-US" });
  const world = await startWorld({
    start: START,
    machineZone: "Europe/London",
    env: { ...slack.env(), ...discord.env() },
  });
  onTestFinished(world.stop);
  await Promise.all([slack.connected(), discord.connected()]);
  return { world, inSlack: slackDriver(slack), inDiscord: discordDriver(discord, ANN) };
}

/** Says it, and gives what is shown in answer once that holds the words. */
async function says(world: World, chat: ChatDriver, words: string, answer: string): Promise<string> {
  const before = chat.heard().length;
  await chat.say(words);
  return hears(world, chat, before, answer);
}

async function presses(world: World, chat: ChatDriver, label: string, answer: string): Promise<string> {
  const before = chat.heard().length;
  const shown = chat.heard().findLast(({ pressables }) => pressables.some((it) => it.label === label));
  await shown?.pressables.find((it) => it.label === label)?.press();
  return hears(world, chat, before, answer);
}

async function hears(world: World, chat: ChatDriver, before: number, answer: string): Promise<string> {
  const since = () =>
    chat
      .heard()
      .slice(before)
      .map(({ text }) => text)
      .join("\n");
  await waitFor(() => since().includes(answer), `${chat.platform}: ${answer}`).catch((error: unknown) => {
    throw new Error(`heard instead: ${since()}`, { cause: error });
  });
  await world.bot.idle();
  return since();
}

const codeIn = (said: string) => /\b[A-Z2-9]{4}-[A-Z2-9]{4}\b/.exec(said)?.[0] ?? "none";

async function linked() {
  const all = await onAll();
  const { world, inSlack, inDiscord } = all;
  await says(world, inSlack, "phone screen with Stripe Tuesday 10 March 3pm", "Stripe: phone screen");
  await says(world, inDiscord, "onsite with Figma Monday 16 March 10am", "Which time zone are you in?");
  await says(world, inDiscord, "Tokyo", "Figma: onsite");
  const code = codeIn(await says(world, inSlack, "link", "Your code is"));
  const said = await says(world, inDiscord, `link ${code}`, "Linked. You now see the same interviews on both");
  return { ...all, code, said };
}

test("Slack shows a code and Discord takes it: one set of interviews, in the zone of who showed it", async () => {
  const { world, inSlack, inDiscord, said } = await linked();
  expect(said).toContain("Times are in London now, where it is 14:02.");
  for (const chat of [inSlack, inDiscord]) {
    const list = await says(world, chat, "list", "2 interviews ahead");
    expect(list).toContain("Tuesday 10 March, 15:00");
    expect(list).toContain("Monday 16 March, 01:00");
  }
  await says(world, inDiscord, "move Stripe to Wednesday 11 March same time", "Moved from Tuesday 10 March");
  await waitFor(() => inSlack.home().includes("Wednesday 11 March, 15:00"), "Slack's home to follow");
});

test("a code is good once and for ten minutes, and the page may show it too", async () => {
  const { world, inSlack, inDiscord, code } = await linked();
  const page = await webDriver(world);
  onTestFinished(page.close);
  await says(world, page, "onsite with Acme Thursday 19 March 9am", "Acme: onsite");
  await says(world, page, `link ${code}`, "That code is not right or older than ten minutes.");
  const late = codeIn(await says(world, inDiscord, "link", "Your code is"));
  world.clock.advance("PT11M");
  await says(world, page, `link ${late}`, "That code is not right or older than ten minutes.");
  const fresh = codeIn(await says(world, page, "link", "Your code is"));
  await says(world, inSlack, `link ${fresh}`, "Linked. You now see the same interviews on both");
  await says(world, inDiscord, "list", "3 interviews ahead");
});

test("reminders go to where the person wrote last, or to where they want them", async () => {
  const { world, inSlack, inDiscord } = await linked();
  world.clock.advance("PT15M");
  await says(world, inSlack, "list", "2 interviews ahead");
  world.clock.set("2026-03-09T15:00:00Z");
  await waitFor(
    () => inSlack.heard().some(({ text }) => text.includes("Interview tomorrow at 15:00: Stripe")),
    "Slack",
  );

  expect(inDiscord.heard().some(({ text }) => text.includes("Interview tomorrow"))).toBe(false);
  await says(world, inSlack, "settings", "Reminders go to: where you wrote last");
  await presses(world, inSlack, "Remind me on Discord", "Reminders go to Discord.");
  world.clock.set("2026-03-10T13:00:00Z");
  await waitFor(() => inDiscord.heard().some(({ text }) => text.includes("in 2 hours")), "Discord");
  expect(inSlack.heard().some(({ text }) => text.includes("in 2 hours"))).toBe(false);
});

test("unlinked, each side has again what was said there", async () => {
  const { world, inSlack, inDiscord } = await linked();
  await says(world, inSlack, "unlink", "Unlinked. Each side keeps the interviews that were said there.");
  expect(await says(world, inSlack, "list", "1 interview ahead")).toContain("Stripe");
  expect(await says(world, inDiscord, "list", "1 interview ahead")).toContain("Figma");
});

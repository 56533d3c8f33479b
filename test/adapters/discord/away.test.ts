/** What is written while the bot is away: Discord keeps it for nobody, so the person is asked to send it once more. */
import { expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import { ANN, type InDiscord, inDiscord, messagesOf, restarted, START, withCard } from "./in-discord.ts";

const AWAY = "I was not connected when you wrote";
const told = (discord: Parameters<typeof messagesOf>[0]) =>
  messagesOf(discord)
    .map(({ text }) => text)
    .filter((text) => text.startsWith(AWAY));

/** Restarted, and what was written there lately has been looked at. */
async function lookedAround(it: InDiscord, start: string): Promise<InDiscord> {
  const looks = () => it.discord.calls("GET", /\/channels\/\d+\/messages/).length;
  const before = looks();
  const after = await restarted(it, start);
  await waitFor(() => looks() > before, "the bot to look around");
  return after;
}

/** A Discord whose clock stands where the bot's does. */
const atStart = () => inDiscord({ now: () => Date.parse(START) });

test("words said while the bot was away are not carried out late: the person is told, once", async () => {
  const before = await withCard(await atStart());
  await before.world.stop();
  await before.discord.dm(ANN.id, "cancel Stripe");
  const after = await lookedAround(before, "2026-03-04T15:02:00Z");
  await waitFor(() => told(after.discord).length > 0, "word of it");
  const again = await lookedAround(after, "2026-03-04T16:02:00Z");
  await again.discord.dm(ANN.id, "list");
  await waitFor(() => messagesOf(again.discord).some(({ text }) => text.includes("1 interview ahead")), "the list");
  expect(told(again.discord)).toEqual([`${AWAY} "cancel Stripe". Please send it once more.`]);
});

test("who was answered hears nothing of it, nor does anybody after a day", async () => {
  const before = await withCard(await atStart());
  const after = await lookedAround(before, "2026-03-04T15:02:00Z");
  await after.world.stop();
  await after.discord.dm(ANN.id, "cancel Stripe");
  const late = await lookedAround(after, "2026-03-05T15:02:00Z");
  await late.discord.dm(ANN.id, "list");
  await waitFor(() => messagesOf(late.discord).some(({ text }) => text.includes("1 interview ahead")), "the list");
  expect(told(late.discord)).toEqual([]);
});

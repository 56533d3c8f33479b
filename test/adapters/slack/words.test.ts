/** The one slash command: where its answers are seen, and that each of its words does what a person would expect. */
import { expect, test } from "vitest";
import { COMMAND_WORDS } from "../../../src/chat/port.ts";
import { waitFor } from "../../support/clock.ts";
import { type InSlack, inSlack, settled, shows } from "./in-slack.ts";

/** What a command in the DM shows, from the first new message on. */
async function said({ slack, ...it }: InSlack, text: string): Promise<string> {
  const before = slack.shown("U1").length;
  expect(await slack.command("U1", text)).toMatchObject({ status: 200, body: "" });
  await waitFor(() => slack.shown("U1").length > before, `an answer to ${text}`);
  await settled({ slack, ...it });
  return slack
    .shown("U1")
    .slice(before)
    .map((shown) => shown.text)
    .join("\n---\n");
}

async function withStripe(): Promise<InSlack> {
  const it = await inSlack();
  await it.slack.message("U1", "phone screen with Stripe Tuesday 3pm");
  await shows(it.slack, "Stripe: phone screen");
  await settled(it);
  return it;
}

const EACH: readonly [string, RegExp][] = [
  ["", /phone screen with|For instance|list/i],
  ["list", /Stripe: phone screen/],
  ["list this week", /interview/i],
  ["show", /Stripe: phone screen/],
  ["show stripe", /Stripe: phone screen[\s\S]*Tuesday 10 March, 15:00/],
  ["move", /When|which|what/i],
  ["move stripe to friday 3pm", /Moved from Tuesday 10 March[\s\S]*Friday 6 March, 15:00/],
  ["cancel", /Stripe|Which/],
  ["cancel stripe", /cancelled/i],
  ["done", /Stripe|Which/],
  ["done stripe", /Stripe/],
  ["remind", /remind/i],
  ["remind stripe 30 minutes before", /14:30/],
  ["prep", /Stripe/],
  ["prep stripe", /Preparation for Stripe: phone screen/],
  ["settings", /Settings[\s\S]*Time zone/],
  ["settings link", /Your code is/],
  ["settings timezone Lisbon", /Your time zone is Lisbon/],
  ["settings email", /Settings/],
  ["settings reminders off", /off/],
  ["settings export", /Here is everything/],
  ["settings delete", /everything/],
  ["help", /phone screen with|For instance|list/i],
  ["LIST", /Stripe: phone screen/],
];

test("every word is tried", () => {
  for (const word of COMMAND_WORDS) expect(EACH.map(([text]) => text.split(" ")[0])).toContain(word);
});

test.each(EACH)("/interview %s", async (text, answer) => {
  const it = await withStripe();
  const shown = await said(it, text);
  expect(shown).toMatch(answer);
  expect(shown).not.toMatch(/on us|undefined|\[object/);
});

test("in a channel only the person sees the answer, in the DM it stays", async () => {
  const it = await withStripe();
  const { slack } = it;
  const before = slack.shown("U2").length;
  expect((await slack.command("U1", "show stripe", { channel: "C1" })).status).toBe(200);
  const there = await waitFor(() => slack.shown("U1").find(({ channel }) => channel === "C1"), "the answer there");
  expect(there).toMatchObject({ ephemeral: true });
  expect(there.text).toContain("Stripe: phone screen");
  await said(it, "prep stripe");
  const here = await shows(slack, "Preparation for Stripe");
  expect(here).toMatchObject({ ephemeral: false, channel: slack.directOf("U1") });
  expect(slack.kept("U1").some(({ ts }) => ts === here.ts)).toBe(true);
  expect(slack.shown("U2")).toHaveLength(before);
  expect(slack.pinged()).toEqual([]);
});

test("what is said in a thread of the DM is answered there, buttons and forms included", async () => {
  const it = await withStripe();
  const { slack } = it;
  const card = await shows(slack, "Stripe: phone screen");
  await slack.message("U1", "show stripe", { thread: card.ts });
  const inThread = await waitFor(() => slack.shown("U1").find(({ thread }) => thread === card.ts), "the answer there");
  expect(inThread.text).toContain("Stripe: phone screen");
  await slack.press("U1", inThread, "Preparation");
  expect((await shows(slack, "Preparation for Stripe")).thread).toBe(card.ts);
  await slack.press("U1", inThread, "Reschedule");
  const view = await waitFor(() => slack.openView("U1"), "the form");
  // The card is gone by then, so that the answer is one of its own.
  slack.fail("chat.update", { error: "message_not_found" });
  await slack.submit("U1", view, { date: "2026-03-11", time: "16:00" });
  expect((await shows(slack, "Moved from Tuesday 10 March")).thread).toBe(card.ts);
  await said(it, "help");
  expect(slack.shown("U1").at(-1)?.thread).toBeNull();
});

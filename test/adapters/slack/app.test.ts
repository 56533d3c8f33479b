/** The whole bot in Slack, over both ways in: real Bolt, a stand-in that speaks Slack's protocol, a clock moved by hand. */
import { afterEach, describe, expect, test } from "vitest";
import { startWorld, type World } from "../../support/chat-world.ts";
import { waitFor } from "../../support/clock.ts";
import type { Shown } from "../../support/slack/model.ts";
import { type Slack, type SlackOptions, startSlack } from "../../support/slack/slack.ts";

const START = "2026-03-04T14:02:00Z";
const ANN = { platform: "slack", team: "T1", id: "U1" };

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

async function inSlack(mode: "http" | "socket", options: SlackOptions = {}): Promise<{ slack: Slack; world: World }> {
  const slack = await startSlack({ ...options, mode });
  ending.push(slack.close);
  slack.setUser("U1", { timeZone: "Europe/London" });
  const world = await startWorld({ start: START, machineZone: "UTC", env: slack.env() });
  ending.push(world.stop);
  if (mode === "http") slack.pointAt(world.url);
  else await slack.connected();
  return { slack, world };
}

/** The last message that says this, once it is there. */
const shows = (slack: Slack, words: string | RegExp, user = "U1"): Promise<Shown> =>
  waitFor(
    () =>
      slack.shown(user).findLast(({ text }) => (typeof words === "string" ? text.includes(words) : words.test(text))),
    `"${words}"; shown is:\n${slack
      .shown(user)
      .map(({ text }) => text)
      .join("\n---\n")}`,
  );

describe.each(["http", "socket"] as const)("in Slack over %s", (mode) => {
  test("from a command to the card, its button, a form with an error in it, and the card in its new state", async () => {
    const { slack } = await inSlack(mode);
    const ack = await slack.command("U1", "phone screen with Stripe Tuesday 3pm", { channel: "C1" });
    expect(ack).toMatchObject({ status: 200 });
    const here = await shows(slack, "Tuesday 10 March, 15:00 to 16:00 (London)");
    expect(here.ephemeral).toBe(true);

    await slack.message("U1", "show stripe");
    const card = await waitFor(
      () => slack.shown("U1").findLast(({ ephemeral, labels }) => !ephemeral && labels.includes("Reschedule")),
      "the card in the DM",
    );
    await slack.press("U1", card, "Reschedule");
    const view = await waitFor(() => slack.openView("U1"), "the form");
    const refused = await slack.submit("U1", view, { date: "2026-03-01" });
    expect(refused.body).toMatchObject({
      response_action: "errors",
      errors: { date: "That moment has passed already." },
    });
    expect((await slack.submit("U1", view, { date: "2026-03-11", time: "16:00" })).body).not.toHaveProperty("errors");
    await shows(slack, "Moved from Tuesday 10 March, 15:00.");
    const moved = await waitFor(
      () => slack.standing("U1").find(({ id, text }) => id === card.id && text.includes("Wednesday 11 March, 16:00")),
      "the old card in its new state",
    );
    expect(moved.labels).toContain("Reschedule");
  });

  test("a button changes its message in place, and says who pressed it", async () => {
    const { slack, world } = await inSlack(mode);
    await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
    const card = await shows(slack, "Stripe: phone screen");
    await slack.press("U1", card, "Undo");
    const undone = await shows(slack, "is taken back");
    expect(undone.id).toBe(card.id);
    expect(undone.text).toMatch(/pressed Undo/);
    // Pressed again as it stood before, by somebody who was quick: nothing more is undone.
    await slack.press("U1", card, "Undo");
    await world.bot.idle();
    expect((await world.records(ANN)).interviews).toEqual([]);
    expect(slack.standing("U1")).toHaveLength(1);
  });

  test("'Save as interview' fills in the form with what a message says", async () => {
    const { slack } = await inSlack(mode);
    await slack.messageShortcut("U1", "save_as_interview", {
      text: "Hi! Your onsite with Figma is Friday 13 March at 10:00, https://zoom.us/j/7",
      by: "U2",
    });
    const view = await waitFor(() => slack.openView("U1"), "the form");
    expect(view.text).toContain("Company: Figma");
    expect(view.text).toContain("Date: 2026-03-13");
    expect(view.text).toContain("10:00");
    await slack.submit("U1", view, {});
    await shows(slack, "Friday 13 March, 10:00 to 11:00 (London)");
  });

  test("'New interview' opens an empty form", async () => {
    const { slack } = await inSlack(mode);
    await slack.shortcut("U1", "new_interview");
    const view = await waitFor(() => slack.openView("U1"), "the form");
    await slack.submit("U1", view, { company: "Acme", date: "2026-03-12", time: "09:30" });
    await shows(slack, "Thursday 12 March, 09:30");
  });

  test("the home shows what lies ahead, and is drawn again when it changes", async () => {
    const { slack } = await inSlack(mode);
    await slack.homeOpened("U1");
    await waitFor(() => slack.homeOf("U1").includes("No interviews yet."), "an empty home");
    await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
    await waitFor(() => slack.homeOf("U1").includes("Stripe: phone screen"), "Stripe at home");
    await slack.message("U1", "cancel stripe");
    await waitFor(() => slack.homeOf("U1").includes("No interviews yet."), "nothing at home");
    await slack.pressInHome("U1", "New interview");
    await waitFor(() => slack.openView("U1"), "the form");
  });

  test("reminds in the direct messages", async () => {
    const { slack, world } = await inSlack(mode);
    await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
    await shows(slack, "I'll remind you");
    await world.bot.idle();
    world.clock.set("2026-03-10T13:00:00Z");
    const reminder = await shows(slack, "Interview in 2 hours: Stripe, phone screen");
    expect(reminder.ephemeral).toBe(false);
    expect(slack.kept("U1").filter(({ ofBot }) => ofBot).length).toBeGreaterThan(1);
  });

  test("an event that comes again, and a press that comes again, are worked once", async () => {
    const { slack, world } = await inSlack(mode);
    await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
    await slack.redeliver();
    await shows(slack, "Stripe: phone screen");
    await world.bot.idle();
    expect(slack.standing("U1").filter(({ text }) => text.includes("Stripe: phone screen"))).toHaveLength(1);
    expect((await world.records(ANN)).interviews).toHaveLength(1);
  });
});

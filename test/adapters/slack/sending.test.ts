/** Slack that refuses, asks for patience, breaks, or has lost somebody: what the bot has to say arrives, once. */
import { describe, expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import { ANN, type InSlack, inSlack, loggedBy, settled, shows, textsOf, times } from "./in-slack.ts";

const DUE = "2026-03-10T13:00:00Z";
const HEADLINE = "Interview in 2 hours: Stripe, phone screen";

/** Ann has an interview; the two reminders before it have not come. */
async function waiting(options: Parameters<typeof inSlack>[1] = {}): Promise<InSlack> {
  const it = await inSlack("http", options);
  await it.slack.message("U1", "phone screen with Stripe Tuesday 3pm");
  await shows(it.slack, "Stripe: phone screen");
  await settled(it);
  return it;
}

const remindersIn = ({ world }: InSlack, what: object): Promise<number> =>
  world.database.connection.collection("reminders").countDocuments({ kind: "2_hours", ...what });

const failedOnce = (it: InSlack) =>
  waitFor(
    async () => (await remindersIn(it, { state: "pending", "channels.slack.state": "retrying" })) > 0,
    "a try that failed",
  );

/** Moves the clock in small steps, never over something that is being handed over, until as many are sent. */
const untilSent = (it: InSlack, count = 1): Promise<true> =>
  waitFor(async () => {
    if ((await remindersIn(it, { state: "sent" })) === count) return true;
    const now = new Date(it.world.clock.now().epochMilliseconds);
    // What is claimed ahead of its time waits for the clock.
    const ahead = { $or: [{ tryAt: { $gt: now } }, { tryAt: null, dueAt: { $gt: now } }] };
    if ((await remindersIn(it, { state: "sending", $nor: [ahead] })) === 0) it.world.clock.advance({ seconds: 1 });
    return false;
  }, `${count} sent`);

describe("a reminder", () => {
  test("that Slack asks to come later comes then, and once", async () => {
    const it = await waiting();
    const { slack, world } = it;
    slack.fail("chat.postMessage", { status: 429, retryAfter: 3 });
    world.clock.set(DUE);
    await failedOnce(it);
    const [waits] = await world.database.connection.collection("reminders").find({ kind: "2_hours" }).toArray();
    expect(waits?.wakeAt).toEqual(new Date("2026-03-10T13:00:03Z"));
    expect(times(slack, HEADLINE)).toBe(0);
    await untilSent(it);
    // In the channel Slack's seconds are real ones, and the test's clock is quicker.
    expect(times(slack, /^(?:Interview|Starts) in .*: Stripe, phone screen/)).toBe(1);
    expect(world.mails).toHaveLength(1);
  });

  const broken: [string, Parameters<InSlack["slack"]["fail"]>[1]][] = [
    ["a Slack that breaks down", { status: 500 }],
    ["a Slack that is at fault by its own word", { error: "internal_error" }],
    ["a Slack that did it and could not say so", { dropAfter: true }],
  ];
  test.each(broken)("survives %s, and is there once", async (_name, fault) => {
    const it = await waiting();
    const { slack, world } = it;
    slack.fail("chat.postMessage", fault);
    world.clock.set(DUE);
    await failedOnce(it);
    await untilSent(it);
    expect(slack.kept("U1").filter(({ text }) => text.includes("Interview in 2 hours"))).toHaveLength(1);
    // The mail, which went well at once, is not sent again with it.
    expect(world.mails).toHaveLength(1);
  });

  test.each(["user_not_found", "account_inactive", "token_revoked", "channel_not_found", "user_disabled"])(
    "that cannot be delivered for good (%s) goes by e-mail, and its person is told at their next word",
    async (error) => {
      const it = await waiting();
      const { slack, world } = it;
      slack.fail("chat.postMessage", { error });
      world.clock.set(DUE);
      await waitFor(() => world.mails.length > 0, "the mail");
      await untilSent(it);
      expect(world.mails.map(({ to }) => to)).toEqual(["ann@example.com"]);
      expect(world.mails[0]?.subject).toContain("Stripe");
      expect(times(slack, HEADLINE)).toBe(0);
      // Once is not tried twice.
      expect(slack.calls("chat.postMessage").filter(({ answer }) => answer?.error === error)).toHaveLength(1);
      await slack.message("U1", "list");
      await shows(slack, "I could not reach you for a while, since today 13:00");
      expect(textsOf(slack).join("\n")).toContain("My reminders went by e-mail.");
      await settled(it);
      await slack.message("U1", "list");
      await settled(it);
      expect(times(slack, "I could not reach you")).toBe(1);
    },
  );

  test("of three interviews at the same time all arrive, at Slack's pace", async () => {
    const it = await inSlack("http", { now: () => Date.now() });
    const { slack, world } = it;
    for (const company of ["Stripe", "Figma", "Monzo"]) await slack.message("U1", `call with ${company} Tuesday 3pm`);
    await waitFor(() => ["Stripe", "Figma", "Monzo"].every((it) => times(slack, it) > 0), "the cards");
    await settled(it);
    slack.strictPace = true;
    world.clock.set(DUE);
    await untilSent(it, 3);
    for (const company of ["Stripe", "Figma", "Monzo"])
      expect(times(slack, new RegExp(`^Interview in .*${company}`))).toBe(1);
    expect(slack.calls("chat.postMessage").some(({ answer }) => answer?.error === "ratelimited")).toBe(true);
  });
});

describe("an answer", () => {
  test.each([
    ["asks to wait", { status: 429, retryAfter: 1 }],
    ["breaks down", { status: 500 }],
  ])("comes later when Slack %s, and what was asked is done once", async (_name, fault) => {
    const it = await inSlack();
    const { slack, world } = it;
    slack.fail("chat.postMessage", fault);
    await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
    await waitFor(() => loggedBy(world, "tried again later").length > 0, "the first try");
    await settled(it);
    expect(textsOf(slack)).toEqual([]);
    world.clock.advance({ seconds: 15 });
    await shows(slack, "Stripe: phone screen");
    await settled(it);
    expect((await world.records(ANN)).interviews).toHaveLength(1);
    expect(times(slack, "Stripe: phone screen")).toBe(1);
  });

  test("goes to the person's own chat when the address of the interaction is used up or over", async () => {
    const it = await inSlack();
    const { slack } = it;
    slack.fail("response_url", { status: 404 });
    await slack.command("U1", "phone screen with Stripe Tuesday 3pm", { channel: "C1" });
    const card = await shows(slack, "Stripe: phone screen");
    expect(card).toMatchObject({ ephemeral: false, channel: slack.directOf("U1") });
    await slack.command("U1", "show stripe", { channel: "C1" });
    const here = await waitFor(
      () => slack.shown("U1").findLast(({ ephemeral }) => ephemeral),
      "the card in the channel",
    );
    expect(here.text).toContain("Stripe: phone screen");
    // Half an hour later the address of that card is over; a press has one of its own.
    slack.pass({ minutes: 31 });
    await slack.press("U1", here, "Preparation");
    expect((await shows(slack, "Preparation for Stripe")).ephemeral).toBe(true);
  });

  test("that changes a message which is gone comes as a new one", async () => {
    const it = await waiting();
    const { slack } = it;
    slack.fail("chat.update", { error: "message_not_found" });
    const card = await shows(slack, "Stripe: phone screen");
    await slack.press("U1", card, "Undo");
    expect((await shows(slack, "is taken back")).id).not.toBe(card.id);
  });
});

describe("a form that comes too late", () => {
  test("is offered with a button, which opens it", async () => {
    const it = await waiting();
    const { slack, world } = it;
    const card = await shows(slack, "Stripe: phone screen");
    slack.fail("views.open", { error: "expired_trigger_id" });
    await slack.press("U1", card, "Reschedule");
    const offer = await waitFor(
      () => slack.shown("U1").findLast(({ labels }) => labels.includes("Open the form")),
      "the offer",
    );
    expect(slack.openView("U1")).toBeNull();
    await slack.press("U1", offer, "Open the form");
    const view = await waitFor(() => slack.openView("U1"), "the form");
    await slack.submit("U1", view, { date: "2026-03-11", time: "16:00" });
    await shows(slack, "Moved from Tuesday 10 March, 15:00.");
    await settled(it);
    expect((await world.records(ANN)).interviews).toMatchObject([
      { startsAt: "2026-03-11T16:00:00+00:00[Europe/London]" },
    ]);
  });

  test("of a saved message still knows what the message said", async () => {
    const it = await inSlack();
    const { slack } = it;
    slack.fail("views.open", { error: "expired_trigger_id" });
    await slack.messageShortcut("U1", "save_as_interview", {
      text: "Hi! Your onsite with Figma is Friday 13 March at 10:00",
      by: "U2",
    });
    const offer = await waitFor(
      () => slack.shown("U1").findLast(({ labels }) => labels.includes("Open the form")),
      "the offer",
    );
    await slack.press("U1", offer, "Open the form");
    const view = await waitFor(() => slack.openView("U1"), "the form");
    expect(view.text).toContain("Company: Figma");
    expect(view.text).toContain("Date: 2026-03-13");
  });
});

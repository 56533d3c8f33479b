/** What is one person's stays theirs: against others, among other messages, and in the log. */
import { describe, expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import { type Json, textAt } from "../../support/slack/json.ts";
import { ANN, BO, expectNothingStored, inSlack, settled, shows, textsOf, times } from "./in-slack.ts";

describe("an interview is its person's alone", () => {
  test("who presses another person's button is told that it is not there, and nothing changes", async () => {
    const it = await inSlack();
    const { slack, world } = it;
    await slack.message("U1", "phone screen with Stripe Tuesday 3pm with Sarah Chen");
    const card = await shows(slack, "Stripe: phone screen");
    await settled(it);
    const before = (await world.records(ANN)).interviews;
    for (const label of card.labels) {
      // The message is one of U1's own chat, which U2 cannot see; whoever makes up the press can still name it.
      await slack.press("U2", card, label);
      await settled(it);
    }
    expect((await world.records(ANN)).interviews).toEqual(before);
    expect(times(slack, "Stripe: phone screen")).toBe(1);
    expect(textsOf(slack, "U2").join("\n")).toMatch(/no longer there/);
    expect(textsOf(slack, "U2").join("\n")).not.toMatch(/Stripe|Sarah/);
    expect(JSON.stringify(slack.seen("U2"))).not.toMatch(/Stripe|Sarah/);
    expect((await world.records(BO)).interviews).toEqual([]);
  });

  test("who sends in another person's form changes nothing and is shown nothing", async () => {
    const it = await inSlack();
    const { slack, world } = it;
    await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
    const card = await shows(slack, "Stripe: phone screen");
    await slack.press("U1", card, "Reschedule");
    const view = await waitFor(() => slack.openView("U1"), "the form");
    await settled(it);
    const before = (await world.records(ANN)).interviews;
    await slack.message("U2", "hi");
    await shows(slack, "Greenroom", "U2");
    const seen = slack.shown("U2").length;
    const filled: Json = {
      ...view.json,
      id: "V666",
      private_metadata: JSON.stringify({ form: JSON.parse(textAt(view.json, "private_metadata")).form }),
      state: {
        values: {
          date: { value: { type: "datepicker", selected_date: "2026-03-12" } },
          time: { value: { type: "timepicker", selected_time: "11:00" } },
        },
      },
    };
    const ack = await slack.interaction("U2", "view_submission", { view: filled, trigger_id: slack.trigger("U2") });
    expect(ack).toMatchObject({ status: 200, body: "" });
    await settled(it);
    const told = await waitFor(() => slack.shown("U2").slice(seen).at(0), "an answer");
    expect(told.text).toMatch(/no longer there/);
    expect(JSON.stringify(slack.shown("U2"))).not.toMatch(/Stripe/);
    expect((await world.records(ANN)).interviews).toEqual(before);
  });
});

describe("who is not talking to the bot is not answered", () => {
  const event = (fields: Json): Json => ({ channel: "DT1U1", channel_type: "im", user: "U1", ts: "9.1", ...fields });
  const others: [string, Json][] = [
    ["a bot", event({ text: "list", bot_id: "B2", app_id: "A2" })],
    ["a bot by its subtype", event({ text: "list", subtype: "bot_message", bot_id: "B2" })],
    ["an edit", event({ subtype: "message_changed", message: { user: "U1", text: "list" }, previous_message: {} })],
    ["a deletion", event({ subtype: "message_deleted", deleted_ts: "1.1" })],
    ["a channel", event({ channel: "C1", channel_type: "channel", text: "list" })],
    ["a private channel", event({ channel: "G1", channel_type: "group", text: "list" })],
    ["a group of people", event({ channel: "G2", channel_type: "mpim", text: "list" })],
    ["somebody who joins", event({ subtype: "channel_join", text: "list" })],
    ["a message without words", event({ text: "  " })],
  ];
  test("others, and what is no message to it", async () => {
    const it = await inSlack();
    for (const [name, body] of others) {
      expect(await it.slack.event("T1", "message", body), name).toMatchObject({ status: 200 });
      await settled(it);
      await expectNothingStored(it.world);
    }
    expect(it.slack.calls().filter(({ method }) => method !== "auth.test")).toEqual([]);
  });

  test.each(["http", "socket"] as const)("the bot itself, over %s", async (mode) => {
    const it = await inSlack(mode, { echo: true });
    const { slack, world } = it;
    await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
    const card = await shows(slack, "Stripe: phone screen");
    await slack.press("U1", card, "Undo");
    await shows(slack, "is taken back");
    await settled(it);
    // Each message of the bot came back as an event, as did the change of one.
    expect(
      slack.delivered.filter(({ payload }) => JSON.stringify(payload).includes('"bot_id"')).length,
    ).toBeGreaterThan(1);
    expect(await world.database.connection.collection("inbox").countDocuments()).toBe(2);
  });
});

test.each(["http", "socket"] as const)(
  "no token, address, response_url or word of a person stands in the log, over %s",
  async (mode) => {
    const it = await inSlack(mode, {}, { env: { LOG_LEVEL: "trace" } });
    const { slack, world } = it;
    await slack.command(
      "U1",
      "phone screen with Quibblefax Tuesday 3pm with Zenobia Marsh <zenobia@quibblefax.example>",
      { channel: "C1" },
    );
    await shows(slack, "Quibblefax: phone screen");
    await slack.message("U1", "show quibblefax");
    const card = await waitFor(() => slack.shown("U1").findLast(({ ephemeral }) => !ephemeral), "the card");
    slack.fail("views.open", { error: "expired_trigger_id" });
    slack.fail("chat.update", { status: 500 });
    await slack.press("U1", card, "Reschedule");
    const offer = await waitFor(
      () => slack.shown("U1").findLast(({ labels }) => labels.includes("Open the form")),
      "the offer",
    );
    slack.fail("chat.postMessage", { error: "invalid_blocks" });
    await slack.press("U1", offer, "Open the form");
    const view = await waitFor(() => slack.openView("U1"), "the form");
    await slack.submit("U1", view, { date: "2026-03-11", time: "16:00" });
    await slack.messageShortcut("U1", "save_as_interview", { text: "Onsite with Wobblecorp Friday 10:00" });
    slack.fail("response_url", { status: 500 }, 2);
    await slack.command("U1", "show quibblefax", { channel: "C1" });
    await slack.userChange("U1");
    slack.fail("chat.postMessage", { error: "user_not_found" });
    await slack.message("U1", "what about quibblefax");
    await settled(it);
    const log = world.logged.join("\n");
    // So that the search below searches something.
    expect(log).toMatch(/could not be delivered|tried again/);
    for (const secret of [slack.token(), slack.appToken, slack.signingSecret]) expect(log).not.toContain(secret);
    expect(log).not.toMatch(/xox[bp]-|xapp-|\/response\/|hooks\.slack/);
    expect(log).not.toMatch(/quibblefax|zenobia|wobblecorp|ann@example|ann lee/i);
  },
);

/** A database that takes ten seconds: Slack has its answer in three, and what was asked is done once. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { describe, expect, onTestFinished, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import type { Ack } from "../../support/slack/line.ts";
import { slowDatabase } from "../../support/slow-database.ts";
import { ANN, inSlack, loggedBy, type Mode, settled, shows, textsOf, times } from "./in-slack.ts";

async function slowly(mode: Mode, retries = false) {
  const database = await slowDatabase();
  const it = await inSlack(mode, { retries }, { database });
  return { ...it, database };
}

/** Slack's three seconds, and what this machine stood still for. */
function patience(): (ack: Ack) => void {
  const standstill = monitorEventLoopDelay();
  standstill.enable();
  onTestFinished(() => void standstill.disable());
  return (ack) => expect(ack.ms).toBeLessThan(3_000 + standstill.max / 1e6);
}

describe.each(["http", "socket"] as const)("over %s", (mode) => {
  test("a command is acknowledged with a word, and worked once it is stored", async () => {
    const it = await slowly(mode);
    const { slack, world, database } = it;
    const inTime = patience();
    database.hold();
    const ack = await slack.command("U1", "phone screen with Stripe Tuesday 3pm", { channel: "C1" });
    inTime(ack);
    expect(database.held).toBe(true);
    expect(ack).toMatchObject({ status: 200, body: { response_type: "ephemeral", text: "One moment…" } });
    expect(textsOf(slack)).toEqual(["One moment…"]);
    database.release();
    await shows(slack, "Tuesday 10 March, 15:00 to 16:00 (London)");
    await settled(it);
    expect((await world.records(ANN)).interviews).toHaveLength(1);
  });

  test("a button is acknowledged, its person is told to wait, and it is worked once it is stored", async () => {
    const it = await slowly(mode);
    const { slack, world, database } = it;
    await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
    const card = await shows(slack, "Stripe: phone screen");
    await settled(it);
    const inTime = patience();
    database.hold();
    const ack = await slack.press("U1", card, "Undo");
    inTime(ack);
    expect(ack.status).toBe(200);
    expect((await shows(slack, "One moment…")).ephemeral).toBe(true);
    expect(database.held).toBe(true);
    database.release();
    expect((await shows(slack, "is taken back")).id).toBe(card.id);
    await settled(it);
    expect((await world.records(ANN)).interviews).toEqual([]);
  });

  test("a form stays open with all that was typed, and pressing Save again saves it once", async () => {
    const it = await slowly(mode);
    const { slack, world, database } = it;
    await slack.shortcut("U1", "new_interview");
    const view = await waitFor(() => slack.openView("U1"), "the form");
    await settled(it);
    const filled = { company: "Acme", date: "2026-03-12", time: "09:30" };
    const inTime = patience();
    database.hold();
    const ack = await slack.submit("U1", view, filled);
    inTime(ack);
    expect(database.held).toBe(true);
    expect(ack).toMatchObject({ status: 200, body: { response_action: "errors" } });
    expect(JSON.stringify(ack.body)).toContain("press once more");
    expect(slack.openView("U1")?.id).toBe(view.id);
    database.release();
    expect((await slack.submit("U1", view, filled)).body).toBe("");
    expect(slack.openView("U1")).toBeNull();
    await shows(slack, "Thursday 12 March, 09:30");
    await settled(it);
    expect((await world.records(ANN)).interviews).toHaveLength(1);
    expect(times(slack, "Thursday 12 March, 09:30")).toBe(1);
  });

  test("an event is not acknowledged, comes again, and is worked once", async () => {
    const it = await slowly(mode, true);
    const { slack, world, database } = it;
    database.hold();
    const under = slack.message("U1", "phone screen with Stripe Tuesday 3pm");
    await waitFor(() => loggedBy(world, "will come again").length > 0, "a delivery without an answer");
    database.release();
    const ack = await under;
    expect(ack.status).toBe(200);
    expect(ack.attempts).toBeGreaterThan(1);
    await shows(slack, "Stripe: phone screen");
    await settled(it);
    expect((await world.records(ANN)).interviews).toHaveLength(1);
    expect(times(slack, "Stripe: phone screen")).toBe(1);
  });

  test("all of them while each write takes ten seconds", async () => {
    const it = await slowly(mode, true);
    const { slack, world, database } = it;
    await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
    const card = await shows(slack, "Stripe: phone screen");
    await settled(it);
    const inTime = patience();
    database.hold();
    setTimeout(database.release, 10_000);
    const acks = await Promise.all([
      slack.command("U1", "onsite at Figma Friday 10-12"),
      slack.press("U1", card, "Preparation"),
      slack.shortcut("U1", "new_interview"),
    ]);
    slack.pass({ seconds: 10 });
    for (const ack of acks) {
      inTime(ack);
      expect(ack.status).toBe(200);
    }
    const [said, opened] = await Promise.all([
      slack.message("U1", "call with Monzo Monday 9am"),
      slack.homeOpened("U1"),
    ]);
    for (const { attempts } of [said, opened]) expect(attempts).toBeGreaterThan(1);
    await shows(slack, "Figma: onsite");
    await shows(slack, "Monzo");
    await settled(it);
    const companies = (await world.records(ANN)).interviews.map(({ company }) => company);
    expect([...companies].sort()).toEqual(["Figma", "Monzo", "Stripe"]);
    expect([times(slack, /^Figma: onsite/), times(slack, /^Monzo/)]).toEqual([1, 1]);
    // The moment in which the shortcut could have opened its form is over: there is a button for it.
    await slack.press("U1", await shows(slack, "Open the form"), "Open the form");
    expect((await waitFor(() => slack.openView("U1"), "the form")).text).toContain("Company");
  });
});

/** Socket Mode that breaks in the middle of something: nothing is lost, and nothing is done twice. */
import { describe, expect, onTestFinished, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import { type Slack, startSlack } from "../../support/slack/slack.ts";
import { slowDatabase } from "../../support/slow-database.ts";
import { ANN, botIn, type InSlack, inSlack, loggedBy, settled, shows, times } from "./in-slack.ts";

const breaks: [string, (slack: Slack) => void][] = [
  ["Slack asks to connect anew", (slack) => slack.disconnect()],
  ["Slack warns that it will", (slack) => slack.disconnect("warning")],
  ["the network goes away", (slack) => slack.cut()],
];

async function withCard() {
  const it = await inSlack("socket");
  await it.slack.message("U1", "phone screen with Stripe Tuesday 3pm");
  const card = await shows(it.slack, "Stripe: phone screen");
  await settled(it);
  return { ...it, card };
}

const startsOf = async ({ world }: InSlack) => (await world.records(ANN)).interviews.map(({ startsAt }) => startsAt);

describe.each(breaks)("when %s", (_name, breakIt) => {
  test("between a card and its button, the button works, once", async () => {
    const it = await withCard();
    const { slack, card } = it;
    const connections = slack.connections();
    breakIt(slack);
    expect((await slack.press("U1", card, "Undo")).status).toBe(200);
    expect(slack.connections()).toBeGreaterThan(connections);
    expect((await shows(slack, "is taken back")).id).toBe(card.id);
    await settled(it);
    expect(await startsOf(it)).toEqual([]);
    expect(slack.standing("U1")).toHaveLength(1);
  });

  test("while a form is open, the form is saved, once", async () => {
    const it = await withCard();
    const { slack, card } = it;
    await slack.press("U1", card, "Reschedule");
    const view = await waitFor(() => slack.openView("U1"), "the form");
    breakIt(slack);
    expect((await slack.submit("U1", view, { date: "2026-03-11", time: "16:00" })).body).toBe("");
    await shows(slack, "Moved from Tuesday 10 March, 15:00.");
    await settled(it);
    expect(await startsOf(it)).toEqual(["2026-03-11T16:00:00+00:00[Europe/London]"]);
    expect(times(slack, "Moved from")).toBe(1);
    expect(slack.openView("U1")).toBeNull();
  });
});

test("an event whose acknowledgement goes down with the connection comes again, and is worked once", async () => {
  const database = await slowDatabase();
  const it = await inSlack("socket", { retries: true }, { database });
  const { slack } = it;
  database.hold();
  const under = slack.message("U1", "phone screen with Stripe Tuesday 3pm");
  await waitFor(() => slack.delivered.length > 0, "the event to be sent");
  slack.cut();
  database.release();
  const ack = await under;
  expect(ack).toMatchObject({ status: 200, attempts: 2 });
  await shows(slack, "Stripe: phone screen");
  await settled(it);
  expect(await startsOf(it)).toHaveLength(1);
  expect(times(slack, "Stripe: phone screen")).toBe(1);
});

test("what falls due while the connection is down is sent all the same", async () => {
  const it = await withCard();
  const { slack, world } = it;
  slack.cut();
  world.clock.set("2026-03-10T13:00:00Z");
  await shows(slack, "Interview in 2 hours: Stripe, phone screen");
  expect(times(slack, "Interview in 2 hours")).toBe(1);
});

test("Slack that lets nobody connect for a while is asked until it does, and nothing else stands still", async () => {
  const it = await withCard();
  const { slack, world, card } = it;
  slack.fail("apps.connections.open", { status: 503 });
  slack.fail("apps.connections.open", { error: "internal_error" });
  slack.fail("apps.connections.open", { error: "invalid_auth" });
  slack.fail("apps.connections.open", { dropAfter: true });
  slack.cut();
  world.clock.set("2026-03-10T13:00:00Z");
  await shows(slack, "Interview in 2 hours: Stripe, phone screen");
  expect((await slack.press("U1", card, "Preparation")).status).toBe(200);
  await shows(slack, "Preparation for Stripe");
  expect(loggedBy(world, "Slack's socket").length).toBeGreaterThanOrEqual(4);
});

test("a bot that starts while Slack lets nobody connect is there once it does", async () => {
  const slack = await startSlack({ mode: "socket" });
  onTestFinished(slack.close);
  slack.fail("auth.test", { status: 503 });
  slack.fail("apps.connections.open", { status: 503 }, 2);
  const world = await botIn(slack);
  await slack.connected();
  await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
  await shows(slack, "Stripe: phone screen");
  await settled({ slack, world });
});

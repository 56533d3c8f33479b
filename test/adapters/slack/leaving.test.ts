/** People and workspaces that go: nothing more is sent, nothing fails because of it, and nobody is forgotten too much. */
import { expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import { talkTo } from "../../support/talk.ts";
import { type InSlack, inSlack, loggedBy, settled, shows, times } from "./in-slack.ts";

const LEFT: readonly [string, object][] = [
  ["tokens_revoked", { tokens: { oauth: [], bot: ["UBOT"] } }],
  ["app_uninstalled", {}],
];

async function withInterview(): Promise<InSlack> {
  const it = await inSlack();
  await it.slack.message("U1", "phone screen with Stripe Tuesday 3pm");
  await shows(it.slack, "Stripe: phone screen");
  await settled(it);
  return it;
}

const identity = ({ world }: InSlack, externalId = "U1") =>
  world.database.connection.collection("identities").findOne({ platform: "slack", externalId });

const reminderStates = ({ world }: InSlack) => world.database.connection.collection("reminders").distinct("state");

test.each([
  ["its tokens end first", LEFT],
  ["it is put out first", LEFT.toReversed()],
])("a workspace leaves, %s: nothing is sent any more, by no way, and nothing fails", async (_name, events) => {
  const it = await withInterview();
  const { slack, world } = it;
  slack.fail("auth.test", { error: "account_inactive" }, 2);
  for (const [type, body] of events) expect((await slack.event("T1", type, { ...body })).status).toBe(200);
  await settled(it);
  const calls = slack.calls("chat.postMessage").length;
  world.clock.set("2026-03-09T15:00:00Z");
  await waitFor(async () => (await reminderStates(it)).includes("cancelled"), "the first reminder to be cancelled");
  world.clock.set("2026-03-10T13:00:00Z");
  await waitFor(async () => (await reminderStates(it)).join() === "cancelled", "both reminders to be cancelled");
  await settled(it);
  expect(slack.calls("chat.postMessage")).toHaveLength(calls);
  expect(world.mails).toEqual([]);
});

test("a late word that a workspace has left counts for nothing while its token works", async () => {
  const it = await withInterview();
  const { slack, world } = it;
  for (const [type, body] of LEFT) expect((await slack.event("T1", type, { ...body })).status).toBe(200);
  // Only a token of a person, none of the bot.
  await slack.event("T1", "tokens_revoked", { tokens: { oauth: ["U1"], bot: [] } });
  await settled(it);
  expect(loggedBy(world, "is here (again)")).toHaveLength(2);
  world.clock.set("2026-03-10T13:00:00Z");
  await shows(slack, "Interview in 2 hours: Stripe, phone screen");
});

test("what was still under way when a workspace left does not bring it back", async () => {
  const it = await withInterview();
  const { slack, world } = it;
  world.clock.advance({ minutes: 20 });
  slack.fail("chat.postMessage", { status: 500 });
  await slack.message("U1", "list");
  await waitFor(() => loggedBy(world, "tried again later").length > 0, "the answer that failed");
  await slack.uninstall("T1");
  await settled(it);
  world.clock.advance({ seconds: 15 });
  await waitFor(() => loggedBy(world, "could not be delivered").length > 0, "the answer to be given up");
  await settled(it);
  expect(await identity(it)).toMatchObject({ brokenBecause: "team_left", leftAt: new Date("2026-03-04T14:22:00Z") });
});

test("who is known on the page too keeps everything when the workspace has left for long", async () => {
  const it = await withInterview();
  const { slack, world } = it;
  const page = await talkTo(world.url);
  await slack.command("U1", "settings link");
  const code = /\b[A-Z0-9]{4}-?[A-Z0-9]{4}\b|\b\d{6,8}\b/.exec((await shows(slack, /code/i)).text)?.[0] ?? "no code";
  await page.say(`link ${code}`);
  await page.hear(({ text }) => /linked|same/i.test(text), "the link");
  await slack.message("U2", "onsite at Figma Friday 10-12");
  await shows(slack, "Figma: onsite", "U2");
  await settled(it);
  await slack.uninstall("T1");
  await settled(it);
  await world.bot.store.sweep(world.clock.now().add({ hours: 31 * 24 }), 30);
  const companies = await world.database.connection.collection("interviews").distinct("company");
  expect(companies).toEqual(["Stripe"]);
  expect(await identity(it)).toBeNull();
  await page.say("list");
  expect((await page.hear(({ text }) => text.includes("Stripe"), "the list")).text).toContain("1 interview ahead");
  // Reminders of it go where the person still is.
  world.clock.set("2026-03-10T13:00:00Z");
  await page.hear(({ text }) => text.includes("Interview in 2 hours: Stripe"), "the reminder on the page");
  page.close();
});

test("who leaves a workspace is reminded by e-mail, and told so when they are back", async () => {
  const it = await withInterview();
  const { slack, world } = it;
  slack.setUser("U1", { deleted: true });
  expect((await slack.userChange("U1")).status).toBe(200);
  await settled(it);
  expect(await identity(it)).toMatchObject({ brokenBecause: "left" });
  world.clock.set("2026-03-10T13:00:00Z");
  await waitFor(() => world.mails.length > 0, "the mail");
  expect(world.mails.map(({ to }) => to)).toEqual(["ann@example.com"]);
  expect(times(slack, "Interview in 2 hours")).toBe(0);
  slack.setUser("U1", { deleted: false });
  await slack.message("U1", "list");
  await shows(slack, "I could not reach you for a while");
});

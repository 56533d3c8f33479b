/** Who is who: what Slack knows of a person, at first contact and when it changes, and what the person says instead. */
import { expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import { talkTo } from "../../support/talk.ts";
import { ANN, BO, type InSlack, inSlack, settled, shows, textsOf } from "./in-slack.ts";

const people = async ({ world }: InSlack) =>
  (await world.database.connection.collection("identities").find().toArray()).map(({ externalId }) => externalId);

const userOf = async ({ world }: InSlack) => await world.bot.store.people.signIn(ANN, world.clock.now());

test("at first contact zone, name and address come from Slack, and every time is said in that zone", async () => {
  const it = await inSlack();
  const { slack, world } = it;
  slack.setUser("U2", { timeZone: "America/New_York" });
  await slack.message("U2", "phone screen with Stripe Tuesday 3pm");
  await shows(slack, "Tuesday 10 March, 3:00 PM to 4:00 PM (New York)", "U2");
  await settled(it);
  const { user } = await world.records(BO);
  expect(user).toMatchObject({ timeZone: "America/New_York", timeZoneConfirmed: false, email: "bo@example.com" });
  expect((await world.bot.store.people.signIn(BO, world.clock.now())).name).toBe("Bo Chan");
  expect(slack.calls("users.info")).toHaveLength(1);
});

test("a change of the profile moves the zone, and what was agreed stays at its moment", async () => {
  const it = await inSlack();
  const { slack, world } = it;
  await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
  await shows(slack, "15:00 to 16:00 (London)");
  await settled(it);
  slack.setUser("U1", { timeZone: "Europe/Berlin", name: "Ann Miller" });
  await slack.userChange("U1");
  await settled(it);
  expect(await userOf(it)).toMatchObject({ timeZone: "Europe/Berlin", name: "Ann Miller" });
  await slack.message("U1", "show stripe");
  await shows(slack, "16:00 to 17:00 (Berlin)");
  await slack.message("U1", "call with Monzo Thursday 9am");
  await shows(slack, "09:00 to 10:00 (Berlin)");
  await settled(it);
  expect((await world.records(ANN)).interviews.map(({ startsAt }) => startsAt)).toContain(
    "2026-03-05T09:00:00+01:00[Europe/Berlin]",
  );
  // Nobody was told of a change that nobody asked for.
  expect(textsOf(slack).filter((text) => text.includes("time zone is"))).toEqual([]);
});

test("a zone that the person has set stays, whatever the profile says", async () => {
  const it = await inSlack();
  const { slack } = it;
  await slack.command("U1", "settings timezone Lisbon");
  await shows(slack, "Your time zone is Lisbon");
  slack.setUser("U1", { timeZone: "Asia/Tokyo" });
  await slack.userChange("U1");
  await settled(it);
  expect(await userOf(it)).toMatchObject({ timeZone: "Europe/Lisbon", timeZoneConfirmed: true });
});

test("changes of people who have nothing to do with the bot store nobody", async () => {
  const it = await inSlack();
  const { slack } = it;
  await slack.userChange("U1");
  slack.setUser("U2", { deleted: true });
  await slack.userChange("U2");
  await settled(it);
  expect(await people(it)).toEqual([]);
  expect(slack.calls("users.info")).toEqual([]);
});

test.each([
  ["cannot be reached", { status: 500 }],
  ["does not know the person", { error: "user_not_found" }],
])("when Slack %s at first contact, the zone is asked for, and what was said is kept", async (_name, fault) => {
  const it = await inSlack();
  const { slack, world } = it;
  slack.fail("users.info", fault);
  await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
  await shows(slack, /time zone|city/i);
  await settled(it);
  await slack.message("U1", "Berlin");
  await shows(slack, "15:00 to 16:00 (Berlin)");
  await settled(it);
  expect((await world.records(ANN)).interviews).toHaveLength(1);
});

test("a zone that was not known comes with the next change of the profile", async () => {
  const it = await inSlack();
  const { slack } = it;
  slack.fail("users.info", { status: 500 });
  await slack.message("U1", "hi");
  await waitFor(() => slack.shown("U1").length > 0, "an answer");
  await settled(it);
  await slack.userChange("U1");
  await settled(it);
  await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
  await shows(slack, "15:00 to 16:00 (London)");
});

test("a code that is shown in Slack and entered on the page makes both one person", async () => {
  const it = await inSlack();
  const { slack, world } = it;
  const page = await talkTo(world.url);
  await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
  await shows(slack, "Stripe: phone screen");
  await page.ask("onsite at Figma Friday 10-12");
  await slack.command("U1", "settings link");
  const code = /link (\S+)"/.exec((await shows(slack, "Your code is")).text)?.[1] ?? "no code";
  await page.say(`settings link ${code.slice(0, -1)}`);
  await page.say(`link ${code}`);
  await page.hear(({ text }) => /linked/i.test(text), "the link");
  await slack.message("U1", "list");
  await shows(slack, /Figma[\s\S]*Stripe/);
  await page.say("list");
  await page.hear(({ text }) => /Figma[\s\S]*Stripe/.test(text), "both on the page");
  // A code is good once.
  await slack.message("U2", `link ${code}`);
  await waitFor(() => slack.shown("U2").length > 0, "an answer");
  await settled(it);
  expect(textsOf(slack, "U2").join("\n")).not.toMatch(/Stripe|Figma/);
  page.close();
});

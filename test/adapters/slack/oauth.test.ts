/** Workspaces install the bot: by a link that is bound to a browser, with tokens that are sealed, each apart from the others. */
import { randomBytes } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { connect } from "../../../src/store/connection.ts";
import type { World } from "../../support/chat-world.ts";
import { waitFor } from "../../support/clock.ts";
import type { Slack } from "../../support/slack/slack.ts";
import { botIn, expectNothingStored, inSlack, settled, shows, textsOf } from "./in-slack.ts";

const KEYS = { GREENROOM_SECRET_KEYS: `k1:${randomBytes(32).toString("base64")}` };

/** Two workspaces, each with somebody whose id is the same. */
const TEAMS = [
  { id: "T1", users: [{ id: "U1", name: "Ann Lee", timeZone: "Europe/London" }], installed: false },
  { id: "T2", users: [{ id: "U9", name: "Zoe Ray", timeZone: "Europe/Lisbon" }], installed: false },
];

/** What a browser does: opens the page, keeps its cookie, follows the button, and comes back from Slack. */
async function begin(world: World): Promise<{ link: string; cookie: string }> {
  const page = await fetch(`${world.url}/slack/install`);
  const link = /https:\/\/slack\.com\/oauth\/v2\/authorize\?[^"]+/.exec(await page.text())?.[0] ?? "";
  return { link: link.replaceAll("&amp;", "&"), cookie: (page.headers.get("set-cookie") ?? "").split(";")[0] ?? "" };
}

/** The way back to the bot leads through `localhost`, which is where this one listens. */
async function back(world: World, address: string, cookie: string): Promise<number> {
  const { pathname, search } = new URL(address);
  const answer = await fetch(`${world.url}${pathname}${search}`, {
    headers: cookie === "" ? {} : { cookie },
    redirect: "manual",
  });
  await answer.text();
  return answer.status;
}

async function install(slack: Slack, world: World, user: string, orgWide = false): Promise<number> {
  const { link, cookie } = await begin(world);
  return back(world, slack.consent(link, user, { orgWide }), cookie);
}

/** The database of a bot that has ended, over a connection of its own. */
async function sameDatabase({ database }: World): Promise<World["database"]> {
  const connection = await connect(database.uri, database.dbName);
  onTestFinished(() => connection.close());
  return { ...database, connection };
}

const everything = async ({ database: { connection } }: World): Promise<string> => {
  const names = (await connection.db?.listCollections().toArray()) ?? [];
  const docs = await Promise.all(names.map(({ name }) => connection.collection(name).find().toArray()));
  return JSON.stringify(docs);
};

test("two workspaces install it, their data stays apart, and their tokens are sealed", async () => {
  const { slack, world } = await inSlack("http", { teams: TEAMS }, { oauth: true, env: KEYS });
  expect(await install(slack, world, "U1")).toBe(200);
  expect(await install(slack, world, "U9")).toBe(200);
  await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
  await shows(slack, "15:00 to 16:00 (London)");
  await slack.message("U9", "list");
  await shows(slack, "No coming interviews.", "U9");
  await slack.message("U9", "onsite with Figma Friday 10am");
  await shows(slack, "10:00 to 11:00 (Lisbon)", "U9");
  await slack.message("U1", "list");
  await shows(slack, /Stripe/);
  expect(textsOf(slack).some((text) => text.includes("Figma"))).toBe(false);
  expect(await everything(world)).not.toContain("xoxb");
  expect(world.logged.join("")).not.toContain("xoxb");
});

test("a bot that is started again on the same database still speaks in every workspace", async () => {
  const { slack, world } = await inSlack("http", { teams: TEAMS }, { oauth: true, env: KEYS });
  await install(slack, world, "U9");
  await world.bot.stop();
  const again = await botIn(slack, { oauth: true, env: KEYS, database: await sameDatabase(world) });
  await slack.message("U9", "help");
  await shows(slack, /interview/i, "U9");
  await settled({ slack, world: again });
});

test("an organisation installs it once for all of its workspaces", async () => {
  const teams = [
    { id: "T1", enterprise: "E1", users: [{ id: "U1", timeZone: "Europe/London" }], installed: false },
    { id: "T2", enterprise: "E1", users: [{ id: "U2", timeZone: "Europe/London" }], installed: false },
  ];
  const { slack, world } = await inSlack("http", { teams }, { oauth: true, env: KEYS });
  expect(await install(slack, world, "U1", true)).toBe(200);
  await slack.message("U2", "phone screen with Stripe Tuesday 3pm");
  await shows(slack, "Stripe: phone screen", "U2");
  const records = await world.records({ platform: "slack", team: "E1", id: "U2" });
  expect(records.interviews).toHaveLength(1);
});

test.each([
  ["without the browser's cookie", (address: string) => [address, ""] as const],
  [
    "with another state",
    (address: string, cookie: string) => [address.replace(/state=[^&]+/, "state=s1.made.up"), cookie] as const,
  ],
  ["with another browser's cookie", (address: string) => [address, "slack-app-oauth-state=s1.another"] as const],
])("an installation %s is refused with a page, and nothing is stored", async (_what, change) => {
  const { slack, world } = await inSlack("http", { teams: TEAMS }, { oauth: true, env: KEYS });
  const { link, cookie } = await begin(world);
  const status = await back(world, ...change(slack.consent(link, "U1"), cookie));
  expect(status).toBeGreaterThanOrEqual(400);
  await expectNothingStored(world);
});

test("who says no to Slack installs nothing, and a code is good once", async () => {
  const { slack, world } = await inSlack("http", { teams: TEAMS }, { oauth: true, env: KEYS });
  const first = await begin(world);
  expect(await back(world, slack.deny(first.link), first.cookie)).toBeGreaterThanOrEqual(400);
  await expectNothingStored(world);
  const second = await begin(world);
  const address = slack.consent(second.link, "U1");
  expect(await back(world, address, second.cookie)).toBe(200);
  expect(await back(world, address, second.cookie)).toBeGreaterThanOrEqual(400);
});

test("an installation that took longer than ten minutes begins anew", async () => {
  const { slack, world } = await inSlack("http", { teams: TEAMS }, { oauth: true, env: KEYS });
  const { link, cookie } = await begin(world);
  world.clock.advance({ minutes: 11 });
  expect(await back(world, slack.consent(link, "U1"), cookie)).toBeGreaterThanOrEqual(400);
  await expectNothingStored(world);
});

test("a workspace that leaves loses its token and hears nothing more; it comes back by installing again", async () => {
  const { slack, world } = await inSlack("http", { teams: TEAMS }, { oauth: true, env: KEYS });
  await install(slack, world, "U1");
  await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
  await shows(slack, "I'll remind you");
  await settled({ slack, world });
  await slack.uninstall("T1");
  await settled({ slack, world });
  expect(await world.database.connection.collection("installations").countDocuments()).toBe(0);
  world.clock.set("2026-03-09T15:00:00Z");
  const state = async (kind: string) =>
    (await world.records({ platform: "slack", team: "T1", id: "U1" })).reminders.find((line) => line.includes(kind));
  await waitFor(async () => /cancelled/.test((await state("24_hours")) ?? ""), "the reminder to be cancelled");
  expect(world.mails).toEqual([]);

  await install(slack, world, "U1");
  world.clock.set("2026-03-10T13:00:00Z");
  await shows(slack, "Interview in 2 hours: Stripe");
  expect(await state("2_hours")).toMatch(/sent|sending/);
});

test("after the grace period its people are forgotten, but not who is known elsewhere too", async () => {
  const { slack, world } = await inSlack(
    "http",
    { teams: TEAMS },
    { oauth: true, env: { ...KEYS, DATA_GRACE_DAYS: "30" } },
  );
  await install(slack, world, "U1");
  await install(slack, world, "U9");
  await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
  await shows(slack, "Stripe: phone screen");
  await slack.message("U9", "onsite with Figma Friday 10am");
  await shows(slack, "Figma: onsite", "U9");
  await settled({ slack, world });
  await slack.uninstall("T1");
  await settled({ slack, world });
  const interviews = world.database.connection.collection("interviews");
  const companies = async () => (await interviews.find().toArray()).map(({ company }) => company).sort();
  await world.bot.store.sweep(world.clock.now().add({ hours: 29 * 24 }), 30);
  expect(await companies()).toEqual(["Figma", "Stripe"]);
  await world.bot.store.sweep(world.clock.now().add({ hours: 31 * 24 }), 30);
  expect(await companies()).toEqual(["Figma"]);
});

/** Starts the whole bot in the stand-in for Slack, over either way in, and waits for what people are shown there. */
import { expect, onTestFailed, onTestFinished } from "vitest";
import { startWorld, type World, type WorldOptions } from "../../support/chat-world.ts";
import { waitFor } from "../../support/clock.ts";
import type { Shown } from "../../support/slack/model.ts";
import { type Slack, type SlackOptions, startSlack } from "../../support/slack/slack.ts";

/** A Wednesday, 14:02 in London. */
export const START = "2026-03-04T14:02:00Z";
export const ANN = { platform: "slack", team: "T1", id: "U1" };
export const BO = { platform: "slack", team: "T1", id: "U2" };

export type Mode = "http" | "socket";

export interface InSlack {
  readonly slack: Slack;
  readonly world: World;
}

/** A bot of one workspace, unless `env` says something else; both end with the test. */
export async function inSlack(
  mode: Mode = "http",
  options: SlackOptions = {},
  more: Partial<WorldOptions> & { readonly oauth?: boolean } = {},
): Promise<InSlack> {
  const slack = await startSlack({ ...options, mode });
  onTestFinished(slack.close);
  const world = await botIn(slack, more);
  if (mode === "socket") await slack.connected();
  return { slack, world };
}

/** Another bot in the same Slack, perhaps on the same database. */
export async function botIn(
  slack: Slack,
  { oauth = false, env = {}, ...more }: Partial<WorldOptions> & { readonly oauth?: boolean } = {},
): Promise<World> {
  const own = oauth ? slack.oauthEnv() : slack.env();
  const world = await startWorld({ start: START, machineZone: "UTC", ...more, env: { ...own, ...env } });
  onTestFinished(world.stop);
  slack.pointAt(world.url);
  onTestFailed(() => {
    const complaints = world.logged.filter((line) => /"level":[456]0/.test(line));
    console.error([...complaints, ...textsOf(slack)].join("\n---\n"));
  });
  return world;
}

const has = (text: string, words: string | RegExp) =>
  typeof words === "string" ? text.includes(words) : words.test(text);

/** The last message that says this, once it is there. */
export const shows = (slack: Slack, words: string | RegExp, user = "U1"): Promise<Shown> =>
  waitFor(() => slack.shown(user).findLast(({ text }) => has(text, words)), `${words}`).catch(() => {
    throw new Error(`not shown: ${words}; shown is:\n${textsOf(slack, user).join("\n---\n")}`);
  });

export const textsOf = (slack: Slack, user = "U1"): readonly string[] => slack.shown(user).map(({ text }) => text);

/** How often something stands before a person now. */
export const times = (slack: Slack, words: string | RegExp, user = "U1"): number =>
  slack.standing(user).filter(({ text }) => has(text, words)).length;

/** Log lines that say this. */
export const loggedBy = (world: World, words: string | RegExp): readonly string[] =>
  world.logged.filter((line) => has(line, words));

/** Until everything that came is worked and everything that follows is done. */
export async function settled({ slack, world }: InSlack): Promise<void> {
  await slack.quiet();
  await world.bot.idle();
}

/** Nothing of anybody is stored. */
export async function expectNothingStored(world: World): Promise<void> {
  const { connection } = world.database;
  for (const name of ["inbox", "users", "identities", "interviews", "conversations", "installations"]) {
    expect(await connection.collection(name).countDocuments(), name).toBe(0);
  }
}

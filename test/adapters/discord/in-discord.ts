/** Starts the whole bot in the stand-in for Discord, and waits for what people are shown and asked there. */
import { ComponentType, InteractionType, MessageFlags } from "discord-api-types/v10";
import { expect, onTestFailed, onTestFinished } from "vitest";
import type { Person } from "../../../src/chat/port.ts";
import { connect } from "../../../src/store/connection.ts";
import { startWorld, type World, type WorldOptions } from "../../support/chat-world.ts";
import { waitFor } from "../../support/clock.ts";
import type { FreshDatabase } from "../../support/database.ts";
import {
  ANN as ANN_ID,
  BO as BO_ID,
  type Discord,
  type DiscordOptions,
  startDiscord,
} from "../../support/discord/discord.ts";
import type { Handle, Shown, ShownModal } from "../../support/discord/model.ts";
import { pressables } from "../../support/discord/visible.ts";

/** A Wednesday, 14:02 in London. */
export const START = "2026-03-04T14:02:00Z";
/** Ann and Bo read British English: who tells the bot so lives in London to it. */
export const ANN: Person = { platform: "discord", team: "", id: ANN_ID };
export const BO: Person = { platform: "discord", team: "", id: BO_ID };

export interface InDiscord {
  readonly discord: Discord;
  readonly world: World;
}

/** Both end with the test. */
export async function inDiscord(options: DiscordOptions = {}, more: Partial<WorldOptions> = {}): Promise<InDiscord> {
  const discord = await startDiscord(options);
  onTestFinished(discord.close);
  return { discord, world: await botIn(discord, more) };
}

/** Another bot in the same Discord, perhaps on the same database; connected. */
export async function botIn(discord: Discord, { env = {}, ...more }: Partial<WorldOptions> = {}): Promise<World> {
  const others = discord.sessions.filter((session) => session.connected()).length;
  const world = await startWorld({ start: START, machineZone: "UTC", ...more, env: { ...discord.env(), ...env } });
  onTestFinished(world.stop);
  onTestFailed(() => {
    const complaints = world.logged.filter((line) => /"level":[456]0/.test(line));
    console.error([...complaints, ...textsOf(discord)].join("\n---\n"));
  });
  await discord.connected(others + 1);
  return world;
}

/** The same database by a connection of its own, as another process has it. */
async function alsoConnected({ uri, dbName }: FreshDatabase): Promise<FreshDatabase> {
  const connection = await connect(uri, dbName);
  onTestFinished(() => connection.close());
  return { connection, uri, dbName };
}

/** A second bot beside the first, on the same database, as another process would be. */
export const besides = async ({ discord, world }: InDiscord): Promise<InDiscord> => ({
  discord,
  world: await botIn(discord, { database: await alsoConnected(world.database) }),
});

/** Stops a bot, and starts one anew on its database, perhaps at another time. */
export async function restarted({ discord, world }: InDiscord, start = START): Promise<InDiscord> {
  await world.stop();
  await waitFor(() => !discord.sessions.some((session) => session.connected()), "the bot to leave");
  return { discord, world: await botIn(discord, { database: await alsoConnected(world.database), start }) };
}

/** The person types in a command: from now on the bot knows the language that they read. */
export async function meet(discord: Discord, { id }: Person = ANN): Promise<void> {
  expect(await discord.autocomplete(id, "interview", { interview: "" }, { subcommand: "show" })).toEqual([]);
}

/** Ann's interview on Tuesday 10 March at 15:00 in London, told in the direct messages, and its card there. */
export async function withCard(it?: InDiscord): Promise<InDiscord & { readonly card: Shown }> {
  const { discord, world } = it ?? (await inDiscord());
  await meet(discord);
  await discord.dm(ANN_ID, "phone screen with Stripe Tuesday 3pm");
  const card = await shows(discord, "Stripe: phone screen");
  await settled({ world });
  return { discord, world, card };
}

const isHome = ({ json }: Shown): boolean =>
  typeof json.flags === "number" && (json.flags & MessageFlags.SuppressNotifications) !== 0;

/** Every message that was put before a person, in order, except the home. */
export function messagesOf(discord: Discord, { id }: Person = ANN): readonly Shown[] {
  const all = discord.seen(id).filter((it): it is Shown => it.kind === "message");
  const homes = new Set(all.filter(isHome).map((it) => it.id));
  return all.filter((it) => !homes.has(it.id) && !it.deleted);
}

/** Messages as they stand now, without the home. */
export function standing(discord: Discord, person: Person = ANN): readonly Shown[] {
  const those = new Set(messagesOf(discord, person).map((it) => it.id));
  return discord.standing(person.id).filter((it) => those.has(it.id));
}

export const textsOf = (discord: Discord, person: Person = ANN): readonly string[] =>
  messagesOf(discord, person).map(({ text }) => text);

const has = (text: string, words: string | RegExp) =>
  typeof words === "string" ? text.includes(words) : words.test(text);

/** The last message that says this, once it is there. */
export const shows = (discord: Discord, words: string | RegExp, person: Person = ANN): Promise<Shown> =>
  waitFor(() => messagesOf(discord, person).findLast(({ text }) => has(text, words)), `${words}`).catch(() => {
    throw new Error(`not shown: ${words}; shown is:\n${textsOf(discord, person).join("\n---\n")}`);
  });

/** The last message that has this button now, once it is there. */
export const offers = (discord: Discord, label: string, person: Person = ANN): Promise<Shown> =>
  waitFor(() => standing(discord, person).findLast(({ labels }) => labels.includes(label)), `"${label}"`);

/** The modal that is open before a person; `after` as many things as they had seen. */
export const modal = (discord: Discord, { id }: Person = ANN): Promise<ShownModal> =>
  waitFor(() => openModal(discord, { id }), "the form");

export function openModal(discord: Discord, { id }: Pick<Person, "id"> = ANN): ShownModal | null {
  const latest = discord.seen(id).findLast((it): it is ShownModal => it.kind === "modal");
  return latest?.open ? latest : null;
}

/** What a button of a message sends. */
export const customIdOf = (shown: Shown, label: string): unknown =>
  pressables(shown.json).find((it) => it.label === label)?.component.custom_id;

/** Presses with an id of one's own: the button may be gone, or never have been there. */
export const forge = (discord: Discord, customId: unknown, on: Shown, { id }: Person = ANN): Promise<Handle> =>
  discord.interaction(
    id,
    InteractionType.MessageComponent,
    { custom_id: customId, component_type: ComponentType.Button, id: 1 },
    { on },
  );

/** What stands in a field of a form. */
export const fieldOf = (form: ShownModal, name: string): string | undefined =>
  form.inputs.find((input) => input.name === name)?.value;

/** How often something stands before a person now. */
export const times = (discord: Discord, words: string | RegExp, person: Person = ANN): number =>
  standing(discord, person).filter(({ text }) => has(text, words)).length;

/** Log lines that say this. */
export const loggedBy = (world: World, words: string | RegExp): readonly string[] =>
  world.logged.filter((line) => has(line, words));

/** Until everything that came is worked and everything that follows is done, in each of these bots. */
export async function settled(...all: readonly { readonly world: Pick<World, "bot"> }[]): Promise<void> {
  for (const { world } of [...all, ...all]) await world.bot.idle();
}

export const startsOf = async ({ world }: Pick<InDiscord, "world">): Promise<readonly unknown[]> =>
  (await world.records(ANN)).interviews.map(({ startsAt }) => startsAt);

/** Nothing of anybody is stored. */
export async function expectNothingStored(world: World): Promise<void> {
  const { connection } = world.database;
  for (const name of ["inbox", "users", "identities", "interviews", "conversations"]) {
    expect(await connection.collection(name).countDocuments(), name).toBe(0);
  }
}

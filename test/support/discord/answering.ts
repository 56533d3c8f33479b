/** A small bot on the real discord.js: it answers interactions as a test says, and keeps what it was refused. */
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  Events,
  type Interaction,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from "discord.js";
import type { Json } from "../slack/json.ts";
import { ANN, type Discord, type DiscordOptions } from "./discord.ts";
import type { Shown } from "./model.ts";
import type { running } from "./running.ts";

export interface Answers {
  readonly command?: (it: ChatInputCommandInteraction) => Promise<unknown>;
  readonly button?: (it: ButtonInteraction) => Promise<unknown>;
  readonly menu?: (it: StringSelectMenuInteraction) => Promise<unknown>;
  readonly modal?: (it: ModalSubmitInteraction) => Promise<unknown>;
  readonly typing?: (it: AutocompleteInteraction) => Promise<unknown>;
}

/** A bot that answers like that; what its answers throw comes out as `refused`. */
export async function bot(start: ReturnType<typeof running>, answers: Answers, options: DiscordOptions = {}) {
  const { discord, rest } = await start.discord(options);
  const { client } = await start.client(discord);
  const refused: unknown[] = [];
  const got: Interaction[] = [];
  const answer = async (it: Interaction): Promise<unknown> => {
    got.push(it);
    if (it.isChatInputCommand()) return answers.command?.(it);
    if (it.isButton()) return answers.button?.(it);
    if (it.isStringSelectMenu()) return answers.menu?.(it);
    if (it.isModalSubmit()) return answers.modal?.(it);
    return it.isAutocomplete() ? answers.typing?.(it) : undefined;
  };
  client.on(Events.InteractionCreate, (it) => void answer(it).catch((error: unknown) => refused.push(error)));
  return { discord, rest, refused, got };
}

/** Sends Ann a message, and gives what she sees of it. */
export async function sent(
  discord: Discord,
  rest: { post(path: `/${string}`, data: object): Promise<unknown> },
  body: Json,
) {
  await rest.post(`/channels/${discord.directOf(ANN)}/messages`, { body });
  return latest(discord);
}

export const latest = (discord: Discord): Shown => {
  const message = discord.standing(ANN).at(-1);
  if (message === undefined) throw new Error("nothing is shown");
  return message;
};
/** The error codes of what was refused. */
export const codes = (refused: readonly unknown[]) =>
  refused.map((it) => (it instanceof Error && "code" in it ? it.code : it));

/** A row of a message. */
export const row = (...components: object[]) => ({ type: 1 as const, components });
export const GO = { type: 2, style: 2, label: "Go", custom_id: "go|1" } as const;

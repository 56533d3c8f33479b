/** The commands that Discord is to offer, as data: what the core knows, and nothing more. */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandStringOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import { COMMAND_WORDS, type CommandWord } from "../../src/chat/port.ts";

export type DesiredCommand =
  | RESTPostAPIChatInputApplicationCommandsJSONBody
  | RESTPostAPIContextMenuApplicationCommandsJSONBody;

/** The command whose subcommands are the words about interviews; `ADD` is free text. */
export const INTERVIEW = "interview";
export const ADD = "add";
/** In the menu of any message: its text is read, and the form for an interview opens with it. */
export const SAVE = "Save as interview";

/** The options that are completed while the person types, and from what. */
export const COMPLETED = { interview: "interview", city: "zone" } as const;

/** Longer than any invitation; Discord allows 6,000 (https://docs.discord.com/developers/interactions/application-commands). */
const LONGEST_TEXT = 4_000;
const LONGEST_WORDS = 200;

const option = (
  name: string,
  description: string,
  more: { readonly required?: true; readonly longest?: number } = {},
): APIApplicationCommandStringOption => ({
  type: ApplicationCommandOptionType.String,
  name,
  description,
  max_length: more.longest ?? LONGEST_WORDS,
  ...(more.required ? { required: true } : {}),
  ...(name in COMPLETED ? { autocomplete: true } : {}),
});

const subcommand = (
  name: string,
  description: string,
  ...options: APIApplicationCommandBasicOption[]
): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  name,
  description,
  ...(options.length > 0 ? { options } : {}),
});

/** In servers, in the bot's own chat and in other chats, for servers and for people who install the app. */
const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
};

const command = (
  name: string,
  description: string,
  ...options: APIApplicationCommandSubcommandOption[]
): RESTPostAPIChatInputApplicationCommandsJSONBody => ({
  type: ApplicationCommandType.ChatInput,
  name,
  description,
  ...(options.length > 0 ? { options } : {}),
  ...EVERYWHERE,
});

const which = "Which one, by its company; without it the only one, or I ask";
const exactly = "Which one, by its company";

/** Every word of the core has its place here: a command of its own, or a subcommand of /interview. */
const PLACES: Readonly<
  Record<CommandWord, APIApplicationCommandSubcommandOption | RESTPostAPIChatInputApplicationCommandsJSONBody>
> = {
  list: subcommand(
    "list",
    "What lies ahead",
    option("which", "For example: this week, tomorrow, past; without it everything ahead"),
  ),
  show: subcommand("show", "The card of one interview", option("interview", which)),
  move: subcommand(
    "move",
    "Another time for an interview, and for its reminders",
    option("interview", exactly, { required: true }),
    option("to", "For example: Monday 3pm", { required: true }),
  ),
  cancel: subcommand("cancel", "It does not take place; can be undone", option("interview", which)),
  done: subcommand("done", "It has taken place", option("interview", which)),
  remind: subcommand(
    "remind",
    "One more reminder",
    option("interview", exactly, { required: true }),
    option("when", "For example: 30 minutes before, the evening before at 7", { required: true }),
  ),
  prep: subcommand("prep", "The checklist to prepare with", option("interview", which)),
  settings: command(
    "settings",
    "Time zone, e-mail, reminders, your data",
    subcommand("timezone", "Your time zone; without a city, all settings", option("city", "A big city near you")),
    subcommand("email", "Reminders by e-mail too; without an address, all settings", option("address", "Your address")),
    subcommand(
      "reminders",
      "When you are reminded; without a rule, all settings",
      option("rule", "on, off, or for example: 1 day before"),
    ),
    subcommand(
      "link",
      "Use the bot here and elsewhere as one person: shows a code, or takes one",
      option("code", "The code that you were shown elsewhere"),
    ),
    subcommand("unlink", "Keep apart again what was linked"),
    subcommand("export", "Everything that is kept of you, as a file"),
    subcommand("delete", "Deletes everything that is kept of you, after asking"),
  ),
  help: command("help", "What you can say, and what your settings are"),
};

const isSubcommand = (place: (typeof PLACES)[CommandWord]): place is APIApplicationCommandSubcommandOption =>
  !("contexts" in place);

/** All of them, in the order in which they are explained. */
export const COMMANDS: readonly DesiredCommand[] = commandsFor(COMMAND_WORDS);

/** The commands of a core that knows these words: a word that it does not know is not offered. */
export function commandsFor(words: readonly CommandWord[]): readonly DesiredCommand[] {
  const places = words.map((word) => PLACES[word]);
  const own = places.flatMap((place) => (isSubcommand(place) ? [] : [place]));
  const add = subcommand(
    ADD,
    "Keep an interview",
    option("text", "For example: phone screen with Stripe Tuesday 3pm; or paste the invitation", {
      required: true,
      longest: LONGEST_TEXT,
    }),
  );
  return [
    command(INTERVIEW, "Keep your interviews, and be reminded", add, ...places.filter(isSubcommand)),
    ...own,
    { type: ApplicationCommandType.Message, name: SAVE, ...EVERYWHERE },
  ];
}

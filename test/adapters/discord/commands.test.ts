import { readFileSync } from "node:fs";
import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as Option,
  ApplicationCommandType as Type,
} from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { COMMANDS, commandsFor, type DesiredCommand, SAVE } from "../../../adapters/discord/commands.ts";
import { COMMAND_WORDS } from "../../../src/chat/port.ts";

/** As the API spells the name of a command and of its options. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const optionsOf = (it: object): readonly APIApplicationCommandOption[] =>
  "options" in it && Array.isArray(it.options) ? it.options : [];

/** Everything that is counted towards the 8,000 characters of one command. */
const lengthOf = (it: { readonly name: string; readonly description?: string }): number =>
  it.name.length + (it.description ?? "").length + optionsOf(it).reduce((sum, option) => sum + lengthOf(option), 0);

/** Why Discord would refuse options; https://docs.discord.com/developers/interactions/application-commands. */
function faults(at: string, options: readonly APIApplicationCommandOption[]): readonly string[] {
  const names = options.map(({ name }) => name);
  const required = options.map((it) => it.required === true);
  return [
    ...(options.length > 25 ? [`${at}: over 25 options`] : []),
    ...(new Set(names).size < names.length ? [`${at}: a name twice`] : []),
    ...(required.some((it, n) => it && required[n - 1] === false) ? [`${at}: required after optional`] : []),
    ...(new Set(options.map(({ type }) => type === Option.Subcommand)).size > 1
      ? [`${at}: mixed with subcommands`]
      : []),
    ...options.flatMap((option) => [
      ...(NAME.test(option.name) && option.name === option.name.toLowerCase() ? [] : [`${at} ${option.name}: name`]),
      ...(option.description.length > 0 && option.description.length <= 100
        ? []
        : [`${at} ${option.name}: description`]),
      ...(option.type === Option.String && (option.max_length ?? 0) > 6_000
        ? [`${at} ${option.name}: max_length`]
        : []),
      ...faults(`${at} ${option.name}`, optionsOf(option)),
    ]),
  ];
}

/** "/interview move", "/help", "Save as interview". */
const spoken = (command: DesiredCommand): readonly string[] => {
  if (command.type === Type.Message) return [command.name];
  const subcommands = optionsOf(command).filter(({ type }) => type === Option.Subcommand);
  return subcommands.length === 0 ? [`/${command.name}`] : subcommands.map(({ name }) => `/${command.name} ${name}`);
};

describe("the commands", () => {
  test("keep to Discord's limits", () => {
    expect(COMMANDS.flatMap((it) => faults(it.name, optionsOf(it)))).toEqual([]);
    for (const command of COMMANDS) {
      expect(lengthOf(command)).toBeLessThanOrEqual(8_000);
      if (command.type === Type.Message) expect(command.name.length).toBeLessThanOrEqual(32);
      else expect(command.name).toMatch(NAME);
    }
  });

  test("are for servers and people, and work in servers, the bot's own chat and others", () => {
    for (const command of COMMANDS) {
      expect(command.integration_types).toEqual([0, 1]);
      expect(command.contexts).toEqual([0, 1, 2]);
    }
  });

  test("are what the core knows, a new sentence and the menu of a message, and nothing more", () => {
    const own = ["settings", "help"];
    expect(COMMANDS.map(({ name }) => name)).toEqual(["interview", ...own, SAVE]);
    const subcommands = optionsOf(COMMANDS[0] ?? {}).map(({ name }) => name);
    expect(subcommands).toEqual(["add", ...COMMAND_WORDS.filter((word) => !own.includes(word))]);
  });

  test("leave out a word that the core does not know", () => {
    const fewer = commandsFor(COMMAND_WORDS.filter((word) => word !== "prep" && word !== "help"));
    expect(fewer.flatMap(spoken)).toEqual(
      COMMANDS.flatMap(spoken).filter((it) => it !== "/interview prep" && it !== "/help"),
    );
  });

  test("complete interviews and cities, and nothing else", () => {
    const all = COMMANDS.flatMap((it) => optionsOf(it).flatMap((sub) => optionsOf(sub)));
    const completed = all.flatMap((it) => ("autocomplete" in it && it.autocomplete ? [it.name] : []));
    expect([...new Set(completed)].sort()).toEqual(["city", "interview"]);
  });

  test("each stand in the README with their options", () => {
    const readme = readFileSync(new URL("../../../adapters/discord/README.md", import.meta.url), "utf8");
    const rows = [...readme.matchAll(/^\| `(\/[a-z ]+)` \| ([^|]*)\|/gm)].map(([, name = "", options = ""]) => [
      name,
      [...options.matchAll(/`(\w+)`/g)].map(([, option]) => option),
    ]);
    const slash = COMMANDS.filter(({ type }) => type === Type.ChatInput);
    const expected = slash.flatMap((command) =>
      spoken(command).map((name) => {
        const subcommand = optionsOf(command).find((it) => name.endsWith(` ${it.name}`));
        return [name, optionsOf(subcommand ?? {}).map((option) => option.name)];
      }),
    );
    expect(rows).toEqual(expected);
    expect(readme).toContain(`\`${SAVE}\``);
  });
});

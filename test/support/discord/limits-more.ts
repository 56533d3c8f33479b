/** What Discord refuses of modals, choices and commands: its published limits, as sentences. Pure. */
import { ApplicationCommandOptionType, ApplicationCommandType, ComponentType } from "discord-api-types/v10";
import { at, type Json, listAt, textAt } from "../slack/json.ts";
import { bounds, ids, selectViolations, sizeOf } from "./limits.ts";

// https://docs.discord.com/developers/components/reference and …/interactions/application-commands
const MODAL = { title: 45, id: 100, components: 5, label: 45, description: 100 } as const;
const INPUT = { value: 4000, placeholder: 100 } as const;
const CHOICES = { most: 25, text: 100 } as const;
const COMMAND = { name: 32, description: 100, options: 25, together: 8000 } as const;

export function modalViolations(modal: Json): string[] {
  const components = listAt(modal, "components");
  const labelled = components.filter(({ type }) => type === ComponentType.Label).map((it) => at(it, "component"));
  return [
    ...bounds("custom_id", textAt(modal, "custom_id"), 1, MODAL.id),
    ...bounds("title", textAt(modal, "title"), 1, MODAL.title),
    ...(components.length < 1 || components.length > MODAL.components ? [`components: ${components.length}`] : []),
    ...components.flatMap((component, index) => outer(`components[${index}]`, component)),
    ...ids("components", [...labelled, ...components.flatMap((it) => listAt(it, "components"))]),
  ];
}

function outer(where: string, component: Json): string[] {
  if (component.type === ComponentType.TextDisplay)
    return bounds(`${where}.content`, textAt(component, "content"), 1, 4000);
  if (component.type === ComponentType.ActionRow) {
    const [input, ...more] = listAt(component, "components");
    if (input === undefined || more.length > 0) return [`${where}: one text input a row`];
    return [...textInput(where, input), ...bounds(`${where}.label`, textAt(input, "label"), 1, MODAL.label)];
  }
  if (component.type !== ComponentType.Label)
    return [`${where}: type ${String(component.type)} has no place in a modal`];
  const inner = at(component, "component");
  return [
    ...bounds(`${where}.label`, textAt(component, "label"), 1, MODAL.label),
    ...bounds(`${where}.description`, textAt(component, "description"), 0, MODAL.description),
    ...(inner.type === ComponentType.TextInput
      ? [...textInput(`${where}.component`, inner), ...("label" in inner ? [`${where}.component.label: not here`] : [])]
      : inner.type === ComponentType.StringSelect
        ? selectViolations(`${where}.component`, inner)
        : [`${where}.component: the stand-in knows no type ${String(inner.type)} here`]),
  ];
}

function textInput(where: string, input: Json): string[] {
  const most = typeof input.max_length === "number" ? input.max_length : INPUT.value;
  const least = typeof input.min_length === "number" ? input.min_length : 0;
  const value = textAt(input, "value");
  return [
    ...bounds(`${where}.custom_id`, textAt(input, "custom_id"), 1, MODAL.id),
    ...(input.style === 1 || input.style === 2 ? [] : [`${where}.style: none that is known`]),
    ...(most < 1 || most > INPUT.value ? [`${where}.max_length: ${most}`] : []),
    ...(least < 0 || least > INPUT.value ? [`${where}.min_length: ${least}`] : []),
    ...bounds(`${where}.value`, value, value === "" ? 0 : least, Math.min(most, INPUT.value)),
    ...bounds(`${where}.placeholder`, textAt(input, "placeholder"), 0, INPUT.placeholder),
  ];
}

export function choiceViolations(choices: readonly Json[]): string[] {
  return [
    ...(choices.length > CHOICES.most ? [`choices: ${choices.length} are more than ${CHOICES.most}`] : []),
    ...choices.flatMap((choice, index) => [
      ...bounds(`choices[${index}].name`, textAt(choice, "name"), 1, CHOICES.text),
      ...bounds(`choices[${index}].value`, textAt(choice, "value"), 1, CHOICES.text),
    ]),
  ];
}

/** Of commands that are registered: names as Discord wants them in chat, all texts together. */
export function commandViolations(command: Json): string[] {
  const chat = (command.type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;
  const size = textsOf(command);
  return [
    ...named("name", textAt(command, "name"), chat),
    ...bounds("description", textAt(command, "description"), chat ? 1 : 0, chat ? COMMAND.description : 0),
    ...options("options", listAt(command, "options"), 0),
    ...(size > COMMAND.together ? [`${size} characters are more than ${COMMAND.together}`] : []),
  ];
}

const named = (where: string, name: string, chat: boolean): string[] =>
  chat && (!/^[-_'\p{L}\p{N}]{1,32}$/u.test(name) || name !== name.toLowerCase())
    ? [`${where}: "${name}" is no name of a command`]
    : bounds(where, name, 1, COMMAND.name);

function options(where: string, list: readonly Json[], depth: number): string[] {
  const names = list.map((option) => textAt(option, "name"));
  const firstOptional = list.findIndex((option) => option.required !== true);
  const late = firstOptional >= 0 && list.slice(firstOptional).some((option) => option.required === true);
  const nested = (type: unknown) =>
    type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup;
  const deep = list.filter(({ type }) => nested(type)).length;
  return [
    ...(list.length > COMMAND.options ? [`${where}: ${list.length} are more than ${COMMAND.options}`] : []),
    ...(new Set(names).size < names.length ? [`${where}: a name stands there twice`] : []),
    ...(late ? [`${where}: Required options must be placed before non-required options`] : []),
    ...(deep > 0 && (deep < list.length || depth > 1) ? [`${where}: subcommands among other options`] : []),
    ...list.flatMap((option, index) => [
      ...named(`${where}[${index}].name`, textAt(option, "name"), true),
      ...bounds(`${where}[${index}].description`, textAt(option, "description"), 1, COMMAND.description),
      ...choiceViolations(listAt(option, "choices")).map((it) => `${where}[${index}].${it}`),
      ...(option.autocomplete === true && "choices" in option ? [`${where}[${index}]: choices and autocomplete`] : []),
      ...options(`${where}[${index}].options`, listAt(option, "options"), depth + 1),
    ]),
  ];
}

/** Names, descriptions and values of a command, of its options and of their choices. */
const textsOf = (part: Json): number =>
  [textAt(part, "name"), textAt(part, "description"), textAt(part, "value")].reduce((sum, it) => sum + sizeOf(it), 0) +
  [...listAt(part, "options"), ...listAt(part, "choices")].reduce((sum, it) => sum + textsOf(it), 0);

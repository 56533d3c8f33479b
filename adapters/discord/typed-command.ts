/** Reads what a person typed or chose in a command: untrusted data becomes words for the core, or nothing. Pure. */
import { ApplicationCommandOptionType as Option, ApplicationCommandType as Type } from "discord-api-types/v10";
import { z } from "zod";
import { COMMAND_WORDS } from "../../src/chat/port.ts";
import { ADD, COMPLETED, INTERVIEW, SAVE } from "./commands.ts";

/** What a command says, in the port's words. */
export type Typed =
  /** `word` and `text` as in the port; `record` is the id of the interview that was chosen, which `text` leaves out. */
  | { readonly kind: "command"; readonly word: string; readonly text: string; readonly record: string | null }
  | { readonly kind: "new"; readonly text: string };

/** What choices are wanted for, and what was typed of it so far. */
export interface Asked {
  readonly what: (typeof COMPLETED)[keyof typeof COMPLETED];
  readonly typed: string;
}

/** How the core writes ids: what the choices of an interview carry. */
const RECORD = /^[0-9a-f]{24}$/;

/**
 * What a person typed, without Discord's own marks (https://docs.discord.com/developers/reference#message-formatting): a
 * time becomes the instant that it is, a link loses its brackets, mentions and emojis of servers go.
 */
export function plainText(text: string): string {
  return text
    .replace(/<t:(-?\d{1,12})(?::[A-Za-z])?>/g, (_whole, seconds: string) =>
      Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1_000).toString({ smallestUnit: "minute" }),
    )
    .replace(/<(https?:\/\/[^\s<>]+)>/gi, "$1")
    .replace(/<(?:@[!&]?|#|a?:\w{2,32}:)\d{15,20}>/g, "");
}

const name = z.string().max(32);
const written = z.object({
  type: z.literal(Option.String),
  name,
  value: z.string().max(6_000),
  focused: z.boolean().nullish(),
});
const inner = z.array(written).max(25).default([]);
const sub = z.object({ type: z.literal(Option.Subcommand), name, options: inner });
const slash = z.object({
  type: z.literal(Type.ChatInput),
  name,
  options: z
    .union([z.array(sub).length(1), inner])
    .nullish()
    .transform((options) => options ?? []),
});

interface Call {
  readonly command: string;
  /** "" where the command has none. */
  readonly subcommand: string;
  readonly options: readonly z.infer<typeof written>[];
}

/** A slash command with its options; null for anything else. */
function readCall(data: unknown): Call | null {
  const read = slash.safeParse(data).data;
  if (read === undefined) return null;
  const [first] = read.options;
  if (first?.type === Option.Subcommand) {
    return { command: read.name, subcommand: first.name, options: first.options };
  }
  const options = read.options.filter((it) => it.type === Option.String);
  return { command: read.name, subcommand: "", options };
}

const wordOf = (text: string) => COMMAND_WORDS.find((known) => known === text);

/** The `data` of an application command's interaction; null for a command that this version does not know. */
export function readTyped(data: unknown): Typed | null {
  const pointed = readPointed(data);
  if (pointed !== null) return { kind: "new", text: pointed };
  const call = readCall(data);
  if (call === null) return null;
  const said = (option: string) => plainText(call.options.find((it) => it.name === option)?.value ?? "").trim();
  if (call.command !== INTERVIEW) {
    const word = wordOf(call.command);
    // A command of its own says all that was typed, in order: "settings timezone Berlin".
    const text = [call.subcommand, ...call.options.map(({ value }) => value.trim())].join(" ").trim();
    return word === undefined ? null : { kind: "command", word, text, record: null };
  }
  if (call.subcommand === ADD) return { kind: "command", word: "", text: said("text"), record: null };
  const word = wordOf(call.subcommand);
  if (word === undefined) return null;
  const record = RECORD.test(said("interview")) ? said("interview") : null;
  const interview = record === null ? said("interview") : "";
  return { kind: "command", word, text: textOf(word, interview, said), record };
}

/** The rest of a sentence that begins with the word. */
function textOf(word: string, interview: string, said: (option: string) => string): string {
  const sentence = (...parts: readonly string[]) => parts.filter((part) => part !== "").join(" ");
  switch (word) {
    case "list":
      return said("which");
    case "move":
      return sentence(interview, said("to") === "" ? "" : `to ${said("to").replace(/^to\s+/i, "")}`);
    case "remind":
      return sentence("me", interview === "" ? "" : `about ${interview}`, said("when"));
    default:
      return interview;
  }
}

/** The `data` of an autocomplete interaction: the option that is being typed; null where there is nothing to choose. */
export function readAsked(data: unknown): Asked | null {
  const focused = readCall(data)?.options.find((option) => option.focused);
  if (focused?.name !== "interview" && focused?.name !== "city") return null;
  return { what: COMPLETED[focused.name], typed: focused.value };
}

const part = z.string().max(6_000).nullish();
const message = z.object({
  content: part,
  embeds: z
    .array(z.object({ title: part, description: part }))
    .max(10)
    .nullish(),
});
const pointedAt = z.object({
  type: z.literal(Type.Message),
  name: z.literal(SAVE),
  target_id: z.string().max(30),
  resolved: z.object({
    messages: z.record(
      z.string(),
      // What was forwarded has no content of its own.
      message.extend({ message_snapshots: z.array(z.object({ message })).max(10).nullish() }),
    ),
  }),
});

/** The text of the message that was pointed at, as far as it has any; null for any other command. */
function readPointed(data: unknown): string | null {
  const read = pointedAt.safeParse(data).data;
  if (read === undefined) return null;
  const found = Object.entries(read.resolved.messages).find(([id]) => id === read.target_id)?.[1];
  const all = [found, ...(found?.message_snapshots ?? []).map((snapshot) => snapshot.message)];
  const words = all
    .flatMap((it) => [it?.content, ...(it?.embeds ?? []).flatMap(({ title, description }) => [title, description])])
    .filter((text) => text)
    .join("\n");
  return plainText(words);
}

/** Reads what Discord reports: untrusted bodies become events of the port, or nothing. Pure. */
import {
  ComponentType,
  InteractionContextType,
  InteractionType,
  MessageFlags,
  MessageType,
} from "discord-api-types/v10";
import { z } from "zod";
import type { ChatEvent, MessageRef, Person } from "../../src/chat/port.ts";
import { encodeInteraction, fleetingRef, type Interaction } from "./interaction.ts";
import { FORM_ACTION } from "./render/custom-id.ts";
import { readChecks, readPress, readValues } from "./render/read.ts";
import { type Asked, plainText, readAsked, readTyped } from "./typed-command.ts";

export const PLATFORM = "discord";

export const personOf = (userId: string): Person => ({ platform: PLATFORM, team: "", id: userId });

/** What a body tells of the person themselves. */
export interface Who {
  readonly id: string;
  readonly name?: string;
  /** The language of their client; only interactions tell it. */
  readonly locale?: string;
}

interface Addressed {
  readonly who: Who;
  readonly at: Interaction;
}

export type Received =
  | { readonly kind: "said"; readonly who: Who; readonly channel: string; readonly event: ChatEvent }
  | ({ readonly kind: "events"; readonly events: readonly ChatEvent[] } & Addressed)
  /** A form was sent in: it may have to be shown again. */
  | ({ readonly kind: "form"; readonly event: Extract<ChatEvent, { kind: "submit" }> } & Addressed)
  /** The button of a form that could not open by itself. */
  | ({ readonly kind: "open_form"; readonly form: string } & Addressed)
  | {
      readonly kind: "asked";
      readonly who: Who;
      readonly id: string;
      readonly token: string;
      readonly asked: Asked | null;
    }
  /** Something that this version of the bot never made. */
  | ({ readonly kind: "unknown" } & Addressed)
  /** A picture, a voice message, a sticker. */
  | { readonly kind: "wordless"; readonly who: Who; readonly channel: string; readonly id: string }
  /** The bot itself has said something there, in this process or another. */
  | { readonly kind: "ours"; readonly channel: string }
  | { readonly kind: "nothing" };

const NOTHING: Received = { kind: "nothing" };

const id = z.string().min(1).max(40);
const user = z.object({ id, bot: z.boolean().nullish(), global_name: z.string().max(200).nullish() });

const message = z.object({
  id,
  channel_id: id,
  guild_id: z.null().optional(),
  webhook_id: z.null().optional(),
  author: user,
  content: z.string(),
  /** What was forwarded. */
  message_snapshots: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })).nullish(),
  type: z.union([z.literal(MessageType.Default), z.literal(MessageType.Reply)]),
});

/** A message of a person in the bot's direct messages, where no other bot is; those in servers are nothing. */
export function readMessage(body: unknown): Received {
  const read = message.safeParse(body).data;
  if (read === undefined) return NOTHING;
  if (read.author.bot) return { kind: "ours", channel: read.channel_id };
  const forwarded = (read.message_snapshots ?? []).map((it) => it.message.content ?? "");
  const text = plainText([read.content, ...forwarded].filter((part) => part.trim() !== "").join("\n"));
  const who = whoOf(read.author);
  if (text.trim() === "") return { kind: "wordless", who, channel: read.channel_id, id: read.id };
  return {
    kind: "said",
    who,
    channel: read.channel_id,
    event: { kind: "text", id: `message:${read.id}`, from: { person: personOf(read.author.id) }, text },
  };
}

const pressedOn = z.object({
  id,
  channel_id: id.optional(),
  flags: z.number().int().nullish(),
  components: z.unknown().optional(),
});
const interaction = z.object({
  id,
  application_id: id,
  token: z.string().min(1).max(300),
  type: z.number().int(),
  context: z.number().int().nullish(),
  guild_id: id.nullish(),
  channel_id: id.nullish(),
  locale: z.string().max(20).optional(),
  user: user.optional(),
  member: z.object({ user }).optional(),
  data: z.unknown().optional(),
  message: pressedOn.optional(),
});
type Read = z.infer<typeof interaction>;

const component = z.object({ component_type: z.number().int(), custom_id: z.string(), values: z.unknown().optional() });
const modal = z.object({ custom_id: z.string().min(1).max(100), components: z.unknown().optional() });

/** A slash command, a press, a form, or letters typed where suggestions are offered. */
export function readInteraction(body: unknown): Received {
  const read = interaction.safeParse(body).data;
  const by = read?.user ?? read?.member?.user;
  if (read === undefined || by === undefined) return NOTHING;
  const who = { ...whoOf(by), ...(read.locale === undefined ? {} : { locale: read.locale }) };
  switch (read.type) {
    case InteractionType.ApplicationCommandAutocomplete:
      return { kind: "asked", who, id: read.id, token: read.token, asked: readAsked(read.data) };
    case InteractionType.ApplicationCommand:
      return readCommand(read, who);
    case InteractionType.MessageComponent:
      return readComponent(read, who);
    case InteractionType.ModalSubmit:
      return readSubmitted(read, who);
    default:
      return NOTHING;
  }
}

function readCommand(read: Read, who: Who): Received {
  const at = addressOf(read, "command");
  const typed = readTyped(read.data);
  if (typed === null) return { kind: "unknown", who, at };
  const base = { id: `command:${read.id}`, from: from(who, at) };
  const event: ChatEvent =
    typed.kind === "new"
      ? { ...base, kind: "new", text: typed.text }
      : {
          ...base,
          ...{ kind: "command", word: typed.word, text: typed.text },
          ...(typed.record === null ? {} : { record: typed.record }),
        };
  return { kind: "events", who, at, events: [event] };
}

function readComponent(read: Read, who: Who): Received {
  const at = addressOf(read, "press");
  const pressed = component.safeParse(read.data).data;
  if (pressed === undefined) return { kind: "unknown", who, at };
  const on = at.on ?? null;
  const press = pressed.component_type === ComponentType.Button ? readPress(pressed.custom_id) : null;
  if (press?.action === FORM_ACTION) return { kind: "open_form", who, at, form: press.value ?? "" };
  const asked =
    press === null
      ? readChecks(pressed.custom_id, pressed.values, read.message?.components)
      : [{ action: press.action, value: press.value }];
  if (asked.length === 0) return { kind: "unknown", who, at };
  const events = asked.map(({ action, value }, n): ChatEvent => {
    return { kind: "press", id: `press:${read.id}:${n}`, from: from(who, at), on, action, value };
  });
  return { kind: "events", who, at, events };
}

function readSubmitted(read: Read, who: Who): Received {
  const at = addressOf(read, "submit");
  const sent = modal.safeParse(read.data).data;
  if (sent === undefined) return { kind: "unknown", who, at };
  return {
    kind: "form",
    who,
    at,
    event: {
      kind: "submit",
      id: `submit:${read.id}`,
      from: from(who, at),
      form: sent.custom_id,
      values: readValues(sent.components),
      ...(at.on === undefined ? {} : { on: at.on }),
    },
  };
}

const from = (who: Who, at: Interaction) => ({ person: personOf(who.id), interaction: encodeInteraction(at) });

const whoOf = ({ id, global_name: name }: z.infer<typeof user>): Who => ({ id, ...(name ? { name } : {}) });

function addressOf(read: Read, kind: Interaction["kind"]): Interaction {
  const channel = read.channel_id ?? "";
  const own =
    read.context === InteractionContextType.BotDM ||
    (read.context == null && read.guild_id == null && kind !== "command");
  const on = refOf(read, channel);
  return {
    ...{ id: read.id, application: read.application_id, token: read.token, kind, channel, own },
    ...(on === null ? {} : { on }),
  };
}

/** The message that was pressed: one that only the person sees is reached by the interaction alone. */
function refOf({ message, application_id: application, token }: Read, channel: string): MessageRef | null {
  if (message === undefined) return null;
  if (((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0)
    return fleetingRef({ application, token, message: "@original" });
  return { channel: message.channel_id ?? channel, id: message.id };
}

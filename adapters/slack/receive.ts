/** Reads what Slack reports: untrusted bodies become events of the port, or nothing. Pure. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { type ChatEvent, COMMAND_WORDS, type MessageRef, type Person } from "../../src/chat/port.ts";
import { encodeInteraction, type Interaction, readMetadata } from "./interaction.ts";
import { readChecks, readPress, readValues } from "./render/read.ts";
import { typed } from "./typed.ts";

export const PLATFORM = "slack";
/** The channel of a reference that only one interaction can see; its id is the address to answer at. */
export const RESPONSE = "response";

export const SHORTCUTS = { save: "save_as_interview", fresh: "new_interview" } as const;

const id = z.string().min(1).max(300);
const flag = z.union([z.boolean(), z.string()]).nullish();
const team = z.object({ id }).nullish();
/** Which installation a body belongs to: the organisation where the app is installed for all of it. */
const source = z.object({
  team,
  enterprise: team,
  team_id: id.nullish(),
  enterprise_id: id.nullish(),
  is_enterprise_install: flag,
  authorizations: z
    .array(z.object({ team_id: id.nullish(), enterprise_id: id.nullish(), is_enterprise_install: flag }))
    .nullish(),
});

/** The team of the port: the organisation's id for an installation in all of it, the workspace's otherwise. */
export function teamOf(body: unknown): string | null {
  const read = source.safeParse(body).data;
  if (read === undefined) return null;
  const [by] = read.authorizations ?? [];
  const everywhere = [read.is_enterprise_install, by?.is_enterprise_install].some((it) => it === true || it === "true");
  const enterprise = read.enterprise?.id ?? read.enterprise_id ?? by?.enterprise_id ?? null;
  if (everywhere && enterprise !== null) return enterprise;
  return read.team?.id ?? by?.team_id ?? read.team_id ?? null;
}

export const personOf = (teamId: string, userId: string): Person => ({ platform: PLATFORM, team: teamId, id: userId });

const command = z.object({
  text: z.string().default(""),
  user_id: id,
  channel_id: id,
  response_url: z.string(),
  trigger_id: id,
});

export function readCommand(body: unknown): ChatEvent | null {
  const [read, teamId] = [command.safeParse(body).data, teamOf(body)];
  if (read === undefined || teamId === null) return null;
  const [first = "", ...rest] = typed(read.text).trim().split(/\s+/);
  const word = COMMAND_WORDS.find((known) => known === first.toLowerCase());
  const at = { channel: read.channel_id, responseUrl: read.response_url, trigger: read.trigger_id };
  return {
    kind: "command",
    id: `command:${read.trigger_id}`,
    from: { person: personOf(teamId, read.user_id), interaction: encodeInteraction(at) },
    word: word ?? "",
    text: word === undefined ? typed(read.text) : rest.join(" "),
  };
}

const message = z.object({
  type: z.literal("message"),
  channel: id,
  channel_type: z.literal("im"),
  subtype: z.enum(["file_share", "thread_broadcast"]).nullish(),
  bot_id: z.null().optional(),
  user: id,
  text: z.string(),
  ts: id,
  thread_ts: id.nullish(),
});
const opened = z.object({ type: z.literal("app_home_opened"), user: id });
const changed = z.object({
  type: z.literal("user_change"),
  user: z.object({ id, deleted: z.boolean().optional() }).loose(),
});
const gone = z.object({ type: z.literal("app_uninstalled") });
const revoked = z.object({ type: z.literal("tokens_revoked"), tokens: z.object({ bot: z.array(id).optional() }) });
const callback = z.object({ event_id: id, event: z.unknown() });

/** What an event of the Events API is: something for the inbox, the end of an installation, or nothing to us. */
export type Reported =
  | { readonly kind: "event"; readonly event: ChatEvent }
  | { readonly kind: "team_left"; readonly team: string }
  | { readonly kind: "nothing" };

export function readReported(body: unknown): Reported {
  const read = callback.safeParse(body).data;
  const teamId = teamOf(body);
  if (read === undefined || teamId === null) return { kind: "nothing" };
  const { event } = read;
  const from = (userId: string, interaction?: Interaction) => ({
    person: personOf(teamId, userId),
    ...(interaction === undefined ? {} : { interaction: encodeInteraction(interaction) }),
  });
  const said = message.safeParse(event).data;
  if (said !== undefined && said.text.trim() !== "") {
    // In a thread it is answered there.
    const thread = said.thread_ts ? { channel: said.channel, thread: said.thread_ts } : undefined;
    return {
      kind: "event",
      event: { kind: "text", id: read.event_id, from: from(said.user, thread), text: typed(said.text) },
    };
  }
  const home = opened.safeParse(event).data;
  if (home !== undefined) return { kind: "event", event: { kind: "opened", id: read.event_id, from: from(home.user) } };
  const user = changed.safeParse(event).data?.user;
  if (user?.deleted) return { kind: "event", event: { kind: "left", id: read.event_id, from: from(user.id) } };
  if (user !== undefined) {
    return {
      kind: "event",
      event: { kind: "profile", ofAnybody: true, id: read.event_id, from: from(user.id), ...readProfile(user) },
    };
  }
  const bots = revoked.safeParse(event).data?.tokens.bot ?? [];
  if (gone.safeParse(event).success || bots.length > 0) return { kind: "team_left", team: teamId };
  return { kind: "nothing" };
}

const member = z.object({
  tz: z.string().max(100).nullish(),
  real_name: z.string().max(200).nullish(),
  is_email_confirmed: z.boolean().nullish(),
  profile: z.object({ real_name: z.string().max(200).nullish(), email: z.string().max(320).nullish() }).nullish(),
});

/** What Slack knows of a member. An address counts only when Slack has confirmed it, or does not say. */
export function readProfile(user: unknown): { name?: string; timeZone?: string; email?: string } {
  const read = member.safeParse(user).data;
  const name = read?.profile?.real_name || read?.real_name;
  const email = read?.is_email_confirmed === false ? null : read?.profile?.email;
  return {
    ...(name ? { name } : {}),
    ...(read?.tz ? { timeZone: read.tz } : {}),
    ...(email ? { email } : {}),
  };
}

const pressed = z.object({
  user: z.object({ id }),
  trigger_id: id,
  response_url: z.string().optional(),
  container: z.object({
    type: z.string(),
    message_ts: id.optional(),
    channel_id: id.optional(),
    thread_ts: id.optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  message: z.object({ blocks: z.unknown() }).optional(),
  view: z.object({ blocks: z.unknown() }).optional(),
  actions: z.array(z.unknown()).max(25),
});

export interface Pressed {
  readonly events: readonly ChatEvent[];
  /** The blocks that were pressed in, and the id of the button, for the line that tells so. */
  readonly blocks: unknown;
  readonly actionId: string | null;
}

/** Presses of buttons and ticks of checklists; one press may be several ticks. */
export function readPressed(body: unknown): Pressed | null {
  const [read, teamId] = [pressed.safeParse(body).data, teamOf(body)];
  if (read === undefined || teamId === null) return null;
  const { container, trigger_id: trigger, response_url: responseUrl } = read;
  const channel = container.channel_id ?? "";
  const on = placeOf(container, responseUrl);
  const at = {
    ...{ channel, trigger },
    ...(responseUrl === undefined ? {} : { responseUrl }),
    ...(on === null ? {} : { on }),
    // What is asked for in a thread is answered there.
    ...(container.thread_ts === undefined ? {} : { thread: container.thread_ts }),
  };
  const from = { person: personOf(teamId, read.user.id), interaction: encodeInteraction(at) };
  const blocks = read.message?.blocks ?? read.view?.blocks;
  const asked = read.actions.flatMap((action): readonly { action: string; value: string | null }[] => {
    const press = readPress(action);
    return press === null ? readChecks(action, blocks) : [press];
  });
  const first = z.object({ action_id: z.string() }).safeParse(read.actions[0]).data;
  return {
    events: asked.map(({ action, value }, n) => ({
      kind: "press",
      id: `press:${trigger}:${n}`,
      from,
      on,
      action,
      value,
    })),
    blocks,
    actionId: first?.action_id ?? null,
  };
}

function placeOf(container: z.infer<typeof pressed>["container"], responseUrl: string | undefined): MessageRef | null {
  if (container.type !== "message") return null;
  if (container.is_ephemeral)
    return responseUrl === undefined ? null : { channel: RESPONSE, id: responseUrl, fleeting: true };
  const { channel_id: channel, message_ts: ts } = container;
  return channel === undefined || ts === undefined ? null : { channel, id: ts };
}

const submitted = z.object({
  user: z.object({ id }),
  trigger_id: id.optional(),
  view: z.object({
    id,
    hash: z.string().default(""),
    private_metadata: z.string(),
    state: z.object({ values: z.unknown() }),
    blocks: z.array(z.object({ block_id: z.string().optional() }).loose()).default([]),
  }),
});

/** A form that was sent in; `fields` are its fields in their order. */
export function readSubmitted(body: unknown): { readonly event: ChatEvent; readonly fields: readonly string[] } | null {
  const [read, teamId] = [submitted.safeParse(body).data, teamOf(body)];
  const about = read === undefined ? null : readMetadata(read.view.private_metadata);
  if (read === undefined || teamId === null || about === null) return null;
  const { view, user, trigger_id: trigger } = read;
  const values = readValues(view.state.values);
  const to = about.to === null ? null : { ...about.to, ...(trigger === undefined ? {} : { trigger }) };
  return {
    event: {
      kind: "submit",
      // The same view with the same answers is the same submission, however often it is sent.
      id: `submit:${view.id}:${digest(values)}`,
      from: {
        person: personOf(teamId, user.id),
        ...(to === null ? {} : { interaction: encodeInteraction(to) }),
      },
      form: about.form,
      values,
      ...(about.to?.on === undefined ? {} : { on: about.to.on }),
    },
    fields: view.blocks.flatMap(({ block_id: block }) => (block === undefined ? [] : [block])),
  };
}

const digest = (values: Readonly<Record<string, string>>): string =>
  createHash("sha256").update(JSON.stringify(values)).digest("base64url").slice(0, 22);

const shortcut = z.object({
  callback_id: z.enum(SHORTCUTS),
  user: z.object({ id }),
  trigger_id: id,
  response_url: z.string().optional(),
  channel: z.object({ id }).optional(),
  message: z.object({ text: z.string().default("") }).optional(),
});

export function readShortcut(body: unknown): ChatEvent | null {
  const [read, teamId] = [shortcut.safeParse(body).data, teamOf(body)];
  if (read === undefined || teamId === null) return null;
  const { trigger_id: trigger, response_url: responseUrl } = read;
  const at = { channel: read.channel?.id ?? "", trigger, ...(responseUrl === undefined ? {} : { responseUrl }) };
  return {
    kind: "new",
    id: `shortcut:${trigger}`,
    from: { person: personOf(teamId, read.user.id), interaction: encodeInteraction(at) },
    text: typed(read.message?.text ?? ""),
  };
}

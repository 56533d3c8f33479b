/** Puts messages and views before the people who see them, and keeps what each has seen. */
import { isJson, type Json, textAt } from "./json.ts";
import { type Channel, type Message, Refusal, type Shown, type ShownView, type User, type View } from "./model.ts";
import { BOT_ID, BOT_USER, type State } from "./state.ts";
import { pings, pressables, visible } from "./visible.ts";

export interface Draft {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly thread?: string | null;
  readonly onlyFor?: string | null;
  readonly metadata?: Json | null;
}

export type Screen = ReturnType<typeof createScreen>;

export type Change = "new" | "changed" | "deleted";

/** The screens of all people. `changed` is told of every message of the bot that all may see. */
export function createScreen(state: State, changed: (message: Message, change: Change) => void) {
  const pinged: string[] = [];

  const audience = (message: Message): User[] =>
    [...state.users.values()].filter(
      (user) =>
        !user.bot &&
        user.team === message.channel.team &&
        (message.onlyFor ?? message.channel.person ?? user.id) === user.id,
    );

  const show = (message: Message, deleted = false): void => {
    const { channel, ts, thread, onlyFor, text } = message;
    const blocks = deleted ? [] : message.blocks;
    const shown: Shown = {
      kind: "message",
      id: `${channel.id}:${ts}`,
      channel: channel.id,
      ts,
      thread,
      text: deleted ? "" : visible(text, blocks),
      labels: pressables(blocks).map(({ label }) => label),
      blocks,
      ephemeral: onlyFor !== null,
      deleted,
    };
    for (const user of audience(message)) user.seen.push(shown);
  };

  const showView = (view: View, open: boolean): void => {
    const blocks = Array.isArray(view.json.blocks) && open ? view.json.blocks.filter(isJson) : [];
    const title = isJson(view.json.title) ? textAt(view.json.title, "text") : "";
    const shown: ShownView = {
      kind: "view",
      id: view.id,
      title,
      text: open ? visible("", [{ type: "header", text: view.json.title }, ...blocks]) : "",
      labels: pressables(blocks).map(({ label }) => label),
      open,
      json: view.json,
    };
    view.user.seen.push(shown);
  };

  return {
    pinged,
    showView,
    /** A message of the bot. */
    post(channel: Channel, draft: Draft): Message {
      const { text, blocks, thread = null, onlyFor = null, metadata = null } = draft;
      const message: Message = {
        ts: state.ts(),
        channel,
        user: BOT_USER,
        ofBot: true,
        thread,
        onlyFor,
        text,
        blocks,
        metadata,
        edited: false,
      };
      pinged.push(...pings(text, blocks));
      show(message);
      if (onlyFor === null) {
        channel.messages.push(message);
        changed(message, "new");
      }
      return message;
    },
    replace(message: Message, { text, blocks, metadata }: Draft): void {
      message.text = text;
      message.blocks = blocks;
      if (metadata !== undefined) message.metadata = metadata;
      message.edited = true;
      pinged.push(...pings(text, blocks));
      show(message);
      if (message.onlyFor === null) changed(message, "changed");
    },
    remove(message: Message): void {
      const index = message.channel.messages.indexOf(message);
      if (index >= 0) message.channel.messages.splice(index, 1);
      show(message, true);
      if (message.onlyFor === null) changed(message, "deleted");
    },
    /** Lies on top of what is open. */
    open(user: User, json: Json, blocks: readonly Json[]): View {
      if (user.modals.length >= 3) throw new Refusal("push_limit_reached");
      const id = state.id("V");
      const view: View = { id, user, json: viewJson(state, user, id, user.modals.at(0)?.id ?? id, json, blocks) };
      state.views.set(id, view);
      user.modals.push(view);
      showView(view, true);
      return view;
    },
    change(view: View, json: Json, blocks: readonly Json[]): void {
      view.json = viewJson(state, view.user, view.id, textAt(view.json, "root_view_id"), json, blocks);
      if (view.user.home !== view) showView(view, true);
    },
    close(view: View): void {
      view.user.modals = view.user.modals.filter((it) => it !== view);
      showView(view, false);
    },
  };
}

/** A view as Slack gives it out. */
function viewJson(state: State, user: User, id: string, root: string, json: Json, blocks: readonly Json[]): Json {
  return {
    id,
    team_id: user.team,
    type: json.type,
    blocks,
    private_metadata: textAt(json, "private_metadata"),
    callback_id: textAt(json, "callback_id"),
    external_id: textAt(json, "external_id"),
    state: { values: {} },
    hash: `${Math.floor(state.now() / 1000)}.${state.id("h")}`,
    title: isJson(json.title) ? json.title : { type: "plain_text", text: "View Title", emoji: true },
    submit: isJson(json.submit) ? json.submit : null,
    close: isJson(json.close) ? json.close : null,
    clear_on_close: json.clear_on_close === true,
    notify_on_close: json.notify_on_close === true,
    previous_view_id: null,
    root_view_id: root,
    app_id: "A1",
    app_installed_team_id: user.team,
    bot_id: BOT_ID,
  };
}

/** A message as Slack gives it out. */
export const messageJson = (message: Message): Json => ({
  type: "message",
  user: message.user,
  ts: message.ts,
  team: message.channel.team,
  text: message.text,
  ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
  ...(message.ofBot ? { bot_id: BOT_ID, app_id: "A1" } : { client_msg_id: `c-${message.ts}` }),
  ...(message.thread === null ? {} : { thread_ts: message.thread }),
  ...(message.edited ? { edited: { user: message.user, ts: message.ts } } : {}),
});

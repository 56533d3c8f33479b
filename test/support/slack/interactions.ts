/** What people do with what the app shows: pressing, filling in, closing, shortcuts. */
import { taken } from "./blocks.ts";
import { orgOf, type Parts, VERIFICATION } from "./gestures.ts";
import { at, isJson, type Json, listAt, textAt } from "./json.ts";
import type { Ack } from "./line.ts";
import type { Channel, Message, Shown, ShownView, User, View } from "./model.ts";
import { messageJson } from "./screen.ts";
import { initialValue, type Pressable, pressables } from "./visible.ts";

export type Interactions = ReturnType<typeof createInteractions>;

export function createInteractions({ state, screen, line, check, answerUrl }: Parts) {
  /** What somebody ticked, by place and element, and how much they had seen by then. */
  const ticked = new Map<string, { readonly options: readonly Json[]; readonly seen: number }>();

  /** A client keeps what was ticked for as long as every later version has a block of that id. */
  function tickedIn(user: User, id: string, key: string, block: Json): readonly Json[] | null {
    const kept = ticked.get(key);
    if (kept === undefined) return null;
    const later = user.seen.slice(kept.seen).filter((it) => it.id === id);
    const stays = later.every((it) => {
      const blocks = it.kind === "view" ? listAt(it.json, "blocks") : it.blocks;
      return blocks.some(({ block_id }) => block_id === block.block_id);
    });
    return stays ? kept.options : null;
  }

  const common = (user: User, type: string): Json => {
    const { enterprise, isOrg } = orgOf(state, user);
    return {
      type,
      user: { id: user.id, username: user.name.toLowerCase(), name: user.name.toLowerCase(), team_id: user.team },
      api_app_id: "A1",
      token: VERIFICATION,
      team: { id: user.team, domain: user.team.toLowerCase() },
      enterprise,
      is_enterprise_install: isOrg,
    };
  };

  const send = (user: User, type: string, body: Json): Promise<Ack> =>
    line.deliver({ kind: "interactive", payload: { ...common(user, type), ...body } });

  const where = (channel: Channel) => ({ id: channel.id, name: channel.name });

  /** The action of a press, as each kind of element reports it. */
  function action(user: User, id: string, { block, element, option }: Pressable): Json {
    const { action_id, type } = element;
    const base = { type, action_id, block_id: block.block_id, action_ts: state.ts() };
    if (type === "button") {
      const { text, value, style } = element;
      return { ...base, text, ...(value === undefined ? {} : { value }), ...(style === undefined ? {} : { style }) };
    }
    if (option === null) return base;
    if (type !== "checkboxes") return { ...base, selected_option: option };
    const key = `${user.id} ${id} ${String(block.block_id)} ${String(action_id)}`;
    const before = tickedIn(user, id, key, block) ?? listAt(element, "initial_options");
    const rest = before.filter((it) => it.value !== option.value);
    const now = rest.length < before.length ? rest : [...before, option];
    const inOrder = listAt(element, "options").filter((it) => now.some(({ value }) => value === it.value));
    ticked.set(key, { options: inOrder, seen: user.seen.length });
    return { ...base, selected_options: inOrder };
  }

  const found = (blocks: readonly Json[], label: string): Pressable => {
    const all = pressables(blocks);
    const one = all.find((it) => it.label === label) ?? all.find((it) => cutFrom(it.label, label));
    if (one === undefined)
      throw new Error(`nothing is called "${label}"; there is ${all.map((it) => it.label).join(", ")}`);
    return one;
  };

  const stateOf = (pressed: Json): Json => {
    const values =
      pressed.type === "button" ? {} : { [String(pressed.block_id)]: { [String(pressed.action_id)]: pressed } };
    return { values };
  };

  /** A press on a message as it was shown then, which may be another than it is now. */
  function press(user: User, shown: Shown, label: string): Promise<Ack> {
    const channel = state.channels.get(shown.channel);
    if (channel === undefined) throw new Error(`no conversation ${shown.channel}`);
    const message = original(channel, shown, user);
    const pressed = action(user, shown.id, found(shown.blocks, label));
    return send(user, "block_actions", {
      container: {
        type: "message",
        message_ts: shown.ts,
        channel_id: channel.id,
        is_ephemeral: shown.ephemeral,
        ...(shown.thread === null ? {} : { thread_ts: shown.thread }),
      },
      trigger_id: state.trigger(user),
      channel: where(channel),
      // Slack keeps no copy of a message that only one person sees.
      ...(shown.ephemeral ? {} : { message: { ...messageJson(message), blocks: shown.blocks } }),
      state: stateOf(pressed),
      response_url: answerUrl(state.answer(user, channel, message)),
      actions: [pressed],
    });
  }

  function original(channel: Channel, shown: Shown, user: User): Message {
    const kept = channel.messages.find(({ ts }) => ts === shown.ts);
    if (kept !== undefined) return kept;
    if (!shown.ephemeral) throw new Error(`the message ${shown.id} is deleted`);
    return {
      ts: shown.ts,
      channel,
      user: "UBOT",
      ofBot: true,
      thread: shown.thread,
      onlyFor: user.id,
      text: shown.text,
      blocks: shown.blocks,
      metadata: null,
      edited: false,
    };
  }

  /** A press in a modal or in the App Home. */
  function pressIn(user: User, view: View, label: string): Promise<Ack> {
    const blocks = listAt(view.json, "blocks");
    // A home that is published anew is drawn anew.
    const place = user.home === view ? `${view.id} ${textAt(view.json, "hash")}` : view.id;
    const pressed = action(user, place, found(blocks, label));
    return send(user, "block_actions", {
      container: { type: "view", view_id: view.id },
      trigger_id: state.trigger(user),
      view: { ...view.json, state: stateOf(pressed) },
      actions: [pressed],
    });
  }

  const viewOf = (user: User, shown: Pick<ShownView, "id">): View => {
    const view = user.modals.find(({ id }) => id === shown.id);
    if (view === undefined) throw new Error("that view is closed");
    return view;
  };

  /** Sends a view; what is left out keeps what it was opened with. The app's answer is carried out. */
  async function submit(
    user: User,
    shown: Pick<ShownView, "id">,
    values: Readonly<Record<string, string>>,
  ): Promise<Ack> {
    const view = viewOf(user, shown);
    const inputs = listAt(view.json, "blocks").filter((block) => block.type === "input");
    const unknown = Object.keys(values).filter((name) => !inputs.some((block) => block.block_id === name));
    if (unknown.length > 0) throw new Error(`no such input: ${unknown.join(", ")}`);
    const entered = inputs.map((block) => {
      const id = String(block.block_id);
      const element = at(block, "element");
      return [id, { [String(element.action_id)]: entry(element, values[id] ?? initialValue(element)) }] as const;
    });
    const ack = await send(user, "view_submission", {
      trigger_id: state.trigger(user),
      view: { ...view.json, state: { values: Object.fromEntries(entered) } },
      response_urls: [],
    });
    if (ack.status === 200) carryOut(user, view, isJson(ack.body) ? ack.body : {});
    return ack;
  }

  function carryOut(user: User, view: View, body: Json): void {
    const next = at(body, "view");
    const answer = textAt(body, "response_action");
    if (answer === "errors") checkErrors(view, at(body, "errors"));
    else if (answer === "update") screen.change(view, next, taken(next, check, state.id));
    else if (answer === "push") screen.open(user, next, taken(next, check, state.id));
    else if (answer === "clear") for (const open of [...user.modals]) screen.close(open);
    else screen.close(view);
  }

  /** Closes it; the app hears of that only when it asked to. */
  async function close(user: User, shown: Pick<ShownView, "id">): Promise<Ack | null> {
    const view = viewOf(user, shown);
    screen.close(view);
    return view.json.notify_on_close === true
      ? send(user, "view_closed", { view: view.json, is_cleared: false })
      : null;
  }

  return {
    send,
    press,
    pressIn,
    submit,
    close,
    shortcut: (user: User, callbackId: string): Promise<Ack> =>
      send(user, "shortcut", { callback_id: callbackId, action_ts: state.ts(), trigger_id: state.trigger(user) }),
    messageShortcut: (user: User, callbackId: string, message: Message): Promise<Ack> =>
      send(user, "message_action", {
        callback_id: callbackId,
        action_ts: state.ts(),
        trigger_id: state.trigger(user),
        response_url: answerUrl(state.answer(user, message.channel, message)),
        channel: where(message.channel),
        message_ts: message.ts,
        message: messageJson(message),
      }),
  };
}

/** Whether a label is the beginning of the words, cut with "…". */
const cutFrom = (label: string, words: string): boolean => label.endsWith("…") && words.startsWith(label.slice(0, -1));

/** Slack shows errors beside the inputs only, and refuses others. */
function checkErrors(view: View, errors: Json): void {
  const ids = listAt(view.json, "blocks").map((block) => block.block_id);
  const named = Object.keys(errors);
  if (named.length === 0) throw new Error("Slack shows nothing: errors without a field");
  const nowhere = named.filter((id) => !ids.includes(id));
  if (nowhere.length > 0) throw new Error(`Slack refuses errors for inputs that are not there: ${nowhere.join(", ")}`);
}

/** What a control reports for what was entered; a choice by its value or by its words. */
function entry(element: Json, value: string): Json {
  const type = textAt(element, "type");
  const or = (text: string) => (text === "" ? null : text);
  switch (type) {
    case "datepicker":
      return { type, selected_date: or(value) };
    case "timepicker":
      return { type, selected_time: or(value) };
    case "static_select":
    case "radio_buttons": {
      const options = listAt(element, "options");
      const option =
        options.find((it) => it.value === value) ?? options.find((it) => textAt(at(it, "text"), "text") === value);
      if (option === undefined && value !== "") throw new Error(`"${value}" cannot be chosen`);
      return { type, selected_option: option ?? null };
    }
    case "checkboxes":
      return {
        type,
        selected_options: listAt(element, "options").filter((it) => value.split(",").includes(String(it.value))),
      };
    default:
      return { type, value: or(value) };
  }
}

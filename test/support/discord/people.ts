/** What a test does and sees in the name of people of the stand-in for Discord, each by their id. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  GatewayIntentBits,
  InteractionType,
} from "discord-api-types/v10";
import { at, type Json, listAt, textAt } from "../slack/json.ts";
import type { Interactions } from "./interactions.ts";
import type { Channel, Handle, Message, Shown, ShownModal, User, Where } from "./model.ts";
import type { Application } from "./routes-application.ts";
import type { Screen } from "./screen.ts";
import { GUILD, messageJson, type State } from "./state.ts";
import { inputsOf, type Pressable, pressables, visible } from "./visible.ts";

export interface Typed {
  /** "dm" unless said. */
  readonly where?: Where;
  readonly subcommand?: string;
}

/** An option of a command as somebody filled it in. */
export type Options = Readonly<Record<string, string>>;

export interface Parts {
  readonly state: State;
  readonly screen: Screen;
  readonly interactions: Interactions;
  readonly application: Application;
  readonly dispatch: (name: string, data: Json, guild: string | null, intent: number) => Promise<void>;
}

export type People = ReturnType<typeof createPeople>;

export function createPeople({ state, screen, interactions, application, dispatch }: Parts) {
  /** What somebody chose in a menu, and how it was drawn then: a client keeps it until it is drawn otherwise. */
  const chosen = new Map<string, { readonly drawn: string; readonly values: readonly string[] }>();

  const messageOf = (shown: Pick<Shown, "id" | "channel">): Message => {
    const message = state.channels.get(shown.channel)?.messages.find(({ id }) => id === shown.id);
    if (message === undefined) throw new Error(`the message ${shown.id} is deleted`);
    return message;
  };

  const found = (json: Json, label: string): Pressable | undefined => {
    const all = pressables(json);
    return all.find((it) => it.label === label) ?? all.find((it) => cutFrom(it.label, label));
  };

  function pressed(user: User, shown: Shown, label: string): Promise<Handle> {
    const message = messageOf(shown);
    const now = messageJson(state, message);
    // What is gone from the message may still be pressed by somebody who saw it a moment ago.
    const inTime = found(now, label) !== undefined;
    const { component, option } = found(inTime ? now : shown.json, label) ?? {};
    if (component === undefined || option === undefined) {
      throw new Error(`nothing is called "${label}"; there is ${shown.labels.join(", ")}`);
    }
    const values = option === null ? {} : { values: select(user, message, component, textAt(option, "value")) };
    return interactions.begin({
      user,
      channel: message.channel,
      type: InteractionType.MessageComponent,
      data: {
        custom_id: component.custom_id,
        component_type: component.type,
        id: 1,
        ...values,
      },
      message,
      ...(inTime ? {} : { saw: { components: shown.json.components } }),
    });
  }

  /** The whole new selection, in the order of the menu, after one item was taken or given back. */
  function select(user: User, message: Message, menu: Json, value: string): readonly string[] {
    const options = listAt(menu, "options");
    const key = `${user.id} ${message.id} ${textAt(menu, "custom_id")}`;
    const drawn = JSON.stringify(options);
    const kept = chosen.get(key);
    const defaults = options.filter((it) => it.default === true).map((it) => textAt(it, "value"));
    const before = kept?.drawn === drawn ? kept.values : defaults;
    const one = menu.max_values === undefined || menu.max_values === 1;
    const now = one ? [value] : before.includes(value) ? before.filter((it) => it !== value) : [...before, value];
    const values = options.map((it) => textAt(it, "value")).filter((it) => now.includes(it));
    chosen.set(key, { drawn, values });
    return values;
  }

  const commandId = (name: string): string => {
    const lists = [application.commands.get(GUILD) ?? [], application.commands.get("") ?? []];
    return textAt(lists.flat().find((it) => it.name === name) ?? {}, "id") || state.id();
  };

  function commandData(name: string, options: Options, subcommand: string | undefined, focused: string | null): Json {
    const filled = Object.entries(options).map(([key, value]) => ({
      type: ApplicationCommandOptionType.String,
      name: key,
      value,
      ...(key === focused ? { focused: true } : {}),
    }));
    const inner =
      subcommand === undefined
        ? filled
        : [{ type: ApplicationCommandOptionType.Subcommand, name: subcommand, options: filled }];
    return { id: commandId(name), name, type: ApplicationCommandType.ChatInput, options: inner };
  }

  function written(user: User, channel: Channel, content: string, more: Json): Message {
    return screen.post(channel, { body: { content, ...more }, author: user.id });
  }

  const tell = (name: string, message: Message): Promise<void> =>
    message.channel.where === "dm"
      ? dispatch(name, messageJson(state, message), null, GatewayIntentBits.DirectMessages)
      : Promise.resolve();

  return {
    /** Writes to the bot; gives the message's id. `more` goes into the message as it is (attachments, stickers). */
    async dm(userId: string, text: string, more: Json = {}): Promise<Pick<Handle, "id">> {
      const user = state.user(userId);
      const message = written(user, state.direct(user), text, more);
      await tell("MESSAGE_CREATE", message);
      return { id: message.id };
    },
    /** Changes what they wrote. */
    async edit(userId: string, id: string, text: string): Promise<void> {
      const message = messageOf({ id, channel: state.direct(state.user(userId)).id });
      screen.replace(message, { content: text });
      await tell("MESSAGE_UPDATE", message);
    },
    /** A slash command with its options by name. */
    command: (userId: string, name: string, options: Options = {}, { where = "dm", subcommand }: Typed = {}) =>
      interactions.begin({
        user: state.user(userId),
        channel: state.place(state.user(userId), where),
        type: InteractionType.ApplicationCommand,
        data: commandData(name, options, subcommand, null),
      }),
    /** What is offered while they type in the option `focused`, the last one unless said; null without an answer. */
    async autocomplete(
      userId: string,
      name: string,
      options: Options,
      { where = "dm", subcommand, focused }: Typed & { readonly focused?: string } = {},
    ): Promise<readonly { readonly name: string; readonly value: string }[] | null> {
      const handle = await interactions.begin({
        user: state.user(userId),
        channel: state.place(state.user(userId), where),
        type: InteractionType.ApplicationCommandAutocomplete,
        data: commandData(name, options, subcommand, focused ?? Object.keys(options).at(-1) ?? null),
      });
      if ((await handle.acknowledged()) === "failed") return null;
      return interactions.of(handle).choices.map((it) => ({ name: textAt(it, "name"), value: textAt(it, "value") }));
    },
    /** A command in the menu of somebody's message, which is written there and then. */
    messageCommand(userId: string, name: string, text: string, { where = "elsewhere" }: Typed = {}): Promise<Handle> {
      const user = state.user(userId);
      const channel = state.place(user, where);
      const message = written(user, channel, text, {});
      return interactions.begin({
        user,
        channel,
        type: InteractionType.ApplicationCommand,
        data: {
          id: commandId(name),
          name,
          type: ApplicationCommandType.Message,
          target_id: message.id,
          resolved: { messages: { [message.id]: messageJson(state, message) } },
        },
      });
    },
    /** Presses a button on a message as it was shown. */
    press: async (userId: string, shown: Shown, label: string): Promise<Handle> =>
      pressed(state.user(userId), shown, label),
    /** Takes or gives back one item of a menu: the whole new selection is sent. */
    check: async (userId: string, shown: Shown, item: string): Promise<Handle> =>
      pressed(state.user(userId), shown, item),
    /**
     * Sends a modal by the ids of its fields; what is left out keeps what it was opened with. What a client would stop
     * (a required field left empty) is sent all the same: another client may.
     */
    async submit(userId: string, shown: Pick<ShownModal, "id">, values: Options): Promise<Handle> {
      const user = state.user(userId);
      const modal = user.seen.findLast((it): it is ShownModal => it.kind === "modal" && it.id === shown.id);
      if (modal?.open !== true) throw new Error("that modal is closed");
      const odd = Object.keys(values).filter((name) => !modal.inputs.some((input) => input.name === name));
      if (odd.length > 0) throw new Error(`no such field: ${odd.join(", ")}`);
      return interactions.begin({
        user,
        channel: modal.by.channel,
        type: InteractionType.ModalSubmit,
        data: { custom_id: modal.json.custom_id, components: listAt(modal.json, "components").map(entry(values)) },
        message: modal.by.message,
        modal,
      });
    },
    /** Any other interaction: forged ids, shapes that no client sends. */
    interaction: (
      userId: string,
      type: InteractionType,
      data: Json,
      { where = "dm", on }: Typed & { readonly on?: Shown } = {},
    ) =>
      interactions.begin({
        user: state.user(userId),
        channel: on === undefined ? state.place(state.user(userId), where) : messageOf(on).channel,
        type,
        data,
        message: on === undefined ? null : messageOf(on),
      }),
    repeat: interactions.repeat,
    expire: interactions.expire,
    /** Everything shown to the person, in order; what was replaced stands there again. */
    seen: (userId: string): readonly (Shown | ShownModal)[] => state.user(userId).seen,
    /** Messages as they stand now, each once, in the order in which they came. */
    standing(userId: string): readonly Shown[] {
      const messages = state.user(userId).seen.filter((it) => it.kind === "message");
      return [...new Map(messages.map((it): [string, Shown] => [it.id, it])).values()].filter((it) => !it.deleted);
    },
    /** What the pinned messages in the person's DM say, newest first. */
    pins: (userId: string): readonly string[] =>
      state
        .direct(state.user(userId))
        .messages.filter(({ pinned }) => pinned)
        .reverse()
        .map((message) => visible(messageJson(state, message))),
    /** The conversation with the bot as Discord keeps it, oldest first. */
    kept: (userId: string): readonly Json[] =>
      state.direct(state.user(userId)).messages.map((message) => messageJson(state, message)),
    directOf: (userId: string): string => state.direct(state.user(userId)).id,
    /** How often the bot was typing. */
    typing: (userId: string): number => state.user(userId).typing,
    /** How many messages stand there as "… is thinking". */
    thinking: (userId: string): number =>
      [...state.channels.values()]
        .flatMap(({ messages }) => messages)
        .filter(({ loading, interaction }) => loading && interaction?.user.id === userId).length,
    /** How many presses wait for their answer. */
    pressing: (userId: string): number => interactions.pressing(state.user(userId)),
    /** How often the person read "This interaction failed". */
    failed: (userId: string): number => state.user(userId).failed,
    /** Everybody that the bot's messages have pinged. */
    pinged: (): readonly string[] => screen.pinged,
    addUser: (id: string, more: { readonly name?: string; readonly locale?: string } = {}): void =>
      void state.addUser({ id, ...more }),
    setUser: (userId: string, to: { readonly name?: string; readonly locale?: string }): void =>
      void Object.assign(state.user(userId), to),
    closeDms: (userId: string): void => void Object.assign(state.user(userId), { dms: "closed" }),
    openDms: (userId: string): void => void Object.assign(state.user(userId), { dms: "open" }),
    /** No server has both the person and the bot any more. */
    leaveServers: (userId: string): void => void Object.assign(state.user(userId), { dms: "no mutual server" }),
    /** The person took the app along by themselves; no server of theirs has it. */
    installForPerson: (userId: string): void =>
      void Object.assign(state.user(userId), { installed: "as an app of theirs" }),
  };
}

/** What a part of a modal is sent back as. */
const entry =
  (values: Options) =>
  (outer: Json, index: number): Json => {
    const id = 2 * index + 1;
    if (outer.type === ComponentType.TextDisplay) return { type: outer.type, id };
    const labelled = outer.type === ComponentType.Label;
    const [inner = {}] = labelled ? [at(outer, "component")] : listAt(outer, "components");
    const [input] = inputsOf({ components: [outer] });
    const value = values[input?.name ?? ""] ?? input?.value ?? "";
    const sent =
      inner.type === ComponentType.StringSelect
        ? { type: inner.type, id: id + 1, custom_id: inner.custom_id, values: value === "" ? [] : [value] }
        : { type: inner.type, id: id + 1, custom_id: inner.custom_id, value };
    return labelled ? { type: outer.type, id, component: sent } : { type: outer.type, id, components: [sent] };
  };

/** Whether a label is the beginning of longer words. */
const cutFrom = (label: string, words: string): boolean =>
  label.endsWith("…") && words.length > label.length - 1 && words.startsWith(label.slice(0, -1));

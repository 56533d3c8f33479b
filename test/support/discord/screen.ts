/** Puts messages and modals before the people who see them, keeps what each has seen, and tells the app of it. */
import { MessageType } from "discord-api-types/v10";
import { at, type Json } from "../slack/json.ts";
import { pings } from "./markdown.ts";
import type { Channel, Interaction, Message, Shown, ShownModal, User } from "./model.ts";
import { BOT, messageJson, type State } from "./state.ts";
import { inputsOf, pressables, visible, visibleModal } from "./visible.ts";

export type Change = "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE";

export interface Draft {
  readonly body: Json;
  readonly author?: string;
  readonly onlyFor?: User | null;
  readonly interaction?: Interaction | null;
  readonly nonce?: string | null;
  readonly type?: number;
  readonly loading?: boolean;
}

export type Screen = ReturnType<typeof createScreen>;

/** `changed` is told of every message that more than one interaction sees. */
export function createScreen(state: State, changed: (message: Message, change: Change) => void) {
  const pinged: string[] = [];

  const audience = (message: Message): User[] => {
    const one = message.onlyFor ?? message.channel.user;
    return one === null ? [...state.users.values()] : [one];
  };

  const shownOf = (message: Message, deleted: boolean): Shown => {
    const json = messageJson(state, message);
    return {
      kind: "message",
      id: message.id,
      channel: message.channel.id,
      where: message.channel.where,
      text: deleted ? "" : visible(json),
      labels: deleted ? [] : pressables(json).map(({ label }) => label),
      ephemeral: message.onlyFor !== null,
      deleted,
      json,
    };
  };

  const show = (message: Message, deleted = false): void => {
    if (message.author !== BOT || message.type === MessageType.ChannelPinnedMessage) return;
    for (const user of audience(message)) user.seen.push(shownOf(message, deleted));
  };

  /** Whom the bot has really pinged: what it did not rule out. */
  const noted = (body: Json): void => {
    const allowed = at(body, "allowed_mentions");
    const ruledOut = "allowed_mentions" in body && Array.isArray(allowed.parse) && allowed.parse.length === 0;
    if (!ruledOut && typeof body.content === "string") pinged.push(...pings(body.content));
  };

  const tell = (message: Message, change: Change): void => {
    if (message.onlyFor === null && message.channel.where !== "elsewhere") changed(message, change);
  };

  return {
    pinged,
    post(channel: Channel, draft: Draft): Message {
      const { body, author = BOT, onlyFor = null, interaction = null, nonce = null, loading = false } = draft;
      const { allowed_mentions: _, ...kept } = body;
      const message: Message = {
        id: state.id(),
        channel,
        author,
        interaction,
        onlyFor,
        type: draft.type ?? MessageType.Default,
        at: state.iso(),
        nonce,
        body: kept,
        loading,
        pinned: false,
        edited: null,
      };
      channel.messages.push(message);
      if (author === BOT) noted(body);
      if (!loading) show(message);
      tell(message, "MESSAGE_CREATE");
      return message;
    },
    /** What the body names is changed, the rest stays; null empties. */
    replace(message: Message, body: Json): void {
      const { allowed_mentions: _, ...kept } = body;
      message.body = { ...message.body, ...kept };
      message.loading = false;
      message.edited = state.iso();
      if (message.author === BOT) noted(body);
      show(message);
      tell(message, "MESSAGE_UPDATE");
    },
    remove(message: Message): void {
      const index = message.channel.messages.indexOf(message);
      if (index >= 0) message.channel.messages.splice(index, 1);
      if (!message.loading) show(message, true);
      tell(message, "MESSAGE_DELETE");
    },
    /** Opens a modal before the person of the interaction. */
    open(by: Interaction, json: Json): ShownModal {
      const shown: ShownModal = {
        kind: "modal",
        id: `modal:${by.id}`,
        title: typeof json.title === "string" ? json.title : "",
        text: visibleModal(json),
        labels: [],
        inputs: inputsOf(json),
        open: true,
        json,
        by,
      };
      by.user.seen.push(shown);
      return shown;
    },
    close(modal: ShownModal): void {
      const latest = modal.by.user.seen.findLast(({ id }) => id === modal.id);
      if (latest?.kind !== "modal" || !latest.open) return;
      modal.by.user.seen.push({ ...modal, text: "", inputs: [], open: false });
    },
  };
}

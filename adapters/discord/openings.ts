/** Interactions that wait for their first answer: each gets one within three seconds, whatever takes how long. */
import type { APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import { InteractionResponseType, MessageFlags } from "discord-api-types/v10";
import type { MessageRef } from "../../src/chat/port.ts";
import type { Logger } from "../../src/log.ts";
import type { Api, Sent } from "./api.ts";
import { CODE, isCode } from "./failure.ts";
import { fleetingRef, type Interaction, readFleeting } from "./interaction.ts";
import type { Post } from "./render/message.ts";

/** Discord gives up after three seconds; the way there and back takes some of them. */
const PATIENCE_MS = 2_000;
/** Their tokens are good for fifteen minutes. */
const MOST = 5_000;
/** How Discord says that an interaction cannot be answered any more, or never was in time. */
const TOKEN_OVER = [CODE.unknownWebhook, CODE.badToken, CODE.unknownInteraction] as const;

type State =
  /** Nothing has been said yet. */
  | "fresh"
  /** Discord shows that the bot is thinking: the first answer takes its place. */
  | "thinking"
  /** The first answer is given: everything more is a follow-up. */
  | "answered"
  /** It has an answer that is not known here: another process's, or one of ours that nobody confirmed. */
  | "elsewhere"
  /** Discord has given it up. */
  | "over";

interface Opening {
  readonly at: Interaction;
  readonly began: number;
  state: State;
  timer: NodeJS.Timeout | undefined;
  /** What is under way for it: two first answers would be one too many. */
  last: Promise<unknown>;
  modal: boolean;
  /** What was said, by its nonce: the work that says it may have to be done again. */
  readonly said: Map<string, MessageRef>;
}

export interface Saying {
  /** The same for the same words tried again. */
  readonly nonce?: string | undefined;
  /** Every process that hears of the interaction says it: only the first one is to. */
  readonly once?: boolean;
}

export interface Openings {
  /**
   * From now on it is answered in time, if need be with a sign that the bot is at work. False when it came before.
   */
  begin(at: Interaction): boolean;
  /** Says it where the interaction took place. Null when that is not possible any more. Throws DeliveryError. */
  answer(at: Interaction, posts: readonly Post[], how?: Saying): Promise<MessageRef | null>;
  /** Changes the message that an interaction is about, as its answer. False: change it in another way. */
  update(ref: MessageRef, post: Post): Promise<boolean>;
  /** Opens a form. False when it is too late for that, or not possible there. */
  open(at: Interaction, modal: APIModalInteractionResponseCallbackData): Promise<boolean>;
}

export function createOpenings({
  api,
  log,
  patienceMs = PATIENCE_MS,
}: {
  api: Api;
  log: Logger;
  patienceMs?: number;
}): Openings {
  const openings = new Map<string, Opening>();

  const forget = (opening: Opening) => {
    clearTimeout(opening.timer);
    openings.delete(opening.at.id);
  };

  /** One after the other for each interaction. */
  function inTurn<T>(opening: Opening, work: () => Promise<T>): Promise<T> {
    const run = opening.last.then(work, work);
    opening.last = run.catch(() => {});
    return run;
  }

  /**
   * Gives the first answer. False when it came too late or another process was quicker. Throws DeliveryError when it may
   * be tried again.
   */
  async function first(opening: Opening, body: Parameters<Api["respond"]>[2]): Promise<Sent | null | false> {
    try {
      const sent = await api.respond(opening.at.id, opening.at.token, body);
      opening.state = "answered";
      clearTimeout(opening.timer);
      return sent;
    } catch (error) {
      if (isCode(error, CODE.acknowledged)) opening.state = "elsewhere";
      else if (isCode(error, CODE.unknownInteraction)) opening.state = "over";
      else throw error;
      clearTimeout(opening.timer);
      return false;
    }
  }

  async function defer(opening: Opening): Promise<void> {
    if (opening.state !== "fresh") return;
    const silent = opening.at.on !== undefined;
    const done = await first(
      opening,
      silent
        ? { type: InteractionResponseType.DeferredMessageUpdate }
        : { type: InteractionResponseType.DeferredChannelMessageWithSource, data: { flags: hidden(opening.at) } },
    );
    if (done !== false && !silent) opening.state = "thinking";
  }

  /** Before anybody loses patience only a form answers what a form was asked for: another process has opened it. */
  const openedElsewhere = ({ state, began }: Opening): boolean =>
    state === "elsewhere" && performance.now() - began < patienceMs;

  async function followUp(at: Interaction, post: Post): Promise<MessageRef | null> {
    try {
      return refOf(at, await api.followUp(at, { ...post, flags: (post.flags ?? 0) | hidden(at) }));
    } catch (error) {
      if (isCode(error, ...TOKEN_OVER)) return null;
      throw error;
    }
  }

  /** What it was answered with, be it that the bot is thinking; not the message that was pressed. */
  async function hasAnswer(at: Interaction): Promise<boolean> {
    try {
      return (await api.firstAnswer(at)).to === at.id;
    } catch (error) {
      if (isCode(error, ...TOKEN_OVER, CODE.unknownMessage)) return false;
      throw error;
    }
  }

  /** Takes the place of the first answer, which waits to be filled, or says the same already. */
  async function fill(opening: Opening, post: Post): Promise<MessageRef | null> {
    try {
      const sent = await api.editAnswer({ ...opening.at, message: "@original" }, post);
      opening.state = "answered";
      return refOf(opening.at, sent);
    } catch (error) {
      if (isCode(error, ...TOKEN_OVER, CODE.unknownMessage)) return null;
      throw error;
    }
  }

  async function say(opening: Opening, post: Post, once: boolean): Promise<MessageRef | null> {
    const { at } = opening;
    if (opening.state === "fresh") {
      const data = { ...post, flags: (post.flags ?? 0) | hidden(at) };
      const sent = await first(opening, { type: InteractionResponseType.ChannelMessageWithSource, data });
      // Said, and Discord did not tell as what: it can still be reached as the first answer.
      if (sent === null) return fleetingRef({ application: at.application, token: at.token, message: "@original" });
      if (sent !== false) return refOf(at, sent);
    }
    if (opening.state === "over" || (once && opening.state === "elsewhere")) return null;
    if (opening.state === "thinking") return fill(opening, post);
    if (opening.state === "elsewhere") {
      if (await hasAnswer(at)) return fill(opening, post);
      opening.state = "answered";
    }
    return followUp(at, post);
  }

  function opened(at: Interaction, state: State): Opening {
    const opening: Opening = {
      ...{ at, state, began: performance.now(), timer: undefined, last: Promise.resolve(), modal: false },
      said: new Map(),
    };
    openings.set(at.id, opening);
    const [oldest] = openings.values();
    if (openings.size > MOST && oldest !== undefined) forget(oldest);
    return opening;
  }

  return {
    begin(at) {
      if (openings.has(at.id)) return false;
      const opening = opened(at, "fresh");
      opening.timer = setTimeout(() => {
        inTurn(opening, () => defer(opening)).catch((err: unknown) =>
          log.warn({ err }, "an interaction of Discord was not acknowledged in time"),
        );
      }, patienceMs).unref();
      return true;
    },
    async answer(at, posts, { nonce = "", once = false } = {}) {
      const [post, ...rest] = posts;
      if (post === undefined) return null;
      // One that came to a process which has ended may be answered already.
      const opening = openings.get(at.id) ?? opened(at, "elsewhere");
      return inTurn(opening, async () => {
        const before = opening.said.get(nonce);
        if (before !== undefined) return before;
        const ref = await say(opening, post, once);
        if (ref === null) return null;
        if (nonce !== "") opening.said.set(nonce, ref);
        for (const more of rest) await followUp(at, more);
        return ref;
      });
    },
    async update(ref, post) {
      const about = [...openings.values()].findLast(({ at, state }) => state === "fresh" && sameRef(at.on, ref));
      if (about !== undefined) {
        const done = await inTurn(about, async () =>
          about.state === "fresh" ? first(about, { type: InteractionResponseType.UpdateMessage, data: post }) : false,
        );
        if (done !== false) return true;
      }
      const fleeting = readFleeting(ref);
      if (fleeting === null) return false;
      await api.editAnswer(fleeting, post);
      return true;
    },
    async open(at, modal) {
      const opening = openings.get(at.id);
      if (opening === undefined || at.kind === "submit") return false;
      return inTurn(opening, async () => {
        if (opening.state !== "fresh") return opening.modal;
        const done = await first(opening, { type: InteractionResponseType.Modal, data: modal });
        opening.modal = done !== false || openedElsewhere(opening);
        return opening.modal;
      });
    },
  };
}

/** In a server or somebody else's messages an answer is for the person alone. */
const hidden = ({ own }: Interaction): number => (own ? 0 : MessageFlags.Ephemeral);

const refOf = (at: Interaction, sent: Sent): MessageRef =>
  at.own
    ? { channel: sent.channel_id, id: sent.id }
    : fleetingRef({ application: at.application, token: at.token, message: sent.id });

const sameRef = (one: MessageRef | undefined, other: MessageRef): boolean =>
  one !== undefined && one.channel === other.channel && one.id === other.id;

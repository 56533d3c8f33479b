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

type State =
  /** Nothing has been said yet. */
  | "fresh"
  /** Discord shows that the bot is thinking: the first answer takes its place. */
  | "thinking"
  /** Acknowledged, by us or by another process: everything more is a follow-up. */
  | "answered"
  /** Discord has given it up. */
  | "over";

interface Opening {
  readonly at: Interaction;
  state: State;
  timer: NodeJS.Timeout | undefined;
  /** What is under way for it: two first answers would be one too many. */
  last: Promise<unknown>;
}

export interface Openings {
  /** From now on it is answered in time, if need be with a sign that the bot is at work. */
  begin(at: Interaction): void;
  /** Says it where the interaction took place. Null when that is not possible any more. Throws DeliveryError. */
  answer(at: Interaction, posts: readonly Post[]): Promise<MessageRef | null>;
  /** Changes the message that an interaction is about, as its answer. False: change it in another way. */
  update(ref: MessageRef, post: Post): Promise<boolean>;
  /** Opens a form. False when it is too late for that, or not possible there. */
  open(at: Interaction, modal: APIModalInteractionResponseCallbackData): Promise<boolean>;
  stop(): void;
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
      if (isCode(error, CODE.acknowledged)) opening.state = "answered";
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

  async function followUp(at: Interaction, post: Post): Promise<MessageRef | null> {
    try {
      return refOf(at, await api.followUp(at, { ...post, flags: (post.flags ?? 0) | hidden(at) }));
    } catch (error) {
      if (isCode(error, CODE.unknownWebhook, CODE.badToken, CODE.unknownInteraction)) return null;
      throw error;
    }
  }

  async function sayFirst(opening: Opening | undefined, at: Interaction, post: Post): Promise<MessageRef | null> {
    if (opening?.state === "over") return null;
    if (opening?.state === "fresh") {
      const data = { ...post, flags: (post.flags ?? 0) | hidden(at) };
      const sent = await first(opening, { type: InteractionResponseType.ChannelMessageWithSource, data });
      if (sent !== false && sent !== null) return refOf(at, sent);
      // Said, and Discord did not tell as what: it can still be reached as the first answer.
      if (sent === null) return fleetingRef({ application: at.application, token: at.token, message: "@original" });
      return openings.get(at.id)?.state === "over" ? null : followUp(at, post);
    }
    if (opening?.state === "thinking") {
      const sent = await api.editAnswer({ ...at, message: "@original" }, post);
      opening.state = "answered";
      return refOf(at, sent);
    }
    return followUp(at, post);
  }

  return {
    begin(at) {
      const opening: Opening = { at, state: "fresh", timer: undefined, last: Promise.resolve() };
      opening.timer = setTimeout(() => {
        inTurn(opening, () => defer(opening)).catch((err: unknown) =>
          log.warn({ err }, "an interaction of Discord was not acknowledged in time"),
        );
      }, patienceMs);
      openings.set(at.id, opening);
      const [oldest] = openings.values();
      if (openings.size > MOST && oldest !== undefined) forget(oldest);
    },
    async answer(at, posts) {
      const [post, ...rest] = posts;
      if (post === undefined) return null;
      const opening = openings.get(at.id);
      const said = () => sayFirst(opening, at, post);
      const ref = await (opening === undefined ? said() : inTurn(opening, said));
      if (ref === null) return null;
      for (const more of rest) await followUp(at, more);
      return ref;
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
        if (opening.state !== "fresh") return false;
        return (await first(opening, { type: InteractionResponseType.Modal, data: modal })) !== false;
      });
    },
    stop() {
      for (const opening of [...openings.values()]) forget(opening);
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

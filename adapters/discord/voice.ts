/** Says things in a person's direct messages: once, in order, and with a sign that the bot is at work. */
import { createHash, randomUUID } from "node:crypto";
import { MessageFlags } from "discord-api-types/v10";
import type { Message, MessageRef, Person } from "../../src/chat/port.ts";
import type { Logger } from "../../src/log.ts";
import type { Api } from "./api.ts";
import { CODE, isCode } from "./failure.ts";
import { readMark, renderMessage } from "./render/message.ts";

/** Direct messages that are remembered by their person. */
const MOST_CHANNELS = 5_000;
const LOOKED_AT = 30;
/** Whoever is answered at once need not see that the bot is typing. */
const TYPING_AFTER_MS = 300;
/** Discord shows it for ten seconds; what takes longer than a minute is told by the answer. */
const TYPING_EVERY_MS = 8_000;
const TYPING_TIMES = 7;

export interface Voice {
  /** Where the person's direct messages with the bot are; opened when they are not known. */
  channelOf(person: Person): Promise<string>;
  /** What a message of theirs has shown. */
  remember(person: Person, channel: string): void;
  /** The message, and below it what did not fit. `nonce` names what must not come twice. */
  post(person: Person, message: Message, nonce?: string, again?: boolean): Promise<MessageRef>;
  /** Shows that the bot is at work, until it says something there. */
  working(channel: string): void;
  /** Nothing will be said. */
  silent(channel: string): void;
  stop(): void;
}

/** Discord takes nonces of up to 25 characters; the core's are longer. */
export const shortened = (nonce: string): string => createHash("sha256").update(nonce).digest("base64url").slice(0, 22);

export function createVoice(api: Api, log: Logger): Voice {
  const channels = new Map<string, string>();
  const typing = new Map<string, NodeJS.Timeout>();

  function remember(person: Person, channel: string): void {
    channels.delete(person.id);
    channels.set(person.id, channel);
    const [oldest] = channels.keys();
    if (channels.size > MOST_CHANNELS && oldest !== undefined) channels.delete(oldest);
  }

  async function channelOf(person: Person): Promise<string> {
    const known = channels.get(person.id);
    if (known !== undefined) return known;
    const channel = await api.dmChannel(person.id);
    remember(person, channel);
    return channel;
  }

  function silent(channel: string): void {
    clearTimeout(typing.get(channel));
    typing.delete(channel);
  }

  function show(channel: string, times: number, afterMs: number): void {
    typing.set(
      channel,
      setTimeout(() => {
        api.typing(channel).catch((err: unknown) => log.debug({ err }, "nobody saw that the bot is at work"));
        if (times > 1) show(channel, times - 1, TYPING_EVERY_MS);
        else typing.delete(channel);
      }, afterMs).unref(),
    );
  }

  /** A message that an earlier try has left there: its answer was lost, or the process was. */
  const sentBefore = async (channel: string, mark: string): Promise<MessageRef | null> => {
    const found = (await api.latest(channel, LOOKED_AT)).find(({ components }) => readMark(components) === mark);
    return found === undefined ? null : { channel, id: found.id };
  };

  async function postIn(channel: string, message: Message, nonce: string, again: boolean): Promise<MessageRef> {
    silent(channel);
    const mark = shortened(nonce);
    const { first, rest } = renderMessage(message, mark);
    const before = again ? await sentBefore(channel, mark) : null;
    if (before !== null) return before;
    // Within some minutes Discord itself gives the earlier message back for the same nonce.
    const { id } = await api.post(channel, { ...first, nonce: mark, enforce_nonce: true });
    for (const [index, more] of rest.entries())
      await api.post(channel, { ...more, nonce: shortened(`${nonce}:${index}`), enforce_nonce: true });
    return { channel, id };
  }

  return {
    channelOf,
    remember,
    async post(person, message, nonce = randomUUID(), again = false) {
      const known = channels.has(person.id);
      try {
        return await postIn(await channelOf(person), message, nonce, again);
      } catch (error) {
        if (!known || !isCode(error, CODE.unknownChannel)) throw error;
        channels.delete(person.id);
        return postIn(await channelOf(person), message, nonce, again);
      }
    },
    working(channel) {
      silent(channel);
      show(channel, TYPING_TIMES, TYPING_AFTER_MS);
    },
    silent,
    stop() {
      for (const channel of [...typing.keys()]) silent(channel);
    },
  };
}

/** A message that comes without a sound. */
export const SILENT = MessageFlags.SuppressNotifications;

/** Keeps the home of a person: one pinned message in their direct messages with the bot. */
import type { Message, Person } from "../../src/chat/port.ts";
import { DeliveryError } from "../../src/errors.ts";
import type { Logger } from "../../src/log.ts";
import type { Api, Found } from "./api.ts";
import { CODE, isCode } from "./failure.ts";
import { renderHome } from "./render/home.ts";
import type { Post } from "./render/message.ts";
import { SILENT, shortened, type Voice } from "./voice.ts";

/** Homes whose place is remembered; others are found among the pins. */
const MOST = 5_000;
const LONGEST_WAIT_MS = 60_000;

/** An old message takes only so many changes; Discord says so with its code, or with a long time to wait. */
const tooManyEdits = (error: unknown): boolean =>
  isCode(error, CODE.oldEdits) ||
  (error instanceof DeliveryError && (error.retryAfter?.total("milliseconds") ?? 0) > LONGEST_WAIT_MS);

export interface Homes {
  /** Throws DeliveryError. */
  publish(person: Person, home: Message): Promise<void>;
}

export function createHomes(api: Api, voice: Voice, self: () => Promise<string>, log: Logger): Homes {
  const places = new Map<string, string>();
  /** Two that are drawn at once would both be the first. */
  const turns = new Map<string, Promise<void>>();

  async function publish(person: Person, home: Message): Promise<void> {
    const channel = await voice.channelOf(person);
    const post = renderHome(home);
    const known = places.get(person.id) ?? (await pinned(channel));
    if (known !== null && (await edited(channel, known, post))) return remember(person, known);
    await fresh(person, channel, post, known);
  }

  /** The bot pins nothing else. */
  async function pinned(channel: string): Promise<string | null> {
    const me = await self();
    return (await api.pins(channel)).find((message: Found) => message.author.id === me)?.id ?? null;
  }

  /** False when that message is gone, or too old for so many changes. */
  async function edited(channel: string, id: string, post: Post): Promise<boolean> {
    try {
      await api.edit(channel, id, post);
      return true;
    } catch (error) {
      if (isCode(error, CODE.unknownMessage)) return false;
      if (!tooManyEdits(error)) throw error;
      await api.remove(channel, id);
      return false;
    }
  }

  /** `gone` is the one that it takes the place of. */
  async function fresh(person: Person, channel: string, post: Post, gone: string | null): Promise<void> {
    const nonce = shortened(`home:${gone}`);
    const { id } = await api.post(channel, { ...post, flags: post.flags | SILENT, nonce, enforce_nonce: true });
    remember(person, id);
    // Another process, or a try whose answer was lost, may have been first, with other words.
    await api.edit(channel, id, post);
    // A home that is not pinned is still kept in step for as long as this process lives.
    await api.pin(channel, id).catch((err: unknown) => log.warn({ err }, "a home was not pinned"));
  }

  function remember(person: Person, id: string): void {
    places.delete(person.id);
    places.set(person.id, id);
    const [oldest] = places.keys();
    if (places.size > MOST && oldest !== undefined) places.delete(oldest);
  }

  return {
    publish(person, home) {
      const before = turns.get(person.id) ?? Promise.resolve();
      const run = before.catch(() => {}).then(() => publish(person, home));
      turns.set(person.id, run);
      const done = () => {
        if (turns.get(person.id) === run) turns.delete(person.id);
      };
      run.then(done, done);
      return run;
    },
  };
}

/** Moves what the bot says to everyone who is looking: at once from this process, within a second from others. */
import type { BotEntry, ChatHistory, HomeEntry } from "../../src/chat/history.ts";
import type { Clock } from "../../src/clock.ts";
import type { Logger } from "../../src/log.ts";
import { panel, shown } from "./render.ts";
import type { Stamps } from "./stamps.ts";
import type { EventStream } from "./stream.ts";

/** How often the database is asked for what other processes said, while somebody is looking and never otherwise. */
const LOOK_EVERY = { seconds: 1 };
/** How far back each look goes: another process' clock may lag, and its writes may take a while. In microseconds. */
const LOOK_BACK = 10_000_000;
/** What one look gives at the most (see `ChatHistory`): after a full one there may be more. */
const FULL = 500;

export interface Live {
  /** To be awaited right before the first `watch`: what is there already is no news. */
  ready(): Promise<void>;
  /** Adds a reader of the chat. */
  watchChat(stream: EventStream): void;
  /** Adds a reader of the panel. */
  watchHome(stream: EventStream): void;
  /** Removes a reader; after the last one nothing is looked for any more. */
  leave(stream: EventStream): void;
  /** Gives one reader what was read from the database, unless it has got something newer meanwhile. */
  catchUp(stream: EventStream, entries: readonly (BotEntry | HomeEntry)[]): void;
  /** Shows a change that this process has stored. */
  announce(entry: BotEntry | HomeEntry): void;
  /** Ends all streams and the looking. */
  stop(): Promise<void>;
}

export function createLive(parts: { history: ChatHistory; clock: Clock; log: Logger; stamps: Stamps }): Live {
  const { history, clock, log, stamps } = parts;
  const readers = { bot: new Set<EventStream>(), home: new Set<EventStream>() };
  /** The latest change of each message that is known to be shown. */
  const seen = new Map<string, number>();
  let looking: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;

  const keyOf = (entry: BotEntry | HomeEntry) => (entry.from === "home" ? "home" : `bot ${entry.id}`);
  const seenOf = (entry: BotEntry | HomeEntry) => seen.get(keyOf(entry)) ?? 0;
  const nowStamp = () => clock.now().epochMilliseconds * 1000;

  function give(stream: EventStream, entry: BotEntry | HomeEntry): void {
    if (entry.from === "home") stream.push(JSON.stringify(panel(entry)));
    // A reader that comes back names the last id it saw; one that would hide an earlier message is not given.
    else if (stamps.earlierUnderWay(entry.changed)) stream.push(JSON.stringify(shown(entry)));
    else stream.push(JSON.stringify(shown(entry)), entry.changed);
  }

  function show(entry: BotEntry | HomeEntry): void {
    if (looking === null || seenOf(entry) >= entry.changed) return;
    seen.set(keyOf(entry), entry.changed);
    for (const stream of readers[entry.from]) give(stream, entry);
  }

  async function look(signal: AbortSignal): Promise<void> {
    let since = nowStamp();
    while (!signal.aborted) {
      await clock.sleepUntil(clock.now().add(LOOK_EVERY), signal);
      if (signal.aborted) return;
      try {
        let from = since - LOOK_BACK;
        for (let full = true; full && !signal.aborted; ) {
          const changes = await history.changedSince(from);
          for (const entry of changes) show(entry);
          from = Math.max(from, ...changes.map(({ changed }) => changed));
          full = changes.length >= FULL;
        }
        since = Math.max(since, from);
      } catch (err) {
        log.warn({ err }, "the page could not look for messages of other processes");
      }
      // Not what the next look reads again.
      for (const [key, changed] of seen) if (changed < since - LOOK_BACK) seen.delete(key);
    }
  }

  function watch(streams: Set<EventStream>, stream: EventStream): void {
    streams.add(stream);
    if (looking !== null) return;
    const stop = new AbortController();
    looking = { stop, done: look(stop.signal) };
  }

  function stopLooking(): Promise<void> {
    const done = looking?.done ?? Promise.resolve();
    looking?.stop.abort();
    looking = null;
    return done;
  }

  return {
    async ready() {
      if (looking !== null) return;
      const there = await history.changedSince(nowStamp() - LOOK_BACK);
      if (looking !== null) return;
      seen.clear();
      for (const entry of there) seen.set(keyOf(entry), entry.changed);
    },
    watchChat: (stream) => watch(readers.bot, stream),
    watchHome: (stream) => watch(readers.home, stream),
    leave(stream) {
      readers.bot.delete(stream);
      readers.home.delete(stream);
      if (readers.bot.size + readers.home.size === 0) void stopLooking();
    },
    catchUp(stream, entries) {
      for (const entry of entries) if (seenOf(entry) <= entry.changed) give(stream, entry);
    },
    announce: show,
    async stop() {
      for (const stream of [...readers.bot, ...readers.home]) stream.end();
      await stopLooking();
    },
  };
}

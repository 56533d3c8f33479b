/** What the bot keeps of a chat whose platform keeps nothing itself: the messages in order, and the home. Types only. */
import type { Message, Person } from "./port.ts";

/** Something the bot said. `changed` grows with every replacement; `order` is its place and stays. */
export interface BotEntry {
  readonly from: "bot";
  readonly id: string;
  readonly message: Message;
  readonly at: Temporal.Instant;
  readonly order: number;
  readonly changed: number;
}

/** Something the person wrote. */
export interface PersonEntry {
  readonly from: "person";
  readonly id: string;
  readonly text: string;
  readonly at: Temporal.Instant;
  readonly order: number;
}

/** The panel beside the chat. */
export interface HomeEntry {
  readonly from: "home";
  readonly message: Message;
  readonly changed: number;
}

/**
 * The chat of one person. Stamps (`order`, `changed`) are given by the caller: microseconds of its clock, never the
 * same twice in one process, so that several processes on one database agree on the order but for their clocks.
 */
export interface ChatHistory {
  /**
   * Adds what the bot says. A nonce is stored once: with one that is there already nothing changes, and the answer is
   * the entry that was stored first, with `fresh: false`.
   */
  append(entry: BotEntry, nonce?: string): Promise<{ readonly entry: BotEntry; readonly fresh: boolean }>;
  /** Adds, or replaces the message of this id and moves it to the end. */
  put(entry: BotEntry): Promise<void>;
  /** Puts other words in the place of a message; null when there is none of this id. */
  replace(id: string, message: Message, changed: number): Promise<BotEntry | null>;
  /** A message of the bot, or null. */
  find(id: string): Promise<BotEntry | null>;
  /** Adds what the person wrote; the same id again changes nothing. */
  appendPerson(entry: PersonEntry): Promise<void>;
  /** The latest `count` entries, oldest first. */
  last(count: number): Promise<readonly (BotEntry | PersonEntry)[]>;
  /** What the bot said or replaced after this stamp, the home included, in the order of the changes; at most 500. */
  changedSince(stamp: number): Promise<readonly (BotEntry | HomeEntry)[]>;
  home(): Promise<HomeEntry | null>;
  setHome(entry: HomeEntry): Promise<void>;
}

export interface Histories {
  of(person: Person): ChatHistory;
}

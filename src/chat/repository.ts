/** What the chat needs from the store: the inbox, the conversation with a person, and the cards that show a record. */
import type { Command } from "../commands/command.ts";
import type { Question } from "../language/reading.ts";
import type { ChatEvent, MessageRef, Person } from "./port.ts";

/** A command that an event was decided to mean. */
export interface Decided {
  readonly command: Command;
  /** Other starts that the same words allowed. */
  readonly alternatives: readonly Temporal.ZonedDateTime[];
  /** Whether the open question is settled by it. */
  readonly answers: boolean;
  /** Whether the message that was pressed becomes the answer. */
  readonly inPlace: boolean;
}

/** An event that is stored and not yet done. */
export interface InboxItem {
  /** Platform and event id. */
  readonly id: string;
  readonly event: ChatEvent;
  /** What the event was decided to mean, once it was: a repeated try carries out and answers the same. */
  readonly decided: Decided | null;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
  readonly receivedAt: Temporal.Instant;
}

/** Events of one person are worked one at a time, in order, by one process at a time. */
export interface Inbox {
  /** Stores an event before it is acknowledged; false if this id was stored before. */
  add(event: ChatEvent, now: Temporal.Instant): Promise<boolean>;
  /** Whether an event of this id was stored within the last day. */
  has(platform: string, eventId: string): Promise<boolean>;
  /** Claims the person's oldest event unless another of theirs is being worked; null when there is nothing to claim yet. */
  claimNext(
    person: Person,
    lease: { readonly token: string; readonly until: Temporal.Instant },
    now: Temporal.Instant,
  ): Promise<InboxItem | null>;
  /** Keeps what was decided, before it is carried out. */
  decide(id: string, token: string, decided: Decided): Promise<void>;
  /** Done: it stays for a day, so that a repeated delivery is known. */
  finish(id: string, token: string, now: Temporal.Instant): Promise<void>;
  /** Could not be worked: offered again at `at`. */
  retry(id: string, token: string, at: Temporal.Instant): Promise<void>;
}

/** What a conversation remembers for an hour. One for each person, on whatever platform they write. */
export interface Conversation {
  readonly question: Question | null;
  /** Names the question, so that a button of an older one is told apart. */
  readonly questionId: string | null;
  /** Where the question stands, so that its buttons can go once it is settled. */
  readonly askedAt: { readonly person: Person; readonly ref: MessageRef } | null;
  /** The interview it was last about: what "it" means. */
  readonly last: string | null;
  /** What a plain "yes" means now: the bot has just asked whether to do it. */
  readonly offer: Command | null;
  /** Said before the person's zone was known, and when: read again once it is. */
  readonly waiting: { readonly words: string; readonly at: Temporal.Instant } | null;
  /** The event that left it like this: everything that event had to say is said. */
  readonly by: string | null;
}

export const NOTHING_SAID: Conversation = {
  question: null,
  questionId: null,
  askedAt: null,
  last: null,
  offer: null,
  waiting: null,
  by: null,
};

export interface ConversationRepository {
  /** Null when nothing was said within the last hour. */
  get(now: Temporal.Instant): Promise<Conversation | null>;
  set(conversation: Conversation, now: Temporal.Instant): Promise<void>;
}

/** The latest message that shows a record, on one platform. */
export interface Card {
  readonly recordId: string;
  readonly person: Person;
  readonly ref: MessageRef;
  /** The version of the record that it shows. */
  readonly version: number;
}

export interface CardRepository {
  /** Remembers the latest message of a record for its person on that platform. */
  put(card: Card): Promise<void>;
  of(recordId: string): Promise<readonly Card[]>;
}

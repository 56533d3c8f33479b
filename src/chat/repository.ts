/** What the chat needs from the store: the inbox, the conversation with a person, and the cards that show a record. */
import type { Command } from "../commands/command.ts";
import type { Question } from "../language/reading.ts";
import type { ChatEvent, MessageRef, Person } from "./port.ts";

/** An event that is stored and not yet done. */
export interface InboxItem {
  /** Platform and event id. */
  readonly id: string;
  readonly event: ChatEvent;
  /** What the event was decided to mean, once it was: a repeated try carries out the same. */
  readonly command: Command | null;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
  readonly receivedAt: Temporal.Instant;
}

/** Events of one person are worked one at a time, in order, by one process at a time. */
export interface Inbox {
  /** Stores an event before it is acknowledged; false if this id was stored before. */
  add(event: ChatEvent, now: Temporal.Instant): Promise<boolean>;
  /** Claims the person's oldest event unless another of theirs is being worked; null when there is nothing to claim. */
  claimNext(
    person: Person,
    lease: { readonly token: string; readonly until: Temporal.Instant },
  ): Promise<InboxItem | null>;
  /** Keeps what was decided, before it is carried out. */
  decide(id: string, token: string, command: Command): Promise<void>;
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
  /** The interview it was last about: what "it" means. */
  readonly last: string | null;
}

export interface ConversationRepository {
  get(now: Temporal.Instant): Promise<Conversation>;
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

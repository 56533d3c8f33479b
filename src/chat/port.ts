/** The port to chat platforms: what the bot can say, and what a platform reports back. */

export type Button =
  /** `action` is verb, record id and version, joined by ":", in at most 100 characters. */
  | { readonly label: string; readonly action: string; readonly value?: string; readonly style?: "primary" | "danger" }
  | { readonly label: string; readonly url: string };

export interface ChecklistItem {
  readonly text: string;
  readonly done: boolean;
  /** Pressing the item sends this action with value "done" or "open". */
  readonly action: string;
}

/** At most five a form: the narrowest platform sets the limit. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: "text" | "multiline" | "date" | "time" | "email" | "choice";
  readonly value?: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
}

export interface Form {
  /** Verb, record id and version, like an action. */
  readonly id: string;
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly Field[];
}

/** All text is plain: what people typed is never markup, on no platform. */
export type Block =
  | { readonly kind: "text"; readonly text: string; readonly tone?: "muted" }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "fields"; readonly fields: readonly { readonly label: string; readonly value: string }[] }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "checklist"; readonly items: readonly ChecklistItem[] }
  | { readonly kind: "image"; readonly url: string; readonly alt: string }
  | { readonly kind: "buttons"; readonly buttons: readonly Button[] }
  | { readonly kind: "form"; readonly form: Form };

export interface Message {
  /** Everything the message says, for notifications, screen readers and platforms that show only text. */
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** The words that a slash command may begin with. What is not there yet is not offered. */
export const COMMAND_WORDS = ["list", "show", "move", "cancel", "done", "remind", "prep", "settings", "help"] as const;
export type CommandWord = (typeof COMMAND_WORDS)[number];

/** A person in the platform's own words. `team` is "" where the platform has none. */
export interface Person {
  readonly platform: string;
  readonly team: string;
  readonly id: string;
}

/** Where to answer: the person's DM, or one interaction that only they see. */
export interface Address {
  readonly person: Person;
  /** Opaque to the core; short-lived on most platforms. */
  readonly interaction?: string;
}

/** A message that was sent, in the platform's own words. */
export interface MessageRef {
  readonly channel: string;
  readonly id: string;
  /** Only one interaction sees it, and for some minutes: it is not kept in step with anything. */
  readonly fleeting?: true;
}

/** What a platform knows of a person; only what it really knows. `email` is one that the platform has confirmed. */
export interface Profile {
  readonly name?: string;
  readonly timeZone?: string;
  readonly email?: string;
}

interface EventBase {
  /** Unique per platform; the same event delivered twice carries the same id. */
  readonly id: string;
  readonly from: Address;
}

export type ChatEvent = EventBase &
  (
    | { readonly kind: "text"; readonly text: string }
    /** A slash command: `word` is "" for free text. */
    | {
        readonly kind: "command";
        readonly word: string;
        readonly text: string;
        /** The id of the interview that the person chose from suggestions: `text` leaves it out. */
        readonly record?: string;
      }
    | { readonly kind: "press"; readonly on: MessageRef | null; readonly action: string; readonly value: string | null }
    | {
        readonly kind: "submit";
        readonly form: string;
        readonly values: Readonly<Record<string, string>>;
        /** The message whose button opened the form, where it can be changed: the answer takes its place. */
        readonly on?: MessageRef;
      }
    /** The person wants the form for a new interview; `text` is what they point at, "" for an empty form. */
    | { readonly kind: "new"; readonly text: string }
    /** The person opened the home or the chat. */
    | { readonly kind: "opened" }
    /** What the platform says of the person now. */
    | ({
        readonly kind: "profile";
        /** Told of everybody in a workspace, most of whom have nothing to do with the bot. */
        readonly ofAnybody?: true;
      } & Profile)
    | { readonly kind: "left" }
  );

/** `stored`: the event is safe and will be worked; acknowledge it. `errors`: a form to show again, by field name. */
export type Receipt = { readonly stored: true } | { readonly errors: Readonly<Record<string, string>> };

export interface Suggestion {
  readonly label: string;
  readonly value: string;
}

/** What an adapter hands its events to. */
export interface ChatHandler {
  /** Resolves as soon as the event is stored, before it is worked. An event id seen before is stored already. */
  receive(event: ChatEvent): Promise<Receipt>;
  /** A workspace has put the bot out: everybody there is out of reach, and their data is deleted after a while. */
  left(platform: string, team: string): Promise<void>;
  /** A workspace has taken the bot in, perhaps again. */
  joined(platform: string, team: string): Promise<void>;
  /**
   * For platforms that keep nothing for a bot that is away: who used them within the last days, the latest first, and
   * whether an event of theirs was taken within the last one.
   */
  recent(platform: string): Promise<readonly Person[]>;
  took(platform: string, eventId: string): Promise<boolean>;
  /** Choices while the person types; quick, and never an error. */
  suggest(person: Person, what: "interview" | "zone", typed: string): Promise<readonly Suggestion[]>;
}

/** All the core may ask of a chat platform. Methods throw DeliveryError when the platform does not take it. */
export interface ChatAdapter {
  readonly platform: string;
  start(handler: ChatHandler): Promise<void>;
  stop(): Promise<void>;
  /**
   * `nonce` is the same for the same message tried again: a platform that can, sends it once. `again`: an earlier try may
   * have reached the person.
   */
  send(to: Address, message: Message, nonce?: string, again?: boolean): Promise<MessageRef>;
  update(person: Person, ref: MessageRef, message: Message): Promise<void>;
  /** Opens a form where the interaction took place. */
  openForm(to: Address, form: Form): Promise<void>;
  publishHome(person: Person, home: Message): Promise<void>;
}

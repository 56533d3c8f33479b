/** What the stand-in for Discord knows: people, channels, messages, interactions, and what people see of them. */
import type { ComponentType, InteractionType } from "discord-api-types/v10";
import type { Json } from "../slack/json.ts";

/** Where a person is: the bot's DM, a server, or a DM that the bot is no part of. */
export type Where = "dm" | "server" | "elsewhere";

export interface UserSeed {
  readonly id: string;
  readonly name?: string;
  /** The language of the person's client; "en-GB" unless said. */
  readonly locale?: string;
}

export interface User {
  readonly id: string;
  name: string;
  locale: string;
  /** Whether the person takes direct messages of the bot. */
  dms: "open" | "closed" | "no mutual server";
  /** How the bot is there for the person. */
  installed: "everywhere" | "as an app of theirs";
  /** How often the bot was seen typing. */
  typing: number;
  /** Interactions that were never answered: "This interaction failed". */
  failed: number;
  /** Everything put before the person, in order; what was replaced stands there again. */
  readonly seen: (Shown | ShownModal)[];
}

export interface Channel {
  readonly id: string;
  readonly where: Where;
  /** Of a direct message. */
  readonly user: User | null;
  readonly guild: string | null;
  readonly messages: Message[];
}

export interface Message {
  readonly id: string;
  readonly channel: Channel;
  /** Who wrote it: the bot's id for its own. */
  readonly author: string;
  /** The interaction that it answers. */
  readonly interaction: Interaction | null;
  /** Only this person sees it. */
  readonly onlyFor: User | null;
  readonly type: number;
  readonly at: string;
  readonly nonce: string | null;
  /** Content, embeds, components, attachments, flags. */
  body: Json;
  /** Shows "… is thinking" until it is filled. */
  loading: boolean;
  pinned: boolean;
  edited: string | null;
}

/** How an interaction was answered; "failed" when it was not. */
export type Acknowledged = "message" | "deferred" | "update" | "deferred update" | "choices" | "modal" | "failed";

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly user: User;
  readonly channel: Channel;
  /** The message that the component is on, or whose component opened the modal. */
  readonly message: Message | null;
  /** The modal that was sent. */
  readonly modal: ShownModal | null;
  /** The dispatch that the app got. */
  readonly json: Json;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  answered: Acknowledged | null;
  /** The token is void. */
  void: boolean;
  original: Message | null;
  followUps: number;
  choices: readonly Json[];
  settle(how: Acknowledged): void;
  readonly acknowledged: Promise<Acknowledged>;
}

/** A message as somebody sees it. */
export interface Shown {
  readonly kind: "message";
  /** The same for a message that was replaced. */
  readonly id: string;
  readonly channel: string;
  readonly where: Where;
  /** What stands there, without form: buttons as "(A | B)", items of a checklist as "[x] A". */
  readonly text: string;
  /** What can be pressed, by its label; links are no part of it. */
  readonly labels: readonly string[];
  readonly ephemeral: boolean;
  readonly deleted: boolean;
  /** As Discord gives it out. */
  readonly json: Json;
}

/** A modal as somebody sees it; a closed one stands there again, empty. */
export interface ShownModal {
  readonly kind: "modal";
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly inputs: readonly Input[];
  readonly open: boolean;
  readonly json: Json;
  /** The interaction that it answers. */
  readonly by: Interaction;
}

/** One field of a modal. */
export interface Input {
  readonly name: string;
  readonly label: string;
  readonly type: ComponentType;
  readonly value: string;
  readonly options: readonly string[];
  readonly required: boolean;
}

/** What a person's gesture became. */
export interface Handle {
  readonly id: string;
  readonly token: string;
  /** Resolves with the way of the answer, or "failed" once three seconds are over. */
  acknowledged(): Promise<Acknowledged>;
}

/** Thrown by a route: Discord answers with it. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly more: Json;
  constructor(status: number, code: number, message: string, more: Json = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

export const unknown = (what: string, code: number): Refusal => new Refusal(404, code, `Unknown ${what}`);

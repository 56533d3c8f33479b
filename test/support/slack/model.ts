/** What the stand-in for Slack knows: workspaces, people, conversations, messages, views and tokens. */
import type { Json } from "./json.ts";

export interface UserSeed {
  /** Unique over all workspaces, as in Slack. */
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  /** Europe/London unless said. */
  readonly timeZone?: string;
  readonly bot?: boolean;
}

export interface ChannelSeed {
  readonly id: string;
  readonly name: string;
  /** Whether the bot is a member; usually it is not. People of the workspace always are. */
  readonly bot?: boolean;
}

export interface TeamSeed {
  readonly id: string;
  readonly users: readonly UserSeed[];
  readonly channels?: readonly ChannelSeed[];
  /** The organisation that it belongs to. */
  readonly enterprise?: string;
  /** False: comes by OAuth only. */
  readonly installed?: boolean;
}

export interface User {
  readonly team: string;
  readonly id: string;
  readonly bot: boolean;
  name: string;
  email: string;
  timeZone: string;
  deleted: boolean;
  home: View | null;
  /** The modals that lie on top of each other, the topmost last. */
  modals: View[];
  /** Everything put before the person, in order; what was replaced stands there again. */
  readonly seen: (Shown | ShownView)[];
}

export interface Channel {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  /** The person of a direct message; null in a channel. */
  readonly person: string | null;
  readonly bot: boolean;
  readonly messages: Message[];
  /** When the bot last posted here, in milliseconds. */
  postedAt: number;
}

export interface Message {
  readonly ts: string;
  readonly channel: Channel;
  /** Who wrote it; the bot's own user for its messages. */
  readonly user: string;
  readonly ofBot: boolean;
  readonly thread: string | null;
  /** Only this person sees it, and Slack keeps no copy. */
  readonly onlyFor: string | null;
  text: string;
  blocks: readonly Json[];
  metadata: Json | null;
  edited: boolean;
}

export interface View {
  readonly id: string;
  readonly user: User;
  /** As Slack gives it out, with its id, hash and state. */
  json: Json;
}

/** A message as somebody sees it. */
export interface Shown {
  readonly kind: "message";
  /** channel:ts; the same for a message that was replaced. */
  readonly id: string;
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | null;
  /** What stands there, without form: buttons as "(A | B)", items of a checklist as "[x] A". */
  readonly text: string;
  /** What can be pressed, by its label. */
  readonly labels: readonly string[];
  readonly blocks: readonly Json[];
  readonly ephemeral: boolean;
  readonly deleted: boolean;
}

/** A modal as somebody sees it; closed ones stand there again, empty. */
export interface ShownView {
  readonly kind: "view";
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly open: boolean;
  readonly json: Json;
}

export interface Grant {
  readonly token: string;
  /** Null for a whole organisation. */
  readonly team: string | null;
  readonly enterprise: string | null;
  readonly scopes: readonly string[];
  state: "active" | "token_revoked" | "account_inactive";
}

/** Thrown by a method: Slack answers with it, status 200. */
export class Refusal extends Error {
  readonly more: Json;
  constructor(code: string, more: Json = {}) {
    super(code);
    this.more = more;
  }
}

/** How a scenario drives a chat platform: what the person can do there, and what they see. One implementation a platform. */
import type { Person } from "../../src/chat/port.ts";
import type { Ability } from "../scenarios/scenario.ts";
import type { World } from "./chat-world.ts";

/** Something to press: a button, or an item of a checklist. */
export interface Pressable {
  readonly label: string;
  press(): Promise<void>;
}

export interface ShownForm {
  readonly title: string;
  readonly fields: readonly string[];
  /** Sends it; the errors by field when it was not taken. Fields left out keep what they were filled with. */
  submit(values: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>>;
}

/** A message as the person sees it. */
export interface Shown {
  /** The same for a message that was replaced. */
  readonly id: string;
  readonly text: string;
  readonly pressables: readonly Pressable[];
  readonly form: ShownForm | null;
}

export interface ChatDriver {
  readonly platform: string;
  readonly person: Person;
  /** Resolves once the platform has taken it and the bot has acknowledged it. */
  say(words: string): Promise<void>;
  /** The person opens the chat. */
  open(): Promise<void>;
  /** The platform says which zone the person is in; does nothing where platforms do not know. */
  profile(timeZone: string): Promise<void>;
  /** Everything shown since the start, in order; a message that was replaced stands there again. */
  heard(): readonly Shown[];
  /** The home as it is now, in words. */
  home(): string;
  close(): void;
}

/** Connects a platform to a running bot, for one person of that platform. */
export type Connect = (world: World) => Promise<ChatDriver>;

/** A platform that is there before the bot, and that the bot is told of. */
export interface Begun {
  readonly env: Readonly<Record<string, string>>;
  readonly connect: Connect;
  close(): Promise<void>;
}

export interface Platform {
  readonly name: string;
  readonly abilities: readonly Ability[];
  /** Once for each scenario; `zone` is what the platform says of the person. */
  begin(zone: string): Promise<Begun>;
}

/** A platform that lives within the bot. */
export const ownPlatform = (name: string, connect: Connect): Platform => ({
  name,
  abilities: ["opening", "profile"],
  begin: async () => ({ env: {}, connect, close: async () => undefined }),
});

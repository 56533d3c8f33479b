/** Holds what the stand-in for Slack knows, and hands out ids, times, triggers and response addresses. */
import { randomBytes } from "node:crypto";
import type { Json } from "./json.ts";
import {
  type Channel,
  type Grant,
  type Message,
  Refusal,
  type TeamSeed,
  type User,
  type UserSeed,
  type View,
} from "./model.ts";

/** Slack's own: how long an interaction may open a view, and how its answer address is limited. */
const TRIGGER_MS = 3_000;
const ANSWER_MS = 30 * 60_000;
const ANSWERS = 5;
const CODE_MS = 10 * 60_000;

/** What somebody agreed to on Slack's page; `team` null means a whole organisation. */
export interface Consent {
  readonly team: string | null;
  readonly enterprise: string | null;
  readonly user: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
}

export interface Answering {
  readonly user: User;
  readonly channel: Channel;
  readonly original: Message | null;
  readonly madeAt: number;
  uses: number;
}

export type State = ReturnType<typeof createState>;

export interface StateOptions {
  readonly teams: readonly TeamSeed[];
  readonly scopes: readonly string[];
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

export const BOT_USER = "UBOT";
export const BOT_ID = "BBOT";

export function createState({ teams: seeds, scopes, now }: StateOptions) {
  const teams = new Map(seeds.map((seed) => [seed.id, seed]));
  const users = new Map<string, User>();
  const channels = new Map<string, Channel>();
  const views = new Map<string, View>();
  const grants = new Map<string, Grant>();
  const triggers = new Map<string, { readonly user: User; readonly madeAt: number; used: boolean }>();
  const answering = new Map<string, Answering>();
  const codes = new Map<string, { readonly consent: Consent; readonly madeAt: number; used: boolean }>();
  let count = 0;
  let lastMicros = 0;

  /** An id as Slack makes them: a letter for its kind, then letters and digits. */
  const id = (letter: string) => `${letter}${(count++).toString(36).toUpperCase().padStart(8, "0")}`;
  /** A moment that no other message has, in seconds with six places. */
  const ts = (): string => {
    lastMicros = Math.max(lastMicros + 1, Math.floor(now() * 1000));
    return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, "0")}`;
  };

  const grant = (team: string | null, enterprise: string | null, given: readonly string[]): Grant => {
    const token = `xoxb-${team ?? enterprise}-${randomBytes(6).toString("hex")}`;
    const made: Grant = { token, team, enterprise, scopes: given, state: "active" };
    grants.set(token, made);
    return made;
  };

  const addUser = (team: string, seed: UserSeed): User => {
    const user: User = {
      team,
      id: seed.id,
      bot: seed.bot === true,
      name: seed.name ?? `Person ${seed.id}`,
      email: seed.email ?? `${seed.id.toLowerCase()}@example.com`,
      timeZone: seed.timeZone ?? "Europe/London",
      deleted: false,
      home: null,
      modals: [],
      seen: [],
    };
    users.set(seed.id, user);
    return user;
  };

  const addChannel = (team: string, id: string, name: string, person: string | null, bot: boolean): Channel => {
    const channel: Channel = { id, team, name, person, bot, messages: [], postedAt: Number.NEGATIVE_INFINITY };
    channels.set(id, channel);
    return channel;
  };

  for (const seed of seeds) {
    for (const user of seed.users) addUser(seed.id, user);
    for (const it of seed.channels ?? []) addChannel(seed.id, it.id, it.name, null, it.bot === true);
    if (seed.installed !== false) grant(seed.id, null, scopes);
  }

  return {
    teams,
    users,
    channels,
    views,
    grants,
    scopes,
    now,
    id,
    ts,
    grant,
    addUser,
    /** The conversation between the bot and a person: always the same one. */
    direct(user: User): Channel {
      const id = `D${user.team}${user.id}`;
      return channels.get(id) ?? addChannel(user.team, id, "directmessage", user.id, true);
    },
    /** Opens a view once, soon, for the one who pressed. */
    trigger(user: User): string {
      const key = `${id("")}.${user.team}.${randomBytes(8).toString("hex")}`;
      triggers.set(key, { user, madeAt: now(), used: false });
      return key;
    },
    useTrigger(key: string): User {
      const trigger = triggers.get(key);
      if (trigger === undefined) throw new Refusal("invalid_trigger_id");
      if (trigger.used) throw new Refusal("exchanged_trigger_id");
      if (now() - trigger.madeAt > TRIGGER_MS) throw new Refusal("expired_trigger_id");
      trigger.used = true;
      return trigger.user;
    },
    /** The key of an address to answer an interaction. */
    answer(user: User, channel: Channel, original: Message | null): string {
      const key = `${user.team}/${id("")}/${randomBytes(8).toString("hex")}`;
      answering.set(key, { user, channel, original, madeAt: now(), uses: 0 });
      return key;
    },
    useAnswer(key: string): Answering {
      const found = answering.get(key);
      if (found === undefined) throw new Refusal("invalid_url");
      if (now() - found.madeAt > ANSWER_MS) throw new Refusal("expired_url");
      if (found.uses >= ANSWERS) throw new Refusal("used_url");
      found.uses += 1;
      return found;
    },
    /** The code that the installing browser brings to the app. */
    code(consent: Consent): string {
      const key = randomBytes(12).toString("hex");
      codes.set(key, { consent, madeAt: now(), used: false });
      return key;
    },
    useCode(key: string): Consent {
      const found = codes.get(key);
      if (found === undefined || now() - found.madeAt > CODE_MS) throw new Refusal("invalid_code");
      if (found.used) throw new Refusal("code_already_used");
      found.used = true;
      return found.consent;
    },
    /** The organisation of a workspace, as payloads name it. */
    enterprise(team: string): Json | null {
      const id = teams.get(team)?.enterprise;
      return id === undefined ? null : { id, name: `Organisation ${id}` };
    },
    user(id: string): User {
      const user = users.get(id);
      if (user === undefined) throw new Error(`the test knows no person ${id}`);
      return user;
    },
  };
}

/** What a method of the Web API works with, and what its token lets it see. */
import type { Check } from "./blocks.ts";
import type { Json } from "./json.ts";
import { type Channel, type Grant, Refusal, type User } from "./model.ts";
import type { Screen } from "./screen.ts";
import type { State } from "./state.ts";

export interface App {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly appToken: string;
}

/** What a method works with. */
export interface Call {
  readonly state: State;
  readonly screen: Screen;
  readonly args: Json;
  readonly grant: Grant;
  readonly check: Check;
  readonly app: App;
  readonly pace: boolean;
  /** A WebSocket address that can be used once; throws where the app has no Socket Mode. */
  readonly ticket: () => string;
  readonly authorization: string;
  readonly uninstall: (team: string) => void;
}

export interface Method {
  /** Which kind of token: the bot's, the app's, or none. The bot's unless said. */
  readonly token?: "bot" | "app" | "none";
  /** All of these, or with "email" in a field only. */
  readonly scopes?: readonly string[];
  run(call: Call): Json;
}

/** Whether a token may see a workspace: its own, or any of its organisation. */
export const reaches = ({ state, grant }: Call, team: string): boolean =>
  grant.team === team || (grant.enterprise !== null && state.teams.get(team)?.enterprise === grant.enterprise);

/** The person of that id, as far as the token reaches. */
export function personOf(call: Call, id: string): User {
  const user = call.state.users.get(id);
  if (user === undefined || !reaches(call, user.team)) throw new Refusal("user_not_found");
  return user;
}

/** The conversation of that id; a person's id is their DM. The bot has to be in it. */
export function channelOf(call: Call, id: string): Channel {
  const user = call.state.users.get(id);
  const channel = user === undefined ? call.state.channels.get(id) : call.state.direct(user);
  if (channel === undefined || !reaches(call, channel.team)) throw new Refusal("channel_not_found");
  const person = channel.person === null ? undefined : call.state.users.get(channel.person);
  if (person?.deleted === true) throw new Refusal("is_archived");
  if (!channel.bot) throw new Refusal("not_in_channel");
  return channel;
}

/** Web API: who somebody is, and the conversation with them. */

import { type Call, channelOf, type Method, personOf } from "./call.ts";
import { isJson, type Json, textAt } from "./json.ts";
import { type Message, Refusal, type User } from "./model.ts";
import { messageJson } from "./screen.ts";
import type { State } from "./state.ts";

/** A person as Slack gives them out; the address only to those who may see it. */
export function userJson(state: State, user: User, withEmail: boolean): Json {
  const there = Temporal.Instant.fromEpochMilliseconds(state.now()).toZonedDateTimeISO(user.timeZone);
  return {
    id: user.id,
    team_id: user.team,
    name: (user.name || user.id).toLowerCase().replaceAll(" ", "."),
    deleted: user.deleted,
    is_bot: user.bot,
    ...(withEmail && !user.deleted ? { is_email_confirmed: true } : {}),
    ...(user.deleted
      ? {}
      : {
          real_name: user.name,
          tz: user.timeZone,
          tz_label: user.timeZone,
          tz_offset: there.offsetNanoseconds / 1e9,
        }),
    updated: Math.floor(state.now() / 1000),
    profile: {
      real_name: user.name,
      display_name: user.name.split(" ")[0] ?? "",
      ...(withEmail && user.email !== "" ? { email: user.email } : {}),
    },
  };
}

function opened(call: Call): Json {
  const ids = textAt(call.args, "users").split(",");
  const [id = ""] = ids;
  if (textAt(call.args, "channel") !== "") return { channel: { id: channelOf(call, textAt(call.args, "channel")).id } };
  if (id === "") throw new Refusal("users_list_not_supplied");
  if (ids.length > 1) throw new Refusal("method_not_supported_for_channel_type");
  const user = personOf(call, id);
  if (user.deleted) throw new Refusal("user_disabled");
  if (user.bot) throw new Refusal("cannot_dm_bot");
  const known = call.state.channels.has(`D${user.team}${user.id}`);
  return { ...(known ? { no_op: true, already_open: true } : {}), channel: { id: call.state.direct(user).id } };
}

const numberAt = (args: Json, key: string, instead: number): number => {
  const given = Number(args[key] ?? instead);
  return Number.isFinite(given) ? given : instead;
};

const within = ({ ts }: Message, args: Json): boolean => {
  const oldest = numberAt(args, "oldest", 0);
  const latest = numberAt(args, "latest", Number.POSITIVE_INFINITY);
  const inclusive = args.inclusive === true || args.inclusive === "true";
  return inclusive ? +ts >= oldest && +ts <= latest : +ts > oldest && +ts < latest;
};

/** Newest first, as Slack answers; `thread` null leaves out what stands in threads. */
function history(call: Call, thread: string | null): Json {
  const { args } = call;
  const channel = channelOf(call, textAt(args, "channel"));
  const withMetadata = args.include_all_metadata === true || args.include_all_metadata === "true";
  const found = channel.messages.filter((message) =>
    thread === null ? message.thread === null : message.thread === thread || message.ts === thread,
  );
  if (thread !== null && found.length === 0) throw new Refusal("thread_not_found");
  const all = found
    .filter((message) => within(message, args))
    .map((message) => ({ message, json: messageJson(message) }));
  if (thread === null) all.reverse();
  const start = numberAt(args, "cursor", 0);
  const most = Math.min(numberAt(args, "limit", 100), 999);
  const page = all.slice(start, start + most);
  const more = all.length > start + most;
  return {
    messages: page.map(({ message, json }) =>
      withMetadata && isJson(message.metadata) ? { ...json, metadata: message.metadata } : json,
    ),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: String(start + most) } } : {}),
  };
}

export const peopleMethods: Readonly<Record<string, Method>> = {
  "users.info": {
    scopes: ["users:read"],
    run: (call) => ({
      user: userJson(
        call.state,
        personOf(call, textAt(call.args, "user")),
        call.grant.scopes.includes("users:read.email"),
      ),
    }),
  },
  "conversations.open": { scopes: ["im:write"], run: opened },
  "conversations.history": { scopes: ["im:history"], run: (call) => history(call, null) },
  "conversations.replies": { scopes: ["im:history"], run: (call) => history(call, textAt(call.args, "ts")) },
};

/** What people do in Slack that reaches the app: commands, messages, and what the workspace reports of them. */
import { answered } from "./answers.ts";
import type { Check } from "./blocks.ts";
import { isJson, type Json } from "./json.ts";
import type { Ack, Line } from "./line.ts";
import { userJson } from "./methods-people.ts";
import type { Channel, Message, User } from "./model.ts";
import { messageJson, type Screen } from "./screen.ts";
import { BOT_USER, type State } from "./state.ts";

export interface Parts {
  readonly state: State;
  readonly screen: Screen;
  readonly line: Line;
  readonly check: Check;
  /** The address to answer an interaction at. */
  readonly answerUrl: (key: string) => string;
}

/** Old-fashioned, and sent by Slack to this day. */
export const VERIFICATION = "verification-token";

export type Gestures = ReturnType<typeof createGestures>;

export function createGestures(parts: Parts) {
  const { state, line } = parts;

  const event = (team: string, type: string, body: Json = {}, user?: User): Promise<Ack> => {
    const orgWide = [...state.grants.values()].some((it) => it.state === "active" && it.team === null);
    const enterprise = state.teams.get(team)?.enterprise ?? null;
    const payload: Json = {
      token: VERIFICATION,
      team_id: team,
      api_app_id: "A1",
      event: { type, event_ts: state.ts(), ...body },
      type: "event_callback",
      event_id: state.id("Ev"),
      event_time: Math.floor(state.now() / 1000),
      authorizations: [
        {
          enterprise_id: enterprise,
          team_id: team,
          user_id: BOT_USER,
          is_bot: true,
          is_enterprise_install: orgWide && enterprise !== null,
        },
      ],
      is_ext_shared_channel: false,
      ...(user === undefined ? {} : { event_context: `4-${user.id}` }),
    };
    return line.deliver({ kind: "event", payload });
  };

  /** A person writes; `markup` is what Slack makes of it. */
  const write = (user: User, channel: Channel, text: string, thread: string | null): Message => {
    const message: Message = {
      ts: state.ts(),
      channel,
      user: user.id,
      ofBot: false,
      thread,
      onlyFor: null,
      text: markup(text),
      blocks: [],
      metadata: null,
      edited: false,
    };
    channel.messages.push(message);
    return message;
  };

  return {
    event,
    write,
    async command(user: User, text: string, channel: Channel, command: string): Promise<Ack> {
      const { enterprise, enterpriseId, isOrg } = orgOf(state, user);
      const ack = await line.deliver({
        kind: "command",
        payload: {
          token: VERIFICATION,
          team_id: user.team,
          team_domain: user.team.toLowerCase(),
          ...(enterprise === null ? {} : { enterprise_id: enterpriseId, enterprise_name: enterprise.name }),
          channel_id: channel.id,
          channel_name: channel.name,
          user_id: user.id,
          user_name: user.name.toLowerCase(),
          command,
          text,
          api_app_id: "A1",
          is_enterprise_install: String(isOrg),
          response_url: parts.answerUrl(state.answer(user, channel, null)),
          trigger_id: state.trigger(user),
        },
      });
      const body = typeof ack.body === "string" && ack.body !== "" ? { text: ack.body } : ack.body;
      if (ack.status === 200 && isJson(body) && Object.keys(body).length > 0) {
        answered(parts, { user, channel, original: null }, body);
      }
      return ack;
    },
    /** The person writes to the bot. */
    message(user: User, text: string, channel: Channel, thread: string | null): Promise<Ack> {
      const message = write(user, channel, text, thread);
      return event(user.team, "message", {
        ...messageJson(message),
        channel: channel.id,
        channel_type: channel.person === null ? "channel" : "im",
        event_ts: message.ts,
      });
    },
    homeOpened(user: User, tab: "home" | "messages"): Promise<Ack> {
      return event(user.team, "app_home_opened", {
        user: user.id,
        channel: state.direct(user).id,
        tab,
        ...(tab === "home" && user.home !== null ? { view: user.home.json } : {}),
      });
    },
    userChange(user: User): Promise<Ack> {
      const mail = [...state.grants.values()].some((it) => it.scopes.includes("users:read.email"));
      return event(user.team, "user_change", { user: userJson(state, user, mail), cache_ts: 1 });
    },
    /** Slack tells the app of its own messages as well, and of their changes. */
    echo(message: Message, change: "new" | "changed" | "deleted"): Promise<Ack> {
      const about = { channel: message.channel.id, channel_type: "im" };
      if (change === "new") return event(message.channel.team, "message", { ...messageJson(message), ...about });
      const hidden = { hidden: true, ts: state.ts(), ...about };
      return event(
        message.channel.team,
        "message",
        change === "changed"
          ? { subtype: "message_changed", message: messageJson(message), ...hidden }
          : { subtype: "message_deleted", deleted_ts: message.ts, ...hidden },
      );
    },
    /** The bot is put out; the two events may come in either order. */
    async uninstall(team: string): Promise<readonly Ack[]> {
      for (const grant of state.grants.values()) if (grant.team === team) grant.state = "account_inactive";
      return [
        await event(team, "tokens_revoked", { tokens: { oauth: [], bot: [BOT_USER] } }),
        await event(team, "app_uninstalled"),
      ];
    },
  };
}

/** The organisation of a person's workspace, and whether the bot is installed there by it. */
export function orgOf(state: State, user: User) {
  const enterprise = state.enterprise(user.team);
  const own = [...state.grants.values()].some((it) => it.state === "active" && it.team === user.team);
  return { enterprise, enterpriseId: enterprise?.id ?? null, isOrg: enterprise !== null && !own };
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** What Slack makes of words as they are typed: escaped, and addresses made links. */
export const markup = (text: string): string =>
  escaped(text)
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (mail) => `<mailto:${mail}|${mail}>`)
    .replace(/https?:\/\/[^\s<>]+?(?=[.,!?)]*(?:\s|$|&gt;))/g, (url) => `<${url}>`)
    .replace(
      /(?<![\w@./|:<-])(?:[\w-]+\.)+(?:com|org|net|io|us|dev)(?:\/[^\s<>]*[^\s<>.,!?)])?(?![\w.|@>-])/g,
      (bare) => `<http://${bare}|${bare}>`,
    );

/** Interactions: how a gesture becomes one, with what every interaction carries, and when it is over. */
import {
  ApplicationIntegrationType,
  InteractionContextType,
  InteractionType,
  type Locale,
  Locale as Locales,
} from "discord-api-types/v10";
import type { Json } from "../slack/json.ts";
import type { Acknowledged, Channel, Handle, Interaction, Message, ShownModal, User, Where } from "./model.ts";
import { APPLICATION, channelJson, GUILD, messageJson, type State, userJson } from "./state.ts";

/** All rights that a bot has in its own DM. */
const PERMISSIONS = "2248473465835073";

const CONTEXTS: Readonly<Record<Where, InteractionContextType>> = {
  dm: InteractionContextType.BotDM,
  server: InteractionContextType.Guild,
  elsewhere: InteractionContextType.PrivateChannel,
};

export interface Made {
  readonly user: User;
  readonly channel: Channel;
  readonly type: InteractionType;
  readonly data: Json;
  readonly message?: Message | null;
  /** The components that the person saw, where they are not those of now. */
  readonly saw?: Json;
  readonly modal?: ShownModal | null;
}

export type Interactions = ReturnType<typeof createInteractions>;

export function createInteractions(
  state: State,
  patienceMs: number,
  dispatch: (name: string, data: Json, guild: string | null, intent: number) => Promise<void>,
) {
  const timers = new Set<NodeJS.Timeout>();

  /** Whom the app serves here: a server (or its own DM, "0"), or a person who took it along. */
  function owners({ installed, id }: User, where: Where): Json {
    if (installed === "as an app of theirs" || where === "elsewhere") {
      return { [ApplicationIntegrationType.UserInstall]: id };
    }
    return { [ApplicationIntegrationType.GuildInstall]: where === "dm" ? "0" : GUILD };
  }

  const whose = (user: User, where: Where): Json =>
    where === "server"
      ? {
          guild_id: GUILD,
          guild: { id: GUILD, locale: Locales.EnglishUS, features: [] },
          guild_locale: Locales.EnglishUS,
          member: {
            user: userJson(user),
            roles: [],
            avatar: null,
            joined_at: "2026-01-01T00:00:00.000000+00:00",
            deaf: false,
            mute: false,
            flags: 0,
            pending: false,
            permissions: PERMISSIONS,
          },
        }
      : { user: userJson(user) };

  function over(interaction: Interaction): void {
    if (interaction.answered !== null) return;
    interaction.user.failed += 1;
    interaction.settle("failed");
  }

  function make({ user, channel, type, data, message = null, saw = {}, modal = null }: Made): Interaction {
    const [id, token] = [state.id(), state.token()];
    const { promise, resolve } = Promise.withResolvers<Acknowledged>();
    const locale: Locale | string = user.locale;
    const interaction: Interaction = {
      id,
      token,
      type,
      user,
      channel,
      message,
      modal,
      madeAt: state.now(),
      json: {
        id,
        application_id: APPLICATION,
        type,
        token,
        version: 1,
        data,
        channel: channelJson(channel),
        channel_id: channel.id,
        app_permissions: PERMISSIONS,
        locale,
        entitlements: [],
        authorizing_integration_owners: owners(user, channel.where),
        context: CONTEXTS[channel.where],
        attachment_size_limit: 10_485_760,
        ...whose(user, channel.where),
        ...(message === null ? {} : { message: { ...messageJson(state, message), ...saw } }),
      },
      answered: null,
      void: false,
      original: null,
      followUps: 0,
      choices: [],
      settle(how) {
        interaction.answered = how;
        clearTimeout(timer);
        timers.delete(timer);
        resolve(how);
      },
      acknowledged: promise,
    };
    const timer = setTimeout(() => over(interaction), patienceMs);
    timers.add(timer);
    state.interactions.set(token, interaction);
    return interaction;
  }

  const send = (interaction: Interaction): Promise<void> =>
    dispatch("INTERACTION_CREATE", interaction.json, interaction.channel.guild, 0);

  const handle = ({ id, token, acknowledged }: Interaction): Handle => ({
    id,
    token,
    acknowledged: () => acknowledged,
  });

  const of = ({ token }: Pick<Handle, "token">): Interaction => {
    const found = state.interactions.get(token);
    if (found === undefined) throw new Error("the stand-in knows no such interaction");
    return found;
  };

  return {
    of,
    /** Resolves once the app has read it. */
    async begin(made: Made): Promise<Handle> {
      const interaction = make(made);
      await send(interaction);
      return handle(interaction);
    },
    /** The same dispatch once more. */
    repeat: (it: Pick<Handle, "token">): Promise<void> => send(of(it)),
    /** Too late: an interaction without an answer is over, and the token of one that has an answer is void. */
    expire(it: Pick<Handle, "token">): void {
      const interaction = of(it);
      if (interaction.answered === null) over(interaction);
      else interaction.void = true;
    },
    /** Presses of a person that still wait for their answer. */
    pressing: (user: User): number =>
      [...state.interactions.values()].filter(
        (it) => it.user === user && it.type === InteractionType.MessageComponent && it.answered === null,
      ).length,
    close(): void {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

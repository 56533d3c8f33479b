/** What a test does and sees in the name of people of the stand-in for Slack, each by their id. */
import type { Gestures } from "./gestures.ts";
import type { Interactions } from "./interactions.ts";
import { type Json, listAt } from "./json.ts";
import type { Ack } from "./line.ts";
import type { Channel, Message, Shown, ShownView } from "./model.ts";
import type { Screen } from "./screen.ts";
import { BOT_USER, type State } from "./state.ts";
import { visible } from "./visible.ts";

export interface InChannel {
  /** The DM with the bot unless said. */
  readonly channel?: string;
}

export function createPeople(state: State, gestures: Gestures, interactions: Interactions, screen: Screen) {
  const channelFor = (user: string, channel?: string): Channel => {
    const found = channel === undefined ? state.direct(state.user(user)) : state.channels.get(channel);
    if (found === undefined) throw new Error(`the test knows no channel ${channel}`);
    return found;
  };

  const messages = (user: string): readonly Shown[] => state.user(user).seen.filter((it) => it.kind === "message");

  const openView = (user: string): ShownView | null => {
    const top = state.user(user).modals.at(-1);
    return state.user(user).seen.findLast((it): it is ShownView => it.kind === "view" && it.id === top?.id) ?? null;
  };

  return {
    /** The one slash command, unless another is said: /interview. */
    command: (user: string, text: string, where: InChannel & { readonly command?: string } = {}): Promise<Ack> =>
      gestures.command(state.user(user), text, channelFor(user, where.channel), where.command ?? "/interview"),
    /** Writes to the bot; `thread` is the ts of the message that is answered. */
    message: (user: string, text: string, where: InChannel & { readonly thread?: string } = {}): Promise<Ack> =>
      gestures.message(state.user(user), text, channelFor(user, where.channel), where.thread ?? null),
    /** Presses a button, an item of a checklist or of a menu, on a message as it was shown. */
    press: (user: string, on: Shown, label: string): Promise<Ack> => interactions.press(state.user(user), on, label),
    /** The same in the modal that is open. */
    pressInView(user: string, label: string): Promise<Ack> {
      const view = state.user(user).modals.at(-1);
      if (view === undefined) throw new Error("no view is open");
      return interactions.pressIn(state.user(user), view, label);
    },
    pressInHome(user: string, label: string): Promise<Ack> {
      const { home } = state.user(user);
      if (home === null) throw new Error("no home was published");
      return interactions.pressIn(state.user(user), home, label);
    },
    /** Sends a view by the ids of its inputs; what is left out keeps what it was opened with. */
    submit: (user: string, view: Pick<ShownView, "id">, values: Readonly<Record<string, string>>): Promise<Ack> =>
      interactions.submit(state.user(user), view, values),
    /** Closes a view; null when the app did not ask to be told. */
    closeView: (user: string, view: Pick<ShownView, "id">) => interactions.close(state.user(user), view),
    shortcut: (user: string, callbackId: string): Promise<Ack> => interactions.shortcut(state.user(user), callbackId),
    /** On somebody's message: one that a person writes there and then, or one of the bot. */
    messageShortcut(
      user: string,
      callbackId: string,
      on: Shown | { readonly text: string; readonly by?: string; readonly channel?: string },
    ): Promise<Ack> {
      const message =
        "kind" in on
          ? state.channels.get(on.channel)?.messages.find(({ ts }) => ts === on.ts)
          : gestures.write(state.user(on.by ?? user), channelFor(user, on.channel ?? "C1"), on.text, null);
      if (message === undefined) throw new Error("that message is gone");
      return interactions.messageShortcut(state.user(user), callbackId, message);
    },
    homeOpened: (user: string, tab: "home" | "messages" = "home"): Promise<Ack> =>
      gestures.homeOpened(state.user(user), tab),
    /** Changes what users.info says of somebody; the app hears of it with `userChange`. */
    setUser(user: string, to: { timeZone?: string; name?: string; email?: string; deleted?: boolean }): void {
      Object.assign(state.user(user), to);
    },
    userChange: (user: string): Promise<Ack> => gestures.userChange(state.user(user)),
    /** Puts the bot out: its tokens are dead, and both events are sent. */
    uninstall: (team: string): Promise<readonly Ack[]> => gestures.uninstall(team),
    /** Any other event. */
    event: (team: string, type: string, body: Json = {}): Promise<Ack> => gestures.event(team, type, body),
    /** Any other interaction, with what every interaction carries. */
    interaction: (user: string, type: string, body: Json): Promise<Ack> =>
      interactions.send(state.user(user), type, body),
    /** A trigger as the person's next press would carry it. */
    trigger: (user: string): string => state.trigger(state.user(user)),
    /**
     * The person agrees on Slack's page to what the app's link asks for. Returns where Slack sends the browser then:
     * the app's address with code and state.
     */
    consent(link: string, user: string, { orgWide = false }: { readonly orgWide?: boolean } = {}): string {
      const { searchParams: asked } = new URL(link);
      const { team } = state.user(user);
      const enterprise = state.teams.get(team)?.enterprise ?? null;
      if (orgWide && enterprise === null) throw new Error(`${team} belongs to no organisation`);
      const redirectUri = asked.get("redirect_uri") ?? "";
      const scopes = (asked.get("scope") ?? "").split(",").filter((scope) => scope !== "");
      const code = state.code({ team: orgWide ? null : team, enterprise, user, scopes, redirectUri });
      return back(asked, { code });
    },
    /** The person refuses there. */
    deny: (link: string): string => back(new URL(link).searchParams, { error: "access_denied" }),
    /** Messages shown to the person, in order; what was replaced stands there again. */
    shown: messages,
    /** The same, and the views that were opened. */
    seen: (user: string): readonly (Shown | ShownView)[] => state.user(user).seen,
    /** Messages as they stand now, each once, in the order in which they came. */
    standing(user: string): readonly Shown[] {
      const latest = new Map(messages(user).map((it): [string, Shown] => [it.id, it]));
      return [...latest.values()].filter((it) => !it.deleted);
    },
    /** What the App Home says; "" before it was published. */
    homeOf(user: string): string {
      const { home } = state.user(user);
      return home === null ? "" : visible("", listAt(home.json, "blocks"));
    },
    openView,
    /** Everybody that the bot's messages have pinged: "@channel", "@U1". */
    pinged: (): readonly string[] => screen.pinged,
    /** The conversation with the bot, as it is kept in Slack, oldest first. */
    kept: (user: string): readonly Message[] => state.direct(state.user(user)).messages,
    directOf: (user: string): string => state.direct(state.user(user)).id,
    botUser: BOT_USER,
  };
}

function back(asked: URLSearchParams, answer: Readonly<Record<string, string>>): string {
  const redirect = asked.get("redirect_uri");
  if (redirect === null) throw new Error("the link names no redirect_uri");
  const url = new URL(redirect);
  for (const [key, value] of Object.entries(answer)) url.searchParams.set(key, value);
  url.searchParams.set("state", asked.get("state") ?? "");
  return url.toString();
}

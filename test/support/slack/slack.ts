/** A local stand-in for Slack: its Web API, its events over HTTP or Socket Mode, and what people see and do there. */
import { once } from "node:events";
import { violations } from "../../adapters/slack/render/limits.ts";
import { answered } from "./answers.ts";
import type { Check } from "./blocks.ts";
import { createFaults, type Fault } from "./faults.ts";
import { createGestures } from "./gestures.ts";
import { createInteractions } from "./interactions.ts";
import { createLine } from "./line.ts";
import { createSocketLine } from "./line-socket.ts";
import { perform } from "./methods.ts";
import { Refusal, type TeamSeed } from "./model.ts";
import { createPeople } from "./people.ts";
import { type Change, createScreen } from "./screen.ts";
import { createState } from "./state.ts";
import { type Called, createWebServer } from "./web-server.ts";

export interface SlackOptions {
  /** How events reach the app; "http" unless said. HTTP needs `pointAt`. */
  readonly mode?: "http" | "socket";
  /** One workspace T1 with U1 (Ann Lee) and U2 (Bo Chan), and a channel C1 that the bot is not in, unless said. */
  readonly teams?: readonly TeamSeed[];
  /** Of the tokens that are there from the start. */
  readonly scopes?: readonly string[];
  /** Milliseconds since 1970. Without it the time stands still and moves by `pass` only. */
  readonly now?: () => number;
  /** Delivers events again that are not acknowledged in time; otherwise every acknowledgement is waited for. */
  readonly retries?: boolean;
  readonly patienceMs?: number;
  /** Tells the app of its own messages, as Slack does; off unless said. */
  readonly echo?: boolean;
  /** What Slack would refuse of blocks; all limits that are known unless said. */
  readonly check?: Check;
}

export const SCOPES = ["chat:write", "commands", "im:history", "im:write", "users:read", "users:read.email"] as const;

const TEAMS: readonly TeamSeed[] = [
  {
    id: "T1",
    users: [
      { id: "U1", name: "Ann Lee", email: "ann@example.com" },
      { id: "U2", name: "Bo Chan", email: "bo@example.com", timeZone: "America/New_York" },
    ],
    channels: [{ id: "C1", name: "general" }],
  },
];

const APP = { clientId: "11.22", clientSecret: "client-secret-of-slack", appToken: "xapp-1-A1-standin" } as const;
const SIGNING_SECRET = "signing-secret-of-slack";

export type Slack = Awaited<ReturnType<typeof startSlack>>;

/** Starts on a free port of 127.0.0.1. */
export async function startSlack(options: SlackOptions = {}) {
  const { mode = "http", retries = false, patienceMs = 3_000, echo = false, check = violations } = options;
  const still = Date.now();
  let passed = 0;
  const now = () => (options.now?.() ?? still) + passed;
  const state = createState({ teams: options.teams ?? TEAMS, scopes: options.scopes ?? SCOPES, now });
  const faults = createFaults();
  const calls: Called[] = [];
  const settings = { strictPace: false };

  const changed = (message: Parameters<typeof gestures.echo>[0], change: Change): void => {
    if (echo && message.channel.person !== null) void gestures.echo(message, change);
  };
  const screen = createScreen(state, changed);
  const server = createWebServer({
    faults,
    calls,
    method: (name, token, args, authorization) =>
      perform(name, token, {
        state,
        screen,
        args,
        check,
        app: APP,
        authorization,
        pace: settings.strictPace,
        ticket() {
          if (mode === "http") throw new Refusal("not_allowed", { detail: "the app has no Socket Mode" });
          return `ws://${address}/link?ticket=${socket.ticket()}&app_id=A1`;
        },
        uninstall: (team) => void gestures.uninstall(team),
      }),
    answer: (key, body) => void answered({ state, screen, check }, state.useAnswer(key), body),
    scopes: (token) => state.grants.get(token)?.scopes.join(",") ?? "",
  });
  const socket = createSocketLine(server);
  const line = createLine({ mode, signingSecret: SIGNING_SECRET, retries, patienceMs, socket });
  const parts = { state, screen, line, check, answerUrl: (key: string) => `http://${address}/response/${key}` };
  const gestures = createGestures(parts);
  const interactions = createInteractions(parts);

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the stand-in has no port");
  const address = `127.0.0.1:${bound.port}`;
  const apiUrl = `http://${address}/api/`;

  /** The bot's token of a workspace. Throws when it has none. */
  const token = (team = "T1"): string => {
    const grant = [...state.grants.values()].findLast((it) => it.team === team && it.state === "active");
    if (grant === undefined) throw new Error(`the bot is not installed in ${team}`);
    return grant.token;
  };
  const way = mode === "http" ? { SLACK_SIGNING_SECRET: SIGNING_SECRET } : { SLACK_APP_TOKEN: APP.appToken };

  return {
    ...createPeople(state, gestures, interactions, screen),
    url: `http://${address}`,
    apiUrl,
    signingSecret: SIGNING_SECRET,
    ...APP,
    token,
    /** The variables for a bot of one workspace. */
    env: (team = "T1"): Record<string, string> => ({ SLACK_BOT_TOKEN: token(team), ...way, SLACK_API_URL: apiUrl }),
    /** The variables for a bot that workspaces install. */
    oauthEnv: (): Record<string, string> => ({
      SLACK_CLIENT_ID: APP.clientId,
      SLACK_CLIENT_SECRET: APP.clientSecret,
      ...way,
      SLACK_API_URL: apiUrl,
    }),
    /** Where the app listens, for HTTP. */
    pointAt: line.pointAt,
    /** Resolves once the app is connected over Socket Mode. */
    connected: async (): Promise<void> => void (await socket.connected()),
    /** How many Socket Mode connections there were. */
    connections: socket.opened,
    /** Slack asks the app to connect anew. */
    disconnect: (reason: "refresh_requested" | "warning" | "link_disabled" = "refresh_requested") =>
      socket.refresh(reason),
    /** The network goes away under the WebSocket. */
    cut: socket.cut,
    /** Time passes: for triggers (3 s), response_urls (30 minutes), codes (10 minutes) and the pace of messages. */
    pass(by: Temporal.DurationLike): void {
      passed += Temporal.Duration.from(by).total("milliseconds");
    },
    /** Refuses a second message a second in one conversation, by the time of `now` and `pass`. */
    get strictPace(): boolean {
      return settings.strictPace;
    },
    set strictPace(strict: boolean) {
      settings.strictPace = strict;
    },
    /** The next `times` calls of a method ("response_url" too) go wrong like that. */
    fail: (method: string, fault: Fault, times = 1) => faults.plan(method, fault, times),
    heal: faults.clear,
    /** What the app has called, and what it was answered. */
    calls: (method?: string): readonly Called[] => calls.filter((it) => method === undefined || it.method === method),
    /** Everything delivered to the app, in order. */
    delivered: line.sent,
    /** Delivers something again, the same event id, as retry number `attempt`: the last one unless said. */
    redeliver(delivery = line.sent.at(-1), attempt = 1) {
      if (delivery === undefined) throw new Error("nothing was delivered yet");
      return line.deliver(delivery, attempt);
    },
    sign: line.sign,
    /** Sends what the test made up. */
    raw: line.raw,
    /** Until everything that Slack has sent is acknowledged or given up. */
    quiet: line.quiet,
    async close(): Promise<void> {
      await line.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

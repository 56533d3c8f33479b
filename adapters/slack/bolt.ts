/** The Bolt app: one listener for each way in, all of which read the body, hand it over and acknowledge. */
import { App, type Receiver } from "@slack/bolt";
import type { ChatEvent, ChatHandler, Receipt } from "../../src/chat/port.ts";
import type { Logger } from "../../src/log.ts";
import { type Taken, take } from "./acknowledge.ts";
import { type HttpReceiver, httpReceiver } from "./http.ts";
import { slackLogger } from "./logger.ts";
import {
  type Pressed,
  readCommand,
  readPressed,
  readReported,
  readShortcut,
  readSubmitted,
  SHORTCUTS,
} from "./receive.ts";
import { FORM_CALLBACK, formErrors } from "./render/form.ts";
import { socketReceiver } from "./socket.ts";

export interface BoltOptions {
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  readonly apiUrl: string | null;
  readonly log: Logger;
  /** Null while the bot does not take anything yet. */
  readonly handler: () => ChatHandler | null;
  /** Called before a press is handed over, so that the line of who pressed what can be shown with its answer. */
  onPressed(pressed: Pressed): void;
  teamLeft(team: string): Promise<void>;
  /** Says something to one person at the address of an interaction; never throws. */
  tell(responseUrl: string, words: string): void;
}

export const COMMAND = "/interview";
const EVENTS = ["message", "app_home_opened", "user_change", "app_uninstalled", "tokens_revoked"] as const;
export const LISTENS = { command: COMMAND, events: EVENTS, shortcuts: Object.values(SHORTCUTS) } as const;

const ONE_MOMENT = "One moment…";
const AGAIN = "That takes longer than usual. It is being kept; press once more in a few seconds.";

export interface Bolt {
  readonly app: App;
  /** For the HTTP server; null in Socket Mode. */
  readonly http: HttpReceiver | null;
}

export function createBolt(options: BoltOptions): Bolt {
  const slackLog = slackLogger(options.log);
  const { appToken, signingSecret, apiUrl, log } = options;
  const http = appToken === null ? httpReceiver({ signingSecret: signingSecret ?? "", log }) : null;
  const receiver: Receiver = http ?? socketReceiver({ appToken: appToken ?? "", apiUrl, log, slackLog });
  const app = new App({
    receiver,
    logger: slackLog,
    ignoreSelf: false,
    // The signature or the socket says that it is Slack; which token answers is looked up when there is an answer.
    authorize: async () => ({}),
    deferInitialization: true,
  });
  // What fails here is not acknowledged: Slack sends it again.
  app.error(async (error) => {
    throw error;
  });

  const hand = async (events: readonly ChatEvent[]): Promise<{ taken: Taken; later: Promise<Receipt> }> => {
    const handler = options.handler();
    if (handler === null) throw new Error("the bot is not ready");
    return take(handler, events);
  };

  /** Whoever was told to wait is told when it was in vain. */
  const mind = (later: Promise<unknown>, responseUrl: string): void => {
    later.catch((err: unknown) => {
      log.error({ err }, "an event that was acknowledged could not be stored");
      options.tell(responseUrl, "That could not be kept, and it's on us. Please send it once more.");
    });
  };

  app.command(COMMAND, async ({ body, ack }) => {
    const event = readCommand(body);
    if (event === null) return ack();
    const { taken, later } = await hand([event]);
    if (taken === null) mind(later, body.response_url);
    await (taken === null ? ack({ response_type: "ephemeral", text: ONE_MOMENT }) : ack());
  });

  app.action(/.*/, async ({ body, ack }) => {
    const pressed = readPressed(body);
    if (pressed === null || pressed.events.length === 0) return ack();
    options.onPressed(pressed);
    const { taken, later } = await hand(pressed.events);
    await ack();
    if (taken !== null || !("response_url" in body) || typeof body.response_url !== "string") return;
    options.tell(body.response_url, ONE_MOMENT);
    mind(later, body.response_url);
  });

  app.view(FORM_CALLBACK, async ({ body, ack }) => {
    const read = readSubmitted(body);
    if (read === null) return ack();
    const { taken } = await hand([read.event]);
    // The form stays open with all that was typed: the same submission again is the same event.
    if (taken === null) await ack(formErrors({ "": AGAIN }, read.fields));
    else if ("errors" in taken) await ack(formErrors(taken.errors, read.fields));
    else await ack();
  });

  for (const id of Object.values(SHORTCUTS)) {
    app.shortcut(id, async ({ body, ack }) => {
      const event = readShortcut(body);
      if (event !== null) await hand([event]);
      await ack();
    });
  }

  for (const name of EVENTS) {
    app.event(name, async ({ body }) => {
      const reported = readReported(body);
      if (reported.kind === "team_left") await options.teamLeft(reported.team);
      if (reported.kind !== "event") return;
      const { taken } = await hand([reported.event]);
      if (taken === null) throw new Error("an event takes too long to store");
    });
  }

  return { app, http };
}

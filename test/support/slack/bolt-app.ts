/** The least app of the real Bolt that shows what Slack's side does: a command, a card, a form, a home. */

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { App, HTTPReceiver, SocketModeReceiver } from "@slack/bolt";
import { clientOptions as optionsFor, QUIET } from "./client.ts";
import type { Slack } from "./slack.ts";

const plain = (text: string) => ({ type: "plain_text", text, emoji: false }) as const;

const card = (text: string) => ({
  text,
  blocks: [
    { type: "header", text: plain(text) } as const,
    {
      type: "actions",
      elements: [
        { type: "button", action_id: "press:0", text: plain("Reschedule"), value: '["move:1:1",null]' },
        { type: "button", action_id: "press:1", text: plain("Cancel <it>"), value: '["cancel:1:1",null]' },
      ],
    } as const,
    {
      type: "actions",
      elements: [
        {
          type: "checkboxes",
          action_id: "check:2",
          options: [
            { text: plain("Read up"), value: "task:1:1" },
            { text: plain("Iron shirt"), value: "task:2:1" },
          ],
          initial_options: [{ text: plain("Read up"), value: "task:1:1" }],
        },
      ],
    } as const,
  ],
});

export interface BoltApp {
  readonly app: App;
  /** Everything that the app was told, in words. */
  readonly heard: string[];
  stop(): Promise<void>;
}

/** Starts it, connected to the stand-in as the stand-in's mode says. */
export async function startBoltApp(slack: Slack, mode: "http" | "socket"): Promise<BoltApp> {
  const heard: string[] = [];
  const clientOptions = optionsFor(slack.apiUrl);
  const http = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: QUIET });
  const socket = new SocketModeReceiver({
    appToken: slack.appToken,
    clientPingTimeout: 50,
    logger: QUIET,
    installerOptions: { clientOptions },
  });
  const receiver = mode === "http" ? http : socket;
  const app = new App({ token: slack.token(), receiver, clientOptions, logger: QUIET });
  listeners(app, heard);

  let server: Server | null = null;
  if (mode === "http") {
    server = createServer((req, res) => http.requestListener(req, res)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    slack.pointAt(`http://127.0.0.1:${address.port}`);
  } else await app.start();
  return {
    app,
    heard,
    async stop() {
      if (server === null) await app.stop();
      server?.close();
      server?.closeAllConnections();
    },
  };
}

function listeners(app: App, heard: string[]): void {
  app.command("/interview", async ({ ack, body, client }) => {
    await ack(`Noted: ${body.text}`);
    await client.chat.postMessage({ channel: body.user_id, ...card(body.text) });
  });
  app.action(/^press:/, async ({ ack, body, client }) => {
    await ack();
    if (body.type !== "block_actions") return;
    const [action] = body.actions;
    heard.push(`press ${action?.type === "button" ? `${action.value} ${action.text.text}` : action?.type}`);
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: "modal",
        callback_id: "form",
        private_metadata: `${body.channel?.id} ${body.message?.ts}`,
        title: plain("When is it?"),
        submit: plain("Save"),
        close: plain("Cancel"),
        blocks: [
          {
            type: "input",
            block_id: "date",
            label: plain("Date"),
            element: { type: "datepicker", action_id: "value", initial_date: "2026-03-10" },
          },
          {
            type: "input",
            block_id: "notes",
            optional: true,
            label: plain("Notes"),
            element: { type: "plain_text_input", action_id: "value" },
          },
        ],
      },
    });
  });
  app.action(/^check:/, async ({ ack, body }) => {
    await ack();
    const [action] = body.type === "block_actions" ? body.actions : [];
    if (action?.type === "checkboxes") heard.push(`ticked ${action.selected_options.map(({ value }) => value).join()}`);
  });
  app.view("form", async ({ ack, view, client }) => {
    const date = view.state.values.date?.value?.selected_date;
    if (date === "2026-02-01") return ack({ response_action: "errors", errors: { date: "That is over." } });
    await ack();
    const [channel = "", ts = ""] = view.private_metadata.split(" ");
    await client.chat.update({ channel, ts, ...card(`Moved to ${date}`) });
  });
  app.shortcut("save", async ({ ack, shortcut }) => {
    await ack();
    heard.push(`shortcut ${shortcut.type === "message_action" ? shortcut.message.text : shortcut.type}`);
  });
  app.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: "home", blocks: [{ type: "header", text: plain(`Home of ${event.user}`) }] },
    });
  });
  app.message(async ({ message, body, context }) => {
    heard.push(`message ${"text" in message ? message.text : ""} ${body.event_id} retry ${context.retryNum ?? 0}`);
  });
  app.event("user_change", async ({ event }) => void heard.push(`zone ${event.user.tz}`));
  app.event("app_uninstalled", async () => void heard.push("uninstalled"));
}

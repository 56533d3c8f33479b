/** Drives the bot from Slack: what is said and pressed goes out as Slack's events, what is shown comes by its Web API. */
import { OPTION_PREFIX } from "../../adapters/slack/render/form.ts";
import type { ChatDriver, Platform, Pressable, Shown, ShownForm } from "./chat-driver.ts";
import { waitFor } from "./clock.ts";
import { at, type Json, listAt, textAt } from "./slack/json.ts";
import type { Ack } from "./slack/line.ts";
import type { Shown as ShownMessage, ShownView } from "./slack/model.ts";
import { type Slack, type SlackOptions, startSlack } from "./slack/slack.ts";

const ME = "U1";
/** What stands instead of a form that could not open by itself. */
const OPEN = "Open the form";

/** Slack over HTTP or Socket Mode, with one person in one workspace. */
export const slackPlatform = (mode: "http" | "socket", options: SlackOptions = {}): Platform => ({
  name: `Slack over ${mode === "http" ? "HTTP" : "Socket Mode"}`,
  abilities: ["opening", "profile"],
  async begin(zone) {
    const slack = await startSlack({ echo: true, ...options, mode });
    // The scenarios know nothing of the person but the zone; a name or address would be used.
    slack.setUser(ME, { timeZone: zone, name: "", email: "" });
    return {
      env: slack.env(),
      async connect({ url }) {
        if (mode === "http") slack.pointAt(url);
        else await slack.connected();
        return slackDriver(slack);
      },
      close: slack.close,
    };
  },
});

/** A driver for one person of a stand-in that the bot is connected to. */
export function slackDriver(slack: Slack, user = ME, team = "T1"): ChatDriver {
  return {
    platform: "slack",
    person: { platform: "slack", team, id: user },
    say: async (words) => taken(await slack.message(user, words)),
    open: async () => taken(await slack.homeOpened(user)),
    async profile(timeZone) {
      slack.setUser(user, { timeZone });
      taken(await slack.userChange(user));
    },
    heard: () =>
      slack.seen(user).map((it) => (it.kind === "view" ? fromView(slack, user, it) : fromMessage(slack, user, it))),
    home: () => slack.homeOf(user),
    close: () => undefined,
  };
}

function taken({ status, body, sent }: Ack): void {
  if (status !== 200) throw new Error(`not acknowledged: ${status} ${JSON.stringify(body)} ${JSON.stringify(sent)}`);
}

function fromMessage(slack: Slack, user: string, shown: ShownMessage): Shown {
  const pressables = shown.labels.map(
    (label): Pressable => ({ label, press: async () => taken(await slack.press(user, shown, label)) }),
  );
  return {
    id: shown.id,
    text: shown.text,
    pressables,
    form: shown.labels.includes(OPEN) ? offered(slack, user, shown) : null,
  };
}

/** A form behind a button: it is opened, then sent. */
function offered(slack: Slack, user: string, shown: ShownMessage): ShownForm {
  return {
    title: shown.text,
    fields: [],
    async submit(values) {
      const before = slack.seen(user).length;
      taken(await slack.press(user, shown, OPEN));
      const view = await waitFor(
        () =>
          slack
            .seen(user)
            .slice(before)
            .find((it) => it.kind === "view"),
        "the form",
      );
      if (view.kind !== "view") throw new Error("no form was opened");
      return send(slack, user, view, values);
    },
  };
}

function fromView(slack: Slack, user: string, view: ShownView): Shown {
  const inputs = inputsOf(view);
  return {
    id: view.id,
    text: view.text,
    pressables: view.labels.map((label) => ({
      label,
      press: async () => taken(await slack.pressInView(user, label)),
    })),
    form: view.open
      ? {
          title: view.title,
          fields: inputs.map((block) => textAt(block, "block_id")),
          submit: (values) => send(slack, user, view, values),
        }
      : null,
  };
}

const inputsOf = (view: ShownView): readonly Json[] =>
  listAt(view.json, "blocks").filter((block) => block.type === "input");

/** Choices are named by what they mean to the bot, which Slack carries in another form. */
async function send(slack: Slack, user: string, view: ShownView, values: Readonly<Record<string, string>>) {
  const chosen = new Set(
    inputsOf(view)
      .filter((block) => at(block, "element").type === "static_select")
      .map((block) => textAt(block, "block_id")),
  );
  const entered = Object.entries(values).map(([name, value]): [string, string] => [
    name,
    chosen.has(name) ? `${OPTION_PREFIX}${value}` : value,
  ]);
  const ack = await slack.submit(user, view, Object.fromEntries(entered));
  taken(ack);
  const errors = at(ack.body, "errors");
  return Object.fromEntries(Object.keys(errors).map((name) => [name, textAt(errors, name)]));
}

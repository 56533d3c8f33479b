import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import { type BoltApp, startBoltApp } from "../../support/slack/bolt-app.ts";
import { clientOf } from "../../support/slack/client.ts";
import { type Slack, type SlackOptions, startSlack } from "../../support/slack/slack.ts";

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

async function started(options: SlackOptions = {}): Promise<Slack> {
  const slack = await startSlack(options);
  ending.push(slack.close);
  return slack;
}

async function withBolt(mode: "http" | "socket", options: SlackOptions = {}): Promise<{ slack: Slack } & BoltApp> {
  const slack = await started({ ...options, mode });
  const bolt = await startBoltApp(slack, mode);
  ending.push(bolt.stop);
  return { slack, ...bolt };
}

/** The last message that a person was shown and that says this. */
const shows = (slack: Slack, user: string, words: string) =>
  waitFor(() => slack.shown(user).findLast(({ text }) => text.includes(words)), words);

describe.each(["http", "socket"] as const)("Bolt over %s", (mode) => {
  test("goes from a command to a card, a form with an error, and the card changed in place", async () => {
    const { slack, heard } = await withBolt(mode);
    const ack = await slack.command("U1", "Stripe Tuesday");
    expect(ack.status).toBe(200);
    const answer = await shows(slack, "U1", "Noted: Stripe Tuesday");
    expect(answer.ephemeral).toBe(true);

    const card = await waitFor(() => slack.shown("U1").find(({ labels }) => labels.includes("Reschedule")), "the card");
    expect(card.text).toBe("Stripe Tuesday\n(Reschedule | Cancel <it>)\n[x] Read up\n[ ] Iron shirt");
    expect(card.ephemeral).toBe(false);
    expect(slack.shown("U2")).toEqual([]);

    expect((await slack.press("U1", card, "Cancel <it>")).status).toBe(200);
    const view = await waitFor(() => slack.openView("U1"), "the form");
    expect(heard).toEqual(['press ["cancel:1:1",null] Cancel &lt;it&gt;']);
    expect(view.text).toBe("When is it?\nDate: 2026-03-10\nNotes: ");

    const refused = await slack.submit("U1", view, { date: "2026-02-01" });
    expect(refused.body).toEqual({ response_action: "errors", errors: { date: "That is over." } });
    expect(slack.openView("U1")?.id).toBe(view.id);

    expect((await slack.submit("U1", view, {})).body).toBe("");
    expect(slack.openView("U1")).toBeNull();
    const moved = await shows(slack, "U1", "Moved to 2026-03-10");
    expect(moved.id).toBe(card.id);
    expect(slack.standing("U1").map(({ id }) => id)).toEqual([answer.id, card.id]);
  });

  test("reports what is ticked, on top of what was ticked before", async () => {
    const { slack, heard } = await withBolt(mode);
    await slack.command("U1", "Stripe");
    const card = await waitFor(() => slack.shown("U1").find(({ labels }) => labels.includes("Read up")), "the card");
    await slack.press("U1", card, "Iron shirt");
    await slack.press("U1", card, "Read up");
    expect(heard).toEqual(["ticked task:1:1,task:2:1", "ticked task:2:1"]);
  });

  test("publishes the home of whoever opens it", async () => {
    const { slack } = await withBolt(mode);
    await slack.homeOpened("U2");
    await waitFor(() => slack.homeOf("U2") === "Home of U2", "the home");
    expect(slack.homeOf("U1")).toBe("");
  });

  test("brings messages as Slack escapes them, and the same event again when told to", async () => {
    const { slack, heard } = await withBolt(mode);
    await slack.message("U1", "call <Ann> & ann@stripe.com, see https://zoom.us/j/7.");
    await slack.redeliver();
    await waitFor(() => heard.length === 2, "both");
    const words = "call &lt;Ann&gt; &amp; <mailto:ann@stripe.com|ann@stripe.com>, see <https://zoom.us/j/7>.";
    const id = String(slack.delivered[0]?.payload.event_id);
    expect(heard).toEqual([`message ${words} ${id} retry 0`, `message ${words} ${id} retry 1`]);
  });

  test("tells of shortcuts, profiles and the end of it", async () => {
    const { slack, heard } = await withBolt(mode);
    await slack.shortcut("U1", "save");
    await slack.messageShortcut("U1", "save", { text: "Onsite at Figma Friday 10-12", by: "U2" });
    slack.setUser("U1", { timeZone: "Asia/Tokyo" });
    await slack.userChange("U1");
    await slack.uninstall("T1");
    await waitFor(() => heard.length === 4, "all of it");
    expect(heard).toEqual([
      "shortcut shortcut",
      "shortcut Onsite at Figma Friday 10-12",
      "zone Asia/Tokyo",
      "uninstalled",
    ]);
    const client = clientOf(slack, slack.calls("auth.test")[0]?.token ?? "");
    await expect(client.auth.test()).rejects.toThrow("account_inactive");
  });
});

describe("over HTTP", () => {
  test("refuses what is forged or old", async () => {
    const { slack } = await withBolt("http");
    const body = new URLSearchParams({ command: "/interview", text: "x", user_id: "U1", team_id: "T1" }).toString();
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const now = Math.floor(Date.now() / 1000);
    const forged = slack.sign(body, now, "another secret altogether");
    expect((await slack.raw({ headers: { ...form, ...forged }, body })).status).toBe(401);
    const old = slack.sign(body, now - 301);
    expect((await slack.raw({ headers: { ...form, ...old }, body })).status).toBe(401);
  });

  test("delivers an event again until it is taken, if the test asks for it", async () => {
    const slack = await started({ retries: true });
    const numbers: unknown[] = [];
    const app = createServer((request, response) => {
      numbers.push(request.headers["x-slack-retry-num"]);
      request.resume().on("end", () => response.writeHead(numbers.length < 3 ? 500 : 200).end());
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void app.close());
    await once(app, "listening");
    const address = app.address();
    slack.pointAt(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
    expect(await slack.message("U1", "hello")).toMatchObject({ status: 200, attempts: 3 });
    expect(numbers).toEqual([undefined, "1", "2"]);
    numbers.splice(0);
    expect((await slack.command("U1", "list")).attempts).toBe(1);
  });
});

describe("over Socket Mode", () => {
  test("goes on over a new connection after a disconnect, and after a cut", async () => {
    const { slack, heard } = await withBolt("socket");
    slack.disconnect();
    await slack.message("U1", "one");
    expect(slack.connections()).toBe(2);
    slack.cut();
    await slack.message("U1", "two");
    await waitFor(() => heard.length === 2, "both");
    expect(slack.connections()).toBe(3);
  });

  test("brings an event again whose connection went before it was acknowledged", async () => {
    const slack = await started({ mode: "socket", retries: true, patienceMs: 60_000 });
    const client = clientOf(slack, slack.appToken);
    const attempts: unknown[] = [];
    const connect = async (): Promise<void> => {
      const socket = await openSocket((await client.apps.connections.open()).url ?? "");
      socket.addEventListener("message", ({ data }) => {
        const { envelope_id, retry_attempt } = JSON.parse(String(data));
        if (envelope_id === undefined) return;
        attempts.push(retry_attempt);
        if (attempts.length === 1) {
          socket.close();
          void connect();
        } else socket.send(JSON.stringify({ envelope_id }));
      });
    };
    await connect();
    expect(await slack.message("U1", "hello")).toMatchObject({ status: 200, attempts: 2 });
    expect(attempts).toEqual([0, 1]);
  });

  test("opens each connection with a ticket of its own", async () => {
    const slack = await started({ mode: "socket" });
    const client = clientOf(slack, slack.appToken);
    const { url = "" } = await client.apps.connections.open();
    const first = await openSocket(url);
    onTestFinished(() => first.close());
    await slack.connected();
    await expect(openSocket(url)).rejects.toThrow("refused");
    const bot = clientOf(slack, slack.token());
    await expect(bot.apps.connections.open()).rejects.toThrow("not_allowed_token_type");
  });
});

const openSocket = (url: string) =>
  new Promise<WebSocket>((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.addEventListener("open", () => resolve(socket));
    socket.addEventListener("error", () => reject(new Error("refused")));
  });

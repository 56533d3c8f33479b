import { afterEach, describe, expect, test } from "vitest";
import { waitFor } from "../clock.ts";
import { clientOf } from "./client.ts";
import { type Slack, type SlackOptions, startSlack } from "./slack.ts";

const running: Slack[] = [];
afterEach(async () => {
  for (const slack of running.splice(0)) await slack.close();
});

async function started(options: SlackOptions = {}) {
  const slack = await startSlack(options);
  running.push(slack);
  return { slack, client: clientOf(slack, slack.token()) };
}

describe("answers to an interaction", () => {
  const post = (url: string, body: object) =>
    fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

  async function pressed() {
    const { slack, client } = await started({ mode: "socket" });
    const { url = "" } = await clientOf(slack, slack.appToken).apps.connections.open();
    const socket = new WebSocket(url);
    const urls: string[] = [];
    socket.addEventListener("message", ({ data }) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      if (envelope_id === undefined) return;
      urls.push(String(payload.response_url));
      socket.send(JSON.stringify({ envelope_id }));
    });
    await slack.connected();
    return { slack, client, urls };
  }

  test("are five, for half an hour, and seen by that person only", async () => {
    const { slack, urls } = await pressed();
    await slack.command("U1", "list", { channel: "C1" });
    const [url = ""] = urls;
    for (let use = 1; use <= 5; use += 1) expect((await post(url, { text: `answer ${use}` })).status).toBe(200);
    const sixth = await post(url, { text: "answer 6" });
    expect([sixth.status, await sixth.text()]).toEqual([404, "used_url"]);
    expect(slack.shown("U1").map(({ text, ephemeral }) => [text, ephemeral])).toEqual(
      [1, 2, 3, 4, 5].map((use) => [`answer ${use}`, true]),
    );
    expect(slack.shown("U2")).toEqual([]);
    await slack.command("U1", "list", { channel: "C1" });
    await post(urls[1] ?? "", { text: "for all", response_type: "in_channel" });
    expect(slack.shown("U2").map(({ text }) => text)).toEqual(["for all"]);
    slack.pass({ minutes: 31 });
    expect(await (await post(urls[1] ?? "", { text: "late" })).text()).toBe("expired_url");
  });

  test("replace or remove what only that person sees", async () => {
    const { slack, client, urls } = await pressed();
    const button = {
      type: "button",
      action_id: "press:0",
      text: { type: "plain_text", text: "Go", emoji: false },
    } as const;
    const { channel } = await client.conversations.open({ users: "U1" });
    const asked = { channel: channel?.id ?? "", user: "U1", text: "?" };
    await client.chat.postEphemeral({ ...asked, blocks: [{ type: "actions", elements: [button] }] });
    const [card] = slack.shown("U1");
    if (card === undefined) throw new Error("nothing shown");
    const ack = await slack.press("U1", card, "Go");
    expect(ack.sent.payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(ack.sent.payload).not.toHaveProperty("message");
    await post(urls[0] ?? "", { text: "gone", replace_original: true });
    expect(slack.standing("U1").map(({ id, text }) => [id, text])).toEqual([[card.id, "gone"]]);
    await post(urls[0] ?? "", { delete_original: true });
    expect(slack.standing("U1")).toEqual([]);
  });
});

describe("faults", () => {
  test("come as often as told, then all is well", async () => {
    const { slack, client } = await started();
    const send = () => client.chat.postMessage({ channel: "U1", text: "hello" });
    slack.fail("chat.postMessage", { error: "user_not_found" });
    slack.fail("chat.postMessage", { status: 429, retryAfter: 7 });
    slack.fail("chat.postMessage", { status: 503 });
    slack.fail("chat.postMessage", { dropAfter: true });
    await expect(send()).rejects.toThrow("user_not_found");
    await expect(send()).rejects.toMatchObject({ retryAfter: 7 });
    await expect(send()).rejects.toMatchObject({ statusCode: 503 });
    await expect(send()).rejects.toMatchObject({ code: "slack_webapi_request_error" });
    expect(slack.shown("U1").map(({ text }) => text)).toEqual(["hello"]);
    expect((await send()).ok).toBe(true);
    expect(slack.calls("chat.postMessage").map(({ answer }) => answer?.ok)).toEqual([
      false,
      false,
      false,
      undefined,
      true,
    ]);
  });

  test("hold a call until the caller gives up", async () => {
    const { slack } = await started();
    const impatient = clientOf(slack, slack.token(), 50);
    slack.fail("chat.postMessage", { hang: true });
    await expect(impatient.chat.postMessage({ channel: "U1", text: "x" })).rejects.toThrow();
    await waitFor(() => slack.calls("chat.postMessage").length === 1, "the call");
    expect(slack.shown("U1")).toEqual([]);
  });
});

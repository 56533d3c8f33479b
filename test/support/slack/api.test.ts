import { afterEach, describe, expect, test } from "vitest";
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

const header = (text: string) => ({ type: "header", text: { type: "plain_text", text, emoji: false } }) as const;
const plain = (text: string) => ({ type: "plain_text", text, emoji: false }) as const;
const modal = (title: string) => ({
  type: "modal" as const,
  callback_id: "form",
  private_metadata: "",
  title: plain(title),
  submit: plain("Save"),
  close: plain("Cancel"),
  blocks: [header("Hello")],
});
const home = (text: string) => ({ type: "home" as const, blocks: [header(text)] });
const view = modal("A form");

describe("tokens", () => {
  test("are wanted, known, alive and allowed", async () => {
    const { slack } = await started({ scopes: ["users:read"] });
    await expect(clientOf(slack, "").auth.test()).rejects.toThrow("not_authed");
    await expect(clientOf(slack, "xoxb-no").auth.test()).rejects.toThrow("invalid_auth");
    const client = clientOf(slack, slack.token());
    expect(await client.auth.test()).toMatchObject({ team_id: "T1", user_id: "UBOT", bot_id: "BBOT" });
    await expect(client.conversations.open({ users: "U1" })).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "im:write", provided: "users:read" },
    });
    await client.auth.revoke();
    await expect(client.auth.test()).rejects.toThrow("token_revoked");
  });

  test("come by OAuth, once for each consent and apart for each workspace", async () => {
    const teams = [
      { id: "T1", users: [{ id: "U1" }], installed: false },
      { id: "T2", users: [{ id: "U2" }], installed: false },
    ];
    const slack = await startSlack({ teams });
    running.push(slack);
    const redirect_uri = "https://bot.example.com/slack/oauth_redirect";
    const link = `https://slack.com/oauth/v2/authorize?client_id=11.22&scope=chat:write,im:write&state=s1&redirect_uri=${redirect_uri}`;
    const codeOf = (user: string) => new URL(slack.consent(link, user)).searchParams.get("code") ?? "";
    const nobody = clientOf(slack, "");
    const secrets = { client_id: slack.clientId, client_secret: slack.clientSecret, redirect_uri };
    const code = codeOf("U1");
    expect(new URL(slack.consent(link, "U1")).searchParams.get("state")).toBe("s1");
    const first = await nobody.oauth.v2.access({ ...secrets, code });
    expect(first).toMatchObject({ team: { id: "T1" }, is_enterprise_install: false, scope: "chat:write,im:write" });
    await expect(nobody.oauth.v2.access({ ...secrets, code })).rejects.toThrow("code_already_used");
    const wrong = { ...secrets, code: codeOf("U2"), client_secret: "x" };
    await expect(nobody.oauth.v2.access(wrong)).rejects.toThrow("bad_client_secret");
    const second = await nobody.oauth.v2.access({ ...secrets, code: codeOf("U2") });
    const inSecond = clientOf(slack, second.access_token ?? "");
    expect((await inSecond.conversations.open({ users: "U2" })).channel?.id).toBe("DT2U2");
    await expect(inSecond.conversations.open({ users: "U1" })).rejects.toThrow("user_not_found");
    await expect(inSecond.chat.postMessage({ channel: "DT1U1", text: "x" })).rejects.toThrow("channel_not_found");
    expect(slack.deny(link)).toBe(`${redirect_uri}?error=access_denied&state=s1`);
  });

  test("of an organisation reach all its workspaces", async () => {
    const slack = await startSlack({
      teams: [
        { id: "T1", enterprise: "E1", users: [{ id: "U1" }], installed: false },
        { id: "T2", enterprise: "E1", users: [{ id: "U2" }], installed: false },
        { id: "T3", users: [{ id: "U3" }] },
      ],
    });
    running.push(slack);
    const link = "https://slack.com/x?scope=users:read&redirect_uri=https%3A%2F%2Fbot.example.com%2F";
    const code = new URL(slack.consent(link, "U1", { orgWide: true })).searchParams.get("code") ?? "";
    const { clientId: client_id, clientSecret: client_secret } = slack;
    const redirect_uri = "https://bot.example.com/";
    const given = await clientOf(slack, "").oauth.v2.access({ client_id, client_secret, code, redirect_uri });
    expect(given).toMatchObject({ is_enterprise_install: true, enterprise: { id: "E1" }, team: null });
    const client = clientOf(slack, given.access_token ?? "");
    expect((await client.users.info({ user: "U2" })).user?.team_id).toBe("T2");
    await expect(client.users.info({ user: "U3" })).rejects.toThrow("user_not_found");
  });
});

describe("people", () => {
  test("are told with their zone, and with their address where the scope is there", async () => {
    const { slack, client } = await started();
    const { user } = await client.users.info({ user: "U2" });
    expect(user).toMatchObject({
      real_name: "Bo Chan",
      tz: "America/New_York",
      profile: { email: "bo@example.com", display_name: "Bo" },
    });
    const { slack: less } = await started({ scopes: ["users:read"] });
    expect((await clientOf(less, less.token()).users.info({ user: "U2" })).user?.profile?.email).toBeUndefined();
    slack.setUser("U2", { deleted: true });
    await expect(client.conversations.open({ users: "U2" })).rejects.toThrow("user_disabled");
    await expect(client.conversations.open({ users: "U9" })).rejects.toThrow("user_not_found");
  });
});

describe("messages", () => {
  test("need a text and blocks within the limits, and ping only who is meant", async () => {
    const { slack, client } = await started();
    const channel = "U1";
    await expect(client.chat.postMessage({ channel, text: "" })).rejects.toThrow("no_text");
    const long = { channel, text: "x", blocks: [header("x".repeat(151))] };
    await expect(client.chat.postMessage(long)).rejects.toThrow("invalid_blocks");
    const many = { channel, text: "x", blocks: Array.from({ length: 51 }, () => header("x")) };
    await expect(client.chat.postMessage(many)).rejects.toThrow("invalid_blocks");
    await client.chat.postMessage({ channel, text: "to &lt;!channel&gt;", blocks: [header("<!channel>")] });
    expect(slack.pinged()).toEqual([]);
    expect(slack.shown("U1").at(-1)?.text).toBe("<!channel>");
    await client.chat.postMessage({ channel, text: "to <!channel> and <@U2>" });
    expect(slack.pinged()).toEqual(["@channel", "@U2"]);
  });

  test("are changed by their author only, and found again with their metadata", async () => {
    const { slack, client } = await started();
    const { channel: opened } = await client.conversations.open({ users: "U1" });
    const channel = opened?.id ?? "";
    const metadata = { event_type: "sent", event_payload: { nonce: "n1" } };
    const { ts = "" } = await client.chat.postMessage({ channel, text: "one", metadata });
    await client.chat.postMessage({ channel, text: "reply", thread_ts: ts });
    await slack.message("U1", "mine").catch(() => undefined);
    const mine = slack.kept("U1").at(-1)?.ts ?? "";
    await expect(client.chat.update({ channel, ts: mine, text: "no" })).rejects.toThrow("cant_update_message");
    await expect(client.chat.update({ channel, ts: "1.2", text: "no" })).rejects.toThrow("message_not_found");
    await client.chat.update({ channel, ts, text: "two" });
    const { messages } = await client.conversations.history({ channel, include_all_metadata: true });
    expect(messages?.map(({ text }) => text)).toEqual(["mine", "two"]);
    expect(messages?.[1]?.metadata).toEqual(metadata);
    expect(slack.shown("U1").map(({ text }) => text)).toEqual(["one", "reply", "two"]);
    await client.chat.delete({ channel, ts });
    expect(slack.standing("U1").map(({ text }) => text)).toEqual(["reply"]);
  });

  test("go to channels only where the bot is a member", async () => {
    const { client } = await started();
    await expect(client.chat.postMessage({ channel: "C1", text: "x" })).rejects.toThrow("not_in_channel");
    await expect(client.chat.postEphemeral({ channel: "C1", user: "U1", text: "x" })).rejects.toThrow("not_in_channel");
    await expect(client.chat.postMessage({ channel: "C9", text: "x" })).rejects.toThrow("channel_not_found");
  });

  test("come no faster than one a second in a conversation, when that is asked for", async () => {
    const { slack, client } = await started();
    slack.strictPace = true;
    await client.chat.postMessage({ channel: "U1", text: "1" });
    await expect(client.chat.postMessage({ channel: "U1", text: "2" })).rejects.toMatchObject({ retryAfter: 1 });
    await client.chat.postMessage({ channel: "U2", text: "2" });
    slack.pass({ seconds: 1 });
    await client.chat.postMessage({ channel: "U1", text: "3" });
    expect(slack.shown("U1").map(({ text }) => text)).toEqual(["1", "3"]);
  });
});

describe("views", () => {
  test("open once with a trigger, and within three seconds", async () => {
    const { slack, client } = await started();
    const trigger_id = slack.trigger("U1");
    await client.views.open({ trigger_id, view });
    expect(slack.openView("U1")).toMatchObject({ title: "A form", text: "A form\nHello", open: true });
    await expect(client.views.open({ trigger_id, view })).rejects.toThrow("exchanged_trigger_id");
    await expect(client.views.open({ trigger_id: "1.2.x", view })).rejects.toThrow("invalid_trigger_id");
    const late = slack.trigger("U1");
    slack.pass({ seconds: 4 });
    await expect(client.views.open({ trigger_id: late, view })).rejects.toThrow("expired_trigger_id");
    const long = { trigger_id: slack.trigger("U1"), view: modal("x".repeat(25)) };
    await expect(client.views.open(long)).rejects.toThrow("invalid_arguments");
  });

  test("are changed by who knows their hash", async () => {
    const { slack, client } = await started();
    const { view: first } = await client.views.publish({ user_id: "U1", view: home("one") });
    await client.views.publish({ user_id: "U1", view: home("two") });
    const stale = { user_id: "U1", view: home("three"), hash: first?.hash ?? "" };
    await expect(client.views.publish(stale)).rejects.toThrow("hash_conflict");
    expect(slack.homeOf("U1")).toBe("two");
  });
});

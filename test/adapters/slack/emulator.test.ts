import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf } from "../../support/slack/client.ts";
import { SCOPES } from "../../support/slack/slack.ts";
import { type SlackEmulator, startEmulator } from "./emulator.ts";

describe("Bolt's client against an emulator of Slack that others made", () => {
  let slack: SlackEmulator;
  beforeAll(async () => {
    slack = await startEmulator(SCOPES);
  });
  afterAll(() => slack.close());

  const header = (text: string) => ({ type: "header", text: { type: "plain_text", text, emoji: false } }) as const;

  test("knows which workspace it is in", async () => {
    expect(await clientOf(slack, slack.token).auth.test()).toMatchObject({ ok: true, team_id: slack.team });
  });

  test("opens the same conversation each time, posts there and changes what it posted", async () => {
    const client = clientOf(slack, slack.token);
    const { channel } = await client.conversations.open({ users: slack.person });
    const id = channel?.id ?? "";
    expect(id).toMatch(/^D/);
    expect((await client.conversations.open({ users: slack.person })).channel?.id).toBe(id);
    const { ts = "" } = await client.chat.postMessage({ channel: id, text: "one", blocks: [header("one")] });
    await client.chat.update({ channel: id, ts, text: "two", blocks: [header("two")] });
    const { messages } = await client.conversations.history({ channel: id });
    expect(messages?.map((it) => [it.ts, it.text])).toEqual([[ts, "two"]]);
  });

  test("publishes a home", async () => {
    const home = { type: "home" as const, blocks: [header("Home")] };
    const { view } = await clientOf(slack, slack.token).views.publish({ user_id: slack.person, view: home });
    expect(view).toMatchObject({ type: "home", team_id: slack.team });
  });

  test("is refused what no scope allows", async () => {
    const less = await startEmulator(["im:write"]);
    try {
      const client = clientOf(less, less.token);
      await expect(client.chat.postMessage({ channel: less.person, text: "x" })).rejects.toThrow("missing_scope");
    } finally {
      await less.close();
    }
  });
});

/** What must not get in, must not come twice, and must not be told: the bot in Slack against those who mean harm. */
import { once } from "node:events";
import { request } from "node:http";
import { describe, expect, test } from "vitest";
import type { Slack } from "../../support/slack/slack.ts";
import { ANN, expectNothingStored, inSlack, loggedBy, shows, times } from "./in-slack.ts";

const FORM = "application/x-www-form-urlencoded";

/** A message of U1 to the bot as the body of an event. */
const said = (text: string, id = "Ev1"): string =>
  JSON.stringify({
    token: "t",
    team_id: "T1",
    api_app_id: "A1",
    type: "event_callback",
    event_id: id,
    event: { type: "message", channel: "DT1U1", channel_type: "im", user: "U1", ts: "1.1", text },
  });

const post = (slack: Slack, body: string, headers: Readonly<Record<string, string>>) =>
  slack.raw({ headers: { "content-type": "application/json", ...headers }, body });

describe("only Slack is heard", () => {
  const body = said("phone screen with Stripe Tuesday 3pm");
  const now = () => Math.floor(Date.now() / 1000);
  const forged: [string, (slack: Slack) => Readonly<Record<string, string>>][] = [
    ["a signature with another secret", (slack) => slack.sign(body, now(), "another-secret")],
    ["a signature of another body", (slack) => slack.sign(`${body} `)],
    ["a timestamp of six minutes ago", (slack) => slack.sign(body, now() - 6 * 60)],
    [
      "a timestamp that is not the signed one",
      (slack) => ({ ...slack.sign(body), "x-slack-request-timestamp": `${now() - 1}` }),
    ],
    ["no signature", (slack) => ({ "x-slack-request-timestamp": slack.sign(body)["x-slack-request-timestamp"] })],
    ["no timestamp", (slack) => ({ "x-slack-signature": slack.sign(body)["x-slack-signature"] })],
    ["no headers at all", () => ({})],
    ["a signature of another version", (slack) => ({ ...slack.sign(body), "x-slack-signature": "v1=00" })],
  ];

  test("whatever is not signed as Slack signs is refused with 401, leaves nothing and is logged once", async () => {
    const { slack, world } = await inSlack();
    for (const [index, [name, headers]] of forged.entries()) {
      expect((await post(slack, body, headers(slack))).status, name).toBe(401);
      expect(loggedBy(world, "not Slack's"), name).toHaveLength(index + 1);
    }
    await world.bot.idle();
    await expectNothingStored(world);
    expect(slack.calls("chat.postMessage")).toEqual([]);
    // The same with the right signature is heard, so it was the signature that kept it out.
    expect((await post(slack, body, slack.sign(body))).status).toBe(200);
    await shows(slack, "Stripe: phone screen");
  });

  test("a request of Slack that is sent again, byte for byte, has no second effect", async () => {
    const { slack, world } = await inSlack();
    const answerUrl = `${slack.url}/response/none`;
    const command = new URLSearchParams({
      ...{ team_id: "T1", user_id: "U1", channel_id: "DT1U1", command: "/interview", trigger_id: "1.2.3" },
      ...{ text: "phone screen with Stripe Tuesday 3pm", response_url: answerUrl, api_app_id: "A1" },
    }).toString();
    const headers = { "content-type": FORM, ...slack.sign(command) };
    expect((await slack.raw({ headers, body: command })).status).toBe(200);
    await shows(slack, "Stripe: phone screen");
    await world.bot.idle();
    expect((await slack.raw({ headers, body: command })).status).toBe(200);
    const body = said("onsite at Figma Friday 10-12");
    const signed = slack.sign(body);
    for (let time = 0; time < 3; time += 1) expect((await post(slack, body, signed)).status).toBe(200);
    await shows(slack, "Figma: onsite");
    await world.bot.idle();
    expect((await world.records(ANN)).interviews).toHaveLength(2);
    expect([times(slack, "Stripe: phone screen"), times(slack, "Figma: onsite")]).toEqual([1, 1]);
  });
});

describe("too much, or nonsense", () => {
  /** Sends as much as is taken, and resolves with the answer. */
  async function pour(url: string, bytes: number, headers: Readonly<Record<string, string>>): Promise<number> {
    const sending = request(`${url}/slack/events`, { method: "POST", headers });
    const answered = once(sending, "response");
    sending.on("error", () => undefined);
    const chunk = Buffer.alloc(64 * 1024, "a");
    for (let sent = 0; sent < bytes; sent += chunk.length) sending.write(chunk);
    sending.end();
    const [response] = await answered;
    response.resume();
    return response.statusCode;
  }

  test.each([
    ["that says how long it is", 600 * 1024, { "content-length": String(640 * 1024) }],
    ["in chunks", 8 * 1024 * 1024, {}],
  ])("a body that is too long, %s, is refused with 413 and does not hang", async (_name, bytes, headers) => {
    const { slack, world } = await inSlack();
    expect(await pour(world.url, bytes, { "content-type": "application/json", ...headers })).toBe(413);
    await expectNothingStored(world);
    expect(loggedBy(world, "could not be read")).toHaveLength(1);
    await slack.message("U1", "hi");
    await shows(slack, "Greenroom");
  });

  test("a body that is too long is refused also when it is signed", async () => {
    const { slack, world } = await inSlack();
    const body = said("x".repeat(520 * 1024));
    expect((await post(slack, body, slack.sign(body))).status).toBe(413);
    await expectNothingStored(world);
  });

  const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  const junk: [string, string, string][] = [
    ["no JSON", "{", "application/json"],
    ["nothing", "", "application/json"],
    ["null", "null", "application/json"],
    ["a number", "7", "application/json"],
    ["a text", '"hi"', "application/json"],
    ["a list", "[]", "application/json"],
    ["an empty object", "{}", "application/json"],
    ["a deep list", deep, "application/json"],
    [
      "a deep event",
      `{"type":"event_callback","team_id":"T1","event_id":"E","event":{"type":"message","text":${deep}}}`,
      "application/json",
    ],
    ["an event without a body", '{"type":"event_callback","team_id":"T1","event_id":"E"}', "application/json"],
    [
      "an event that is null",
      '{"type":"event_callback","team_id":"T1","event_id":"E","event":null}',
      "application/json",
    ],
    ["an event of no type", '{"type":"event_callback","team_id":"T1","event_id":"E","event":{}}', "application/json"],
    ["an event of a wrong shape", said("x").replace('"U1"', "[1]"), "application/json"],
    ["a form of nothing", "", FORM],
    ["a payload of null", "payload=null", FORM],
    ["a payload of a number", "payload=7", FORM],
    ["a payload that is no JSON", "payload=%7B", FORM],
    ["two payloads", "payload=%7B%7D&payload=%7B%7D", FORM],
    [
      "an interaction without anything",
      `payload=${encodeURIComponent('{"type":"block_actions","actions":[{"action_id":"press:0","block_id":"b"}]}')}`,
      FORM,
    ],
    [
      "an interaction without actions",
      `payload=${encodeURIComponent('{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1"}}')}`,
      FORM,
    ],
    [
      "a form without a view",
      `payload=${encodeURIComponent('{"type":"view_submission","team":{"id":"T1"},"user":{"id":"U1"}}')}`,
      FORM,
    ],
    [
      "a form with a strange view",
      `payload=${encodeURIComponent('{"type":"view_submission","team":{"id":"T1"},"user":{"id":"U1"},"view":{"id":"V","callback_id":"form","private_metadata":"{","state":{"values":[[1]]}}}')}`,
      FORM,
    ],
    [
      "a shortcut of nobody",
      `payload=${encodeURIComponent('{"type":"shortcut","callback_id":"new_interview"}')}`,
      FORM,
    ],
    ["a command of nobody", "command=%2Finterview&text=hi", FORM],
    [
      "a command with many texts",
      "command=%2Finterview&text=a&text=b&team_id=T1&user_id=U1&channel_id=C&response_url=x&trigger_id=1",
      FORM,
    ],
    ["another content type", said("hi"), "text/plain"],
  ];

  test("nonsense gets an answer and does no harm, though it is signed", async () => {
    const { slack, world } = await inSlack();
    for (const [name, body, type] of junk) {
      const { status } = await slack.raw({ headers: { "content-type": type, ...slack.sign(body) }, body });
      expect([200, 400, 404], name).toContain(status);
    }
    await slack.message("U1", "phone screen with Stripe Tuesday 3pm");
    await shows(slack, "Stripe: phone screen");
    await world.bot.idle();
    expect((await world.records(ANN)).interviews).toHaveLength(1);
  });
});

/** Bodies that Discord never sends: whatever comes by the gateway, nothing is done, nothing is logged, and the bot goes on. */
import { InteractionType } from "discord-api-types/v10";
import { expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import { isJson, type Json } from "../../support/slack/json.ts";
import { ANN, expectNothingStored, inDiscord, loggedBy, meet, messagesOf, settled, shows } from "./in-discord.ts";

const deep = (depth: number): unknown => JSON.parse(`${'{"a":['.repeat(depth)}${"]}".repeat(depth)}`);
const HUGE = "x".repeat(100_000);

/** Values in place of what belongs there. */
const WRONG: readonly (readonly [string, unknown])[] = [
  ["nothing", undefined],
  ["null", null],
  ["a number", 7],
  ["a huge number", -1e300],
  ["a flag", true],
  ["an empty text", ""],
  ["a huge text", HUGE],
  ["an empty list", []],
  ["a long list", Array.from({ length: 5_000 }, (_, index) => index)],
  ["an empty object", {}],
  ["another object", { id: { id: [] }, length: -1, toString: 1 }],
  ["a deep object", deep(500)],
  ["a prototype", JSON.parse('{"__proto__":{"id":"1"},"constructor":{"prototype":1}}')],
];

const message: Json = {
  id: "1575000000000000001",
  type: 0,
  channel_id: "200000000001000001",
  channel_type: 1,
  author: { id: ANN.id, username: "ann", discriminator: "0", global_name: "Ann", avatar: null },
  content: "list",
  timestamp: "2026-03-04T14:02:00.000Z",
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  components: [],
  pinned: false,
  flags: 0,
};

const interaction = (type: InteractionType, data: Json, more: Json = {}): Json => ({
  id: "1575000000000000002",
  application_id: "900000000000000001",
  type,
  token: "no-token-of-this-stand-in",
  version: 1,
  data,
  channel: { id: "200000000001000001", type: 1, recipients: [] },
  channel_id: "200000000001000001",
  app_permissions: "0",
  locale: "en-GB",
  entitlements: [],
  authorizing_integration_owners: { "0": "0" },
  context: 1,
  attachment_size_limit: 1,
  user: message.author,
  ...more,
});

const command = interaction(InteractionType.ApplicationCommand, {
  id: "5",
  name: "interview",
  type: 1,
  options: [{ type: 1, name: "add", options: [{ type: 3, name: "text", value: "list" }] }],
});
const suggestion = interaction(InteractionType.ApplicationCommandAutocomplete, {
  id: "5",
  name: "interview",
  type: 1,
  options: [{ type: 1, name: "show", options: [{ type: 3, name: "interview", value: "s", focused: true }] }],
});
const save = interaction(InteractionType.ApplicationCommand, {
  id: "6",
  name: "Save as interview",
  type: 3,
  target_id: "1575000000000000001",
  resolved: { messages: { "1575000000000000001": message } },
});
const press = interaction(
  InteractionType.MessageComponent,
  { custom_id: "undo:65f000000000000000000000:1", component_type: 2, id: 1 },
  { message },
);
const check = interaction(
  InteractionType.MessageComponent,
  { custom_id: "check:0", component_type: 3, id: 1, values: ["tick:65f000000000000000000000.a"] },
  { message: { ...message, components: [{ type: 1, components: [{ type: 3, custom_id: "check:0", options: [] }] }] } },
);
const form = interaction(InteractionType.ModalSubmit, {
  custom_id: "what",
  components: [{ type: 18, id: 1, component: { type: 4, id: 2, custom_id: "company", value: "Figma" } }],
});

/** Paths to every part of a body. */
function paths(body: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof body !== "object" || body === null) return [at];
  const inner = Object.entries(body).flatMap(([key, value]) => paths(value, [...at, key]));
  return at.length === 0 ? inner : [at, ...inner];
}

/** The body with something else at the path; undefined leaves it out. */
function put(body: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(body)) return body.map((it, index) => (String(index) === key ? put(it, rest, value) : it));
  return isJson(body) ? { ...body, [key]: put(body[key], rest, value) } : body;
}

const KINDS: readonly (readonly [string, string, Json])[] = [
  ["a message", "MESSAGE_CREATE", message],
  ["a command", "INTERACTION_CREATE", command],
  ["suggestions", "INTERACTION_CREATE", suggestion],
  ["a saved message", "INTERACTION_CREATE", save],
  ["a press", "INTERACTION_CREATE", press],
  ["a checklist", "INTERACTION_CREATE", check],
  ["a form", "INTERACTION_CREATE", form],
];

test.each(KINDS)(
  "%s with any part of it wrong does no harm, and is no matter for the log",
  async (_name, event, body) => {
    const it = await inDiscord();
    const { discord, world } = it;
    let number = 0;
    const complaints = loggedBy(world, /"level":[456]0/).length;
    for (const path of paths(body)) {
      await Promise.all(
        WRONG.map(([, value]) => {
          number += 1;
          const wrong = put(body, path, value);
          // An id of its own, where the id is not what is wrong.
          const own = path.join() === "id" ? {} : { id: String(1_575_000_000_000_000_000n + BigInt(number)) };
          return discord.dispatch(event, isJson(wrong) ? { ...wrong, ...own } : {});
        }),
      );
    }
    await settled(it);
    expect(loggedBy(world, /"level":[456]0/)).toHaveLength(complaints);
    expect((await world.records(ANN)).interviews).toEqual([]);
    await discord.dm(ANN.id, "help");
    await shows(discord, "What I can do");
  },
);

test("bodies that are nothing at all are nothing", async () => {
  const it = await inDiscord();
  const { discord, world } = it;
  await waitFor(() => loggedBy(world, "connected to Discord").length > 0, "the connection");
  const before = world.logged.length;
  for (const event of ["MESSAGE_CREATE", "INTERACTION_CREATE", "MESSAGE_UPDATE", "NO_SUCH_EVENT", "__proto__"])
    await discord.dispatch(event, {});
  await settled(it);
  expect(world.logged.slice(before)).toEqual([]);
  await expectNothingStored(world);
  await meet(discord);
  await discord.dm(ANN.id, "help");
  await shows(discord, "What I can do");
  expect(messagesOf(discord)).toHaveLength(1);
});

import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { promisify } from "node:util";
import { REST } from "discord.js";
import { describe, expect, onTestFinished, test } from "vitest";
import { COMMANDS, commandsFor, type DesiredCommand } from "../../../adapters/discord/commands.ts";
import {
  differs,
  inviteUrl,
  prepareApplication,
  register,
  registerAll,
} from "../../../adapters/discord/registration.ts";
import { COMMAND_WORDS } from "../../../src/chat/port.ts";
import { StartError } from "../../../src/errors.ts";

const APP = "900000000000000001";
const GUILD = "700000000000000001";
const TOKEN = "a.good.token";

type Body = Record<string, unknown>;

const bodyOf = (value: unknown): Body => (typeof value === "object" && value !== null ? { ...value } : {});

/** Discord's endpoints for commands and for the app, as far as this folder calls them: it keeps what it is told. */
async function startRegistry() {
  const calls: string[] = [];
  const kept = new Map<string, Body[]>();
  const app: Body = { id: APP, name: "Greenroom", interactions_endpoint_url: null };
  let ids = 1000;
  /** What Discord adds to a command, and in which form it gives one back. */
  const withDefaults = (body: Body, global: boolean): Body => ({
    ...{ type: 1, description: "", nsfw: false, default_member_permissions: null, dm_permission: true },
    ...{ name_localizations: null, description_localizations: null },
    ...(global ? { contexts: null, integration_types: [0] } : { guild_id: GUILD }),
    ...body,
    ...(Array.isArray(body.options) ? { options: body.options.map(turned) } : {}),
    ...{ version: String(ids++), application_id: APP },
  });
  const http = createServer(async (request, response) => {
    const { pathname: path } = new URL(request.url ?? "", "http://discord.test");
    const at = path.replace("/api/v10", "");
    const reply = (status: number, body?: object) =>
      response
        .writeHead(status, body === undefined ? {} : { "content-type": "application/json" })
        .end(body === undefined ? undefined : JSON.stringify(body));
    const body = ["POST", "PATCH"].includes(request.method ?? "") ? bodyOf(await json(request)) : {};
    if (request.headers.authorization !== `Bot ${TOKEN}`) return reply(401, { code: 0, message: "401: Unauthorized" });
    if (request.method !== "GET") calls.push(`${request.method} ${at}`);
    if (at === "/applications/@me") return reply(200, Object.assign(app, body));
    const [, scope = "", id] = /^\/applications\/\d+(\/guilds\/\d+)?\/commands(?:\/(\d+))?$/.exec(at) ?? [];
    if (scope !== "" && scope !== `/guilds/${GUILD}`) return reply(403, { code: 50001, message: "Missing Access" });
    const all = kept.get(scope) ?? [];
    if (request.method === "GET") return reply(200, all);
    const rest = all.filter((it) => it.id !== id);
    if (request.method === "DELETE") {
      kept.set(scope, rest);
      return reply(204);
    }
    const before = all.find((it) => it.id === id);
    const made = { ...withDefaults({ ...before, ...body }, scope === ""), id: id ?? String(ids++) };
    kept.set(scope, [...rest, made]);
    return reply(id === undefined ? 201 : 200, made);
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  onTestFinished(() => {
    http.close();
    http.closeAllConnections();
  });
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const api = `http://127.0.0.1:${address.port}/api`;
  return { api, calls, kept, app, rest: new REST({ api, retries: 0 }).setToken(TOKEN) };
}

/** An option in another order of keys, with what Discord fills in. */
const turned = (option: unknown): unknown =>
  typeof option === "object" && option !== null
    ? {
        ...Object.fromEntries(
          Object.entries(option)
            .reverse()
            .map(([key, it]) => [key, key === "options" && Array.isArray(it) ? it.map(turned) : it]),
        ),
        ...{ name_localizations: null, description_localizations: null },
      }
    : option;

const NAMES = ["/interview", "/settings", "/help", "Save as interview"];
const nothing = { created: [], changed: [], removed: [], same: [] };

describe("registering commands", () => {
  test("creates all of them once, and calls nothing but the list the second time", async () => {
    const { rest, calls } = await startRegistry();
    expect(await register(rest, APP, null, COMMANDS)).toEqual({ ...nothing, created: NAMES });
    expect(calls).toEqual(NAMES.map(() => `POST /applications/${APP}/commands`));
    expect(await register(rest, APP, null, COMMANDS)).toEqual({ ...nothing, same: NAMES });
    expect(calls.length).toBe(NAMES.length);
  });

  test("changes what differs, removes what is gone, leaves the rest", async () => {
    const { rest, calls } = await startRegistry();
    const earlier: readonly DesiredCommand[] = [
      ...commandsFor(COMMAND_WORDS.filter((word) => word !== "prep" && word !== "help")),
      { type: 1, name: "job", description: "Jobs" },
      { type: 3, name: "help" },
    ];
    await register(rest, APP, null, earlier);
    calls.length = 0;
    expect(await register(rest, APP, null, COMMANDS)).toEqual({
      created: ["/help"],
      changed: ["/interview"],
      removed: ["/job", "help"],
      same: ["/settings", "Save as interview"],
    });
    expect(calls.map((call) => call.split(" ")[0])).toEqual(["DELETE", "DELETE", "POST", "PATCH"]);
    expect(await differs(rest, APP, COMMANDS)).toEqual([]);
  });

  test.each<[string, Body]>([
    ["who may use it", { default_member_permissions: "0" }],
    ["a name in another language", { name_localizations: { de: "hilfe" } }],
    ["an age limit", { nsfw: true }],
    ["where it works", { contexts: [0] }],
    ["options that it had", { options: [{ type: 3, name: "topic", description: "About what" }] }],
  ])("takes back %s that was set before", async (_what, set) => {
    const { rest, kept } = await startRegistry();
    await register(rest, APP, null, COMMANDS);
    const help = kept.get("")?.find(({ name }) => name === "help");
    Object.assign(help ?? {}, set);
    expect(await differs(rest, APP, COMMANDS)).toEqual(["/help"]);
    expect((await register(rest, APP, null, COMMANDS)).changed).toEqual(["/help"]);
    expect(await differs(rest, APP, COMMANDS)).toEqual([]);
  });

  test("takes the order of contexts for what it is, none", async () => {
    const { rest, kept } = await startRegistry();
    await register(rest, APP, null, COMMANDS);
    for (const it of kept.get("") ?? []) Object.assign(it, { contexts: [2, 0, 1], integration_types: [1, 0] });
    expect(await differs(rest, APP, COMMANDS)).toEqual([]);
  });

  test("does not take one order of options for another", async () => {
    const { rest, kept } = await startRegistry();
    await register(rest, APP, null, COMMANDS);
    for (const it of kept.get("") ?? [])
      if (Array.isArray(it.options)) Object.assign(it, { options: it.options.toReversed() });
    expect(await differs(rest, APP, COMMANDS)).toEqual(["/interview", "/settings"]);
  });

  test("leaves alone what launches an activity of the same app", async () => {
    const { rest, kept } = await startRegistry();
    kept.set("", [{ id: "1", type: 4, name: "launch", description: "", handler: 2 }]);
    expect((await register(rest, APP, null, COMMANDS)).removed).toEqual([]);
    expect(kept.get("")?.map(({ name }) => name)).toContain("launch");
  });

  test("in one server leaves those for all as they are, and names no contexts there", async () => {
    const { rest, kept } = await startRegistry();
    await register(rest, APP, null, COMMANDS);
    expect((await register(rest, APP, GUILD, COMMANDS)).created).toEqual(NAMES);
    expect((await register(rest, APP, GUILD, COMMANDS)).same).toEqual(NAMES);
    const there = kept.get(`/guilds/${GUILD}`) ?? [];
    expect(there.flatMap((it) => Object.keys(it)).filter((key) => /contexts|integration_types/.test(key))).toEqual([]);
    expect((await register(rest, APP, GUILD, [])).removed).toEqual(NAMES);
    expect(await differs(rest, APP, COMMANDS)).toEqual([]);
  });
});

describe("the app", () => {
  test("is made installable for servers and people, once", async () => {
    const { rest, calls, app } = await startRegistry();
    expect(await prepareApplication(rest)).toEqual({
      ...{ id: APP, name: "Greenroom", interactionsElsewhere: false, installChanged: true },
    });
    expect(app.integration_types_config).toEqual({
      0: { oauth2_install_params: { scopes: ["applications.commands", "bot"], permissions: "0" } },
      1: { oauth2_install_params: { scopes: ["applications.commands"], permissions: "0" } },
    });
    expect((await prepareApplication(rest)).installChanged).toBe(false);
    expect(calls).toEqual(["PATCH /applications/@me"]);
  });

  test("says where interactions go when they do not come to the bot", async () => {
    const { rest, app } = await startRegistry();
    app.interactions_endpoint_url = "https://elsewhere.example.com";
    expect((await prepareApplication(rest)).interactionsElsewhere).toBe(true);
  });

  test("is invited by a link that leaves the choice of server or person to Discord", () => {
    expect(inviteUrl(APP)).toBe(`https://discord.com/oauth2/authorize?client_id=${APP}`);
  });
});

const all = (apiUrl: string, token = TOKEN, guildId: string | null = null) =>
  registerAll({ token, apiUrl, guildId, desired: COMMANDS });

/** The sentences of the StartError that it ends with. */
async function refusal(work: Promise<unknown>): Promise<readonly string[]> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof StartError) return [String(error.exitCode), ...error.lines];
  throw error;
}

describe("what the operator can mend is one sentence", () => {
  test("a wrong token, without the token", async () => {
    const { api } = await startRegistry();
    const [code, line, ...more] = await refusal(all(api, "wrong.token.here"));
    expect([code, more]).toEqual(["78", []]);
    expect(line).toMatch(/^DISCORD_TOKEN: /);
    expect(line).not.toContain("wrong.token");
  });

  test("a server that the bot is not in", async () => {
    const { api } = await startRegistry();
    expect((await refusal(all(api, TOKEN, "700000000000000009"))).join()).toMatch(/^78,The bot is not in the server 7/);
  });

  test("an address at which nobody listens, or something else", async () => {
    expect((await refusal(all("http://127.0.0.1:9/api"))).join()).toMatch(/^69,Discord cannot be reached/);
    const other = createServer((_request, response) => response.end("hello"));
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === "object" ? address?.port : 0;
    expect((await refusal(all(`http://127.0.0.1:${port}`))).join()).toMatch(/^78,What answers is not Discord/);
  });
});

const run = promisify(execFile);
/** What `npm run discord:commands` runs. */
const script = (env: Record<string, string>, ...args: string[]) =>
  run(process.execPath, ["scripts/discord-commands.ts", ...args], { env: { PATH: process.env.PATH, ...env } });

describe("npm run discord:commands", () => {
  test("says in words what it did, and prints the invite link", async () => {
    const { api, kept } = await startRegistry();
    const env = { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: api };
    const first = await script(env);
    expect(first.stdout).toContain(`New: ${NAMES.join(", ")}.`);
    expect(first.stdout).toContain(inviteUrl(APP));
    expect(first.stdout).not.toContain(TOKEN);
    await all(api, TOKEN, GUILD);
    const second = await script(env, "--guild", GUILD, "--remove");
    expect(second.stdout).toContain(`in the server ${GUILD}`);
    expect(second.stdout).toContain(`Removed: ${NAMES.join(", ")}.`);
    expect(kept.get("")?.length).toBe(NAMES.length);
  });

  test.each<[string, Record<string, string>, readonly string[], number, RegExp]>([
    ["a wrong token", { DISCORD_TOKEN: "wrong.token.here" }, [], 78, /^DISCORD_TOKEN: [^\n]+\n$/],
    ["no token", { DISCORD_TOKEN: "" }, [], 78, /^DISCORD_TOKEN is not set[^\n]+\n$/],
    ["a server that is none", {}, ["--guild", "here"], 64, /^Usage:/],
    ["removing those for all", {}, ["--remove"], 64, /^Usage:/],
    ["a word too many", {}, ["now"], 64, /^Usage:/],
  ])("stops with a sentence after %s", async (_what, env, args, code, said) => {
    const { api } = await startRegistry();
    const stopped = script({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: api, ...env }, ...args);
    await expect(stopped).rejects.toMatchObject({ code, stderr: expect.stringMatching(said), stdout: "" });
  });
});

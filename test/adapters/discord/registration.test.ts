import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { REST, Routes } from "discord.js";
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
import { startDiscord } from "../../support/discord/discord.ts";
import { APPLICATION as APP, GUILD } from "../../support/discord/state.ts";
import { type Json, textAt } from "../../support/slack/json.ts";

/** The stand-in, discord.js' client of it, and what was called to change something. */
async function start() {
  const discord = await startDiscord();
  onTestFinished(() => discord.close());
  const rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token);
  const changes = () => discord.calls().filter(({ method }) => method !== "GET");
  /** As if an earlier version, or another program, had set it so. */
  const set = async (change: (command: Json) => Json) => {
    for (const command of discord.commands())
      await rest.patch(Routes.applicationCommand(APP, textAt(command, "id")), { body: change(command) });
  };
  return { discord, rest, changes, set };
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
    const { rest, changes } = await start();
    expect(await register(rest, APP, null, COMMANDS)).toEqual({ ...nothing, created: NAMES });
    expect(changes().map(({ method }) => method)).toEqual(NAMES.map(() => "POST"));
    expect(await register(rest, APP, null, COMMANDS)).toEqual({ ...nothing, same: NAMES });
    expect(changes().length).toBe(NAMES.length);
  });

  test("changes what differs, removes what is gone, leaves the rest", async () => {
    const { rest, changes } = await start();
    const earlier: readonly DesiredCommand[] = [
      ...commandsFor(COMMAND_WORDS.filter((word) => word !== "prep" && word !== "help")),
      { type: 1, name: "job", description: "Jobs" },
      { type: 3, name: "help" },
    ];
    await register(rest, APP, null, earlier);
    const before = changes().length;
    expect(await register(rest, APP, null, COMMANDS)).toEqual({
      created: ["/help"],
      changed: ["/interview"],
      removed: ["/job", "help"],
      same: ["/settings", "Save as interview"],
    });
    const methods = changes().map(({ method }) => method);
    expect(methods.slice(before)).toEqual(["DELETE", "DELETE", "POST", "PATCH"]);
    expect(await differs(rest, APP, COMMANDS)).toEqual([]);
  });

  test.each<[string, Json]>([
    ["who may use it", { default_member_permissions: "0" }],
    ["a name in another language", { name_localizations: { de: "hilfe" } }],
    ["an age limit", { nsfw: true }],
    ["where it works", { contexts: [0] }],
    ["options that it had", { options: [{ type: 3, name: "topic", description: "About what" }] }],
  ])("takes back %s that was set before", async (_what, other) => {
    const { rest, set } = await start();
    await register(rest, APP, null, COMMANDS);
    await set(({ name }) => (name === "help" ? other : {}));
    expect(await differs(rest, APP, COMMANDS)).toEqual(["/help"]);
    expect((await register(rest, APP, null, COMMANDS)).changed).toEqual(["/help"]);
    expect(await differs(rest, APP, COMMANDS)).toEqual([]);
  });

  test("takes no order of keys or contexts, and nothing that Discord fills in, for a difference", async () => {
    const { rest, set } = await start();
    await register(rest, APP, null, COMMANDS);
    await set(({ options }) => ({
      ...{ contexts: [2, 0, 1], integration_types: [1, 0] },
      ...(Array.isArray(options) ? { options: options.map(turned) } : {}),
    }));
    expect(await differs(rest, APP, COMMANDS)).toEqual([]);
  });

  test("does not take one order of options for another", async () => {
    const { rest, set } = await start();
    await register(rest, APP, null, COMMANDS);
    await set(({ options }) => (Array.isArray(options) ? { options: options.toReversed() } : {}));
    expect(await differs(rest, APP, COMMANDS)).toEqual(["/interview", "/settings"]);
  });

  test("leaves alone what launches an activity of the same app", async () => {
    const { rest, discord } = await start();
    await rest.post(Routes.applicationCommands(APP), { body: { type: 4, name: "launch", handler: 2 } });
    expect((await register(rest, APP, null, COMMANDS)).removed).toEqual([]);
    expect(discord.commands().map(({ name }) => name)).toContain("launch");
  });

  test("in one server leaves those for all as they are, and names no contexts there", async () => {
    const { rest, discord } = await start();
    await register(rest, APP, null, COMMANDS);
    expect((await register(rest, APP, GUILD, COMMANDS)).created).toEqual(NAMES);
    expect((await register(rest, APP, GUILD, COMMANDS)).same).toEqual(NAMES);
    const keys = discord.commands(GUILD).flatMap((command) => Object.keys(command));
    expect(keys).toContain("guild_id");
    expect(keys.filter((key) => /contexts|integration_types/.test(key))).toEqual([]);
    expect((await register(rest, APP, GUILD, [])).removed).toEqual(NAMES);
    expect(await differs(rest, APP, COMMANDS)).toEqual([]);
  });
});

describe("the app", () => {
  test("is made installable for servers and people, once", async () => {
    const { rest, changes, discord } = await start();
    expect(await prepareApplication(rest)).toEqual({
      ...{ id: APP, name: "Greenroom", interactionsElsewhere: false, installChanged: true },
    });
    expect(discord.settings().integration_types_config).toEqual({
      0: { oauth2_install_params: { scopes: ["applications.commands", "bot"], permissions: "0" } },
      1: { oauth2_install_params: { scopes: ["applications.commands"], permissions: "0" } },
    });
    expect((await prepareApplication(rest)).installChanged).toBe(false);
    expect(changes().map(({ method }) => method)).toEqual(["PATCH"]);
  });

  test("says where interactions go when they do not come to the bot", async () => {
    const { rest } = await start();
    const body = { interactions_endpoint_url: "https://elsewhere.example.com" };
    await rest.patch(Routes.currentApplication(), { body });
    expect((await prepareApplication(rest)).interactionsElsewhere).toBe(true);
  });

  test("is invited by a link that leaves the choice of server or person to Discord", () => {
    expect(inviteUrl(APP)).toBe(`https://discord.com/oauth2/authorize?client_id=${APP}`);
  });
});

/** The sentences of the StartError that it ends with, after its exit code. */
async function refusal(apiUrl: string, token: string, guildId: string | null = null): Promise<string> {
  const error: unknown = await registerAll({ token, apiUrl, guildId, desired: COMMANDS }).catch((it: unknown) => it);
  if (error instanceof StartError) return [error.exitCode, ...error.lines].join("\n");
  throw error;
}

describe("what the operator can mend is one sentence", () => {
  test("a wrong token, which is not repeated", async () => {
    const { discord } = await start();
    const said = await refusal(discord.apiUrl, "wrong.token.here");
    expect(said).toMatch(/^78\nDISCORD_TOKEN: [^\n]+$/);
    expect(said).not.toContain("wrong.token");
  });

  test("a server that the bot is not in", async () => {
    const { discord } = await start();
    discord.fault("GET /applications/*/guilds/*/commands", { status: 403, code: 50_001 });
    expect(await refusal(discord.apiUrl, discord.token, GUILD)).toMatch(/^78\nThe bot is not in the server 7[^\n]+$/);
  });

  test("a refusal that is none of these, with Discord's own code", async () => {
    const { discord } = await start();
    discord.fault("POST /applications/*/commands", { status: 400, code: 30_032 });
    expect(await refusal(discord.apiUrl, discord.token)).toMatch(/^69\nDiscord refused it \(30032\)[^\n]+$/);
  });

  test("a wait that nobody before a terminal sits out", async () => {
    const { discord } = await start();
    discord.limit("POST /applications/*/commands", 590);
    expect(await refusal(discord.apiUrl, discord.token)).toMatch(/^69\nDiscord [^\n]+ try again in 10 min\.$/);
  });

  test("an address at which nobody listens, or something else", async () => {
    const other = createServer((_request, response) => response.end("hello"));
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    const bound = other.address();
    const url = `http://127.0.0.1:${typeof bound === "object" ? bound?.port : 0}/api`;
    expect(await refusal(url, "any.token")).toMatch(/^78\nWhat answers is not Discord[^\n]+$/);
    other.close();
    other.closeAllConnections();
    await once(other, "close");
    expect(await refusal(url, "any.token")).toMatch(/^69\nDiscord cannot be reached[^\n]+$/);
  });
});

const run = promisify(execFile);
/** What `npm run discord:commands` runs. */
const script = (env: Readonly<Record<string, string>>, ...args: string[]) =>
  run(process.execPath, ["scripts/discord-commands.ts", ...args], { env: { PATH: process.env.PATH, ...env } });

describe("npm run discord:commands", () => {
  test("says in words what it did, and prints the invite link", async () => {
    const { discord, rest } = await start();
    const first = await script(discord.env());
    expect(first.stdout).toContain(`New: ${NAMES.join(", ")}.`);
    expect(first.stdout).toContain(inviteUrl(APP));
    expect(first.stdout).not.toContain(discord.token);
    await register(rest, APP, GUILD, COMMANDS);
    const second = await script(discord.env(), "--guild", GUILD, "--remove");
    expect(second.stdout).toContain(`in the server ${GUILD}`);
    expect(second.stdout).toContain(`Removed: ${NAMES.join(", ")}.`);
    expect([discord.commands().length, discord.commands(GUILD).length]).toEqual([NAMES.length, 0]);
  });

  test.each<[string, Readonly<Record<string, string>>, readonly string[], number, RegExp]>([
    ["a wrong token", { DISCORD_TOKEN: "wrong.token.here" }, [], 78, /^DISCORD_TOKEN: [^\n]+\n$/],
    ["no token", { DISCORD_TOKEN: "", DISCORD_API_URL: "" }, [], 78, /^DISCORD_TOKEN is not set[^\n]+\n$/],
    ["a server that is none", {}, ["--guild", "here"], 64, /^Usage:/],
    ["removing those for all", {}, ["--remove"], 64, /^Usage:/],
    ["a word too many", {}, ["now"], 64, /^Usage:/],
  ])("stops with a sentence after %s", async (_what, env, args, code, said) => {
    const { discord } = await start();
    const stopped = script({ ...discord.env(), ...env }, ...args);
    await expect(stopped).rejects.toMatchObject({ code, stderr: expect.stringMatching(said), stdout: "" });
    expect(discord.commands()).toEqual([]);
  });
});

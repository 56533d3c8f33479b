/** The manifest and the code say the same: a command nobody answers, or an event without its scope, is found here. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { LISTENS } from "../../../adapters/slack/bolt.ts";
import manifest from "../../../adapters/slack/manifest.json" with { type: "json" };
import { SCOPES } from "../../../adapters/slack/manifest.ts";

/** Which scope each thing we use needs (https://docs.slack.dev/reference/scopes). */
const NEEDED: Readonly<Record<string, string>> = {
  "chat.postMessage": "chat:write",
  "chat.update": "chat:write",
  "conversations.open": "im:write",
  "conversations.history": "im:history",
  "users.info": "users:read",
  "message.im": "im:history",
  user_change: "users:read",
  // Without it users.info and user_change have no address.
  "profile.email": "users:read.email",
  "/interview": "commands",
  shortcuts: "commands",
};

const EVENT_OF: Readonly<Record<string, string>> = { "message.im": "message" };

describe("the manifest", () => {
  test("names the command, the events and the shortcuts that the code listens to", () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([LISTENS.command]);
    expect(manifest.settings.event_subscriptions.bot_events.map((name) => EVENT_OF[name] ?? name).sort()).toEqual(
      [...LISTENS.events].sort(),
    );
    expect(manifest.features.shortcuts.map(({ callback_id: id }) => id).sort()).toEqual([...LISTENS.shortcuts].sort());
  });

  test("asks for the scopes that what we use needs, and for no other", () => {
    expect([...SCOPES].sort()).toEqual([...new Set(Object.values(NEEDED))].sort());
  });

  test("every method that is called is known here with its scope", () => {
    const files = ["adapter.ts", "voice.ts", "workspaces.ts"].map((name) =>
      readFileSync(new URL(`../../../adapters/slack/${name}`, import.meta.url), "utf8"),
    );
    const called = files.flatMap((text) =>
      [...text.matchAll(/\.((?:chat|conversations|users|views|auth)\.\w+)\(/g)].map(([, name]) => name ?? ""),
    );
    // These need no scope of their own.
    const free = ["views.open", "views.publish", "auth.test"];
    expect(called.length).toBeGreaterThan(5);
    expect(called.filter((name) => !free.includes(name) && NEEDED[name] === undefined)).toEqual([]);
  });

  test("gives each scope its reason in the README", () => {
    const readme = readFileSync(new URL("../../../adapters/slack/README.md", import.meta.url), "utf8");
    for (const scope of SCOPES) expect(readme).toMatch(new RegExp(`^\\| \`${scope}\` \\| .{20,}`, "m"));
  });

  test("keeps to Slack's lengths", () => {
    const { features, display_information: shown } = manifest;
    expect(shown.name.length).toBeLessThanOrEqual(35);
    expect(shown.description.length).toBeLessThanOrEqual(140);
    for (const { name, description } of features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });
});

const printed = z.object({
  features: z.object({ slash_commands: z.array(z.object({ url: z.string().optional() })) }),
  oauth_config: z.object({ redirect_urls: z.array(z.string()).optional() }),
  settings: z.object({
    socket_mode_enabled: z.boolean(),
    event_subscriptions: z.object({ request_url: z.string().optional() }),
    interactivity: z.object({ request_url: z.string().optional() }),
  }),
});

const print = (...args: string[]) =>
  printed.parse(
    JSON.parse(execFileSync(process.execPath, ["scripts/slack-manifest.ts", ...args], { encoding: "utf8" })),
  );

describe("npm run slack:manifest", () => {
  test("prints it for Socket Mode, without addresses", () => {
    const { settings, oauth_config: oauth, features } = print();
    expect(settings.socket_mode_enabled).toBe(true);
    expect(settings.event_subscriptions.request_url).toBeUndefined();
    expect(features.slash_commands[0]?.url).toBeUndefined();
    expect(oauth.redirect_urls).toBeUndefined();
  });

  test("prints it for events over HTTP, with this installation's addresses", () => {
    const { settings, oauth_config: oauth, features } = print("https://greenroom.example.com/");
    expect(settings.socket_mode_enabled).toBe(false);
    expect(settings.event_subscriptions.request_url).toBe("https://greenroom.example.com/slack/events");
    expect(settings.interactivity.request_url).toBe("https://greenroom.example.com/slack/events");
    expect(features.slash_commands[0]?.url).toBe("https://greenroom.example.com/slack/events");
    expect(oauth.redirect_urls).toEqual(["https://greenroom.example.com/slack/oauth_redirect"]);
  });

  test.each([["http://example.com"], ["example.com"], ["https://x.example?y"]])(
    "says how it is called after %s",
    (address) => {
      expect(() => execFileSync(process.execPath, ["scripts/slack-manifest.ts", address], { stdio: "pipe" })).toThrow(
        /Usage/,
      );
    },
  );
});

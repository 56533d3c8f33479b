/** What is one person's stays theirs, and nothing of it stands in the log: words, names, addresses and every token. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createBot } from "../../../src/bot.ts";
import { readConfig } from "../../../src/config.ts";
import { createLogger } from "../../../src/log.ts";
import { manualClock, waitFor } from "../../support/clock.ts";
import { freshDatabase } from "../../support/database.ts";
import { ANN as ANN_ID, BO as BO_ID, type Discord, startDiscord } from "../../support/discord/discord.ts";
import {
  ANN,
  BO,
  inDiscord,
  meet,
  messagesOf,
  modal,
  offers,
  START,
  settled,
  shows,
  standing,
  textsOf,
} from "./in-discord.ts";

/** A bot that logs everything that it can. */
async function talkative(discord: Discord) {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "greenroom-privacy-"));
  const logged: string[] = [];
  const clock = manualClock(START);
  const bot = await createBot({
    config: readConfig({ PORT: "0", DATA_DIR: dataDir, MONGODB_URI: database.uri, ...discord.env() }),
    version: "0.0.0",
    connection: database.connection,
    clock,
    log: createLogger({ level: "trace", pretty: false }, { write: (line: string) => void logged.push(line) }),
    mailer: {
      mode: "smtp",
      send: async () => ({ kind: "accepted" }),
      forget: async () => undefined,
      stop: async () => undefined,
    },
    databaseUp: () => true,
    alone: true,
    machineZone: "UTC",
  });
  await bot.start();
  onTestFinished(async () => {
    await bot.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  await discord.connected();
  return { world: { bot }, clock, logged };
}

test("no token, word, name or address of a person stands in the log, whatever fails", async () => {
  const discord = await startDiscord({
    users: [
      { id: ANN_ID, name: "Zenobia Ann" },
      { id: BO_ID, name: "Bo" },
    ],
  });
  onTestFinished(discord.close);
  discord.fault("GET /gateway/bot", { status: 503 }, 4);
  const { world, clock, logged } = await talkative(discord);
  await meet(discord);
  const tokens: string[] = [discord.token];
  const keep = <T extends { readonly token: string }>(handle: T): T => {
    tokens.push(handle.token);
    return handle;
  };
  const said = { text: "phone screen with Quibblefax Tuesday 3pm with Zenobia Marsh <zenobia@quibblefax.example>" };
  keep(await discord.command(ANN.id, "interview", said, { subcommand: "add", where: "server" }));
  await shows(discord, "Quibblefax: phone screen");
  await discord.dm(ANN.id, "show quibblefax");
  const card = await waitFor(() => messagesOf(discord).find(({ where }) => where === "dm"), "the card");
  await discord.dm(ANN.id, "my email is zenobia@wobblecorp.example");
  await settled({ world });

  // Refused, broken, lost, held up, and asked to wait: each kind of call in each of these ways.
  const ways = [
    { status: 500 },
    { status: 400, code: 50_035 },
    { status: 403, code: 50_001 },
    { dropAfter: true },
  ] as const;
  for (const way of ways) {
    const tries = "status" in way && way.status === 500 ? 4 : 1;
    for (const call of [
      "POST /interactions/*/*/callback",
      "POST /webhooks/*/*",
      "PATCH /webhooks/*/*/messages/*",
      "PATCH /channels/*/messages/*",
      "POST /channels/*/messages",
      "GET /channels/*/messages/pins",
    ]) {
      discord.fault(call, way, tries);
      keep(
        await discord.command(
          ANN.id,
          "interview",
          { interview: "quibblefax" },
          { subcommand: "show", where: "server" },
        ),
      );
      keep(await discord.press(ANN.id, card, "Preparation"));
      await discord.dm(ANN.id, "what about quibblefax");
      await settled({ world });
      clock.advance({ seconds: 30 });
      await settled({ world });
      discord.heal();
    }
  }
  discord.limit("POST /channels/*/messages", 60);
  await discord.dm(ANN.id, "quibblefax is now on Thursday");
  await settled({ world });
  clock.advance({ minutes: 3 });
  await settled({ world });
  keep(await discord.messageCommand(ANN.id, "Save as interview", "Onsite with Wobblecorp Friday 13 March 10:00"));
  keep(await discord.submit(ANN.id, await modal(discord), { date: "2026-01-01" }));
  keep(await discord.press(ANN.id, await offers(discord, "Open the form again"), "Open the form again"));
  discord.expire(keep(await discord.submit(ANN.id, await modal(discord), {})));
  await discord.dispatch("MESSAGE_CREATE", { content: "quibblefax" });
  discord.disconnect({ resume: true, cut: true });
  discord.closeDms(ANN.id);
  await discord.connected();
  await discord.dm(ANN.id, "list quibblefax");
  await settled({ world });
  clock.set("2026-03-13T08:00:00Z");
  await settled({ world });

  const log = logged.join("\n");
  // So that the search below searches something.
  for (const words of ["tried again later", "could not be delivered", "Discord asks us to wait", "connected to"])
    expect(log).toContain(words);
  for (const token of tokens) expect(log).not.toContain(token);
  expect(log).not.toMatch(/quibblefax|wobblecorp|zenobia|marsh/i);
  expect(tokens.length).toBeGreaterThan(40);
});

test("in a server nobody else sees what one person asks, and nobody is pinged", async () => {
  const it = await inDiscord();
  const { discord } = it;
  await meet(discord);
  const said = { text: "phone screen with <@200000000000000002> and @everyone Tuesday 3pm" };
  await discord.command(ANN.id, "interview", said, { subcommand: "add", where: "server" });
  await waitFor(() => messagesOf(discord).length > 0, "an answer");
  await discord.command(ANN.id, "interview", {}, { subcommand: "list", where: "server" });
  await discord.command(ANN.id, "settings", {}, { subcommand: "export", where: "server" });
  await shows(discord, "Here is everything");
  await settled(it);
  expect(standing(discord).length).toBeGreaterThan(2);
  expect(standing(discord).filter(({ ephemeral }) => !ephemeral)).toEqual([]);
  expect(textsOf(discord, BO)).toEqual([]);
  expect(discord.pinged()).toEqual([]);
});

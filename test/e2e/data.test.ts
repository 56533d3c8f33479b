import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { describe, expect, onTestFinished, test } from "vitest";
import { listen } from "../adapters/web/events.ts";
import { type LocalBot, launch, localBot, spawnBot, temporaryFolder } from "../support/bot.ts";
import { manualClock, waitFor } from "../support/clock.ts";
import { startSmtp } from "../support/smtp.ts";
import { buttonOn } from "../support/talk.ts";
import { exported, linkOn } from "./steps.ts";

// 09:00 in Tokyo.
const MORNING = "2027-03-02T00:00:00Z";

describe("the start", () => {
  test("is refused in one sentence while another bot has the data folder, and that one goes on", async () => {
    const bot = await spawnBot();
    const second = launch({ DATA_DIR: bot.dataDir }, bot.dataDir);
    expect(await second.ended()).toBe(78);
    expect(second.errors().trim().split("\n")).toEqual([
      `Another Greenroom is already running on the data folder ${bot.dataDir}: stop it, or give this one a DATA_DIR and a PORT of its own.`,
    ]);
    expect((await bot.ask("Phone screen with Stripe tomorrow at 15:00")).text).toContain("Stripe");
    expect(await bot.stop()).toBe(0);
  });

  test("is stopped by wrong variables with one line for each", async () => {
    const folder = await temporaryFolder();
    const env = { DATA_DIR: folder, PORT: "many", LOG_LEVEL: "loud", SMTP_HOST: "127.0.0.1", WEB_PASSWORD: "short" };
    const process = launch(env, folder);
    expect(await process.ended()).toBe(78);
    const lines = process.errors().trim().split("\n").sort();
    expect(lines).toEqual([
      expect.stringMatching(/^EMAIL_FROM: expected .+ for example EMAIL_FROM=.+SMTP_HOST is set/),
      expect.stringMatching(/^LOG_LEVEL: expected .+ for example LOG_LEVEL=info .+"loud"/),
      expect.stringMatching(/^PORT: expected .+ for example PORT=3001 .+"many"/),
      expect.stringMatching(/^WEB_PASSWORD: expected .+ for example WEB_PASSWORD=/),
    ]);
    expect(lines.join("\n")).not.toContain("short");
    expect(process.lines()).toEqual([]);
  });
});

/** Confirms an address by the code that comes with `mail`. */
async function confirm(bot: LocalBot, subject: () => Promise<string | undefined>): Promise<void> {
  await bot.ask("my email is ana@example.com");
  const code = /\b\d{6}\b/.exec((await subject()) ?? "")?.[0] ?? "";
  expect((await bot.ask(code)).text).toContain("Confirmed");
}

describe("the data of a person", () => {
  test("is given out whole, as JSON and as a calendar, to whoever has the link, for an hour", async () => {
    const clock = manualClock(MORNING);
    const bot = await localBot({ clock });
    await bot.ask(
      "Phone screen with Stripe tomorrow at 15:00 with Sarah Chen <sarah@stripe.com>, zoom https://zoom.us/j/1",
    );
    await bot.ask("onsite at Figma on Friday at 10:00, 1 Poultry");
    await bot.bot.idle();

    const all = await exported(bot);
    expect(all.interviews.map(({ company, startsAt }) => [company, startsAt])).toEqual([
      ["Stripe", "2027-03-03T15:00:00+09:00[Asia/Tokyo]"],
      ["Figma", "2027-03-05T10:00:00+09:00[Asia/Tokyo]"],
    ]);
    expect(all.interviews[0]).toMatchObject({
      interviewers: [{ name: "Sarah Chen", email: "sarah@stripe.com" }],
      link: "https://zoom.us/j/1",
    });
    expect(all.reminders.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ["24_hours", "2027-03-02T06:00:00Z"],
      ["2_hours", "2027-03-03T04:00:00Z"],
      ["24_hours", "2027-03-04T01:00:00Z"],
      ["2_hours", "2027-03-04T23:00:00Z"],
    ]);
    expect(all.messages.map(({ from }) => from)).toEqual(["person", "bot", "person", "bot", "person", "bot"]);

    const answer = await bot.ask("export my data");
    const calendar = await (await fetch(linkOn(bot, answer, "Interviews (.ics)"))).text();
    expect(calendar.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(2);
    expect(calendar).toMatch(/^SUMMARY:.*Stripe/m);
    expect(calendar).toMatch(/^DTSTART.*20270303T(150000|060000Z)\r$/m);

    clock.advance({ minutes: 61 });
    expect((await fetch(linkOn(bot, answer, "Everything (JSON)"))).status).toBe(404);
  });

  test("is deleted whole after a confirmation, and the bot goes on as with a new person", async () => {
    const clock = manualClock(MORNING);
    const bot = await localBot({ clock });
    const { connection } = bot.database;
    await bot.ask("Phone screen with Stripe tomorrow at 15:00 with Sarah Chen");
    await confirm(bot, async () => readOutbox(bot));
    await bot.ask("move it to Thursday");
    await bot.ask("export my data");
    clock.set("2027-03-03T06:00:00Z");
    await bot.hear(({ text }) => text.startsWith("Interview tomorrow"), "a reminder");
    await bot.bot.idle();
    const { user } = await exported(bot);
    expect((await bot.ask("000000")).text).toContain("That code is not right");
    const marks = new RegExp(`${user.id}|Stripe|Sarah|ana@example`);
    const marked = async () => {
      const found: string[] = [];
      for (const { name } of await connection.listCollections()) {
        for (const doc of await connection.collection(name).find().toArray()) {
          if (marks.test(JSON.stringify(doc))) found.push(`${name} ${JSON.stringify(doc)}`);
        }
      }
      return found;
    };
    expect((await marked()).length).toBeGreaterThan(10);

    expect(await readdir(join(bot.dataDir, "outbox"))).not.toEqual([]);

    const question = await bot.ask("delete everything");
    expect(question.text).toContain("cannot be undone");
    expect((await marked()).length).toBeGreaterThan(10);
    const farewell = await bot.pressOn(question, "Delete everything");
    expect(farewell.text).toContain("Everything about you is deleted");
    await bot.bot.idle();
    expect(await marked()).toEqual([]);
    expect(await readdir(join(bot.dataDir, "outbox"))).toEqual([]);
    const panel = await listen(`${bot.url}/home/stream`);
    expect(JSON.stringify(await panel.take(1))).not.toContain("Stripe");
    panel.close();
    // What is left of the chat is the farewell.
    expect((await bot.history()).map(({ text }) => text)).toEqual([farewell.text]);

    clock.set("2027-03-04T04:00:00Z");
    expect((await bot.ask("list")).text).toContain("No coming interviews");
    expect((await bot.ask("onsite at Figma on Friday at 10:00")).text).toContain("Figma");
    expect((await exported(bot)).user.id).not.toBe(user.id);
    expect(bot.logged.filter((line) => /"level":[456]0/.test(line))).toEqual([]);
  });

  /** The subject of the last mail that was written instead of sent. */
  async function readOutbox(bot: LocalBot): Promise<string | undefined> {
    const said = bot.heard().at(-1);
    if (said === undefined) return undefined;
    const mail = await (await fetch(linkOn(bot, said, "Open the mail"))).text();
    return (await simpleParser(mail)).subject;
  }
});

describe("mails", () => {
  test("that only become files are linked in the chat and not counted as delivered", async () => {
    const clock = manualClock(MORNING);
    const bot = await localBot({ clock });
    const link = async () => {
      const said = await bot.hear(({ text }) => text.includes("outbox"), "the link to a mail");
      return simpleParser(await (await fetch(linkOn(bot, said, "Open the mail"))).text());
    };
    await confirm(bot, async () => (await link()).subject);
    await bot.ask("Phone screen with Stripe today at 15:00");
    await bot.bot.idle();
    clock.set("2027-03-02T04:00:00Z");
    const word = await bot.hear(({ text }) => text.includes("written, not sent"), "word of the written mail");
    const mail = await simpleParser(await (await fetch(linkOn(bot, word, "Open the mail"))).text());
    expect(mail.subject).toMatch(/^Interview in 2 hours: Stripe/);
    const name = new URL(buttonOn(word, "Open the mail").url ?? "").pathname.split("/").at(-1) ?? "";
    expect((await readFile(join(bot.dataDir, "outbox", name))).toString()).toContain("Interview in 2 hours");

    await waitFor(async () => (await exported(bot)).reminders[0]?.state === "sent", "the reminder to be settled");
    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    expect(metrics).toContain('greenroom_reminder_channel_total{channel="email",result="written"} 1\n');
    expect(metrics).not.toContain('channel="email",result="accepted"');
  });

  test("stop with the link in a real mail: it asks, a press stops them, and the chat goes on", async () => {
    const clock = manualClock(MORNING);
    const smtp = await startSmtp();
    onTestFinished(() => smtp.close());
    const bot = await localBot({ clock, smtp: { port: smtp.port } });
    await confirm(bot, async () => smtp.received[0]?.subject);
    await bot.ask("Phone screen with Stripe today at 15:00");
    await bot.ask("onsite at Figma today at 19:00");
    await bot.bot.idle();
    clock.set("2027-03-02T04:00:00Z");
    const mail = await waitFor(() => smtp.received[1], "the first reminder");
    expect(mail.headers.get("list-unsubscribe-post") ?? mail.headers.get("list")).toBeDefined();
    const header = /^List-Unsubscribe: <([^>]+)>/m.exec((smtp.raw[1] ?? "").replace(/\r\n[ \t]+/g, " "))?.[1] ?? "";
    const { pathname, search } = new URL(header);
    const link = new URL(pathname + search, bot.url);

    const asked = await fetch(link);
    expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining("Stop reminder mails?")]);
    expect(await (await bot.ask("settings")).text).not.toContain("reminder mails off");
    const stopped = await fetch(link, {
      method: "POST",
      body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    });
    expect([stopped.status, await stopped.text()]).toEqual([200, expect.stringContaining("Reminder mails are off")]);

    clock.set("2027-03-02T08:00:00Z");
    await bot.hear(({ text }) => text.startsWith("Interview in 2 hours: Figma"), "the second reminder in the chat");
    await waitFor(async () => (await exported(bot)).reminders.every(({ state }) => state === "sent"), "all to be sent");
    expect(smtp.received).toHaveLength(2);
    expect((await bot.ask("settings")).text).toContain("reminder mails off");
  });
});

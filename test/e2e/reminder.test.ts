import { expect, onTestFinished, test } from "vitest";
import { spawnBot } from "../support/bot.ts";
import { waitFor } from "../support/clock.ts";
import { startSmtp } from "../support/smtp.ts";
import { exported, LONG, nextMinute, said, sleepUntil } from "./steps.ts";

test(
  "an interview in two hours gets its reminder in the chat and as a mail within a second, once each",
  async () => {
    const smtp = await startSmtp();
    onTestFinished(() => smtp.close());
    const bot = await spawnBot({
      SMTP_HOST: "127.0.0.1",
      SMTP_PORT: String(smtp.port),
      EMAIL_FROM: "Greenroom <bot@example.com>",
    });

    // Nothing else goes to an address before the code that was sent there came back.
    expect((await bot.ask("my email is ana@example.com")).text).toContain("I sent a code to ana@example.com");
    const code = /\b\d{6}\b/.exec(smtp.received[0]?.subject ?? "")?.[0] ?? "";
    expect((await bot.ask(code)).text).toContain("Confirmed");

    const due = nextMinute();
    const start = due.add({ hours: 2 });
    const card = await bot.ask(`Phone screen with Stripe ${said(start)} with Sarah Chen, zoom https://zoom.us/j/1`);
    expect(card.text).toMatch(/^Stripe: phone screen\n/i);
    expect(card.text).toContain("With Sarah Chen");

    await sleepUntil(due);
    const reminder = await bot.hear(({ text }) => text.startsWith("Interview in 2 hours"), "the reminder in the chat");
    expect(reminder.text).toMatch(/^Interview in 2 hours: Stripe, phone screen\n/i);
    expect(reminder.text).toContain("https://zoom.us/j/1");
    expect(reminder.text).not.toContain("sorry");
    await waitFor(() => smtp.received.length === 2, "the reminder as a mail");
    const mail = smtp.received[1];
    expect(mail?.subject).toMatch(/^Interview in 2 hours: Stripe, phone screen$/i);
    expect(mail?.text).toContain("Sarah Chen");
    expect(mail?.attachments.map(({ contentType }) => contentType)).toContain("text/calendar");

    const reminders = (await exported(bot)).reminders;
    expect(reminders.map(({ kind, state, dueAt }) => [kind, state, dueAt])).toEqual([
      ["2_hours", "sent", due.toInstant().toString()],
    ]);
    const [sent] = reminders;
    const late = (at: string) => Temporal.Instant.from(at).since(due.toInstant()).total("milliseconds");
    const channels = new Map(sent?.channels.map((result) => [result.channel, late(result.at)]));
    expect([...channels.keys()].sort()).toEqual(["email", "web"]);
    for (const [, ms] of channels) {
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(ms).toBeLessThan(1000);
    }

    expect(bot.heard().filter(({ text }) => text.startsWith("Interview in"))).toHaveLength(1);
    expect(await bot.stop()).toBe(0);
    expect(smtp.received).toHaveLength(2);
  },
  LONG,
);

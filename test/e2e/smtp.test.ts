import { expect, onTestFinished, test } from "vitest";
import { type LocalBot, localBot, ZONE } from "../support/bot.ts";
import { type ManualClock, manualClock, waitFor } from "../support/clock.ts";
import { type LocalSmtp, type SmtpSettings, startSmtp } from "../support/smtp.ts";
import type { Said } from "../support/talk.ts";

// 13:00 on 2 March is two hours before 15:00 in Tokyo.
const MORNING = "2027-03-02T00:00:00Z";
const DUE = "2027-03-02T04:00:00Z";

interface World {
  readonly clock: ManualClock;
  readonly smtp: LocalSmtp;
  readonly bot: LocalBot;
  /** The stored reminder, as the person's own repository gives it. */
  reminder(): Promise<{ state: string; attempts: number; channels: Record<string, string> }>;
}

/** A person with a mailbox and an interview at 15:00 today, and a mail server that behaves until told otherwise. */
async function world(settings: SmtpSettings = {}, smtpOptions: object = {}): Promise<World> {
  const clock = manualClock(MORNING);
  const smtp = await startSmtp({}, settings);
  onTestFinished(() => smtp.close());
  const bot = await localBot({ clock, smtp: { port: smtp.port, ...smtpOptions } });
  const { store } = bot.bot;
  const user = await store.people.signIn({ platform: "web", team: "", id: "me" }, clock.now(), async () => ({
    timeZone: ZONE,
  }));
  await store.of(user).me.change({ email: "ana@example.com" }, "seed", null);
  await bot.ask("Phone screen with Stripe today at 15:00 with Sarah Chen");
  await bot.bot.idle();
  return {
    clock,
    smtp,
    bot,
    async reminder() {
      const stored = (await store.of(user).reminders.all()).find(({ kind }) => kind === "2_hours");
      if (stored === undefined) throw new Error("there is no 2-hour reminder");
      const channels = Object.fromEntries(
        stored.channels.map(({ channel, state, reason }) => [channel, reason === null ? state : `${state} ${reason}`]),
      );
      return { state: stored.state, attempts: stored.attempts, channels };
    },
  };
}

const isReminder = ({ text }: Said) => text.startsWith("Interview in 2 hours");
const remindersIn = async (bot: LocalBot) => (await bot.history()).filter(isReminder);

/** Waits until the reminder has come to this state on the mail channel. */
const mailIs = ({ reminder }: World, state: string) =>
  waitFor(async () => (await reminder()).channels.email === state, `the mail to be ${state}`);

test("a server that is busy (421) gets the mail again, and the chat is not repeated", async () => {
  const all = await world();
  all.smtp.setBehaviour({ refuse: { at: "connect", code: 421 } });
  all.clock.set(DUE);
  await all.bot.hear(isReminder, "the reminder in the chat");
  await mailIs(all, "retrying 421");
  expect(await all.reminder()).toMatchObject({ state: "pending", channels: { web: "accepted" } });
  expect(all.smtp.received).toHaveLength(0);

  all.smtp.setBehaviour({});
  all.clock.advance({ seconds: 5 });
  await mailIs(all, "accepted");
  expect(await all.reminder()).toMatchObject({ state: "sent", attempts: 2, channels: { web: "accepted" } });
  expect(all.smtp.received.map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^Interview in 2 hours: Stripe, phone screen$/i),
  ]);
  expect(await remindersIn(all.bot)).toHaveLength(1);
});

test("a mail whose connection was lost and then one that was put off (451) go again until the server takes it", async () => {
  const all = await world();
  all.smtp.setBehaviour({ drop: true });
  all.clock.set(DUE);
  await waitFor(async () => (await all.reminder()).channels.email?.startsWith("retrying"), "the mail to fail");
  all.smtp.setBehaviour({ refuse: { at: "data", code: 451 } });
  all.clock.advance({ seconds: 5 });
  await mailIs(all, "retrying 451");
  all.smtp.setBehaviour({});
  all.clock.advance({ seconds: 10 });
  await mailIs(all, "accepted");
  expect(all.smtp.received).toHaveLength(1);
  expect(await all.reminder()).toMatchObject({ state: "sent", attempts: 3 });
  expect(await remindersIn(all.bot)).toHaveLength(1);
});

test("an address that does not exist (550) is not tried again, and the person is told once in the chat", async () => {
  const all = await world();
  all.smtp.setBehaviour({ refuse: { at: "recipient", code: 550 } });
  all.clock.set(DUE);
  await mailIs(all, "failed 550");
  const told = await all.bot.hear(({ text }) => text.includes("does not take my mail"), "word of the mailbox");
  expect(told.text).toContain("ana@example.com");
  expect(await all.reminder()).toMatchObject({ state: "sent", attempts: 1, channels: { web: "accepted" } });

  const connections = all.smtp.connections();
  all.clock.advance({ minutes: 30 });
  await all.bot.ask("list");
  expect(all.smtp.connections()).toBe(connections);
  expect((await all.bot.history()).filter(({ text }) => text.includes("does not take my mail"))).toHaveLength(1);
  expect(await remindersIn(all.bot)).toHaveLength(1);
});

test.each(["connect", "recipient", "data"] as const)(
  "a server that hangs at %s is given up and tried again",
  async (hang) => {
    const all = await world({}, { timeouts: { connect: 300, silence: 300, whole: 500 } });
    all.smtp.setBehaviour({ hang });
    all.clock.set(DUE);
    await all.bot.hear(isReminder, "the reminder in the chat");
    await mailIs(all, "retrying timeout");

    all.smtp.setBehaviour({});
    all.clock.advance({ seconds: 5 });
    await mailIs(all, "accepted");
    expect(all.smtp.received).toHaveLength(1);
    expect(await remindersIn(all.bot)).toHaveLength(1);
  },
);

test("where TLS is required and the server has none, no word of the mail is said, and the chat reminds in time", async () => {
  const all = await world({ tls: "none" }, { security: "starttls" });
  all.clock.set(DUE);
  await all.bot.hear(isReminder, "the reminder in the chat");
  await mailIs(all, "retrying tls_required");
  expect(all.smtp.recipients).toEqual([]);
  expect(all.bot.logged.filter((line) => line.includes("tls_required"))).not.toEqual([]);
  expect(all.bot.logged.join("\n")).not.toContain("ana@example.com");
  const [said] = await remindersIn(all.bot);
  expect(said).toMatchObject({ at: DUE });
});

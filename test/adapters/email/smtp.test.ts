/** Mails handed over to a real SMTP server, which sometimes misbehaves. */
import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createMailer, type SmtpOptions } from "../../../adapters/email/mailer.ts";
import { DeliveryError } from "../../../src/errors.ts";
import { createLogger } from "../../../src/log.ts";
import type { Mail, Mailer } from "../../../src/mail/port.ts";
import { manualClock } from "../../support/clock.ts";
import { type LocalSmtp, type SmtpBehaviour, type SmtpSettings, startSmtp } from "../../support/smtp.ts";

const mail: Mail = {
  to: "ann@example.org",
  subject: "Interview tomorrow at 3:00 PM: Café Zürich, phone screen",
  text: "Tuesday 10 March, 15:00\n",
  html: "<p>Tuesday 10 March, 15:00</p>",
  messageId: "reminder.i1.24-hours.1.abc@greenroom.local",
  calendar: "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR",
  unsubscribeUrl: "https://greenroom.example/unsubscribe?token=u1.0123456789abcdef0123456789abcdef0123456789abcdef",
};

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

interface Setup {
  readonly server: LocalSmtp;
  readonly mailer: Mailer;
  readonly clock: ReturnType<typeof manualClock>;
  readonly log: readonly string[];
}

async function setup(
  behaviour: SmtpBehaviour = {},
  settings: SmtpSettings = {},
  smtp: Partial<SmtpOptions> = {},
): Promise<Setup> {
  const server = await startSmtp(behaviour, settings);
  opened.push(server.close);
  return { server, ...mailerFor(server.port, smtp) };
}

function mailerFor(port: number, smtp: Partial<SmtpOptions> = {}) {
  const clock = manualClock("2026-03-09T15:00:00Z");
  const log: string[] = [];
  const mailer = createMailer({
    smtp: { host: "127.0.0.1", port, user: null, pass: null, security: "none", ...smtp },
    from: "Greenroom <bot@example.org>",
    outbox: "/nonexistent",
    clock,
    log: createLogger({ level: "info", pretty: false }, { write: (line) => log.push(line) }),
  });
  opened.push(mailer.stop);
  return { mailer, clock, log };
}

/** What a mail failed with. */
async function failureOf(sending: Promise<unknown>): Promise<{ reason: string; permanent: boolean }> {
  const error: unknown = await sending.then(
    () => new Error("it was taken"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeliveryError)) throw error;
  expect(error.cause).toBeUndefined();
  expect(error.message).not.toMatch(/@|says the test/);
  return { reason: error.reason, permanent: error.permanent };
}

const quick = { timeouts: { connect: 2_000, silence: 2_000, whole: 300 } };

describe("a mail that is taken", () => {
  test("arrives with both texts, its own id, and what mail programs need to unsubscribe", async () => {
    const { server, mailer } = await setup();
    expect(mailer.mode).toBe("smtp");
    expect(await mailer.send(mail)).toEqual({ kind: "accepted" });
    const [arrived] = server.received;
    expect(arrived?.subject).toBe(mail.subject);
    expect(arrived?.text).toBe(mail.text);
    expect(arrived?.html).toContain(mail.html);
    expect(arrived?.messageId).toBe(`<${mail.messageId}>`);
    expect(arrived?.from?.text).toBe('"Greenroom" <bot@example.org>');
    expect(server.recipients).toEqual(["ann@example.org"]);
    expect(arrived?.date?.toISOString()).toBe("2026-03-09T15:00:00.000Z");
    expect(arrived?.headers.get("auto-submitted")).toBe("auto-generated");
    const unfolded = server.raw[0]?.replace(/\r?\n[ \t]/g, " ");
    expect(unfolded).toMatch(
      /^List-Unsubscribe: ?<https:\/\/greenroom\.example\/unsubscribe\?token=u1\.[0-9a-f]{48}>\r?$/m,
    );
    expect(unfolded).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
  });

  test("carries the .ics as an attachment", async () => {
    const { server, mailer } = await setup();
    await mailer.send(mail);
    const [attachment] = server.received[0]?.attachments ?? [];
    expect(attachment?.filename).toBe("interview.ics");
    expect(attachment?.contentType).toBe("text/calendar");
    expect(attachment?.content.toString()).toBe(mail.calendar);
  });

  test("without calendar and unsubscribe link has neither", async () => {
    const { server, mailer } = await setup();
    const { calendar: _calendar, unsubscribeUrl: _link, ...bare } = mail;
    await mailer.send(bare);
    expect(server.received[0]?.attachments).toEqual([]);
    expect(server.raw[0]).not.toContain("List-Unsubscribe");
  });

  test("goes over TLS when the server offers it, and over implicit TLS", async () => {
    for (const security of ["starttls", "tls"] as const) {
      const { port, ca, encrypted, close } = await startSmtp({}, { tls: security });
      opened.push(close);
      await mailerFor(port, { security, ca }).mailer.send(mail);
      expect(encrypted()).toBe(1);
    }
  });

  test("signs in with user and password", async () => {
    const user = { name: "bot", pass: "s3cret" };
    const { server, mailer } = await setup({}, { user }, { user: "bot", pass: "s3cret" });
    await mailer.send(mail);
    expect(server.received).toHaveLength(1);
  });

  test("a hundred at once all arrive, over few connections at a time", async () => {
    const { server, mailer } = await setup();
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => mailer.send({ ...mail, messageId: `m${n}@greenroom.local` })),
    );
    expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(100);
  });
});

describe("a mail that is not taken", () => {
  test.each([
    ["421 at the greeting", { at: "connect", code: 421 }, { reason: "421", permanent: false }],
    ["554 at the greeting", { at: "connect", code: 554 }, { reason: "554", permanent: false }],
    ["550 to the sender", { at: "sender", code: 550 }, { reason: "sender", permanent: false }],
    ["451 to the sender", { at: "sender", code: 451 }, { reason: "451", permanent: false }],
    ["450 to the recipient", { at: "recipient", code: 450 }, { reason: "450", permanent: false }],
    ["550 to the recipient", { at: "recipient", code: 550 }, { reason: "550", permanent: true }],
    ["553 to the recipient", { at: "recipient", code: 553 }, { reason: "553", permanent: true }],
    ["530 to the recipient", { at: "recipient", code: 530 }, { reason: "auth", permanent: false }],
    ["421 to the message", { at: "data", code: 421 }, { reason: "421", permanent: false }],
    ["452 to the message", { at: "data", code: 452 }, { reason: "452", permanent: false }],
    ["554 to the message", { at: "data", code: 554 }, { reason: "554", permanent: true }],
  ] as const)("%s", async (_title, refuse, expected) => {
    const { mailer } = await setup({ refuse });
    expect(await failureOf(mailer.send(mail))).toEqual(expected);
  });

  test("421 first: the same mail tried again arrives once, with the same id", async () => {
    const { server, mailer } = await setup({ refuse: { at: "connect", code: 421 } });
    expect(await failureOf(mailer.send(mail))).toEqual({ reason: "421", permanent: false });
    server.setBehaviour({});
    expect(await mailer.send(mail)).toEqual({ kind: "accepted" });
    expect(server.received.map(({ messageId }) => messageId)).toEqual([`<${mail.messageId}>`]);
  });

  test.each(["connect", "recipient", "data"] as const)(
    "a server that hangs at %s is given up in time",
    async (hang) => {
      const { mailer } = await setup({ hang }, {}, quick);
      expect(await failureOf(mailer.send(mail))).toEqual({ reason: "timeout", permanent: false });
    },
  );

  test("a server that never stops answering is given up in time too", async () => {
    const sockets = new Set<Socket>();
    const dripping = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.write("220 hello\r\n");
      // Another line of the answer to EHLO every 20 ms: never silent, never done.
      const drip = setInterval(() => socket.write("250-and\r\n"), 20);
      socket.on("close", () => clearInterval(drip));
    });
    await new Promise<void>((resolve) => dripping.listen(0, "127.0.0.1", resolve));
    opened.push(async () => {
      for (const socket of sockets) socket.destroy();
      dripping.close();
    });
    const address = dripping.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const { mailer } = mailerFor(address.port, quick);
    expect(await failureOf(mailer.send(mail))).toEqual({ reason: "timeout", permanent: false });
  });

  test("a connection that is lost after the message was sent is tried again", async () => {
    const { mailer } = await setup({ drop: true });
    expect(await failureOf(mailer.send(mail))).toEqual({ reason: "closed", permanent: false });
  });

  test("nobody listens", async () => {
    const server = await startSmtp();
    await server.close();
    const { mailer } = mailerFor(server.port);
    expect(await failureOf(mailer.send(mail))).toEqual({ reason: "refused", permanent: false });
  });

  test("a mail that waited its whole patience for a turn is tried again later", async () => {
    const { mailer } = await setup({ hang: "connect" }, {}, quick);
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => failureOf(mailer.send(mail))));
    const reasons = new Set(outcomes.map(({ reason }) => reason));
    expect(reasons.has("timeout")).toBe(true);
    expect(reasons.isSubsetOf(new Set(["timeout", "busy"]))).toBe(true);
  });

  test("after stop nothing more is sent", async () => {
    const { server, mailer } = await setup();
    await mailer.stop();
    expect(await failureOf(mailer.send(mail))).toEqual({ reason: "stopped", permanent: false });
    expect(server.connections()).toBe(0);
  });
});

describe("a fault that only the operator can mend", () => {
  test("a server without TLS gets nothing where TLS is required", async () => {
    const { server, mailer, log } = await setup({}, {}, { security: "starttls", user: "bot", pass: "s3cret" });
    expect(await failureOf(mailer.send(mail))).toEqual({ reason: "tls_required", permanent: false });
    expect(server.received).toEqual([]);
    expect(log.join()).toContain("SMTP_SECURITY");
  });

  test("a certificate that nobody vouches for is not trusted", async () => {
    for (const security of ["starttls", "tls"] as const) {
      const { server, mailer, log } = await setup({}, { tls: security }, { security });
      expect(await failureOf(mailer.send(mail))).toEqual({ reason: "certificate", permanent: false });
      expect(server.received).toEqual([]);
      expect(log.join()).toContain("certificate");
    }
  });

  test("a wrong password is the operator's matter, and never written down", async () => {
    const user = { name: "bot", pass: "s3cret" };
    const { server, mailer, log } = await setup({}, { user }, { user: "bot", pass: "wr0ng-pass" });
    expect(await failureOf(mailer.send(mail))).toEqual({ reason: "auth", permanent: false });
    expect(server.received).toEqual([]);
    expect(log.join()).toContain("SMTP_PASS");
    expect(log.join()).not.toMatch(/wr0ng|ann@example|bot@example/);
  });

  test("holds all mails back for five minutes instead of asking the server again and again", async () => {
    const user = { name: "bot", pass: "s3cret" };
    const { server, mailer, clock } = await setup({}, { user }, { user: "bot", pass: "wr0ng-pass" });
    await failureOf(mailer.send(mail));
    clock.advance({ minutes: 2 });
    const error = await mailer.send(mail).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error instanceof DeliveryError && error.retryAfter?.toString()).toBe("PT180S");
    expect(server.connections()).toBe(1);
    clock.advance({ minutes: 3 });
    await failureOf(mailer.send(mail));
    expect(server.connections()).toBe(2);
  });
});

/** Nothing that a person typed adds a header, a recipient or a part to a mail. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ParsedMail, simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMailer } from "../../../adapters/email/mailer.ts";
import { DeliveryError } from "../../../src/errors.ts";
import { createLogger } from "../../../src/log.ts";
import { reminderMail } from "../../../src/mail/compose.ts";
import type { Mail, Mailer } from "../../../src/mail/port.ts";
import { manualClock } from "../../support/clock.ts";
import { type LocalSmtp, startSmtp } from "../../support/smtp.ts";

const mail: Mail = {
  to: "ann@example.org",
  subject: "s",
  text: "t",
  html: "<p>t</p>",
  messageId: "m1@greenroom.local",
};
const log = createLogger({ level: "silent", pretty: false });
const clock = manualClock("2026-03-09T15:00:00Z");

let folder: string;
let server: LocalSmtp;
let smtp: Mailer;
let outbox: Mailer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "greenroom-mail-"));
  server = await startSmtp();
  const options = { from: "Greenroom <bot@example.org>", outbox: folder, clock, log };
  const where = { host: "127.0.0.1", port: server.port, user: null, pass: null, security: "none" } as const;
  smtp = createMailer({ ...options, smtp: where });
  outbox = createMailer({ ...options, smtp: null });
});
afterAll(async () => {
  await smtp.stop();
  await outbox.stop();
  await server.close();
  await rm(folder, { recursive: true });
});

/** The mail as it arrives both ways. */
async function arrived(sent: Mail): Promise<readonly ParsedMail[]> {
  await smtp.send(sent);
  const receipt = await outbox.send(sent);
  if (receipt.kind !== "written") throw new Error("not written");
  const over = server.received.at(-1);
  if (over === undefined) throw new Error("not received");
  return [over, await simpleParser(await readFile(join(folder, receipt.file)))];
}

const HEADERS = ["auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"];

describe("header injection", () => {
  test.each([
    "hello\r\nBcc: eve@example.org",
    "hello\nBcc: eve@example.org",
    "hello\rBcc: eve@example.org",
    "hello\r\n\r\n<script>alert(1)</script>",
    "hello\u0000\u000bBcc: eve@example.org",
    "hello\u0085Bcc: eve@example.org\u2028X-Evil: 1",
    `hello\r\n ${"x".repeat(2_000)}\r\nBcc: eve@example.org`,
  ])("a subject with line ends or control characters stays one header (%#)", async (subject) => {
    for (const got of await arrived({ ...mail, subject })) {
      expect([...got.headers.keys()].sort()).toEqual([...HEADERS, "x-auto-response-suppress"].sort());
      expect(got.subject?.startsWith("hello ")).toBe(true);
      expect(got.text?.trim()).toBe("t");
    }
    expect(server.recipients.at(-1)).toBe("ann@example.org");
  });

  test.each([
    "ann@example.org\r\nBcc: eve@example.org",
    "ann@example.org, eve@example.org",
    "ann@example.org>\r\nRCPT TO:<eve@example.org",
    "Ann <ann@example.org>",
    '"ann@example.org"@evil.example',
    "not an address",
    "",
  ])("the recipient %j is refused for good, before any connection", async (to) => {
    const before = server.connections();
    for (const mailer of [smtp, outbox]) {
      const error = await mailer.send({ ...mail, to }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DeliveryError);
      expect(error).toMatchObject({ permanent: true, reason: "bad_address" });
    }
    expect(server.connections()).toBe(before);
  });

  test.each(["m1@x\r\nBcc: eve@example.org", "<m1@x>", "m1", "", "m 1@x"])(
    "the Message-ID %j is our own mistake and throws",
    async (messageId) => {
      await expect(smtp.send({ ...mail, messageId })).rejects.toThrow(RangeError);
    },
  );

  test.each(["javascript:alert(1)", "not a link", "mailto:x@example.org"])(
    "the unsubscribe link %j is our own mistake and throws",
    async (unsubscribeUrl) => {
      await expect(smtp.send({ ...mail, unsubscribeUrl })).rejects.toThrow(RangeError);
    },
  );

  test("a line end in the unsubscribe link ends no header", async () => {
    for (const got of await arrived({
      ...mail,
      unsubscribeUrl: "https://x.example/u?token=a>\r\nBcc: eve@example.org",
    })) {
      expect(got.headers.has("bcc")).toBe(false);
    }
  });

  test("a message text with SMTP commands in it arrives as text", async () => {
    const text = "hello\r\n.\r\nMAIL FROM:<eve@example.org>\r\n.\r\n..dots\r\n";
    for (const got of await arrived({ ...mail, text })) {
      expect(got.text?.replaceAll("\r\n", "\n").trimEnd()).toBe(text.replaceAll("\r\n", "\n").trimEnd());
    }
    expect(server.recipients.filter((address) => address !== "ann@example.org")).toEqual([]);
  });

  test("an internationalised domain goes over the wire in ASCII", async () => {
    await smtp.send({ ...mail, to: "ann@bücher.example" });
    expect(server.raw.at(-1)).toMatch(/^To: ann@xn--bcher-kva\.example\r?$/m);
  });

  test("names with markup and line ends stay text in every part of a reminder", async () => {
    const evil = '<img src=x onerror="alert(1)">\r\nBcc: eve@example.org';
    const composed = reminderMail({
      to: mail.to,
      messageId: mail.messageId,
      headline: `Interview tomorrow: ${evil}`,
      sorry: null,
      when: "Tuesday",
      who: evil,
      place: evil,
      link: `javascript:alert("x")`,
      preparation: { progress: "0 of 1 done", open: [evil] },
      notes: evil,
      chatUrl: null,
      unsubscribeUrl: null,
      calendar: null,
    });
    for (const got of await arrived(composed)) {
      expect(got.headers.has("bcc")).toBe(false);
      expect(got.html).not.toMatch(/<img|<script|javascript:/);
      expect(got.html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
      expect(got.attachments).toEqual([]);
    }
  });
});

/** Mails that are written instead of sent. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMailer } from "../../../adapters/email/mailer.ts";
import { StartError } from "../../../src/errors.ts";
import { createLogger } from "../../../src/log.ts";
import { isOutboxFile } from "../../../src/mail/outbox-file.ts";
import type { Mail, Mailer } from "../../../src/mail/port.ts";
import { type ManualClock, manualClock } from "../../support/clock.ts";

const mail: Mail = {
  to: "ann@example.org",
  subject: "Interview in 2 hours: Café, onsite",
  text: "Tuesday 10 March, 15:00\n",
  html: "<p>Tuesday 10 March, 15:00</p>",
  messageId: "reminder.i1.2-hours.1.abc@greenroom.local",
  calendar: "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR",
  unsubscribeUrl: "http://localhost:3001/unsubscribe?token=t",
};

let base: string;
let folder: string;
let clock: ManualClock;
let mailer: Mailer;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "greenroom-outbox-"));
  folder = join(base, "data", "outbox");
  clock = manualClock("2026-03-10T13:00:00Z");
  const log = createLogger({ level: "silent", pretty: false });
  mailer = createMailer({ smtp: null, from: null, outbox: folder, clock, log });
});
afterEach(async () => {
  await mailer.stop();
  await rm(base, { recursive: true, force: true });
});

test("a mail is a complete file that a mail program reads, with the .ics in it", async () => {
  expect(mailer.mode).toBe("outbox");
  const receipt = await mailer.send(mail);
  const [file] = await readdir(folder);
  expect(receipt).toEqual({ kind: "written", file });
  expect(file).toMatch(/^20260310T130000Z-/);
  expect(isOutboxFile(file ?? "")).toBe(true);
  const content = await readFile(join(folder, file ?? ""));
  const read = await simpleParser(content);
  expect(read.subject).toBe(mail.subject);
  expect(read.text).toBe(mail.text);
  expect(read.html).toContain(mail.html);
  expect(read.messageId).toBe(`<${mail.messageId}>`);
  expect(read.from?.text).toBe('"Greenroom" <greenroom@greenroom.invalid>');
  expect(read.date?.toISOString()).toBe("2026-03-10T13:00:00.000Z");
  expect(read.attachments.map(({ filename }) => filename)).toEqual(["interview.ics"]);
  expect(read.attachments[0]?.content.toString()).toBe(mail.calendar);
  // RFC 5322: lines end in CR LF and nothing else, and hold at most 998 octets.
  const lines = content.toString("latin1").split("\r\n");
  expect(lines.join("")).not.toMatch(/[\r\n]/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
});

test("only the owner can read it, and no half-written file is left", async () => {
  await mailer.send(mail);
  const names = await readdir(folder);
  expect(names).toHaveLength(1);
  expect((await stat(join(folder, names[0] ?? ""))).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test("the same mail written again, later and by another process, is the same file", async () => {
  const first = await mailer.send(mail);
  clock.advance({ minutes: 10 });
  const log = createLogger({ level: "silent", pretty: false });
  const restarted = createMailer({ smtp: null, from: null, outbox: folder, clock, log });
  expect(await restarted.send({ ...mail, text: "Changed\n" })).toEqual(first);
  const names = await readdir(folder);
  expect(names).toHaveLength(1);
  expect((await simpleParser(await readFile(join(folder, names[0] ?? "")))).text).toBe("Changed\n");
});

test("tries at the same time make one file a mail", async () => {
  const ids = ["a@greenroom.local", "b@greenroom.local", "a@greenroom.local", "b@greenroom.local"];
  const receipts = await Promise.all(ids.map((messageId) => mailer.send({ ...mail, messageId })));
  expect(receipts[2]).toEqual(receipts[0]);
  expect(receipts[3]).toEqual(receipts[1]);
  expect(await readdir(folder)).toHaveLength(2);
});

test("a folder that cannot be made is an outside fault, tried again later; the next mail goes", async () => {
  await mkdir(join(base, "data"));
  await writeFile(folder, "a file stands in the way");
  await expect(mailer.send(mail)).rejects.toMatchObject({ name: "DeliveryError", permanent: false, reason: "eexist" });
  await rm(folder);
  expect((await mailer.send(mail)).kind).toBe("written");
});

test("a sender that is no address stops the start and names the variable", () => {
  const log = createLogger({ level: "silent", pretty: false });
  const options = { smtp: null, outbox: folder, clock, log };
  expect(() => createMailer({ ...options, from: "Greenroom" })).toThrow(StartError);
  expect(() => createMailer({ ...options, from: "a@example.org\r\nBcc: b@example.org" })).toThrow(/EMAIL_FROM/);
});

test("the mails of a person who is deleted are removed, and no others", async () => {
  await mailer.send(mail);
  const other = await mailer.send({ ...mail, messageId: "reminder.i2@greenroom.local" });
  await mailer.forget([mail.messageId, "never.written@greenroom.local"]);
  expect(await readdir(folder)).toEqual([other.kind === "written" ? other.file : null]);
});

test("there is nothing to remove before the first mail", async () => {
  await expect(mailer.forget([mail.messageId])).resolves.toBeUndefined();
});

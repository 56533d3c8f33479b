/** Names of mails that were written instead of sent. */
import { expect, test } from "vitest";
import { isOutboxFile, outboxEnding, outboxFile } from "../../src/mail/outbox-file.ts";

const at = Temporal.Instant.from("2026-03-10T15:00:07.9Z");

test("a name says when the mail was written and ends in what its id alone decides", () => {
  const name = outboxFile("reminder.i1.2_hours.1@greenroom", at);
  expect(name).toMatch(/^20260310T150008Z-[0-9a-f]{16}\.eml$/);
  expect(name.endsWith(outboxEnding("reminder.i1.2_hours.1@greenroom"))).toBe(true);
  expect(name.endsWith(outboxEnding("reminder.i1.2_hours.2@greenroom"))).toBe(false);
  expect(isOutboxFile(name)).toBe(true);
});

test.each(["", "a.eml", "../20260310T150008Z-0123456789abcdef.eml", "20260310T150008Z-0123456789abcdef.eml/x"])(
  "%j is no such file",
  (name) => {
    expect(isOutboxFile(name)).toBe(false);
  },
);

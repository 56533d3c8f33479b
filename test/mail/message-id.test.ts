/** Ids by which a mail tried again is recognised. */
import { expect, test } from "vitest";
import { messageId } from "../../src/mail/message-id.ts";

test("the same parts give the same id, other parts another", () => {
  const id = messageId(["reminder", "i1", "24_hours", 1]);
  expect(id).toMatch(/^reminder\.i1\.24-hours\.1\.[A-Za-z0-9_-]{12}@greenroom\.local$/);
  expect(messageId(["reminder", "i1", "24_hours", 1])).toBe(id);
  expect(messageId(["reminder", "i1", "24_hours", 2])).not.toBe(id);
  // Alike once cleaned, told apart by the hash.
  expect(messageId(["a", "custom:day-before@19:00"])).not.toBe(messageId(["a", "custom:day-before:19@00"]));
  expect(messageId(["a.b"])).not.toBe(messageId(["a", "b"]));
});

test("whatever the parts hold, the id can stand in a header", () => {
  for (const part of ["custom:day-before@19:00", "x\r\nBcc: e@e.e", "<>", "é👩‍💻", "x".repeat(5_000), ""]) {
    expect(messageId(["reminder", part], "bot.example")).toMatch(/^[A-Za-z0-9._-]{1,160}@bot\.example$/);
  }
});

/** Links that stop a person's mails. */
import { createSecretKey } from "node:crypto";
import { expect, test } from "vitest";
import { type TextSigner, unsubscribeLinks } from "../../src/mail/unsubscribe.ts";
import { createSigner } from "../../src/secrets/signer.ts";
import { manualClock } from "../support/clock.ts";

/** The product's signer, with a key made of one byte. */
function signer(byte: number, purpose = "mail"): TextSigner {
  const key = createSecretKey(Buffer.alloc(32, byte));
  const real = createSigner(() => [{ id: `k${byte}`, key }], manualClock("2026-03-10T12:00:00Z"));
  return { sign: (text) => real.sign(text, purpose), verify: (token) => real.verify(token, purpose) };
}

const links = unsubscribeLinks(signer(1), "https://bot.example");
const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? "";

test("a link leads back to the person it was made for", () => {
  const url = links.url("u1");
  expect(url).toMatch(/^https:\/\/bot\.example\/unsubscribe\?token=/);
  expect(links.userOf(tokenOf(url))).toBe("u1");
});

test.each(["https://bot.example/greenroom", "https://bot.example/greenroom/"])("%s keeps its path", (publicUrl) => {
  expect(new URL(unsubscribeLinks(signer(1), publicUrl).url("u1")).pathname).toBe("/greenroom/unsubscribe");
});

test("a changed, a foreign, an empty and an endless token belong to nobody", () => {
  const token = tokenOf(links.url("u1"));
  const foreign = unsubscribeLinks(signer(2), "https://bot.example").url("u1");
  for (const wrong of [`${token}x`, token.slice(1), tokenOf(foreign), "", "x".repeat(5_000)]) {
    expect(links.userOf(wrong)).toBeNull();
  }
});

test("a signature that was given for something else stops no mails", () => {
  expect(links.userOf(signer(1).sign("session:u1"))).toBeNull();
  expect(links.userOf(signer(1).sign("unsubscribe:"))).toBeNull();
});

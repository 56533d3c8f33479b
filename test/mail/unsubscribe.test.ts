/** Links that stop a person's mails. */
import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { type TextSigner, unsubscribeLinks } from "../../src/mail/unsubscribe.ts";

/** Signs as the product does, in short: text and HMAC. */
const signer = (key: string): TextSigner => {
  const seal = (payload: string) => createHmac("sha256", key).update(payload).digest("base64url");
  const sign = (payload: string) => `${Buffer.from(payload).toString("base64url")}.${seal(payload)}`;
  return {
    sign,
    verify(token) {
      const payload = Buffer.from(token.split(".")[0] ?? "", "base64url").toString();
      return sign(payload) === token ? payload : null;
    },
  };
};

const links = unsubscribeLinks(signer("k1"), "https://bot.example");
const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? "";

test("a link leads back to the person it was made for", () => {
  const url = links.url("u1");
  expect(url).toMatch(/^https:\/\/bot\.example\/unsubscribe\?token=/);
  expect(links.userOf(tokenOf(url))).toBe("u1");
});

test.each(["https://bot.example/greenroom", "https://bot.example/greenroom/"])("%s keeps its path", (publicUrl) => {
  expect(new URL(unsubscribeLinks(signer("k1"), publicUrl).url("u1")).pathname).toBe("/greenroom/unsubscribe");
});

test("a changed, a foreign, an empty and an endless token belong to nobody", () => {
  const token = tokenOf(links.url("u1"));
  const foreign = unsubscribeLinks(signer("k2"), "https://bot.example").url("u1");
  for (const wrong of [`${token}x`, token.slice(1), tokenOf(foreign), "", "x".repeat(5_000)]) {
    expect(links.userOf(wrong)).toBeNull();
  }
});

test("a signature that was given for something else stops no mails", () => {
  expect(links.userOf(signer("k1").sign("session:u1"))).toBeNull();
  expect(links.userOf(signer("k1").sign("unsubscribe:"))).toBeNull();
});

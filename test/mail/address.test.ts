/** What counts as an address. */
import { describe, expect, test } from "vitest";
import { oneLine, parseAddress, parseMailbox } from "../../src/mail/address.ts";

describe("parseAddress", () => {
  test.each([
    ["ann@example.org", "ann@example.org"],
    ["  ann@example.org\n", "ann@example.org"],
    ["Ann.Lee+jobs@Example.ORG", "Ann.Lee+jobs@example.org"],
    ["o'neil@mail.example.co.uk", "o'neil@mail.example.co.uk"],
    ["ann@bücher.example", "ann@xn--bcher-kva.example"],
    ["ann@例え.テスト", "ann@xn--r8jz45g.xn--zckzah"],
    [`${"a".repeat(64)}@example.org`, `${"a".repeat(64)}@example.org`],
  ])("takes %j", (typed, address) => {
    expect(parseAddress(typed)).toBe(address);
  });

  test.each([
    "",
    "@",
    "ann",
    "ann@",
    "@example.org",
    "ann@localhost",
    "ann@example",
    "ann@@example.org",
    "ann lee@example.org",
    '"ann lee"@example.org',
    "ann@example..org",
    "ann@.example.org",
    "ann@example.org.",
    ".ann@example.org",
    "ann.@example.org",
    "an..n@example.org",
    "ann@-example.org",
    "ann@example-.org",
    "ann@exa_mple.org",
    "ann@192.168.1.1",
    "ann@1.2",
    "ann@[127.0.0.1]",
    "ann@example.org:25",
    "ann@example.org/x",
    "ann@ex%61mple.org",
    "änn@example.org",
    "ann@example.org, bob@example.org",
    "ann@example.org bob@example.org",
    "Ann <ann@example.org>",
    "<ann@example.org>",
    "ann@example.org\r\nBcc: bob@example.org",
    "ann\r\nBcc: bob@example.org",
    "ann\u0000@example.org",
    "ann@exam\u202eple.org",
    "ann@example.org\u2028bcc",
    `${"a".repeat(65)}@example.org`,
    `ann@${"a".repeat(64)}.org`,
    `ann@${"abcdefgh.".repeat(30)}org`,
  ])("refuses %j", (typed) => {
    expect(parseAddress(typed)).toBeNull();
  });

  test("refuses what only becomes too long as ASCII", () => {
    const domain = `${"ü".repeat(20)}.`.repeat(11);
    const typed = `ann@${domain}org`;
    expect(typed.length).toBeLessThanOrEqual(254);
    expect(parseAddress(typed)).toBeNull();
  });

  test("is quick with 100,000 characters", () => {
    const started = performance.now();
    expect(parseAddress(`${"a.".repeat(50_000)}@example.org`)).toBeNull();
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe("parseMailbox", () => {
  test.each([
    ["bot@example.org", { name: "", address: "bot@example.org" }],
    ["Greenroom <bot@example.org>", { name: "Greenroom", address: "bot@example.org" }],
    ['"Greenroom, the bot" <bot@example.org>', { name: "Greenroom, the bot", address: "bot@example.org" }],
    ["<bot@example.org>", { name: "", address: "bot@example.org" }],
    ["Grüner Raum <bot@example.org>", { name: "Grüner Raum", address: "bot@example.org" }],
  ])("reads %j", (text, mailbox) => {
    expect(parseMailbox(text)).toEqual(mailbox);
  });

  test.each([
    "",
    "Greenroom",
    "Greenroom <bot>",
    "a@example.org, b@example.org",
    "A <a@example.org>, B <b@example.org>",
  ])("refuses %j", (text) => {
    expect(parseMailbox(text)).toBeNull();
  });
});

test("a header text keeps no line end and no control character", () => {
  expect(oneLine("Stripe\r\nBcc: eve@example.org\u0000\u0085\u2028x")).toBe("Stripe Bcc: eve@example.org x");
});

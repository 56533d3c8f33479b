/** Whatever is pasted becomes plain text, and is read as such. */
import { describe, expect, test } from "vitest";
import { plainText } from "../../src/language/plain.ts";
import { mendSpelling } from "../../src/language/spelling.ts";
import { said } from "./support.ts";

describe("plainText", () => {
  test.each([
    ["<mailto:a@b.co|a@b.co>", "a@b.co"],
    ["<https://zoom.us/j/1|zoom.us/j/1>", "https://zoom.us/j/1"],
    ["<https://acme.com|Acme>", "Acme https://acme.com"],
    ["hi <!channel> and <@U123>", "hi and"],
    ["<p>Hi <b>Sam</b></p><p>Bye</p>", "Hi Sam\nBye"],
    ["Tom &amp; Ann &lt;a@b.co&gt;", "Tom & Ann <a@b.co>"],
    ["Sarah Chen <sarah@stripe.com>", "Sarah Chen <sarah@stripe.com>"],
    ["a\u0000b\u0007c", "a b c"],
    ["*Stripe* _tomorrow_", "Stripe tomorrow"],
    ["it’s “3–4pm”", 'it\'s "3-4pm"'],
    ["📞 Acme 🤞🏽", "Acme"],
    ["z\u200be\u200bro", "zero"],
  ])("%j", (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  test("is never longer than 5,000 characters", () => {
    expect(plainText("a".repeat(100_000)).length).toBeLessThanOrEqual(5_000);
  });
});

describe("mendSpelling", () => {
  test.each([
    ["interveiw w/ amazon tmrw", "interview with amazon tomorrow"],
    ["fridya", "friday"],
    ["Wensday", "wednesday"],
    ["resched", "reschedule"],
  ])("mends %s", (text, expected) => {
    expect(mendSpelling(text)).toBe(expected);
  });

  test.each(["Sundar Pichai", "Cancer Research", "Augusta", "Mondays", "Stripe", "a.tmrw@b.co"])(
    "leaves %s alone",
    (text) => {
      expect(mendSpelling(text)).toBe(text);
    },
  );
});

test("a start is read out of Slack's markup", () => {
  const frame = said("Interview with <https://miro.com|Miro> *Thursday* 2pm <https://zoom.us/j/55|zoom.us/j/55>");
  expect(frame).toMatchObject({ company: "Miro", link: "https://zoom.us/j/55", format: "video" });
  expect(frame.startsAt?.toString()).toBe("2026-03-12T14:00:00+00:00[Europe/London]");
});

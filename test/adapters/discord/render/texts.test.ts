import { describe, expect, test } from "vitest";
import { renderMessage } from "../../../../adapters/discord/render/message.ts";
import { clean, cut, escaped, split } from "../../../../adapters/discord/render/words.ts";
import type { Block } from "../../../../src/chat/port.ts";
import { MARKUP } from "../../../support/catalogue/nasty.ts";
import { read } from "./client.ts";

const embeds = (...blocks: Block[]) => renderMessage({ text: "t", blocks }).first.embeds;
const description = (...blocks: Block[]) => embeds(...blocks)[0]?.description;

describe("the model of a client", () => {
  test.each([
    ["**a** __b__ *c* _d_ ~~e~~ ||f|| `g`", ["bold", "underline", "italic", "italic", "struck", "hidden", "code"]],
    ["# a\n-# b\n> c\n- d\n1. e", ["heading", "small print", "quote", "bullet", "number"]],
    [
      "<@1> <@&2> <#3> <t:4:R> <:e:5> :tada: @everyone @here",
      "mention mention mention time emoji emoji mention mention",
    ],
    ["[press](https://evil.example) ¯\\_(ツ)_/¯", ["link under words", "shrug"]],
  ])("sees the markup in %s", (source, found) => {
    expect(read(source).markup).toEqual(typeof found === "string" ? found.split(" ") : found);
  });

  test("finds links as a client does, which takes backslashes for a part of them", () => {
    expect(read("https://a.example/_b_. <https://c.example/*>* https://d.example\\_").links).toEqual([
      "https://a.example/_b_",
      "https://c.example/*",
      "https://d.example\\_",
    ]);
  });
});

describe("what somebody typed", () => {
  const SIGNS = [..."\\*_~|`<>[]()#-+:.@ \n1a"];
  const TYPED = [
    MARKUP,
    "**a** __b__ *c* _d_ ~~e~~ ||f|| `g` ```h```",
    "# a\n## b\n-# c\n> d\n>>> e\n- f\n* g\n+ h\n1. i\n  - j",
    "<@1> <@!2> <@&3> <#4> <t:5:R> <:e:6> <a:e:7> </list:8> <id:home> @everyone @here",
    ":tada: ::tada:: a:b:c:d 15:00: 10:30:45",
    "[press](https://evil.example/a_b) ![x](y) [a]: b",
    "¯\\_(ツ)_/¯ C:\\new\\*",
    "steam://run/1_2_3 javascript:alert(1) https:// https://[",
    "snake_case_name 2*3*4 a~~b",
  ];

  test.each(TYPED)("is shown as it is: %s", (typed) => {
    expect(read(escaped(typed))).toMatchObject({ text: typed, markup: [] });
  });

  test("is shown as it is in every order of the signs that mean something", () => {
    for (const a of SIGNS) {
      for (const b of SIGNS) {
        for (const c of SIGNS) {
          const typed = `${a}${b}x${c}${a}y${b}${c}`;
          expect(read(escaped(typed)), JSON.stringify(typed)).toMatchObject({ text: typed, markup: [] });
        }
      }
    }
  });

  test("loses control characters and what turns the reading direction, and keeps lines, letters and joined emoji", () => {
    expect(clean("a\u0000\u001b[1m\u202eb\r\nשלום 👩‍👧\ud83d")).toBe("a[1mb\nשלום 👩‍👧");
  });

  test("has no backslash that is not needed", () => {
    const typed = "Tuesday 10 March, 15:00 to 16:00 (London) - ana.silva@example.com, #2, 50%!";
    expect(escaped(typed)).toBe(typed);
  });

  test("is as plain in a heading, a field, a list and small print", () => {
    const typed = "*b* :tada: <@1>";
    const shown = embeds(
      { kind: "heading", text: typed },
      { kind: "text", text: typed, tone: "muted" },
      { kind: "list", items: [`${typed}\n# two`] },
      { kind: "fields", fields: [{ label: typed, value: `# ${typed}` }] },
    );
    const safe = "\\*b\\* \\:tada: \\<@1>";
    expect(shown).toMatchObject([
      {
        title: safe,
        description: `-# ${safe}\n- ${safe}\n  \\# two`,
        fields: [{ name: safe, value: `\\# ${safe}` }],
      },
    ]);
  });
});

describe("an address in a text", () => {
  test.each([
    ["Join https://zoom.us/j/1?a=b&c=d_e_f.", ["https://zoom.us/j/1?a=b&c=d_e_f"]],
    ["(see https://a.example/b_(c)), https://b.example!", ["https://a.example/b_(c)", "https://b.example"]],
    ["_https://a.example/x_ *https://b.example/*y*", ["https://a.example/x", "https://b.example/*y"]],
    ["HTTP://A.example/x_y_", ["HTTP://A.example/x_y"]],
    ['<https://a.example> "https://b.example"', ["https://a.example", "https://b.example"]],
    ["https://a.example<b https://c.example\\", ["https://a.example", "https://c.example"]],
    ["[press](https://evil.example/_a_)", ["https://evil.example/_a"]],
    ["https://a.example/a:b:c :https://b.example:", ["https://a.example/a:b:c", "https://b.example"]],
    ["steam://run/1 mailto:a@b.example a.example //b", []],
    [`https://a.example/${"x".repeat(3000)}`, []],
  ])("can be pressed, is whole and shown as it was typed: %s", (typed, links) => {
    expect(read(escaped(typed))).toEqual({ text: typed, links, markup: [] });
  });

  test("takes its heading out of bold, and out of the title, where no address can be pressed", () => {
    expect(embeds({ kind: "heading", text: "At https://a.example/_b_c" })).toMatchObject([
      { description: "At https://a.example/_b_c" },
    ]);
    expect(description({ kind: "text", text: "a" }, { kind: "heading", text: "b" })).toBe("a\n\n**b**");
  });

  test("that is too long for a button stands above it", () => {
    const url = `https://a.example/?${"x".repeat(600)}`;
    const { first } = renderMessage({ text: "t", blocks: [{ kind: "buttons", buttons: [{ label: "Join", url }] }] });
    expect(first).toMatchObject({ content: `- Join: ${url}`, components: [] });
  });
});

describe("a text that is too long", () => {
  test("is cut at a whole letter, with a sign of it", () => {
    expect(cut("abcdef", 6)).toBe("abcdef");
    expect(cut("abcdefg", 6)).toBe("abcde…");
    expect(cut("abcdef👩‍👩‍👧‍👦gh", 10)).toBe("abcdef…");
    expect(cut("ab😀cd", 4)).toBe("ab…");
  });

  test("is split at the end of a line, else of a word, else of a letter", () => {
    expect(split("one two\nthree four", 12)).toEqual(["one two", "three four"]);
    expect(split("one two three", 9)).toEqual(["one two", "three"]);
    expect(split("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"]);
    expect(split("😀😀😀", 3)).toEqual(["😀", "😀", "😀"]);
  });

  test("is split between what is escaped, and counted as it is written", () => {
    expect(split("a*b*c*", 4)).toEqual(["a\\*", "b\\*", "c\\*"]);
    expect(split("****", 3)).toEqual(["\\*", "\\*", "\\*", "\\*"]);
    expect(split("one # two", 6)).toEqual(["one #", "two"]);
  });

  test("is not split within an address", () => {
    expect(split(`abc,https://a.example/${"x".repeat(20)}`, 40)).toEqual([
      "abc,",
      `https://a.example/${"x".repeat(20)}`,
    ]);
  });
});

describe("a message", () => {
  const text = (size: number): Block => ({ kind: "text", text: "x".repeat(size) });
  const rendered = (...blocks: Block[]) => renderMessage({ text: "t", blocks });

  test("of sentences alone is plain words without previews of links, and has no embed", () => {
    expect(
      rendered({ kind: "text", text: "*Done.*" }, { kind: "text", text: "Small.\nPrint.", tone: "muted" }),
    ).toEqual({
      first: {
        content: "\\*Done.\\*\n-# Small.\n-# Print.",
        embeds: [],
        components: [],
        flags: 4,
        allowed_mentions: { parse: [] },
      },
      rest: [],
    });
  });

  test("with a heading is one embed, which the flags let be seen, and takes away the words that it replaces", () => {
    expect(rendered({ kind: "heading", text: "Settings" }, text(3)).first).toMatchObject({
      content: "",
      embeds: [{ title: "Settings", description: "xxx" }],
      flags: 0,
    });
  });

  test("without blocks says its text, and one of buttons alone as well", () => {
    expect(renderMessage({ text: "*b*", blocks: [] }).first.content).toBe("\\*b\\*");
    expect(rendered({ kind: "buttons", buttons: [{ label: "A", action: "list" }] }).first.content).toBe("t");
    expect(renderMessage({ text: " ", blocks: [] }).first.content).toBe("…");
  });

  test("that is too long goes on below, and says so in small print", () => {
    const { first, rest } = rendered(text(3900), text(3900), text(10));
    expect(first.embeds.map((embed) => [embed.description?.length, embed.footer?.text])).toEqual([
      [3900, "(goes on below)"],
    ]);
    expect(rest.map((post) => post.embeds.map((embed) => [embed.description?.length, embed.footer]))).toEqual([
      [[3911, undefined]],
    ]);
  });

  test("of more than 2,000 characters is an embed", () => {
    expect(rendered(text(2000)).first.content).toHaveLength(2000);
    expect(rendered(text(2001)).first.embeds[0]?.description).toHaveLength(2001);
  });

  test("is not torn apart within what fits into one post", () => {
    const items = Array.from({ length: 10 }, (_, at) => ({ text: `Task ${at}`, done: false, action: `tick:a.${at}` }));
    const { first, rest } = rendered(text(3900), text(2000), { kind: "checklist", items });
    expect(first.components).toEqual([]);
    expect(rest.map((post) => [post.embeds[0]?.description?.slice(-6), post.components.length])).toEqual([
      ["Task 9", 1],
    ]);
  });

  test("keeps a heading with what it is the heading of", () => {
    const { first, rest } = rendered(text(3900), { kind: "heading", text: "Below" }, text(3900));
    expect(first.embeds).toHaveLength(1);
    expect(rest).toMatchObject([{ embeds: [{ title: "Below" }] }]);
  });

  test("shows words, fields and images in the order they came in", () => {
    expect(
      embeds(
        {
          kind: "fields",
          fields: [
            { label: "Zone", value: "London" },
            { label: "Linked", value: "" },
          ],
        },
        { kind: "text", text: "after" },
        { kind: "image", url: "https://a.example/b.png", alt: "A chart" },
        { kind: "image", url: "no address", alt: "Another" },
      ),
    ).toMatchObject([
      {
        fields: [
          { name: "Zone", value: "London" },
          { name: "Linked", value: "–" },
        ],
      },
      { description: "after\n-# A chart", image: { url: "https://a.example/b.png" } },
      { description: "-# Another" },
    ]);
  });
});

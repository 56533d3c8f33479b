import { describe, expect, test } from "vitest";
import { renderMessage } from "../../../../adapters/slack/render/message.ts";
import { spans } from "../../../../adapters/slack/render/rich.ts";
import { cut, fallback, split } from "../../../../adapters/slack/render/words.ts";
import type { Block } from "../../../../src/chat/port.ts";
import { MARKUP } from "../../../support/catalogue/nasty.ts";

const blocks = (...given: Block[]) => renderMessage({ text: "t", blocks: given }).first.blocks;
const links = (text: string) => spans(text).flatMap((it) => (it.type === "link" ? [it.url] : []));

describe("what somebody typed", () => {
  test("is plain words in every block, markup and all", () => {
    const [text, muted, heading] = blocks(
      { kind: "text", text: "<!channel> *b* :tada:" },
      { kind: "text", text: "<!channel> *b* :tada:", tone: "muted" },
      { kind: "heading", text: "<!channel> *b* :tada:" },
    );
    const words = "<!channel> *b* :tada:";
    expect(text).toEqual({
      type: "rich_text",
      elements: [{ type: "rich_text_section", elements: [{ type: "text", text: words }] }],
    });
    expect(muted).toEqual({ type: "context", elements: [{ type: "plain_text", text: words, emoji: false }] });
    expect(heading).toEqual({ type: "header", text: { type: "plain_text", text: words, emoji: false } });
  });

  test("is escaped in the fallback, which Slack reads as markup", () => {
    const { text } = renderMessage({ text: MARKUP, blocks: [] }).first;
    expect(text).toContain("&lt;!channel&gt; &lt;@U1&gt;");
    expect(text).toContain("&amp;amp;");
    expect(text).not.toMatch(/[<>]/);
  });

  test("loses control characters and what turns the reading direction, and keeps lines, letters and joined emoji", () => {
    expect(fallback("a\u0000\u001b[1m\u202eb\r\nשלום 👩‍👧\ud83d")).toBe("a[1mb\nשלום 👩‍👧");
  });

  test("is still shown where a message has no blocks, as plain words", () => {
    expect(renderMessage({ text: "*b*", blocks: [] }).first.blocks).toEqual(blocks({ kind: "text", text: "*b*" }));
  });
});

describe("an address in a text", () => {
  test.each([
    ["Join https://zoom.us/j/1?a=b&c=d.", ["https://zoom.us/j/1?a=b&c=d"]],
    ["(see https://a.example/b_(c)), https://b.example!", ["https://a.example/b_(c)", "https://b.example"]],
    ["HTTP://A.example/x", ["HTTP://A.example/x"]],
    ["<https://a.example|press me>", []],
    ["<https://a.example/|press me>", ["https://a.example/|press"]],
    ["javascript:alert(1) mailto:a@b.example a.example //b", []],
    ["https:// http://[", []],
    [`https://a.example/${"x".repeat(3000)}`, []],
  ])("%s", (text, found) => {
    expect(links(text)).toEqual(found);
    expect(
      spans(text)
        .map((it) => (it.type === "link" ? it.url : it.type === "text" ? it.text : ""))
        .join(""),
    ).toBe(text);
  });

  test("makes a muted line an ordinary one, so that it can be pressed", () => {
    expect(blocks({ kind: "text", text: "At https://a.example", tone: "muted" })[0]?.type).toBe("rich_text");
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

  test("is cut in the fallback without halving what was escaped", () => {
    const text = fallback(`${"x".repeat(2996)}&&&&`);
    expect(text).toBe(`${"x".repeat(2996)}…`);
  });
});

describe("a message that is too long", () => {
  const text = (size: number): Block => ({ kind: "text", text: "x".repeat(size) });

  test("says that the rest is in the thread, and leaves room for who pressed", () => {
    const many = Array.from({ length: 60 }, () => text(5));
    const { first, rest } = renderMessage({ text: "t", blocks: many });
    expect(first.blocks).toHaveLength(49);
    expect(first.blocks.at(-1)).toEqual({
      type: "context",
      elements: [{ type: "plain_text", text: "The rest is in the thread.", emoji: false }],
    });
    expect(rest.map((post) => post.blocks.length)).toEqual([12]);
    expect(rest[0]?.text.split("\n")).toEqual(Array.from({ length: 12 }, () => "xxxxx"));
  });

  test("is not torn apart within what fits into one post", () => {
    const items = Array.from({ length: 40 }, (_, index) => ({
      text: `Task ${index} ${"y".repeat(50)}`,
      done: false,
      action: `tick:a.${index}`,
    }));
    const { first, rest } = renderMessage({
      text: "t",
      blocks: [text(2900), text(2900), { kind: "checklist", items }],
    });
    expect(first.blocks.filter(({ type }) => type === "actions")).toEqual([]);
    expect(rest[0]?.blocks.filter(({ type }) => type === "actions")).toHaveLength(4);
  });

  test("keeps a heading with what it is the heading of", () => {
    const many = Array.from({ length: 47 }, () => text(5));
    const { rest } = renderMessage({ text: "t", blocks: [...many, { kind: "heading", text: "Below" }, text(5)] });
    expect(rest[0]?.blocks.map(({ type }) => type)).toEqual(["header", "rich_text"]);
  });
});

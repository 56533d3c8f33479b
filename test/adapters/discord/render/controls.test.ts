import { describe, expect, test } from "vitest";
import { type Post, readMark, renderMessage } from "../../../../adapters/discord/render/message.ts";
import { readChecks, readPress } from "../../../../adapters/discord/render/read.ts";
import type { Button, ChecklistItem } from "../../../../src/chat/port.ts";
import { violations } from "./limits.ts";

const drawn = (buttons: readonly Button[], mark?: string): Post =>
  renderMessage({ text: "t", blocks: [{ kind: "buttons", buttons }] }, mark).first;
const controls = ({ components }: Post) => components.flatMap((row) => row.components);
const ids = (post: Post): string[] => controls(post).flatMap((it) => ("custom_id" in it ? [it.custom_id] : []));
const ODD: readonly unknown[] = [
  undefined,
  null,
  3,
  "a",
  {},
  [],
  [null, 1, {}, { components: 3 }, { components: [1] }],
];

describe("a pressed button", () => {
  test.each([
    [{ label: "Show", action: "show:1" }, null],
    [{ label: "Move", action: "move:1:2", value: "2026-03-10T15:00:00+00:00[Europe/London]" }, undefined],
    [{ label: "Empty", action: "zone", value: "" }, undefined],
    [{ label: "Signs", action: "zone", value: "a|b%7C%|% 😀" }, undefined],
  ])("says again what it was drawn with, marked or not: %o", (button, value) => {
    const said = { action: button.action, value: value === null ? null : button.value };
    expect(readPress(ids(drawn([button]))[0])).toEqual({ ...said, mark: null });
    expect(readPress(ids(drawn([button], "aB3_xYz-0123"))[0])).toEqual({ ...said, mark: "aB3_xYz-0123" });
  });

  test.each([undefined, 3, "", "|a", "a|b|c|d", "x".repeat(101)])("is none of ours: %s", (id) => {
    expect(readPress(id)).toBeNull();
  });

  test("has no mark that is none", () => {
    expect(readPress("list|a|b c")?.mark).toBeNull();
    expect(readPress(`list|a|${"m".repeat(26)}`)?.mark).toBeNull();
    expect(() => drawn([{ label: "a", action: "list" }], "a|b")).toThrow(RangeError);
  });

  test("asks for the same as another under an id of its own", () => {
    const same = { label: "a", action: "list" };
    const post = drawn([same, { ...same, value: "b" }, same, same], "mark");
    expect(ids(post)).toEqual(["list||mark", "list|b", "list", "list||~2"]);
    expect(ids(post).map((id) => readPress(id)?.action)).toEqual(["list", "list", "list", "list"]);
  });

  test("too long to be drawn is our own mistake", () => {
    expect(() => drawn([{ label: "a", action: "list", value: "x".repeat(96) }])).toThrow(RangeError);
    expect(() => drawn([{ label: "a", url: "mailto:a@b.example" }])).toThrow(RangeError);
  });

  test("whose label is cut has it in full above", () => {
    const label = `Show ${"Wolfeschlegelstein ".repeat(5)}`.trim();
    const post = drawn([
      { label, action: "show:1" },
      { label: "Short", action: "show:2" },
    ]);
    expect(post.content).toBe(`- ${label}`);
    expect(controls(post)).toMatchObject([
      { label: "Show Wolfeschlegelstein Wolfeschlegelstein Wolfeschlegelstein Wolfeschlegelstei…" },
      { label: "Short" },
    ]);
    expect(violations(post)).toEqual([]);
  });

  test("stands in a row of at most five, and in full rows where there would be too many", () => {
    const some = (count: number, name: string): Button[] =>
      Array.from({ length: count }, (_, index) => ({ label: `${name}${index}`, action: `show:${name}${index}` }));
    const rows = (...counts: number[]) => {
      const blocks = counts.map((count, at) => ({ kind: "buttons", buttons: some(count, `${at}.`) }) as const);
      const { first, rest } = renderMessage({ text: "t", blocks });
      return [first, ...rest].map((post) => post.components.map((row) => row.components.length));
    };
    expect(rows(12)).toEqual([[5, 5, 2]]);
    expect(rows(2, 2, 2, 2, 2)).toEqual([[2, 2, 2, 2, 2]]);
    expect(rows(2, 2, 2, 2, 2, 2)).toEqual([[5, 5, 2]]);
    expect(rows(25, 2)).toEqual([[5, 5, 5, 5, 5], [2]]);
  });
});

describe("a button that opens a form", () => {
  const opens = (id: string) => {
    const form = { id, title: "Task", submit: "Add", fields: [] };
    return ids(renderMessage({ text: "t", blocks: [{ kind: "form", form }] }).first)[0];
  };

  test("names the form, where there is room for it", () => {
    expect(readPress(opens("task:1:2"))).toEqual({ action: "form", value: "task:1:2", mark: null });
    expect(readPress(opens(`task:${"x".repeat(95)}`))?.action).toBe(`task:${"x".repeat(95)}`);
  });
});

describe("the mark of a message", () => {
  const long = { label: "a", action: "list", value: "x".repeat(90) };

  test("stands in the first button with room for it", () => {
    const out = { label: "Out", url: "https://a.example" };
    const post = drawn([out, long, { label: "b", action: "help" }, { label: "c", action: "list" }], "mark-1");
    expect(ids(post)).toEqual([`list|${long.value}`, "help||mark-1", "list"]);
    expect(readMark(post.components)).toBe("mark-1");
  });

  test("is not there where no button has room for it", () => {
    expect(readMark(drawn([long], "mark-1").components)).toBeNull();
    for (const odd of ODD) expect(readMark(odd)).toBeNull();
  });
});

describe("a checklist", () => {
  const item = (id: string, done: boolean): ChecklistItem => ({ text: `Do ${id}`, done, action: `tick:i.${id}` });
  const list = (...items: ChecklistItem[]) =>
    renderMessage({ text: "t", blocks: [{ kind: "checklist", items }] }).first;
  const values = (...of: string[]) => of.map((id) => `tick:i.${id}`);
  const done = (id: string) => ({ action: `tick:i.${id}`, value: "done" });
  const open = (id: string) => ({ action: `tick:i.${id}`, value: "open" });

  test("tells what was chosen and let go of since it was drawn", () => {
    const { components } = list(item("a", true), item("b", false), item("c", false));
    expect(readChecks("check:0", values("a", "c"), components)).toEqual([done("c")]);
    expect(readChecks("check:0", [], components)).toEqual([open("a")]);
    expect(readChecks("check:0", values("b"), components)).toEqual([open("a"), done("b")]);
  });

  test("tells the whole list when a choice was taken back that it does not show yet", () => {
    const { components } = list(item("a", true), item("b", false));
    expect(readChecks("check:0", values("a"), components)).toEqual([done("a"), open("b")]);
  });

  test("tells nothing that it did not offer, and nothing of what is not ours", () => {
    const { components } = list(item("a", false));
    expect(readChecks("check:0", values("a", "z"), components)).toEqual([done("a")]);
    for (const odd of ODD) expect(readChecks("check:0", values("a"), odd)).toEqual([done("a")]);
    for (const odd of [undefined, "a", [1], ["x".repeat(101)]])
      expect(readChecks("check:0", odd, components)).toEqual([]);
    for (const odd of [undefined, 3, "check:", "check:x", "list"]) {
      expect(readChecks(odd, values("a"), components)).toEqual([]);
    }
  });

  test("can be read without opening it", () => {
    expect(list(item("a", true), item("b", false)).embeds[0]?.description).toBe("✓ Do a\n○ Do b");
  });

  test("has 25 to a control, and any number of them may be chosen", () => {
    const post = list(...Array.from({ length: 60 }, (_, index) => item(`${index}`, false)));
    expect(controls(post)).toMatchObject([
      { custom_id: "check:0", min_values: 0, max_values: 25 },
      { custom_id: "check:1", min_values: 0, max_values: 25 },
      { custom_id: "check:2", min_values: 0, max_values: 10 },
    ]);
    expect(violations(post)).toEqual([]);
  });

  test("says on below what does not fit into a line of the control, and everything above it", () => {
    const words =
      "Ask Sarah about the team, the on-call rotation, the parental leave policy, the budget and who decides it";
    expect(controls(list({ ...item("a", false), text: words }))).toMatchObject([
      {
        options: [
          {
            label: "Ask Sarah about the team, the on-call rotation, the parental leave policy, the budget and who…",
            description: "…decides it",
          },
        ],
      },
    ]);
    const post = list({ ...item("a", false), text: words.repeat(2) });
    expect(post.embeds[0]?.description).toBe(`○ ${words.repeat(2)}`);
    expect(violations(post)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { renderMessage } from "../../../../adapters/slack/render/message.ts";
import { labelOf, pressedLine } from "../../../../adapters/slack/render/pressed.ts";
import { readChecks, readPress } from "../../../../adapters/slack/render/read.ts";
import type { Button, ChecklistItem } from "../../../../src/chat/port.ts";
import { violations } from "./limits.ts";

const drawn = (...buttons: Button[]) =>
  renderMessage({ text: "t", blocks: [{ kind: "buttons", buttons }] }).first.blocks;
const elements = (blocks: readonly object[]): unknown[] =>
  blocks.flatMap((block) => ("elements" in block && Array.isArray(block.elements) ? block.elements : []));

describe("a pressed button", () => {
  test.each([
    [{ label: "Show", action: "show:1" }, null],
    [{ label: "Move", action: "move:1:2", value: "2026-03-10T15:00:00+00:00[Europe/London]" }, undefined],
    [{ label: "Empty", action: "zone", value: "" }, undefined],
    [{ label: "Signs", action: "zone", value: `<&> " \\u0026 😀` }, undefined],
  ])("says again what it was drawn with: %o", (button, value) => {
    const [pressed] = elements(drawn(button));
    expect(readPress(pressed)).toEqual({ action: button.action, value: value === null ? null : button.value });
  });

  test("carries no sign that Slack escapes on the way", () => {
    expect(JSON.stringify(elements(drawn({ label: "a", action: "zone", value: "<&>" }))[0])).not.toMatch(/[<&>]/);
  });

  test.each([
    ["a link", elements(drawn({ label: "Out", url: "https://a.example" }))[0]],
    ["nothing", undefined],
    ["a text", "press:1"],
    ["another's button", { type: "button", action_id: "approve", value: '["list",null]' }],
    ["another control", { type: "static_select", action_id: "press:1", value: '["list",null]' }],
    ["no value", { type: "button", action_id: "press:1" }],
    ["no JSON", { type: "button", action_id: "press:1", value: "list" }],
    ["something else in it", { type: "button", action_id: "press:1", value: '{"action":"list"}' }],
    ["a number in it", { type: "button", action_id: "press:1", value: '["list",1]' }],
    ["far too much", { type: "button", action_id: "press:1", value: `["list","${"x".repeat(3000)}"]` }],
  ])("is none of ours: %s", (_, action) => {
    expect(readPress(action)).toBeNull();
  });

  test("too long to be drawn is our own mistake", () => {
    expect(() => drawn({ label: "a", action: "list", value: "x".repeat(2000) })).toThrow(RangeError);
    expect(() => drawn({ label: "a", url: "mailto:a@b.example" })).toThrow(RangeError);
  });

  test("whose label is cut has it in full above", () => {
    const label = `Show ${"Wolfeschlegelstein ".repeat(5)}`.trim();
    const [list, row] = drawn({ label, action: "show:1" }, { label: "Short", action: "show:2" });
    expect(JSON.stringify(list)).toContain(label);
    expect(JSON.stringify(list)).not.toContain("Short");
    expect(labelOf([list, row], "press:0")).toMatch(/^.{60,74}…$/);
  });

  test("stands in a row of at most five", () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ label: `B${index}`, action: `show:${index}` }));
    expect(drawn(...many).map((row) => elements([row]).length)).toEqual([5, 5, 2]);
  });
});

describe("the line below a message", () => {
  const at = Temporal.Instant.from("2026-03-04T15:02:59Z");
  const line = (label: string, who = "U1") => JSON.stringify(pressedLine(who, label, at));

  test("tells who pressed what, and when, in the reader's own zone", () => {
    expect(pressedLine("U1", "Reschedule", at)).toEqual({
      type: "context",
      elements: [
        {
          type: "mrkdwn",
          text: "<@U1> pressed Reschedule, <!date^1772636579^{date_short_pretty} {time}|15:02 UTC>",
          verbatim: true,
        },
      ],
    });
  });

  test("lets nothing in the label ping, link or format", () => {
    const shown = line("Show <!channel> *b* _i_ ~s~ `c` :tada: & 10:30");
    expect(shown).toContain("Show &lt;!channel&gt; ∗b∗ ＿i＿ ∼s∼ ˋcˋ ∶tada: &amp; 10:30");
    expect(line("x".repeat(5000)).length).toBeLessThan(300);
  });

  test("names nobody whose id is none", () => {
    expect(line("Show", "U1> <!channel")).toContain("Somebody pressed Show");
  });

  test("fits below the longest message", () => {
    const blocks = Array.from({ length: 60 }, () => ({ kind: "text", text: "x".repeat(300) }) as const);
    const { first } = renderMessage({ text: "t", blocks });
    expect(violations({ ...first, blocks: [...first.blocks, pressedLine("U1", "b".repeat(75), at)] })).toEqual([]);
  });

  test("takes the label from the message, as Slack hands it back", () => {
    const blocks = [{ type: "actions", elements: [{ action_id: "press:3", text: { text: "A &amp; B &lt;3" } }] }];
    expect(labelOf(blocks, "press:3")).toBe("A & B <3");
    expect(labelOf(blocks, "press:4")).toBeNull();
    for (const odd of [undefined, null, "x", [null, 1, { type: "actions" }, { type: "actions", elements: 3 }]]) {
      expect(labelOf(odd, "press:3")).toBeNull();
    }
  });
});

describe("a checklist", () => {
  const item = (id: string, done: boolean): ChecklistItem => ({ text: `Do ${id}`, done, action: `tick:i.${id}` });
  const list = (...items: ChecklistItem[]) =>
    renderMessage({ text: "t", blocks: [{ kind: "checklist", items }] }).first.blocks;
  const ticked = (...ids: string[]) => ({
    type: "checkboxes",
    action_id: "check:0",
    selected_options: ids.map((id) => ({ text: { type: "plain_text", text: id }, value: `tick:i.${id}` })),
  });
  const done = (id: string) => ({ action: `tick:i.${id}`, value: "done" });
  const open = (id: string) => ({ action: `tick:i.${id}`, value: "open" });

  test("tells what was ticked and unticked since it was drawn", () => {
    const blocks = list(item("a", true), item("b", false), item("c", false));
    expect(readChecks(ticked("a", "c"), blocks)).toEqual([done("c")]);
    expect(readChecks(ticked(), blocks)).toEqual([open("a")]);
    expect(readChecks(ticked("b"), blocks)).toEqual([open("a"), done("b")]);
  });

  test("tells the whole group when a tick was taken back that it does not show yet", () => {
    expect(readChecks(ticked(), list(item("a", false), item("b", false)))).toEqual([open("a"), open("b")]);
    expect(readChecks(ticked("a"), list(item("a", true), item("b", false)))).toEqual([done("a"), open("b")]);
  });

  test("tells what is ticked where the message is not there", () => {
    expect(readChecks(ticked("a"), undefined)).toEqual([done("a")]);
  });

  test("tells nothing that it did not offer, and nothing of what is not ours", () => {
    const blocks = list(item("a", false));
    expect(readChecks(ticked("a", "z"), blocks)).toEqual([done("a")]);
    for (const odd of [
      undefined,
      null,
      {},
      { ...ticked("a"), action_id: "x" },
      { ...ticked("a"), selected_options: [1] },
    ]) {
      expect(readChecks(odd, blocks)).toEqual([]);
    }
    expect(readChecks(ticked("a"), [null, { elements: 4 }, { elements: [{ action_id: "check:0" }] }])).toEqual([
      done("a"),
    ]);
  });

  test("gets another block id when its state is another, or clients keep what was ticked before", () => {
    const ids = [list(item("a", true)), list(item("a", false))].map(([block]) => block?.block_id);
    expect(new Set(ids).size).toBe(2);
  });

  test("has ten to a group, each with an id of its own", () => {
    const blocks = list(...Array.from({ length: 25 }, (_, index) => item(`${index}`, false)));
    expect(elements(blocks)).toMatchObject([
      { action_id: "check:0" },
      { action_id: "check:1" },
      { action_id: "check:2" },
    ]);
  });

  test("says on below what does not fit into a line, and above what does not fit into two", () => {
    const words = "Ask Sarah about the team, the on-call rotation, the parental leave policy and who decides";
    expect(elements(list({ ...item("a", false), text: words }))).toMatchObject([
      {
        options: [
          {
            text: { text: "Ask Sarah about the team, the on-call rotation, the parental leave policy…" },
            description: { text: "…and who decides" },
          },
        ],
      },
    ]);
    const [above] = list({ ...item("a", false), text: words.repeat(2) });
    expect(JSON.stringify(above)).toContain(words.repeat(2));
  });
});

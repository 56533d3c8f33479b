import { describe, expect, test } from "vitest";
import { action, parseAction, VERBS } from "../../src/chat/actions.ts";
import { readPress } from "../../src/chat/presses.ts";
import { smallTalk } from "../../src/chat/small-talk.ts";
import { user } from "../interviews/samples.ts";

const ID = "0123456789abcdef01234567";

describe("an action id", () => {
  test("is verb, record and version, and reads back as what it was", () => {
    for (const verb of VERBS) {
      expect(parseAction(action(verb))).toEqual({ verb, id: null, version: null });
      expect(parseAction(action(verb, ID, 12))).toEqual({ verb, id: ID, version: 12 });
      expect(action(verb, ID, 999_999_999).length).toBeLessThanOrEqual(100);
    }
  });

  test("longer than the narrowest platform takes is a fault of ours", () => {
    expect(() => action("show", "x".repeat(100))).toThrow(RangeError);
  });

  test.each([
    "",
    ":",
    "launch",
    "show:1:2:3",
    "show:1:two",
    "show:1:-2",
    "SHOW",
    "constructor",
    `show:${"x".repeat(200)}:1:1`,
  ])("%j is none", (text) => {
    expect(parseAction(text)).toBe(null);
  });
});

describe("a press", () => {
  const read = (text: string, value: string | null = null) => {
    const parsed = parseAction(text);
    if (parsed === null) throw new Error("no action");
    return readPress(parsed, value, user());
  };

  test("of a button with a state carries the version it was drawn for", () => {
    expect(read(`cancel:${ID}:3`, "no_show")).toEqual({
      kind: "command",
      command: { kind: "cancel", reason: "no_show", interview: ID, version: 3 },
      inPlace: true,
    });
  });

  test.each([
    ["cancel", "because", { kind: "cancel", reason: "me", interview: ID }],
    ["outcome", "offer", { kind: "outcome", outcome: "offer", interview: ID }],
    ["remind", "-PT15M", { kind: "remind", rules: ["-PT15M"], interview: ID }],
    ["snooze", "99999", { kind: "snooze", minutes: 15, interview: ID }],
    ["tick", "open", { kind: "tick", interview: ID, task: "own-1", done: false }],
  ])("%s with the value %s", (verb, value, command) => {
    expect(read(`${verb}:${ID}${verb === "tick" ? ".own-1" : ""}`, value)).toMatchObject({ command });
  });

  test.each([
    ["outcome", "fantastic"],
    ["outcome", null],
    ["remind", "every minute"],
    ["other_start", "2026-13-45"],
    ["zone", null],
    ["cancel", null],
  ])("%s with the value %s is nothing that is known", (verb, value) => {
    const id = verb === "zone" || verb === "cancel" ? "" : `:${ID}`;
    expect(read(`${verb}${id}`, value)).toEqual({ kind: "unknown" });
  });

  test("of the zone that was only guessed agrees to it; without one a form asks", () => {
    const ok = { verb: "zone_ok", id: null, version: null } as const;
    expect(readPress(ok, null, user({ timeZone: "Asia/Tokyo" }))).toMatchObject({
      command: { kind: "settings", change: { kind: "zone", timeZone: "Asia/Tokyo" } },
    });
    expect(readPress(ok, null, user({ timeZone: null }))).toMatchObject({ kind: "form", verb: "zone_form" });
  });
});

describe("small talk", () => {
  test.each([
    ["Yes, please!", "yes"],
    ["that’s right", "yes"],
    ["No thanks.", "no"],
    ["don't cancel anything", "no"],
    ["Thank you so much!", "thanks"],
    ["ok", "fine"],
    ["👍", "fine"],
    ["sorry", "sorry"],
    ["Good night", "bye"],
  ])("%j is %s", (text, meaning) => {
    expect(smallTalk(text)).toBe(meaning);
  });

  test.each(["yes delete Stripe", "ok move it to Friday", "thanks to Sarah we moved to 3pm", "no, 4pm", "cancel", ""])(
    "%j is none",
    (text) => {
      expect(smallTalk(text)).toBe(null);
    },
  );
});

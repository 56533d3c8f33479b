import { describe, expect, test } from "vitest";
import { SAVE } from "../../../adapters/discord/commands.ts";
import { plainText, readAsked, readTyped } from "../../../adapters/discord/typed-command.ts";
import { phraseOf } from "../../../src/chat/command-words.ts";
import { read } from "../../../src/language/read.ts";
import type { Context, Known } from "../../../src/language/reading.ts";

type Written = Readonly<Record<string, string>>;
const written = (options: Written, focused?: string) =>
  Object.entries(options).map(([name, value]) => ({
    type: 3,
    name,
    value,
    ...(name === focused ? { focused: true } : {}),
  }));
/** As Discord sends it (https://docs.discord.com/developers/interactions/application-commands#slash-commands). */
const call = (command: string, subcommand: string | null, options: Written = {}, focused?: string) => ({
  id: "771825006014889984",
  name: command,
  type: 1,
  ...(subcommand === null ? {} : { options: [{ type: 1, name: subcommand, options: written(options, focused) }] }),
});
const interview = (subcommand: string, options?: Written) => readTyped(call("interview", subcommand, options));
const said = (word: string, text: string, record: string | null = null) => ({ kind: "command", word, text, record });

const STRIPE = "65f0c0ffee65f0c0ffee0001";
const FIGMA = "65f0c0ffee65f0c0ffee0002";

describe("what was typed", () => {
  test.each([
    ["list", {}, said("list", "")],
    ["list", { which: "this week" }, said("list", "this week")],
    ["show", { interview: "Stripe" }, said("show", "Stripe")],
    ["show", { interview: STRIPE }, said("show", "", STRIPE)],
    ["move", { interview: "Stripe", to: "Monday 3pm" }, said("move", "Stripe to Monday 3pm")],
    ["move", { to: "to Monday 3pm", interview: STRIPE }, said("move", "to Monday 3pm", STRIPE)],
    ["cancel", {}, said("cancel", "")],
    ["done", { interview: " Stripe " }, said("done", "Stripe")],
    ["remind", { interview: "Stripe", when: "30 minutes before" }, said("remind", "me about Stripe 30 minutes before")],
    ["remind", { interview: STRIPE, when: "30 minutes before" }, said("remind", "me 30 minutes before", STRIPE)],
    ["prep", { interview: STRIPE }, said("prep", "", STRIPE)],
  ])("/interview %s %o", (subcommand, options, expected) => {
    expect(interview(subcommand, options)).toEqual(expected);
  });

  test("after /interview add is read as a sentence, whatever it looks like", () => {
    expect(interview("add", { text: "onsite with Figma Friday 10 to 12" })).toEqual(
      said("", "onsite with Figma Friday 10 to 12"),
    );
    expect(interview("add", { text: STRIPE })).toEqual(said("", STRIPE));
  });

  test("after /settings and /help is what their words take", () => {
    expect(readTyped(call("settings", "timezone", { city: "Berlin" }))).toEqual(said("settings", "timezone Berlin"));
    expect(readTyped(call("settings", "link"))).toEqual(said("settings", "link"));
    expect(readTyped(call("help", null))).toEqual(said("help", ""));
  });

  test("takes no text for a record that only resembles one", () => {
    for (const typed of [STRIPE.toUpperCase(), STRIPE.slice(1), `${STRIPE}0`, `zone:${STRIPE}`]) {
      expect(interview("show", { interview: typed })).toEqual(said("show", typed));
    }
  });
});

const NOW = Temporal.Instant.from("2026-08-10T09:00Z");
const known = (id: string, company: string, startsAt: string): Known => ({
  ...{ id, company, role: null, round: null, durationMinutes: 60, format: null, interviewers: [], upcoming: true },
  startsAt: Temporal.ZonedDateTime.from(startsAt),
});
const CONTEXT: Context = {
  now: NOW,
  timeZone: "Europe/Berlin",
  interviews: [
    known(STRIPE, "Stripe", "2026-08-18T15:00[Europe/Berlin]"),
    known(FIGMA, "Figma", "2026-08-20T10:00[Europe/Berlin]"),
  ],
};
/** What the core understands of a command. */
function understood(data: unknown): unknown {
  const typed = readTyped(data);
  if (typed?.kind !== "command") return null;
  const reading = read(phraseOf(typed.word, typed.text), CONTEXT);
  return reading.kind === "command" ? reading.command : { kind: reading.kind };
}

describe("what the core makes of it", () => {
  test.each([
    ["list", { which: "next week" }, { kind: "list" }],
    ["show", { interview: "Stripe" }, { kind: "show", interview: STRIPE }],
    ["move", { interview: "Figma", to: "Monday 3pm" }, { kind: "reschedule", interview: FIGMA }],
    ["cancel", { interview: "Figma" }, { kind: "cancel", interview: FIGMA }],
    ["remind", { interview: "Stripe", when: "30 minutes before" }, { kind: "remind", rules: ["-PT30M"] }],
    ["remind", { interview: "Stripe", when: "the evening before at 7" }, { rules: ["day-before@19:00"] }],
    ["prep", { interview: "Stripe" }, { kind: "prep", interview: STRIPE }],
    ["add", { text: "phone screen with Acme Tuesday 3pm" }, { kind: "schedule" }],
  ])("/interview %s %o", (subcommand, options, expected) => {
    expect(understood(call("interview", subcommand, options))).toMatchObject(expected);
  });

  test.each([
    ["timezone", { city: "America/New_York" }, { change: { kind: "zone", timeZone: "America/New_York" } }],
    ["timezone", { city: "Berlin" }, { change: { kind: "zone", timeZone: "Europe/Berlin" } }],
    ["email", { address: "ana@example.com" }, { kind: "email", address: "ana@example.com" }],
    ["reminders", { rule: "off" }, { change: { kind: "reminders", on: false } }],
    ["reminders", { rule: "1 day before" }, { change: { kind: "reminder_rules", rules: ["-PT24H"] } }],
    ["link", {}, { kind: "link" }],
    ["unlink", {}, { kind: "unlink" }],
    ["export", {}, { kind: "export" }],
    ["delete", {}, { kind: "delete_everything" }],
  ])("/settings %s %o", (subcommand, options, expected) => {
    expect(understood(call("settings", subcommand, options))).toMatchObject(expected);
  });
});

describe("the menu of a message", () => {
  const pointed = (message: object, more: object = {}) =>
    readTyped({
      id: "1",
      name: SAVE,
      type: 3,
      target_id: "9",
      resolved: { messages: { 9: { id: "9", ...message } } },
      ...more,
    });

  test("hands over the message's text", () => {
    expect(pointed({ content: "Call with Acme, 12 Aug 3pm", embeds: [] })).toEqual({
      kind: "new",
      text: "Call with Acme, 12 Aug 3pm",
    });
  });

  test("hands over what was forwarded, and what stands in embeds", () => {
    const forwarded = {
      message: { content: "Call with Acme", embeds: [{ title: "Acme", description: "12 Aug 3pm" }] },
    };
    expect(pointed({ content: "", message_snapshots: [forwarded] })).toEqual({
      kind: "new",
      text: "Call with Acme\nAcme\n12 Aug 3pm",
    });
  });

  test("opens an empty form for a picture", () => {
    expect(pointed({ content: "", attachments: [{}] })).toEqual({ kind: "new", text: "" });
    expect(pointed({ content: "other" }, { target_id: "8" })).toEqual({ kind: "new", text: "" });
  });
});

describe("Discord's own marks", () => {
  test.each([
    ["<t:1786546800:F>", "2026-08-12T15:00Z"],
    ["at <t:1786546800> or <t:1786546800:R>", "at 2026-08-12T15:00Z or 2026-08-12T15:00Z"],
    ["join <https://zoom.us/j/1?pwd=a>", "join https://zoom.us/j/1?pwd=a"],
    ["with <@200000000000000001> in <#300000000000000001>", "with  in "],
    ["<:yes:400000000000000001>ok<a:wave:400000000000000002>", "ok"],
    ["a < b > c, <t:soon>, <@bob>", "a < b > c, <t:soon>, <@bob>"],
    ["<t:999999999999:F>", "+033658-09-27T01:46Z"],
  ])("%s: %s", (typed, plain) => {
    expect(plainText(typed)).toBe(plain);
  });

  test("become an instant that the core understands, from a command and from a message", () => {
    const text = "Phone screen with Acme <t:1786546800:F>";
    const plain = "Phone screen with Acme 2026-08-12T15:00Z";
    expect(interview("add", { text })).toEqual(said("", plain));
    const resolved = { messages: { 9: { id: "9", content: text } } };
    expect(readTyped({ id: "1", name: SAVE, type: 3, target_id: "9", resolved })).toEqual({ kind: "new", text: plain });
    const command = JSON.stringify(understood(call("interview", "add", { text })));
    expect(command).toContain('"startsAt":"2026-08-12T15:00:00+00:00[UTC]"');
  });
});

describe("what nobody typed", () => {
  test.each([
    ["nothing", undefined],
    ["a text", "interview"],
    ["a list", [1, 2]],
    ["another command", call("ban", "everybody")],
    ["a subcommand of an earlier version", call("interview", "burn")],
    ["a command without its subcommand", call("interview", null)],
    ["a command that names a property of every object", call("constructor", null)],
    [
      "a number for a text",
      {
        name: "interview",
        type: 1,
        options: [{ type: 1, name: "show", options: [{ type: 4, name: "interview", value: 7 }] }],
      },
    ],
    ["two subcommands", { name: "interview", type: 1, options: [call("", "list"), call("", "show")] }],
    ["a group", { name: "interview", type: 1, options: [{ type: 2, name: "list", options: [] }] }],
    [
      "options that never end",
      call("interview", "list", Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`o${n}`, ""]))),
    ],
    ["a text that is too long", call("interview", "add", { text: "x".repeat(6_001) })],
    ["a command of another type", { ...call("interview", "list"), type: 2 }],
    ["a menu of another name", { name: "Delete", type: 3, target_id: "9", resolved: { messages: {} } }],
    ["a menu without its message", { name: SAVE, type: 3, target_id: "9" }],
  ])("is no command: %s", (_what, data) => {
    expect(readTyped(data)).toBeNull();
    expect(readAsked(data)).toBeNull();
  });
});

describe("what is asked for while somebody types", () => {
  test("is an interview or a zone, with what was typed so far", () => {
    expect(readAsked(call("interview", "show", { interview: "Str" }, "interview"))).toEqual({
      what: "interview",
      typed: "Str",
    });
    expect(readAsked(call("interview", "move", { interview: "", to: "Monday" }, "interview"))).toEqual({
      what: "interview",
      typed: "",
    });
    expect(readAsked(call("settings", "timezone", { city: "ber" }, "city"))).toEqual({ what: "zone", typed: "ber" });
  });

  test("is nothing for another option, or when none is being typed", () => {
    expect(readAsked(call("interview", "move", { interview: "a", to: "Mon" }, "to"))).toBeNull();
    expect(readAsked(call("interview", "show", { interview: "Str" }))).toBeNull();
  });
});

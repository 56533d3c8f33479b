import { describe, expect, test } from "vitest";
import { interviewCard, presentCard } from "../../src/chat/messages/card.ts";
import { home } from "../../src/chat/messages/home.ts";
import { list } from "../../src/chat/messages/list.ts";
import { editMenu } from "../../src/chat/messages/menus.ts";
import { questionMessage } from "../../src/chat/messages/questions.ts";
import { reminderMessage } from "../../src/chat/messages/reminder.ts";
import type { Block, Message } from "../../src/chat/port.ts";
import type { Done } from "../../src/commands/result.ts";
import type { Interview } from "../../src/interviews/interview.ts";
import type { Frame, Known, Question, Slot, Why } from "../../src/language/reading.ts";
import { DEFAULT_SETTINGS, type User } from "../../src/users/user.ts";
import { interview, user } from "../interviews/samples.ts";

const NOW = Temporal.Instant.from("2026-03-04T14:02:00Z");
const AT = { reader: { timeZone: "Europe/London", clock: 24 } as const, now: NOW };
const REMINDERS = ["2026-03-09T15:00:00Z", "2026-03-10T13:00:00Z"].map((iso) => ({
  dueAt: Temporal.Instant.from(iso),
}));

const card = (
  fields: Partial<Interview> = {},
  done: Done = "scheduled",
  more: Partial<Parameters<typeof interviewCard>[0]> = {},
  who: Partial<User> = {},
) =>
  interviewCard(
    {
      interview: interview(fields),
      user: user(who),
      done,
      before: null,
      conflicts: [],
      reminders: REMINDERS,
      tooLate: null,
      undoable: true,
      alternatives: [],
      asksZone: false,
      ...more,
    },
    AT,
  );
const labels = ({ blocks }: Message) => rows(blocks).flat();
const rows = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === "buttons" ? [block.buttons.map(({ label }) => label)] : []));

describe("a card", () => {
  test("says weekday, date, time, zone, distance, reminders and what is to prepare", () => {
    expect(card({ interviewers: [{ name: "Sarah Chen", email: null }] }).text).toBe(
      [
        "Stripe: phone screen",
        "Tuesday 10 March, 15:00 to 16:00 (London), in 6 days",
        "With Sarah Chen",
        "By phone",
        "I'll remind you Monday 15:00 and Tuesday 13:00. 6 things to prepare.",
      ].join("\n"),
    );
  });

  test("offers four things: the way back after a change, else cancelling", () => {
    expect(labels(card())).toEqual(["Preparation", "Reschedule", "Edit", "Undo"]);
    expect(labels(card({}, "shown"))).toEqual(["Preparation", "Reschedule", "Edit", "Cancel interview"]);
    expect(labels(card({}, "edited", { undoable: false }))).toContain("Cancel interview");
    expect(labels(card({ status: "cancelled", cancelReason: "me" }, "cancelled"))).toEqual([
      "Reschedule",
      "Delete",
      "Undo",
    ]);
  });

  test("never has more than five rows of five buttons, whatever comes together", () => {
    const other = interview({ id: "i2", company: "Datadog" });
    const alternatives = ["2026-03-11T15:00", "2026-03-18T15:00"].map((wall) =>
      Temporal.ZonedDateTime.from(`${wall}[Europe/London]`),
    );
    const all = card(
      {},
      "scheduled",
      { conflicts: [other, other, other, other], alternatives, reminders: [], asksZone: true },
      { timeZoneConfirmed: false },
    );
    expect(rows(all.blocks).length).toBeLessThanOrEqual(5);
    expect(Math.max(...rows(all.blocks).map((row) => row.length))).toBeLessThanOrEqual(5);
    expect(all.text).toContain("And 1 more.");
  });

  test("asks about a guessed zone only where it is told to, and never once it is agreed", () => {
    expect(card({}, "scheduled", { asksZone: true }, { timeZoneConfirmed: false }).text).toContain(
      "I take London for your time zone",
    );
    expect(card({}, "scheduled", { asksZone: true }).text).not.toContain("I take London");
    expect(card({}, "scheduled", {}, { timeZoneConfirmed: false }).text).not.toContain("I take London");
    expect(card({}, "moved", { asksZone: true }, { timeZoneConfirmed: false }).text).not.toContain("I take London");
  });

  test.each([
    ["2026-03-04T15:00:00Z", "That is too soon for my usual reminders.", true],
    ["2026-03-04T14:15:00Z", "It starts so soon that no reminder will come.", false],
    ["2026-03-04T14:00:00Z", "It has started.", false],
  ])("that starts at %s without reminders says so", (iso, words, offered) => {
    const startsAt = Temporal.Instant.from(iso).toZonedDateTimeISO("Europe/London");
    const shown = card({ startsAt }, "scheduled", { reminders: [] });
    expect(shown.text).toContain(words);
    expect(labels(shown).includes("Remind me 15 minutes before")).toBe(offered);
  });

  test("with reminders switched off says that, and does not say they moved", () => {
    const off = { settings: { ...DEFAULT_SETTINGS, reminders: false } };
    const moved = card(
      {},
      "moved",
      { before: interview({ startsAt: interview().startsAt.subtract({ days: 1 }) }), reminders: [] },
      off,
    );
    expect(moved.text).toContain("Moved from Monday 9 March, 15:00.\n");
    expect(moved.text).toContain("Reminders are off.");
    expect(labels(moved)).not.toContain("Remind me 15 minutes before");
  });

  test("of a deleted interview has nothing to press", () => {
    expect(presentCard(interview({ deletedAt: NOW }), user(), [], AT).blocks).toEqual([
      { kind: "text", text: "Stripe: phone screen is deleted." },
    ]);
  });

  test("shows long notes in full only to who looks at them", () => {
    const notes = "n".repeat(1000);
    expect(card({ notes }).text).not.toContain("n".repeat(400));
    expect(card({ notes }, "shown").text).toContain(notes);
  });

  test("after it is over asks what became of it", () => {
    const over = { ...AT, now: Temporal.Instant.from("2026-03-10T16:30:00Z") };
    const shown = presentCard(interview(), user(), [], over);
    expect(shown.text).toContain("It should be over by now.");
    expect(labels(shown)).toEqual(["It's done", "It didn't happen", "Edit"]);
    expect(labels(presentCard(interview({ status: "completed" }), user(), [], over))).toEqual([
      "Next round",
      "Rejected",
      "Offer",
      "I stepped back",
      "Edit",
    ]);
  });
});

describe("every message", () => {
  const samples: readonly (readonly [string, Message])[] = [
    ["a card", card()],
    ["an edit menu", editMenu(interview())],
    [
      "a list",
      list(
        {
          kind: "list",
          interviews: [interview(), interview({ round: "onsite" })],
          range: null,
          company: null,
          past: false,
        },
        AT,
      ),
    ],
    ["an empty list", list({ kind: "list", interviews: [], range: null, company: "Figma", past: true }, AT)],
    ["an empty home", home([], AT)],
    ["a home", home([{ interview: interview(), reminders: REMINDERS }], AT)],
    [
      "a reminder",
      reminderMessage({
        user: user(),
        interview: interview(),
        kind: "24_hours",
        headline: "Interview tomorrow at 15:00: Stripe",
        apology: null,
        late: false,
        dueAt: NOW,
        now: NOW,
      }),
    ],
  ];

  test.each(samples)("%s says in its text what its blocks say, and shouts nothing", (_, { text, blocks }) => {
    for (const block of blocks) {
      if (block.kind === "text" || block.kind === "heading") expect(text).toContain(block.text);
      if (block.kind === "list") for (const item of block.items) expect(text).toContain(item);
    }
    expect(text).not.toContain("!");
    expect(text).not.toContain("undefined");
  });

  test("two of one company are told apart in a list", () => {
    const interviews = [
      interview(),
      interview({ id: "i2", round: "onsite" }),
      interview({ id: "i3", company: "Figma" }),
    ];
    expect(labels(list({ kind: "list", interviews, range: null, company: null, past: false }, AT))).toEqual([
      "Show Stripe: phone screen",
      "Show Stripe: onsite",
      "Show Figma",
    ]);
  });
});

describe("a question", () => {
  const ask = (asks: Slot, why: Why, frame: Partial<Frame> = {}, choices: Question["choices"] = []) =>
    questionMessage({ asks, why, frame: { intent: "schedule", ...frame }, choices }, "q1", [], AT);
  const day = Temporal.PlainDate.from("2026-03-13");

  test.each([
    ["startsAt", "missing", { company: "Figma", round: "onsite" }, "Figma onsite. When is it?"],
    ["startsAt", "day_without_time", { company: "Figma", day }, "Figma, Friday 13 March. What time does it start?"],
    [
      "startsAt",
      "missing",
      { company: "Figma", time: Temporal.PlainTime.from("15:00") },
      "Figma. On which day at 15:00?",
    ],
    ["startsAt", "contradiction", { day }, "The 13th is a Friday. Which day is it?"],
    ["startsAt", "past", { company: "Figma" }, "Figma. That moment has passed already. When is it?"],
    ["startsAt", "gap", {}, "The clocks change then, and that hour does not exist. What time is it?"],
    ["startsAt", "impossible_date", {}, "That date does not exist. Which day is it?"],
    ["startsAt", "end_before_start", {}, "That ends before it starts. From when to when is it?"],
    ["company", "missing", {}, "Which company is it with?"],
    ["target", "none", { company: "Figma" }, "I have no interview that fits Figma. Which one do you mean?"],
    ["target", "several", { intent: "cancel" }, "Which one shall I cancel?"],
  ] as const)("about %s, %s", (asks, why, frame, words) => {
    expect(ask(asks, why, frame).text).toContain(words);
  });

  test("about an interview that is over only once it has begun says that it has not", () => {
    const ahead: Known = {
      id: "i1",
      company: "Stripe, Inc.",
      role: null,
      round: null,
      startsAt: Temporal.ZonedDateTime.from("2026-03-13T15:00[Europe/London]"),
      durationMinutes: 60,
      format: null,
      interviewers: [],
      upcoming: true,
    };
    const frame: Frame = { intent: "complete", company: "Stripe" };
    const asked = questionMessage({ asks: "target", why: "none", frame, choices: [] }, "q1", [ahead], AT);
    expect(asked.text).toContain("Stripe hasn't started yet. Which one do you mean?");
  });

  test("always has a way out that closes this very question", () => {
    expect(ask("company", "missing").blocks.at(-1)).toEqual({
      kind: "buttons",
      buttons: [{ label: "Never mind", action: "close:q1" }],
    });
  });

  test("repeats what was typed only cleaned and cut", () => {
    const { text } = ask("startsAt", "missing", { company: `\u202e${"A".repeat(5000)}` });
    expect(text.length).toBeLessThan(250);
    expect(text).not.toContain("\u202e");
  });
});

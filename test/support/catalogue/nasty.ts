/** What nobody writes and somebody will: markup, emoji, other directions, and far too much of everything. */

import { formFor } from "../../../src/chat/forms.ts";
import { home } from "../../../src/chat/messages/home.ts";
import { list } from "../../../src/chat/messages/list.ts";
import { editMenu } from "../../../src/chat/messages/menus.ts";
import { preparation } from "../../../src/chat/messages/preparation.ts";
import { questionMessage } from "../../../src/chat/messages/questions.ts";
import type { Form, Message } from "../../../src/chat/port.ts";
import type { Interview } from "../../../src/interviews/interview.ts";
import { card, reminder } from "./cards.ts";
import { AT, FIGMA, interview, knownOf, NOW, REMINDERS, STRIPE } from "./people.ts";

export const MARKUP = "<!channel> <@U1> <#C1|x> *b* _i_ ~s~ `c` & <https://evil.example|press> :tada: &amp; @everyone";
const FAMILY = "👩‍👩‍👧‍👦";

const NAMES = {
  "120 characters": "Wolfeschlegelsteinhausen ".repeat(5).slice(0, 120),
  markup: MARKUP,
  emoji: FAMILY.repeat(10),
  "right to left": "شركة الاتصالات المتحدة, שלום",
  "one long word": "x".repeat(120),
} as const;

const tasks = (count: number, title: (index: number) => string): Interview["tasks"] =>
  Array.from({ length: count }, (_, index) => ({ id: `own-${index + 1}`, title: title(index), done: index % 3 === 0 }));

const named = (name: string): Partial<Interview> => ({
  company: name,
  round: name,
  role: name,
  location: name,
  interviewers: [{ name, email: null }],
  notes: name,
  tasks: tasks(3, (index) => `${name} ${index}`),
});

const messagesFor = ([what, name]: readonly [string, string]): readonly [string, Message][] => {
  const it = interview(named(name));
  const other = interview({ ...named(name), id: FIGMA });
  const frame = { intent: "cancel", company: name, round: name } as const;
  const choices = [STRIPE, FIGMA].map((target) => ({ slot: "target", target }) as const);
  return [
    [`card, ${what}`, card(named(name), "scheduled", { conflicts: [other] })],
    [`preparation, ${what}`, preparation(it)],
    [`reminder, ${what}`, reminder(it, NOW)],
    [`menu, ${what}`, editMenu(it)],
    [`list, ${what}`, list({ kind: "list", interviews: [it, other], range: null, company: name, past: false }, AT)],
    [
      `question, ${what}`,
      questionMessage({ asks: "target", why: "several", frame, choices }, "q1", [knownOf(it), knownOf(other)], AT),
    ],
    [`home, ${what}`, home([{ interview: it, reminders: REMINDERS }], AT)],
  ];
};

const LONG = "Lorem ipsum dolor sit amet, consectetur adipiscing elit.\n".repeat(180).slice(0, 10_000);
const lines = (text: string): Message => ({ text, blocks: [{ kind: "text", text }] });

export const NASTY: Readonly<Record<string, Message>> = {
  ...Object.fromEntries(Object.entries(NAMES).flatMap(messagesFor)),
  "40 tasks": preparation(interview({ tasks: tasks(40, (index) => `Task number ${index + 1}`) })),
  "40 tasks of 120 characters": preparation(
    interview({ tasks: tasks(40, (index) => `${index + 1}. ${"prepare an answer ".repeat(8)}`.slice(0, 120).trim()) }),
  ),
  "40 tasks in Chinese": preparation(interview({ tasks: tasks(40, (index) => `${index}${"面试".repeat(59)}`) })),
  "notes of 10,000 characters": lines(LONG),
  "notes of 10,000 characters without a space": lines("n".repeat(10_000)),
  "muted notes of 10,000 characters": { text: LONG, blocks: [{ kind: "text", text: LONG, tone: "muted" }] },
  "a card with long notes": card({ notes: LONG.slice(0, 4000) }, "shown"),
  "500 links": lines("https://a.example/?a=1&b=2 ".repeat(500).trim()),
  "a list of 200": {
    text: LONG,
    blocks: [{ kind: "list", items: Array.from({ length: 200 }, (_, index) => `${index}: ${LONG.slice(0, 150)}`) }],
  },
  "70 sections": {
    text: "70 sections",
    blocks: Array.from({ length: 70 }, (_, index) => [
      { kind: "heading", text: `Part ${index}` } as const,
      { kind: "text", text: `What part ${index} says.` } as const,
    ]).flat(),
  },
  "all empty": {
    text: "Nothing in it",
    blocks: [
      { kind: "text", text: "" },
      { kind: "text", text: "\u200b\u0000 \n", tone: "muted" },
      { kind: "heading", text: " " },
      { kind: "list", items: ["", " "] },
      { kind: "fields", fields: [{ label: "", value: "" }] },
      { kind: "checklist", items: [] },
      { kind: "buttons", buttons: [] },
    ],
  },
  "every kind of block": {
    text: "Everything",
    blocks: [
      { kind: "heading", text: "Everything" },
      { kind: "text", text: "See (https://a.example/b_(c)), or https://b.example/?q=1&r=2." },
      { kind: "text", text: "Small, at https://c.example.", tone: "muted" },
      {
        kind: "fields",
        fields: [
          { label: "Zone", value: "London" },
          { label: "Link", value: "https://d.example" },
        ],
      },
      { kind: "list", items: ["one", "two\nlines"] },
      { kind: "checklist", items: [{ text: "Do it", done: true, action: "tick:a.b" }] },
      { kind: "image", url: "https://e.example/a.png", alt: "A chart" },
      { kind: "image", url: "http://e.example/a.png", alt: "A chart" },
      {
        kind: "buttons",
        buttons: [
          { label: "Same", action: "list" },
          { label: "Same", action: "help", value: "<&>", style: "primary" },
          { label: "Out", url: "https://f.example/?a=1&b=2" },
          ...Array.from({ length: 5 }, (_, index) => ({ label: `More ${index}`, action: "list" })),
        ],
      },
      { kind: "form", form: formFor("task", interview(), { ...AT, parseAddress: () => null }) },
    ],
  },
};

const context = { ...AT, parseAddress: () => null };

export const NASTY_FORMS: Readonly<Record<string, Form>> = {
  ...Object.fromEntries(
    Object.entries(NAMES).map(([what, name]) => [`what, ${what}`, formFor("what", interview(named(name)), context)]),
  ),
  "notes of 4,000 characters": formFor("notes", interview({ notes: LONG.slice(0, 4000).trim() }), context),
  "values that Slack refuses": {
    id: "what",
    title: MARKUP,
    submit: "A label that is far too long for a button of Slack",
    fields: [
      { name: "date", label: "Date", kind: "date", value: "2026-02-31" },
      { name: "time", label: "Time", kind: "time", value: "25:00" },
      { name: "mail", label: "Mail", kind: "email", value: "nobody" },
      { name: "how", label: "How", kind: "choice", value: "gone", options: [{ label: "", value: "" }] },
      { name: "text", label: "", kind: "text", value: "two\nlines", hint: MARKUP.repeat(30) },
    ],
  },
};

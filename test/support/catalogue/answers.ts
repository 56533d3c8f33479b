/** What is said after every command, and the sentences that are no answer to one. */
import { answer } from "../../../src/chat/messages/answers.ts";
import { button, buttons, message, primary, question, text } from "../../../src/chat/messages/build.ts";
import { notYet } from "../../../src/chat/messages/greetings.ts";
import { home } from "../../../src/chat/messages/home.ts";
import { list } from "../../../src/chat/messages/list.ts";
import { outOfReach, REPLIES } from "../../../src/chat/messages/replies.ts";
import { settingChanged, settings } from "../../../src/chat/messages/settings.ts";
import type { Message } from "../../../src/chat/port.ts";
import { NOT_YET } from "../../../src/commands/command.ts";
import type { Result } from "../../../src/commands/result.ts";
import { DEFAULT_SETTINGS, type Identity, type User } from "../../../src/users/user.ts";
import { AT, FIGMA, figma, full, interview, NOW, REMINDERS, user, zoned } from "./people.ts";

type Of<Kind extends Result["kind"]> = Extract<Result, { readonly kind: Kind }>;

const identity = (platform: string): Identity => ({
  platform,
  team: "",
  externalId: "p1",
  userId: "u1",
  lastSeenAt: NOW,
  brokenBecause: null,
});
const identities = [identity("web"), identity("web")];
const ana: User = user({ name: "Ana Silva", email: "ana@example.com" });

/** By what came of the command: a new kind of result does not compile without its answer. */
const RESULTS: { readonly [Kind in Result["kind"]]: Of<Kind> } = {
  silent: { kind: "silent" },
  interview: {
    kind: "interview",
    done: "scheduled",
    interview: full(),
    before: null,
    conflicts: [figma()],
    reminders: REMINDERS,
    tooLate: null,
    undoable: true,
  },
  removed: { kind: "removed", interview: interview(), undone: false },
  confirm_delete: { kind: "confirm_delete", interview: interview() },
  preparation: { kind: "preparation", interview: interview() },
  list: { kind: "list", interviews: [interview(), figma()], range: null, company: null, past: false },
  settings: { kind: "settings", user: ana, identities },
  setting_changed: { kind: "setting_changed", user: ana, what: "zone", interviews: 2 },
  code_sent: { kind: "code_sent", address: "ana@example.com", written: null },
  email_confirmed: { kind: "email_confirmed", address: "ana@example.com" },
  link_code: { kind: "link_code", code: "ABCD-1234" },
  linked: {
    kind: "linked",
    user: ana,
    joined: {
      ...ana,
      timeZone: "America/New_York",
      email: null,
      settings: { ...DEFAULT_SETTINGS, reminderRules: ["-PT1H"] },
    },
  },
  unlinked: { kind: "unlinked", any: true },
  export: {
    kind: "export",
    url: "https://greenroom.example/export/abc.json?sig=1&until=2",
    calendarUrl: "https://greenroom.example/export/abc.ics?sig=1&until=2",
  },
  confirm_erase: { kind: "confirm_erase", interviews: 2 },
  erased: { kind: "erased", identities },
  hello: { kind: "hello", user: user({ welcomed: false, timeZoneConfirmed: false }), next: null },
  help: { kind: "help" },
  not_yet: { kind: "not_yet", feature: "thank_you" },
};

const said = (result: Result, who: User = ana): readonly [Message] | readonly [] => {
  const message = answer(result, who, AT);
  return message === null ? [] : [message];
};
const one = (result: Result): Message => said(result)[0] ?? message(text("nothing"));

export const ANSWERS: Readonly<Record<string, Message>> = {
  ...Object.fromEntries(Object.values(RESULTS).flatMap((result) => said(result).map((it) => [result.kind, it]))),
  "removed by undo": one({ ...RESULTS.removed, undone: true }),
  "code written to a file": one({ ...RESULTS.code_sent, written: "http://127.0.0.1:3000/outbox/1.eml" }),
  "nothing was linked": one({ ...RESULTS.unlinked, any: false }),
  "confirm erase, nothing ahead": one({ ...RESULTS.confirm_erase, interviews: 0 }),
};

const hello = (fields: Partial<User>, next: Of<"hello">["next"] = null) =>
  one({ kind: "hello", user: user(fields), next });

export const GREETINGS: Readonly<Record<string, Message>> = {
  "a stranger without a zone": hello({ welcomed: false, timeZone: null, timeZoneConfirmed: false }),
  "a stranger with a guessed zone": hello({ welcomed: false, timeZoneConfirmed: false, name: "Ana Silva" }),
  "a stranger with a zone": hello({ welcomed: false }),
  "somebody known": hello({ name: "Ana Silva" }),
  "somebody known, with an interview": hello({}, figma()),
  ...Object.fromEntries(NOT_YET.map((feature) => [`not yet: ${feature}`, notYet(feature)])),
};

const listed = (fields: Partial<Of<"list">>): Message => list({ ...RESULTS.list, ...fields }, AT);
const day = Temporal.PlainDate.from("2026-03-10");
const many = Array.from({ length: 25 }, (_, index) =>
  interview({
    id: `65f0c0ffee01234567890${String(index).padStart(3, "0")}`,
    company: `Company ${index + 1}`,
    startsAt: zoned("2026-03-10T09:00").add({ days: index }),
  }),
);

export const LISTS: Readonly<Record<string, Message>> = {
  "nothing ahead": listed({ interviews: [] }),
  "nothing with one company": listed({ interviews: [], company: "Figma", past: true }),
  "nothing on a day": listed({ interviews: [], range: { from: day, to: day } }),
  "two of one company": listed({ interviews: [interview(), interview({ id: FIGMA, round: "onsite" })] }),
  "a week": listed({ range: { from: day, to: day.add({ days: 6 }) } }),
  past: listed({ past: true }),
  "twenty-five": listed({ interviews: many }),
};

export const HOMES: Readonly<Record<string, Message>> = {
  empty: home([], AT),
  "one interview": home([{ interview: interview(), reminders: REMINDERS }], AT),
  "nothing to prepare, no reminders": home([{ interview: interview({ tasks: [] }), reminders: [] }], AT),
  ten: home(
    many.slice(0, 10).map((it) => ({ interview: it, reminders: REMINDERS })),
    AT,
  ),
};

const set = (what: Of<"setting_changed">["what"], who: User, interviews = 2): Message =>
  settingChanged({ kind: "setting_changed", user: who, what, interviews }, AT);
const choosing = (fields: Partial<User["settings"]>): User => ({
  ...ana,
  settings: { ...DEFAULT_SETTINGS, ...fields },
});

export const SETTINGS: Readonly<Record<string, Message>> = {
  "nothing set": settings({ kind: "settings", user: user({ timeZone: null }), identities: [] }, AT),
  "all off": settings(
    { kind: "settings", user: choosing({ reminders: false, emailReminders: false, clock: 12 }), identities },
    { ...AT, reader: { timeZone: "Europe/London", clock: 12 } },
  ),
  "many rules": settings(
    {
      kind: "settings",
      user: choosing({ reminderRules: ["-PT2H", "day-before@19:00", "-PT30M", "-P1W"] }),
      identities,
    },
    AT,
  ),
  "zone changed": set("zone", ana),
  "zone changed, nothing ahead": set("zone", ana, 0),
  "reminders on": set("reminders", ana),
  "reminders off": set("reminders", choosing({ reminders: false })),
  "rules changed": set("reminder_rules", choosing({ reminderRules: ["-PT30M"] })),
  "mails on": set("email_reminders", ana),
  "mails off": set("email_reminders", choosing({ emailReminders: false })),
  "clock changed": set("clock", choosing({ clock: 12 })),
};

export const SENTENCES: Readonly<Record<string, Message>> = {
  ...Object.fromEntries(Object.entries(REPLIES).map(([name, words]) => [name, message(text(words))])),
  "lost for a while": outOfReach(user({ lostSince: NOW.subtract({ hours: 5 }) }), AT),
  "lost for a while, mailed": outOfReach({ ...ana, lostSince: NOW.subtract({ hours: 50 }) }, AT),
  "our fault": message(text("That didn't work, and it's on us. Nothing you wrote is lost. Reference 12ab.")),
  "told, with something to press": message(
    text("Reminder mails have stopped: ana@example.com does not take them."),
    ...buttons(primary(button("Change e-mail", "email_form"))),
  ),
  "a question of two rows": question("Which one?", [button("This", "list")], [], [button("That", "help")]),
};

/** What came of a command, in words. */
import type { NotYet } from "../../commands/command.ts";
import type { Result } from "../../commands/result.ts";
import { type Interview, progress } from "../../interviews/interview.ts";
import { title } from "../../interviews/words.ts";
import { parseRule, ruleInWords } from "../../reminders/rules.ts";
import { clockTime, dayName, plural, readerOf, zoneName } from "../../users/times.ts";
import type { User } from "../../users/user.ts";
import { action } from "../actions.ts";
import type { Block, Message } from "../port.ts";
import {
  button,
  buttons,
  danger,
  heading,
  type Moment,
  message,
  muted,
  primary,
  question,
  text,
  withValue,
} from "./build.ts";
import { facts, interviewCard } from "./card.ts";

/** The message for a result. `extra.alternatives`: other starts that the same words allowed. */
export function answer(
  result: Result,
  user: User,
  at: Moment,
  extra: { readonly alternatives: readonly Temporal.ZonedDateTime[] } = { alternatives: [] },
): Message | null {
  switch (result.kind) {
    case "silent":
      return null;
    case "interview":
      return interviewCard({ ...result, user, alternatives: extra.alternatives }, at);
    case "removed":
      return message(
        text(
          `${title(result.interview)} is ${result.undone ? "taken back" : "deleted, with its reminders and tasks"}.`,
        ),
        muted("You can undo this for ten minutes; then it is gone for good."),
        ...buttons(button("Undo", "undo", result.interview.id, result.interview.version)),
      );
    case "confirm_delete":
      return question(`Delete ${title(result.interview)} for good? Its reminders and tasks go too.`, [
        danger(button("Delete it", "delete_yes", result.interview.id)),
        button("Keep it", "show", result.interview.id),
      ]);
    case "preparation":
      return preparation(result.interview);
    case "list":
      return list(result, at);
    case "settings":
      return settings(result, at);
    case "setting_changed":
      return settingChanged(result, at);
    case "code_sent":
      return message(
        text(`I sent a code to ${result.address}. Write it here within 15 minutes, and your reminders come there too.`),
        result.written === null
          ? null
          : muted("No mail server is set up, so the mail was not sent: it lies in the outbox of this machine."),
        ...buttons(...(result.written === null ? [] : [{ label: "Open the mail", url: result.written }])),
      );
    case "email_confirmed":
      return message(text(`Confirmed. Reminders come to ${result.address} as well.`));
    case "link_code":
      return message(
        text(
          `Your code is ${result.code}. Write "link ${result.code}" to me where you also want to use me, within ten minutes.`,
        ),
      );
    case "linked":
      return message(text("Linked. You now see the same interviews on both, and both can change them."));
    case "unlinked":
      return message(
        text(result.any ? "Unlinked. Each side keeps the interviews that were said there." : "Nothing was linked."),
      );
    case "export":
      return message(
        text(
          "Here is everything I keep about you. The links work for an hour; whoever has one can read it, so keep them to yourself.",
        ),
        ...buttons(
          { label: "Everything (JSON)", url: result.url },
          { label: "Interviews (.ics)", url: result.calendarUrl },
        ),
      );
    case "confirm_erase":
      return question(
        `Delete everything I keep about you? ${result.interviews === 0 ? "" : `${plural(result.interviews, "coming interview")} and all reminders go too. `}This cannot be undone.`,
        [
          danger(button("Delete everything", "erase_yes")),
          button("Export first", "export"),
          button("Keep it", "close"),
        ],
      );
    case "erased":
      return message(text("Everything about you is deleted. Thank you for the time together, and good luck."));
    case "hello":
      return hello(result.user, at);
    case "help":
      return help();
    case "not_yet":
      return message(text(NOT_YET_WORDS[result.feature]));
  }
}

const NOT_YET_WORDS: Record<NotYet, string> = {
  thank_you: "I can't write thank-you notes yet. I keep your interviews, prepare you and remind you.",
  follow_ups: "I don't keep follow-ups yet. I keep your interviews, prepare you and remind you.",
  add_job: "I don't keep job postings yet. As soon as there is an interview, tell me: Figma Friday 10am.",
  list_jobs: 'I don\'t keep job postings yet. Write "list" to see your interviews.',
  connect_calendar: 'I can\'t connect a calendar yet. Write "export" to get your interviews as an .ics file.',
};

function preparation(interview: Interview): Message {
  const { done, of } = progress(interview.tasks);
  return message(
    heading(`Preparation for ${title(interview)}`),
    text(of === 0 ? "Nothing on the list." : `${done} of ${of} done.`),
    of === 0
      ? null
      : {
          kind: "checklist",
          items: interview.tasks.map((task) => ({
            text: task.title,
            done: task.done,
            action: action("tick", `${interview.id}.${task.id}`),
          })),
        },
    ...buttons(button("Add a task", "task", interview.id), button("Show interview", "show", interview.id)),
  );
}

function list({ interviews, range, company, past }: Extract<Result, { kind: "list" }>, at: Moment): Message {
  const today = at.now.toZonedDateTimeISO(at.reader.timeZone);
  const span =
    range === null
      ? null
      : range.from.equals(range.to)
        ? dayName(range.from, today)
        : `${dayName(range.from, today)} to ${dayName(range.to, today)}`;
  const scope = `${company === null ? "" : ` with ${company}`}${span === null ? "" : `, ${span}`}`;
  if (interviews.length === 0) {
    return question(`No ${past ? "past" : range === null ? "coming " : ""}interviews${scope}.`.replace("  ", " "), [
      button("New interview", "what"),
    ]);
  }
  const entries = interviews
    .slice(0, 10)
    .flatMap((interview): Block[] => [heading(title(interview)), ...facts(interview, at).slice(0, 1)]);
  const rest = interviews.length - 10;
  return message(
    text(`${plural(interviews.length, "interview")}${scope}:`),
    ...entries,
    rest > 0 ? muted(`And ${rest} more. Name a week or a company to see them.`) : null,
    ...buttons(...interviews.slice(0, 5).map((it) => button(`Show ${it.company.slice(0, 30)}`, "show", it.id))),
  );
}

function settings({ user, identities }: Extract<Result, { kind: "settings" }>, { reader, now }: Moment): Message {
  const { reminders, reminderRules, emailReminders } = user.settings;
  const zone =
    user.timeZone === null
      ? "not set"
      : `${zoneName(user.timeZone)} (${clockTime(now.toZonedDateTimeISO(reader.timeZone), reader.clock)} now)`;
  return message(
    heading("Settings"),
    {
      kind: "fields",
      fields: [
        { label: "Time zone", value: zone },
        { label: "Reminders", value: reminders ? rulesInWords(reminderRules, reader.clock).join(", ") : "off" },
        {
          label: "E-mail",
          value: user.email === null ? "none" : `${user.email}${emailReminders ? "" : " (reminder mails off)"}`,
        },
        { label: "Clock", value: `${reader.clock} hours` },
        { label: "Linked", value: [...new Set(identities.map(({ platform }) => platform))].join(", ") },
      ],
    },
    ...buttons(
      button("Change zone", "zone_form"),
      reminders ? button("Turn reminders off", "reminders_off") : button("Turn reminders on", "reminders_on"),
      button(user.email === null ? "Add e-mail" : "Change e-mail", "email_form"),
      user.email !== null &&
        (emailReminders ? button("Stop reminder mails", "mail_off") : button("Send reminder mails", "mail_on")),
      withValue(
        button(reader.clock === 24 ? "12-hour clock" : "24-hour clock", "clock"),
        reader.clock === 24 ? "12" : "24",
      ),
    ),
    ...buttons(button("Export my data", "export"), danger(button("Delete everything", "erase"))),
  );
}

function settingChanged(
  { user, what, interviews }: Extract<Result, { kind: "setting_changed" }>,
  { reader, now }: Moment,
): Message {
  const updated = interviews === 0 ? "" : ` I went through your ${plural(interviews, "coming interview")}.`;
  const { settings } = user;
  switch (what) {
    case "zone": {
      const zone = user.timeZone ?? "UTC";
      const here = clockTime(now.toZonedDateTimeISO(zone), readerOf(user).clock);
      return message(
        text(
          `Your time zone is ${zoneName(zone)} (${zone}), where it is ${here} now. All times are shown in it; your interviews and reminders stay at their moment.`,
        ),
      );
    }
    case "reminders":
      return message(text(settings.reminders ? `Reminders are on.${updated}` : `Reminders are off.${updated}`));
    case "reminder_rules":
      return message(
        text(
          `I'll remind you ${new Intl.ListFormat("en-GB").format(rulesInWords(settings.reminderRules, reader.clock))}.${interviews === 0 ? "" : ` Updated ${plural(interviews, "interview")}.`}`,
        ),
      );
    case "email_reminders":
      return message(
        text(settings.emailReminders ? "Reminder mails are on." : "Reminder mails are off. Reminders still come here."),
      );
    case "clock":
      return message(text(`Times are shown with a ${readerOf(user).clock}-hour clock.`));
  }
}

const rulesInWords = (rules: readonly string[], clock: 12 | 24): string[] =>
  rules.flatMap((text) => {
    const rule = parseRule(text);
    return rule === null ? [] : [ruleInWords(rule, clock)];
  });

/** First contact: who I am, which zone I take for yours, and one example. */
function hello(user: User, { reader, now }: Moment): Message {
  const name = user.name === null ? "" : ` ${user.name.split(" ")[0]}`;
  const example = muted("Then just tell me about an interview, for instance: phone screen with Acme Tuesday 3pm");
  const intro = text(`Hello${name}, I'm Greenroom. I keep your interviews, remind you, and prepare you for them.`);
  if (user.timeZone === null) {
    return message(
      intro,
      text("Which time zone are you in? Name a big city near you."),
      ...buttons(primary(button("Choose zone", "zone_form"))),
      example,
    );
  }
  const here = clockTime(now.toZonedDateTimeISO(user.timeZone), reader.clock);
  if (user.timeZoneConfirmed) {
    return message(intro, muted(`Times are in ${zoneName(user.timeZone)}, where it is ${here} now.`), example);
  }
  return message(
    intro,
    text(`Your time zone looks like ${user.timeZone} (it is ${here} there now).`),
    ...buttons(primary(button("That's right", "zone_ok")), button("Change", "zone_form")),
    example,
  );
}

function help(): Message {
  return message(
    heading("What I can do"),
    {
      kind: "list",
      items: [
        "Keep an interview: onsite with Figma Friday 10 to 12, or paste the invitation",
        "Change it: move Figma to Monday same time; it's on Teams now; add Bob to Stripe; cancel Google; undo",
        "Show: list; what do I have this week; when is Stripe",
        "Remind: 24 hours and 2 hours before; remind me 30 minutes before Stripe; the evening before at 7",
        "Prepare: prep for Stripe",
        "Afterwards: done with Stripe; I got an offer from Figma",
        "E-mail: my email is ana@example.com. Zone: my time zone is Berlin. Settings",
        "Your data: export my data; delete everything",
      ],
    },
    ...buttons(button("My interviews", "list"), button("New interview", "what")),
  );
}

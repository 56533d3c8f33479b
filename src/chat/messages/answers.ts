/** What came of a command, in words. */
import type { Result } from "../../commands/result.ts";
import { title } from "../../interviews/words.ts";
import { plural } from "../../users/times.ts";
import type { User } from "../../users/user.ts";
import type { Message } from "../port.ts";
import { button, buttons, danger, type Moment, message, muted, question, text } from "./build.ts";
import { interviewCard } from "./card.ts";
import { hello, help, notYet } from "./greetings.ts";
import { list } from "./list.ts";
import { preparation } from "./preparation.ts";
import { linked, settingChanged, settings } from "./settings.ts";

/** What an answer depends on besides its result. */
export interface Extra {
  /** Other starts that the same words allowed. */
  readonly alternatives: readonly Temporal.ZonedDateTime[];
  /** Whether to ask about a zone that was only guessed. */
  readonly asksZone: boolean;
}

/** The message for a result; null when there is nothing to say. */
export function answer(
  result: Result,
  user: User,
  at: Moment,
  extra: Extra = { alternatives: [], asksZone: false },
): Message | null {
  switch (result.kind) {
    case "silent":
      return null;
    case "interview":
      return interviewCard({ ...result, user, ...extra }, at);
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
      return linked(result, at);
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
      return hello(result, at);
    case "help":
      return help();
    case "not_yet":
      return notYet(result.feature);
  }
}

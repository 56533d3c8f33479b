/** Who the bot is and what it can do, in a few words. */
import type { NotYet } from "../../commands/command.ts";
import type { Result } from "../../commands/result.ts";
import { title } from "../../interviews/words.ts";
import { clockTime, distance, zoneName } from "../../users/times.ts";
import type { Message } from "../port.ts";
import { button, buttons, heading, type Moment, message, muted, primary, startLabel, text } from "./build.ts";

const NOT_YET_WORDS: Record<NotYet, string> = {
  thank_you: "I can't write thank-you notes yet. I keep your interviews, prepare you and remind you.",
  follow_ups: "I don't keep follow-ups yet. I keep your interviews, prepare you and remind you.",
  add_job: "I don't keep job postings yet. As soon as there is an interview, tell me: Figma Friday 10am.",
  list_jobs: 'I don\'t keep job postings yet. Write "list" to see your interviews.',
  connect_calendar: 'I can\'t connect a calendar yet. Write "export" to get your interviews as an .ics file.',
};

/** The language knows the words for it, and the bot not yet how. */
export const notYet = (feature: NotYet): Message => message(text(NOT_YET_WORDS[feature]));

const EXAMPLE = "phone screen with Acme Tuesday 3pm";

/** A stranger hears who I am and which zone I take for theirs; others what comes next. */
export function hello({ user, next }: Extract<Result, { kind: "hello" }>, { reader, now }: Moment): Message {
  const name = user.name === null ? "" : ` ${user.name.split(" ")[0]}`;
  if (user.welcomed && user.timeZone !== null) {
    const coming =
      next === null
        ? `You have no interviews ahead. Tell me about one, for instance: ${EXAMPLE}`
        : `Next is ${title(next)}: ${startLabel(next.startsAt, { reader, now })}, ${distance(next.startsAt.toInstant(), reader, now)}.`;
    return message(
      text(`Hello${name}. ${coming}`),
      ...buttons(
        next !== null && button(`Show ${next.company.slice(0, 30)}`, "show", next.id),
        next !== null && button("My interviews", "list"),
        button("New interview", "what"),
      ),
    );
  }
  const intro = text(`Hello${name}, I'm Greenroom. I keep your interviews, remind you, and help you prepare for them.`);
  const example = muted(`Then just tell me about an interview, for instance: ${EXAMPLE}`);
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

export function help(): Message {
  return message(
    heading("What I can do"),
    {
      kind: "list",
      items: [
        "Keep an interview: onsite with Figma Friday 10 to 12, or paste the invitation",
        "Change it: move Figma to Monday same time; it's on Teams now; add Bob to Stripe; cancel Google; undo",
        "Show: list; what do I have this week; when is Stripe",
        "Remind: I do it 24 hours and 2 hours before. More: remind me 30 minutes before Stripe",
        "Prepare: prep for Stripe; add task for Stripe: print my CV",
        "Afterwards: done with Stripe; I got an offer from Figma",
        "Settings: my time zone is Berlin; my email is ana@example.com; settings",
        "Your data: export my data; delete everything",
      ],
    },
    ...buttons(button("My interviews", "list"), button("New interview", "what"), button("Settings", "settings")),
  );
}

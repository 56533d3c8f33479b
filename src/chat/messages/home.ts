/** The home: what lies ahead, at a glance. App Home in Slack, the side panel on the web, a pinned message in Discord. */
import type { Upcoming } from "../../commands/result.ts";
import { type Interview, progress } from "../../interviews/interview.ts";
import { title } from "../../interviews/words.ts";
import { clockTime, dayName } from "../../users/times.ts";
import type { Block, Message } from "../port.ts";
import { button, buttons, heading, type Moment, message, muted, text } from "./build.ts";

export interface HomeEntry {
  readonly interview: Interview;
  readonly reminders: readonly Upcoming[];
}

export function home(entries: readonly HomeEntry[], at: Moment): Message {
  if (entries.length === 0) {
    return message(
      heading("Coming up"),
      text("No interviews yet."),
      muted("Write for instance: phone screen with Acme Tuesday 3pm"),
      ...always(),
    );
  }
  return message(heading("Coming up"), ...always(), ...entries.flatMap((entry) => part(entry, at)));
}

/** What can be done from the home at any time. */
const always = (): Block[] => buttons(button("New interview", "what"), button("Settings", "settings"));

function part({ interview, reminders }: HomeEntry, { reader, now }: Moment): Block[] {
  const start = interview.startsAt.withTimeZone(reader.timeZone);
  const { done, of } = progress(interview.tasks);
  const [next] = reminders;
  // Days by their dates: a home may stand for days as it was drawn, and "tomorrow" would come to mean another one.
  const moment = (at: Temporal.ZonedDateTime) =>
    `${dayName(at, now.toZonedDateTimeISO(reader.timeZone))}, ${clockTime(at, reader.clock)}`;
  return [
    heading(title(interview)),
    text(moment(start)),
    muted(
      [
        of === 0 ? null : `Preparation ${done} of ${of}`,
        next === undefined ? null : `next reminder ${moment(next.dueAt.toZonedDateTimeISO(reader.timeZone))}`,
      ]
        .filter((part) => part !== null)
        .join(", "),
    ),
    ...buttons(button("Show", "show", interview.id), button("Preparation", "prep", interview.id)),
  ];
}

/** A reminder as a chat message: the headline, the facts, what is still to prepare, and what to do about it. */
import { progress } from "../../interviews/interview.ts";
import type { Notice } from "../../reminders/channel.ts";
import { readerOf } from "../../users/times.ts";
import type { Message } from "../port.ts";
import { button, buttons, heading, message, muted, primary, text } from "./build.ts";
import { facts } from "./facts.ts";

/** More open tasks than this are a wall of text on the way to an interview. */
const SHOWN = 5;
const SNOOZE_MINUTES = 15;

export function reminderMessage({ user, interview, headline, apology, now }: Notice): Message {
  const { done, of } = progress(interview.tasks);
  const open = interview.tasks.filter((task) => !task.done);
  const more = open.length - SHOWN;
  const minutesLeft = (interview.startsAt.epochMilliseconds - now.epochMilliseconds) / 60_000;
  return message(
    heading(headline),
    apology === null ? null : text(apology),
    ...facts(interview, { reader: readerOf(user), now }),
    of === 0 ? null : text(`Preparation: ${done} of ${of} done.${open.length === 0 ? "" : " Open:"}`),
    open.length === 0 ? null : { kind: "list", items: open.slice(0, SHOWN).map((task) => task.title) },
    more > 0 ? muted(`And ${more} more.`) : null,
    ...buttons(
      primary(button("I'm ready", "ready", interview.id, interview.version)),
      open.length > 0 && button("Preparation", "prep", interview.id),
      button("Reschedule", "move", interview.id, interview.version),
      minutesLeft > SNOOZE_MINUTES && button("Snooze 15 min", "snooze", interview.id, interview.version),
    ),
  );
}

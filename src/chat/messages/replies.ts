/** Replies of one sentence. */
import { shortMoment } from "../../users/times.ts";
import type { User } from "../../users/user.ts";
import type { Message } from "../port.ts";
import type { SmallTalk } from "../small-talk.ts";
import { type Moment, message, text } from "./build.ts";

export const REPLIES: Readonly<
  Record<SmallTalk | "two_wishes" | "not_there" | "outdated" | "answered" | "closed", string>
> = {
  not_there: 'That interview is not there any more. Write "list" to see yours.',
  outdated: 'That button is no longer in use. Write "list" to see your interviews, or "help".',
  answered: "That question is settled already.",
  closed: "Fine, nothing changed.",
  two_wishes: "One thing at a time, please: I'd rather not mix them up. Tell me the first one.",
  yes: 'I have no open question. Tell me about an interview, or write "list" to see yours.',
  no: "Fine, nothing changed.",
  thanks: "You're welcome.",
  fine: "Good. I'm here when you need me.",
  sorry: 'No harm done. "undo" takes the last change back.',
  bye: "Goodbye, and good luck.",
};

/** To somebody whom messages did not reach for a while, at their next word. */
export function outOfReach({ lostSince, email, settings }: User, { reader, now }: Moment): Message {
  const since = lostSince === null ? "" : `, since ${shortMoment(lostSince, reader, now)}`;
  const mailed = email !== null && settings.emailReminders;
  const then = mailed ? "My reminders went by e-mail." : "My reminders did not come through.";
  return message(text(`I could not reach you for a while${since}. ${then} Write "list" to see what lies ahead.`));
}

/** Carries a reminder by e-mail: what the mail says, and who gets one. */

import { progress } from "../interviews/interview.ts";
import { FORMAT_WORDS, people, title } from "../interviews/words.ts";
import { interviewCalendar } from "../mail/calendar.ts";
import { reminderMail } from "../mail/compose.ts";
import { messageId } from "../mail/message-id.ts";
import type { Mail, MailReceipt } from "../mail/port.ts";
import { distance, interviewTime, readerOf } from "../users/times.ts";
import type { User } from "../users/user.ts";
import type { Notice, ReminderChannel } from "./channel.ts";

export interface MailChannelDeps {
  send(userId: string, mail: Mail): Promise<MailReceipt>;
  unsubscribeUrl(userId: string): string;
  /** Where the person can answer; null when there is no address that works from outside. */
  readonly chatUrl: string | null;
  /** Told where a mail lies that was only written. */
  onWritten(user: User, file: string, nonce: string): Promise<void>;
}

/** The person's mailbox as a channel; null without a confirmed address or when they want no reminder mails. */
export function mailChannel(deps: MailChannelDeps, user: User): ReminderChannel | null {
  const { email } = user;
  if (email === null || !user.settings.emailReminders) return null;
  return {
    name: "email",
    async deliver(notice, nonce) {
      // Read again right before the hand-over: mails may have been stopped meanwhile.
      if (notice.user.email === null || !notice.user.settings.emailReminders) return "not_wanted";
      const receipt = await deps.send(user.id, mailFor(deps, notice, notice.user.email, nonce));
      if (receipt.kind === "written") await deps.onWritten(user, receipt.file, nonce);
      return receipt.kind;
    },
  };
}

function mailFor(deps: MailChannelDeps, notice: Notice, to: string, nonce: string): Mail {
  const { interview, user, now } = notice;
  const reader = readerOf(user);
  const { done, of } = progress(interview.tasks);
  const when = interviewTime(interview, reader, now);
  const place = [interview.format === null ? null : FORMAT_WORDS[interview.format], interview.location].filter(
    (part) => part !== null,
  );
  return reminderMail({
    to,
    messageId: messageId(["reminder", nonce]),
    headline: notice.headline,
    sorry: notice.apology,
    when: `${title(interview)}. ${when}, ${distance(interview.startsAt.toInstant(), reader, now)}`,
    who: people(interview.interviewers),
    place: place.length === 0 ? null : place.join(", "),
    link: interview.link,
    preparation:
      of === 0
        ? null
        : {
            progress: `${done} of ${of} done`,
            open: interview.tasks.filter((task) => !task.done).map((task) => task.title),
          },
    notes: interview.notes,
    chatUrl: deps.chatUrl,
    unsubscribeUrl: deps.unsubscribeUrl(user.id),
    calendar: interviewCalendar([interview], { now }),
  });
}

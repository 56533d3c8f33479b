/** Wires the mails of the bot: what is sent, by whom it is counted, and what the person is told of it. */
import { type NoticeDeps, tellPerson } from "./chat/notices.ts";
import type { Clock } from "./clock.ts";
import type { Features } from "./commands/features.ts";
import { confirmAddressMail } from "./mail/compose.ts";
import type { MailLog } from "./mail/log.ts";
import { messageId } from "./mail/message-id.ts";
import type { Mailer } from "./mail/port.ts";
import { createPost } from "./mail/post.ts";
import { type TextSigner, unsubscribeLinks } from "./mail/unsubscribe.ts";
import type { ReminderChannel } from "./reminders/channel.ts";
import { mailChannel } from "./reminders/mail.ts";
import { newId } from "./store/id.ts";
import { idsOf, type User } from "./users/user.ts";

export interface MailsDeps {
  readonly mailer: Mailer;
  readonly log: MailLog;
  readonly clock: Clock;
  readonly perHour: number;
  readonly notices: NoticeDeps;
  readonly signer: TextSigner;
  /** Where links lead: the page, and its address from outside where it has one. */
  origin(): string;
  readonly publicUrl: string | null;
}

export interface Mails extends Pick<Features, "sendCode" | "forgetMails" | "mailsAreSent"> {
  /** The way reminders go to this person by mail; null without an address. */
  channelFor(user: User): ReminderChannel | null;
  /** Whose link this is; null when it is not ours. */
  userOfUnsubscribe(token: string): string | null;
}

export function createMails({ mailer, log, clock, perHour, notices, signer, origin, publicUrl }: MailsDeps): Mails {
  const post = createPost({ mailer, log, clock, perHour });
  const links = () => unsubscribeLinks(signer, origin());
  const outboxUrl = (file: string) => `${origin()}/outbox/${file}`;
  return {
    channelFor: (user) =>
      mailChannel(
        {
          send: (userId, mail) => post.send(userId, "reminder", mail),
          unsubscribeUrl: (userId) => links().url(userId),
          chatUrl: publicUrl,
          onWritten: (to, file, nonce) =>
            tellPerson(
              notices,
              to,
              "The reminder mail was written, not sent: no mail server is set up.",
              `written:${nonce}`,
              [{ label: "Open the mail", url: outboxUrl(file) }],
            ),
        },
        user,
      ),
    userOfUnsubscribe: (token) => links().userOf(token),
    mailsAreSent: mailer.mode === "smtp",
    forgetMails: (user) => post.forget(idsOf(user)),
    async sendCode(user, address, code) {
      const mail = confirmAddressMail({
        to: address,
        code,
        validFor: "15 minutes",
        messageId: messageId(["confirm", user.id, newId()]),
      });
      const receipt = await post.send(user.id, "confirm", mail);
      return { written: receipt.kind === "written" ? outboxUrl(receipt.file) : null };
    },
  };
}

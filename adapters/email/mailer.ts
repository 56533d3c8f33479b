/** Chooses how mails go: to an SMTP server when one is named, else into the outbox folder. */
import type { Clock } from "../../src/clock.ts";
import { StartError } from "../../src/errors.ts";
import type { Logger } from "../../src/log.ts";
import { parseMailbox } from "../../src/mail/address.ts";
import type { Mailer } from "../../src/mail/port.ts";
import { outboxMailer } from "./outbox.ts";
import { type SmtpOptions, smtpMailer } from "./smtp.ts";

export type { SmtpOptions };

export interface MailerOptions {
  /** Null: mails are written instead of sent. */
  readonly smtp: SmtpOptions | null;
  /** EMAIL_FROM: `Greenroom <bot@example.org>` or a bare address; needed with `smtp`. */
  readonly from: string | null;
  /** Where mails are written without `smtp`: DATA_DIR/outbox. */
  readonly outbox: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Nobody can answer a mail that was never sent; `.invalid` belongs to no one. */
const NOWHERE = "Greenroom <greenroom@greenroom.invalid>";

/** The one Mailer of this process. Connects to nothing yet. Throws StartError for a sender that is no address. */
export function createMailer(options: MailerOptions): Mailer {
  const { smtp, outbox, clock, log } = options;
  const from = parseMailbox(options.from ?? (smtp === null ? NOWHERE : ""));
  if (from === null) {
    throw new StartError(["EMAIL_FROM: expected a sender, for instance Greenroom <bot@example.org>"]);
  }
  return smtp === null ? outboxMailer({ folder: outbox, from, clock }) : smtpMailer({ smtp, from, clock, log });
}

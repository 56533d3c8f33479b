/** The port to e-mail: what a mail is, and what can become of it. */

export interface Mail {
  /** One bare address, already validated. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Deterministic, without angle brackets: the same mail tried again carries the same id. */
  readonly messageId: string;
  /** An `.ics` file to attach. */
  readonly calendar?: string;
  /** Target of List-Unsubscribe and of the link in the footer; absent for mails that were just asked for. */
  readonly unsubscribeUrl?: string;
}

/** `accepted`: a mail server took it. `written`: there is no mail server; it lies as a file, which is not delivery. */
export type MailReceipt = { readonly kind: "accepted" } | { readonly kind: "written"; readonly file: string };

export interface Mailer {
  /** Whether mails leave this machine. */
  readonly mode: "smtp" | "outbox";
  /** Throws DeliveryError; `permanent` for what trying again cannot mend. */
  send(mail: Mail): Promise<MailReceipt>;
  /** Removes what this machine keeps of these mails: of a person who is deleted. What was sent cannot be taken back. */
  forget(messageIds: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Hands mails over to an SMTP server: one bounded conversation a mail. */
import type { SMTPTransportOptions } from "nodemailer";
import type { Clock } from "../../src/clock.ts";
import { DeliveryError } from "../../src/errors.ts";
import type { Logger } from "../../src/log.ts";
import type { Mailbox } from "../../src/mail/address.ts";
import type { Mailer } from "../../src/mail/port.ts";
import { failure, isOperatorFault, OPERATOR_FAULTS } from "./failure.ts";
import { toMessage } from "./message.ts";
import { slots } from "./slots.ts";
import { onFirstMail } from "./transport.ts";

export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  readonly pass: string | null;
  /**
   * `tls`: encrypted from the first byte (port 465). `starttls`: encrypted before anything is said; a server that
   * cannot do it gets no mail. `none`: in the clear, for a server on this machine.
   */
  readonly security: "starttls" | "tls" | "none";
  /** The only certificate authority to trust (PEM), in place of those that the runtime knows. */
  readonly ca?: string;
  readonly timeouts?: Partial<Timeouts>;
}

/** Milliseconds. */
export interface Timeouts {
  /** Finding the server, connecting, and encrypting. */
  readonly connect: number;
  /** Longest silence of the server. */
  readonly silence: number;
  /** The whole conversation, and the longest wait for its turn: together below a lease of 60 s. */
  readonly whole: number;
}
const TIMEOUTS: Timeouts = { connect: 10_000, silence: 15_000, whole: 20_000 };

/** Conversations at once: more than that, and many servers answer 421. */
const AT_ONCE = 5;

/** How long an operator's fault keeps all mails back. Whoever mends a setting starts the bot again, which ends it. */
const HOLD = Temporal.Duration.from({ minutes: 5 });

const transportOptions = (smtp: SmtpOptions, timeouts: Timeouts): SMTPTransportOptions => ({
  host: smtp.host,
  port: smtp.port,
  secure: smtp.security === "tls",
  requireTLS: smtp.security === "starttls",
  ignoreTLS: smtp.security === "none",
  ...(smtp.user === null ? {} : { auth: { user: smtp.user, pass: smtp.pass ?? "" } }),
  ...(smtp.ca === undefined ? {} : { tls: { ca: smtp.ca } }),
  dnsTimeout: timeouts.connect,
  connectionTimeout: timeouts.connect,
  greetingTimeout: timeouts.silence,
  socketTimeout: timeouts.silence,
  socketCloseTimeout: 0,
});

/** A Mailer that has mails leave this machine. */
export function smtpMailer(options: {
  readonly smtp: SmtpOptions;
  readonly from: Mailbox;
  readonly clock: Clock;
  readonly log: Logger;
}): Mailer {
  const { smtp, from, clock, log } = options;
  const timeouts = { ...TIMEOUTS, ...smtp.timeouts };
  const transport = onFirstMail(({ createTransport }) => createTransport(transportOptions(smtp, timeouts)));
  const turns = slots(AT_ONCE);
  const underWay = new Set<Promise<unknown>>();
  let held: { readonly reason: string; readonly until: Temporal.Instant } | null = null;
  let stopped = false;

  function refuseNow(): void {
    if (stopped) throw new DeliveryError("the bot is stopping", { permanent: false, reason: "stopped" });
    if (held === null) return;
    const left = clock.now().until(held.until);
    if (left.sign > 0) throw heldBack(held.reason, left);
    held = null;
  }

  async function converse(message: ReturnType<typeof toMessage>): Promise<void> {
    const carrier = await transport.get();
    try {
      await carrier.sendMail({ ...message, signal: AbortSignal.timeout(timeouts.whole) });
    } catch (error) {
      const failed = failure(error);
      if (!isOperatorFault(failed.reason)) throw failed;
      log.error({ reason: failed.reason }, OPERATOR_FAULTS[failed.reason]);
      held = { reason: failed.reason, until: clock.now().add(HOLD) };
      throw heldBack(failed.reason, HOLD);
    }
  }

  return {
    mode: "smtp",
    async send(mail) {
      const message = toMessage(mail, from, clock.now());
      refuseNow();
      if (!(await turns.take(timeouts.whole))) throw new DeliveryError("no turn", { permanent: false, reason: "busy" });
      // In between, another conversation may have shown that no mail can go.
      const work = Promise.try(() => {
        refuseNow();
        return converse(message);
      }).finally(turns.give);
      underWay.add(work);
      try {
        await work;
        return { kind: "accepted" };
      } finally {
        underWay.delete(work);
      }
    },
    // Nothing of a mail stays here once the server has it.
    forget: () => Promise.resolve(),
    async stop() {
      stopped = true;
      await Promise.allSettled(underWay);
      await transport.close();
    },
  };
}

const heldBack = (reason: string, retryAfter: Temporal.Duration): DeliveryError =>
  new DeliveryError(`mails are held back (${reason})`, { permanent: false, reason, retryAfter });

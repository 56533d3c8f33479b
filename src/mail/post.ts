/** Hands mails over within each person's limit, and remembers what became of them. */
import type { Clock } from "../clock.ts";
import { DeliveryError } from "../errors.ts";
import { nextAllowed, WINDOW } from "./limit.ts";
import type { MailKind, MailLog, MailState } from "./log.ts";
import type { Mail, Mailer, MailReceipt } from "./port.ts";

export interface Post {
  /** Whether mails leave this machine. */
  readonly mode: Mailer["mode"];
  /**
   * Sends a mail on behalf of a person. Throws what the mailer throws; past the limit, a DeliveryError with reason
   * "limit" that says when to try again. A mail that fails does not count, nor does one tried again count twice.
   */
  send(userId: string, kind: MailKind, mail: Mail): Promise<MailReceipt>;
  /** Removes what this machine keeps of the mails to these people. */
  forget(userIds: readonly string[]): Promise<void>;
}

/**
 * Joins a mailer, the log of mails, and `perHour` (EMAIL_PER_HOUR, at least 1). Mails that only become files are
 * logged but not limited: they flood nobody.
 */
export function createPost(parts: {
  readonly mailer: Mailer;
  readonly log: MailLog;
  readonly clock: Clock;
  readonly perHour: number;
}): Post {
  const { mailer, log, clock, perHour } = parts;

  async function keepLimit(userId: string): Promise<void> {
    const now = clock.now();
    // This mail is among them: it is noted first and counted after, so that two at once cannot both slip through.
    const sent = await log.sentSince(userId, now.subtract(WINDOW));
    const next = nextAllowed(sent, perHour + 1, now);
    if (next === null) return;
    const retryAfter = now.until(next);
    throw new DeliveryError("enough mails for this hour", { permanent: false, reason: "limit", retryAfter });
  }

  /** An outcome that cannot be noted must not hide it, or a mail that went would go again; `sending` counts as sent. */
  const settle = (messageId: string, state: MailState): Promise<void> =>
    log.settle(messageId, state).catch(() => undefined);

  return {
    mode: mailer.mode,
    forget: async (userIds) => mailer.forget(await log.idsOf(userIds)),
    async send(userId, kind, mail) {
      const { messageId } = mail;
      await log.note({ userId, messageId, kind, state: "sending", at: clock.now() });
      try {
        if (mailer.mode === "smtp") await keepLimit(userId);
        const receipt = await mailer.send(mail);
        await settle(messageId, receipt.kind);
        return receipt;
      } catch (error) {
        await settle(messageId, "failed");
        throw error;
      }
    },
  };
}

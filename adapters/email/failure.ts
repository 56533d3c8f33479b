/** Decides what a failed SMTP conversation means: who must act, and whether trying again can help. Pure. */
import { DeliveryError } from "../../src/errors.ts";

/**
 * What keeps every mail from going, until the operator mends it. None of these is permanent for the person: their
 * address is fine, and the mail goes out once the setting is right. But asking the server again and again with the
 * same wrong password locks accounts, so such a fault holds all mails back for a while (see `smtp.ts`).
 */
export const OPERATOR_FAULTS = {
  auth: "the mail server refuses the sign-in: check SMTP_USER and SMTP_PASS",
  tls_required:
    "the mail server offers no TLS, so nothing was sent in the clear: check SMTP_HOST, SMTP_PORT and SMTP_SECURITY",
  certificate:
    "the mail server's certificate is not trusted: check SMTP_HOST, or name its authority in NODE_EXTRA_CA_CERTS",
  sender: "the mail server refuses the sender: check EMAIL_FROM",
} as const;
export type OperatorFault = keyof typeof OPERATOR_FAULTS;

/** Whether a reason is one that only the operator can mend. */
export const isOperatorFault = (reason: string): reason is OperatorFault => Object.hasOwn(OPERATOR_FAULTS, reason);

/** The codes that nodemailer and Node leave on an error; texts are left alone, since they may hold addresses. */
interface Codes {
  readonly code: string;
  /** Node's code under nodemailer's: ECONNREFUSED under ESOCKET. */
  readonly originalCode: string;
  /** The command that was under way: "RCPT TO", "DATA", "AUTH PLAIN", ... */
  readonly command: string;
  /** The server's answer code, or 0. */
  readonly answer: number;
  /** Whether the answer asks for STARTTLS. */
  readonly wantsTls: boolean;
}

const NETWORK: Readonly<Record<string, string>> = {
  ETIMEDOUT: "timeout",
  EABORT: "timeout",
  ECONNREFUSED: "refused",
  EDNS: "dns",
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  ENETUNREACH: "unreachable",
  EHOSTUNREACH: "unreachable",
  ECONNRESET: "closed",
  EPIPE: "closed",
  ECONNECTION: "closed",
  ETLS: "tls",
};

/** What Node calls a certificate it does not trust. */
const CERTIFICATE = /CERT|ISSUER|SELF_SIGNED|ALTNAME|CRL/;

/**
 * What became of a mail, as DeliveryError: nothing of the original error but codes.
 *
 * Permanent is only a 5xx answer to the recipient or to the message itself. A 5xx at any other point (greeting,
 * sign-in, sender) says something about us, not about the person's address.
 */
export function failure(error: unknown): DeliveryError {
  const codes = codesOf(error);
  const reason = reasonOf(codes);
  const about = codes.command === "RCPT TO" || codes.command === "DATA";
  // 503 says that the conversation went out of step, not that the mail is unwelcome.
  const final = codes.answer >= 500 && codes.answer < 600 && codes.answer !== 503;
  return new DeliveryError(`the mail server did not take the mail (${reason})`, {
    permanent: about && final && !isOperatorFault(reason),
    reason,
  });
}

function reasonOf({ code, originalCode, command, answer, wantsTls }: Codes): string {
  if (answer >= 500 && (wantsTls || command === "STARTTLS")) return "tls_required";
  // 530 and 535 can come at any command; a 4xx to the sign-in is a server that is busy, not a wrong password.
  if (answer === 530 || answer === 535 || (code === "EAUTH" && (answer >= 500 || answer === 0))) return "auth";
  if (command === "MAIL FROM" && answer >= 500 && answer !== 503) return "sender";
  if (answer > 0) return String(answer);
  if (CERTIFICATE.test(originalCode) || CERTIFICATE.test(code)) return "certificate";
  return NETWORK[originalCode] ?? NETWORK[code] ?? "smtp";
}

function codesOf(error: unknown): Codes {
  const text = (key: string): string => {
    const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, key) : undefined;
    return typeof value === "string" ? value : "";
  };
  const answer: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "responseCode") : 0;
  return {
    code: text("code"),
    originalCode: text("originalCode"),
    command: text("command"),
    answer: typeof answer === "number" ? answer : 0,
    wantsTls: /STARTTLS/i.test(text("response")),
  };
}

/** Turns a mail into what goes over the wire; nothing that a person typed can add a header. Pure. */
import type { SendMailOptions } from "nodemailer";
import { DeliveryError } from "../../src/errors.ts";
import { type Mailbox, oneLine, parseAddress } from "../../src/mail/address.ts";
import type { Mail } from "../../src/mail/port.ts";

/** One part, an @, another part; no white space, no angle brackets, nothing invisible. */
const MESSAGE_ID = /^[^\s<>@\p{C}]{1,160}@[^\s<>@\p{C}]{1,80}$/u;

/**
 * The message as nodemailer takes it, dated `now`.
 *
 * A subject with line ends is flattened: it holds words of the person, and a reminder must not be lost for them. An
 * address that is no address is refused as a permanent DeliveryError. A wrong Message-ID or unsubscribe link is our
 * own fault and throws RangeError.
 */
export function toMessage(mail: Mail, from: Mailbox, now: Temporal.Instant): SendMailOptions {
  const to = parseAddress(mail.to);
  if (to === null) throw new DeliveryError("not an address", { permanent: true, reason: "bad_address" });
  if (!MESSAGE_ID.test(mail.messageId)) throw new RangeError("a mail needs a proper Message-ID");
  return {
    from,
    // As objects, so that nothing is parsed out of the texts.
    to: { name: "", address: to },
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.messageId}>`,
    date: new Date(now.epochMilliseconds),
    xMailer: false,
    headers: {
      // RFC 3834, and the same for Exchange: no out-of-office answers to a machine.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      ...(mail.unsubscribeUrl === undefined ? {} : unsubscribe(mail.unsubscribeUrl)),
    },
    // An attachment rather than an alternative: some programs show a calendar alternative in place of the text.
    ...(mail.calendar === undefined ? {} : { attachments: [calendar(mail.calendar)] }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** RFC 2369 and RFC 8058: the mail program offers "Unsubscribe" itself and posts to the link. */
function unsubscribe(link: string) {
  const url = URL.parse(link);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new RangeError("an unsubscribe link is a web address");
  return { "List-Unsubscribe": `<${url.href}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

const calendar = (content: string) => ({
  filename: "interview.ics",
  content,
  contentType: "text/calendar; charset=utf-8; method=PUBLISH",
});

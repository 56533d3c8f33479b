/** Decides what the bot's mails say. All times arrive in words: the one formatter is `users/times.ts`. */
import { oneLine } from "./address.ts";
import type { Mail } from "./port.ts";
import { render } from "./render.ts";

/** A mail is a glance before an interview, not the record: the rest is in the chat. */
const LONGEST = { subject: 200, notes: 600, tasks: 8 } as const;

/** What every mail needs to know about its way. */
interface Envelope {
  /** Confirmed by the person, in the form of `parseAddress`. */
  readonly to: string;
  /** As `messageId` makes it: the same for the same mail tried again. */
  readonly messageId: string;
}

/** A reminder in words. */
export interface ReminderMailView extends Envelope {
  /** Subject and first line: "Interview tomorrow at 3:00 PM: Stripe, phone screen". */
  readonly headline: string;
  /** Said under the headline when the reminder comes late: "I could not reach you earlier; sorry." */
  readonly sorry: string | null;
  /** The full line with weekday, date, time and zone. */
  readonly when: string;
  /** "Sarah Chen and Bob Lee". */
  readonly who: string | null;
  /** Where it takes place, or how: "1 Poultry", "She will call you on ...". */
  readonly place: string | null;
  /** A link to press; left out unless it is http or https. */
  readonly link: string | null;
  /** `progress` is "4 of 6 done"; `open` the titles of the open tasks. Null when there is nothing to prepare. */
  readonly preparation: { readonly progress: string; readonly open: readonly string[] } | null;
  /** What the person noted; shown up to 600 characters. */
  readonly notes: string | null;
  /** Address of the chat, where it has one. */
  readonly chatUrl: string | null;
  readonly unsubscribeUrl: string | null;
  /** The `.ics` file to attach. */
  readonly calendar: string | null;
}

/** The mail that reminds of one interview. */
export function reminderMail(view: ReminderMailView): Mail {
  const open = view.preparation?.open ?? [];
  const shown = open.length > LONGEST.tasks ? open.slice(0, LONGEST.tasks - 1) : open;
  const { html, text } = render("reminder", {
    headline: oneLine(view.headline),
    sorry: line(view.sorry),
    when: oneLine(view.when),
    who: line(view.who),
    place: line(view.place),
    link: pressable(view.link),
    preparation: view.preparation && {
      progress: oneLine(view.preparation.progress),
      open: shown.map(oneLine),
      more: open.length === shown.length ? null : `and ${open.length - shown.length} more`,
    },
    notes: view.notes === null ? null : cut(view.notes.replace(/[^\P{Cc}\n]+/gu, " ").trim(), LONGEST.notes),
    chatUrl: pressable(view.chatUrl),
    unsubscribeUrl: pressable(view.unsubscribeUrl),
  });
  return {
    to: view.to,
    messageId: view.messageId,
    subject: cut(oneLine(view.headline), LONGEST.subject),
    html,
    text,
    ...(view.calendar === null ? {} : { calendar: view.calendar }),
    ...(view.unsubscribeUrl === null ? {} : { unsubscribeUrl: view.unsubscribeUrl }),
  };
}

/** A code to confirm an address with. */
export interface ConfirmAddressMailView extends Envelope {
  /** Six digits. */
  readonly code: string;
  /** "15 minutes". */
  readonly validFor: string;
}

/** The mail that asks whether an address is the person's. It goes to an address nobody has confirmed, so it says little. */
export function confirmAddressMail(view: ConfirmAddressMailView): Mail {
  return {
    to: view.to,
    messageId: view.messageId,
    subject: `Your Greenroom code is ${oneLine(view.code)}`,
    ...render("confirm", { code: oneLine(view.code), validFor: oneLine(view.validFor) }),
  };
}

const line = (text: string | null): string | null => (text === null ? null : oneLine(text) || null);

function cut(text: string, longest: number): string {
  const letters = [...text];
  return letters.length <= longest
    ? text
    : `${letters
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`;
}

/** Only a web address becomes a link: `javascript:` and the like never reach an `href`. */
function pressable(link: string | null): string | null {
  const url = link === null ? null : URL.parse(link.trim());
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

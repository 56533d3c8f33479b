/** Decides what counts as an e-mail address, and keeps control characters out of headers. */
import { domainToASCII } from "node:url";

/** RFC 5321, 4.5.3.1: a path has 256 octets, two of which are the angle brackets. */
const LONGEST = { address: 254, local: 64, label: 63 } as const;

/** A dot-atom of RFC 5322 in ASCII: no quotes, no spaces, no comments, no dot at either end or twice in a row. */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/** What a domain may be typed with; everything else could be read as a port, a path or an address literal. */
const DOMAIN = /^[\p{L}\p{N}\p{M}.-]+$/u;
const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/**
 * The one spelling of a bare address that mails can go to, or null.
 *
 * The domain comes back in lower case and in ASCII ("bücher.example" as "xn--bcher-kva.example"), so two spellings of
 * one mailbox compare equal; the part before the @ is kept as it is, since its owner alone says whether case matters.
 * White space around it is dropped. Refused on purpose, though a standard knows them: quoted and non-ASCII local parts
 * (few servers take them), address literals, and domains of one label.
 */
export function parseAddress(text: string): string | null {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf("@");
  if (trimmed.length > LONGEST.address || at < 1) return null;
  const local = trimmed.slice(0, at);
  const typed = trimmed.slice(at + 1);
  if (local.length > LONGEST.local || !LOCAL.test(local) || !DOMAIN.test(typed)) return null;
  const domain = domainToASCII(typed);
  const labels = domain.split(".");
  const proper = labels.every((label) => label.length <= LONGEST.label && LABEL.test(label));
  // A last label of digits alone is an IPv4 address, not a domain.
  if (!proper || labels.length < 2 || /^[0-9]+$/.test(labels.at(-1) ?? "")) return null;
  const address = `${local}@${domain}`;
  return address.length <= LONGEST.address ? address : null;
}

/** A sender as the operator writes it. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** `Greenroom <bot@example.org>` or a bare address; null for anything else, several addresses included. */
export function parseMailbox(text: string): Mailbox | null {
  const named = /^\s*("(?<quoted>[^"\\<>]*)"|(?<plain>[^"<>@,;:]*?))\s*<(?<address>[^<>]*)>\s*$/.exec(text);
  const address = parseAddress(named?.groups?.address ?? text);
  if (address === null) return null;
  return { name: oneLine(named?.groups?.quoted ?? named?.groups?.plain ?? ""), address };
}

/** Text for a header: white space and control characters, line ends among them, become single spaces. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();

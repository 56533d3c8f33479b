/** Takes a pasted e-mail apart: headers, newest text, signature, and what is only quoted. */

import { resolveDay } from "./calendar.ts";
import { findDays } from "./days.ts";
import { sheetOf } from "./sheet.ts";

export interface Letter {
  readonly isLetter: boolean;
  readonly subject: string;
  /** Name and address of the writer, if a header has them. */
  readonly from: string;
  /** The day it was sent, by its `Date:` or `Sent:` line. */
  readonly sent?: Temporal.PlainDate;
  /** The newest text, without headers, signature included. */
  readonly body: string;
  /** Where in `body` the signature begins. */
  readonly signatureAt: number;
  /** Older messages below it. */
  readonly quoted: string;
  /** Headers, body and quoted text as they came: addresses of people are looked up here. */
  readonly whole: string;
}

const HEADER = /^>? ?\*?(from|sent|to|cc|bcc|subject|date|reply-to|von|gesendet|an|betreff)\*?: ?(.*)$/i;
const FORWARDED =
  /^-{2,}\s*(?:forwarded message|original message|weitergeleitete nachricht)\s*-{2,}$|^begin forward(?:ed message)?:?$/i;
const WROTE = /^>? ?(?:on|am) .{6,120}(?:wrote|schrieb).{0,3}:?$/i;
const GREETING =
  /^(?:hi|hello|dear|hey|good (?:morning|afternoon|evening|day)|greetings|hallo|bonjour|ciao|hola)\b[^.?\n]{0,40}[,!:.]?$/i;
const SIGN_OFF =
  /^(?:best|rgds|brgds|br|kr|bg|best rgds|best regards|kind regards|warm regards|warmest regards|regards|many thanks|thanks|thank you|thanks again|thanks so much|cheers|sincerely|yours sincerely|yours truly|yours|cordially|all the best|best wishes|with kind regards|warmly|see you (?:then|there|soon)|talk soon|speak soon|looking forward(?: to it)?|mit freundlichen grüßen|take care|have a (?:great|good|nice) (?:day|weekend|week)|respectfully|many thanks and best wishes)[,.!]*$/i;
const LABEL =
  /^[ \t-]*(?:when|where|date|time|date ?\/ ?time|duration|interviewers?|location|what|who|role|position|format|company|organi[sz]er|joining info|meeting link|zoom|invitation|link)\b[^:\n]{0,20}: ?\S/i;

interface Block {
  readonly headers: ReadonlyMap<string, string>;
  readonly lines: readonly string[];
}

/** Header lines count only at the top of a message, and only with one that no interview detail would be called. */
function headerBlock(lines: readonly string[]): Block {
  const headers = new Map<string, string>();
  let at = 0;
  while (at < lines.length && lines[at]?.trim() === "") at += 1;
  let end = at;
  for (; end < lines.length; end += 1) {
    const found = HEADER.exec(lines[end] ?? "");
    if (!found) break;
    headers.set((found[1] ?? "").toLowerCase(), (found[2] ?? "").trim());
  }
  const real = ["from", "subject", "sent", "von", "betreff", "reply-to"].some((name) => headers.has(name));
  return real ? { headers, lines: lines.slice(end) } : { headers: new Map(), lines };
}

/** Where older messages begin, as an index of lines. */
function quoteStart(lines: readonly string[]): number {
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? "";
    if (FORWARDED.test(line.trim()) || WROTE.test(line.trim())) return i;
    if (/^>/.test(line) && i > 0) return i;
    if (i > 0 && /^(?:from|von): ?\S/i.test(line) && /^(?:sent|date|to|subject|gesendet)\b/i.test(lines[i + 1] ?? ""))
      return i;
  }
  return lines.length;
}

function sentOn(value: string | undefined, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (value === undefined) return undefined;
  const day = findDays(sheetOf(value), today).find((mention) => mention.said.kind !== "vague");
  return day ? resolveDay({ ...day, said: day.said }, today).date : undefined;
}

/** Fewer words than this above a forwarded message are a remark about it, not the message. */
const REMARK = 60;

/** The parts of a text. A text that is no letter comes back whole, as `body`. */
export function openLetter(text: string, today: Temporal.PlainDate): Letter {
  const unquoted = text.replace(/^(?:> ?)+/gm, (mark, at: number) => (at === 0 ? "" : mark));
  let { headers, lines } = headerBlock(unquoted.split("\n"));
  let cut = quoteStart(lines);
  const top = lines.slice(0, cut).join("\n").trim();
  const below = lines.slice(cut).filter((line) => !FORWARDED.test(line.trim()) && !WROTE.test(line.trim()));
  // "fyi" above a forwarded letter: the letter is what counts.
  if (cut < lines.length && top.length < REMARK && !/\d/.test(top)) {
    const inner = headerBlock(below.map((line) => line.replace(/^> ?/, "")));
    headers = inner.headers.size > 0 ? inner.headers : headers;
    lines = inner.lines;
    cut = quoteStart(lines);
  }
  const newest = lines.slice(0, cut);
  const quoted = lines
    .slice(cut)
    .map((line) => line.replace(/^(?:> ?)+/, ""))
    .filter((line) => !WROTE.test(line.trim()) && !FORWARDED.test(line.trim()));
  const subject = headers.get("subject") ?? headers.get("betreff") ?? "";
  const body = newest.join("\n").trim();
  const bodyLines = body.split("\n");
  const signOff = bodyLines.findLastIndex((line, i) => i > 0 && SIGN_OFF.test(line.trim()));
  const greets = GREETING.test(bodyLines[0]?.trim() ?? "") && bodyLines.length > 2;
  const labels = bodyLines.filter((line) => LABEL.test(line)).length;
  const isLetter =
    headers.size > 0 ||
    (greets && body.length > 80) ||
    (signOff > 0 && bodyLines.length > 3) ||
    labels >= 2 ||
    (bodyLines.length >= 5 && body.length > 240);
  const signatureAt = signOff > 0 ? bodyLines.slice(0, signOff).join("\n").length : closing(bodyLines, isLetter);
  const sent = sentOn(headers.get("sent") ?? headers.get("date") ?? headers.get("gesendet"), today);
  return {
    isLetter,
    subject: subject.replace(/^(?:(?:re|fwd?|aw|wg)\s?: ?)+/i, ""),
    from: headers.get("from") ?? headers.get("von") ?? "",
    ...(sent ? { sent } : {}),
    body,
    signatureAt: Math.min(signatureAt, body.length),
    quoted: quoted.join("\n"),
    whole: text,
  };
}

/** Without a word of farewell, the last short lines are the signature. */
function closing(lines: readonly string[], isLetter: boolean): number {
  if (!isLetter) return Number.MAX_SAFE_INTEGER;
  let from = lines.length;
  while (
    from > 1 &&
    lines.length - from < 4 &&
    (lines[from - 1] ?? "").length < 50 &&
    !/[:?]|\d{2}/.test(lines[from - 1] ?? "") &&
    !/[.!]$/.test(lines[from - 1] ?? "")
  )
    from -= 1;
  return lines.slice(0, from).join("\n").length;
}

/** The name in the signature: the first line after the farewell that looks like one. */
export function signer(letter: Letter): string | undefined {
  const lines = letter.body
    .slice(letter.signatureAt)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !SIGN_OFF.test(line));
  const name = /^(\p{Lu}[\p{L}'-]+(?: (?:\p{Lu}\.|(?:de|van|von|der|da|di|bin|al) )?\p{Lu}[\p{L}'-]+){0,2})$/u.exec(
    lines[0] ?? "",
  )?.[1];
  return name;
}

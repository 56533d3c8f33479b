/** Cleans what people typed into records, and names interviews in words. */
import { PersonError } from "../errors.ts";
import type { Interview } from "./interview.ts";

/** Longest kept text per field; longer ones are cut, since nobody reads more on a card. */
const LONGEST = { name: 120, place: 300, link: 2000, notes: 4000 } as const;

/** Control and format characters (bidi overrides among them) can fake what a card says. */
const UNSEEN = /(?:(?!\u200c|\u200d)[\p{Cc}\p{Cf}\p{Co}\p{Cs}])+/gu;
const UNSEEN_IN_LINES = /(?:(?!\u200c|\u200d|\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}])+/gu;

const VISIBLE = /[^\p{C}\p{Z}]/u;

/** One line (notes: several), without unseen characters, at most as long as its kind allows; null when nothing is left. */
export function clean(text: string | null | undefined, kind: keyof typeof LONGEST): string | null {
  if (text === null || text === undefined) return null;
  const flat =
    kind === "notes"
      ? text
          .replaceAll("\r\n", "\n")
          .replace(UNSEEN_IN_LINES, " ")
          .replace(/\n{3,}/g, "\n\n")
      : text.replace(UNSEEN, " ").replace(/\s+/g, " ");
  const [...letters] = flat.trim();
  const short = letters.length > LONGEST[kind] ? `${letters.slice(0, LONGEST[kind] - 1).join("")}…` : letters.join("");
  return VISIBLE.test(short) ? short : null;
}

/** A link that a person can press: http or https only. Throws PersonError for any other. */
export function cleanLink(text: string | null | undefined): string | null {
  const link = clean(text, "link");
  if (link === null) return null;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(link) ? link : `https://${link}`);
  if (url === null || !/^https?:$/.test(url.protocol) || !url.hostname.includes(".")) {
    throw new PersonError(
      "That link doesn't look right. It should start with https://, for instance https://zoom.us/j/123.",
    );
  }
  return url.href;
}

/** What two spellings of one company have in common: letters and digits, without case, accents and legal forms. */
export const companyKey = (company: string): string => {
  const words = company
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const last = words.findLastIndex(
    (word) => !/^(inc|llc|ltd|limited|gmbh|plc|corp|corporation|co|ag|se|sa)$/.test(word),
  );
  return words.slice(0, Math.max(last, 0) + 1).join("");
};

/** "Phone screen" at the beginning of a sentence is "phone screen" within one; "HR chat" stays. */
export const roundInWords = (round: string): string =>
  /^\p{Lu}\p{Ll}/u.test(round) && !/ \p{Lu}/u.test(round) ? round.charAt(0).toLowerCase() + round.slice(1) : round;

/** "Stripe: phone screen", or just "Stripe". */
export const title = (interview: Pick<Interview, "company" | "round" | "role">): string => {
  const what = interview.round === null ? interview.role : roundInWords(interview.round);
  return what === null ? interview.company : `${interview.company}: ${what}`;
};

/** "Sarah Chen, Bob Lee and Ann Ng"; null when nobody is known. */
export const people = (interviewers: Interview["interviewers"]): string | null =>
  interviewers.length === 0
    ? null
    : new Intl.ListFormat("en-GB", { type: "conjunction" }).format(interviewers.map(({ name }) => name));

/** "by phone", "by video", "in person". */
export const FORMAT_WORDS = { phone: "by phone", video: "by video", in_person: "in person" } as const;

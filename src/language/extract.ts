/** Reads everything but the intent: moments, links, stage, role, place, people, company, each word once. */
import type { Format, Interviewer } from "../interviews/interview.ts";
import { companyGuesses, written } from "./company.ts";
import { isGivenName } from "./given-names.ts";
import { letterCompany } from "./letter-company.ts";
import { type Letter, signer } from "./letters.ts";
import { findMoments, type Moments } from "./moments.ts";
import { PART_OF_NAME } from "./names-left.ts";
import { type Candidate, EMAIL_PATTERN, markPeople, peopleCandidates, smallNames, withAddresses } from "./people.ts";
import { findPlace, findVaguePlace, type Place } from "./places.ts";
import type { Known } from "./reading.ts";
import { findRole } from "./roles.ts";
import { mark, matches, type Sheet, type Span, sheetOf, unmark } from "./sheet.ts";
import { findFormat, findLinks, findRound, type Links } from "./stages.ts";
import { foldName, mentions } from "./targets.ts";
import { wholeNames } from "./whole-names.ts";

export interface Extract {
  readonly sheet: Sheet;
  readonly moments: Moments;
  readonly links: Links;
  readonly round?: string;
  readonly format?: Format;
  readonly role?: string;
  readonly place?: Place;
  readonly company?: string;
  readonly interviewers: readonly Interviewer[];
  readonly emails: readonly string[];
  /** Where names stand that look like days, hours or verbs. */
  readonly names: readonly Span[];
}

export interface ExtractOptions {
  readonly today: Temporal.PlainDate;
  readonly timeZone: string;
  /** Bare numbers are hours: a move, an answer. */
  readonly bare: boolean;
  readonly letter: Letter;
  readonly known: readonly Known[];
  /** The text makes something new: then "with Sarah" is somebody who takes part. */
  readonly creates: boolean;
}

const NOISE =
  /(?:\b(?:pin|passcode|password|meeting id|id|ref(?:erence)?|code|conference id|dial|phone|tel|mobile|call (?:you|me) (?:on|at)|at)[:# ]{1,3})?(?:\+\d{1,3}[\d ().-]{6,18}\d(?!\d)|\(\d{3}\) ?\d{3}-\d{4}|\b\d{3}-\d{3}-\d{4}\b)|\b(?:pin|passcode|password|meeting id|conference id|reference|ref|confirmation code|postcode)[:# ]{1,3}[\dA-Za-z][\dA-Za-z \u002d]{2,20}#?|\b\d{3} \d{3} \d{3,4}#?|\bv\d+\.\d+(?:\.\d+)?\b|\$\s?\d[\d,.]*k?|[€£]\s?\d[\d,.]*k?|\b\d+%|\b\d{1,3}k\b|#\d+\b/giu;

const PHONE = /\+\d{1,3}[\d ().-]{6,18}\d|\(\d{3}\) ?\d{3}-\d{4}|\b\d{3}-\d{3}-\d{4}\b/;

/** Reads a text. For a letter, `text` is its subject and body. */
export function extract(text: string, options: ExtractOptions): Extract {
  const { letter, today, timeZone } = options;
  const sheet = sheetOf(text);
  const links = findLinks(sheet);
  const emails: string[] = [];
  for (const found of matches(sheet, EMAIL_PATTERN)) emails.push(found[0].toLowerCase());
  for (const found of matches(sheet, NOISE)) mark(sheet, { start: found.index, end: found.end }, "noise");
  const names = wholeNames(sheet.rest, options.known);
  for (const name of names) mark(sheet, name, "name");
  const place = findPlace(sheet);
  const moments = findMoments(sheet, today, timeZone, options.bare);
  const round = findRound(sheet);
  const vague = place ?? findVaguePlace(sheet);
  const dialled = PHONE.test(text) && /\b(?:call|ring|phone|dial)\b/i.test(text);
  const format = findFormat(sheet, links, vague?.address ?? false) ?? (dialled && !links.video ? "phone" : undefined);
  const role = findRole(sheet, letter.isLetter, letter.isLetter ? letter.subject.length : 0);
  const { company, interviewers } = letter.isLetter
    ? ofLetter(sheet, letter, role, names)
    : ofMessage(sheet, options, names);
  return {
    sheet,
    moments,
    links,
    ...(round === undefined ? {} : { round }),
    ...(format === undefined ? {} : { format }),
    ...(role === undefined ? {} : { role }),
    ...(vague === undefined ? {} : { place: vague }),
    ...(company === undefined ? {} : { company }),
    interviewers: withAddresses(interviewers, letter.whole),
    emails,
    names,
  };
}

interface Names {
  readonly company?: string;
  readonly interviewers: readonly Interviewer[];
}

const key = (name: string): string => foldName(name).join("");

/** A letter: the company by votes, then everybody who stands where people stand and is not the company. */
function ofLetter(sheet: Sheet, letter: Letter, role: string | undefined, names: readonly Span[]): Names {
  for (const name of names) unmark(sheet, name);
  const candidates = peopleCandidates(sheet);
  const subject = letter.subject === "" ? 0 : letter.subject.length + 1;
  const until = subject + letter.signatureAt;
  const persons = new Set(
    candidates
      .filter((c) => c.start <= until)
      .filter((c) => c.strong || c.people.some((p) => isGivenName(p.name.split(" ")[0] ?? "") && p.name.includes(" ")))
      .flatMap((c) => c.people.map((p) => key(p.name))),
  );
  const writer = signer(letter) ?? /^"?([^"<@(]{3,40}?)"? ?[<(]/.exec(letter.from)?.[1];
  if (writer !== undefined) persons.add(key(writer));
  if (role !== undefined) persons.add(key(role));
  const company = letterCompany(letter, sheet.rest, persons)?.name;
  const own = key(company ?? "-");
  const interviewers = candidates
    .filter((c) => c.start <= until)
    .flatMap((c) => c.people.filter((p) => accepted(p, c, own)));
  const takesPart =
    /\b(?:I(?:'ll| will| am going to|'m going to) (?:call|be (?:calling|interviewing|hosting|running|joined|meeting|your interviewer)|interview|ring|phone|host|run|give you a (?:call|ring)|meet you)|(?:will|'ll|be) (?:speak|meet|chat|talk)(?:ing)? (?:with|to) me|call with me|(?:conversation|interview|chat|call|meeting) with me\b|with myself|(?:me|myself) and\b|joined by|my colleagues? and I|I'll be your|I look forward to (?:interviewing)|you(?:'ll| will) (?:be )?(?:meet(?:ing)?|speak(?:ing)?) (?:with )?me)\b/.test(
      letter.body,
    );
  return {
    ...(company === undefined ? {} : { company }),
    interviewers:
      takesPart && writer !== undefined ? [{ name: writer.trim(), email: null }, ...interviewers] : interviewers,
  };
}

function accepted(person: Interviewer, candidate: Candidate, company: string): boolean {
  const name = key(person.name);
  if (name === company || company.startsWith(name) || name.startsWith(company)) return false;
  const given = isGivenName(person.name.split(" ")[0] ?? "");
  return candidate.strong || given || person.name.includes(" ") || person.email !== null;
}

/** A short message: who is a person depends on whether something else is the company. */
function ofMessage(sheet: Sheet, options: ExtractOptions, names: readonly Span[]): Names {
  const people: Interviewer[] = [];
  const take = (candidate: Candidate) => {
    people.push(...candidate.people);
    markPeople(sheet, candidate);
  };
  const named = options.known
    .filter((known) => mentions(foldName(sheet.text), known.company))
    .map((known) => key(known.company));
  const isKnown = (name: string) => named.includes(key(name));
  const waiting: Candidate[] = [];
  for (const candidate of peopleCandidates(sheet)) {
    const first = candidate.people[0];
    if (!first || candidate.people.some((p) => isKnown(p.name))) continue;
    // "Cedar & Finch": two names that nobody is given, joined like a firm.
    if (
      FIRM.test(sheet.text.slice(candidate.start, candidate.end)) &&
      !candidate.people.some((p) => isGivenName(p.name))
    )
      continue;
    if (sheet.rest.slice(candidate.start, candidate.end).search(/[\ue001-\ue00a]/u) >= 0) continue;
    const given = isGivenName(first.name.split(" ")[0] ?? "");
    const from = /^ (?:from|at|@|of|over at|,? from) /i.test(sheet.rest.slice(candidate.end, candidate.end + 8));
    if (
      candidate.strong ||
      TITLED.test(sheet.text.slice(candidate.start, candidate.end)) ||
      first.email !== null ||
      (from && !/^ (?:at|@) [\ue001-\ue00a]/u.test(sheet.rest.slice(candidate.end)))
    )
      take(candidate);
    else if (given) take(candidate);
    else waiting.push(candidate);
  }
  people.push(...smallNames(sheet));
  const guesses = companyGuesses(sheet, names).filter((guess) => guess.score > -2);
  const others = guesses.filter((guess) => !waiting.some((c) => c.start <= guess.start && guess.start < c.end));
  const other = others.find((guess) => guess.score >= 3 && !isPersonLike(guess.name));
  // "Stripe screen with Aoife Byrne": with another company in the text, who comes after "with" is a person.
  let company = other;
  if (other) {
    for (const candidate of waiting) {
      const same = guesses.find((guess) => guess.start >= candidate.start && guess.start < candidate.end);
      const two = candidate.people.length > 1 || (candidate.people[0]?.name.includes(" ") ?? false);
      if (same && same.score > other.score && !two && (other.score < 6 || /[.\d]|\p{Ll}\p{Lu}/u.test(same.name)))
        company = same;
      else take(candidate);
    }
  } else company = guesses[0];
  for (const guess of guesses) {
    if (guess === company || !options.creates || !guess.capital || !isPersonLike(guess.name)) continue;
    if (!people.some((person) => person.name === guess.name)) people.push({ name: guess.name, email: null });
  }
  if (company && isPersonLike(company.name) && company.score < 1) company = undefined;
  return { ...(company === undefined ? {} : { company: written(company.name) }), interviewers: people };
}

/** Nobody calls a firm so; "Dr. Martens" is one. */
const TITLED = /^(?:Mr|Mrs|Ms|Mx|Herr|Frau|Prof|Professor|Sir|Mme|Monsieur|Madame|Signora?|Señora?|Sig\.|Sr\.|Sra)\b/;
const FIRM = /^\p{Lu}[\p{L}'.-]+(?: & \p{Lu}[\p{L}'.-]+)+$/u;

const isPersonLike = (name: string): boolean => {
  const words = name.split(" ");
  return (
    isGivenName(words[0] ?? "") &&
    words.length === 2 &&
    !PART_OF_NAME.test(words[1] ?? "") &&
    words.every((word) => /^\p{Lu}\p{Ll}+/u.test(word))
  );
};

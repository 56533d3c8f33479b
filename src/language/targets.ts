/** Which of the stored interviews a text is about: by company, role, round, person, day, hour, or because it is the only one. */
import type { Interviewer } from "../interviews/interview.ts";
import type { Known } from "./reading.ts";
import { oneSlip } from "./spelling.ts";

const LEGAL = new Set(["inc", "llc", "ltd", "gmbh", "plc", "corp", "co", "ag", "se", "the", "group", "company"]);

export const foldName = (name: string): string[] =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]s\b|['’]/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** Whether the words of a text contain a company's name: whole, joined ("door dash"), shortened, or with one slip. */
export function mentions(textWords: readonly string[], company: string): boolean {
  const words = foldName(company).filter((word) => !LEGAL.has(word));
  const first = words[0];
  if (first === undefined) return false;
  const joined = words.join("");
  for (let i = 0; i < textWords.length; i += 1) {
    let run = "";
    for (let j = i; j < Math.min(textWords.length, i + words.length + 2); j += 1) {
      run += textWords[j] ?? "";
      if (run === joined) return true;
      if (run.length > joined.length) break;
    }
    const word = textWords[i] ?? "";
    if (words.length > 1 && first.length >= 5 && word === first) return true;
    if (joined.length >= 5 && word.length >= 5 && oneSlip(word, joined)) return true;
  }
  return false;
}

const SMALL = new Set([
  "engineer",
  "developer",
  "manager",
  "interview",
  "role",
  "the",
  "and",
  "of",
  "a",
  "ii",
  "i",
  "iii",
  "job",
  "round",
  "call",
  "chat",
]);

/** How much of a name's own words a text contains, small words aside. */
const share = (textWords: ReadonlySet<string>, name: string | null): number => {
  const words = foldName(name ?? "").filter((word) => !SMALL.has(word));
  if (words.length === 0) return 0;
  return words.filter((word) => textWords.has(word) || textWords.has(`${word}s`)).length / words.length;
};

export interface Hints {
  /** The words that may name an interview: the text, without what tells of a new time. */
  readonly text: string;
  readonly company?: string;
  readonly round?: string;
  readonly interviewers?: readonly Interviewer[];
  readonly day?: Temporal.PlainDate;
  readonly time?: Temporal.PlainTime;
  readonly format?: string;
  /** "my next interview", "the first one". */
  readonly next: boolean;
  readonly last: boolean;
}

export interface Match {
  /** All that fit equally well, soonest first. */
  readonly found: readonly Known[];
  /** True when something in the text pointed at one: nothing found then means there is no such interview. */
  readonly pointed: boolean;
}

/** The interviews that a text may mean, out of `candidates`, soonest first. All of them when nothing in it tells. */
export function matchTargets(candidates: readonly Known[], hints: Hints, timeZone: string): Match {
  const sorted = [...candidates].sort((a, b) => Temporal.ZonedDateTime.compare(a.startsAt, b.startsAt));
  const list = foldName(hints.text);
  const words = new Set(list);
  const named = sorted.filter((known) => mentions(list, known.company));
  if (hints.company !== undefined && named.length === 0) {
    const company = foldName(hints.company);
    const same = sorted.filter((known) => mentions(company, known.company));
    if (same.length === 0 && !byWords(sorted, words).length) return { found: [], pointed: true };
    if (same.length > 0) return narrow(same, hints, words, timeZone);
  }
  if (named.length > 0) return narrow(named, hints, words, timeZone);
  const byRole = byWords(sorted, words);
  const pointed = byRole.length > 0;
  return narrow(pointed ? byRole : sorted, hints, words, timeZone, pointed);
}

/** Those whose role, or else whose people, the words name. */
function byWords(candidates: readonly Known[], words: ReadonlySet<string>): readonly Known[] {
  const best = Math.max(0, ...candidates.map((known) => share(words, known.role)));
  if (best > 0.49) return candidates.filter((known) => share(words, known.role) === best);
  return candidates.filter((known) =>
    known.interviewers.some((person) => foldName(person.name).some((word) => word.length > 2 && words.has(word))),
  );
}

function narrow(
  candidates: readonly Known[],
  hints: Hints,
  words: ReadonlySet<string>,
  timeZone: string,
  already = true,
): Match {
  let left = candidates;
  let pointed = already;
  const keep = (fits: (known: Known) => boolean) => {
    const fitting = left.filter(fits);
    if (fitting.length === 0) return;
    if (fitting.length < left.length) pointed = true;
    left = fitting;
  };
  const local = (known: Known) => known.startsAt.withTimeZone(timeZone);
  const { day, time, round, format } = hints;
  if (day) {
    const onDay = left.filter((known) => local(known).toPlainDate().equals(day));
    if (onDay.length === 0 && !already) return { found: [], pointed: true };
    keep((known) => local(known).toPlainDate().equals(day));
  }
  if (time) {
    const atTime = left.filter((known) => local(known).toPlainTime().equals(time));
    if (atTime.length === 0 && !already && !day) return { found: [], pointed: true };
    keep((known) => local(known).toPlainTime().equals(time));
  }
  const roles = Math.max(0, ...left.map((known) => share(words, known.role)));
  if (roles > 0) keep((known) => share(words, known.role) === roles);
  if (round !== undefined) {
    const said = new Set(foldName(round));
    keep(
      (known) =>
        share(said, known.round) > 0 || (known.round !== null && share(new Set(foldName(known.round)), round) > 0),
    );
  }
  const rounds = Math.max(0, ...left.map((known) => share(words, known.round)));
  if (rounds > 0) keep((known) => share(words, known.round) === rounds);
  keep((known) =>
    known.interviewers.some((person) =>
      (hints.interviewers ?? []).some((other) => foldName(person.name).includes(foldName(other.name)[0] ?? "-")),
    ),
  );
  if (format !== undefined) keep((known) => known.format === format);
  const first = left[0];
  const last = left.at(-1);
  if (hints.next && first) return { found: [first], pointed: true };
  if (hints.last && last) return { found: [last], pointed: true };
  return { found: left, pointed };
}

/** Decides whether a sentence says more than the facts that it names. Pure. */
import { memoriesIn } from "./moments.ts";
import { formsOfName, nameKey } from "./names.ts";
import type { Fact, FactKind } from "./port.ts";
import {
  alwaysCapital,
  areKin,
  formsOf,
  isEnglish,
  isPlain,
  isWeighty,
  MONTHS,
  tellsHow,
  WEEKDAYS,
  type Word,
  wordsIn,
} from "./words.ts";

/** What is wrong with a draft: a short code for logs and metrics, and a sentence for whoever tries again. */
export interface Finding {
  readonly code: string;
  readonly says: string;
  /** A word that most likely is a turn of phrase: one in a whole note may stay. */
  readonly forgivable?: true;
}

export interface Claim {
  readonly text: string;
  /** The facts that it names and speaks of. */
  readonly facts: readonly Fact[];
  /** Moments that it names and goes on about: a sentence before it has spoken of them. */
  readonly carried: readonly Fact[];
  /** More facts that it may draw on. */
  readonly free: readonly Fact[];
  /** In a title and in "Kind Regards", plain words may have capitals. */
  readonly capitals: boolean;
}

const PEOPLE: readonly FactKind[] = ["sender", "recipient", "interviewer"];
const NAMED: readonly FactKind[] = [...PEOPLE, "company", "role", "round"];
/** Where days and numbers may come from: that of "Monday.com" is no day. */
const COUNTING: readonly FactKind[] = ["role", "round", "date", "answer_by", "moment"];
const DATES: readonly FactKind[] = ["date", "answer_by"];

/** How many words of its own a sentence may tell a moment with, beside those of the list: of how it was, and any. */
const OWN_MANNERS = 2;
const OWN_WORDS = 1;
/** So many words of a moment must be in a sentence that brings a word of its own. */
const ANCHORED = 2;
/** After one of these, a word is most likely the name of a thing, and a thing must be in the facts. */
const BEFORE_THINGS = new Set("a an the my our your his her their this that about of with and for in at on".split(" "));

/** What a sender says of their own doings is a claim, however few words it takes. */
const OWN_DOING =
  /\bI(?:['’]ve| have)? (?:\w+ )?(?:built|made|led|wrote|ran|created|designed|launched|developed|managed|shipped|worked|won|hold|know|speak|own|used|saved|taught|studied|do)\b|\bmy (?:own|work|last|previous|former)\b/iu;
/** Soon after these a word names what was spoken of or what somebody has; right after those, a place or a company. */
const BEFORE_TOPICS = new Set("about of my our discuss discussed discussing mention mentioned".split(" "));
const BEFORE_PLACES = new Set("at from by join joining with for".split(" "));
const isTopic = (words: readonly Word[], at: number): boolean =>
  words.slice(Math.max(0, at - 4), at).some(({ key }) => BEFORE_TOPICS.has(key)) ||
  BEFORE_PLACES.has(words[at - 1]?.key ?? "");

/** What stands where a name was taken out: no letter, so no word. */
const GONE = " · ";

const dayWord = `(?:${[...WEEKDAYS, ...MONTHS].join("|")}|\\d{1,2}(?:st|nd|rd|th)?)`;
const DATE = new RegExp(`(?<![\\p{L}\\p{N}])${dayWord}(?:,? (?:the )?(?:of )?${dayWord})+(?![\\p{L}\\p{N}])`, "giu");
const RELATIVE_DAY =
  /\b(?:today|tonight|yesterday|tomorrow|(?:this|last|next|past) (?:week|weekend|month|year|quarter|morning|afternoon|evening|night|(?:mon|tues|wednes|thurs|fri|satur|sun)day))(?:'s|’s)?\b/giu;

/** Everything that a sentence claims and its facts do not hold. */
export function claimsBeyond({ text, facts, carried, free, capitals }: Claim): readonly Finding[] {
  const said = text.normalize("NFKC");
  const telling = facts.filter(({ kind }) => kind === "moment");
  const named = [...facts, ...carried];
  const usable = [...named, ...free];
  const licence = licenceOf(usable);
  const rest = usable.filter(({ kind }) => NAMED.includes(kind)).reduce(withoutName, said);
  const wrongDays = datesIn(rest).filter((date) => !licence.sources.some((source) => holdsAll(source, date)));
  const words = wordsIn(datesIn(rest).reduce((left, date) => left.replaceAll(date, GONE), rest));
  const anchored = telling.some((fact) => wordsOfMoment(words, fact) >= ANCHORED);
  let manners = telling.length > 0 ? OWN_MANNERS : 0;
  let own = anchored ? OWN_WORDS : 0;
  const unknown = words.flatMap((word, at): readonly Unknown[] => {
    const kind = judge(word, licence, { withFacts: named.length > 0, capitals });
    if (kind === null) return [];
    const light = kind === "word" && !isWeighty(word);
    if (light && manners > 0 && tellsHow(word)) {
      manners -= 1;
      return [];
    }
    if (light && own > 0 && !BEFORE_THINGS.has(words[at - 1]?.key ?? "")) {
      own -= 1;
      return [];
    }
    return [{ kind, word, at }];
  });
  const [only, ...more] = unknown;
  const forgivable =
    only?.kind === "word" &&
    more.length === 0 &&
    facts.length > 0 &&
    !isWeighty(only.word) &&
    !OWN_DOING.test(said) &&
    !isTopic(words, only.at);
  const relative = [...rest.matchAll(RELATIVE_DAY)]
    .map(([day]) => day)
    .filter((day) => !licence.texts.some((known) => known.includes(day.toLowerCase())));
  const signs = [...new Set(rest.match(/[$€£¥₹%]/gu) ?? [])].filter(
    (sign) => !licence.texts.some((known) => known.includes(sign)),
  );
  return [
    ...unknown.map(({ kind, word }) => ({
      code: `unknown_${kind}`,
      says: notThere(word.text, said, named),
      ...(forgivable ? { forgivable } : {}),
    })),
    ...[...wrongDays, ...relative].map((day) => ({ code: "unknown_date", says: notThere(day, said, named) })),
    ...signs.map((sign) => ({ code: "unknown_number", says: notThere(sign, said, named) })),
  ];
}

interface Licence {
  /** Every word of the facts, by its key. */
  readonly keys: ReadonlySet<string>;
  /** Those of what was told, which may be said in another form. */
  readonly told: readonly Word[];
  /** The keys of the facts that numbers may come from, and those that days may come from. */
  readonly numbers: ReadonlySet<string>;
  readonly days: ReadonlySet<string>;
  readonly sources: readonly (readonly Word[])[];
  readonly texts: readonly string[];
}

function licenceOf(facts: readonly Fact[]): Licence {
  const counting = facts.filter(({ kind }) => COUNTING.includes(kind));
  const sources = counting.map((fact) => wordsIn(licensed(fact)));
  const keysOf = (kept: readonly Fact[]) =>
    new Set(kept.flatMap((fact) => wordsIn(licensed(fact)).map(({ key }) => key)));
  const words = facts.flatMap((fact) => wordsIn(licensed(fact)));
  return {
    keys: new Set(words.map(({ key }) => key)),
    told: facts
      .filter(({ kind }) => kind === "moment")
      .flatMap((fact) => wordsIn(licensed(fact)))
      .filter((word) => !isEnglish(word)),
    numbers: keysOf(counting.filter(({ kind }) => !DATES.includes(kind))),
    days: keysOf(counting),
    sources,
    texts: facts.map((fact) => licensed(fact).toLowerCase()),
  };
}

const licensed = ({ kind, text }: Fact): string =>
  kind === "moment" ? memoriesIn(text).join("\n") : text.normalize("NFKC");

type Kind = "number" | "date" | "name" | "word";

interface Unknown {
  readonly kind: Kind;
  readonly word: Word;
  /** Its place among the words of the sentence. */
  readonly at: number;
}

function judge(word: Word, licence: Licence, how: { withFacts: boolean; capitals: boolean }): Kind | null {
  const { key, text, first } = word;
  const capital = /\p{Lu}/u.test(text);
  if (alwaysCapital(word)) return null;
  // The 10 of "10 March" is no number of anything else; alone it can only be "the 10th".
  if (/\p{N}/u.test(key))
    return (/\d(?:st|nd|rd|th)$/.test(text) ? licence.days : licence.numbers).has(key) ? null : "number";
  const modal = first && (key === "may" || key === "march"); // "May I ask …"
  if ((WEEKDAYS.has(key) || (MONTHS.has(key) && capital)) && !modal) return licence.days.has(key) ? null : "date";
  if (licence.keys.has(key)) return null;
  if (!/\p{Script=Latin}/u.test(text)) return "name";
  if (capital && !first && !how.capitals) return "name";
  if (isPlain(word, how.withFacts)) return null;
  if (licence.told.some((known) => areKin(key, known.key)) || formsOf(key).some((form) => licence.keys.has(form))) {
    return null;
  }
  return capital ? "name" : "word";
}

/** The text without a name, whole or as it is used to address somebody, in any case and with its possessive. */
function withoutName(text: string, { kind, text: name }: Fact): string {
  const forms = PEOPLE.includes(kind) ? formsOfName(name) : [name.normalize("NFKC")];
  return [...forms]
    .sort((a, b) => b.length - a.length)
    .reduce(
      (left, form) =>
        left.replace(
          new RegExp(
            `(?<![\\p{L}\\p{N}])${RegExp.escape(form).replaceAll("'", "['’]")}(?:['’]s)?(?![\\p{L}\\p{N}])`,
            "giu",
          ),
          GONE,
        ),
      text,
    );
}

const datesIn = (text: string): readonly string[] => [...text.matchAll(DATE)].map(([date]) => date);

const holdsAll = (source: readonly Word[], date: string): boolean => {
  const keys = new Set(source.map(({ key }) => key));
  return wordsIn(date).every((word) => isEnglish(word) || keys.has(word.key));
};

const ROLE = /\b(?:role|position|job)\b/iu;

/** Whether a text uses any word of a fact: of what was told also in another form, and for the role just "the role". */
export function speaksOf(text: string, fact: Fact): boolean {
  const words = wordsIn(text);
  if (fact.kind === "moment") return wordsOfMoment(words, fact) > 0;
  if (fact.kind === "role" && ROLE.test(text)) return true;
  const keys = new Set(wordsIn(fact.text).flatMap((word) => (isEnglish(word) ? [] : [word.key])));
  return nameKey(text).includes(nameKey(fact.text)) || words.some(({ key }) => keys.has(key));
}

function wordsOfMoment(words: readonly Word[], fact: Fact): number {
  const told = memoriesIn(fact.text).flatMap(wordsIn);
  // "New" is in every second moment; what makes one out are the words that are not common to all notes.
  const special = told.filter((word) => !isPlain(word, false));
  const known = special.length > 0 ? special : told.filter((word) => !isEnglish(word));
  return words.filter((word) => !isEnglish(word) && known.some(({ key }) => areKin(word.key, key))).length;
}

const notThere = (what: string, sentence: string, facts: readonly Fact[]): string =>
  facts.length === 0
    ? `“${what}” in “${sentence}” is in no fact that the sentence names and speaks of: name and use a fact, or leave it out.`
    : `“${what}” in “${sentence}” is in none of the facts that the sentence names (${facts.map(({ id }) => id).join(", ")}).`;

/** Takes the texts of notes apart into words, and knows which of them are plain English. Pure. */
import phrases from "../../templates/notes/phrases.json" with { type: "json" };
import vocabulary from "../../templates/notes/vocabulary.json" with { type: "json" };

export interface Word {
  readonly text: string;
  /** What two spellings of it have in common: case, kind of apostrophe, possessive and way of writing numbers are gone. */
  readonly key: string;
  /** Whether it begins a sentence, where every word has a capital. */
  readonly first: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;
const NEW_SENTENCE = /(?:^|[.!?:…]["'”’)\]]*\s|\n)[\s"'“‘(]*$/u;

/** The words of a text in their order; "post-mortem" is two. */
export const wordsIn = (text: string): readonly Word[] => {
  const even = text.normalize("NFKC");
  return [...even.matchAll(WORD)].map(({ 0: word, index }) => ({
    text: word,
    key: keyOf(word),
    first: NEW_SENTENCE.test(even.slice(Math.max(0, index - 8), index)),
  }));
};

const NUMBERS = new Map(Object.entries(phrases.numbers).map(([word, value]) => [word, String(value)]));

function keyOf(word: string): string {
  const bare = word.toLowerCase().replaceAll("’", "'").replace(/'s$/, "");
  return NUMBERS.get(bare) ?? bare.replace(/^(\d+)(?:st|nd|rd|th)$/, "$1");
}

export const WEEKDAYS: ReadonlySet<string> = new Set(phrases.weekdays);
export const MONTHS: ReadonlySet<string> = new Set(phrases.months);

const listed = (lines: readonly string[]): ReadonlySet<string> => new Set(lines.flatMap((line) => line.split(" ")));

const english = listed(vocabulary.english);
const plain = listed(vocabulary.plain);
const spoken = listed(vocabulary.spoken);
const capitals: ReadonlySet<string> = new Set(vocabulary.capitals);
const nounsInLy: ReadonlySet<string> = new Set(vocabulary.nouns_in_ly);

/** "I" and what is made of it. */
export const alwaysCapital = (word: Word): boolean => capitals.has(word.text.replaceAll("’", "'"));

/** The commonest words of English, which say nothing by themselves. */
export const isEnglish = (word: Word): boolean => english.has(word.key);

/**
 * Whether a word claims nothing. `withFacts`: in a sentence that names facts, where the words of telling ("approach",
 * "explained", "solid") only carry what the facts say.
 */
export function isPlain({ key }: Word, withFacts: boolean): boolean {
  if (key.length === 1 && /\p{Ll}/u.test(key)) return true; // what is left of "we'd" and "I'm" in odd spellings
  const known = (form: string) => english.has(form) || plain.has(form) || (withFacts && spoken.has(form));
  if (formsOf(key).some(known)) return true;
  return key.length > 4 && key.endsWith("ly") && !nounsInLy.has(key);
}

/** A word and what it may be a form of: "tried" is "try", "planning" is "plan", "wisely" is "wise". */
export function formsOf(key: string): readonly string[] {
  const bare = key.replace(/(?:'(?:m|d|ve|ll|re)|n't)$/, "");
  const forms = [key, bare];
  const without = (ending: string, ...instead: string[]) => {
    if (!bare.endsWith(ending) || bare.length < ending.length + 2) return;
    const stem = bare.slice(0, -ending.length);
    forms.push(...instead.map((letters) => stem + letters));
    if (/([bdgklmnprt])\1$/.test(stem)) forms.push(stem.slice(0, -1));
  };
  without("s", "");
  without("es", "");
  without("ies", "y");
  without("ed", "", "e");
  without("ied", "y");
  without("ing", "", "e");
  without("ly", "", "le");
  without("ily", "y");
  return forms;
}

const weighty: ReadonlySet<string> = new Set(phrases.weighty);

/** Words that are never a mere turn of phrase: of offers and money, of titles, of whoever drafts. */
export const isWeighty = ({ key }: Word): boolean => formsOf(key).some((form) => weighty.has(form));

/** Endings of words that tell how, not what. */
const TELLS_HOW = /.{3}(?:ed|ing|ful|ive|able|ible|ous|est|less)$/;
export const tellsHow = ({ key }: Word): boolean => TELLS_HOW.test(key);

const SAME_BEGINNING = 5;
const LONGEST_ENDING = 5;

/** Whether two words are forms of one: "migrating" and "migration", "teams" and "team". */
export function areKin(one: string, other: string): boolean {
  if (one === other) return true;
  const forms = formsOf(other);
  if (formsOf(one).some((form) => form.length > 2 && forms.includes(form))) return true;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  return same >= SAME_BEGINNING && Math.max(one.length, other.length) - same <= LONGEST_ENDING;
}

/** Finds in what was told a phrase that a written sentence can take up: "liked the migration story". Pure. */
import { memoriesIn } from "./moments.ts";
import { firstName, nameKey } from "./names.ts";
import type { Fact } from "./port.ts";
import { wordsIn } from "./words.ts";

export interface Topic {
  /** A noun phrase or a clause of "how" and "why", as it stands after "our conversation about". */
  readonly text: string;
  /** The id of the moment that it is taken from. */
  readonly from: string;
}

const MOST_WORDS = 10;

const TOLD_ABOUT =
  /\b(?:talk(?:ed|ing)?|spoke|speaking|chat(?:ted|ting)?|conversation|discussion|discussing|ask(?:ed|ing)?|questions?|curious|told (?:me|us|them|her|him)|laughed|learned|learnt|heard|thinking|debated?|argued|compared notes)(?: (?:a lot|a bit|mostly|mainly|for a while|at length|me|us|her|him|them))? (?:about|over|on) (.+)/iu;
const TOLD_OF =
  /\b(?:discussed|explained|described|liked|loved|enjoyed|appreciated|showed (?:me|us)|walked me through|went through|compared|covered|looked at|tour of|demo of|time on|tip about|advice on|advice about|feedback on|feedback about) (.+)/iu;
const NOUN_PHRASE = /^(?:the|their|our|my|an?|how|why)\s(.+)$/iu;

/** What the person did themselves is no topic of somebody else's: "I asked about budget too early". */
const OWN_DOING = /\bI (?:\w+ )?(?:asked|talked|spoke|argued)\b/iu;

const LINK = /:\/\/|\bwww\.|@/iu;

/** Where the phrase ends and the story goes on. */
const END =
  /\s*[,:()"“”]|\s(?:and|but|so|or) (?:how|why|what|that|then|she|he|they|we|i|it|said|asked|told|wants?|liked|was|is|the team)\b/iu;
const CLAUSE_END =
  /\s(?:because|which|who|that|when|while|where|since|although|she|he|they|we|i|you|is|are|was|were|has|have|had|will|would|could|can|went|goes|took|takes|saves?|needs?|moved|said|says)\b/iu;

/** Whoever is meant by these is not clear in a letter to one of them. */
const UNCLEAR = new Set(
  "she he him hers them themselves you your yours it this that things stuff everything something myself herself himself".split(
    " ",
  ),
);
/** What nobody brings up in such a note. */
const TACTLESS = new Set(
  "salary pay money offer bad badly awful boring hate hated rude late stupid nervous blanked lied fired divorce sick weather".split(
    " ",
  ),
);

/**
 * The phrases that a note to the recipient may take up, in the order they were told. What names somebody else and not
 * the recipient is theirs; what has no phrase that is safe to take is left out.
 */
export function topicsIn(facts: readonly Fact[]): readonly Topic[] {
  const names = facts.filter(({ kind }) => kind === "recipient" || kind === "interviewer" || kind === "sender");
  const recipient = facts.find(({ kind }) => kind === "recipient");
  return facts
    .filter(({ kind }) => kind === "moment")
    .filter(({ text }) => !belongsToAnother(text, names, recipient))
    .flatMap(({ id, text }) => {
      const found = memoriesIn(text)
        .map((memory) => topicOf(memory, names))
        .find((topic) => topic !== null);
      return found === undefined || found === null ? [] : [{ text: found, from: id }];
    });
}

function belongsToAnother(moment: string, names: readonly Fact[], recipient: Fact | undefined): boolean {
  const named = names.filter(({ kind, text }) => kind !== "sender" && mentions(moment, text));
  return named.length > 0 && !named.some((each) => each === recipient);
}

const mentions = (moment: string, name: string): boolean => {
  const first = nameKey(firstName(name));
  return wordsIn(moment).some(({ key }) => key === first);
};

function topicOf(memory: string, names: readonly Fact[]): string | null {
  const even = memory
    .normalize("NFKC")
    .replace(/[.!?;…]+$/u, "")
    .trim();
  if (OWN_DOING.test(even) || LINK.test(even)) return null;
  const said = TOLD_ABOUT.exec(even)?.[1] ?? TOLD_OF.exec(even)?.[1] ?? (NOUN_PHRASE.test(even) ? even : null);
  if (said === null) return null;
  const asked = /^(?:how|why)\b/iu.test(said);
  const short = before(asked ? said : before(said, CLAUSE_END), END);
  const turned = short
    .replace(/\btheir\b/giu, "your")
    .replace(/\bthey're\b/giu, "you are")
    .replace(/\bthey\b/giu, "you")
    .replace(/\bi\b/gu, "I")
    .replace(/^(The|A|An|My|Our|How|Why|Your)\b/u, (word) => word.toLowerCase());
  return isUsable(turned, short, names) ? turned : null;
}

const before = (text: string, end: RegExp): string => {
  const at = text.search(end);
  return (at === -1 ? text : text.slice(0, at)).trim();
};

function isUsable(topic: string, original: string, names: readonly Fact[]): boolean {
  const words = wordsIn(original);
  const [first] = words;
  if (first === undefined || words.length > MOST_WORDS || (words.length < 2 && first.key.length < 4)) return false;
  if (words.some(({ key }) => UNCLEAR.has(key) || TACTLESS.has(key)) || /\bher\b|\bhis\b/iu.test(original))
    return false;
  if (/^(?:that|if|whether|me|us|to)\b/iu.test(topic) || /[@/\\#*_<>[\]{}]/u.test(topic)) return false;
  return !names.some(({ text }) => mentions(original, text));
}

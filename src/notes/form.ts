/** The outer form of a note: greeting, closing, subject, length, and nothing but plain text in one language. Pure. */
import phrases from "../../templates/notes/phrases.json" with { type: "json" };
import type { Finding } from "./claims.ts";
import { formsOfName, nameKey } from "./names.ts";
import { bodyOf, type Draft, type DraftRequest, type Fact, type Sentence } from "./port.ts";
import { isEnglish, wordsIn } from "./words.ts";

export const LONGEST_SUBJECT = 90;
/** Never more words than this, whatever was wished for. */
const MOST_WORDS = 180;
/** A wish that has its own idea of how long the note should be. */
const ABOUT_LENGTH = /\b(?:short|brief|concise|long|length|sentence|paragraph|line|word|detail|expand|trim|cut)/i;

/** The fewest and the most words of a body. */
export function lengthOf({
  kind,
  tone,
  wish,
}: Pick<DraftRequest, "kind" | "tone" | "wish">): readonly [number, number] {
  if (wish !== null && ABOUT_LENGTH.test(wish)) return [30, MOST_WORDS];
  if (tone === "shorter") return kind === "thank_you" ? [45, 80] : [40, 80];
  return kind === "thank_you" ? [80, 130] : [40, 110];
}

/** Words as everybody counts them: what stands between spaces and has a letter or a digit. */
export const countWords = (text: string): number =>
  text.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;

const finding = (code: string, says: string): readonly Finding[] => [{ code, says }];
const NONE: readonly Finding[] = [];

export function lengthFindings(draft: Draft, request: DraftRequest): readonly Finding[] {
  const [fewest, most] = lengthOf(request);
  const count = countWords(bodyOf(draft));
  return count >= fewest && count <= most
    ? NONE
    : finding("length", `The body has ${count} words; it needs ${fewest} to ${most}.`);
}

export function subjectFindings({ subject }: Draft): readonly Finding[] {
  if (subject.trim() === "") return finding("subject", "The subject is empty.");
  if (/[\p{Cc}\u2028\u2029]/u.test(subject)) return finding("subject", "The subject has a line break in it.");
  if ([...subject].length > LONGEST_SUBJECT) {
    return finding("subject", `The subject is longer than ${LONGEST_SUBJECT} characters.`);
  }
  return NONE;
}

export function shapeFindings({ paragraphs }: Draft): readonly Finding[] {
  const sentences = paragraphs.flat();
  const inner = paragraphs.slice(0, -1).flat();
  const seen = sentences.map(({ text }) => text.trim().toLowerCase());
  return [
    ...(paragraphs.length < 3
      ? finding("shape", "A note needs a greeting, a text and a closing, each a paragraph.")
      : NONE),
    ...(paragraphs.some((paragraph) => paragraph.length === 0) || seen.includes("")
      ? finding("shape", "A paragraph or sentence is empty.")
      : NONE),
    ...(inner.some(({ text }) => /[\p{Cc}\u2028\u2029]/u.test(text))
      ? finding("shape", "A sentence has a line break in it.")
      : NONE),
    ...(new Set(seen).size < seen.length ? finding("shape", "A sentence stands there twice.") : NONE),
  ];
}

/** The first paragraph greets the recipient by name, and nobody else. */
export function greetingFindings(draft: Draft, { facts, tone }: DraftRequest): readonly Finding[] {
  const greeting = textOf(draft.paragraphs[0] ?? []);
  const recipient = facts.find(({ kind }) => kind === "recipient");
  const names = recipient === undefined ? phrases.nobody : formsOfName(recipient.text);
  const said = nameKey(greeting.replace(/\s*[,:!.]$/u, ""));
  const possible = names.flatMap((name) => [
    ...phrases.greetings.map((word) => nameKey(`${word} ${name}`)),
    ...(recipient === undefined ? [] : [nameKey(name)]),
  ]);
  const bare = recipient === undefined ? phrases.greetings.map(nameKey).filter((word) => word !== "dear") : [];
  if (![...possible, ...bare].includes(said)) {
    const whom =
      recipient === undefined ? "nobody by name: “Hello,”" : `the recipient alone: “Dear ${recipient.text},”`;
    return finding("greeting", `The first paragraph must be a greeting of ${whom}.`);
  }
  if (tone !== "more_formal") return NONE;
  return phrases.casual_greetings.some((word) => said.startsWith(`${nameKey(word)} `))
    ? finding("tone", "The greeting is too casual for a formal note.")
    : NONE;
}

/** The last paragraph ends with the sender's name. */
export function closingFindings(draft: Draft, { facts, tone }: DraftRequest): readonly Finding[] {
  const sender = facts.find(({ kind }) => kind === "sender");
  const closing = nameKey(textOf(draft.paragraphs.at(-1) ?? []).replace(/\.$/, ""));
  const signed =
    sender === undefined ||
    formsOfName(sender.text).some((form) => closing === nameKey(form) || endsWithName(closing, nameKey(form)));
  return [
    ...(signed ? NONE : finding("closing", `The last paragraph must end with the sender's name, ${sender.text}.`)),
    ...(tone === "more_formal" && bodyOf(draft).includes("!")
      ? finding("tone", "A formal note has no exclamation mark.")
      : NONE),
  ];
}

const endsWithName = (text: string, name: string): boolean =>
  text.endsWith(name) && /[\s,–—-]$/u.test(text.slice(0, -name.length));

const PLACEHOLDERS: readonly RegExp[] = [
  /[[\]{}<>]/u,
  /\b(?:X{2,}|TODO|TBD|TBC|FIXME|N\/A|lorem ipsum)\b/u,
  /_{2,}|\.{4,}|\?{2,}/u,
  /\b(?:your|sender'?s?|recipient'?s?|interviewer'?s?|hiring manager'?s?|candidate'?s?|company|role|position|job) (?:full |first |last )?(?:name|title)\b/iu,
  /\b(?:insert|fill in|undefined|null)\b/iu,
  /\bname of (?:the|your|my)\b/iu,
];
const MARKUP = /\*\*?\S|`|^\s*(?:#|[-*•] |\d+[.)] )|&(?:\w+|#\d+);|\\n|~~|==/mu;
const LINK =
  /(?:https?|mailto|tel):|\bwww\.|\S@\S|(?<![\p{L}\p{N}])[\p{L}\p{N}-]+\.(?:com|org|net|io|dev|app|ai|co|me|ly|gg|uk|de|eu|info)\b(?:\/\S*)?/giu;
const EMOJI = /(?!©|®|™)\p{Extended_Pictographic}/u;

/** Plain words without gaps to fill, markup, links or pictures. Names of the facts are allowed whatever they look like. */
export function plainTextFindings(text: string, facts: readonly Fact[]): readonly Finding[] {
  const rest = facts
    .map(({ text: fact }) => fact)
    .sort((a, b) => b.length - a.length)
    .reduce((left, fact) => left.replaceAll(fact, "·"), text);
  const told = facts.map((fact) => fact.text.toLowerCase());
  const gap = PLACEHOLDERS.map((pattern) => pattern.exec(rest)?.[0]).find((found) => found !== undefined);
  const link = (rest.match(LINK) ?? []).find(
    (found) => /[:@/]|^www/iu.test(found) || !told.some((fact) => fact.includes(found.toLowerCase())),
  );
  return [
    ...(gap === undefined
      ? NONE
      : finding("placeholder", `“${gap}” looks like a placeholder; write only what is known.`)),
    ...(link === undefined ? NONE : finding("link", `“${link}” is a link or an address; leave it out.`)),
    ...(MARKUP.test(rest) || EMOJI.test(rest)
      ? finding("markup", "Only plain text, without markup or pictures.")
      : NONE),
  ];
}

/** From this many words on, a sentence shows its language. */
const TELLING = 5;
/** English prose has about half of its words among the commonest; other languages share hardly one in ten with them. */
const ENGLISH_SHARE = 0.2;

export function languageFindings(sentences: readonly Sentence[], facts: readonly Fact[]): readonly Finding[] {
  const names = new Set(
    facts.filter(({ kind }) => kind !== "moment").flatMap(({ text }) => wordsIn(text).map(({ key }) => key)),
  );
  const foreign = sentences.find(({ text }) => {
    const words = wordsIn(text).filter(({ key }) => !names.has(key));
    return words.length >= TELLING && words.filter(isEnglish).length < words.length * ENGLISH_SHARE;
  });
  return foreign === undefined
    ? NONE
    : finding("language", `“${foreign.text}” is not English; the whole note must be.`);
}

const textOf = (paragraph: readonly Sentence[]): string => paragraph.map(({ text }) => text).join(" ");

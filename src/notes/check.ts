/** Decides whether a draft may be shown: it says only what its facts say, and reads like a note. Pure. */
import { type Claim, claimsBeyond, type Finding, speaksOf } from "./claims.ts";
import {
  closingFindings,
  greetingFindings,
  languageFindings,
  lengthFindings,
  plainTextFindings,
  shapeFindings,
  subjectFindings,
} from "./form.ts";
import { overreachIn } from "./moments.ts";
import { nameKey } from "./names.ts";
import { bodyOf, type Draft, type DraftRequest, type Fact } from "./port.ts";
import { NEARLY_THE_SAME, similarity } from "./similarity.ts";

/** More would not help whoever tries again. */
const MOST_FINDINGS = 12;

/** What is wrong with a draft, in English sentences for the next try; empty when it may be shown. */
export const problemsOf = (draft: Draft, request: DraftRequest): readonly string[] =>
  findingsOf(draft, request).map(({ says }) => says);

/** The same with a short code for each, free of anybody's words, for logs and metrics. */
export function findingsOf(draft: Draft, request: DraftRequest): readonly Finding[] {
  const { facts } = request;
  const sentences = draft.paragraphs.flat();
  const text = [draft.subject, ...sentences.map((sentence) => sentence.text)].join("\n");
  const found = [
    ...shapeFindings(draft),
    ...subjectFindings(draft),
    ...greetingFindings(draft, request),
    ...closingFindings(draft, request),
    ...plainTextFindings(text, facts),
    ...companyFindings(text, facts),
    ...overreachFindings(text),
    ...languageFindings([{ text: draft.subject, facts: [] }, ...sentences], facts),
    ...factFindings(draft, facts),
    ...lengthFindings(draft, request),
    ...forgiving(claimsOf(draft, facts).flatMap(claimsBeyond)),
    ...copyFindings(draft, request),
  ];
  return [...new Map(found.map((each) => [each.says, each])).values()].slice(0, MOST_FINDINGS);
}

/** A list of words never holds every turn of phrase, so a note may have one that is not in it. */
function forgiving(findings: readonly Finding[]): readonly Finding[] {
  const strays = findings.filter(({ forgivable }) => forgivable === true);
  return strays.length === 1 ? findings.filter((finding) => !strays.includes(finding)) : findings;
}

/** Every fact that is named exists, and a moment that is named is told: else its number would excuse anything. */
function factFindings({ paragraphs }: Draft, facts: readonly Fact[]): readonly Finding[] {
  const sentences = paragraphs.flat();
  const named = new Set(sentences.flatMap((sentence) => sentence.facts));
  const unknown = [...named].filter((id) => !facts.some((fact) => fact.id === id));
  const untold = facts.filter(
    (fact) =>
      fact.kind === "moment" &&
      named.has(fact.id) &&
      !sentences.some(({ text, facts: ids }) => ids.includes(fact.id) && speaksOf(text, fact)),
  );
  return [
    ...unknown.map((id) => ({ code: "unknown_fact", says: `There is no fact ${id}.` })),
    ...untold.map(({ id }) => ({
      code: "untold_fact",
      says: `The fact ${id} is named, but no sentence speaks of it.`,
    })),
  ];
}

function companyFindings(text: string, facts: readonly Fact[]): readonly Finding[] {
  const company = facts.find(({ kind }) => kind === "company");
  if (company === undefined || nameKey(text).includes(nameKey(company.text))) return [];
  return [{ code: "company", says: `The note does not name the company, ${company.text}.` }];
}

function overreachFindings(text: string): readonly Finding[] {
  const found = overreachIn(text);
  if (found === null) return [];
  return [{ code: "overreach", says: `“${found}” asks for, promises or obeys what a note must not.` }];
}

/** The sentences with what each may draw on; the greeting is judged as a whole elsewhere. */
function claimsOf({ subject, paragraphs }: Draft, facts: readonly Fact[]): readonly Claim[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const sender = facts.filter(({ kind }) => kind === "sender");
  const last = paragraphs.length - 1;
  const claims = paragraphs.slice(1).flatMap((paragraph, at) =>
    paragraph.map(({ text, facts: ids }, place) => {
      const named = ids.flatMap((id) => byId.get(id) ?? []);
      const spoken = named.filter((fact) => speaksOf(text, fact));
      const before = paragraph.slice(0, place);
      const carried = named.filter(
        (fact) =>
          fact.kind === "moment" &&
          !spoken.includes(fact) &&
          before.some((sentence) => sentence.facts.includes(fact.id) && speaksOf(sentence.text, fact)),
      );
      const closing = at + 1 === last;
      return { text, facts: spoken, carried, free: closing ? sender : [], capitals: closing };
    }),
  );
  return [{ text: subject, facts: [], carried: [], free: facts, capitals: isTitle(subject) }, ...claims];
}

/** "Thank You for Your Time": most longer words have capitals. */
function isTitle(text: string): boolean {
  const long = text.split(/\s+/).filter((word) => word.length > 3);
  return long.filter((word) => /^\p{Lu}/u.test(word)).length > long.length * 0.6;
}

function copyFindings(draft: Draft, { facts, others }: DraftRequest): readonly Finding[] {
  const texts = facts.map(({ text }) => text);
  const body = bodyOf(draft);
  if (!others.some((other) => similarity(body, other, texts) >= NEARLY_THE_SAME)) return [];
  return [
    { code: "copy", says: "The note is nearly the same as another one for this company; say it in other words." },
  ];
}

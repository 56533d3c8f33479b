/** Writes notes from the parts in `templates/notes`: what a person gets without an LLM, and whenever its draft is refused. */
import later from "../../templates/notes/later.json" with { type: "json" };
import thankYou from "../../templates/notes/thank-you.json" with { type: "json" };
import { problemsOf } from "./check.ts";
import { LONGEST_SUBJECT } from "./form.ts";
import { nameKey, salutation, spelled } from "./names.ts";
import {
  type Draft,
  type DraftRequest,
  type Fact,
  type FactKind,
  type NoteKind,
  type NoteWriter,
  type Sentence,
  type Tone,
  WriterError,
} from "./port.ts";
import { type Topic, topicsIn } from "./topics.ts";

/** Ways to say one sentence: the first whose facts are all known is taken. */
type Ways = readonly string[];
type Paragraph = readonly Ways[];
type Toned = { readonly plain: Paragraph; readonly warmer?: Paragraph; readonly more_formal?: Paragraph };

interface Parts {
  readonly subjects: readonly Ways[];
  readonly openings: readonly Toned[];
  /** With a {topic}, and without one. */
  readonly moments: readonly Paragraph[];
  readonly general: readonly Paragraph[];
  readonly interest: readonly Paragraph[];
  readonly closes: readonly Toned[];
}

const PARTS: Readonly<Record<NoteKind, Parts>> = {
  thank_you: thankYou,
  follow_up: { ...later.follow_up, interest: [] },
  status_inquiry: { ...later.status_inquiry, interest: [] },
};

/** What the placeholders of a sentence stand for, and the facts that they draw on. */
type Values = ReadonlyMap<string, { readonly text: string; readonly fact: string }>;

/**
 * A writer that needs nobody. The same facts give the same note; the people of one interview get different ones, and so
 * does everybody whose notes are in `others`. A wish is not followed: there is nobody here to understand it.
 */
export const templateWriter: NoteWriter = {
  kind: "template",
  async write(request) {
    const topics = topicsIn(request.facts);
    const place = placeOf(request.facts);
    const topic = topics[place.rank % Math.max(topics.length, 1)] ?? null;
    const all = valuesOf(request.facts, topic);
    let first: Draft | null = null;
    // What makes every note too long or odd is left out, what was told last of all.
    for (const values of [all, without(all, "role"), without(all, "topic"), without(all, "topic", "role")]) {
      for (const draft of draftsOf(request, values, place.start)) {
        first ??= draft;
        if (problemsOf(draft, request).length === 0) return draft;
      }
    }
    if (first === null) throw new WriterError("no_template");
    return first;
  },
};

/**
 * All notes that the parts make of these values, in an order in which neighbours have no part in common. Where one is too
 * long, the same without its paragraph of interest comes next, so that nobody needs the parts of the next person.
 */
function* draftsOf({ kind, tone, facts }: DraftRequest, values: Values, start: number): Generator<Draft> {
  const parts = PARTS[kind];
  const count = parts.openings.length;
  for (let at = 0; at < count * count; at += 1) {
    const base = (start + at) % count;
    const shift = Math.floor(at / count);
    const part = <T>(list: readonly T[], times: number): readonly T[] =>
      list.slice((base + times * shift) % count).slice(0, 1);
    const short = tone === "shorter";
    const middle = part(values.has("topic") ? parts.moments : parts.general, 1);
    const interests = short ? [[]] : [part(parts.interest, 2), []];
    for (const interest of interests) {
      const paragraphs = [
        ...part(parts.openings, 0).map((toned) => inTone(toned, tone)),
        ...(short ? middle.map((sentences) => sentences.slice(0, 1)) : middle),
        ...interest,
        ...part(parts.closes, 3).map((toned) => inTone(toned, tone)),
      ];
      yield {
        subject: subjectOf(parts, base, values),
        paragraphs: [
          [{ text: greetingOf(facts, tone), facts: idsOf(facts, "recipient") }],
          ...paragraphs.map((sentences) => sentences.flatMap((ways) => said(ways, values) ?? [])),
          [{ text: closingOf(facts, tone, base), facts: idsOf(facts, "sender") }],
        ],
      };
    }
  }
}

const inTone = (toned: Toned, tone: Tone): Paragraph =>
  (tone === "warmer" || tone === "more_formal" ? toned[tone] : undefined) ?? toned.plain;

function subjectOf({ subjects }: Parts, base: number, values: Values): string {
  const fits = [...subjects.slice(base), ...subjects]
    .flatMap((ways) => ways.flatMap((way) => said([way], values)?.text ?? []))
    .find((text) => [...text].length <= LONGEST_SUBJECT);
  return fits ?? "Thank you";
}

const PLACEHOLDER = /\{(\w+)\}/gu;

/** The sentence in the first way whose facts are known, with the ids of those facts. */
function said(ways: Ways, values: Values): Sentence | null {
  for (const way of ways) {
    const used = [...way.matchAll(PLACEHOLDER)].map(([, name = ""]) => values.get(name));
    const known = used.filter((value) => value !== undefined);
    if (known.length < used.length) continue;
    const text = way.replace(PLACEHOLDER, (_, name: string) => values.get(name)?.text ?? "");
    return { text, facts: [...new Set(known.map(({ fact }) => fact))] };
  }
  return null;
}

function valuesOf(facts: readonly Fact[], topic: Topic | null): Values {
  const values = new Map<string, { text: string; fact: string }>();
  for (const { id, kind, text } of facts) {
    if (kind === "company" || kind === "answer_by") values.set(kind, { text, fact: id });
    // "The Backend Engineer role role" helps nobody.
    if (kind === "role") values.set(kind, { text: text.replace(/\s+(?:role|position|job)$/iu, ""), fact: id });
    if (kind === "date") {
      values.set("date", { text, fact: id });
      values.set("weekday", { text: text.split(" ")[0] ?? text, fact: id });
    }
  }
  if (topic !== null) values.set("topic", { text: topic.text, fact: topic.from });
  return values;
}

const without = (values: Values, ...names: readonly string[]): Values =>
  new Map([...values].filter(([name]) => !names.includes(name)));

function greetingOf(facts: readonly Fact[], tone: Tone): string {
  const recipient = facts.find(({ kind }) => kind === "recipient");
  if (recipient === undefined) return "Dear hiring team,";
  return `Dear ${salutation(recipient.text, tone === "more_formal")},`;
}

function closingOf(facts: readonly Fact[], tone: Tone, base: number): string {
  const signoffs = thankYou.signoffs[tone === "shorter" ? "plain" : tone];
  const signoff = signoffs[base % signoffs.length] ?? "Best regards,";
  const sender = facts.find(({ kind }) => kind === "sender");
  return sender === undefined ? signoff : `${signoff}\n${spelled(sender.text)}`;
}

const idsOf = (facts: readonly Fact[], wanted: FactKind): readonly string[] =>
  facts.filter(({ kind }) => kind === wanted).map(({ id }) => id);

/** Where to begin among the parts: the company's own place, moved on by the recipient's among those who were there. */
function placeOf(facts: readonly Fact[]): { rank: number; start: number } {
  const textsOf = (wanted: FactKind) => facts.filter(({ kind }) => kind === wanted).map(({ text }) => nameKey(text));
  const [recipient = ""] = textsOf("recipient");
  const rank = [recipient, ...textsOf("interviewer")].sort().indexOf(recipient);
  const [company = ""] = textsOf("company");
  return { rank, start: sumOf(company) + rank };
}

/** A number that stays the same for a text and differs for most others. */
const sumOf = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);

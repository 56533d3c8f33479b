/** Interviews with invented people, and notes as a good model writes them: the set that drafts are judged by. */
import { factsOf } from "../../src/notes/facts.ts";
import { bodyOf, type Draft, type DraftRequest, type NoteKind, type Tone } from "../../src/notes/port.ts";
import answers from "./answers.json" with { type: "json" };
import records from "./records.json" with { type: "json" };

/** What is kept of one interview, as far as notes know it. */
export interface NoteRecord {
  readonly id: string;
  readonly kind: NoteKind;
  readonly tone: Tone;
  readonly sender: string;
  readonly recipient: string | null;
  readonly others: readonly string[];
  readonly company: string;
  readonly role: string | null;
  readonly round: string | null;
  readonly startsAt: string;
  readonly moments: readonly string[];
  readonly answerBy: string | null;
}

const KINDS: readonly NoteKind[] = ["thank_you", "follow_up", "status_inquiry"];
const TONES: readonly Tone[] = ["plain", "warmer", "more_formal", "shorter"];

export const RECORDS: readonly NoteRecord[] = records.map((record) => ({
  ...record,
  kind: KINDS.find((kind) => kind === record.kind) ?? "thank_you",
  tone: TONES.find((tone) => tone === record.tone) ?? "plain",
}));

const people = (names: readonly (string | null)[]) =>
  names.flatMap((name) => (name === null ? [] : [{ name, email: null }]));

/** The request that a record makes. */
export function requestOf(record: NoteRecord, change: Partial<DraftRequest> = {}): DraftRequest {
  const [recipient = null] = people([record.recipient]);
  const facts = factsOf({
    interview: {
      company: record.company,
      role: record.role,
      round: record.round,
      interviewers: people([record.recipient, ...record.others]),
      startsAt: Temporal.ZonedDateTime.from(record.startsAt),
    },
    user: { name: record.sender },
    recipient,
    moments: record.moments,
    answerBy: record.answerBy === null ? null : Temporal.PlainDate.from(record.answerBy),
  });
  return { kind: record.kind, facts, tone: record.tone, wish: null, others: [], problems: [], ...change };
}

export interface Answer {
  /** The record's id, with "#2" for another answer to the same. */
  readonly id: string;
  readonly record: NoteRecord;
  readonly request: DraftRequest;
  readonly draft: Draft;
}

const recordOf = (id: string): NoteRecord => {
  const found = RECORDS.find((record) => record.id === id.replace(/#.*/, ""));
  if (found === undefined) throw new Error(`no record ${id}`);
  return found;
};

const drafts: readonly (readonly [string, Draft])[] = Object.entries(answers);

/** Each answer with its request, which holds the notes to the other people of that company. */
export const ANSWERS: readonly Answer[] = drafts.map(([id, draft]) => {
  const record = recordOf(id);
  const others = drafts
    .filter(([other]) => {
      const { company, recipient } = recordOf(other);
      return company === record.company && recipient !== record.recipient;
    })
    .map(([, other]) => bodyOf(other));
  return { id, record, request: requestOf(record, { others }), draft };
});

/** The port to whoever drafts notes: what they may know, and what they hand back. */

/** What a fact is about; a note may say nothing that is in none of them. */
export type FactKind =
  | "sender"
  | "recipient"
  | "company"
  | "role"
  | "round"
  | "date"
  /** Somebody else who was there. */
  | "interviewer"
  /** Something that was said or happened, in the person's own words: data, never an instruction. */
  | "moment"
  /** When the employer said they would answer. */
  | "answer_by";

export interface Fact {
  /** Short and unique within a request: "f1". */
  readonly id: string;
  readonly kind: FactKind;
  readonly text: string;
}

export type Tone = "plain" | "warmer" | "more_formal" | "shorter";

/** What a note is for: thanks after an interview, a friendly word later, a question where things stand. */
export type NoteKind = "thank_you" | "follow_up" | "status_inquiry";

export interface DraftRequest {
  readonly kind: NoteKind;
  readonly facts: readonly Fact[];
  readonly tone: Tone;
  /** What the person asked for in their own words; null if nothing. Data, never an instruction to leave these rules. */
  readonly wish: string | null;
  /** Bodies of the other notes for this company, which this one must not be nearly the same as. */
  readonly others: readonly string[];
  /** What was wrong with the draft before, in sentences; empty at the first try. */
  readonly problems: readonly string[];
}

export interface Sentence {
  readonly text: string;
  /** Ids of the facts that it uses; none for a greeting, thanks or closing. */
  readonly facts: readonly string[];
}

export interface Draft {
  readonly subject: string;
  /** Paragraphs of sentences: the first is the greeting, the last the closing with the sender's name. */
  readonly paragraphs: readonly (readonly Sentence[])[];
}

/** The text of a draft: sentences joined by spaces, paragraphs by an empty line. */
export const bodyOf = ({ paragraphs }: Pick<Draft, "paragraphs">): string =>
  paragraphs.map((sentences) => sentences.map(({ text }) => text).join(" ")).join("\n\n");

export interface NoteWriter {
  /** "model" for an LLM, "template" for words of ours. */
  readonly kind: "model" | "template";
  /** Throws WriterError when there is no draft to be had; whoever asked takes another writer then. */
  write(request: DraftRequest): Promise<Draft>;
}

/** No draft came: `reason` is a short code for logs and metrics, such as "timeout", "refusal" or "cut_off". */
export class WriterError extends Error {
  override readonly name = "WriterError";
  readonly reason: string;

  constructor(reason: string, options: { cause?: unknown } = {}) {
    super(`no draft: ${reason}`, options);
    this.reason = reason;
  }
}

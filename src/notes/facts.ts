/** Puts what is known of an interview into the facts that a note may be made of. Pure. */
import type { Interview, Interviewer } from "../interviews/interview.ts";
import { clean } from "../interviews/words.ts";
import { dayName } from "../users/times.ts";
import type { User } from "../users/user.ts";
import type { Fact, FactKind } from "./port.ts";

/** In characters; longer than anybody tells of one moment, and short enough that eight fit any model. */
const LONGEST_MOMENT = 500;
const MOST_MOMENTS = 8;

export interface Known {
  readonly interview: Pick<Interview, "company" | "role" | "round" | "interviewers" | "startsAt">;
  readonly user: Pick<User, "name">;
  /** Whom the note goes to; null while nobody is known by name. */
  readonly recipient: Pick<Interviewer, "name"> | null;
  /** What the person told of the interview, in their words. */
  readonly moments: readonly string[];
  /** The day by which the employer said they would answer. */
  readonly answerBy: Temporal.PlainDate | null;
}

/**
 * The facts, always in the order sender, recipient, company, role, round, date, others who were there, moments, answer;
 * what is not known is left out, and ids count on without a gap. Days are those of the interview's own zone, as both
 * sides agreed on them, and carry no year: nobody writes it in such a note.
 */
export function factsOf({ interview, user, recipient, moments, answerBy }: Known): readonly Fact[] {
  const present = recipient === null ? null : nameKey(recipient.name);
  const others = interview.interviewers.filter(({ name }) => nameKey(name) !== present);
  const found: readonly (readonly [FactKind, string | null])[] = [
    ["sender", clean(user.name, "name")],
    ["recipient", clean(recipient?.name, "name")],
    ["company", clean(interview.company, "name")],
    ["role", clean(interview.role, "name")],
    ["round", clean(interview.round, "name")],
    ["date", dayName(interview.startsAt, interview.startsAt)],
    ...others.map(({ name }) => ["interviewer", clean(name, "name")] as const),
    ...moments
      .map((moment) => ["moment", cut(clean(moment, "notes"))] as const)
      .filter(([, text]) => text !== null)
      .slice(0, MOST_MOMENTS),
    ["answer_by", answerBy === null ? null : dayName(answerBy, answerBy)],
  ];
  return found
    .flatMap(([kind, text]) => (text === null ? [] : [{ kind, text }]))
    .map(({ kind, text }, at) => ({ id: `f${at + 1}`, kind, text }));
}

const nameKey = (name: string) => name.normalize("NFKC").trim().toLowerCase();

/** Counts code points, so that no character is cut in two. */
function cut(moment: string | null): string | null {
  if (moment === null) return null;
  const [...letters] = moment.replace(/\s+/g, " ");
  return letters.length > LONGEST_MOMENT ? `${letters.slice(0, LONGEST_MOMENT - 1).join("")}…` : letters.join("");
}

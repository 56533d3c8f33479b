/** From a text to a frame: what is wanted, about which interview, and all that was said of it. */
import { ABOUT_STORED } from "./asks.ts";
import { editWords } from "./edits.ts";
import { type Extract, extract } from "./extract.ts";
import { intentOf } from "./intents.ts";
import { openLetter } from "./letters.ts";
import { create, lengthOf } from "./new-frame.ts";
import { withoutOrders } from "./orders.ts";
import { other } from "./other-frame.ts";
import { inEnglish } from "./other-languages.ts";
import { outcomeOf } from "./outcomes.ts";
import type { Parts } from "./parts.ts";
import { plainText } from "./plain.ts";
import type { Choice, Context, Frame, Intent, Known, Slot, Why } from "./reading.ts";
import { mendSpelling } from "./spelling.ts";
import { NOTHING } from "./starts.ts";
import { aboutStored } from "./stored-frame.ts";
import { foldName, mentions } from "./targets.ts";
import { holdsTwo } from "./wishes.ts";

/** A frame with what a question about it needs. */
export interface Understood {
  readonly frame: Frame;
  /** Why each missing slot is missing. */
  readonly why: Partial<Record<Slot, Why>>;
  readonly startChoices: readonly Choice[];
  readonly alternatives: readonly Temporal.ZonedDateTime[];
  /** The interviews that fit, when there is more than one. */
  readonly targets: readonly Known[];
  readonly twoWishes?: true;
}

/** The frame of a text, in the words of test/language/README.md. Pure. */
export const understand = (text: string, context: Context): Frame => understandFully(text, context).frame;

/** What lies beyond is not read: no message says its business so late, and reading must stay quick. */
const LONGEST_MESSAGE = 1_000;
const LONGEST_LETTER = 2_000;

/** Slips are mended only as far as the text is read for more than a signature or an address. */
const LONGEST_MENDED = 2_600;

function readable(plain: string): string {
  if (plain.length <= LONGEST_MENDED) return inEnglish(mendSpelling(plain));
  const end = plain.lastIndexOf(" ", LONGEST_MENDED);
  const cut = end > 0 ? end : LONGEST_MENDED;
  return inEnglish(mendSpelling(plain.slice(0, cut))) + plain.slice(cut);
}

/** What is done with a text that holds two wishes: nothing. */
const TWO: Understood = {
  frame: { intent: "unknown" },
  why: {},
  startChoices: [],
  alternatives: [],
  targets: [],
  twoWishes: true,
};

export function understandFully(text: string, context: Context, part = false): Understood {
  const plain = readable(plainText(text));
  const today = context.now.toZonedDateTimeISO(context.timeZone).toPlainDate();
  const letter = openLetter(withoutOrders(plain), today);
  const source = (
    letter.isLetter
      ? `${letter.subject}\n${letter.body}`.trim().slice(0, LONGEST_LETTER)
      : letter.body.slice(0, LONGEST_MESSAGE)
  ).trimEnd();
  if (!part && !letter.isLetter && holdsTwo(source, (one) => understandFully(one, context, true))) return TWO;
  const known = context.interviews ?? [];
  const words = foldName(source);
  const options = { today, timeZone: context.timeZone, letter, known, creates: true, bare: false };
  let found = extract(source, options);
  const decided = outcomeOf(source);
  const cues = {
    // A query in a link is no question.
    text: withPlainNames(found)
      .toLowerCase()
      .replace(/(https?:\/\/[^\s?]{0,300})\?\S*/g, "$1"),
    letter: letter.isLetter,
    time: found.moments.times.length > 0 || found.moments.lengths.some((length) => length.use === "in"),
    day: found.moments.days.length > 0,
    known: known.some((one) => mentions(words, one.company)),
  };
  let intent = intentOf(cues, decided !== null);
  if (intent === "reschedule" && !letter.isLetter) found = extract(source, { ...options, bare: true });
  const when = {
    now: context.now,
    timeZone: context.timeZone,
    countFrom: letter.isLetter ? (letter.sent ?? today) : today,
  };
  const edit = known.length > 0 ? editOf(source, intent, found, cues) : null;
  if (edit) intent = edit.intent ?? intent;
  const reading = { text: source, letter, found, intent, when, context };
  return build(reading, edit?.frame ?? {});
}

/** The text with any word for a name that looks like a verb or a day: "Delete Systems" deletes nothing. */
function withPlainNames({ sheet, names }: Extract): string {
  let { text } = sheet;
  for (const { start, end } of [...names].reverse()) text = `${text.slice(0, start)}Acme${text.slice(end)}`;
  return text;
}

/** An edit is only taken where nothing else is asked: no new start, no cancellation. */
function editOf(text: string, intent: Intent, found: Extract, cues: { time: boolean; day: boolean; known: boolean }) {
  const lasts = lengthOf(found, NOTHING);
  const details: Partial<Frame> = {
    ...(found.links.join === undefined ? {} : { link: found.links.join }),
    ...(found.format === undefined ? {} : { format: found.format }),
    ...(found.place === undefined ? {} : { location: found.place.location }),
    ...(found.role === undefined ? {} : { role: found.role }),
    ...(found.interviewers.length === 0 ? {} : { interviewers: found.interviewers }),
    ...(lasts === undefined ? {} : { durationMinutes: lasts }),
  };
  if (/^(?:remind|when|where|who|what|is|how|tell|send|give|show|did|do|was)\b/i.test(text)) return null;
  const words = editWords(text, details);
  if (words.intent === null) return null;
  const certain = words.notes !== undefined || words.task !== undefined || words.newCompany !== undefined;
  const open =
    ["unknown", "schedule", "reschedule", "show"].includes(intent) ||
    (intent === "cancel" && words.people === "remove");
  if (!certain && (!open || cues.time || cues.day)) return null;
  if (intent === "reschedule" && /\b(?:earlier|later|sooner|back|forward|up)\b/i.test(text)) return null;
  const { intent: kind, ...said } = words;
  return { intent: kind, frame: { ...details, ...said } };
}

function build(reading: Parts, edit: Partial<Frame>): Understood {
  const { intent } = reading;
  if (intent === "schedule" || intent === "add_job") return create(reading);
  if (ABOUT_STORED.has(intent)) return aboutStored(reading, edit);
  return other(reading);
}

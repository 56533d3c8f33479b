/** Reads a text as the answer to the open question; null when it is a command of its own. */

import { merged, namesDay } from "./answer-slots.ts";
import { chosen } from "./choose.ts";
import { inEnglish } from "./other-languages.ts";
import { plainText } from "./plain.ts";
import type { Choice, Context, Frame, Intent, Question, Reading } from "./reading.ts";
import { readingOf } from "./reading-of.ts";
import { remindersOfOne } from "./reminders-off.ts";
import { mendSpelling } from "./spelling.ts";
import { foldName, mentions } from "./targets.ts";
import type { Understood } from "./understand.ts";

const CLOSES =
  /^(?:(?:oh|ah|ok|okay|actually|um+|well|please|sorry|wait)[,.! ]+)*(?:no|nope|nah|never ?mind|nvm|forget (?:it|about it|that)|neither(?: one)?|none|none of (?:them|these|those)|neither of (?:them|these|those)|cancel|cancel (?:that|this)|stop|skip(?: it| that)?|leave it|drop it|nothing|no thanks?|no thank you|not now|later|abort|quit|don't|do nothing|don't bother|i changed my mind|let's not|it doesn't matter|scratch that)(?:[,. ]+(?:thanks?|thank you|please|never ?mind|forget (?:it|that)|then|sorry|cancel that|leave it))*[.! ]*$/i;

/** What starts a command of its own, even in an answer's place. */
const COMMANDS =
  /^(?:please |can you |could you |actually,? |hey,? )*(?:cancel|delete|remove|move|push|reschedule|postpone|schedule|add|book|show|list|what|when|where|who|how|which|remind|draft|write|prep|prepare|help|undo|connect|link|export|turn|change|set|save|track|mark|do i|am i|is my|interview (?:with|at)|i (?:have|got|applied)|i've got|got an?|snooze|quiz|hi|hello|hey|settings|preferences|reminders)\b/i;

const ORDINALS: readonly RegExp[] = [
  /^(?:the )?(?:first|1st|former|earlier|earliest|top)(?: one| option| slot)?$|^(?:option |number |no\.? |#)?1\.?$/i,
  /^(?:the )?(?:second|2nd)(?: one| option| slot)?$|^(?:option |number |no\.? |#)?2\.?$/i,
  /^(?:the )?(?:third|3rd)(?: one| option| slot)?$|^(?:option |number |no\.? |#)?3\.?$/i,
  /^(?:the )?(?:fourth|4th)(?: one| option| slot)?$|^(?:option |number |no\.? |#)?4\.?$/i,
  /^(?:the )?(?:fifth|5th)(?: one| option| slot)?$|^(?:option |number |no\.? |#)?5\.?$/i,
];
const LAST_ONE = /^(?:the )?(?:last|latter|later|latest|bottom)(?: one| option| slot)?$/i;

function byOrdinal(text: string, choices: readonly Choice[], numbers: boolean): Choice | undefined {
  const bare = text.replace(/[.!, ]+$/, "").replace(/,? please$/i, "");
  if (LAST_ONE.test(bare)) return choices.at(-1);
  // "2" to "what time?" is an hour, not the second choice.
  if (!numbers && /^\d/.test(bare) && !/^\d(?:st|nd|rd|th) (?:one|option)/.test(bare)) return undefined;
  return choices[ORDINALS.findIndex((pattern) => pattern.test(bare))];
}

/** Says that nothing shall be done: whatever was asked about is left as it is. */
const LEAVES =
  /^(?:please |ok(?:ay)?,? |no,? |oh,? |wait,? )*(?:don'?t|do not|never) (?:cancel|move|delete|change|remind|reschedule|schedule|add|remove|do)\b/i;

/** "neither stripe", "none of the google ones". */
const NONE_OF_THEM = /^(?:neither|none|not any)\b[^.?\n]{0,40}$/i;

/** "don't remind me about Stripe" while something else is asked is a word about Stripe. */
function leaves(text: string, question: Question, context: Context): boolean {
  if (!LEAVES.test(text)) return false;
  if (!/\bremind\b/i.test(text)) return true;
  const words = foldName(text);
  const asked = question.frame.company;
  const elsewhere = (context.interviews ?? []).some(
    (known) =>
      known.id !== question.frame.target &&
      mentions(words, known.company) &&
      !(asked !== undefined && mentions(foldName(asked), known.company)),
  );
  return question.frame.intent === "remind" && !elsewhere;
}

/** Words that make an interview of a company's name, so that it is no mere part of an answer. */
const MEETING = /\b(?:interview|call|chat|screen(?:ing)?|onsite|on-site|round|technical|panel|recruiter)\b/i;

/** Intents that short answers ("tomorrow", "the next one", "Berlin") can look like. */
const LOOKALIKES: ReadonlySet<Intent> = new Set(["list", "show", "settings"]);

/**
 * Whether the text stands on its own. When in doubt it does: an answer that was none would change the wrong interview,
 * while an open question is offered again.
 */
function ownCommand(text: string, { frame }: Understood, question: Question, context: Context): boolean {
  const { intent } = frame;
  if (intent === "unknown") return false;
  const complete = frame.needsClarification === undefined;
  if (intent === "schedule") return ownInterview(text, frame, complete, question, context);
  if (LOOKALIKES.has(intent) && remindersOfOne(text, true) !== null) return true;
  if (LOOKALIKES.has(intent))
    return COMMANDS.test(text) || /\?$/.test(text) || (complete && text.split(" ").length > 3);
  if (intent !== question.frame.intent) return true;
  return complete ? COMMANDS.test(text) : COMMANDS.test(text) && anotherCompany(frame, question);
}

/** Whether a text about a new interview begins one, or belongs to the one or the change that is being asked about. */
function ownInterview(text: string, frame: Frame, complete: boolean, question: Question, context: Context): boolean {
  const { company } = frame;
  if (question.frame.intent !== "schedule") {
    const candidates = context.interviews ?? [];
    const nameless = company === undefined && frame.startsAt !== undefined && MEETING.test(text);
    return (
      complete ||
      (nameless && !pointsAtOffered(frame, question, context)) ||
      (company !== undefined && !candidates.some((known) => mentions(foldName(company), known.company)))
    );
  }
  // A company with a day and an hour of its own is another interview, not the name that was asked for.
  if (question.asks === "company") return complete && (COMMANDS.test(text) || namesDay(text, context));
  if (!anotherCompany(frame, question)) return complete && COMMANDS.test(text);
  if (ALSO.test(text) && (frame.day || frame.time || frame.startsAt || namesDay(text, context))) return true;
  return complete || COMMANDS.test(text) || MEETING.test(text);
}

/** "and Google on 12/3": one more. */
const ALSO = /^(?:oh,? )?(?:and|also|plus|then|another)\b/i;

/** Whether day, hour and stage are those of an interview that may be the answer. */
function pointsAtOffered({ startsAt, round }: Frame, question: Question, context: Context): boolean {
  if (question.asks !== "target" || !startsAt) return false;
  const offered = new Set(question.choices.flatMap((choice) => (choice.slot === "target" ? [choice.target] : [])));
  const said = foldName(round ?? "");
  return (context.interviews ?? []).some(
    (known) =>
      offered.has(known.id) &&
      known.startsAt.epochMilliseconds === startsAt.epochMilliseconds &&
      (round === undefined || known.round === null || foldName(known.round).some((word) => said.includes(word))),
  );
}

const anotherCompany = (frame: Frame, question: Question): boolean =>
  frame.company !== undefined &&
  question.frame.company !== undefined &&
  frame.company.toLowerCase() !== question.frame.company.toLowerCase();

/**
 * What the text makes of the open question: a command, the next question, `closed`, or `not_understood` with what is
 * known so far. Null when the text is a command of its own, which then wins.
 */
export function readAnswer(text: string, question: Question, own: Understood, context: Context): Reading | null {
  const plain = inEnglish(mendSpelling(plainText(text)));
  if (CLOSES.test(plain) || leaves(plain, question, context)) return { kind: "closed" };
  if (question.asks === "target" && NONE_OF_THEM.test(plain)) return { kind: "closed" };
  const picked = byOrdinal(plain, question.choices, question.asks === "target");
  if (picked) return readingOf(chosen(question.frame, picked, context), context, true);
  if (ownCommand(plain, own, question, context)) return null;
  const { understood, helps } = merged(plain, question, own, context);
  return helps ? readingOf(understood, context, true) : { kind: "not_understood", frame: question.frame };
}

/** Reads a text as the answer to the open question; null when it is a command of its own. */

import { merged } from "./answer-slots.ts";
import { chosen } from "./choose.ts";
import { plainText } from "./plain.ts";
import type { Choice, Context, Frame, Question, Reading } from "./reading.ts";
import { readingOf } from "./reading-of.ts";
import { mendSpelling } from "./spelling.ts";
import type { Understood } from "./understand.ts";

const CLOSES =
  /^(?:(?:oh|ah|ok|okay|actually|um+|well|please|sorry|wait)[,.! ]+)*(?:no|nope|nah|never ?mind|nvm|forget (?:it|about it|that)|neither|none|none of (?:them|these|those)|neither of (?:them|these|those)|cancel|cancel (?:that|this)|stop|skip(?: it| that)?|leave it|drop it|nothing|no thanks?|no thank you|not now|later|abort|quit|don't|do nothing|don't bother|i changed my mind|let's not|it doesn't matter|scratch that)(?:[,. ]+(?:thanks?|thank you|please|never ?mind|forget (?:it|that)|then|sorry|cancel that|leave it))*[.! ]*$/i;

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

/** Whether the text stands on its own: a command with all it needs, or one that begins like a command. */
function ownCommand(text: string, { frame }: Understood, question: Question): boolean {
  const { intent } = frame;
  if (intent === "unknown") return false;
  const complete = frame.needsClarification === undefined;
  if (intent === question.frame.intent && !complete) return sameKindAnew(text, frame, question);
  if (intent === "schedule")
    return (
      (complete && question.frame.intent !== "schedule") ||
      (complete && (COMMANDS.test(text) || anotherCompany(frame, question))) ||
      (anotherCompany(frame, question) && COMMANDS.test(text))
    );
  if (intent === "list" || intent === "show" || intent === "settings" || intent === "cancel" || intent === "complete")
    return COMMANDS.test(text) || /\?$/.test(text) || (complete && text.split(" ").length > 3);
  return true;
}

const anotherCompany = (frame: Frame, question: Question): boolean =>
  frame.company !== undefined &&
  question.frame.company !== undefined &&
  frame.company.toLowerCase() !== question.frame.company.toLowerCase();

/** "cancel the Figma one" while another cancellation is being asked about begins anew only with its own company. */
const sameKindAnew = (text: string, frame: Frame, question: Question): boolean =>
  COMMANDS.test(text) && anotherCompany(frame, question);

/**
 * What the text makes of the open question: a command, the next question, `closed`, or `not_understood` with what is
 * known so far. Null when the text is a command of its own, which then wins.
 */
export function readAnswer(text: string, question: Question, own: Understood, context: Context): Reading | null {
  const plain = mendSpelling(plainText(text));
  if (CLOSES.test(plain)) return { kind: "closed" };
  const picked = byOrdinal(plain, question.choices, question.asks === "target");
  if (picked) return readingOf(chosen(question.frame, picked, context), context, true);
  if (ownCommand(plain, own, question)) return null;
  const { understood, helps } = merged(plain, question, own, context);
  return helps ? readingOf(understood, context, true) : { kind: "not_understood", frame: question.frame };
}

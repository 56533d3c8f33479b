/** What a text wants done, by its words. Ordered: what is said in fewer ways comes before what is said in many. */
import { type Cues, dated, meeting } from "./cues.ts";
import { letterIntent } from "./letter-intents.ts";
import { OFF_TOPIC, RULES } from "./plain-intents.ts";
import type { Intent } from "./reading.ts";
import { remindersOfOne } from "./reminders-off.ts";
import { bareSchedule, cancel, complete, LATER, list, MOVE_VERB, reschedule, SCHEDULE, show } from "./story-intents.ts";

/** "Can you put it in?" is no question. */
const REQUEST =
  /^(?:please |hey,? |hi,? )*(?:can|could|would|will) you (?:please )?(?:put|add|schedule|book|save|log|note|create|enter|set|pencil|block|record|make|get)\b/;

const CONFIRMS = /\bconfirm(?:ing|ed|s)?\b[^.?\n]{0,30}\b(?:interview|call|screen|onsite|meeting|chat|round)\b/;

const withdrew =
  /\b(?:withdr[ae]w|withdrawn|withdrawing|pull(?:ed|ing)? out|turned down|declin(?:ed|ing)|no longer interested|backed out|dropped out)\b/;

/** What a text asks for. `decided` says whether it tells of an outcome. "unknown" when it is no command of ours. */
export function intentOf(cues: Cues, decided: boolean): Intent {
  const { text } = cues;
  if (!/\p{L}|\d/u.test(text)) return /^\?+$/.test(text) ? "help" : "unknown";
  if (cues.letter) return letterIntent(text, cues);
  const reminders = remindersOfOne(text, cues.known);
  if (reminders === "off") return cues.known || cues.day ? "show" : "settings";
  if (reminders === "on") return "remind";
  for (const [intent, test] of RULES) if (test(cues)) return intent;
  const offTopic = OFF_TOPIC.test(text);
  for (const [intent, test] of LATER) if (test(cues) && !offTopic) return intent;
  if (
    /^(?:delete|erase|remove)\b.*\b(?:for good|permanently|forever|completely|from (?:your|the) (?:records?|database))\b/.test(
      text,
    )
  )
    return "delete";
  if (decided && withdrew.test(text) && !/\bcancel/.test(text)) return "outcome";
  if (decided && outcomeFirst(text, cues)) return "outcome";
  if (MOVE_VERB.test(text) && reschedule(cues)) return "reschedule";
  if (
    cancel(cues) &&
    !(complete(cues) && !/cancel/.test(text)) &&
    !(cues.time && cues.day && /^(?:add|schedule|book|new)\b/.test(text))
  )
    return questionAbout(text) ? "show" : "cancel";
  if (
    complete(cues) &&
    !(cues.time && meeting(cues) && /\b(?:have|got|add|schedule|book)\b/.test(text) && !/\bwent\b/.test(text)) &&
    !offTopic
  )
    return "complete";
  if (reschedule(cues)) return offTopic && !cues.known ? "unknown" : "reschedule";
  if (decided && !cues.time) return "outcome";
  if (offTopic && !/\binterview/.test(text)) return "unknown";
  // "confirming your interview …, address …": a message about a new one that happens to have no lines.
  if (cues.time && cues.day && CONFIRMS.test(text) && !/\?\s*$/.test(text)) return "schedule";
  if (
    list(cues) &&
    !/\b(?:link|address)\b/.test(text) &&
    !(show(cues) && /\bnext (?:interview|one|call)\b(?!s)/.test(text))
  )
    return "list";
  if (show(cues)) return "show";
  if (offTopic) return "unknown";
  if (dated(cues) && SCHEDULE.test(text) && (!/\?$/.test(text) || REQUEST.test(text))) return "schedule";
  if (dated(cues) && bareSchedule(text)) return "schedule";
  if (
    /\b(?:interview|onsite|phone screen|recruiter (?:call|screen)|screening)\b/.test(text) &&
    SCHEDULE.test(text) &&
    bareSchedule(text) &&
    !/\b(?:nervous|hate|love|scared|anxious|tired|worried|excited about)\b/.test(text)
  )
    return "schedule";
  if (/\bwants? to (?:talk|speak|chat|interview|meet)/.test(text)) return "schedule";
  return "unknown";
}

const questionAbout = (text: string): boolean => /^(?:is|was|did|has|have|when|why|are)\b.*\?$/.test(text);

/** A decision beats "done" and "moved" in the same sentence, but a new date with a time is an interview. */
function outcomeFirst(text: string, cues: Cues): boolean {
  if (cues.time && cues.day) return false;
  if (
    /\b(?:offer|reject|rejected|rejection|ghost|withdr|passed (?:the|my|on)|next round|final round|heard back|didn't get|turned me down|no response|no reply|next stage|not moving forward|other candidates?|mov(?:ed?|ing|es) me (?:forward|on|ahead|along)|didn't get the)/.test(
      text,
    )
  )
    return !/\?$/.test(text);
  return false;
}

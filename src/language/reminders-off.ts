/** Tells whether reminders of one interview, or one reminder, shall be no more: that must never change all of them. */

const THING = "(?:remind(?:ers?|ing)?|notif\\w*|alerts?|alarms?|pings?|nudg\\w*|heads?[- ]ups?)\\b";
const ENDS = new RegExp(
  [
    `\\b(?:turn|switch)(?:ed|ing)? (?:[^.?,\\n]{0,30} )?off\\b[^.?,\\n]{0,30}\\b${THING}`,
    `\\b(?:turn|switch)\\b[^.?,\\n]{0,40}\\b${THING}[^.?,\\n]{0,40}\\boff\\b`,
    `\\b(?:mute|disable|stop|cancel|delete|remove|drop|clear|silence|kill|deactivate|get rid of|lose|skip)\\b(?:(?!\\band\\b|\\bthen\\b)[^.?,\\n]){0,40}\\b${THING}`,
    `\\b(?:don'?t|do not|never|no need to|needn't|you (?:shouldn't|needn't))(?: (?:you|i|we|need|want|have|send|give|to|a|any|the|me|more)\\b){0,5} ${THING}`,
    `^(?:(?:please|ok|hey),? )*no (?:more )?(?:\\S+ ){0,2}${THING}`,
    `\\bwithout (?:a |any )?${THING}`,
  ].join("|"),
  "i",
);
const BEGINS = new RegExp(
  `\\b(?:(?:turn|switch)\\b[^.?,\\n]{0,30}\\bon|enable|start|resume|activate|unmute|reactivate)\\b[^.?,\\n]{0,30}\\b${THING}`,
  "i",
);
/** Words after "for" or "about" that mean all interviews, or a while. */
const ALL =
  "(?:all|every|each|everything|anything|any|interviews|my interviews|my calls|now|good|ever|today|the (?:day|night|weekend|week|moment|time)|a (?:while|week|day|bit|few)|\\d|an? (?:hour|day|week)|this (?:week|month)|next week)";
const FOR_ONE = new RegExp(`\\b(?:for|about|of|before|on)\\s+(?!(?:the |my )?${ALL}\\b)\\S+`, "i");
const ONE_OF_THEM = new RegExp(
  `\\b(?:the|that|this) (?:\\S+ ){0,4}?(?:reminder|alert|notification|alarm|ping|nudge)\\b(?!s)|\\b(?:min(?:ute)?s?|hours?|hrs?|h|days?|weeks?)[- ](?:before )?${THING}`,
  "i",
);

/** "off" or "on" for reminders of one interview (`known`: a stored one is named); null when it is not about that. */
export function remindersOfOne(text: string, known: boolean): "off" | "on" | null {
  const one = known || FOR_ONE.test(text) || ONE_OF_THEM.test(text);
  if (!one || /\bforget\b/i.test(text)) return null;
  if (ENDS.test(text)) return "off";
  return BEGINS.test(text) ? "on" : null;
}

const A_WHILE =
  /\b(?:for|until|till|over|during)\s+(?:now|today|tonight|tomorrow|this|next|the (?:day|night|weekend|week|rest|moment|next)|a (?:while|bit|few|day|week)|an (?:hour|evening)|\d|mon|tue|wed|thu|fri|sat|sun)|\b(?:today|tonight|tomorrow)\b/i;

/** "stop reminders for today". */
export const remindersForAWhile = (text: string): boolean => ENDS.test(text) && A_WHILE.test(text);

/** What a text wants done, by its words. Ordered: what is said in fewer ways comes before what is said in many. */
import type { Intent } from "./reading.ts";

export interface Cues {
  /** Lower case, straight quotes, spelling mended. */
  readonly text: string;
  readonly letter: boolean;
  readonly time: boolean;
  readonly day: boolean;
  /** A stored interview is named. */
  readonly known: boolean;
}

type Test = (cues: Cues) => boolean;
const has =
  (pattern: RegExp): Test =>
  ({ text }) =>
    pattern.test(text);
const all =
  (...tests: readonly Test[]): Test =>
  (cues) =>
    tests.every((test) => test(cues));
const not =
  (test: Test): Test =>
  (cues) =>
    !test(cues);
const any =
  (...tests: readonly Test[]): Test =>
  (cues) =>
    tests.some((test) => test(cues));

const MEETING =
  "(?:interviews?|call|chat|screen(?:ing)?|onsite|on-site|round|meeting|loop|panel|conversation|session|slot|one)";
const asks = has(
  /\?|^(?:what|when|where|who|which|how|is|are|am|do|does|did|have|has|can|could|should|will|would|show|list|tell|give|any|anything)\b/,
);
const clock: Test = ({ time }) => time;
const dated: Test = ({ time, day }) => time || day;
const meeting = has(new RegExp(`\\b${MEETING}\\b`));

const NEGATED =
  /^(?:(?:please|pls|no|nope|wait|hey|oh|actually|ok|and|but|whatever you do)[,!. ]+)*(?:don't|do not|never|don't you dare(?: to)?|you (?:should|must)(?:n't| not)|no need to|there's no need to|not|i (?:don't|do not) (?:want|need)(?: you)? to|i'm not|i am not|i (?:didn't|haven't|never|won't|wouldn't) (?:want to |need to )?|let's not|i'd rather not|i would rather not)\s+(?:ever |go |you )?(?:cancel\w*|delet\w*|remov\w*|mov(?:e|ing)|reschedul\w*|chang(?:e|ing)|touch\w*|drop\w*|push\w*|schedul\w*|add\w*|writ(?:e|ing)|send\w*|book\w*|postpon\w*|shift\w*|do anything|draft\w*|set\w*|creat\w*|mark\w*)\b/;
const OFF_TOPIC =
  /\b(?:dentist|doctor(?:'s)? appointment|doctor at|gp appointment|haircut|barber|gym|yoga|pizza|groceries|weather|recipe|joke|poem|song|movie|film|football|soccer|nba|birthday|flight to|hotel|restaurant|a table|reservation|dinner with|lunch with|brunch|wedding|my (?:mom|mum|dad|wife|husband|girlfriend|boyfriend|kid|kids|son|daughter|cat|dog|landlord|neighbou?r|vet|therapist|bank)|parent-teacher|capital of|translate|bitcoin|stock price|stocks?|election|president of|vaccine|car service|plumber|electrician|oil change|rent|taxes|visa appointment|concert|party|date night|milk|laundry|netflix and chill|episode|play (?:some|music)|turn on the|lights|uber to|order (?:me|a|an|some)|delivery|package|meaning of life|horoscope|lottery)\b/;

const CALENDAR =
  "(?:calendars?|gcal|g-cal|google cal|google calendar|outlook|ical|icloud|office ?365|exchange|apple cal\\w*|fastmail|caldav)";

const RULES: readonly (readonly [Intent, Test])[] = [
  [
    "undo",
    has(
      /^(?:please )?(?:undo|undo (?:that|this|it|the last (?:change|thing|one))|take (?:that|it) back|revert(?: that| it)?|put (?:it|that) back|oops,? undo(?: that)?|ctrl[- +]?z)[.! ]*$/,
    ),
  ],
  [
    "confirm_email",
    has(
      /^(?:(?:my |the )?(?:confirmation )?code(?: is)?:? )?\d{6}[.! ]*$|^(?:my |the )?(?:confirmation |e-?mail )?code(?: is)?:? ?\d{3}[ -]?\d{3}[.! ]*$/,
    ),
  ],
  [
    "delete_everything",
    has(
      /\b(?:delete|erase|wipe|remove|destroy|clear|forget) (?:absolutely )?(?:everything(?: about me| you (?:have|know)[\w ]*)?(?:[.!]|$| please| permanently)|all (?:of )?(?:my|the) (?:data|information|info|records)|my (?:account|data|profile|information|personal data)|all (?:my )?data|me completely)/,
    ),
  ],
  [
    "export",
    has(
      /^(?:please |can (?:i|you) |could you |i(?:'d| would) like to |i want to )*(?:export|download|get|give me|send me|back ?up) (?:me )?(?:a copy of |an export of )?(?:all (?:of )?)?(?:my|the|all|everything)?\s?(?:data|everything|records|archive|interviews as|a backup)\b|\bexport\b(?! manager| sales| compliance| officer| controls)(?=[^?]{0,40}$)(?!.*\b(?:interview|call) (?:with|at)\b)/,
    ),
  ],
  [
    "unlink",
    has(
      /^(?:please )?(?:unlink|disconnect (?:this|my) (?:account|slack|discord)|separate (?:my |the |these )?accounts?)(?: (?:this|my|the)? ?(?:account|accounts|slack|discord|web))?[.! ]*$/,
    ),
  ],
  [
    "link",
    has(
      /^(?:please )?(?:link|link (?:this|my|the) (?:account|accounts|slack|discord)|link code|code)(?: code)?:?(?: [a-z0-9]{3,5}-[a-z0-9]{3,5})?[.! ]*$|^link [a-z0-9]{5,12}$/,
    ),
  ],
  [
    "email",
    has(
      /^(?:(?:hi|hey|ok|please)[, ]+)?(?:my (?:new )?(?:e-?mail|mail)(?: address)?(?: is|:| =)?|(?:please )?(?:set|change|update|use|add) (?:my )?(?:e-?mail|mail)(?: address)?(?: to|:)?|send (?:the |my |all )?(?:e-?mails?|mails?|reminders?|reminder mails)(?: (?:to|at))|e-?mail me at|e-?mail:?|you can (?:e-?mail|reach) me at|use) (?:address )?\S+@\S+\.\S+[.! ]*$/,
    ),
  ],
  [
    "hello",
    has(
      /^(?:hi|hello|hey|hiya|yo|howdy|hi there|hello there|hey there|good (?:morning|afternoon|evening|day)|greetings|start|\/start|begin|get started|let's (?:start|go|begin))(?: (?:there|bot|greenroom|all|again))?[.! ,]*$/,
    ),
  ],
  [
    "unknown",
    has(
      /^(?:thanks?|thank you|thx|ty|cheers|great|ok(?:ay)?|cool|nice|perfect|awesome|got it|lol|haha+|hm+|yes|yep|yeah|no|nope|sure|never ?mind|sorry|bye|goodbye|good ?night|good luck|wow|k|np|no problem|you're welcome|welcome|love it|amazing|thanks a (?:lot|bunch|million)|thank you (?:so|very) much|thanks so much|many thanks|much appreciated|appreciate it)(?:[ ,]+(?:thanks?|thank you|you|bot|greenroom|a lot|so much|very much|again|everyone|all|man|mate|buddy|for (?:your|the|all (?:the|your)) help|for that|for everything|that's all|that helps))*[.! ]*$/,
    ),
  ],
  ["unknown", has(NEGATED)],
  [
    "ready",
    has(
      /^(?:i'm|i am|im) (?:all )?(?:ready|set|prepared)(?: for (?:it|this|the \S+ ?\S*(?: interview| call)?|my \S+ ?\S*(?: interview| call)?|\S+))?[.! ]*$|^(?:ready|all set)[.! ]*$/,
    ),
  ],
  [
    "snooze",
    has(
      /^(?:please )?(?:snooze|remind me (?:again )?(?:later|in (?:a bit|a while|a few))|(?:ask|tell|remind) me (?:again )?later|later|not now|(?:give me |another )?\d{1,3} (?:more )?min(?:ute)?s?(?: more)?|remind me again in .{2,20})(?:\b(?: (?:it|that|this|for|me|by|until|the reminder))*(?: \d{1,3} ?(?:m|min(?:ute)?s?|h|hours?)| (?:an?|half an|one|two) hours?)?)[.! ]*$|^snooze\b/,
    ),
  ],
  ["settings", has(/\b(?:time ?zone|tz)\b(?!.*\binterview (?:with|at)\b)/)],
  [
    "settings",
    all(
      not(clock),
      has(
        /^(?:hey,? |hi,? )?(?:i(?:'m| am| have|'ve| just)? (?:just )?(?:now )?(?:moved|moving|relocat(?:ed|ing)|live|living|based|staying|travel(?:l?ing)?|flew|flying|arrived|landed|back)?\s?(?:here |back |over |right now |currently )?(?:in|to) \S+(?: \S+){0,3}?(?: (?:now|these days|currently|until \w+|for (?:a|the) \w+|this week|at the moment))?[.! ]*$)/,
      ),
      not(
        has(
          /\b(?:interview|call|onsite|screen|talks|touch|process|running|love|trouble|need|bed|a meeting|the process|charge)\b/,
        ),
      ),
    ),
  ],
  [
    "settings",
    any(
      has(
        /\b(?:turn|switch|mute|disable|enable|stop|start|resume|pause|unmute|silence|shut|cancel|no more|deactivate|activate)\b[^.?\n]{0,20}\b(?:(?:all )?(?:the |my |your |these |sending |getting |me |us |any |of )*(?:reminder |interview )?(?:e-?mail |mail |push |chat |daily |weekly )*(?:reminders|reminding|notifications?|notifying|alerts|digests?|summar(?:y|ies)|e-?mails|mails|pings|nudges|messages|briefings?))\b(?!.*\b(?:for|about) (?:the |my )?(?!every|all|each|now|today|the (?:day|weekend)|good|a (?:while|week|day)|interviews?\b)\w+ (?:interview|call|onsite))/,
      ),
      has(
        /\b(?:daily|weekly|morning|evening|monday|sunday|nightly) (?:e-?mail )?(?:digest|summary|briefing|recap|overview|round-?up|report|agenda e-?mail)\b|\bdigests?\b/,
      ),
      has(
        /\b(?:24|12|twenty[- ]four|twelve)[- ]?(?:hours?|h|hrs?)\b(?: |-)?(?:clock|format|time|times|notation|style)\b|\b(?:military time|am\/pm|clock format|time format|date format|dark mode|language to)\b/,
      ),
      has(
        /\b(?:my |the |open |show |change |notification |reminder |edit |update )(?:settings|preferences|prefs)\b|^(?:settings|preferences|options)[?!. ]*$|\bquiet hours\b|\bdo not disturb\b|\bdnd\b|\bdefault (?:reminders?|offsets?|duration|length|zone|alert|notification|lead time)|\b(?:set|change|make) (?:the |my )?default\b/,
      ),
      has(
        /\b(?:remind|notify|alert|ping|nudge|warn|reminders?|heads?[- ]up)\b.*\b(?:every|each|all|any) (?:of my |my |the |upcoming |single |future )*(?:interviews?|calls?|one)\b|\b(?:always|by default|in general|from now on|generally)\b.*\b(?:remind|notify|alert|ping|nudge)|\b(?:remind|notify|alert|ping|nudge) me (?:always |by default )|\b(?:remind|notify|alert|ping|nudge)\b[^?]*\b(?:before|ahead of|of|about|prior to) (?:all |my )?(?:interviews|calls)\b|\bevery (?:morning|day|week|monday|sunday|evening)\b.*\b(?:send|remind|summary|list|e-?mail)|\b(?:send|e-?mail)\b.*\bevery (?:morning|day|week|monday|sunday|evening)\b/,
      ),
      has(
        /\b(?:no|stop|don't send|do not send|only|without|send(?: me)?) (?:me )?(?:any |the |more )?(?:reminder )?(?:e-?mails?|mails?)(?: reminders?)?(?: please| anymore| any more)?[.! ]*$|\bdon't (?:remind|notify|e-?mail|ping|message) me(?: (?:any ?more|again|at (?:night|weekends?)|on weekends?|so (?:often|much)|about (?:anything|interviews)|by (?:e-?mail|mail)|before \d.*))?[.! ]*$|\b(?:set|change|move|adjust|update) (?:my |the |all )?(?:reminders|notifications|reminder times?|notification settings|reminder settings|lead times?) (?:to|from|so)\b|\b(?:reminders|notifications) (?:by|via|on|through|over) (?:e-?mail|mail|sms|slack|discord|text)/,
      ),
      has(/\b(?:use|switch to|show|display|prefer|want)\b.*\b(?:24|12)[- ]?h\b/),
    ),
  ],
  [
    "connect_calendar",
    all(
      any(
        has(
          new RegExp(
            `\\b(?:connect|link|sync(?:hroni[sz]e)?|hook (?:up|into)|integrate|add|import|pair|plug|attach|set ?up|authori[sz]e|reconnect|disconnect|use|export|put)\\b.*\\b${CALENDAR}\\b`,
          ),
        ),
        has(new RegExp(`^(?:my )?${CALENDAR} (?:sync|integration|connection)`)),
        has(/\bcalendar (?:sync|integration|connection|access)\b/),
        has(/\b(?:sync|connect) (?:with|to|up with) (?:google|outlook|apple|microsoft|icloud)\b/),
        has(
          new RegExp(
            `\\b(?:can|do|does|will) you (?:\\w+ )?(?:work|sync|connect|integrate|talk|support)\\b.*\\b${CALENDAR}\\b`,
          ),
        ),
        has(
          new RegExp(
            `\\b(?:my|google|outlook) ${CALENDAR} (?:should|isn't|is not|doesn't|to) (?:be )?(?:connect|sync|link)`,
          ),
        ),
      ),
      not(clock),
      not(has(/\b(?:interview|onsite|call|screen) (?:with|at)\b/)),
    ),
  ],
  [
    "help",
    all(
      has(
        /^(?:help(?: me)?[!?. ]*$|help$|\?+$|commands?\??$|menu$|usage$|(?:so |hey,? |hi,? |hello,? |ok,? |please,? )*(?:what (?:can|could) (?:you|i|this|greenroom)\b.*|what (?:do|are) (?:you|your)\b(?! (?:have|know|think|recommend|suggest))(?!.*\b(?:favou?rite|thoughts|opinion)).*|how (?:do|does|can|could|should|would|to)\b.*|what commands\b.*|what (?:is|'s) this\b.*|what's (?:this|your (?:job|purpose))\b.*|(?:show|list|give|tell) (?:me )?(?:the |all |your |all the )*(?:help|commands?|features|options|what you can do|how (?:this|it|you) works?|examples?)\b.*|i (?:need|want|could use) (?:some |your )?help[!?. ]*$|i'm (?:lost|confused|stuck|new here)\b.*|(?:can|could) you (?:help(?: me)?(?: out)?[!?. ]*$|explain (?:how|what|this)\b.*|show me how\b.*|tell me how\b.*)|explain (?:how|yourself|this)\b.*|instructions\b.*|(?:getting started|tutorial|manual|guide|user guide|faq)\b.*|who are you\b.*|how it works\b.*|is there a (?:help|manual|guide|way to)\b.*|where do i (?:start|begin)\b.*))/,
      ),
      not(
        has(
          /\b(?:prep(?:are)?|practice|get to|get there|join|long is|many|ready for|did|dress|ace|answer|behind|company|feel|say thank|follow[- ]up with|weather|cook|make a|boil|lose|fix my|old|tall|far)\b|how should i (?:prepare|dress|answer|approach|tackle)|how do i get\b|what are (?:you doing|your plans)|how are you|how do you (?:do|feel)/,
        ),
      ),
    ),
  ],
  [
    "follow_ups",
    all(
      any(
        has(
          /\b(?:any|what|which|who|whom|show|list|my|pending|due|open|outstanding|overdue|todays?|all|are there|have i|got|the|see|next)\b[^.\n]{0,40}\bfollow[- ]?ups?\b/,
        ),
        has(/^follow[- ]?ups?\b[^:]{0,30}$/),
        has(
          /\b(?:who|whom|which (?:compan\w+|people|ones|recruiters?)|what|anyone|anybody|someone|do i)\b[^.\n]{0,40}\b(?:chase(?: up)?|follow(?:ing)?[- ]?up|nudge|get back to|owe|still (?:need|have) to (?:write|reply|thank|send|answer|email|contact)|waiting (?:on|for|to hear)|hear(?:d)? back from|yet to (?:reply|respond|answer)|(?:haven't|not) (?:i )?(?:replied|written|thanked|heard|answered|followed|got(?:ten)? back)|reply to|write to|send (?:something|a note|thanks|thank[- ]yous?)|to (?:thank|chase|contact|email|ping))\b/,
        ),
        has(
          /\b(?:outstanding|unsent|pending|overdue|missing|owed|still to (?:send|write)|left to (?:send|write)|any) (?:thank[- ]?yous?|thank[- ]you notes?|notes?|thanks|replies|messages)\b|\b(?:thank[- ]?yous?|thank[- ]you notes?)\b[^.\n]{0,24}\b(?:outstanding|unsent|pending|overdue|missing|due|left|owe|still (?:to|have|need))/,
        ),
        has(
          /\bwhat (?:do|should) i (?:still )?(?:need|have) to (?:send|chase|follow)|\bwhat's (?:still )?(?:outstanding|overdue|left to (?:send|do|chase))|\bneeds? (?:an? )?(?:reply|answer|response|thank[- ]you|follow[- ]?up|chasing|follow(?:ing)?[- ]up)\b/,
        ),
        has(/\b(?:should|do|must) i (?:need to )?(?:follow up|chase|check in) (?:with|on)\b|\btime to follow up\b/),
      ),
      not(has(new RegExp(`follow[- ]?up ${MEETING}`))),
      not(clock),
    ),
  ],
  [
    "thank_you",
    all(
      has(
        /\bthank[- ]?you(?:'s|s)? (?:note|e-?mail|mail|letter|message|card|text|draft|to\b|for (?:the|my) |notes|e-?mails)|\bthanks? (?:note|e-?mail|mail|letter|message)|\bthank[- ]?you\b[^.\n]{0,40}\b(?:note|e-?mail|letter|message)\b|\b(?:note|e-?mail|letter|message|line|something|words?) (?:of thanks|to (?:say )?thank)|\b(?:write|draft|send|compose|prepare|help me|i (?:want|need|should|would like|'d like) to|can you|could you|let's|time to|do|generate|create)\b[^.\n]{0,40}\b(?:thank|thanks|thanking|thank[- ]?you|gratitude|appreciation)\b|^thank (?!you\b|god|u\b|heavens|goodness)\S+|^thank[- ]you (?:for|to) (?:the )?\S+(?: interview| call)?$|\bsay (?:thanks|thank you)\b|\bexpress (?:my )?(?:thanks|gratitude)/,
      ),
      ({ letter }) => !letter,
      not(
        has(
          /^(?:thanks|thank you) for (?:your|the|all|helping|that|everything|setting|reminding|letting|taking|adding)\b/,
        ),
      ),
    ),
  ],
  [
    "prep",
    all(
      any(
        has(
          /\b(?:prep|prepare|preparation|preparing|prepping|practice|practise|practicing|mock|quiz|rehearse|cheat ?sheet|brief me|briefing|study|revise|swot|brush up|warm me up|coach me|drill me|grill me|cram)\b(?<!case study)(?! (?:area|manager|lead|call|session with|chat))/,
        ),
        has(
          /\bwhat (?:should|could|can|do|might|will|would|to|are)\b[^.\n]{0,50}\b(?:i (?:ask|know|wear|say|study|expect|read|bring|review|talk about|mention|highlight|look up|focus on)|they ask|be asked|they'll ask|ask(?:ed)? (?:me|at|by|in|for|the|them)|(?:good|smart|likely|common|typical) questions|to expect|to ask|to wear|come up)\b/,
        ),
        has(
          /\b(?:questions?|things|topics) (?:i (?:should|could|can|might)|to (?:ask|prepare|expect|study)|they (?:might|may|will|could|'ll)|that (?:might|may|could|will)|for (?:the |my )?\S+(?: \S+)?(?: interview| onsite| call)?$|might come|likely)\b/,
        ),
        has(
          /\b(?:interview|practice|sample|likely|typical|common|behaviou?ral|technical|coding|smart|good|potential|possible) questions\b/,
        ),
        has(
          /\bget (?:me )?ready for\b|\bhelp me (?:get ready|with (?:the|my))\b.*\binterview\b|\b(?:interview )?tips\b|\btalking points\b|\bresearch (?:on |about )?(?!intern|scientist|engineer|role|associate|assistant|analyst|lead|manager)\S+|\bstar (?:stories|answers|examples)\b|\b(?:prep|preparation|interview) (?:checklist|plan|list|guide|tasks?|notes)\b|\bchecklist\b|\bhow (?:should|do|can) i (?:prepare|get ready|practice|ace|approach|answer|dress|tackle)\b|\b(?:tell|teach|show) me (?:everything |more |what (?:to know|i should know) )?about (?!my\b|the\b|it\b)\S+(?: as a company)?(?: before)/,
        ),
      ),
      ({ letter }) => !letter,
      not(has(/\bprep(?:aration)? (?:call|chat|session|meeting) (?:with|at|on|tomorrow|today)\b/)),
      not(all(clock, has(/\b(?:schedule|book|add an? )/))),
      not(has(/\badd (?:a )?task\b|^(?:done with|tick|finished)\b/)),
    ),
  ],
  ["show", has(/\bremind me (?:again )?(?:when|where|who|whom|what|which|how)\b/)],
  [
    "unknown",
    all(
      has(
        /\bremind me (?:\S+ ){0,4}?to (?!prep|review|join|call in|research|study|practi[cs]e|follow|send a thank|thank)/,
      ),
      not(meeting),
      ({ known }) => !known,
    ),
  ],
  [
    "remind",
    all(
      any(
        has(/\b(?:remind(?:er|ers|s)?|ping|nudge|alert|notify|buzz|heads?[- ]up|warn|poke|wake|notification|alarm)\b/),
        has(
          /\b(?:let me know|tell me|text me|message me|dm me|e-?mail me|call me|write (?:to )?me)\b.*\b(?:before|ahead|prior|beforehand|in advance)\b/,
        ),
      ),
      ({ letter }) => !letter,
      not(
        has(
          /\b(?:what|which|show|list|any|did you|have you|do you) (?:me )?(?:my |the |set |a |of |remind\w* )*(?:reminders?)\b.*\?|^(?:what|which) reminders/,
        ),
      ),
    ),
  ],
];

const JOBS =
  "(?:jobs?|applications?|roles|positions|openings|postings?|job list|pipeline|opportunities|companies (?:have )?i (?:have |'ve )?appl\\w+|vacancies|leads)";
const LATER: readonly (readonly [Intent, Test])[] = [
  [
    "list_jobs",
    all(
      any(
        has(
          new RegExp(
            `(?:^(?:please |can you |could you |let me )*(?:list|show|see|view|display|give|pull up|open|get|review|check|browse|tell)|\\b(?:what|which|how many))\\b[^.\\n]{0,30}\\b${JOBS}\\b`,
          ),
        ),
        has(
          /\bwhere (?:have|did) i (?:already )?appl|\bwhat (?:have|did) i (?:already )?appl(?:y|ied)|\bwhat am i tracking|\bhave i (?:already )?applied (?:to|anywhere|for)|\b(?:am i|i'm) tracking\b|\bwho have i applied|\bcompanies i(?:'ve| have)? applied/,
        ),
        has(
          new RegExp(
            `^(?:my )?(?:all )?(?:my |saved |tracked |open |current |active )*${JOBS}(?: list| so far| please)?[?!. ]*$`,
          ),
        ),
        has(/\b(?:job|application) (?:tracker|board|list|pipeline)\b(?!.*\badd\b)/),
      ),
      ({ letter }) => !letter,
      not(
        has(
          /^(?:i|just) (?:just )?appl|^(?:add|save|track|new|log|bookmark)\b|^(?:add|save) (?:this|a)|\bshow (?:me )?how\b/,
        ),
      ),
    ),
  ],
  [
    "add_job",
    all(
      any(
        has(
          /^(?:please |can you |could you |hey,? |ok,? )*(?:add|save|track|log|store|record|bookmark|keep(?: track of)?|new|note|put|file|remember|create|watch|follow|monitor|start tracking)\b[^.\n]{0,30}\b(?:jobs?|role|position|posting|opening|vacancy|application|opportunity|listing|ad|req)\b/,
        ),
        has(
          /^(?:new )?(?:job|role|position|posting|application|opening|vacancy)(?: posting| ad| application)?(?: to (?:track|save|add|keep))?\s?[:-]/,
        ),
        has(
          /^(?:please |can you |could you )*(?:track|bookmark|start tracking|keep track of|keep an eye on|watch|save|shortlist|wishlist)\b(?!.*\b(?:interview|call|onsite)\b)/,
        ),
        has(
          /\b(?:i|i've|just|have|finally|today|already|we|also)\s(?:just |have |also |finally |today |already |now |went ahead and )*(?:appl(?:ied|ying)|submitted|sent|put in|filed|dropped)\b[^.\n]{0,24}\b(?:to|for|at|with|my (?:cv|resume|application)|in an?)\b|^(?:just )?(?:applied|applying|submitted (?:my|an)|sent (?:my|in|off|an) (?:cv|resume|application))\b|\bsent (?:off )?(?:my |an )?(?:cv|résumé|resume|application)\b/,
        ),
        has(
          /\b(?:found|spotted|saw|came across|interested in|want to apply|going to apply|planning to apply|considering|thinking (?:of|about) applying)\b[^.\n]{0,40}\b(?:role|job|position|opening|posting|apply(?:ing)?|vacancy|at)\b/,
        ),
        has(
          /^(?:add|save|track)\b(?=.*\b(?:linkedin\.com\/jobs|greenhouse\.io|lever\.co|ashbyhq|workable|\/careers|\/jobs))/,
        ),
      ),
      not(
        has(
          /\b(?:rejected|offer from|interview (?:with|at|on|tomorrow)|withdr[ae]w|never heard|haven't heard|no response|ghosted|no reply)\b/,
        ),
      ),
      not(all(clock, meeting)),
    ),
  ],
];

/** Before outcomes: how the interview went is no decision. */
const FELT =
  /\b(?:(?:i(?:'m| am|'ve| have)?|we(?:'re)?) (?:just |now |finally |all )*(?:done|finished|wrapped(?: up)?|through|got (?:out|off|done)|came (?:out|off)|completed|had|survived|bombed|aced|nailed|crushed|killed|blew|botched|smashed|rocked|messed up|screwed up|tanked|finishing)\b|^(?:just |all |finally )*(?:done|finished|wrapped(?: up)?|completed?|survived|bombed|aced|nailed|crushed|killed|blew|botched|smashed|rocked|messed up|screwed up|tanked|got (?:out|off|done)|came (?:out|off)|had|out of|off the|hung up)\b|\b(?:went|it went|was|felt|feels|turned out) (?:\w+ ){0,2}?(?:well|great|good|fine|ok(?:ay)?|badly|bad|awful|terrible|terribly|horribl[ey]|amazing(?:ly)?|smooth(?:ly)?|poorly|rough|tough|hard|brutal|a (?:disaster|breeze|mess|train ?wreck|success)|so-so|alright|perfect(?:ly)?|better|worse|fantastic|super|long|easy|fun)\b|\b(?:is|are|it's|interview's|that's|was|now|all) (?:now |finally |all )*(?:over|done|finished|complete|completed|behind me|in the bag|wrapped)\b|\bmark\b.*\b(?:done|complete|completed|finished|over|as done)\b|\b(?:over and done|in the books)\b|\bset\b.*\bto (?:done|completed?)\b|\bcheck off\b)/;
const complete = all(
  has(FELT),
  not(
    has(
      /\b(?:haven't|not|isn't|didn't|hasn't|won't|when|until|once|if|after) (?:\w+ )?(?:done|finished|had|over|completed)\b|\bhad (?:an? )?(?:interview|call) (?:scheduled|booked|moved)/,
    ),
  ),
  ({ letter }) => !letter,
);

const CANCEL =
  /\b(?:cancel(?:led|ed|s|ling|ing)?|delete|remove|scrap(?:ped)?|scratch|drop|get rid of|call(?:ed|ing)?(?: \S+){0,4} off|calling off|nix(?:ed)?|clear|kill(?:ed)?|ditch|axe[d]?|bin|erase|trash|discard|strike|withdraw the invitation|take (?:\S+ ){1,6}off(?: (?:my|the) \w+)?|(?:is|are|it's|interview's|been|was|now) off\b|(?:not|no longer|isn't|won't be|is not|aren't) (?:be )?(?:happening|going ahead|taking place|on any ?more|needed)|no longer (?:have|interviewing|going|doing)|fell through|fallen through|(?:won't|will not|not going to|am not|not) (?:be )?(?:attend(?:ing)?|go(?:ing)? to the|doing the|do the)|called it off|pulled the plug|skip(?:ping)?|isn't happening|don't have (?:the|my|that|an?) .{2,30} any ?more|hiring freeze|on hold)\b/;
const cancel = all(
  has(CANCEL),
  not(
    has(
      /\b(?:reschedul|instead|new (?:date|time)|move it)|\b(?:cancell?ation policy|if you need to (?:cancel|reschedule)|need to cancel or|to cancel or reschedule|reschedule or cancel|drop (?:me|us) a|drop by|clear (?:your|my) (?:schedule|browser))\b/,
    ),
  ),
);

const MOVE =
  /\b(?:mov(?:e|ed|es|ing)|shift(?:ed|s|ing)?|reschedul\w*|re-schedul\w*|postpon\w*|push(?:ed|es|ing)?|delay\w*|(?:bring|brought) (?:\S+ ){1,6}?(?:forward|up|back|ahead|to)\b|bump(?:ed)?|put(?:ting)? (?:off|back)|put (?:\S+ ){1,4}(?:off|back)\b|rearrang\w*|re-?book\w*|swap(?:ped)?|switch(?:ed)?|slide|slid|pull(?:ed)?|change|changed|changing|defer(?:red)?|kick(?:ed)? (?:\S+ ){0,3}(?:to|back)|set (?:\S+ ){0,3}back|drag)\b/;
const MOVE_VERB =
  /^(?:please |can (?:you|we|i) |could (?:you|we|i) |i(?:'d like| want| need|'ll need| have|'ve got| would like) to |we (?:need|have) to |let's |hey,? |hi,? |ok,? |so,? )*(?:(?:let's )?(?:move|shift|reschedule|postpone|push|delay|bring|bump|rearrange|rebook|swap|switch|slide|pull|change|defer|put off|kick)\b)/;
const INSTEAD =
  /\binstead\b(?! of my)|\b(?:is|are|it's|'s) now (?:at|on|for|scheduled|going|happening|\d|mon|tue|wed|thu|fri|sat|sun|tomorrow|today)|\b(?:new|different|another|other|alternative|later|earlier|revised|updated) (?:time|date|day|slot|start)s?\b|\brather than\b|\b(?:can't|cannot|can not|won't|unable to|not able to) (?:make|do|attend)\b|\bmake it (?:at |on |for )?(?:\d|mon|tue|wed|thu|fri|sat|sun|tomorrow|noon|half|an hour)|\b(?:an hour|\d+ (?:min\w*|hours?|days?|weeks?)|half an hour|(?:a|one|two|three) (?:weeks?|days?|hours?)) (?:later|earlier|sooner)\b|\bneeds? (?:to be )?(?:a )?new (?:time|date)|\bsame time (?:on |but )?|\bhas a new time\b|\bstarts? (?:an? \w+ |\d+ \w+ )?(?:earlier|later|now)\b|\b(?:earlier|later) than (?:planned|expected)/;
const reschedule = all(
  any(
    has(MOVE_VERB),
    all(
      has(MOVE),
      any(dated, meeting, ({ known }) => known),
      not(
        has(
          /\b(?:move (?:you )?(?:forward|ahead)|moving (?:forward|ahead)|push notification|moved to (?:a|the) (?:next|final))\b/,
        ),
      ),
    ),
    all(
      has(INSTEAD),
      any(dated, ({ known }) => known),
    ),
  ),
  not(
    has(
      /\bchange (?:of|the|my) (?:subject|mind|time ?zone|email|password|name)\b|\bpull up\b|\bput (?:\S+ ){0,6}(?:on|in|into) my (?:calendar|schedule|diary)\b|\bfree up\b|\bif you need to (?:reschedule|cancel)|\bneed to (?:reschedule|cancel)(?: or (?:cancel|reschedule))?,|\bto reschedule or cancel|\breschedule link|\b(?:need|want|wish|have|like) to (?:cancel|reschedule),? (?:please|let|click|reply|use)|\bshould you need/,
    ),
  ),
);

const SHOW =
  /\b(?:when(?:'s| is| are| do| does| did| was| am| will|ever)?|where(?:'s| is| are| do| does| am| will| did| was)?|what time|who(?:'s| is| am| are| do| does| did| will| was)?|whom|with whom)\b.*\b(?:interview|call|onsite|meet|meeting|interviewing|with|at|one|chat|screen|round|next|it|starts?|happen|happening|go|going|be|panel|link|again|talking|speaking|seeing)\b|\bwhat's the (?:plan|deal|status|story) (?:for|with) (?:my|the)\b.*\b(?:interview|call|onsite|one)\b(?!s)|\b(?:link|url|address|dial[- ]?in|details?|info|information|passcode|meeting id|directions|location|format|duration)\b(?=.*\b(?:for|to|of|on|about|at|from|is|my|the|give|send|what|show|get)\b|\??$)|\bhow long\b|\bhow do i (?:get|join|reach|dial|connect)\b|\bhow (?:am|will) i\b|\b(?:is|was|will) (?:my|the|it|that|this)\b.*(?:\b(?:on|via|by|over|in[- ]person|onsite|remote|virtual|zoom|phone|video|teams|meet|confirmed|today|tomorrow|at \d)\b).*\?|\b(?:what|which) (?:round|role|stage|position|format|kind of interview|type of interview|link|room|floor|office)\b|\btell me (?:about|more about) (?:my|the|that)\b|\b(?:show|pull up|open|display|see|view|bring up|get|give me)(?: me)? (?:the |my |that |up )?(?:\S+ ){0,4}(?:interview|call|onsite|one|chat|screen|card)\b(?!s)|\b(?:my|the|what's|what is|whats|show|which is)?\s?(?:my |the )?next (?:interview|one|call|up)\b(?!s)|^(?:so,? )?what's next\??$|\bwhat do (?:you|we|i) (?:have|know) (?:on|about)\b/;
const show = all(
  has(SHOW),
  not(
    has(
      /\b(?:interviews|everything|all my|when are my|how many|anything)\b(?!.*\b(?:link|address|details? (?:for|of|on))\b)|^(?:list|when am i free)/,
    ),
  ),
  ({ letter }) => !letter,
  not(has(/^(?:i have|i've got|got|there's|add|schedule|book|put)\b/)),
);

const LIST =
  /^(?:please |can you |could you |hey,? |hi,? |ok,? |so,? )*(?:list|show|what|what's|which|any|anything|do i|have i|how many|how does|am i|are there|is there|my|give|tell|see|view|display|all|upcoming|interviews|when are|when am i|past|agenda|schedule|calendar|this|next|tomorrow|today|overview|got (?:any|anything)|everything|pull up|who am i|the|remaining|read)\b/;
const LISTED =
  /\b(?:interviews|what (?:do|have|did|will) i|what's (?:on|coming|up|happening|planned|scheduled|in|my|for|the plan|left|ahead|going on|next week|this week|today|tomorrow)|anything|agenda|(?:my|the|your) (?:week|day|schedule|calendar|month|diary|lineup|line-up|upcoming)|schedule (?:for|this|next|look|today|tomorrow)|coming up|upcoming|free|busy|booked|do i have|have i got|how many|(?:show|give|list)(?: me)? (?:my |the |all |everything |what )?(?:next|this|today|tomorrow|all|everything|upcoming|past|week|monday|tuesday|wednesday|thursday|friday|saturday|sunday|rest|schedule|calendar|agenda|month|january|february|march|april|may|june|july|august|september|october|november|december|i have|mon|tue|wed|thu|fri|weekend)|calls (?:today|tomorrow|this|next|on)|plans? for|on the (?:books|calendar|schedule|agenda)|look(?:s|ing)? like|planned|lined up)\b|^(?:list|agenda|schedule|calendar|upcoming|interviews|my interviews|overview|today|tomorrow|this week|next week|everything)[?!. ]*$/;
const list = all(
  any(
    all(has(LIST), has(LISTED)),
    has(/^(?:\S+ ){0,2}interviews\b(?! (?:with|at) \S+ (?:on|at|tomorrow|today))[^.]{0,40}$/),
  ),
  ({ letter }) => !letter,
  not(all(clock, not(asks))),
  not(has(/^(?:schedule|add|book|put) (?!for\b|this\b|next\b|today\b|look)\S+/)),
  not(has(/\b(?:weather|news|score|time is it)\b/)),
);

const SCHEDULE =
  /^(?:please |can you |could you |hey,? |hi,? |ok,? |so,? |also |and |yay,? |great news!? |omg,? |good news[:,!]? |update: )*(?:schedule|add|book|put|log|save|create|set up|new|enter|record|note|track|plan|pencil|block|arrange|make|remember|store|calendar)\b|\b(?:i(?:'ve| have| got|'m having|'ll have| will have)?|got|landed|scored|have|there's|there is|they|we|booked|confirmed|scheduled|set up)\b.*\b(?:interview\w*|call|chat|screen(?:ing)?|onsite|on-site|round|meeting|loop|panel|conversation|talk|coffee|session|assessment|test)\b|\b(?:wants?|would like|'d like|invited|asked|asking|inviting) (?:me |us |you )?(?:to|for)\b.*|\b(?:interview(?:ing)?|onsite|screen(?:ing)?|call|round|loop|panel|chat|meeting|talking|speaking|conversation|session|talk|coffee|assessment)\b/;

/** Companies in words such as "Stripe Friday 3pm" need no verb; a question or a sentence does. */
export const bareSchedule = (text: string): boolean =>
  !/\?|^(?:what|when|where|who|which|how|is|are|am|do|does|did|why|if|lol|haha|my|the weather|i (?:think|love|hate|feel|like|need|want|wonder|miss|was|am))\b/.test(
    text,
  );

/** The order at the top, in letters: a decision, a cancellation, a new time, an invitation. */
function letterIntent(text: string, cues: Cues): Intent {
  const rejected =
    /\b(?:other candidates?|another candidate|not (?:be )?(?:moving|proceed\w*|progress\w*|to move|to proceed|to progress|select\w*|continu\w*|a match|successful|advanc\w*|able to offer)|decided not to|regret to inform|we regret|unable to (?:offer|move|proceed)|position has (?:now )?been filled|role has (?:now )?been filled|won't be (?:moving|proceeding|progressing)|will not be (?:moving|proceeding|progressing|taking)|unfortunately[^.]{0,80}(?:not|other|unsuccessful|filled)|unsuccessful|wish you (?:every|all the|the best|success|luck) [^.]{0,20}(?:search|success|future|luck))\b/;
  const offered =
    /\b(?:(?:pleased|happy|delighted|excited|thrilled|glad|like) to (?:formally |officially )?(?:offer|extend)|extend(?:ing)? (?:you )?(?:an|the|our) (?:\w+ )?offer|offer letter|offer of employment|offer you the (?:position|role|job)|formal offer|job offer)\b/;
  const moved =
    /\b(?:reschedul\w*|(?:have|need|had|need(?:ing)?|like|ask(?:ing)?|possible|wanted|going|hoping|able|okay|ok) to (?:move|push|shift|postpone|change)|(?:has|have|been|was|is|will be|being) (?:moved|pushed|shifted|postponed|changed|rescheduled)|new (?:date|time|slot)|(?:move|push|shift|change|postpone) (?:your|our|the|tomorrow's|this|it)\b|time change|change (?:of|to) (?:time|the time|schedule|date)|instead of|original(?:ly)? (?:time|scheduled)|different (?:time|day)|can no longer make|no longer available|postpone)\b/;
  const cancelled =
    /\b(?:(?:have|need|had|decided|going) to cancel|(?:has|have|been|is|was|will be|are) (?:now )?cancell?ed|cancel (?:your|our|the|tomorrow's|this)\b|cancell?ation of|cancell?ing (?:your|our|the|all)|(?:put|place|placed|putting|is|are) (?:\S+ ){0,4}on hold|hiring freeze|called off|call off|no longer (?:take|taking|going) (?:place|ahead)|will not (?:take place|be taking place|go ahead))\b/;
  const invites =
    /\binterview|\bscreen\b|\bonsite\b|\bcall with|\bconversation\b|\bchat\b|\bspeak\b|\bmeet(?:ing)?\b|\bround\b|\bassessment\b|\binvit/;
  const polite = text
    .replace(
      /[^.\n]*\b(?:if|should|in case)\b[^.\n]{0,60}\b(?:reschedul\w*|cancel\w*|different time|another time|change)[^.\n]*/g,
      " ",
    )
    .replace(/[^.\n]*\bto (?:reschedule or cancel|cancel or reschedule)\b[^.\n]*/g, " ")
    .replace(/[^.\n]*\b(?:reschedule|cancel)\b[^.\n]{0,30}\b(?:here|link|below|click)\b[^.\n]*/g, " ");
  if (rejected.test(polite) && !(cues.time && cues.day)) return "outcome";
  if (offered.test(polite)) return "outcome";
  if (moved.test(polite) && /interview|call|screen|onsite|chat|meeting|conversation|session|round|time/.test(polite))
    return "reschedule";
  if (cancelled.test(polite)) return "cancel";
  if (
    /\b(?:received your application|thank(?:s| you) for (?:applying|your application)|application (?:has been |was )?(?:received|submitted))\b/.test(
      polite,
    ) &&
    !invites.test(polite.replace(/\binterview (?:process|tips)/g, ""))
  )
    return "add_job";
  if (
    /\b(?:responsibilities|requirements|qualifications|what you'll do|about the role|who you are|we offer|we're looking for|salary|apply (?:now|here|by))\b/.test(
      polite,
    ) &&
    !(cues.time && cues.day)
  )
    return "add_job";
  if (
    /\b(?:unsubscribe|newsletter|% off|sale ends|your order|invoice|your subscription|webinar)\b/.test(polite) &&
    !/\binterview\b/.test(polite)
  )
    return "unknown";
  if (invites.test(polite) || cues.time)
    return /\b(?:passed|next (?:round|stage|step))\b/.test(polite) &&
      !cues.time &&
      !cues.day &&
      !/\b(?:schedul|availab|slot|time|book|calendly|invite you)/.test(polite)
      ? "outcome"
      : "schedule";
  return "unknown";
}

const withdrew =
  /\b(?:withdr[ae]w|withdrawn|withdrawing|pull(?:ed|ing)? out|turned down|declin(?:ed|ing)|no longer interested|backed out|dropped out)\b/;

/** What a text asks for. `decided` says whether it tells of an outcome. "unknown" when it is no command of ours. */
export function intentOf(cues: Cues, decided: boolean): Intent {
  const { text } = cues;
  if (!/\p{L}|\d/u.test(text)) return /^\?+$/.test(text) ? "help" : "unknown";
  if (cues.letter) return letterIntent(text, cues);
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
  if (
    list(cues) &&
    !/\b(?:link|address)\b/.test(text) &&
    !(show(cues) && /\bnext (?:interview|one|call)\b(?!s)/.test(text))
  )
    return "list";
  if (show(cues)) return "show";
  if (offTopic) return "unknown";
  if (dated(cues) && SCHEDULE.test(text) && !/\?$/.test(text)) return "schedule";
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

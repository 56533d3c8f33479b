/** Intents that few words tell: settings, help, thanks, reminders. In this order; the first that fits holds. */
import { all, any, clock, has, MEETING, meeting, not, type Test } from "./cues.ts";
import type { Intent } from "./reading.ts";

const NEGATED =
  /^(?:(?:please|pls|no|nope|wait|hey|oh|actually|ok|and|but|whatever you do)[,!. ]+)*(?:don't|do not|never|don't you dare(?: to)?|you (?:should|must)(?:n't| not)|no need to|there's no need to|not|i (?:don't|do not) (?:want|need)(?: you)? to|i'm not|i am not|i (?:didn't|haven't|never|won't|wouldn't) (?:want to |need to )?|let's not|i'd rather not|i would rather not)\s+(?:ever |go |you )?(?:cancel\w*|delet\w*|remov\w*|mov(?:e|ing)|reschedul\w*|chang(?:e|ing)|touch\w*|drop\w*|push\w*|schedul\w*|add\w*|writ(?:e|ing)|send(?! (?:me )?(?:any |more |these |those |the |reminder )*(?:e-?mails?|mails?|reminders?|notifications?))\w*|book\w*|postpon\w*|shift\w*|do anything|draft\w*|set\w*|creat\w*|mark\w*)\b/;
export const OFF_TOPIC =
  /\b(?:dentist|doctor(?:'s)? appointment|doctor at|gp appointment|haircut|barber|gym|yoga|pizza|groceries|weather|recipe|joke|poem|song|movie|film|football|soccer|nba|birthday|flight to|hotel|restaurant|a table|reservation|dinner with|lunch with|brunch|wedding|my (?:mom|mum|dad|wife|husband|girlfriend|boyfriend|kid|kids|son|daughter|cat|dog|landlord|neighbou?r|vet|therapist|bank)|parent-teacher|capital of|translate|bitcoin|stock price|stocks?|election|president of|vaccine|car service|plumber|electrician|oil change|rent|taxes|visa appointment|concert|party|date night|milk|laundry|netflix and chill|episode|play (?:some|music)|turn on the|lights|uber to|order (?:me|a|an|some)|(?:my|the|a) (?:delivery|package)|meaning of life|convert \d\S*|how many (?:feet|miles|kilomet\w+|grams|ounces|days (?:until|till)|hours (?:in|are))|exchange rate|what(?:'s| is) \d[^?]{0,20}\bin (?:\w+ ){1,3}time\b|time difference|how long (?:un)?till? \d\S*|set (?:an?|my) (?:timer|alarm)|wake me(?: up)? at|horoscope|lottery)\b/;

const CALENDAR =
  "(?:calendars?|gcal|g-cal|diary|gmail|google cal|google calendar|outlook|ical|icloud|office ?365|exchange|apple cal\\w*|fastmail|caldav)";

export const RULES: readonly (readonly [Intent, Test])[] = [
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
  [
    "unknown",
    has(
      /^(?:(?:ok|okay|thanks|thank you|cool|great|bye|good ?night|cheers|hey|well)[,!. ]+)*(?:see (?:you|ya)|cya|ttyl|(?:talk|speak) (?:soon|later|tomorrow|to you \w+)|catch (?:you|ya)|until (?:then|tomorrow|monday)|have a (?:good|nice|great|lovely) \w+|happy \w+|merry \w+|enjoy (?:your|the) \w+|tgif|good ?night)(?: (?:later|soon|then|tomorrow|again|there|everyone|all|on)| (?:mon|tues|wednes|thurs|fri|satur|sun)day| next week)*[.! ]*$/,
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
  [
    "settings",
    has(
      /(?<!\b(?:their|his|her|interviewer's|recruiter's|whose) )\b(?:time ?zone|tz)\b(?!.*\binterview (?:with|at)\b)/,
    ),
  ],
  [
    "settings",
    all(
      not(clock),
      has(
        /^(?:hey,? |hi,? )?(?:i(?:'m| am| have|'ve| just|'ll be)?(?: just| now| currently| back)*(?: (?:moved|moving|relocat(?:ed|ing)|live|living|based|staying|travel(?:l?ing)?|flew|flying|arrived|landed|going)(?: here| back| over)? (?:in|to|at)|(?<=i'm|i am|i'm now|i'm currently|i'm back|i am now)(?: here| right now)? in) \S+(?: \S+){0,3}?(?: (?:now|these days|currently|until \w+|for (?:a|the) \w+|this week|at the moment))?[.! ]*$)/,
      ),
      not(has(/\bon (?:the \d|mon|tue|wed|thu|fri|sat|sun)/)),
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
        /\b(?:my |the |open |show |change |notification |reminder |edit |update )(?:settings|preferences|prefs)\b|^(?:settings|preferences|options)[?!. ]*$|^(?:all |my )?reminders? (?:on|off)[.! ]*$|\bquiet hours\b|\bdo not disturb\b|\bdnd\b|\bdefault (?:reminders?|offsets?|duration|length|zone|alert|notification|lead time)|\b(?:set|change|make) (?:the |my )?default\b/,
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
            `\\b(?:connect|link|sync(?:hroni[sz]e)?|hook|integrate|add|import|pair|plug|attach|set ?up|authori[sz]e|reconnect|disconnect|use|export|put)\\b.*\\b${CALENDAR}\\b`,
          ),
        ),
        has(new RegExp(`^(?:my )?${CALENDAR} (?:sync|integration|connection)`)),
        has(
          new RegExp(
            `\\b(?:want|need|like|get|see|have)\\b.*\\b(?:interviews|everything|them|these) (?:in|on|into) my (?:\\w+ )?${CALENDAR}\\b`,
          ),
        ),
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
          /\b(?:outstanding|unsent|pending|overdue|missing|owed|still to (?:send|write)|left to (?:send|write)|any) (?:thank[- ]?yous?|thank[- ]you notes?|notes?|thanks|replies|messages)\b|\b(?:thank[- ]?yous?|thank[- ]you notes?)\b[^.\n]{0,24}\b(?:outstanding|unsent|pending|overdue|missing|due|left|owe|still (?:to|have|need)|(?:haven't|have not|not yet|didn't|have) (?:i |yet )*(?:not )?(?:sent|written|send))/,
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
        /\bthank[- ]?you(?:'s|s)? (?:note|e-?mail|mail|letter|message|card|text|draft|to\b|for (?:the|my) |notes|e-?mails)|\bthanks? (?:note|e-?mail|mail|letter|message)|\b(?:ty|thank ?u|tks) (?:note|e-?mail|mail|letter|message|card|to)\b|\bthank[- ]?you\b[^.\n]{0,40}\b(?:note|e-?mail|letter|message)\b|\b(?:note|e-?mail|letter|message|line|something|words?) (?:of thanks|to (?:say )?thank)|\b(?:write|draft|send|compose|prepare|help me|i (?:want|need|should|would like|'d like) to|can you|could you|let's|time to|do|generate|create)\b[^.\n]{0,40}\b(?:thank|thanks|thanking|thank[- ]?you|gratitude|appreciation)\b|^thank (?!you\b|god|u\b|heavens|goodness)\S+|^thank[- ]you (?:for|to) (?:the )?\S+(?: interview| call)?$|\bsay (?:thanks|thank you)\b|\bexpress (?:my )?(?:thanks|gratitude)/,
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
          /\bwhat (?:questions?|topics?|kinds? of questions?)\b[^.\n]{0,40}\b(?:ask|come up|expect|prepare)|\bwhat (?:should|could|can|do|might|will|would|to|are)\b[^.\n]{0,50}\b(?:i (?:ask|know|wear|say|study|expect|read|bring|review|talk about|mention|highlight|look up|focus on)|they ask|be asked|they'll ask|ask(?:ed)? (?:me|at|by|in|for|the|them)|(?:good|smart|likely|common|typical) questions|to expect|to ask|to wear|come up)\b/,
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
        has(
          /\b(?:remind(?:er|ers|s)?|ping|nudge|alert|notify|buzz|heads?[- ]up|warn|warning|poke|wake|notification|alarm)\b/,
        ),
        // "the evening before at 7", "30 minutes before Stripe": a reminder without its name.
        has(
          /^(?:and |also |plus |please |maybe )*(?:(?:on |in )?the (?:evening|night|day|morning|afternoon) before|(?:\d+|an?|half an?|one|two|three|ten|fifteen|twenty|thirty) (?:min(?:ute)?s?|hours?|hrs?|days?|hour and a half) (?:before|ahead|prior))\b/,
        ),
        has(
          /\b(?:let me know|tell me|text me|message me|dm me|e-?mail me|call me|write (?:to )?me)\b.*\b(?:before|ahead|prior|beforehand|in advance)\b/,
        ),
      ),
      ({ letter }) => !letter,
      not(
        has(
          /\bwake me(?: up)? at\b|^heads[- ]?up\b(?!.*\b(?:before|ahead|prior)\b)|\b(?:what|which|show|list|any|did you|have you|do you) (?:me )?(?:my |the |set |a |of |remind\w* )*(?:reminders?)\b.*\?|^(?:what|which) reminders/,
        ),
      ),
    ),
  ],
];

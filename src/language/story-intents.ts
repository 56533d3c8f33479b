/** Intents that are told as a story or asked in many ways: jobs, done, cancelled, moved, show, list, new. */
import { all, any, asks, clock, dated, has, meeting, not, type Test } from "./cues.ts";
import type { Intent } from "./reading.ts";

const JOBS =
  "(?:jobs?|applications?|roles|positions|openings|postings?|job list|pipeline|opportunities|companies (?:have )?i (?:have |'ve )?appl\\w+|vacancies|leads)";
export const LATER: readonly (readonly [Intent, Test])[] = [
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
          /^(?:keep|save|add) (?:this|that)(?: one)?:? |^(?:add|save|track)\b(?=.*\b(?:linkedin\.com\/jobs|greenhouse\.io|lever\.co|ashbyhq|workable|\/careers|\/jobs))/,
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
  /\b(?:(?:i(?:'m| am|'ve| have)?|we(?:'re)?) (?:just |now |finally |all )*(?:done|finished|wrapped(?: up)?|through|got (?:out|off|done)|came (?:out|off)|completed|had (?=my|the|an?\b|our)|survived|bombed|aced|nailed|crushed|killed|blew|botched|smashed|rocked|messed up|screwed up|tanked|finishing)\b|^(?:just |all |finally )*(?:done|finished|wrapped(?: up)?|completed?|survived|bombed|aced|nailed|crushed|killed|blew|botched|smashed|rocked|messed up|screwed up|tanked|got (?:out|off|done)|came (?:out|off)|had|out of|off the|hung up)\b|\b(?:went|it went|was|felt|feels|turned out) (?:\w+ ){0,2}?(?:well|great|good|fine|ok(?:ay)?|badly|bad|awful|terrible|terribly|horribl[ey]|amazing(?:ly)?|smooth(?:ly)?|poorly|rough|tough|hard|brutal|a (?:disaster|breeze|mess|train ?wreck|success)|so-so|alright|perfect(?:ly)?|better|worse|fantastic|super|long|easy|fun)\b|\b(?:is|are|it's|interview's|that's|was|now|all) (?:now |finally |all )*(?:over|done|finished|complete|completed|behind me|in the bag|wrapped)\b|\bmark\b.*\b(?:done|complete|completed|finished|over|as done)\b|\binterview (?:is |was |has been |got )?(?:now |all )?(?:done|finished|over|complete|completed)\b(?! (?:on |the |a )?(?:zoom|meet|google|teams|ms|microsoft|skype|webex|phone|video|slack|discord|whatsapp|facetime|chime|coffee|lunch|dinner|at\b|call|hangouts))|^(?:\S+ ){1,3}(?:done|finished|completed|over)[.! ]*$|\b(?:over and done|in the books)\b|\bset\b.*\bto (?:done|completed?)\b|\bcheck off\b)/;
export const complete = all(
  has(FELT),
  not(
    has(
      /\b(?:haven't|not|isn't|didn't|hasn't|won't|when|until|once|if|after) (?:\w+ )?(?:done|finished|had|over|completed)\b|\bhad (?:an? )?(?:interview|call) (?:scheduled|booked|moved)/,
    ),
  ),
  ({ letter }) => !letter,
);

const CANCEL =
  /\b(?:cancel(?:led|ed|s|ling|ing)?|delete|remove|scrap(?:ped)?|scratch(?! that)|drop|get rid of|call(?:ed|ing)?(?: \S+){0,4} off|calling off|nix(?:ed)?|clear|kill(?:ed)?|ditch|axe[d]?|bin|erase|trash|discard|strike|withdraw the invitation|take (?:\S+ ){1,6}off(?: (?:my|the) \w+)?|(?:is|are|it's|interview's|been|was|now|(?<=[a-z])'s) off\b|(?:not|no longer|isn't|won't be|is not|aren't) (?:be )?(?:happening|going ahead|taking place|on any ?more|needed)|no longer (?:have|interviewing|going|doing)|fell through|fallen through|(?:won't|will not|not going to|am not|not) (?:be )?(?:attend(?:ing)?|go(?:ing)? to the|doing the|do the)|called it off|pulled the plug|skip(?:ping)?|isn't happening|don't have (?:the|my|that|an?) .{2,30} any ?more|hiring freeze|on hold)\b/;
export const cancel = all(
  has(CANCEL),
  not(
    has(
      /\b(?:reschedul|instead|new (?:date|time)|move it)|\b(?:cancell?ation policy|if you need to (?:cancel|reschedule)|need to cancel or|to cancel or reschedule|reschedule or cancel|drop (?:me|us) a|drop by|clear (?:your|my) (?:schedule|browser))\b/,
    ),
  ),
);

const MOVE =
  /\b(?:mov(?:e|ed|es|ing)|(?<!\b(?:graveyard|night|day|late|early|morning|evening) )shift(?:ed|s|ing)?|reschedul\w*|re-schedul\w*|postpon\w*|push(?:ed|es|ing)?|delay\w*|(?:bring|brought) (?:\S+ ){1,6}?(?:forward|up|back|ahead|to)\b|bump(?:ed)?|shov(?:e|ed)|shunt(?:ed)?|prepone[ds]?|preponing|put(?:ting)? (?:off|back)|put (?:\S+ ){1,4}(?:off|back)\b|rearrang\w*|re-?book\w*|swap(?:ped)?|switch(?:ed)?|slide|slid|pull(?:ed)?|change|changed|changing|defer(?:red)?|kick(?:ed)? (?:\S+ ){0,3}(?:to|back)|set (?:\S+ ){0,3}back|drag)\b/;
export const MOVE_VERB =
  /^(?:please |can (?:you|we|i) |could (?:you|we|i) |i(?:'d like| want| need|'ll need| have|'ve got| would like) to |we (?:need|have) to |let's |hey,? |hi,? |ok,? |so,? )*(?:(?:let's )?(?:move|shift|reschedule|postpone|push|delay|bring|bump|shove|shunt|prepone|rearrange|rebook|swap|switch|slide|pull|change|defer|put off|kick)\b)/;
const INSTEAD =
  /\binstead\b(?! of my)|\b(?:is|are|it's|'s|thing|interview|call|screen|onsite|chat|round|^[\w.&'-]+) now (?:at|on|for|scheduled|going|happening|\d|mon|tue|wed|thu|fri|sat|sun|tomorrow|today)|\b(?:new|different|another|other|alternative|later|earlier|revised|updated) (?:time|date|day|slot|start)s?\b|\brather than\b|\b(?:can't|cannot|can not|won't|unable to|not able to) (?:make|do|attend)\b|\bmake it (?:at |on |for )?(?:\d|mon|tue|wed|thu|fri|sat|sun|tomorrow|noon|half|an hour)|\b(?:an hour|\d+ (?:min\w*|hours?|days?|weeks?)|half an hour|(?:a|one|two|three) (?:weeks?|days?|hours?)) (?:later|earlier|sooner)\b|(?:\d(?: ?[ap]m)?|noon|o'clock) now\b(?! to)|\bneeds? (?:to be )?(?:a )?new (?:time|date)|\bsame time (?:on |but )?|\bhas a new time\b|\bstarts? (?:an? \w+ |\d+ \w+ )?(?:earlier|later|now)\b|\b(?:earlier|later) than (?:planned|expected)/;
export const reschedule = all(
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
      any(dated, meeting, ({ known }) => known),
    ),
    all(
      ({ known }) => known,
      dated,
      has(/(?<!\d |\d[ap]m |\d [ap]m |from \S+ )\bto (?:mon|tue|wed|thu|fri|sat|sun|tomorrow|today|next|the \d|\d)/),
      not(has(/\b(?:talk|speak|back|reply|write)(?:ing)? to\b/)),
    ),
  ),
  not(
    has(
      /\bchange (?:of|the|my) (?:subject|mind|time ?zone|email|password|name)\b|\bpull up\b|\bput (?:\S+ ){0,6}(?:on|in|into) my (?:calendar|schedule|diary)\b|\bfree up\b|\bif you need to (?:reschedule|cancel)|\bneed to (?:reschedule|cancel)(?: or (?:cancel|reschedule))?,|\bto reschedule or cancel|\breschedule link|\b(?:need|want|wish|have|like) to (?:cancel|reschedule),? (?:please|let|click|reply|use)|\bshould you need/,
    ),
  ),
);

const SHOW =
  /\b(?:when(?:'s| is| are| do| does| did| was| am| will|ever)?|where(?:'s| is| are| do| does| am| will| did| was)?|what time|who(?:'s| is| am| are| do| does| did| will| was)?|whom|with whom)\b.*\b(?:interview|call|onsite|meet|meeting|interviewing|with|at|one|chat|screen|round|next|it|starts?|happen|happening|go|going|be|panel|link|again|talking|speaking|seeing)\b|\bwhat's the (?:plan|deal|status|story) (?:for|with) (?:my|the)\b.*\b(?:interview|call|onsite|one)\b(?!s)|\b(?:link|url|address|dial[- ]?in|details?|info|information|passcode|meeting id|directions|location|format|duration)\b(?=.*\b(?:for|to|of|on|about|at|from|is|my|the|give|send|what|show|get)\b|\??$)|\bhow long\b|\bhow do i (?:get|join|reach|dial|connect)\b|\bhow (?:am|will) i\b|\b(?:is|was|will) (?:my|the|it|that|this)\b.*(?:\b(?:on|via|by|over|in[- ]person|onsite|remote|virtual|zoom|phone|video|teams|meet|confirmed|today|tomorrow|at \d)\b).*\?|\b(?:what|which) (?:round|role|stage|position|format|kind of interview|type of interview|link|room|floor|office)\b|\btell me (?:about|more about) (?:my|the|that)\b|\b(?:show|pull up|open|display|see|view|bring up|get|give me)(?: me)? (?:the |my |that |up )?(?:\S+ ){0,4}(?:interview|call|onsite|one|chat|screen|card)\b(?!s)|\b(?:my|the|what's|what is|whats|show|which is)?\s?(?:my |the )?next (?:interview|one|call|up)\b(?!s)|^(?:so,? )?what's next\??$|\b(?:phone or video|video or phone|remote or|virtual or|(?:in[- ]person|onsite|on-site) or|or (?:in[- ]person|onsite|on-site))\b|\bwhat do (?:you|we|i) (?:have|know) (?:on|about)\b/;
export const show = all(
  any(
    has(SHOW),
    all(
      ({ known }) => known,
      has(
        /^(?:so,? |hey,? )?(?:when|where|what time)(?:'s| is| was) .{2,40}[?.! ]*$|^(?:please )?(?:show|open|view|display)(?: me)? (?:the |my )?.{2,40}$/,
      ),
    ),
  ),
  not(
    has(
      /\b(?:interviews|everything|all my|when are my|how many|anything)\b(?!.*\b(?:link|address|details? (?:for|of|on))\b)|^(?:list|when am i free)/,
    ),
  ),
  ({ letter }) => !letter,
  not(has(/\b(?:when|where|who): ?\S|^(?:i have|i've got|got|there's|add|schedule|book|put)\b/)),
);

const LIST =
  /^(?:please |can you |could you |hey,? |hi,? |ok,? |so,? )*(?:list|show|what|what's|what've|whatcha|gimme|lemme see|which|any|anything|do i|have i|how many|how(?:'s| is| does)|am i|are there|is there|my|give|tell|see|view|display|all|upcoming|interviews|when are|when am i|past|agenda|schedule|calendar|this|next|tomorrow|today|overview|got (?:any|anything)|everything|pull up|who am i|the|remaining|read)\b/;
const LISTED =
  /\b(?:interviews|what (?:do|have|did|will) i|what've i|(?:whatcha|what have you|what do you|what you|what've you) got (?:for|on|in)|what's (?:on|coming|up|happening|planned|scheduled|in|my|for|the plan|left|ahead|going on|next week|this week|today|tomorrow)|anything|agenda|(?:my|the|your) (?:week|day|schedule|calendar|month|diary|lineup|line-up|upcoming)|schedule (?:for|this|next|look|today|tomorrow)|coming up|upcoming|free|busy|booked|do i have|have i got|how many (?:interviews?|calls?|things|meetings?|rounds?|screens?|onsites?|do i|have i|are)|(?:show|give|list|gimme)(?: me)? (?:my |the |all |everything |what )?(?:next|this|today|tomorrow|all|everything|upcoming|past|week|monday|tuesday|wednesday|thursday|friday|saturday|sunday|rest|schedule|calendar|agenda|month|january|february|march|april|may|june|july|august|september|october|november|december|i have|mon|tue|wed|thu|fri|weekend)|calls (?:today|tomorrow|this|next|on)|plans? for|on the (?:books|calendar|schedule|agenda)|look(?:s|ing)? like|planned|lined up)\b|^(?:list|agenda|schedule|calendar|upcoming|interviews|my interviews|overview|today|tomorrow|this week|next week|everything)[?!. ]*$/;
export const list = all(
  any(
    all(has(LIST), has(LISTED)),
    has(/^(?:the |my )?(?:rest|remainder) of (?:the |this |my )?(?:day|week|month|year)\b/),
    all(({ day }) => day, has(/^(?:and |what about |how about )?(?:on )?\S+(?: \S+)?\?$/)),
    has(/^(?:\S+ ){0,2}interviews\b(?! (?:with|at) \S+ (?:on|at|tomorrow|today))[^.]{0,40}$/),
  ),
  ({ letter }) => !letter,
  not(all(clock, not(asks))),
  not(has(/^(?:schedule|add|book|put) (?!for\b|this\b|next\b|today\b|look)\S+/)),
  not(
    has(
      /\b(?:weather|news|score|time is it)\b|\bwhat's the (?:plan|deal|status|story) (?:for|with) (?:my|the)\b.*\b(?:interview|call|onsite|one)\b(?!s)/,
    ),
  ),
);

export const SCHEDULE =
  /^(?:please |can you |could you |hey,? |hi,? |ok,? |so,? |also |and |yay,? |great news!? |omg,? |good news[:,!]? |update: )*(?:schedule|add|book|put|log|save|create|set up|new|enter|record|note|track|plan|pencil|block|arrange|make|remember|store|calendar)\b|\b(?:i(?:'ve| have| got|'m having|'ll have| will have)?|got|landed|scored|have|there's|there is|they|we|booked|confirmed|scheduled|set up)\b.*\b(?:interview\w*|call|chat|screen(?:ing)?|onsite|on-site|round|meeting|loop|panel|conversation|talk|coffee|session|assessment|test)\b|\b(?:wants?|would like|'d like|invited|asked|asking|inviting) (?:me |us |you )?(?:to|for)\b.*|\b(?:interview(?:ing)?|onsite|screen(?:ing)?|call|round|loop|panel|chat|meeting|talking|speaking|conversation|session|talk|coffee|assessment)\b/;

/** Companies in words such as "Stripe Friday 3pm" need no verb; a question or a sentence does. */
const GREETING =
  /^(?:hi|hello|hey|hiya|yo|good (?:morning|afternoon|evening|day)|greetings|morning)(?: (?:there|all|bot|greenroom|everyone))?[,!. ]+/;
export const bareSchedule = (said: string): boolean => bare(said.replace(GREETING, ""));
const bare = (text: string): boolean =>
  !/\?(?=\s*$)|^(?:what|when|where|who|which|how|is|are|am|do|does|did|why|if|lol|haha|my|the weather|i (?:think|love|hate|feel|like|need|want|wonder|miss|was|am|don't|can't|didn't)|i'm (?:so|super|pretty|very|really|nervous|scared|tired|not|feeling|worried|excited|happy|sad|just|too|a bit|kind|going|bored|hungry|sick|still)|we're|he|she|they're|that|this is|it's|there's no|hope|hoping|have a|had a|enjoy|happy|merry|whatcha|wassup|what've)\b/.test(
    text,
  );

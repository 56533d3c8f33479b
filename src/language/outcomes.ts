/** Reads what an employer or the person decided. */
import type { Outcome } from "../interviews/interview.ts";

const RULES: readonly (readonly [Outcome, RegExp])[] = [
  [
    "withdrawn",
    /\b(?:i(?:'m| am|'ve| have|'ll| will| just)?|we)\b[^.!?\n]{0,30}\b(?:withdr[ae]w(?:n|ing)?|pull(?:ed|ing)? out|dropp?(?:ed|ing)? out|back(?:ed|ing)? out|step(?:ped|ping)? (?:back|away|down|out)|t(?:ook|ake|aking) myself out|bow(?:ed|ing)? out|no longer interested|not interested (?:in|any)|not (?:going )?(?:to )?(?:continue|continuing|proceed|proceeding|pursue|pursuing|going ahead|moving forward|going forward)|remov(?:ed?|ing) myself|opt(?:ed|ing)? out|say(?:ing)? no to|said no to|told \S+ (?:that )?(?:no|i'm not|i am not)|(?:declin|reject|refus)(?:e|ed|ing)\b|turn(?:ed|ing)? down|turn(?:ed|ing)? (?:\S+ ){1,4}down|pass(?:ed|ing)? on (?!to\b)|giving up on|out of the (?:running|process))|\bwithdr[ae]w(?:n|ing)?\b(?: (?:my|from|application|me))|\b(?:withdraw|withdrew|withdrawn|withdrawing)\b|^(?:pulling out|backing out|dropping out|stepping away|declined|turned down|turning down|declining|pulled out|dropped out|backed out|stepping back|not interested in)\b/i,
  ],
  [
    "no_response",
    /\b(?:ghost(?:ed|ing|s)?|radio silence|crickets|never (?:heard|replied|responded|got back|answered|called|wrote|came back|hear)|(?:haven't|have not|hasn't|has not|didn't|did not|not|still no|no|without(?: any| a)?|zero|nothing|yet to) (?:\w+ ){0,2}?(?:heard?|hear|response|reply|repl(?:ied|y)|respond(?:ed)?|word|answer(?:ed)?|news|got(?:ten)? back|get back|come back)|silence|silent|still waiting (?:to hear|for (?:a|an|any|their))|went (?:quiet|silent|dark)|gone (?:quiet|silent|dark)|nothing (?:back )?from|no_response)\b/i,
  ],
  [
    "rejected",
    /\b(?:reject(?:ed|s|ion|ing)?|turned (?:me|us) down|turned down (?:by|my)|(?:didn't|did not|don't|won't) (?:get|make|land|pass|move|proceed|advance|select|choose|go (?:through|any|further))(?! my| back)|not (?:be )?(?:moving|proceed\w*|progress\w*|going|continu\w*|select\w*|success\w*|advanc\w*|to (?:move|proceed|progress|continue)|the right fit|a (?:good )?(?:fit|match))|passed on (?:me|my)|(?:said|says) no\b|no offer|failed|flunked|other candidates?|another candidate|someone else|went with (?:someone|somebody|another|a different)|(?:position|role|job|vacancy) (?:has|have|is|was) (?:now )?(?:been )?filled|regret to inform|we regret|unable to (?:offer|move|proceed)|decided not to|unsuccessful|not be (?:able|taking)|dinged|knocked (?:me )?out|got (?:bounced|binned|cut|dropped|axed|turned away|the boot) (?:from|by|at)|bounced by|eliminated|cut from|thumbs down|a no from|no from|it's a no|was a no|got a no|dropped me|let me down gently)\b/i,
  ],
  [
    "offer",
    /\b(?:(?:got|have|received|receive|made|make|making|extend(?:ed|ing|s)?|sent|gave|gives|given|with|an?|the|my|verbal|written|job|formal|official|accepted|pleased to|happy to|delighted to|like to|excited to|thrilled to) (?:me |us |you |an? |the |verbal |written |formal |official |job |their )*offer(?:ed|s)?\b|offer(?:ed|s)? (?:me|you)|: ?offer\b|\boffer!+|offer (?:from|letter|came|in hand|received)|got the job|gave me the job|hired me|i got hired|i'm hired|(?:they )?want(?:s|ed)? to hire me|signed with|i'm in at|offered me|offers? me)\b/i,
  ],
  [
    "passed",
    /\b(?:(?:i )?passed(?! away)|(?:made|making) it (?:to|through|past|into)|(?:got|get|going|gone|went|made it|i'm|moved|moving|move|put|puts|taking|advance[ds]?|advancing|progress(?:ed|ing)?|invited|invites|invite|sent|pushed|bumped) (?:me |us |you |on |through |forward |ahead |up |back |it )*(?:to|into|for|through to|onto|on to) (?:the |their |a |my |an )?(?:next|final|second|third|last|onsite|on-site|2nd|3rd|following|panel|technical|another)\b|on to the (?:next|final|second|third|last)|through to the|next (?:round|stage|step) (?:at|with|for|confirmed|!)|advanced? (?:me|to|past)|moving (?:me )?(?:forward|ahead|on|along) (?:with me|at|in the)|(?:want|wants|like|likes|would like|wanna) (?:me )?(?:to )?(?:move|proceed|continue|advance)(?: me)?(?: forward| on| ahead)?|wants? me (?:to do|for|in|in for|back for|to come (?:in|back) for) (?:the |a |their )?(?:next|final|second|third)|cleared (?:the|my)|(?:said|says) yes|thumbs up|green light|invited (?:me )?back|i'm through|am through|moving on (?:at|with|to)|selected for the next|progress(?:ed|ing) to|proceeding to|moved forward|moving forward|move you forward|through the)\b/i,
  ],
];

/** The outcome a text tells of, or null. The person's own step back is told apart from an employer's no. */
export function outcomeOf(text: string): Outcome | null {
  if (/\b(?:won't|will not) be (?:progress|mov|proceed|tak|continu|advanc)ing\b/i.test(text)) return "rejected";
  for (const [outcome, pattern] of RULES) {
    // The longest pattern, and no offer is made without one of these words.
    if (outcome === "offer" && !/offer|job|hire|signed|in at/i.test(text)) continue;
    if (!pattern.test(text)) continue;
    if (outcome === "withdrawn" && /\b(?:they|\w+) (?:rejected|turned) me\b/i.test(text)) continue;
    if (
      outcome === "withdrawn" &&
      /\b(?:got|was|been|am|i'm|getting) (?:rejected|turned down|declined)|reject(?:ed|ion) (?:by|from)|turned me down|passed on me|refused me/i.test(
        text,
      )
    )
      continue;
    if (outcome === "passed" && /\bpassed on (?:me|my)/i.test(text)) continue;
    return outcome;
  }
  return null;
}

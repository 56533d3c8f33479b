/** What a pasted letter wants: a decision, a cancellation, a new time, an invitation. */
import type { Cues } from "./cues.ts";
import type { Intent } from "./reading.ts";

/** What every letter says: "if you need to reschedule or cancel, click here". */
const POLITE =
  /\b(?:if|should|in case)\b[^.\n]{0,60}\b(?:reschedul\w*|cancel\w*|different time|another time|change)|\bto (?:reschedule or cancel|cancel or reschedule)\b|\b(?:reschedule|cancel)\b[^.\n]{0,30}\b(?:here|link|below|click)\b/;

/** The order at the top, in letters: a decision, a cancellation, a new time, an invitation. */
export function letterIntent(text: string, cues: Cues): Intent {
  const rejected =
    /\b(?:other candidates?|another candidate|not (?:be )?(?:moving|proceed\w*|progress\w*|to move|to proceed|to progress|select\w*|continu\w*|a match|successful|advanc\w*|able to offer)|decided not to|regret to inform|we regret|unable to (?:offer|move|proceed)|position has (?:now )?been filled|role has (?:now )?been filled|won't be (?:moving|proceeding|progressing)|will not be (?:moving|proceeding|progressing|taking)|unfortunately[^.]{0,80}(?:not|other|unsuccessful|filled)|unsuccessful|wish you (?:every|all the|the best|success|luck) [^.]{0,20}(?:search|success|future|luck))\b/;
  const offered =
    /\b(?:(?:pleased|happy|delighted|excited|thrilled|glad|like) to (?:formally |officially )?(?:offer|extend)|extend(?:ing)? (?:you )?(?:an|the|our) (?:\w+ )?offer|offer letter|offer of employment|offer you the (?:position|role|job)|formal offer|job offer)\b/;
  const moved =
    /\b(?:reschedul\w*|(?:have|need|had|need(?:ing)?|like|ask(?:ing)?|possible|wanted|going|hoping|able|okay|ok) to (?:move|push|shift|postpone|change)|(?:has|have|been|was|is|will be|being) (?:moved|pushed|shifted|postponed|changed|rescheduled)|new (?:date|time|slot)|(?:move|push|shift|change|postpone) (?:your|our|the|tomorrow's|this|it)\b|\bnow (?:at|on|for|scheduled|taking place|be|starts?)\b|\bpreviously (?:at|on|scheduled|planned|\d|mon|tue|wed|thu|fri)|brought forward|rearrang\w*|\bmoved to\b|time change|change (?:of|to) (?:time|the time|schedule|date)|instead of|original(?:ly)? (?:time|scheduled)|different (?:time|day)|can no longer make|no longer available|postpone)\b/;
  const cancelled =
    /\b(?:(?:have|need|had|decided|going) to cancel|(?:has|have|been|is|was|will be|are) (?:now )?cancell?ed|cancel (?:your|our|the|tomorrow's|this)\b|cancell?ation of|cancell?ing (?:your|our|the|all)|(?:put|place|placed|putting|is|are) (?:\S+ ){0,4}on hold|hiring freeze|called off|call off|no longer (?:take|taking|going) (?:place|ahead)|will not (?:take place|be taking place|go ahead))\b/;
  const invites =
    /\binterview|\bscreen\b|\bonsite\b|\bcall with|\bconversation\b|\bchat\b|\bspeak\b|\bmeet(?:ing)?\b|\bround\b|\bassessment\b|\binvit|\bentrevista|\bgespräch|\bentretien|\bcolloquio|\bsollicitatie|\brozmow/;
  const polite = text
    // "move you on to the next stage" moves nobody's interview.
    .replace(/\b(?:mov(?:e|ing)|push(?:ing)?) (?:you|your application|forward|ahead|along|on)\b/g, "advance")
    .split(/(?<=[.\n])/)
    .filter((sentence) => !POLITE.test(sentence))
    .join("");
  if (
    /\b(?:interview|call|onsite|screen|meeting|chat|conversation)\b[^.\n]{0,80}\b(?:has been|have been|is|was|will be) (?:now )?cancell?ed/.test(
      polite,
    ) &&
    !moved.test(polite)
  )
    return "cancel";
  if (rejected.test(polite) && !(cues.time && cues.day)) return "outcome";
  if (offered.test(polite)) return "outcome";
  if (/\binstead of\b/.test(polite) && cues.time && cues.day) return "reschedule";
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
  return /\b(?:you(?:'ve| have) passed|through to the|advanced to|congratulations)\b/.test(polite)
    ? "outcome"
    : "unknown";
}

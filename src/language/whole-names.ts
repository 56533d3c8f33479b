/** Finds names made of days, hours, numbers or verbs ("March Capital", "7-Eleven") before these are read as such. */
import type { Known } from "./reading.ts";
import type { Span } from "./sheet.ts";
import { foldName } from "./targets.ts";

const MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December";
const DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Today|Tomorrow|Tonight";
const HEADS = `(?:${MONTHS}|${DAYS}|Next|Morning|Afternoon|Evening|Night)`;
const NUMBERS =
  "(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen|Fourteen|Fifteen|Twenty|Thirty|Forty|Fifty|Hundred|First|Second|Third|Fourth|Fifth)";
const VERBS =
  "(?:Delete|Cancel|Move|Add|Show|Remind|Remove|Push|Schedule|Book|List|Drop|Clear|Shift|Change|Track|Save|Help|Undo|Note|Confirm)";
/** What stands behind such a word and makes no name of it. */
const STOP = `(?:${MONTHS}|${DAYS}|Interviews?|Calls?|At|With|On|For|From|In|Via|By|To|And|Or|Then|The|An?|My|Our|Onsite|Phone|Video|Zoom|Teams|Meet|Morning|Afternoon|Evening|Night|Noon|Week|Month|Rounds?|Stages?|Steps?|Final|First|Second|Third|Technical|Tech|Panel|Recruiter|Screen(?:ing)?|Chat|Meeting|Session|Loop|System|Coding|Design|Case|Hiring|Manager|AM|PM|Am|Pm|UTC|GMT|[A-Z]{1,2}T|[A-Z][SD]T|CES?T|Hours?|Minutes?|Mins?|Days?|Weeks?|People|Persons|O'Clock)`;
const CAP = `(?!${STOP}\\b)\\p{Lu}[\\p{L}\\p{N}&'-]*`;
const CAPS = `${CAP}(?: ${CAP}){0,2}`;
const KIND =
  "(?:Systems|Labs?|Health|Corp|Inc|Ltd|LLC|GmbH|AG|Technolog(?:y|ies)|Capital|Studios?|Media|Group|Bank|Insurance|Energy|Software|Academy|Games|Ventures|Partners|Solutions|Therapeutics|Robotics|Foods|Networks|Analytics|Holdings|Financial|Security|Bio|Medical|Education|Interactive|Digital|Global|Consulting|Automation|Pharma|Motors|Airlines|Logistics)\\b";
const DAY =
  "(?:[Mm]on|[Tt]ues?|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un|[Tt]oday|[Tt]omorrow|[Tt]onight|[Nn]ext |[Tt]his |\\d{1,2}[/.]\\d)[\\p{Ll}]*";
const BETWEEN = "(?: (?:interview|call|chat|onsite|screen|round|phone screen|technical|final))?,?(?: on)?";
const CLOCK = /\d ?[ap]\.?m\b|\d[ap]\b|\d:\d\d|\b(?:at|@) ?\d|\d{1,2}h\b/i;

/** Each needs what else its words say; the name is the first group, or all of it. */
const RULES: readonly (readonly [pattern: RegExp, needs: "clock" | "nothing"])[] = [
  // "with March Capital": nobody is interviewed with a day.
  [new RegExp(`(?<=\\b(?:with|joining|at|@) )(${HEADS} ${CAPS})`, "gu"), "nothing"],
  // "Today Tix friday": a second day right behind it is the day.
  [new RegExp(`(?<=^\\W{0,3})(${HEADS} ${CAPS})(?=${BETWEEN} ${DAY}(?! \\p{Lu}))`, "gu"), "nothing"],
  [new RegExp(`(?<=^\\W{0,3}|\\b(?:with|joining) )((?:Noon|Midday|Midnight) ${CAPS})`, "gu"), "clock"],
  [new RegExp(`(?<!\\b(?:[Aa]t|@|[Aa]round|[Bb]y|[Ff]rom) )\\b(${NUMBERS} ${CAPS})`, "gu"), "nothing"],
  [new RegExp(`(?<![\\p{L}\\p{N}])(\\d{1,3} (?:Hour|Minute|Day|Second)s? ${CAP})`, "gu"), "nothing"],
  [new RegExp(`(?<=^\\W{0,3}|\\b(?:with|at|@|joining) )(${CAP} \\d{1,2})(?=${BETWEEN} ${DAY})`, "gu"), "clock"],
  [
    /(?<![\p{L}\p{N}.:/-])(\d{1,3}-(?!(?:min|h|d|w|y|m|am|pm|p|person|people|part|step|on|round|way|ish|point|to|noon|midday|midnight|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\w{0,9}\b)\p{L}[\p{L}\d]+|(?:7|seven)[ -]eleven)(?![\p{L}\d])/giu,
    "nothing",
  ],
  [new RegExp(`(?<=\\b(?:with|at|@|joining) )(${VERBS}(?: ${CAPS})?)(?![\\p{L}'])`, "gu"), "nothing"],
];
const VERB_NAME = new RegExp(`(?<=^\\W{0,3})(${VERBS} (${KIND}))`, "gu");
const ALONE = new RegExp(`^(?:${HEADS}|${NUMBERS}|${VERBS}|Noon|Midday|Midnight) ${CAPS}[.! ]*$`, "u");
const TELLING = new RegExp(`\\d|\\b(?:${HEADS}|${NUMBERS}|${VERBS}|Noon|Midday|Midnight)\\b|[Ss]even [Ee]leven`, "u");

/** Whether the text is nothing but such a name: then, asked for a company, it is one. */
export const isWholeName = (text: string): boolean => ALONE.test(text.trim());

/** The places of such names in a text, first ones first, none inside another. */
export function wholeNames(text: string, known: readonly Known[]): readonly Span[] {
  if (!TELLING.test(text)) return [];
  const found: Span[] = [];
  const take = (start: number, end: number) => {
    if (!found.some((other) => start < other.end && other.start < end)) found.push({ start, end });
  };
  for (const [pattern, needs] of RULES) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (needs === "clock" && !CLOCK.test(text.slice(end))) continue;
      take(match.index, end);
    }
  }
  // "Cancel Stripe" is an order; "Cancel Systems" with a day and an hour hardly is, unless Systems is stored.
  const stored = new Set(known.map((one) => foldName(one.company).join(" ")));
  for (const match of text.matchAll(VERB_NAME)) {
    if (stored.has((match[2] ?? "").toLowerCase()) || !CLOCK.test(text)) continue;
    take(match.index, match.index + match[0].length);
  }
  return found.sort((a, b) => a.start - b.start);
}

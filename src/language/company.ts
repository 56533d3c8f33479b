/** Finds the company in a short message: by its place in the sentence, not by a list of names. */

import { zoneOfPlace } from "./cities.ts";
import { isGivenName } from "./given-names.ts";
import { type NameRun, nameRuns, PART_OF_NAME } from "./names-left.ts";
import { MARK, type Sheet, type Span } from "./sheet.ts";

export interface CompanyGuess extends NameRun {
  readonly score: number;
  /** It only stands after "with", where a person may stand too. */
  readonly afterWith: boolean;
}

const INTERVIEW =
  "(?:interviews?|call|chat|onsite|on-site|phone|screen(?:ing)?|loop|round|one|meeting|conversation|session|panel|job|role|offer|position|process|application|recruiter|hr|hiring|team|people|test|assessment|prep|convo|visit|day|thing|office|hq|talk|zoom|teams|posting)";
const FOLLOWED = new RegExp(
  `^(?:'s|s')? ?(?:${INTERVIEW}\\b|[${MARK.round}${MARK.format}${MARK.role}]|(?:1st|2nd|3rd|first|second|third|final|next|technical) )`,
  "iu",
);
const ACTS =
  /^(?:'s)?,? (?:wants?|wanted|asked|asks|called|calls|rang|needs?|needed|has|have|had|is|are|was|were|just|said|says|emailed|wrote|replied|invited|offered|rejected|turned|made|moved|pushed|rescheduled|cancell?ed|scheduled|booked|passed|ghosted|declined|confirmed|gave|sent|never|finally|went|hired|would|will|can|could|can't|won't|didn't|hasn't|extended|decided|advanced|postponed|bumped|shifted|changed|got back|let me|told|proposed|suggested|set up|reached|responded|withdrew|chose|picked|accepted|liked|loved|again|and i\b|wrapped|done|finished|over)\b/i;
const STOPS = new RegExp(`^(?:$|[\\s]*[,.;:!?)\\n${Object.values(MARK).join("")}-])`, "u");
const STARTS = new RegExp(
  `(?:^|[,;:(\\n${MARK.day}${MARK.time}${MARK.span}${MARK.round}${MARK.format}${MARK.link}${MARK.role}-])\\s*$`,
  "u",
);

const RULES: readonly (readonly [RegExp, number])[] = [
  [/(?:\b(?:on behalf of|our client|for our client|client:?|employer:?|company:?)|\bclient,) $/i, 8],
  [/(?:\bat|@) (?:the )?$/i, 4],
  [
    /\b(?:interview(?:ing|ed)?|call|chat|screen|round|onsite|loop|meeting|conversation|offer|rejected|rejection|heard(?: back)?|recruiter|someone|anyone|people|folks|invite|invitation|team|offer letter|no|word|reply|response|news) (?:with|at|for|from|by|over at|@) (?:the )?$/i,
    5,
  ],
  [/\b(?:for|by) (?:the |my )?$/i, 3],
  [/\bfrom (?:the )?$/i, 3],
  [/\b(?:applied|application|apply|applying|withdrew|withdraw|cv|resume|back) (?:to|from|with) (?:the )?$/i, 5],
  [/\bwith (?:the |my |a |an )?$/i, 3],
  [/\b(?:the|my|that|this|an?|our) $/i, 1],
  [
    /\b(?:cancel|move|reschedule|delete|remove|push|shift|postpone|bring|drop|add|schedule|book|new|did|does|is|has|show|finished|completed?|bombed|aced|nailed|passed|failed|prep|prepare|thank|delay|scrap|skip|track|save|rejected by|about|re|regarding|tell) (?:me |the |my |for |in )?$/i,
    2,
  ],
  [/\b(?:to|re:?|regarding|about|of) (?:the |my )?$/i, 1],
  [/\b(?:on|in|near|via|into|around|of) (?:the )?$/i, -3],
];

function scoreOf(run: NameRun, sheet: Sheet): CompanyGuess {
  const { rest } = sheet;
  const ahead = rest.slice(Math.max(0, run.start - 40), run.start);
  const behind = rest.slice(run.end, run.end + 40);
  let score = run.capital ? 2 : 0;
  for (const [pattern, weight] of RULES) {
    if (!pattern.test(ahead)) continue;
    score += weight;
    break;
  }
  const followed = FOLLOWED.test(behind);
  if (followed) score += 4;
  if (ACTS.test(behind)) score += 3;
  if (STARTS.test(ahead) && STOPS.test(behind)) score += 2;
  else if (STARTS.test(ahead)) score += 1;
  if (/^'s\b/.test(behind)) score += 1;
  if (/\.(?:com|ai|io|co|dev|app|org|net)$/i.test(run.name)) score += 3;
  const afterWith = /\b(?:with|w\/|by|from|to|thank) (?:the )?$/i.test(ahead);
  const words = run.name.split(/[ ,]/);
  // "Jane Street" is no Jane.
  const person = isGivenName(words[0] ?? "") && words.length <= 3 && !PART_OF_NAME.test(words[1] ?? "");
  if (person && !FOLLOWED.test(behind)) score -= 5;
  if (zoneOfPlace(run.name) !== null && !FOLLOWED.test(behind)) score -= 4;
  const name = followed ? withoutCity(run.name) : run.name;
  // "a table": small words after an article are things, unless an interview follows.
  if (
    !run.capital &&
    /\b(?:an?|some|his|her|their|our|your|any|no)(?: \p{Ll}+)? $/iu.test(ahead) &&
    !FOLLOWED.test(behind)
  )
    score -= 6;
  return { ...run, name, score, afterWith };
}

/** More unknown words than these are no message about an interview. */
const MOST_RUNS = 60;

/** All runs of words that may be the company, and the names known to be whole, best first. A score below 1 means: only if nothing else is there. */
export function companyGuesses(sheet: Sheet, whole: readonly Span[] = []): CompanyGuess[] {
  const certain = whole.map(
    (span): NameRun => ({ ...span, name: sheet.text.slice(span.start, span.end), capital: true }),
  );
  const runs = [...certain, ...nameRuns(sheet).slice(0, MOST_RUNS)];
  return (
    runs
      .map((run) => {
        const guess = scoreOf(run, sheet);
        // "Coles supermarket interview": the small word behind a name only describes it.
        const described = runs.some((next) => run.capital && !next.capital && next.start === run.end + 1);
        const describes = runs.some((last) => last.capital && !run.capital && run.start === last.end + 1);
        const sure = certain.includes(run) ? 3 : 0;
        return { ...guess, score: guess.score + (described ? 3 : 0) - (describes ? 6 : 0) + sure };
      })
      // Where a name is written with a capital, a small word is hardly the company.
      .map((guess, _, all) =>
        !guess.capital && all.some((other) => other.capital && other.score >= 4)
          ? { ...guess, score: guess.score - 4 }
          : guess,
      )
      .sort((a, b) => b.score - a.score || a.start - b.start)
  );
}

const TAIL = /(?:,? (?:inc|ltd|llc|gmbh|hq|headquarters|recruiting|careers|hr))?[.,!]*$/i;

/** The name as a person would write it: with a capital if it was typed in small letters. */
export function written(name: string): string {
  const bare = name.replace(TAIL, "").trim();
  if (/\p{Lu}/u.test(bare)) return bare;
  return bare
    .replace(/(^|[ -])(\p{Ll})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase())
    .replace(/ (Of|And|The|De)(?= )/g, (word) => word.toLowerCase());
}

/** "Google Warsaw onsite": the city says where; "Bank of Ireland" and "Air France" are names. */
function withoutCity(name: string): string {
  const words = name.split(" ");
  const city = words.at(-1) ?? "";
  if (words.length < 2 || /^(?:of|de|du|the)$/i.test(words.at(-2) ?? "") || COUNTRY.test(city)) return name;
  return zoneOfPlace(city) === null ? name : words.slice(0, -1).join(" ");
}

const COUNTRY =
  /^(?:France|Germany|Italy|Spain|Ireland|India|Japan|China|Korea|Poland|Portugal|Canada|Israel|Turkey|Egypt|Kenya|Nigeria|Switzerland|Austria|Sweden|Norway|Denmark|Finland|England|Scotland|Wales|Georgia|Jamaica|Cuba|Iran|Victoria|California|Texas|Florida|Arizona|Hawaii|Colorado|Illinois|Nice|Best|Central)$/i;

/** Finds the role that an interview or posting is for: "Senior Data Engineer", "Head of Design Systems". */
import { isGivenName } from "./given-names.ts";
import { mark, type Sheet, type Span } from "./sheet.ts";

const HEADS =
  "engineer|developer|manager|designer|analyst|scientist|architect|consultant|director|lead|associate|specialist|coordinator|administrator|officer|intern|internship|researcher|accountant|nurse|teacher|representative|executive|assistant|strategist|technician|marketer|programmer|tester|copywriter|editor|writer|owner|master|advocate|evangelist|planner|buyer|controller|counsel|paralegal|producer|supervisor|clerk|lecturer|professor|postdoc|mechanic|electrician|pharmacist|therapist|journalist|advisor|adviser|agent|auditor|economist|librarian|operator|trader|underwriter|actuary|recruiter|partner|trainer|instructor|photographer|animator|illustrator|translator|chef|barista|cashier|driver|receptionist|physician|doctor|dentist|veterinarian|biologist|chemist|physicist|statistician|mathematician|lawyer|attorney|solicitor|swe|sde|sre|sdet|tpm|apm|dba|bdr|sdr|cto|cfo|coo|ceo|cmo|cpo|ae|csm|dev|crew|merchandiser|steward|stewardess|pilot|captain|carpenter|plumber|welder|nanny|tutor|coach|dancer|curator|geologist|surveyor|broker|banker|teller|cook|waiter|waitress|server|bartender|sommelier|baker|optician|optometrist|dietitian|paramedic|firefighter|radiographer|midwife|hygienist|phlebotomist|psychologist|counsellor|counselor|fellow|apprentice|trainee|fellowship|apprenticeship|generalist|quant|head|vp|chief|president|staff|devops|qa|ux|pm|em";
const HEAD = new RegExp(`(?<![\\p{L}\\p{N}'&/-])(?:${HEADS})s?(?![\\p{L}\\p{N}'&])`, "giu");
const QUALIFIERS = new Set(
  "senior sr sr. snr junior jr jr. lead principal staff chief head associate assistant deputy vice executive group global regional national software hardware backend back-end frontend front-end front back end fullstack full-stack full stack web mobile ios android cloud data machine learning ml ai deep nlp computer vision platform infrastructure site reliability security cyber cybersecurity network systems system embedded firmware devops devsecops qa quality test automation product program project technical tech ux ui ui/ux ux/ui visual interaction graphic brand content growth marketing digital performance seo social media community customer client success support service sales account business development operations ops finance financial risk credit investment compliance legal tax audit hr people talent acquisition human resources office supply chain logistics procurement research applied user clinical medical registered solutions solution enterprise integration forward deployed developer relations partner partnerships strategic strategy management policy public affairs communications corporate event events analytics analytic bi intelligence database big etl python java javascript typescript react node node.js golang go rust ruby rails php .net c++ c# scala kotlin swift salesforce sap game games gameplay graphics robotics mechanical electrical civil chemical process industrial manufacturing design engineering science quantitative quant trading blockchain smart contract scrum agile delivery release build summer winter graduate grad entry level entry-level mid-level mid new working student part-time freelance remote founding vp svp evp avp director manager engineer designer analyst scientist architect revenue pricing category merchandise store retail restaurant kitchen warehouse field regional territory inside outside country general it information technology health safety environmental learning training instructional curriculum primary secondary school university postdoctoral lab laboratory bioinformatics computational statistical copy creative art video motion 3d sound audio voice search ads payments fraud trust identity privacy storage distributed compiler kernel linux windows aws azure gcp".split(
    " ",
  ),
);
/** "Tom Ng, CTO": a title behind a given name is that person's. */
const NAMED = /(\p{Lu}[\p{L}'-]+)(?: \p{Lu}[\p{L}'-]+)?(?:,| \(| -) ?(?:the |our |a )?$/u;
const LEAD_IN =
  /(?:\b(?:for|as|of|the|a|an|our|their|your|position|role|job|title|posting|opening|vacancy|hiring|tracking|track|save|interview|applied for|applying for)\b|[:(/,-]|^|\n)\s?(?:the |a |an |our )?$/i;
const STRONG_AFTER =
  /^\s?(?:role|position|job|opening|vacancy|opportunity|posting|interview|at\b|@|with\b|-|,|\/|\)|\n|$|\.|\(|\ue001|in\b|for\b|on\b|team\b)/i;
const WORD_BEFORE = /([\p{L}\p{N}][\p{L}\p{N}/&+.#'-]*|&|C\+\+|C#|\.NET)([ /-])$/u;

interface Found extends Span {
  readonly role: string;
}

const capital = (word: string) => /^[\p{Lu}\d]/u.test(word);

function leftOf(rest: string, start: number, free: boolean): number {
  let from = start;
  for (let words = 0; words < 6; words += 1) {
    const found = WORD_BEFORE.exec(rest.slice(Math.max(0, from - 30), from));
    const word = found?.[1] ?? "";
    if (!found || word === "" || /[.,:;]$/.test(word)) break;
    const known =
      QUALIFIERS.has(word.toLowerCase()) ||
      word === "&" ||
      word
        .toLowerCase()
        .split(/[/&-]/)
        .every((part) => QUALIFIERS.has(part));
    if (
      !known &&
      !(
        free &&
        capital(word) &&
        !/^(?:I|For|The|A|An|As|At|With|Add|Track|Save|Applied|Interview|Role|Position|New|Job|Our|Your|Their|My)$/.test(
          word,
        )
      )
    )
      break;
    from -= found[0].length;
  }
  return from;
}

const RIGHT =
  /^(?:[ -](?:I{1,3}|IV|VI?|[1-5])\b)?(?:(?: of| -|,? for) (?!the\b|a\b|our\b|your\b)(?:\p{Lu}[\p{L}&/-]*)(?: (?:and |& |of )?\p{Lu}[\p{L}&/-]*){0,3}(?=\s*(?:$|[\n.,)(\ue001-\ue00a]| (?:role|position|job|opening|at|with|@|-|in|on|team)\b))| of (?:\p{L}+)(?: (?:and|&) \p{L}+)?(?: (?:systems|design|science|engineering|operations|success|learning|development|management|marketing|relations|experience))?)?(?:, (?!Remote\b|Inc\b|Ltd\b)\p{Lu}[\p{L}&/ -]{1,30}?(?= (?:role|position|job|opening|vacancy)\b))?(?: \((?:[\p{L}/&,. -]{2,30})\)(?= (?:role|position|job|at)\b))?/u;

const OF_NEEDED = /^(?:head|vp|chief|president)$/i;
const SHORT =
  /^(?:pm|em|qa|ux|ae|csm|staff|head|lead|ceo|cto|cfo|coo|cmo|cpo|owner|master|partner|chief|president|vp|fellow|devops|intern|doctor|dentist|agent|driver|editor|manager|engineer|recruiter)s?$/i;
/** Somebody else's title: "Marcus Webb, Senior Engineer", "our CTO", "with the recruiter". */
const OF_SOMEBODY =
  /(?:\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?(?:,| \(| -) ?(?:the |our |a )?|\b(?:with|meet|meeting|is|by|from|by) (?:the|our|their|a|an|my|your)(?: \p{L}+){0,2} )$/u;

/** `strict` is for letters, where titles mostly belong to whoever signs; before `subjectEnd` they do not. */
export function findRole(sheet: Sheet, strict: boolean, subjectEnd: number): string | undefined {
  const labelled = labelledRole(sheet);
  if (labelled) return claim(sheet, labelled);
  let best: (Found & { readonly weight: number }) | undefined;
  for (const head of sheet.rest.matchAll(HEAD)) {
    const found = around(sheet.rest, head.index, head[0], strict && head.index >= subjectEnd);
    if (found && (!best || found.weight > best.weight)) best = found;
  }
  return best ? claim(sheet, best) : undefined;
}

function around(rest: string, at: number, head: string, strict: boolean): (Found & { weight: number }) | null {
  const plainStart = leftOf(rest, at, false);
  const freeStart = leftOf(rest, at, true);
  const ahead = (start: number) => rest.slice(Math.max(0, start - 40), start);
  const start = LEAD_IN.test(ahead(freeStart)) && !/(?:^|\n)\s?$/.test(ahead(freeStart)) ? freeStart : plainStart;
  const right = RIGHT.exec(rest.slice(at + head.length, at + head.length + 90))?.[0] ?? "";
  const end = at + head.length + right.trimEnd().length;
  const role = rest.slice(start, end).trim();
  if (OF_NEEDED.test(head) && !/ of | \p{Lu}/iu.test(right) && start === at) return null;
  const behind = rest.slice(end, end + 20);
  const roleWord = /^\s?(?:role|position|job|opening|vacancy|opportunity|posting)\b/i.test(behind);
  const lead =
    /\b(?:for|as)\s(?:the |a |an |our |their )?$|\b(?:role|position|job|posting|title|opening|vacancy)(?: of|:| as| -| is)? (?:a |an |the )?$/i.test(
      ahead(start),
    );
  if (SHORT.test(role) && !(roleWord || lead)) return null;
  if (/^(?:pm|em|qa|ux|ae)$/i.test(role) && role !== role.toUpperCase() && !roleWord) return null;
  if (isGivenName(NAMED.exec(ahead(start))?.[1] ?? "") && !roleWord && !lead) return null;
  if (OF_SOMEBODY.test(ahead(start)) && !roleWord && !lead && strict) return null;
  if (/\b(?:with|meet|meeting) (?:the|our|their|a|an|my|your) $/i.test(ahead(start)) && !roleWord) return null;
  const inBrackets = rest[start - 1] === "(" && rest[end] === ")";
  if (strict && !roleWord && !lead && !inBrackets) return null;
  if (!strict && !roleWord && !lead && !STRONG_AFTER.test(rest.slice(end, end + 12))) return null;
  return { start, end, role, weight: (roleWord ? 2 : 0) + (lead ? 2 : 0) + (role.includes(" ") ? 1 : 0) };
}

const PHRASE = "[\\p{L}\\p{N}][\\p{L}\\p{N}/&+.#'() ,-]{1,60}?";
const LABELLED: readonly RegExp[] = [
  new RegExp(
    `(?:^|\\n)[ \\t-]*(?:role|position|job title|title|job|opening|vacancy): ?(${PHRASE})(?= at | with |\\n|$| \\(| - )`,
    "iu",
  ),
  new RegExp(
    `\\b(?:for|regarding|about|in) (?:the |our |a |an |your application (?:for|to) (?:the |our )?)(?:open |new )?(?:position|role|job|vacancy|post) (?:of|as) (?:an? |the |our )?(${PHRASE})(?= at | with | in | on |[.,;\\n!?(]|$|\\s?[\\ue001-\\ue00a])`,
    "iu",
  ),
  new RegExp(
    `\\b(?:for|regarding|as|about|to|in) (?:the |our |a |an |their |this |your application (?:for|to) (?:the |our )?)(?:open |new |exciting )?(${PHRASE}) (?:role|position|job|opening|vacancy|opportunity|posting)\\b(?! (?:of|as)\\b)`,
    "iu",
  ),
  // "the Data Steward role at St. Jude", "applied for android dev at CRED": whatever the words, the place in the sentence tells.
  new RegExp(
    `\\b(?:the|a|an|this|new) (?:open |new )?(${PHRASE}) (?:role|position|job|opening|vacancy|posting) (?:at|with|from|@) `,
    "iu",
  ),
  new RegExp(
    `\\b(?:appl(?:ied|ying|y)|application) (?:for|as) (?:the |a |an |their )?(${PHRASE}) (?:at|with|@) `,
    "iu",
  ),
  new RegExp(
    `\\b(?:interview|call|conversation|screen|application|invitation|chat) for (?:the |our |a |an )?(?:(?:position|role) of )?(${PHRASE}) (?:role|position)\\b`,
    "iu",
  ),
];
const NO_ROLE =
  /^(?:same|this|that|above|new|next|open|right|following|current|full-time|the|a|an|our|job|interview|dream|remote|it|potential|perfect|good|said|advertised|position|role)\b/i;

function labelledRole(sheet: Sheet): Found | null {
  for (const pattern of LABELLED) {
    const found = pattern.exec(sheet.rest);
    const role = found?.[1]?.trim();
    if (!found || role === undefined || NO_ROLE.test(role)) continue;
    // A phrase of small words is a sentence, not a title; "for the onsite for the X role" starts again at the last "the".
    const inner = / (?:for|as) (?:the|a|an|our) (.+)$/i.exec(role)?.[1] ?? role;
    if (/\b(?:is|are|was|will|have|has|you|your|we|i)\b/i.test(inner) || inner.length > 60) continue;
    const start = found.index + found[0].lastIndexOf(inner);
    return { start, end: start + inner.length, role: inner };
  }
  return null;
}

function claim(sheet: Sheet, { start, end, role }: Found): string {
  mark(sheet, { start, end }, "role");
  return role.replace(/[,.]$/, "");
}

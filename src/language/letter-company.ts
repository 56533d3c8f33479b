/** Finds the company that a letter comes from or is about: every hint gives a vote. */

import { isGivenName } from "./given-names.ts";
import type { Letter } from "./letters.ts";
import { EMAIL_PATTERN } from "./people.ts";
import { isCommon } from "./words.ts";

const NAME =
  "((?:(?:Dr|St)\\. )?(?:[\\p{Lu}\\d][\\p{L}\\p{N}'.&+-]*\\p{L}|[\\p{Lu}\\d][\\p{L}\\p{N}]*)(?: (?:(?:of|and|&|de|the) )?(?:[\\p{Lu}\\d][\\p{L}\\p{N}'.&+-]*\\p{L}|(?!I\\b)\\p{Lu}|\\d+)){0,3})";
const at = (source: string, weight: number): readonly [RegExp, number] => [
  new RegExp(source.replace("NAME", NAME), "gu"),
  weight,
];

const BODY: readonly (readonly [RegExp, number])[] = [
  at("(?:[Oo]n behalf of(?: (?:our|my) client,?)?|[Oo]ur client,?|[Mm]y client,?|[Cc]lient:) NAME", 9),
  at("(?:[Cc]ompany|[Ee]mployer): NAME", 6),
  at(
    "(?:[Ii]nterviews?|interviewing|[Oo]nsite|[Ss]creen|[Cc]all|[Cc]onversation|[Cc]hat|[Rr]ound|[Mm]eeting|[Ll]oop|process|[\\ue005\\ue006]) (?:with|at|for|here at) (?:the )?NAME",
    4,
  ),
  at(
    "(?:role|position|job|opening|opportunity|team|career|careers|engineer|developer|manager|designer|analyst|scientist|internship|candidacy|recruiter|recruiting|recruitment|talent|hiring|application|everyone|folks|here|us|colleagues|people|life|work|working|office) (?:at|with|to|from|@) (?:the )?NAME",
    4,
  ),
  at(
    "(?:interest|interested) in (?:joining |working (?:at|for|with) |(?:a|the) (?:role|position|career) (?:at|with) )?(?:the )?NAME",
    3,
  ),
  at("(?:appl(?:ied|ying|ication)|[Tt]hank(?:s| you) for applying) (?:to|at|with|for) (?:the )?NAME", 4),
  at("[Gg]reetings from (?:the )?NAME", 4),
  at("(?:talk|talking|speak|speaking|chat|chatting) (?:to|with) (?:the )?NAME", 2),
  at("(?:join|joining) (?:us at |the )?NAME", 2),
  at("(?:^|\\n|[,!.] )NAME here[!.,]", 5),
  at("(?:I'm|I am|[Tt]his is|[Mm]y name is) [\\p{L} ,]{2,40}? (?:from|at|with) (?:the )?NAME", 4),
  at("[Yy]our (?:upcoming |recent |next )?NAME (?:interview|application|onsite|phone|recruiter|team)", 4),
  at("(?:^|\\n)Invitation: NAME", 4),
  at("[Tt]he NAME (?:[Tt]eam|[Rr]ecruiting|[Tt]alent|[Hh]iring|[Pp]eople|HR)", 4),
  at("(?:with|for|at|from) (?:the )?NAME(?: (?:recruiting|team|HR))?", 1),
];

const JOB =
  "(?:[Rr]ecruiter|[Rr]ecruiting|[Rr]ecruitment|[Tt]alent(?: [Aa]cquisition| [Pp]artner)?|HR|[Pp]eople(?: [Oo]ps| [Oo]perations| [Tt]eam| [Pp]artner)?|[Hh]iring(?: [Mm]anager| [Tt]eam)?|[Cc]oordinator|[Ss]ourcer|[Mm]anager|[Ee]ngineer(?:ing)?|[Pp]artner|[Dd]irector|CTO|CEO|[Ff]ounder|[Hh]ead(?: of \\p{L}+)?|[Ss]pecialist|[Aa]ssociate|[Gg]eneralist|[Cc]areers|[Ll]ead|VP(?: \\p{L}+)?)";
const SIGNATURE: readonly (readonly [RegExp, number])[] = [
  at(`${JOB}(?:,| @| \\||,? at| -| \\/| •|:) ?(?:the )?NAME`, 5),
  at(
    `(?:^|\\n)(?:The )?NAME(?:'s)? (?:[Tt]alent|[Rr]ecruiting|[Rr]ecruitment|[Hh]iring|[Pp]eople|HR|[Tt]eam|[Cc]areers)`,
    5,
  ),
  at("(?:^|\\n)\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+)?, NAME(?=\\n|$)", 3),
  at("(?:^|\\n)(?:[^\\n|,]{2,60})(?: \\| | - | @ )NAME(?=\\n|$)", 3),
  at("(?:^|\\n)NAME(?: (?:Inc|Ltd|GmbH|LLC|plc|AG|B\\.V)\\.?)?(?=\\n|$)", 2),
];

const OTHERS_DOMAIN =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|proton|protonmail|gmx|web|mail|greenhouse|greenhouse-mail|lever|hire|ashbyhq|workday|myworkday|workable|smartrecruiters|recruitee|personio|teamtailor|bamboohr|jobvite|icims|taleo|successfactors|calendly|zoom|calendar|example|linkedin|indeed|no-reply|noreply|goodtime|modernloop|candidates)$/i;
const SKIP =
  /^(?:Sehr|Vielen|Mit|Wir|Hola|Bonjour|Buenos|Buongiorno|Olá|Estimad[oa]|[LR]\d|Hi|Hello|Dear|Hey|Thanks|Thank|Best|Kind|Regards|The|This|Our|Your|Interview|Phone|Video|Google Meet|Zoom|Microsoft Teams|Teams|Meet|Skype|Webex|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Re|Fwd|Subject|Date|Time|When|Where|Duration|Invitation|Confirmation|Joining|Organizer|Location|Pacific|Eastern|Central|Mountain|January|February|March|April|May|June|July|August|September|October|November|December|Candidate|Applicant|Team|Talent|Recruiter|Recruiting|People|HR|Senior|Technical|Final|First|Second|Onsite|Panel|Hiring Manager|Engineering|Engineer|Software|Product|Data|Head|Lead|Manager|You|I|We|If|Please|Sent|From|To|Cc|Human Resources|Recursos Humanos|Ressources Humaines|Risorse Umane|Personalabteilung|Personalwesen|Event|Guests|Organiser|Zeit|Datum|Monsieur|Madame|Herr|Frau|Acquisition|Ops|Operations|Department|Sincerely|Cheers|Warm|Noted|UTC|GMT|CET|PST|EST|PT|ET|AM|PM|CTO|CEO|VP|Calendar|Outlook|LinkedIn|Slack|New|Update|Updated|Next|Steps|Round|Screen|Call|Chat|System|Design|Coding|Schedule|Scheduled|Rescheduled|Cancelled|Canceled|Availability|Details|Partner|Coordinator|Specialist)$/u;
const key = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/** Parts of a subject that are no role, stage or polite word: "Interview confirmation - Data Analyst (N26)". */
function subjectParts(subject: string): string[] {
  return subject
    .replace(/\b(?:with|at|for|from|@)\b/gi, "|")
    .split(/ [-–] |[|:()/,!]| @ /)
    .map((part) =>
      part
        .replace(
          /\b(?:interviews?|invitation|confirmation|confirmed|your|the|upcoming|schedule|scheduling|details|next steps?|update|application|invite|phone screen|screen|onsite|on-site|virtual|first|second|final|technical|round|call|chat|request|re|agenda|rescheduled?|cancell?ed|reminder|new time|change|of|availability|meeting|process|stage|video|hiring manager|panel|interviewing|to|you|regarding|offer|job|position|role|status)\b/gi,
          " ",
        )
        .replace(/\s+/g, " ")
        .trim(),
    )
    .filter((part) => /^\p{Lu}|^\d+\p{L}/u.test(part) && part.split(" ").length <= 4);
}

const domainOf = (email: string): string => {
  const labels = (email.split("@")[1] ?? "").toLowerCase().split(".");
  const label = labels.length > 2 && /^(?:co|com|org|ac)$/.test(labels.at(-2) ?? "") ? labels.at(-3) : labels.at(-2);
  return label ?? "";
};

export interface Voted {
  readonly name: string;
  readonly votes: number;
}

/**
 * The company of a letter with its votes, or null. `notCompanies` are the names of people and roles already read, which
 * never win; `marked` is the body with everything else that was read marked out.
 */
export function letterCompany(letter: Letter, marked: string, notCompanies: ReadonlySet<string>): Voted | null {
  const votes = new Map<string, { name: string; votes: number }>();
  const vote = (raw: string | undefined, weight: number) => {
    const name = (raw ?? "")
      .replace(/(?:'s)$|[.,]$/g, "")
      .replace(/^(?:The) /, "")
      .replace(
        / (?:Team|Recruiting|Talent|HR|Careers|People|Hiring|Recruitment|Interview|Interviews|Phone|Onsite|On)(?: .*)?$/,
        "",
      )
      .trim();
    if (
      name.length < 2 ||
      SKIP.test(name) ||
      notCompanies.has(key(name)) ||
      notCompanies.has(key(name.split(/ (?:and|&) /)[0] ?? "")) ||
      (isCommon(name) && weight < 4) ||
      /^\p{Lu}\S+ \p{Lu}\S+ and \p{Lu}\S+ \p{Lu}/u.test(name) ||
      /^\d+$/.test(name) ||
      isGivenName(name)
    )
      return;
    const entry = votes.get(key(name));
    if (entry) entry.votes += weight;
    else votes.set(key(name), { name, votes: weight });
  };
  const signature = letter.body.slice(letter.signatureAt);
  for (const [pattern, weight] of BODY) for (const found of marked.matchAll(pattern)) vote(found[1], weight);
  for (const [pattern, weight] of SIGNATURE) for (const found of signature.matchAll(pattern)) vote(found[1], weight);
  if (letter.quoted !== "")
    for (const [pattern, weight] of BODY)
      for (const found of letter.quoted.matchAll(pattern)) vote(found[1], weight / 2);
  for (const part of subjectParts(letter.subject)) vote(part, 3);
  const from = /^"?([^"<@]{2,60}?)"? ?(?:via [^<]+)?</.exec(letter.from)?.[1] ?? "";
  vote(/(?:@|at|from|\||,|\() ?(\p{Lu}[\p{L}\p{N}.& ]+)\)?$/u.exec(from)?.[1], 3);
  vote(/^(\p{Lu}[\p{L}\p{N}.&]+) (?:Recruiting|Talent|Careers|Team|HR|Hiring)/u.exec(from)?.[1], 4);
  for (const email of letter.whole.match(EMAIL_PATTERN) ?? []) {
    const domain = domainOf(email);
    if (domain === "" || OTHERS_DOMAIN.test(domain)) continue;
    const same = [...votes.entries()].find(
      ([name]) =>
        name === domain.replace(/[^a-z0-9]/g, "") ||
        name === domain.replace(/[^a-z0-9]/g, "").replace("and", "") ||
        (name.length > 3 && (domain.startsWith(name) || name.startsWith(domain))),
    );
    if (same) same[1].votes += 4;
    else vote(domain.charAt(0).toUpperCase() + domain.slice(1), 2);
  }
  const best = [...votes.values()].sort((a, b) => b.votes - a.votes)[0];
  return best && best.votes >= 2 ? best : null;
}

/** Finds who takes part: names after "with", in lists and agendas, with the addresses that the text has for them. */
import type { Interviewer } from "../interviews/interview.ts";
import { isGivenName } from "./given-names.ts";
import { mark, type Sheet } from "./sheet.ts";
import { isCommon } from "./words.ts";

/** Titles before a name, in the languages that letters come in; a title with a dot needs it where it is a letter or a word. */
const TITLE =
  "(?:(?:(?:Dr|Mr|Mrs|Ms|Mx|Prof|Professor|Sir|Dame|Herrn?|Frau|Monsieur|Madame|Mademoiselle|Mme|Mlle|Señora?|Srta|Sra|Signora?|Dott|Ing|Dipl|Dhr|Mevr|Mevrouw|Meneer|Pani?|Senhora?|Hr|Fr)\\.?|M\\.|Sr\\.|Sig\\.(?:ra)?|Dra?\\.) ){0,3}";
const CAP = "\\p{Lu}[\\p{L}'-]*\\p{L}";
const PARTICLES = "(?:(?:de|da|di|del|della|van|von|der|den|ter|ten|bin|ibn|al|el|la|le|dos|du|zu|y|san) ){0,3}";
const NAME = `${TITLE}((?:\\p{Lu}\\. ?){0,2}${CAP}(?: (?:\\p{Lu}\\.|${PARTICLES}${CAP})){0,3})`;
const EMAIL = "(?<![\\w.+%-])[\\w.+%-]{1,64}@[\\p{L}\\p{N}.-]{1,120}\\.\\p{L}{2,20}";
export const EMAIL_PATTERN = new RegExp(EMAIL, "giu");
const ADDRESS = `(?: ?[<([]? ?(?:mailto:)?(${EMAIL})[>)\\]]?)`;

const AT_NAME = new RegExp(`${NAME}(?!\\p{L})`, "uy");
const AT_ADDRESS = new RegExp(ADDRESS, "iuy");
const PARENTHESES = / ?\([^()\n]{1,80}\)/uy;
/** Both ways to begin a word, because in these patterns a capital must stay a capital. */
const eitherCase = (words: string): string =>
  words
    .split("|")
    .map((word) =>
      word.length <= 3
        ? `${word}|${word.toUpperCase()}`
        : `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`,
    )
    .join("|");
const TITLES = eitherCase(
  "engineer|developer|manager|designer|analyst|scientist|architect|director|lead|head|vp|cto|ceo|cfo|coo|cpo|founder|co-founder|cofounder|president|partner|recruiter|specialist|consultant|officer|principal|coordinator|chief|team",
);
const JOB_TITLE = new RegExp(
  `,? (?:(?:[Tt]he|[Oo]ur|an?|their|my) )?(?:[\\p{L}&/-]+ ){0,4}?(?:${TITLES})\\b(?:(?:(?<!cto|CTO|ceo|CEO|coo|COO|cfo|CFO|ounder|ecruiter|resident) of|,)? (?!and\\b)[\\p{Lu}&][\\p{L}&/]*){0,4}`,
  "uy",
);
const SEPARATOR =
  /(?:,? (?:and|&|plus|\+) (?:then )?(?:(?:his|her|their|my|our) colleague )?|[,;/] ?(?:and )?|\n[ \t]*[-*] ?|\n(?=\p{Lu}))/iuy;

const TRIGGER = new RegExp(
  [
    "\\b(?:with|w/) (?:my |our |the |their |a |an )?(?:colleagues? |new |future |potential )?",
    "(?:\\b|(?<=\\n))(?:interviewers?|interviewer\\(s\\)|panel(?:ists?| members?)?|attendees|participants|teilnehmer(?:innen)?|gesprächspartner(?:innen)?|participantes|intervenants|partecipanti|entrevistador(?:es)?|who|your interviewers? (?:is|are|will be)|interview panel|meeting with|with|hosted by|host|people)(?: will be| are| is)?\\s?: ?(?:\\n[ \\t]*-? ?)?",
    "\\b(?:you(?:'ll| will|'re going to| are going to)|i(?:'ll| will|'m)|we(?:'ll| will)) (?:be )?(?:meet(?:ing)?|speak(?:ing)?|talk(?:ing)?|chat(?:ting)?|interview(?:ing)?|see(?:ing)?)(?: (?:with|to))?:? (?:our |the |my |both )?(?:\\n[ \\t]*-? ?)?",
    "\\b(?:interview(?:ed|er is|ers are)?|run|led|conducted|hosted|joined|taken|done|held) by (?:my |our |the |their )?(?:colleagues? )?",
    "\\b(?:your interviewers?|the interviewers?|interviewers?|my interviewers?|panel) (?:is|are|will be|being) ",
    "\\b(?:meet|meeting|meet with|speak (?:with|to)|speaking (?:with|to)|talk (?:with|to)|talking to|see) (?:my |our |the |their )?(?:colleagues? )?",
    "\\b(?:colleagues?|recruiter|hiring manager|manager|cto|ceo|cfo|coo|cpo|founder|co-founder|vp|director|head of \\p{L}+|lead|principal|engineer|interviewer|panelist|vp of \\p{L}+|team lead),? (?:is )?",
    "\\b(?:thank(?:ing)?|(?:note|e-?mail|letter|message|thanks|thank[- ]you|line|write|send|draft) (?:to|for)) (?:the |my )?",
    "(?:\\b(?:two|three|four|five|\\d) (?:people|interviewers|engineers|persons|panelists)(?: there)?|panel|people)(?:: |, | - | \\()",
  ].join("|"),
  "giu",
);

const ACTS =
  /^,?(?: \([^)\n]{1,60}\))?,? (?:will (?:be )?(?:call(?:ing)?|ring(?:ing)?|phone|interview(?:ing)?|join(?:ing)?|meet(?:ing)?|speak(?:ing)?|host(?:ing)?|lead(?:ing)?|conduct(?:ing)?|run(?:ning)?|dial|talk|see|chat|take|walk|be (?:there|your|on))|is (?:calling|interviewing|joining|hosting|running|going to (?:call|interview)|your interviewer)|(?:and \p{Lu}\p{L}+ )?(?:will be|are) (?:interviewing|joining|there|on the call)|will\b)/iu;
const NAMED_ACTOR = new RegExp(
  `(?:^|[.!?\\n(,;:] ?|\\band )${NAME}(?=\\)?,?(?: \\([^)\\n]{1,60}\\))?,? (?:will|is (?:calling|interviewing|joining|hosting|running|going|your)|are interviewing)\\b)`,
  "gu",
);

/** What a capital starts, and no name does. */
const NOT_A_NAME =
  /^(?:Our|The|Your|My|This|That|We|You|They|It|He|She|Someone|Interview|Interviews|Team|Teams|Google|Zoom|Phone|Video|Microsoft|Please|Thanks|Thank|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December|Hiring|Senior|Staff|Lead|Principal|Head|Software|Product|Engineering|Engineer|Manager|HR|Human|People|Talent|Recruiting|Recruiter|CEO|CTO|VP|Director|System|Technical|Final|Panel|Onsite|Call|Round|Screen|Design|Data|Regards|Best|Kind|Hi|Hello|Dear|Hey|Who|What|When|Where|Which|No|Yes|Ok|And|Or|But|If|In|On|At|To|For|From|By|As|Meeting|Everyone|Each|Both|All|Then|There|Here|A|An|I|I'll|I'm|You'll|Slack|Discord)$/;

interface Parsed {
  readonly people: readonly Interviewer[];
  readonly end: number;
}

function nameAt(text: string, at: number): { name: string; end: number } | null {
  AT_NAME.lastIndex = at;
  const found = AT_NAME.exec(text);
  if (!found) return null;
  let name = found[1] ?? "";
  let end = found.index + found[0].length;
  // "Sarah Chen Tuesday" was cut by the marks already; other words with a capital are cut here.
  const words = name.split(" ");
  const stop = words.findIndex(
    (word, i) => NOT_A_NAME.test(word) || (i > 0 && isCommon(word) && !isGivenName(word) && word.length > 3),
  );
  if (stop === 0) return null;
  if (stop > 0) {
    const kept = words.slice(0, stop).join(" ");
    end -= name.length - kept.length;
    name = kept;
  }
  return { name, end };
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found ? found.index + found[0].length : at;
}

/** A list of people at one place: names, each with an address, a remark in parentheses or a job title behind it. */
function peopleAt(text: string, at: number): Parsed {
  const people: Interviewer[] = [];
  let position = at;
  let end = at;
  for (let i = 0; i < 8; i += 1) {
    const found = nameAt(text, position);
    if (!found) break;
    end = found.end;
    AT_ADDRESS.lastIndex = end;
    const address = AT_ADDRESS.exec(text);
    const parenthesis = address ? end : skip(PARENTHESES, text, end);
    end = address ? end + address[0].length : parenthesis;
    people.push({
      name: found.name,
      email: address?.[1]?.toLowerCase() ?? emailIn(text.slice(found.end, parenthesis)),
    });
    const title = skip(JOB_TITLE, text, end);
    const next = skip(SEPARATOR, text, title);
    if (next === title) {
      end = title;
      break;
    }
    end = title;
    position = next;
  }
  return { people, end };
}

const emailIn = (text: string): string | null => text.match(EMAIL_PATTERN)?.[0]?.toLowerCase() ?? null;

export interface Candidate {
  readonly people: readonly Interviewer[];
  readonly start: number;
  readonly end: number;
  /** Certain by its words; "with X" alone may be a company. */
  readonly strong: boolean;
}

/** "our hiring manager, Greg Olsen": read as a stage already, and still what tells of a person. */
function readable(sheet: Sheet): string {
  let { rest } = sheet;
  for (const found of sheet.text.matchAll(
    /\b(?:(?:[Hh]iring [Mm]anager|[Rr]ecruiter|[Ff]ounder|cto|ceo|CTO|CEO)\b(?=,? \p{Lu})|[Pp]anel(?=\s?: ?\p{Lu}))/gu,
  )) {
    const end = found.index + found[0].length;
    rest = rest.slice(0, found.index) + found[0] + rest.slice(end);
  }
  return rest;
}

/** Every place where people may be named; what is certain is for the caller to decide. Nothing is marked. */
export function peopleCandidates(sheet: Sheet): Candidate[] {
  const rest = readable(sheet);
  const found: Candidate[] = [];
  for (const trigger of rest.matchAll(TRIGGER)) {
    const start = trigger.index + trigger[0].length;
    const { people, end } = peopleAt(rest, start);
    if (people.length === 0) continue;
    const simple =
      /^(?:(?:with|w\/|meet|meeting|see|interview by|run by|(?:speak|talk)(?:ing)? (?:with|to)|thank(?:ing)?|(?:note|e-?mail|letter|message|thanks|thank[- ]you|line|write|send|draft) (?:to|for)|i(?:'ll| will|'m) (?:be )?\w+ (?:with|to)) (?:the |a |an |their )?)$/i.test(
        trigger[0],
      );
    found.push({ people, start, end, strong: !simple });
  }
  for (const actor of rest.matchAll(NAMED_ACTOR)) {
    const name = actor[1] ?? "";
    const start = actor.index + actor[0].lastIndexOf(name);
    const parsed = nameAt(rest, start);
    if (!parsed || !ACTS.test(rest.slice(parsed.end).replace(/^\)/, ""))) continue;
    found.push({
      people: [{ name: parsed.name, email: null }],
      start,
      end: parsed.end,
      strong: isGivenName(parsed.name.split(" ")[0] ?? "") || parsed.name.includes(" "),
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Marks people as read. */
export const markPeople = (sheet: Sheet, { start, end }: Candidate): void => mark(sheet, { start, end }, "person");

/** "with sarah and tom at google": names in small letters, known as given names; written with capitals. */
export function smallNames(sheet: Sheet): Interviewer[] {
  const people: Interviewer[] = [];
  const pattern = /\b(?:with|w\/) ((?:\p{Ll}[\p{L}'-]+ ?(?:, |and |& )?){1,6})/gu;
  for (const found of sheet.rest.matchAll(pattern)) {
    const start = found.index + found[0].length - (found[1] ?? "").length;
    let position = start;
    for (const part of (found[1] ?? "").split(/(, | and |& | )/)) {
      const known = isGivenName(part) && !isCommon(part);
      const surname = !known && position > start && people.length > 0 && /^\p{L}{2,}$/u.test(part) && !isCommon(part);
      if (!known && !surname && !/^(?:, | and |& | |and)?$/.test(part)) break;
      const last = people.at(-1);
      if (known) people.push({ name: titled(part), email: null });
      else if (surname && last) people[people.length - 1] = { ...last, name: `${last.name} ${titled(part)}` };
      position += part.length;
    }
    if (people.length > 0) mark(sheet, { start, end: position }, "person");
  }
  return people;
}

const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Gives each person the address that the text has for them: beside the name, or spelled like it. */
export function withAddresses(people: readonly Interviewer[], text: string): Interviewer[] {
  const addresses = [
    ...new Set((text.match(EMAIL_PATTERN) ?? []).map((email) => email.toLowerCase().replace(/\.$/, ""))),
  ];
  const seen = new Map<string, Interviewer>();
  for (const person of people) {
    const key = fold(person.name);
    const email = person.email ?? addresses.find((address) => spells(address, person.name)) ?? null;
    const known = seen.get(key);
    if (!known) seen.set(key, { name: person.name, email });
    else if (known.email === null && email !== null) seen.set(key, { ...known, email });
  }
  return [...seen.values()];
}

const fold = (name: string): string => name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function spells(address: string, name: string): boolean {
  const local = (address.split("@")[0] ?? "").replace(/[^a-z]/g, "");
  const words = fold(name)
    .replace(/[^a-z ]/g, "")
    .split(" ")
    .filter(Boolean);
  const first = words[0] ?? "";
  const last = words.at(-1) ?? "";
  if (words.length === 1) return local === first;
  return (
    local === words.join("") ||
    local === `${first}${last}` ||
    local === `${first.charAt(0)}${last}` ||
    local === `${last}${first}` ||
    local === first
  );
}

/** Finds the round, the format, the link and the length of an interview in a text. */
import type { Format } from "../interviews/interview.ts";
import { mark, matches, type Sheet } from "./sheet.ts";

const VIDEO_HOST =
  /(?:^|[/.])(?:zoom\.(?:us|com)|zoomgov\.com|meet\.google\.com|teams\.(?:microsoft|live)\.com|webex\.com|whereby\.com|skype\.com|meet\.jit\.si|gotomeeting\.com|gotomeet\.me|bluejeans\.com|chime\.aws|ringcentral\.com|around\.co|hangouts\.google\.com|join\.me|g\.co\/meet|coderpad\.io\/interview|bigbluebutton|meet\.[\w-]+\.\w+|kmeet|livestorm|doxy\.me|8x8\.vc|facetime\.apple\.com)/i;
const NO_JOIN_HOST =
  /(?:calendly\.com|linkedin\.com|glassdoor|greenhouse\.io|lever\.co|ashbyhq|workday|myworkdayjobs|indeed\.|unsubscribe|privacy|maps\.|goo\.gl\/maps|google\.com\/maps|hackerrank|codility|leetcode|docs\.google|drive\.google|notion\.so|dropbox\.com\/s|\.pdf\b|\/careers|\/jobs|savvycal|cal\.com|doodle\.com|youtube\.com|github\.com|support\.zoom|zoom\.us\/(?:test|download|u\/)|dialin|teams\.microsoft\.com\/meetingOptions|tel\.meet|\/dialin)/i;
const URL_PATTERN =
  /\bhttps?:\/\/[^\s<>"'|\\^`{}\ue001-\ue00a]{2,1000}|(?<![@\w.])(?:[\w-]{1,40}\.)?(?:zoom\.us\/|meet\.google\.com\/|teams\.microsoft\.com\/|teams\.live\.com\/|webex\.com\/|whereby\.com\/|jobs\.lever\.co\/|boards\.greenhouse\.io\/|linkedin\.com\/jobs)[^\s<>"']{1,500}|(?<![@\w.])www\.[\w.-]{3,80}(?:\/[^\s<>"']{0,500})?/giu;

export interface Links {
  readonly join?: string;
  /** The first link of any kind: a posting. */
  readonly first?: string;
  readonly video: boolean;
  readonly all: readonly string[];
}

/** The links of a text, each marked; `join` is the one to join with. */
export function findLinks(sheet: Sheet): Links {
  const all: string[] = [];
  for (const found of matches(sheet, URL_PATTERN)) {
    const url = found[0].replace(/[.,;:!?]+$/, "").replace(/\)+$/, (tail) => (found[0].includes("(") ? tail : ""));
    all.push(url);
    mark(sheet, { start: found.index, end: found.index + url.length }, "link");
  }
  // A room may be called "jobs": that word only tells of a posting on other hosts.
  const video = all.find(
    (url) => VIDEO_HOST.test(url) && !NO_JOIN_HOST.test(url.replace(/\/(?:jobs|careers)\b/gi, "")),
  );
  const joined = video ?? all.find((url) => !NO_JOIN_HOST.test(url) && joinWords(sheet.text, url));
  return {
    ...(joined === undefined ? {} : { join: joined }),
    ...(all[0] === undefined ? {} : { first: all[0] }),
    video: video !== undefined,
    all,
  };
}

const joinWords = (text: string, url: string): boolean =>
  /\b(?:join|link|video|zoom|meet|teams|call|dial|url|here|at)\b[^\n]{0,40}$/i.test(
    text.slice(0, text.indexOf(url)).slice(-60),
  );

// biome-ignore format: a list of words
const STAGES = [
  "phone screen(?:ing)?", "tele?phone screen(?:ing)?", "video screen(?:ing)?", "screening", "pre-?screen(?:ing)?", "recruiter (?:screen(?:ing)?|call|chat|interview|round|phone screen|intro|conversation|phone call|video call|sync|catch-?up)", "recruiter",
  "hr (?:screen(?:ing)?|round|interview|call|chat|phone screen)", "hr", "tech(?:nical)? (?:phone )?screen(?:ing)?", "technical", "tech(?= (?:interview|round|call|chat|screen|assessment|test|discussion))", "system[s]? design",
  "panel", "virtual on[- ]?site", "on-?site(?: loop)?", "on site(?= (?:interview|round|loop|at|on|with|\ue001|\ue002))", "super ?day", "final(?:s)?(?= |$|[,.:;)\\n!?-])", "(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)(?:[- ](?:round|stage|interview|conversation|call|chat|meeting))", "round (?:one|two|three|four|1|2|3|4)", "stage (?:one|two|three|1|2|3)",
  "hiring[- ]manager", "hm(?= (?:screen|call|chat|round|interview))", "case(?: study| interview)?(?= study| interview| round| presentation|s?$| on| at| with)", "case study", "(?:live )?coding(?: challenge| interview| test| exercise| session| round)?", "pair(?:ed)? programming", "pairing", "whiteboard(?:ing)?",
  "behaviou?ral", "culture(?:[- ](?:fit|add))?", "cultural fit", "values", "intro(?:duct(?:ory|ion))?(?= call| chat| interview| round| meeting| conversation| screen| session)", "take[- ]home(?: review| debrief| presentation)?", "portfolio(?: review| presentation| walkthrough)?",
  "presentation", "bar[- ]raiser", "assessment cent(?:re|er)(?: day)?", "loop(?= interview| day|$|,| on| at| with| for| ?[\ue001\ue002])", "group(?= (?:interview|assessment|exercise|discussion|round|task))", "informational", "exploratory", "initial", "preliminary", "team[- ]?match(?:ing)?", "meet[- ]the[- ]team", "(?:cto|ceo|cfo|coo|cpo|vp|founder|executive|exec|leadership|director|skip[- ]level|peer|stakeholder|cross[- ]functional|partner)(?:'s)?(?= (?:interview|round|chat|call|screen|conversation|session))",
  "product sense", "product(?= (?:round|case))", "analytics(?= (?:round|interview|case))", "machine learning(?: system)? design", "ml design", "architecture", "debugging", "data structures?(?: and algorithms?)?", "algorithms?(?= round| interview| session)", "sql(?= (?:round|interview|test|screen))", "design(?= (?:round|interview|exercise|challenge|review))", "writing(?= (?:test|round|exercise))", "deep[- ]dive", "work (?:trial|sample)", "trial day", "role[- ]?play", "mock", "follow-?up(?= (?:interview|round|call|chat))", "reverse(?= (?:interview))", "competency(?:[- ]based)?", "managerial", "one[- ]way video", "background(?= (?:call|chat))", "closing(?= (?:call|interview))", "offer(?= (?:call|chat|conversation))", "fit(?= (?:interview|round|call|chat))", "domain", "practical", "screen(?: call| interview)?",
];
const STAGE = `(?:${STAGES.join("|")})`;
const ROUND_PATTERN = new RegExp(
  `(?<![\\w'-])${STAGE}(?:(?:[ ,/&+-]| and | - ){1,3}${STAGE})*(?![\\w'])(?: (?:round|interview|stage|call|chat|screen(?:ing)?|session|conversation|loop|meeting|discussion|assessment|test)s?\\b)?`,
  "giu",
);
const NO_ROUND_BEFORE = /\b(?:our|the|your|my|a|their) (?:hr|leadership) $/i;

/** The stage that is named, "recruiter screen" or "final round onsite", each marked; the first one is returned. */
export function findRound(sheet: Sheet): string | undefined {
  let first: string | undefined;
  for (const found of matches(sheet, ROUND_PATTERN)) {
    const words = found[0].replace(/ (?:call|chat|session|conversation|meeting|discussion)s?$/i, "").trim();
    const ahead = found.input.slice(Math.max(0, found.index - 24), found.index);
    const behind = found.input.slice(found.end, found.end + 24);
    if (
      /^(?:recruiter|hr|hiring[- ]manager)$/i.test(found[0]) &&
      /\b(?:technical|senior|my|the|a|their|our|your|is a|hr|from) $/i.test(ahead) &&
      !/^'?s? ?(?:call|chat|screen|interview|round)/i.test(behind) &&
      !/(?:with|conversation with|meet|chat with) (?:our |the |their |my )?$/i.test(ahead)
    )
      continue;
    if (
      /^(?:values|presentation|technical|domain|practical|architecture|panel|screen)$/i.test(found[0]) &&
      NO_ROUND_BEFORE.test(ahead)
    )
      continue;
    if (
      /^technical$/i.test(found[0]) &&
      /^ (?:recruiter|writer|lead|program|product|support|account|project|architect|director|manager|staff|skills|background|issues?|difficult)/i.test(
        behind,
      )
    )
      continue;
    if (
      /^(?:values|presentation|culture|domain|practical|initial)$/i.test(found[0]) &&
      !/^ ?(?:interview|round|session|chat|call|stage|with|on|at|,|$)/i.test(behind)
    )
      continue;
    if (/^screen$/i.test(found[0]) && /\b(?:my|the|your|share|lock|a) $/i.test(ahead)) continue;
    first ??= words;
    mark(sheet, { start: found.index, end: found.end }, "round");
  }
  return first;
}

const VIDEO_WORDS =
  /(?<![\w'-])(?:(?:(?:via|on|over|by|using|through|a|the) )?(?:google meets?|g-?meet|ms teams|microsoft teams|teams(?= (?:call|meeting|link|interview|video|invite))|zoom(?: (?:call|meeting|link|video|interview))?|webex|skype|facetime|google hangouts?|hangouts?)|(?:on|via|over|by) teams|(?:on|via|over) meet|teams(?= at| on|,|$)|meet(?= link)|video(?:[- ]?(?:call|conference|chat|interview|meeting|link))?|videocall|videoconference|virtual(?:ly)?|webcam)(?![\w'-])/giu;
const PHONE_WORDS =
  /(?<![\w'-])(?:(?:by |over the |on the |via |a )?(?:tele)?phone(?: (?:call|interview|chat))?|will (?:call|ring|phone|dial) (?:you|me)|calling (?:you|me) (?:on|at)|(?:call|ring) (?:you|me) (?:on|at)|by call)(?![\w'-])/giu;
const IN_PERSON_WORDS =
  /(?<![\w'-])(?:in[- ]person|on[- ]?site|face[- ]to[- ]face|f2f|at (?:the|their|our|your|its) (?:[\p{L}'.&-]+ ){0,3}?(?:office|offices|hq|headquarters|campus|building|store|site|clinic|hospital|school|factory|lab|plant|studio|restaurant|shop|branch|location|premises)|(?:office|hq|headquarters) (?:visit|in)|at \S+ (?:hq|headquarters)|come (?:in|to (?:the|our|their) (?:\w+ )?(?:office|building|hq))|reception|front desk|visitor (?:badge|parking))(?![\w'-])/iu;

/** How it takes place, from its link and words; company names like Zoom are left to the caller. */
export function findFormat(sheet: Sheet, links: Links, hasAddress: boolean): Format | undefined {
  const { text } = sheet;
  let video = links.video;
  for (const found of matches(sheet, VIDEO_WORDS)) {
    const ahead = found.input.slice(Math.max(0, found.index - 14), found.index);
    // "interview with Zoom" and "Skype called": the name of a company, where nothing makes it the way to talk.
    if (
      /\b(?:with|at|for|from|to|by) $/i.test(ahead) &&
      /^(?:zoom|skype|webex|teams|hangouts?|facetime)$/i.test(found[0])
    )
      continue;
    if (
      found.index === 0 &&
      /^(?:zoom|webex|skype)$/i.test(found[0]) &&
      /^ (?:interview|phone|onsite|recruiter|called|wants|offered|rejected|\ue005)/i.test(found.input.slice(found.end))
    )
      continue;
    video = true;
    mark(sheet, { start: found.index, end: found.end }, "format");
  }
  let phone = false;
  for (const found of matches(sheet, PHONE_WORDS)) {
    phone = true;
    // "Lucas will call me": the words still tell that Lucas is a person.
    if (!/^(?:will|calling|call|ring) /i.test(found[0])) mark(sheet, { start: found.index, end: found.end }, "format");
  }
  if (video) return "video";
  const inPerson = IN_PERSON_WORDS.test(text) && !/\b(?:virtual|remote) on-?site|not in[- ]person/i.test(text);
  if (inPerson) return "in_person";
  if (/\b(?:virtual|remote) on-?site/i.test(text)) return "video";
  if (phone || /\b(?:tele)?phone (?:screen|interview)/i.test(text)) return "phone";
  return hasAddress ? "in_person" : undefined;
}

/** Runs of words that nothing else claimed and that may be names, with what stands around them. */
import { before, MARK, type Sheet, type Span } from "./sheet.ts";
import { isCommon, looksNamed } from "./words.ts";

export interface NameRun extends Span {
  readonly name: string;
  readonly capital: boolean;
}

const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}'.&+!/_-]*/gu;
const PULL = /(?:\b(?:with|at|for|from|to|by|on behalf of|client|meeting|seeing|visiting)|@) $/i;

const trimmed = (word: string): string => word.replace(/(?:'|[.,!/_-])+$/i, "");

/** "Google's recruiter" is Google; "Sainsbury's interview" may well be Sainsbury's. */
const OWNS =
  /^ (?:recruiters?|teams?|hiring|office|hq|headquarters|cto|ceo|cfo|vp|head|founders?|people|talent|hr|engineers?|engineering|offer|process|director|calendar|address|link|phone|zoom|new|role|job|position|campus|building|design|product|website|rejection|off|out|gone|cancell?ed|done|over|now|moved|been|just)\b|^ [\ue006-\ue008]/iu;

/** No word of a name is longer. */
const LONGEST_WORD = 40;

interface Word extends Span {
  readonly word: string;
  readonly named: boolean;
  readonly small: boolean;
}

function words(sheet: Sheet): Word[] {
  const { rest } = sheet;
  const shouting = !/\p{Ll}/u.test(sheet.text);
  return [...rest.matchAll(TOKEN)].map((found) => {
    const start = found.index;
    const whole = trimmed(found[0]);
    const owner =
      /'s$/i.test(whole) &&
      (!/^\p{Lu}/u.test(whole) || OWNS.test(sheet.text.slice(start + whole.length, start + whole.length + 16)));
    const word = owner ? whole.slice(0, -2) : whole;
    const end = start + word.length;
    const first = /(?:^|[.!?\n] ?|[:-] ?)$/.test(rest.slice(Math.max(0, start - 2), start));
    const capital = !shouting && looksNamed(word);
    const pulled = PULL.test(before(rest, start));
    const heads = headsText(rest, start, end, word) || LEGAL_NEXT.test(rest.slice(end, end + 9));
    const proper = capital && !/^\d+$/.test(word);
    const common = isCommon(word);
    const named =
      /^\d+$/.test(word) || word.length > LONGEST_WORD
        ? false
        : proper
          ? (!common && !NEVER.test(word)) ||
            (heads && !NEVER.test(word)) ||
            (pulled && !first && !NEVER.test(word)) ||
            /\.\p{L}{2,}$/u.test(word)
          : LEGAL_NEXT.test(rest.slice(end, end + 9)) ||
            (!common &&
              word.length > 1 &&
              (pulled ||
                !VERB_LIKE.test(word) ||
                KIND_NEXT.test(rest.slice(end, end + 14)) ||
                INTERVIEW_NEXT.test(rest.slice(end, end + 14))));
    return { word, start, end, named, small: !capital };
  });
}

/** "LINE, Friday 10am", "Block - phone screen": what heads a message before a comma is its company, whatever word it is. */
function headsText(rest: string, start: number, end: number, word: string): boolean {
  return (
    /^[\s"(]*$/.test(rest.slice(0, start)) &&
    /^(?:,| -|:) ?[\ue001-\ue007]/u.test(rest.slice(end, end + 5)) &&
    !OPENERS.test(word)
  );
}
const OPENERS =
  /^(?:Sorry|Hi|Hello|Hey|Hiya|Dear|Ok|Okay|Yes|Yeah|Yep|No|Nope|Great|Good|News|Update|Updated?|Actually|Wait|Also|Please|Thanks|Thank|Fyi|Btw|Re|Fwd|Reminder|Reminders?|Interviews?|Calls?|Meetings?|Onsite|Screen|Schedule|Scheduled|Scheduling|Add|New|Book|Booked|Note|Notes?|Oops|Well|So|And|But|Then|Next|First|Final|Last|Second|Third|Confirmed|Confirmation|Done|Cancel|Cancell?ed|Reschedule|Rescheduled|Moved?|Change|Correction|Invitation|Invite|Time|Times|When|Where|Who|Date|Day|Slot|Slots|Start|Starts|Rather|Maybe|Make|Move|Either|Both|Remember|Remind|List|Show|Zoom|Video|Phone|Today|Tomorrow|Tonight|Morning|Afternoon|Evening|Noon|Role|Position|Job|Round|Stage|Duration|Details|Agenda|Options?|Subject|Nervous|Excited|Finally|Help|Awesome|Perfect|Sure|Fine|Cool|Nice|Yay|Woohoo|Instead|Technical|Panel|Recruiter|Location|Link|Interviewers?|Company|Format|Sent|From|To|Test|Chat|Talk|Coffee|Lunch|Session|Appointment|Application|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December)$/i;
/** "Next plc", "Loop Inc". */
const LEGAL_NEXT = /^,? (?:plc|PLC|Inc|Ltd|LLC|GmbH|AG|SE|Corp|SA|NV|BV|Oy|AB|AS|SpA)\b/;

/** "starling bank": behind a name. */
const KIND_NEXT = /^ (?:bank|health|capital|labs?|group|software|energy|insurance|foods?|games|media)\b/;

/** Small words with the endings of verbs and adverbs are names only where the sentence says so ("boeing interview"). */
const VERB_LIKE = /^\p{Ll}{3,}(?:ing|ed|ly)$/u;
const INTERVIEW_NEXT = /^ (?:interview|call|chat|onsite|phone|screen|recruiter|loop|[\ue001-\ue006])/u;

/** Capitals that are never a company, wherever they stand. */
const NEVER =
  /^(?:I|I'm|I'll|I've|I'd|The|My|A|An|Our|Your|Their|This|That|It|We|You|He|She|They|Interview|Interviews|Phone|Video|Call|Me|Us|Them|Him|Her|Hiring|Senior|Staff|Please|January|February|March|April|May|June|July|August|September|October|November|December|[LR]\d|CEO|CTO|VP|HR|CV|PM|AM|OK|TBD|FYI)$/;
const CONNECTORS = /^(?:of|and|&|de|the|for|\+|y|du|des|la|le|n|a|à|et|und|di|e)$/i;

/** The runs, in order. "Bank of America" and "johnson & johnson" are one run each. */
export function nameRuns(sheet: Sheet): NameRun[] {
  const all = words(sheet);
  const runs: NameRun[] = [];
  for (let i = 0; i < all.length; i += 1) {
    const first = all[i];
    if (!first?.named) continue;
    let last = first;
    let next = i;
    for (let j = i + 1; j < all.length; j += 1) {
      const word = all[j];
      const previous = all[next];
      if (!word || !previous || next - i >= 5) break;
      const gap = sheet.rest.slice(j === next + 1 ? previous.end : (all[j - 1]?.end ?? 0), word.start);
      if (!/^ $|^ & $|^-$/.test(gap) && !(gap === ". " && /^(?:Dr|St|Mt|\p{Lu}(?:\.\p{Lu})*)$/u.test(previous.word)))
        break;
      if (
        (word.named && word.small === first.small) ||
        // "Hims & Hers".
        (gap === " & " && !word.small && !first.small)
      ) {
        last = word;
        next = j;
      } else if (
        /^\d{1,4}$/.test(word.word) &&
        !first.small &&
        /^ $/.test(gap) &&
        !/^\d/.test(all[j + 1]?.word ?? "")
      ) {
        // "Forever 21", "Motel 6": a number belongs to a name that it follows, once the times are read.
        last = word;
        next = j;
        break;
      } else if (
        !(
          CONNECTORS.test(word.word) &&
          all[j + 1]?.named &&
          all[j + 1]?.small === first.small &&
          connects(word.word, first, previous, all[j + 1])
        )
      ) {
        // "Capital One", "Liberty Mutual", "Red Hat", "Two Sigma": a second capital that is a common word.
        if (!(word.word.length > 2 && !word.small && !first.small && PART_OF_NAME.test(word.word))) break;
        last = word;
        next = j;
      }
    }
    if (first === last && /^(?:AI|ML|IT|UX|QA)$/.test(first.word)) continue;
    const lead = all[i - 1];
    const led =
      lead && !first.small && !lead.small && LEADS.test(lead.word) && sheet.rest.slice(lead.end, first.start) === " ";
    const start = led ? lead.start : first.start;
    runs.push({ start, end: last.end, name: sheet.text.slice(start, last.end), capital: !first.small });
    i = next;
  }
  return runs;
}

/** Common words that begin the names of companies: "Line Corp", "Two Sigma", "Open Table". */
const LEADS =
  /^(?:Line|Open|Clear|Two|One|Three|Five|Seven|Home|Life|Care|Block|Point|Health|World|Space|Full|Level|Head|Live|Good|Great|Bright|Best|Big|Small|New|Old|Fast|Morning|Sun|Day|Night|Work|Works|Job|Jobs|Cell|Loop|Page|Post|Real|Sound|Story|Time|Cool|Happy|Kind|Love|Mind|Main|Most|Near|Off|Out|Over|Under|Up|Down|Back|Blue|Red|Black|White|Green|Slack|Talk|Text|Way|Wish|Wonder)$/;
export const PART_OF_NAME =
  /^(?:One|Two|Three|Four|Five|Group|Company|Life|Health|Care|Home|Point|Works|System|Systems|Design|Studio|Studios|Software|Tech|Technical|Block|Street|Time|Times|Post|World|Space|Place|Page|Next|First|Open|Clear|Live|Live|Full|Head|Line|Link|Loop|Level|Stage|Lead|Research|Program|Project|Office|Mail|Center|Centre|Park|Data|Product|Products|Sun|Day|Night|Morning|Star|Phone|Video|Talent|Team|People|Practice|Media|Entertainment|Financial|Partners|Engineering|Consulting|International|Global|Services|Solutions|Security|Networks|Technologies|Analytics|Robotics|Energy|Motors|Airlines|Bank|Capital|Labs|Games|Interactive|Digital|Cloud|AI)$/;

/** "and" joins names of companies only in pairs such as "Johnson and Johnson"; "for" and "the" hardly ever. */
function connects(word: string, first: Word, previous: Word, next: Word | undefined): boolean {
  if (!next) return false;
  if (/^(?:of|&|\+|de|du|des|la|le|n)$/i.test(word)) return true;
  if (word === "for")
    return /^(?:Institute|Center|Centre|Teach|Code|Society|Agency|Foundation|Campaign)$/.test(previous.word);
  // "Pret a Manger": between two capitals only.
  if (/^(?:a|à|et|und|di|e)$/.test(word)) return !first.small;
  return /^(?:and|y)$/i.test(word) && (!first.small || first.word === next.word);
}

export const isMark = (character: string | undefined): boolean =>
  character !== undefined && Object.values(MARK).includes(character as (typeof MARK)[keyof typeof MARK]);

/** Mends the slips and short forms of the few words that decide what a text means; names are left alone. */

const SHORT: Readonly<Record<string, string>> = {
  tmrw: "tomorrow",
  tmr: "tomorrow",
  tmw: "tomorrow",
  tmmrw: "tomorrow",
  tmrrw: "tomorrow",
  tmro: "tomorrow",
  tomo: "tomorrow",
  tomoz: "tomorrow",
  "2moro": "tomorrow",
  "2morrow": "tomorrow",
  "2mrw": "tomorrow",
  tommorow: "tomorrow",
  tommorrow: "tomorrow",
  "2day": "today",
  tonite: "tonight",
  "2nite": "tonight",
  nxt: "next",
  wk: "week",
  wknd: "weekend",
  mornin: "morning",
  aft: "afternoon",
  intvw: "interview",
  intrvw: "interview",
  intv: "interview",
  intvu: "interview",
  interveiw: "interview",
  interveiws: "interviews",
  convo: "conversation",
  resched: "reschedule",
  resch: "reschedule",
  reschedul: "reschedule",
  sched: "schedule",
  shedule: "schedule",
  shcedule: "schedule",
  cxl: "cancel",
  cancl: "cancel",
  pls: "please",
  plz: "please",
  thx: "thanks",
  b4: "before",
  bfore: "before",
  wednes: "wednesday",
  wensday: "wednesday",
  wendsday: "wednesday",
  wedensday: "wednesday",
  weds: "wednesday",
  thrs: "thursday",
  thurday: "thursday",
  thrusday: "thursday",
  tuseday: "tuesday",
  teusday: "tuesday",
  dont: "don't",
  cant: "can't",
  wont: "won't",
  whats: "what's",
  whens: "when's",
  hows: "how's",
  wot: "what",
  wots: "what's",
  wheres: "where's",
  whos: "who's",
  im: "I'm",
  ive: "I've",
  noone: "no one",
  remindme: "remind me",
};

// biome-ignore format: a list of words
const KNOWN = [
  "tomorrow", "interview", "interviews", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  "schedule", "reschedule", "cancel", "remind", "reminder", "january", "february", "august", "september", "october",
  "november", "december", "recruiter", "technical", "minutes", "rejected", "calendar", "timezone", "upcoming",
  "assessment", "postpone", "afternoon", "morning", "evening", "before", "applied", "questions", "prepare", "behavioral",
];
const DAYS_AND_MONTHS = /day$|^(january|february|august|september|october|november|december|tomorrow|interviews?)$/;
const EXACT = new Set(KNOWN);
/** Real words that are one slip away from a known one. */
const REAL = new Set([
  "cancer",
  "augusta",
  "reminded",
  "scheduled",
  "prepared",
  "schedules",
  "sundays",
  "sunny",
  "evening",
]);

/** Whether one insertion, deletion, change or swap of neighbours turns `a` into `b`. */
export function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let ends = 0;
  while (ends < a.length - start && ends < b.length - start && a[a.length - 1 - ends] === b[b.length - 1 - ends])
    ends += 1;
  const restA = a.slice(start, a.length - ends);
  const restB = b.slice(start, b.length - ends);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** A quick no: one slip leaves one of the first two letters, or swaps them. */
const maySlip = (a: string, b: string): boolean =>
  Math.abs(a.length - b.length) <= 1 && (a[0] === b[0] || a[1] === b[1] || a[1] === b[0] || a[0] === b[1]);

function mend(word: string): string {
  const lower = word.toLowerCase();
  const short = Object.hasOwn(SHORT, lower) ? SHORT[lower] : undefined;
  if (short !== undefined) return short;
  if (lower.length < 6 || EXACT.has(lower) || REAL.has(lower)) return word;
  const capital = word[0] !== lower[0];
  for (const known of KNOWN) {
    if (!maySlip(lower, known) || !oneSlip(lower, known)) continue;
    if (lower.startsWith(known) || (known.startsWith(lower) && known.endsWith("s"))) return word;
    // A capital may start a name ("Sundar"): there only a slip that is no plain change of one letter counts.
    if (capital && (!DAYS_AND_MONTHS.test(known) || lower.length === known.length)) {
      const swapped = [...lower].sort().join("") === [...known].sort().join("");
      if (!swapped || !DAYS_AND_MONTHS.test(known)) return word;
    }
    return known;
  }
  return word;
}

/** The text with slips mended in words that carry meaning here ("tmrw", "interveiw"); everything else as it was. */
export const mendSpelling = (text: string): string =>
  text
    .replace(/(^|[\s,(])w\/(?!o\b)\s?/gi, "$1with ")
    .replace(/\b(?:around |about )?(\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?)[- ]?ish\b/gi, "around $1")
    // "tomorrows interview".
    .replace(
      /\b(today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s(?= (?:interview|call|chat|screen|round|one|meeting|onsite|panel|thing)\b)/gi,
      "$1's",
    )
    .replace(/(?<=\p{L} )w (?=\p{L}{2})/gu, "with ")
    .replace(/(?<![\p{L}\p{N}@./:'_-])[\p{L}\p{N}]{2,14}(?![\p{L}\p{N}@/:'_]|[.-][\p{L}\p{N}])/gu, mend);

/** Finds the days that a reminder counts from the interview's own: "on the day", "the night before", "2 days before". */
import type { TimeMention } from "./clock-times.ts";
import type { LengthMention } from "./lengths.ts";
import { type DayPart, MONTH, WEEKDAY } from "./said-days.ts";

export interface Anchor {
  readonly kind: "same_day" | "day_before" | "days_before";
  /** Calendar days before the interview's day. */
  readonly days: number;
  /** "the night before": which part of that day. */
  readonly part?: DayPart;
  /** The length that says so, where it is one ("2 days before"). */
  readonly length?: LengthMention;
}

const PART = "(?<part>night|evening|eve|afternoon|arvo|morning)";
const DAY_BEFORE = new RegExp(
  `\\b(?:the )?(?:day|${PART}) (?:before|prior|ahead)\\b|\\bon the (?:eve)\\b|\\bthe previous (?:day|${PART.replace("part", "part2")})\\b`,
  "i",
);
const SAME_DAY = new RegExp(
  `\\b(?:the |that )?(?:(?:same )?day|${PART}) of\\b(?! (?:the )?(?:\\d|${MONTH}\\b|${WEEKDAY}\\b))|\\b(?:on |in )?(?:the|that) (?:very |same )?(?:day|${PART.replace("part", "part2")})(?: itself)?(?= (?:at|around|from|by|about|for|with|please)\\b|[,.!]|$)|\\b(?:the )?same[- ](?:day|${PART.replace("part", "part3")})\\b|\\bday[- ]of\\b`,
  "i",
);

const partOf = (word: string | undefined): { part?: DayPart } => {
  if (word === undefined) return {};
  const lower = word.toLowerCase();
  if (lower === "eve" || lower === "evening") return { part: "evening" };
  if (lower === "arvo" || lower === "afternoon") return { part: "afternoon" };
  return { part: lower === "night" ? "night" : "morning" };
};

/** The days in the order of the text's kinds; `lengths` are those that mean "so long before". */
export function anchorsOf(text: string, lengths: readonly LengthMention[]): Anchor[] {
  const anchors: Anchor[] = lengths.flatMap((length): readonly Anchor[] =>
    length.days !== undefined && Number.isInteger(length.days) && length.days >= 1
      ? [{ kind: "days_before", days: length.days, length }]
      : [],
  );
  const before = DAY_BEFORE.exec(text);
  // "1 day before" was read as a length already.
  const counted = before && lengths.some(({ start, end }) => before.index < end && before.index + 4 > start);
  if (before && !counted) {
    const word = before.groups?.part ?? before.groups?.part2 ?? (/\beve\b/i.test(before[0]) ? "eve" : undefined);
    anchors.push({ kind: "day_before", days: 1, ...partOf(word) });
  }
  const same = SAME_DAY.exec(text);
  if (same) {
    const { part, part2, part3 } = same.groups ?? {};
    anchors.push({ kind: "same_day", days: 0, ...partOf(part ?? part2 ?? part3) });
  }
  return anchors;
}

/** The time on that day, as its part of the day has it; null where two moments could be meant. */
export function rightTime(mention: TimeMention, { part }: Anchor, text: string): Temporal.PlainTime | null {
  const { time } = mention;
  const said = text.slice(mention.start, mention.end);
  // Midnight belongs to two days.
  if (time.hour === 0) return null;
  if (part === undefined) return time;
  if (part === "morning") return time.hour < 12 ? time : null;
  const exact = /[ap]\.?m|noon|midday/i.test(said) || time.hour > 18;
  const twelve = time.hour % 12;
  if (part === "afternoon") return time.hour >= 12 && time.hour <= 18 ? time : null;
  if (exact) return time.hour >= 16 ? time : null;
  return twelve >= 4 && twelve <= 11 ? time.with({ hour: twelve + 12 }) : null;
}

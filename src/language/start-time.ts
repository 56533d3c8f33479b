/** Which of several times on one day is the start: an agenda, two zones, the one that is called the interview. */
import type { TimeMention } from "./clock-times.ts";
import { before } from "./sheet.ts";

const INTERVIEW_AFTER = /^[^.;\n\d]{0,12}\b(?:interview|call|start|onsite|screen|chat|meeting|slot|round|session)\b/i;
const STARTS_BEFORE =
  /\b(?:interview|call|onsite|screen|starts?|starting|begins?|kick(?:s)?[- ]?off|scheduled|itself|actual)\b[^.;\n\d]{0,24}$/i;
export const LABEL =
  /(?:^|\n)[ \t-]*(?:when|date|time|date ?(?:\/|&|and) ?time|start(?:s| time)?|day|new (?:date|time|slot)|scheduled for|what time)[^:\n]{0,24}:[^\n]{0,24}$/i;
export const EITHER = /\beither\b|\bor\b/i;

/** Nothing but this between two times: one of them, and not known which. */
const OR = /^[\s,(]*(?:(?:or|maybe|perhaps|alternatively|otherwise)\b|\/)[^.;\n]{0,12}$/i;

/** Sessions on one day: the first start, and the length up to the last end. */
function agenda(times: readonly TimeMention[], text: string): TimeMention | null {
  const first = times[0];
  const last = times.at(-1);
  if (!first || !last || times.length < 2) return null;
  const lines = times.every((time) => /(?:^|\n)[\s\-(]*$/.test(text.slice(Math.max(0, time.start - 6), time.start)));
  const ranges = times.every((time) => typeof time.minutes === "number");
  const chained = /\bthen\b|\bfollowed by\b|\bafter that\b|\bnext up\b|\bbreak\b/i.test(
    text.slice(first.end, last.start + 30),
  );
  const rising = times.every(
    (time, i) => i === 0 || Temporal.PlainTime.compare(times[i - 1]?.time ?? time.time, time.time) < 0,
  );
  if (!rising || !(lines || (ranges && !EITHER.test(text.slice(first.end, last.start))) || chained)) return null;
  // What has no end comes after the sessions: "11:15 coffee".
  const end = times.findLast((time) => time.to)?.to ?? null;
  const minutes = end ? first.time.until(end).total("minutes") : null;
  const { minutes: _, ...rest } = first;
  return minutes !== null && minutes > 0 ? { ...rest, minutes } : rest;
}

/** The one time that is the start, when several are said for one day. */
export function startTime(all: readonly TimeMention[], text: string): TimeMention | null {
  const whole = agenda(all, text);
  if (whole) return whole;
  const first = all[0];
  if (!first) return null;
  const second = all[1];
  // "3pm MT / 2pm PT" is one time said in two zones.
  if (
    second &&
    first.zone &&
    second.zone &&
    /^[\s/(=,|;-]*(?:or |which is |i\.e\. |aka )?$/i.test(text.slice(first.end, second.start))
  )
    return first;
  if (second?.zone && !first.zone && /^\s?[(/=|]/.test(text.slice(first.end, second.start))) return second;
  const distinct = new Set(all.map((time) => time.time.toString()));
  if (distinct.size === 1) return all.find((time) => time.zone) ?? first;
  if (all.some((time, i) => OR.test(text.slice(all[i - 1]?.end ?? text.length, time.start)))) return null;
  const labelled = all.filter((time) => LABEL.test(text.slice(Math.max(0, time.start - 80), time.start)));
  if (labelled.length === 1 && labelled[0]) return labelled[0];
  const marked = all.filter(
    (time) => INTERVIEW_AFTER.test(text.slice(time.end, time.end + 40)) || STARTS_BEFORE.test(before(text, time.start)),
  );
  return marked.length === 1 && marked[0] ? marked[0] : null;
}

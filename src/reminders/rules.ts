/** Reads the rules that say when to remind: "-PT24H" is elapsed time, "day-before@19:00" is a wall time. Pure. */
import { clockTime, lengthInWords } from "../users/times.ts";
import type { ReminderKind } from "./reminder.ts";

export type Rule =
  /** So many minutes of real time before the start, whatever clocks do in between. */
  | { readonly kind: "ahead"; readonly minutes: number }
  /** That wall time on the calendar day before the interview's day, both as the person's clock shows them. */
  | { readonly kind: "day_before"; readonly time: Temporal.PlainTime };

/** Further ahead than this nobody wants a reminder; it also keeps sums small. */
export const LONGEST_AHEAD_MINUTES = 30 * 24 * 60;

const AHEAD = /^-PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?$/;
const DAY_BEFORE = /^day-before@([01]\d|2[0-3]):([0-5]\d)$/;

/** The rule, or null if the text is none or lies outside one minute to thirty days. */
export function parseRule(text: string): Rule | null {
  const ahead = AHEAD.exec(text);
  if (ahead) {
    const minutes = Number(ahead[1] ?? 0) * 60 + Number(ahead[2] ?? 0);
    return minutes >= 1 && minutes <= LONGEST_AHEAD_MINUTES ? { kind: "ahead", minutes } : null;
  }
  const before = DAY_BEFORE.exec(text);
  return before ? { kind: "day_before", time: new Temporal.PlainTime(Number(before[1]), Number(before[2])) } : null;
}

/** The one spelling of a rule: "-PT120M" and "-PT2H" are the same reminder and must have the same name. */
export function ruleText(rule: Rule): string {
  if (rule.kind === "day_before") return `day-before@${rule.time.toString({ smallestUnit: "minute" })}`;
  return rule.minutes % 60 === 0 ? `-PT${rule.minutes / 60}H` : `-PT${rule.minutes}M`;
}

/** The kind of reminder that a rule makes: the two usual ones by name, any other as `custom:<rule>`. */
export function kindOf(rule: Rule): ReminderKind {
  const text = ruleText(rule);
  if (text === "-PT24H") return "24_hours";
  if (text === "-PT2H") return "2_hours";
  return `custom:${text}`;
}

/**
 * When the rule is due for an interview. `timeZone` is the person's own and present zone: the calendar day before is
 * theirs. A wall time that a clock change skips becomes the first moment after the gap; one that occurs twice, the earlier.
 */
export function dueFor(rule: Rule, startsAt: Temporal.ZonedDateTime, timeZone: string): Temporal.Instant {
  if (rule.kind === "ahead") return startsAt.toInstant().subtract({ minutes: rule.minutes });
  const day = startsAt.withTimeZone(timeZone).toPlainDate().subtract({ days: 1 });
  return existing(day.toPlainDateTime(rule.time), timeZone).toInstant();
}

function existing(wall: Temporal.PlainDateTime, timeZone: string): Temporal.ZonedDateTime {
  const at = wall.toZonedDateTime(timeZone, { disambiguation: "compatible" });
  if (at.toPlainDateTime().equals(wall)) return at;
  return at.getTimeZoneTransition("previous") ?? at;
}

/** "24 hours before", "the evening before at 19:00". */
export function ruleInWords(rule: Rule, clock: 12 | 24): string {
  if (rule.kind === "ahead") return `${lengthInWords(rule.minutes)} before`;
  const part = rule.time.hour >= 17 ? "evening" : "day";
  return `the ${part} before at ${clockTime(rule.time, clock)}`;
}

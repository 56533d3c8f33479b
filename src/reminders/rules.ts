/** Reads the rules that say when to remind: "-PT24H" is elapsed time, "day-before@19:00" is a wall time on a day. Pure. */
import { clockTime, lengthInWords } from "../users/times.ts";
import type { ReminderKind } from "./reminder.ts";

export type Rule =
  /** So many minutes of real time before the start, whatever clocks do in between. */
  | { readonly kind: "ahead"; readonly minutes: number }
  /** That wall time so many calendar days before the interview's day (0: on the day), as the person's clock shows them. */
  | { readonly kind: "wall"; readonly days: number; readonly time: Temporal.PlainTime };

/** Further ahead than this nobody wants a reminder; it also keeps sums small. */
export const LONGEST_AHEAD_MINUTES = 30 * 24 * 60;

const AHEAD = /^-PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?$/;
const LONGEST_AHEAD_DAYS = 30;
const WALL = /^(?:(same-day|day-before)|([1-9]\d?)-days-before)@([01]\d|2[0-3]):([0-5]\d)$/;

/** The rule, or null if the text is none or lies outside one minute to thirty days. */
export function parseRule(text: string): Rule | null {
  const ahead = AHEAD.exec(text);
  if (ahead) {
    const minutes = Number(ahead[1] ?? 0) * 60 + Number(ahead[2] ?? 0);
    return minutes >= 1 && minutes <= LONGEST_AHEAD_MINUTES ? { kind: "ahead", minutes } : null;
  }
  const wall = WALL.exec(text);
  if (wall === null) return null;
  const days = wall[1] === undefined ? Number(wall[2]) : wall[1] === "same-day" ? 0 : 1;
  const time = new Temporal.PlainTime(Number(wall[3]), Number(wall[4]));
  return days <= LONGEST_AHEAD_DAYS ? { kind: "wall", days, time } : null;
}

/** The one spelling of a rule: "-PT120M" and "-PT2H" are the same reminder and must have the same name. */
export function ruleText(rule: Rule): string {
  if (rule.kind === "wall") return `${dayText(rule.days)}@${rule.time.toString({ smallestUnit: "minute" })}`;
  return rule.minutes % 60 === 0 ? `-PT${rule.minutes / 60}H` : `-PT${rule.minutes}M`;
}

const dayText = (days: number): string => (days === 0 ? "same-day" : days === 1 ? "day-before" : `${days}-days-before`);

/** The kind of reminder that a rule makes: the two usual ones by name, any other as `custom:<rule>`. */
export function kindOf(rule: Rule): ReminderKind {
  const text = ruleText(rule);
  if (text === "-PT24H") return "24_hours";
  if (text === "-PT2H") return "2_hours";
  return `custom:${text}`;
}

/**
 * When the rule is due for an interview. `timeZone` is the person's own and present zone: the calendar days are
 * theirs. A wall time that a clock change skips becomes the first moment after the gap; one that occurs twice, the earlier.
 */
export function dueFor(rule: Rule, startsAt: Temporal.ZonedDateTime, timeZone: string): Temporal.Instant {
  if (rule.kind === "ahead") return startsAt.toInstant().subtract({ minutes: rule.minutes });
  const day = startsAt.withTimeZone(timeZone).toPlainDate().subtract({ days: rule.days });
  return existing(day.toPlainDateTime(rule.time), timeZone).toInstant();
}

function existing(wall: Temporal.PlainDateTime, timeZone: string): Temporal.ZonedDateTime {
  const at = wall.toZonedDateTime(timeZone, { disambiguation: "compatible" });
  if (at.toPlainDateTime().equals(wall)) return at;
  return at.getTimeZoneTransition("previous") ?? at;
}

/** "24 hours before", "the evening before at 19:00", "on the day at 08:00". */
export function ruleInWords(rule: Rule, clock: 12 | 24): string {
  if (rule.kind === "ahead") return `${lengthInWords(rule.minutes)} before`;
  const at = `at ${clockTime(rule.time, clock)}`;
  if (rule.days === 0) return `on the day ${at}`;
  if (rule.days > 1) return `${rule.days} days before ${at}`;
  return `the ${rule.time.hour >= 17 ? "evening" : "day"} before ${at}`;
}

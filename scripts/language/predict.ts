/** One language case in, one prediction out, in the shape that test/language/README.md describes. */
import { z } from "zod";
import type { Context, Frame, Intent, Known } from "../../src/language/reading.ts";
import { understand } from "../../src/language/understand.ts";

const Stored = z.object({
  ref: z.string(),
  company: z.string(),
  role: z.string().nullish(),
  round: z.string().nullish(),
  startsAt: z.string(),
  durationMinutes: z.number().nullish(),
  format: z.enum(["phone", "video", "in_person"]).nullish(),
});
const Case = z.object({
  id: z.string(),
  text: z.string(),
  now: z.string(),
  timeZone: z.string(),
  context: z.array(Stored).optional(),
});
export type LanguageCase = z.infer<typeof Case>;

/** The cases of a file, one JSON object a line. Throws on a line that is none. */
export const readCases = (text: string): LanguageCase[] =>
  text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => Case.parse(JSON.parse(line)));

/** What only this bot knows counts as no command of the cases. */
const OWN: ReadonlySet<Intent> = new Set<Intent>([
  "edit",
  "delete",
  "undo",
  "snooze",
  "email",
  "confirm_email",
  "link",
  "unlink",
  "export",
  "delete_everything",
  "hello",
  "ready",
  "tick",
  "add_task",
]);

function known(stored: z.infer<typeof Stored>, now: Temporal.Instant, timeZone: string): Known {
  const startsAt = Temporal.Instant.from(stored.startsAt).toZonedDateTimeISO(timeZone);
  const durationMinutes = stored.durationMinutes ?? 60;
  const upcoming = Temporal.Instant.compare(startsAt.add({ minutes: durationMinutes }).toInstant(), now) > 0;
  return {
    id: stored.ref,
    company: stored.company,
    role: stored.role ?? null,
    round: stored.round ?? null,
    startsAt,
    durationMinutes,
    format: stored.format ?? null,
    interviewers: [],
    upcoming,
  };
}

/** The context that a case describes. */
export function contextOf(entry: LanguageCase): Context {
  const now = Temporal.Instant.from(entry.now);
  const interviews = entry.context?.map((stored) => known(stored, now, entry.timeZone)) ?? null;
  return { now, timeZone: entry.timeZone, interviews };
}

/** The prediction for a case: the frame with plain values, starts in the offset of the user's zone. */
export function predict(entry: LanguageCase): Record<string, unknown> {
  const frame: Frame = understand(entry.text, contextOf(entry));
  if (OWN.has(frame.intent) || frame.intent === "unknown") return { id: entry.id, intent: "unknown" };
  const {
    intent,
    target,
    company,
    role,
    round,
    durationMinutes,
    format,
    link,
    location,
    offsetMinutes,
    outcome,
    needsClarification,
  } = frame;
  const startsAt = frame.startsAt
    ?.withTimeZone(entry.timeZone)
    .toString({ timeZoneName: "never", smallestUnit: "second" });
  const interviewers = frame.interviewers?.map(({ name, email }) => ({ name, ...(email === null ? {} : { email }) }));
  const range = frame.range && { from: frame.range.from.toString(), to: frame.range.to.toString() };
  return {
    id: entry.id,
    intent,
    target,
    company,
    role,
    round,
    startsAt,
    durationMinutes,
    format,
    link,
    location,
    interviewers,
    offsetMinutes,
    outcome,
    range,
    needsClarification,
  };
}

/** A person in London with a few interviews, and short ways to ask what a text means. */
import { read } from "../../src/language/read.ts";
import type { Context, Frame, Known, Question, Reading } from "../../src/language/reading.ts";
import { understand } from "../../src/language/understand.ts";

/** Monday 9 March 2026, 14:00 in London. */
export const NOW = "2026-03-09T14:00:00Z";
export const LONDON = "Europe/London";

export const known = (id: string, company: string, startsAt: string, more: Partial<Known> = {}): Known => ({
  id,
  company,
  role: null,
  round: null,
  startsAt: Temporal.ZonedDateTime.from(startsAt),
  durationMinutes: 60,
  format: null,
  interviewers: [],
  upcoming: true,
  ...more,
});

export const INTERVIEWS: readonly Known[] = [
  known("google-screen", "Google", "2026-03-10T15:00[Europe/London]", { round: "phone screen" }),
  known("figma", "Figma", "2026-03-13T10:30[Europe/London]"),
  known("google-onsite", "Google", "2026-03-19T09:00[Europe/London]", { round: "onsite" }),
  known("klarna", "Klarna", "2026-03-02T10:00[Europe/London]", { upcoming: false }),
];

export const context = (more: Partial<Context> = {}): Context => ({
  now: Temporal.Instant.from(NOW),
  timeZone: LONDON,
  interviews: INTERVIEWS,
  ...more,
});

/** The frame of a text said at `now` in `timeZone`, nothing being stored. */
export const said = (text: string, now = NOW, timeZone = LONDON): Frame =>
  understand(text, { now: Temporal.Instant.from(now), timeZone, interviews: null });

/** The start in the person's zone, without the name of the zone; "asks" when the bot asks for it. */
export const startOf = (text: string, now = NOW, timeZone = LONDON): string => {
  const frame = said(text, now, timeZone);
  if (frame.needsClarification?.includes("startsAt")) return "asks";
  return (
    frame.startsAt?.withTimeZone(timeZone).toString({ timeZoneName: "never", smallestUnit: "minute" }) ?? "nothing"
  );
};

/** Says several texts one after the other; each question stays open for the next text. The last reading. */
export function talk(...texts: readonly string[]): Reading {
  let question: Question | undefined;
  let reading: Reading = { kind: "closed" };
  for (const text of texts) {
    reading = read(text, context(question ? { question } : {}));
    question = reading.kind === "question" ? reading.question : undefined;
  }
  return reading;
}

/** A reading as plain values, Temporal as text, so that two different times are never equal. */
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

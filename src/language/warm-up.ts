/** Reads what nobody said, once after a start: the first sentence costs up to half a second, and no person should wait for it. */
import { read } from "./read.ts";
import type { Known } from "./reading.ts";

/** A short sentence and a letter take different ways; together they take most of them. */
const SAID = [
  "Phone screen with Acme next Tuesday at 3pm for 45 minutes with Sarah Chen <sarah@acme.com>, https://zoom.us/j/1",
  "move Acme to Friday at half past nine",
  "remind me 30 minutes before the Acme call",
  `Subject: Your interview with Acme

Hi Alex,

thanks for your time yesterday. We would like to invite you to a technical interview for the role of Data Analyst on
12 March 2026 from 10:00 to 11:30 CET at our office, 1 High Street, London. You will meet Jo Smith (CTO).

Best regards,
Kim Lee
Talent Team, Acme GmbH`,
  "list",
] as const;

const ROUNDS = 2;

/**
 * One step for each reading, so that the caller can do other things in between. The patterns are compiled when they are
 * first used, and once more, faster, when they are used again: hence two rounds.
 */
export function* warmUp(now: Temporal.Instant): Generator<void> {
  const startsAt = now.toZonedDateTimeISO("UTC").add({ days: 2 });
  const details = { role: null, round: null, format: null, durationMinutes: 60, interviewers: [], upcoming: true };
  const known: Known = { id: "warm-up", company: "Acme", startsAt, ...details };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const text of SAID) {
      read(text, { now, timeZone: "Europe/London", interviews: [known] });
      yield;
    }
  }
}

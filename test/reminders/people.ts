/** An interview and a person for the tests of reminders. */

import type { Interview } from "../../src/interviews/interview.ts";
import { DEFAULT_SETTINGS, type Settings, type User } from "../../src/users/user.ts";

export const at = (iso: string): Temporal.Instant => Temporal.Instant.from(iso);

export function person(over: Partial<Omit<User, "settings">> & { settings?: Partial<Settings> } = {}): User {
  return {
    id: "u1",
    name: null,
    timeZone: "Europe/London",
    timeZoneConfirmed: true,
    email: "ann@example.org",
    absorbed: [],
    welcomed: true,
    lostSince: null,
    createdAt: at("2026-01-01T00:00Z"),
    ...over,
    settings: { ...DEFAULT_SETTINGS, ...over.settings },
  };
}

/** `startsAt` as "2026-03-10T15:00[Europe/London]". */
export function interview(startsAt: string, over: Partial<Interview> = {}): Interview {
  return {
    id: "i1",
    userId: "u1",
    company: "Stripe",
    role: null,
    round: "phone screen",
    interviewers: [],
    durationMinutes: 60,
    format: null,
    link: null,
    location: null,
    notes: null,
    version: 1,
    status: "scheduled",
    cancelReason: null,
    outcome: "pending",
    tasks: [],
    reminderRules: [],
    snoozedUntil: null,
    readyAt: null,
    deletedAt: null,
    createdAt: at("2026-01-01T00:00Z"),
    changedAt: at("2026-01-01T00:00Z"),
    ...over,
    startsAt: Temporal.ZonedDateTime.from(startsAt),
  };
}

/** Interviews and people for tests, complete, with what a test cares about put in. */
import type { Interview } from "../../src/interviews/interview.ts";
import { tasksFor } from "../../src/interviews/preparation.ts";
import { DEFAULT_SETTINGS, type User } from "../../src/users/user.ts";

const CREATED = Temporal.Instant.from("2026-03-04T14:02:00Z");

export const interview = (fields: Partial<Interview> = {}): Interview => ({
  id: "i1",
  userId: "u1",
  version: 1,
  company: "Stripe",
  role: null,
  round: "phone screen",
  interviewers: [],
  startsAt: Temporal.ZonedDateTime.from("2026-03-10T15:00[Europe/London]"),
  durationMinutes: 60,
  format: "phone",
  link: null,
  location: null,
  notes: null,
  status: "scheduled",
  cancelReason: null,
  outcome: "pending",
  tasks: tasksFor("phone"),
  reminderRules: [],
  snoozedUntil: null,
  readyAt: null,
  deletedAt: null,
  createdAt: CREATED,
  changedAt: CREATED,
  ...fields,
});

export const user = (fields: Partial<User> = {}): User => ({
  id: "u1",
  name: null,
  timeZone: "Europe/London",
  timeZoneConfirmed: true,
  email: null,
  settings: DEFAULT_SETTINGS,
  absorbed: [],
  welcomed: true,
  lostSince: null,
  createdAt: CREATED,
  ...fields,
});

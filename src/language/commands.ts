/** Turns a frame that needs nothing more into a command. */
import type { Changes, Command, NewInterview } from "../commands/command.ts";
import { ruleOf } from "./offsets.ts";
import type { Frame, Intent } from "./reading.ts";

const NOT_YET = {
  thank_you: "thank_you",
  follow_ups: "follow_ups",
  add_job: "add_job",
  list_jobs: "list_jobs",
  connect_calendar: "connect_calendar",
} as const;
const isNotYet = (intent: Intent): intent is keyof typeof NOT_YET => Object.hasOwn(NOT_YET, intent);

function newInterview(frame: Frame): NewInterview | null {
  const { company, startsAt } = frame;
  if (company === undefined || !startsAt) return null;
  return {
    company,
    startsAt,
    ...(frame.role === undefined ? {} : { role: frame.role }),
    ...(frame.round === undefined ? {} : { round: frame.round }),
    ...(frame.durationMinutes === undefined ? {} : { durationMinutes: frame.durationMinutes }),
    ...(frame.format === undefined ? {} : { format: frame.format }),
    ...(frame.link === undefined ? {} : { link: frame.link }),
    ...(frame.location === undefined ? {} : { location: frame.location }),
    ...(frame.interviewers === undefined ? {} : { interviewers: frame.interviewers }),
    ...(frame.notes === undefined ? {} : { notes: frame.notes }),
  };
}

function changes(frame: Frame): Changes {
  const people = frame.interviewers ?? [];
  const who: Changes =
    people.length === 0 || frame.people === undefined
      ? {}
      : frame.people === "add"
        ? { addInterviewers: people }
        : frame.people === "remove"
          ? { removeInterviewers: people.map((person) => person.name) }
          : { interviewers: people };
  return {
    ...who,
    ...(frame.newCompany === undefined ? {} : { company: frame.newCompany }),
    ...(frame.role === undefined ? {} : { role: frame.role }),
    ...(frame.round === undefined ? {} : { round: frame.round }),
    ...(frame.durationMinutes === undefined ? {} : { durationMinutes: frame.durationMinutes }),
    ...(frame.format === undefined ? {} : { format: frame.format }),
    ...(frame.link === undefined ? {} : { link: frame.link }),
    ...(frame.location === undefined ? {} : { location: frame.location }),
    ...(frame.notes === undefined ? {} : { notes: frame.notes }),
  };
}

function aboutOne(frame: Frame, interview: string): Command | null {
  switch (frame.intent) {
    case "reschedule":
      return frame.startsAt
        ? {
            kind: "reschedule",
            interview,
            startsAt: frame.startsAt,
            ...(frame.durationMinutes === undefined ? {} : { durationMinutes: frame.durationMinutes }),
          }
        : null;
    case "edit": {
      const changed = changes(frame);
      return Object.keys(changed).length === 0 ? null : { kind: "edit", interview, changes: changed };
    }
    case "cancel":
      return { kind: "cancel", interview, reason: frame.reason ?? "me" };
    case "delete":
      return { kind: "delete", interview, confirmed: false };
    case "complete":
    case "show":
    case "prep":
    case "ready":
      return { kind: frame.intent, interview };
    case "outcome":
      return frame.outcome ? { kind: "outcome", interview, outcome: frame.outcome } : null;
    case "remind": {
      const rules = frame.rules ?? (frame.offsetMinutes === undefined ? [] : [ruleOf(frame.offsetMinutes)]);
      return rules.length === 0 ? null : { kind: "remind", interview, rules };
    }
    case "snooze":
      return { kind: "snooze", interview, minutes: frame.minutes ?? 15 };
    case "add_task":
      return frame.task === undefined ? null : { kind: "add_task", interview, title: frame.task };
    default:
      return null;
  }
}

/**
 * The command of a frame, or null when the frame is none (unknown, or a task to tick, whose id only buttons know).
 * Expects that nothing of the frame needs clarification.
 */
export function commandOf(frame: Frame): Command | null {
  const { intent } = frame;
  if (isNotYet(intent)) return { kind: "not_yet", feature: NOT_YET[intent] };
  switch (intent) {
    case "schedule": {
      const details = newInterview(frame);
      return details && { kind: "schedule", details };
    }
    case "list":
      return {
        kind: "list",
        ...(frame.range ? { range: frame.range } : {}),
        ...(frame.company === undefined ? {} : { company: frame.company }),
        ...(frame.past ? { past: true } : {}),
      };
    case "settings":
      return { kind: "settings", ...(frame.setting ? { change: frame.setting } : {}) };
    case "email":
      return frame.email === undefined ? null : { kind: "email", address: frame.email };
    case "confirm_email":
      return frame.code === undefined ? null : { kind: "confirm_email", code: frame.code };
    case "link":
      return { kind: "link", ...(frame.code === undefined ? {} : { code: frame.code }) };
    case "delete_everything":
      return { kind: "delete_everything", confirmed: false };
    case "undo":
    case "unlink":
    case "export":
    case "hello":
    case "help":
      return { kind: intent };
    default:
      return frame.target === undefined ? null : aboutOne(frame, frame.target);
  }
}

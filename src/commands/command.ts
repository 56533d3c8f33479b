/** Whatever a person does, on any platform, as one value: `execute` is the one way to carry it out. */
import type { CancelReason, Details, Outcome } from "../interviews/interview.ts";

/** An interview that is already stored, by its id; `version` where a button was drawn for one state of it. */
export interface On {
  readonly interview: string;
  readonly version?: number;
}

/** What is said when an interview is new: company and start at least. */
export type NewInterview = Pick<Details, "company" | "startsAt"> & Partial<Omit<Details, "company" | "startsAt">>;

/** A change of details. An absent key stays as it is. `addInterviewers` adds to who is there. */
export type Changes = Partial<Omit<Details, "interviewers">> & {
  readonly interviewers?: Details["interviewers"];
  readonly addInterviewers?: Details["interviewers"];
  readonly removeInterviewers?: readonly string[];
};

/** Both ends inclusive, calendar days in the person's zone. */
export interface DayRange {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

/** One change of the person's settings. Rules as in `Settings.reminderRules`. */
export type SettingsChange =
  | { readonly kind: "zone"; readonly timeZone: string }
  | { readonly kind: "reminders"; readonly on: boolean }
  | { readonly kind: "reminder_rules"; readonly rules: readonly string[] }
  | { readonly kind: "email_reminders"; readonly on: boolean }
  /** Where reminders go; null: to the platform that was used last. */
  | { readonly kind: "platform"; readonly platform: string | null }
  | { readonly kind: "clock"; readonly clock: 12 | 24 };

/** What the language knows by name but no feature carries out yet; the answer is a sentence. */
export const NOT_YET = ["thank_you", "follow_ups", "add_job", "list_jobs", "connect_calendar"] as const;
export type NotYet = (typeof NOT_YET)[number];

export type Command =
  | { readonly kind: "schedule"; readonly details: NewInterview }
  | ({ readonly kind: "reschedule"; readonly startsAt: Temporal.ZonedDateTime; readonly durationMinutes?: number } & On)
  | ({ readonly kind: "edit"; readonly changes: Changes } & On)
  | ({ readonly kind: "cancel"; readonly reason: CancelReason } & On)
  | ({ readonly kind: "delete"; readonly confirmed: boolean } & On)
  | ({ readonly kind: "complete" } & On)
  | ({ readonly kind: "outcome"; readonly outcome: Outcome } & On)
  | ({ readonly kind: "show" } & On)
  | { readonly kind: "list"; readonly range?: DayRange; readonly company?: string; readonly past?: boolean }
  | ({ readonly kind: "remind"; readonly rules: readonly string[] } & On)
  | ({ readonly kind: "snooze"; readonly minutes: number } & On)
  | ({ readonly kind: "ready" } & On)
  | ({ readonly kind: "prep" } & On)
  | ({ readonly kind: "tick"; readonly task: string; readonly done: boolean } & On)
  | ({ readonly kind: "add_task"; readonly title: string } & On)
  | { readonly kind: "undo"; readonly interview?: string; readonly version?: number }
  | { readonly kind: "keep"; readonly interview: string }
  | { readonly kind: "settings"; readonly change?: SettingsChange }
  | { readonly kind: "email"; readonly address: string }
  | { readonly kind: "confirm_email"; readonly code: string }
  | { readonly kind: "link"; readonly code?: string }
  | { readonly kind: "unlink" }
  | { readonly kind: "export" }
  | { readonly kind: "delete_everything"; readonly confirmed: boolean }
  /** What the platform says of the person; it holds until the person says otherwise. */
  | { readonly kind: "profile"; readonly name?: string; readonly timeZone?: string; readonly email?: string }
  | { readonly kind: "hello" }
  | { readonly kind: "help" }
  | { readonly kind: "not_yet"; readonly feature: NotYet };

export type CommandKind = Command["kind"];

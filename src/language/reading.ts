/** What the language makes of a text: a command, a question back, or neither. */
import type { Command, DayRange, SettingsChange } from "../commands/command.ts";
import type { CancelReason, Format, Interviewer, Outcome } from "../interviews/interview.ts";

/** The intents of `test/language/README.md`, and those that only this bot knows. */
export type Intent =
  | "schedule"
  | "reschedule"
  | "cancel"
  | "list"
  | "show"
  | "complete"
  | "outcome"
  | "remind"
  | "thank_you"
  | "prep"
  | "follow_ups"
  | "add_job"
  | "list_jobs"
  | "connect_calendar"
  | "settings"
  | "help"
  | "unknown"
  | "edit"
  | "delete"
  | "undo"
  | "snooze"
  | "email"
  | "confirm_email"
  | "link"
  | "unlink"
  | "export"
  | "delete_everything"
  | "hello"
  | "ready"
  | "tick"
  | "add_task";

/** What a person can be asked for. */
export type Slot = "intent" | "target" | "company" | "startsAt" | "offsetMinutes" | "timeZone" | "email";

/** An interview that is stored already, as far as the language needs it to tell which one is meant. */
export interface Known {
  readonly id: string;
  readonly company: string;
  readonly role: string | null;
  readonly round: string | null;
  readonly startsAt: Temporal.ZonedDateTime;
  readonly durationMinutes: number;
  readonly format: Format | null;
  readonly interviewers: readonly Interviewer[];
  /** Whether it still lies ahead for the person: scheduled and not over. */
  readonly upcoming: boolean;
}

export interface Context {
  readonly now: Temporal.Instant;
  /** The person's IANA zone. */
  readonly timeZone: string;
  /** What is stored; null when nothing is known of it (then a company named is enough and there is no target). */
  readonly interviews: readonly Known[] | null;
  /** The interview that the conversation was last about: what "it" means. */
  readonly last?: string;
  /** The bot's open question, if any. */
  readonly question?: Question;
}

/** Everything that a text fixed, in the words of `test/language/README.md`. Absent means not said. */
export interface Frame {
  readonly intent: Intent;
  readonly target?: string;
  readonly company?: string;
  readonly role?: string;
  readonly round?: string;
  /** In the zone it was said in (the person's own unless another was named). */
  readonly startsAt?: Temporal.ZonedDateTime;
  /** A day without a time, or a time without a day, while the other half is still asked for. */
  readonly day?: Temporal.PlainDate;
  readonly time?: Temporal.PlainTime;
  /** The zone that was named, if one was. */
  readonly zone?: string;
  readonly durationMinutes?: number;
  readonly format?: Format;
  readonly link?: string;
  readonly location?: string;
  readonly interviewers?: readonly Interviewer[];
  readonly offsetMinutes?: number;
  /** Reminder rules that are no single number of minutes: "same-day@08:00", "2-days-before@18:00". */
  readonly rules?: readonly string[];
  readonly outcome?: Outcome;
  readonly range?: DayRange;
  /** For `list`: what lies behind. */
  readonly past?: boolean;
  /** For `reschedule`: a shift by so much while the target, and with it the start, is unknown. */
  readonly shift?: Temporal.Duration;
  /** For `cancel`: by whom. */
  readonly reason?: CancelReason;
  /** For `edit`: what becomes of the people named. */
  readonly people?: "set" | "add" | "remove";
  /** For `edit`: a new name for the company, and a note. */
  readonly newCompany?: string;
  readonly notes?: string;
  /** For `add_task` and `tick`: the task in the person's words. */
  readonly task?: string;
  readonly setting?: SettingsChange;
  readonly email?: string;
  /** A confirmation or link code. */
  readonly code?: string;
  /** For `snooze`. */
  readonly minutes?: number;
  readonly needsClarification?: readonly Slot[];
}

/** Why something is asked, so that the question can be put in words that fit. */
export type Why =
  | "missing" // nothing was said
  | "day_without_time" // `frame.day` is known
  | "ambiguous_date" // 12/3: two readings, in `choices`
  | "contradiction" // "Monday 7 April", which is a Tuesday; readings in `choices`
  | "past" // the moment lies behind us
  | "gap" // a clock change skips that local time
  | "several_times" // either Wednesday or Thursday; proposed slots
  | "unknown_zone"
  | "impossible_date" // 31 February
  | "end_before_start" // "from 3pm to 2pm"
  | "several" // more than one interview fits
  | "none"; // no interview fits

/** A reading to press: fills one slot. */
export type Choice =
  | { readonly slot: "startsAt"; readonly startsAt: Temporal.ZonedDateTime }
  | { readonly slot: "day"; readonly day: Temporal.PlainDate }
  | { readonly slot: "target"; readonly target: string }
  | { readonly slot: "offsetMinutes"; readonly offsetMinutes: number };

/** A question that is open: what is asked for, why, and everything that was said so far. */
export interface Question {
  readonly asks: Slot;
  readonly why: Why;
  readonly frame: Frame;
  /** What the person can press instead of writing; at most five. */
  readonly choices: readonly Choice[];
}

export type Reading =
  | {
      readonly kind: "command";
      readonly command: Command;
      readonly frame: Frame;
      /** Other starts that the same words allow ("next Friday"), offered as buttons; never the one chosen. */
      readonly alternatives: readonly Temporal.ZonedDateTime[];
      /** True when this text answered the open question; false when it is a command of its own. */
      readonly answers: boolean;
    }
  | { readonly kind: "question"; readonly question: Question; readonly answers: boolean }
  /** "no", "never mind": the open question is closed and nothing changes. */
  | { readonly kind: "closed" }
  /** Neither; `frame` holds the little that was understood, for "I understood Figma but no date". */
  | {
      readonly kind: "not_understood";
      readonly frame: Frame;
      /** True when it was two wishes at once, which are better said one after the other. */
      readonly twoWishes?: true;
    };

/** What came of a command, as data: the chat puts it into words. */
import type { Interview } from "../interviews/interview.ts";
import type { Identity, User } from "../users/user.ts";
import type { DayRange, NotYet, SettingsChange } from "./command.ts";

/** What was done to an interview, for the first line of its card. */
export type Done =
  | "scheduled"
  | "moved"
  | "edited"
  | "cancelled"
  | "completed"
  | "decided"
  | "reminder_added"
  | "snoozed"
  | "ready"
  | "undone"
  | "shown"
  | "unchanged"
  /** The very interview was stored before, and nothing new was said of it. */
  | "known"
  /** The button was drawn for an older state: nothing was done, this is the present one. */
  | "stale"
  | "kept";

/** A reminder that will come, for "I'll remind you …". */
export interface Upcoming {
  readonly dueAt: Temporal.Instant;
}

export type Result =
  | {
      readonly kind: "interview";
      readonly done: Done;
      readonly interview: Interview;
      /** How it was before, for "Moved from …". */
      readonly before: Interview | null;
      readonly conflicts: readonly Interview[];
      readonly reminders: readonly Upcoming[];
      /** Whether reminders that were asked for will not come because their time has passed already. */
      readonly tooLate: "some" | "all" | null;
      /** Whether its last change can still be taken back. */
      readonly undoable: boolean;
    }
  | { readonly kind: "removed"; readonly interview: Interview; readonly undone: boolean }
  | { readonly kind: "confirm_delete"; readonly interview: Interview }
  | { readonly kind: "preparation"; readonly interview: Interview }
  | {
      readonly kind: "list";
      readonly interviews: readonly Interview[];
      readonly range: DayRange | null;
      readonly company: string | null;
      readonly past: boolean;
    }
  | { readonly kind: "settings"; readonly user: User; readonly identities: readonly Identity[] }
  | {
      readonly kind: "setting_changed";
      readonly user: User;
      readonly what: SettingsChange["kind"];
      /** Future interviews that are looked at again because of it. */
      readonly interviews: number;
    }
  | { readonly kind: "code_sent"; readonly address: string; readonly written: string | null }
  | { readonly kind: "email_confirmed"; readonly address: string }
  | { readonly kind: "link_code"; readonly code: string }
  | {
      readonly kind: "linked";
      /** The one who showed the code, whose settings hold from now on, and the one who entered it, as they were. */
      readonly user: User;
      readonly joined: User;
    }
  | { readonly kind: "unlinked"; readonly any: boolean }
  | { readonly kind: "export"; readonly url: string; readonly calendarUrl: string }
  | { readonly kind: "confirm_erase"; readonly interviews: number }
  /** `identities`: where the person was known. */
  | { readonly kind: "erased"; readonly identities: readonly Identity[] }
  /** `next`: what lies ahead first, for somebody who has been greeted before; a stranger has nothing yet. */
  | { readonly kind: "hello"; readonly user: User; readonly next: Interview | null }
  | { readonly kind: "help" }
  /** Done, and nothing to say about it. */
  | { readonly kind: "silent" }
  | { readonly kind: "not_yet"; readonly feature: NotYet };

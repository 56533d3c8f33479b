/** Decides what a pressed button asks for. Pure. */
import type { Command } from "../commands/command.ts";
import { CANCEL_REASONS, OUTCOMES } from "../interviews/interview.ts";
import { parseRule } from "../reminders/rules.ts";
import type { User } from "../users/user.ts";
import type { Action } from "./actions.ts";
import { type FormVerb, isFormVerb } from "./forms.ts";

export type Press =
  | { readonly kind: "command"; readonly command: Command; readonly inPlace: boolean }
  | {
      readonly kind: "form";
      readonly verb: FormVerb;
      readonly interview: string | null;
      /** What stood in it when it was offered; only of a form for something new. */
      readonly values?: Readonly<Record<string, string>>;
    }
  | { readonly kind: "edit_menu"; readonly interview: string }
  | { readonly kind: "answer"; readonly questionId: string | null; readonly choice: number }
  /** `questionId` is null where no question of the conversation is meant. */
  | { readonly kind: "close"; readonly questionId: string | null }
  /** A button that this version of the bot does not have. */
  | { readonly kind: "unknown" };

/** What the button asks for; `value` is the button's own, untrusted like everything that comes in. */
export function readPress({ verb, id, version }: Action, value: string | null, user: User): Press {
  if (isFormVerb(verb)) return { kind: "form", verb, interview: id, ...(id === null ? valuesIn(value) : {}) };
  const run = (command: Command, inPlace = false): Press => ({ kind: "command", command, inPlace });
  switch (verb) {
    case "list":
    case "help":
    case "export":
    case "unlink":
      return run({ kind: verb });
    case "link":
    case "settings":
      return run({ kind: verb });
    case "erase":
      return run({ kind: "delete_everything", confirmed: false });
    case "erase_yes":
      return run({ kind: "delete_everything", confirmed: true });
    case "zone_ok":
      return user.timeZone === null
        ? { kind: "form", verb: "zone_form", interview: null }
        : run({ kind: "settings", change: { kind: "zone", timeZone: user.timeZone } }, true);
    case "zone":
      return value === null
        ? { kind: "unknown" }
        : run({ kind: "settings", change: { kind: "zone", timeZone: value } }, true);
    case "reminders_on":
    case "reminders_off":
      return run({ kind: "settings", change: { kind: "reminders", on: verb === "reminders_on" } });
    case "mail_on":
    case "mail_off":
      return run({ kind: "settings", change: { kind: "email_reminders", on: verb === "mail_on" } });
    case "remind_on":
      return run({ kind: "settings", change: { kind: "platform", platform: value } });
    case "clock":
      return run({ kind: "settings", change: { kind: "clock", clock: value === "12" ? 12 : 24 } });
    case "answer":
      return { kind: "answer", questionId: id, choice: Number(value ?? Number.NaN) };
    case "close":
      return { kind: "close", questionId: id };
    default:
      return id === null
        ? { kind: "unknown" }
        : aboutOne(verb, { interview: id, ...(version === null ? {} : { version }) }, value);
  }
}

function aboutOne(verb: Action["verb"], on: { interview: string; version?: number }, value: string | null): Press {
  const run = (command: Command, inPlace = true): Press => ({ kind: "command", command, inPlace });
  const { interview } = on;
  switch (verb) {
    case "show":
      return run({ kind: "show", interview }, false);
    case "prep":
      return run({ kind: "prep", interview }, false);
    case "edit":
      return { kind: "edit_menu", interview };
    case "cancel":
      return run({ kind: "cancel", reason: CANCEL_REASONS.find((known) => known === value) ?? "me", ...on });
    case "delete":
      return run({ kind: "delete", confirmed: false, interview }, false);
    case "delete_yes":
      return run({ kind: "delete", confirmed: true, interview });
    case "undo":
      return run({ kind: "undo", ...on });
    case "keep":
      return run({ kind: "keep", interview });
    case "ready":
      return run({ kind: "ready", interview });
    case "snooze":
      return run({ kind: "snooze", minutes: 15, interview });
    case "complete":
      return run({ kind: "complete", ...on });
    case "outcome": {
      const outcome = OUTCOMES.find((known) => known === value);
      return outcome === undefined ? { kind: "unknown" } : run({ kind: "outcome", outcome, ...on });
    }
    case "remind":
      return value === null || parseRule(value) === null
        ? { kind: "unknown" }
        : run({ kind: "remind", rules: [value], interview });
    case "other_start": {
      const startsAt = zonedOrNull(value);
      return startsAt === null ? { kind: "unknown" } : run({ kind: "reschedule", startsAt, ...on });
    }
    case "tick": {
      // A task has no version of its own: its id stands behind the interview's.
      const [id = "", task = ""] = interview.split(".", 2);
      return run({ kind: "tick", interview: id, task, done: value !== "open" });
    }
    default:
      return { kind: "unknown" };
  }
}

/** What a form was filled in with, as a platform put it into the button that offers the form. */
function valuesIn(value: string | null): { readonly values?: Readonly<Record<string, string>> } {
  try {
    const given: unknown = JSON.parse(value ?? "null");
    if (typeof given !== "object" || given === null) return {};
    const texts = Object.entries(given).flatMap(([name, text]) => (typeof text === "string" ? [[name, text]] : []));
    return { values: Object.fromEntries(texts) };
  } catch {
    return {};
  }
}

function zonedOrNull(text: string | null): Temporal.ZonedDateTime | null {
  try {
    return text === null ? null : Temporal.ZonedDateTime.from(text);
  } catch {
    return null;
  }
}

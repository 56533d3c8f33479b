/** What a filled form means: a command, or what is wrong by field. Pure. */
import type { Changes, Command } from "../commands/command.ts";
import { PersonError } from "../errors.ts";
import { FORMATS, type Interviewer } from "../interviews/interview.ts";
import { clean, cleanLink } from "../interviews/words.ts";
import type { Action } from "./actions.ts";
import { type FormContext, type FormVerb, isFormVerb } from "./forms.ts";

type Values = Readonly<Record<string, string>>;
/** A command, or what is wrong by field. `text` is for the language to read, like a message. */
export type Filled =
  | { readonly command: Command }
  | { readonly text: string; readonly field: string }
  | { readonly errors: Readonly<Record<string, string>> };

/** What a filled form asks for, or what is wrong with it. Checked before it is stored, so that it can be mended in place. */
export function readForm({ verb, id }: Action, values: Values, context: FormContext): Filled {
  if (!isFormVerb(verb))
    return { errors: { "": "This form is no longer in use. Please write what you would like to change." } };
  try {
    return filled(verb, id, values, context);
  } catch (error) {
    if (error instanceof FieldError) return { errors: { [error.field]: error.message } };
    throw error;
  }
}

/** What a rule of the record says about one field. */
class FieldError extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** Lets a rule of the record speak at the field that it is about. */
function at<T>(field: string, rule: () => T): T {
  try {
    return rule();
  } catch (error) {
    throw error instanceof PersonError ? new FieldError(field, error.message) : error;
  }
}

function filled(verb: FormVerb, id: string | null, values: Values, context: FormContext): Filled {
  const value = (name: string) => values[name]?.trim() ?? "";
  const optional = (name: string) => value(name) || null;
  if (verb === "zone_form")
    return value("zone") === "" ? need("zone") : { text: `my time zone is ${value("zone")}`, field: "zone" };
  if (verb === "email_form") {
    const address = context.parseAddress(value("address"));
    return address === null
      ? { errors: { address: "Write an address like ana@example.com." } }
      : { command: { kind: "email", address } };
  }
  if (verb === "what" && id === null) return newInterview(value, context);
  if (id === null)
    return { errors: { "": "This form is no longer in use. Please write what you would like to change." } };
  switch (verb) {
    case "move":
    case "when": {
      const startsAt = start(value("date"), value("time"), context);
      if ("errors" in startsAt) return startsAt;
      const minutes = value("minutes") === "" ? null : Number(value("minutes"));
      if (minutes !== null && !(Number.isInteger(minutes) && minutes >= 5 && minutes <= 1440)) {
        return { errors: { minutes: "Between 5 minutes and 1440 (24 hours)." } };
      }
      return {
        command: {
          kind: "reschedule",
          interview: id,
          startsAt: startsAt.at,
          ...(minutes === null ? {} : { durationMinutes: minutes }),
        },
      };
    }
    case "what":
      if (clean(value("company"), "name") === null) return need("company");
      return {
        command: {
          kind: "edit",
          interview: id,
          changes: { company: value("company"), role: optional("role"), round: optional("round") },
        },
      };
    case "where": {
      // A field that was not sent is not one that was emptied.
      const has = (name: string) => values[name] !== undefined;
      const changes: Changes = {
        ...(has("format") ? { format: FORMATS.find((known) => known === value("format")) ?? null } : {}),
        ...(has("link") ? { link: at("link", () => cleanLink(value("link"))) } : {}),
        ...(has("location") ? { location: optional("location") } : {}),
      };
      return { command: { kind: "edit", interview: id, changes } };
    }
    case "who":
      return values.people === undefined ? need("people") : who(id, value("people"), context);
    case "notes":
      return values.notes === undefined
        ? need("notes")
        : { command: { kind: "edit", interview: id, changes: { notes: optional("notes") } } };
    case "task":
      return clean(value("title"), "name") === null
        ? need("title")
        : { command: { kind: "add_task", interview: id, title: value("title") } };
  }
}

function who(interview: string, lines: string, context: FormContext): Filled {
  const people = lines
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => person(line, context));
  const wrong = people.indexOf(null);
  if (wrong >= 0) return { errors: { people: `Line ${wrong + 1} has an address that doesn't look right.` } };
  return { command: { kind: "edit", interview, changes: { interviewers: people.filter((it) => it !== null) } } };
}

function newInterview(value: (name: string) => string, context: FormContext): Filled {
  if (clean(value("company"), "name") === null) return need("company");
  const startsAt = start(value("date"), value("time"), context);
  if ("errors" in startsAt) return startsAt;
  return {
    command: {
      kind: "schedule",
      details: {
        company: value("company"),
        startsAt: startsAt.at,
        round: value("round") || null,
        ...whereabouts(value("place")),
      },
    },
  };
}

/** A link to join, or a place to go to. */
function whereabouts(place: string) {
  if (place === "") return {};
  return /^https?:\/\//i.test(place)
    ? ({ link: at("place", () => cleanLink(place)), format: "video" } as const)
    : ({ location: place, format: "in_person" } as const);
}

/** The start that a date and a time field name. A time that a clock change skips does not exist, and is said so. */
function start(
  date: string,
  time: string,
  { reader, now }: FormContext,
): { at: Temporal.ZonedDateTime } | { errors: Record<string, string> } {
  const day = parsed(() => Temporal.PlainDate.from(date, { overflow: "reject" }));
  if (day === null || !/^\d{4}-\d\d-\d\d$/.test(date)) return { errors: { date: "Pick a date that exists." } };
  const clock = parsed(() => Temporal.PlainTime.from(time, { overflow: "reject" }));
  if (clock === null || !/^\d\d:\d\d/.test(time)) return { errors: { time: "Write a time like 14:30." } };
  const wall = day.toPlainDateTime(clock);
  const zoned = wall.toZonedDateTime(reader.timeZone, { disambiguation: "earlier" });
  if (!zoned.toPlainDateTime().equals(wall)) {
    return { errors: { time: "The clocks change then, and that time does not exist." } };
  }
  if (zoned.epochMilliseconds <= now.epochMilliseconds) return { errors: { date: "That moment has passed already." } };
  return { at: zoned };
}

function parsed<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch {
    return null;
  }
}

function person(line: string, { parseAddress }: FormContext): Interviewer | null {
  const [, name = "", raw] = /^([^<]*?)\s*(?:<([^>]*)>?)?\s*$/.exec(line.trim()) ?? [];
  if (raw === undefined) {
    const bare = name.includes("@") ? parseAddress(name) : null;
    return bare === null ? { name, email: null } : { name: bare.split("@")[0] ?? bare, email: bare };
  }
  const email = parseAddress(raw);
  return email === null ? null : { name: name || (email.split("@")[0] ?? email), email };
}

const need = (field: string): Filled => ({ errors: { [field]: "Please fill this in." } });

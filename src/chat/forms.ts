/** The forms: which fields they show, and what a filled one means. At most five fields each. Pure. */
import type { Command } from "../commands/command.ts";
import { PersonError } from "../errors.ts";
import { FORMATS, type Format, type Interview, type Interviewer } from "../interviews/interview.ts";
import { cleanLink, FORMAT_WORDS, title } from "../interviews/words.ts";
import type { Reader } from "../users/times.ts";
import { type Action, action } from "./actions.ts";
import type { Form } from "./port.ts";

type Values = Readonly<Record<string, string>>;
/** A command, or what is wrong by field. `text` is for the language to read, like a message. */
export type Filled =
  | { readonly command: Command }
  | { readonly text: string; readonly field: string }
  | { readonly errors: Readonly<Record<string, string>> };

/** Verbs that open a form. */
export const FORM_VERBS = ["what", "when", "move", "where", "who", "notes", "task", "zone_form", "email_form"] as const;
export type FormVerb = (typeof FORM_VERBS)[number];
export const isFormVerb = (verb: string): verb is FormVerb => FORM_VERBS.some((known) => known === verb);

/** What a form needs to know besides the interview that it is about. */
export interface FormContext {
  readonly reader: Reader;
  readonly now: Temporal.Instant;
  readonly parseAddress: (text: string) => string | null;
}

/** The form behind a button; `interview` is null for forms that are about none. */
export function formFor(verb: FormVerb, interview: Interview | null, { reader, now }: FormContext): Form {
  const id = action(verb, interview?.id, interview?.version);
  const about = interview === null ? "" : ` ${title(interview)}`;
  switch (verb) {
    case "move":
    case "when": {
      const start = (interview?.startsAt ?? now.toZonedDateTimeISO(reader.timeZone)).withTimeZone(reader.timeZone);
      return {
        id,
        title: `When is${about}?`,
        submit: "Reschedule",
        fields: [
          { name: "date", label: "Date", kind: "date", value: start.toPlainDate().toString(), required: true },
          { name: "time", label: `Time (${reader.timeZone})`, kind: "time", value: time(start), required: true },
          {
            name: "minutes",
            label: "Length in minutes",
            kind: "text",
            value: String(interview?.durationMinutes ?? 60),
          },
        ],
      };
    }
    case "what":
      return interview === null
        ? {
            id,
            title: "New interview",
            submit: "Keep it",
            fields: [
              { name: "company", label: "Company", kind: "text", required: true },
              { name: "round", label: "Round", kind: "text", hint: "phone screen, technical, onsite" },
              { name: "date", label: "Date", kind: "date", required: true },
              { name: "time", label: `Time (${reader.timeZone})`, kind: "time", required: true },
              { name: "place", label: "Link or place", kind: "text" },
            ],
          }
        : {
            id,
            title: `Edit${about}`,
            submit: "Save",
            fields: [
              { name: "company", label: "Company", kind: "text", value: interview.company, required: true },
              { name: "role", label: "Role", kind: "text", value: interview.role ?? "" },
              {
                name: "round",
                label: "Round",
                kind: "text",
                value: interview.round ?? "",
                hint: "phone screen, technical, onsite",
              },
            ],
          };
    case "where":
      return {
        id,
        title: `Where is${about}?`,
        submit: "Save",
        fields: [
          {
            name: "format",
            label: "How",
            kind: "choice",
            value: interview?.format ?? "",
            options: [
              { label: "not known", value: "" },
              ...FORMATS.map((value) => ({ label: FORMAT_WORDS[value], value })),
            ],
          },
          { name: "link", label: "Link to join", kind: "text", value: interview?.link ?? "" },
          { name: "location", label: "Place or phone number", kind: "text", value: interview?.location ?? "" },
        ],
      };
    case "who":
      return {
        id,
        title: `Who will be at${about}?`,
        submit: "Save",
        fields: [
          {
            name: "people",
            label: "Interviewers, one a line",
            kind: "multiline",
            value: (interview?.interviewers ?? [])
              .map(({ name, email }) => (email === null ? name : `${name} <${email}>`))
              .join("\n"),
            hint: "Sarah Chen <sarah@example.com>",
          },
        ],
      };
    case "notes":
      return {
        id,
        title: `Notes for${about}`,
        submit: "Save",
        fields: [{ name: "notes", label: "Notes", kind: "multiline", value: interview?.notes ?? "" }],
      };
    case "task":
      return {
        id,
        title: `A task for${about}`,
        submit: "Add",
        fields: [{ name: "title", label: "Task", kind: "text", required: true }],
      };
    case "zone_form":
      return {
        id,
        title: "Your time zone",
        submit: "Save",
        fields: [{ name: "zone", label: "A big city near you", kind: "text", value: reader.timeZone, required: true }],
      };
    case "email_form":
      return {
        id,
        title: "Your e-mail address",
        submit: "Send me a code",
        fields: [{ name: "address", label: "E-mail address", kind: "email", required: true }],
      };
  }
}

/** What a filled form asks for, or what is wrong with it. Checked before it is stored, so that it can be mended in place. */
export function readForm({ verb, id }: Action, values: Values, context: FormContext): Filled {
  if (!isFormVerb(verb))
    return { errors: { "": "This form is no longer in use. Please write what you would like to change." } };
  try {
    return filled(verb, id, values, context);
  } catch (error) {
    // A rule of the record speaks in sentences; it stands at the field that it is about.
    if (error instanceof PersonError)
      return { errors: { [verb === "where" ? "link" : firstField(verb)]: error.message } };
    throw error;
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
      if (value("company") === "") return need("company");
      return {
        command: {
          kind: "edit",
          interview: id,
          changes: { company: value("company"), role: optional("role"), round: optional("round") },
        },
      };
    case "where": {
      const format: Format | null = FORMATS.find((known) => known === value("format")) ?? null;
      const link = cleanLink(value("link"));
      return { command: { kind: "edit", interview: id, changes: { format, link, location: optional("location") } } };
    }
    case "who": {
      const people = value("people")
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => person(line, context));
      const wrong = people.indexOf(null);
      if (wrong >= 0) return { errors: { people: `Line ${wrong + 1} has an address that doesn't look right.` } };
      return {
        command: { kind: "edit", interview: id, changes: { interviewers: people.filter((it) => it !== null) } },
      };
    }
    case "notes":
      return { command: { kind: "edit", interview: id, changes: { notes: optional("notes") } } };
    case "task":
      return value("title") === ""
        ? need("title")
        : { command: { kind: "add_task", interview: id, title: value("title") } };
  }
}

function newInterview(value: (name: string) => string, context: FormContext): Filled {
  if (value("company") === "") return need("company");
  const startsAt = start(value("date"), value("time"), context);
  if ("errors" in startsAt) return startsAt;
  const place = value("place");
  const isLink = /^https?:\/\//i.test(place);
  return {
    command: {
      kind: "schedule",
      details: {
        company: value("company"),
        startsAt: startsAt.at,
        round: value("round") || null,
        ...(isLink ? { link: cleanLink(place), format: "video" } : {}),
        ...(!isLink && place !== "" ? { location: place, format: "in_person" } : {}),
      },
    },
  };
}

/** The start that a date and a time field name. A time that a clock change skips does not exist, and is said so. */
function start(
  date: string,
  at: string,
  { reader, now }: FormContext,
): { at: Temporal.ZonedDateTime } | { errors: Record<string, string> } {
  let wall: Temporal.PlainDateTime;
  try {
    wall = Temporal.PlainDate.from(date, { overflow: "reject" }).toPlainDateTime(
      Temporal.PlainTime.from(at, { overflow: "reject" }),
    );
  } catch {
    return { errors: /^\d{4}-\d\d-\d\d$/.test(date) ? { time: "Write a time like 14:30." } : { date: "Pick a date." } };
  }
  const zoned = wall.toZonedDateTime(reader.timeZone, { disambiguation: "earlier" });
  if (!zoned.toPlainDateTime().equals(wall))
    return { errors: { time: "The clocks change then, and that time does not exist." } };
  if (zoned.epochMilliseconds <= now.epochMilliseconds) return { errors: { date: "That moment has passed already." } };
  return { at: zoned };
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
const time = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: "minute" });
const firstField = (verb: FormVerb): string =>
  ({
    what: "company",
    when: "date",
    move: "date",
    where: "link",
    who: "people",
    notes: "notes",
    task: "title",
    zone_form: "zone",
    email_form: "address",
  })[verb];

/** The forms: which fields they show. At most five each. Pure. */
import { FORMATS, type Interview } from "../interviews/interview.ts";
import { FORMAT_WORDS, title } from "../interviews/words.ts";
import type { Reader } from "../users/times.ts";
import { action } from "./actions.ts";
import type { Form } from "./port.ts";

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

const time = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: "minute" });

/** The interviews, people and the moment that the messages of the catalogue are about. */
import type { Moment } from "../../../src/chat/messages/build.ts";
import type { Interview } from "../../../src/interviews/interview.ts";
import type { Known } from "../../../src/language/reading.ts";
import type { User } from "../../../src/users/user.ts";
import { user as person, interview as sample } from "../../interviews/samples.ts";

export const NOW = Temporal.Instant.from("2026-03-04T14:02:00Z");
export const AT: Moment = { reader: { timeZone: "Europe/London", clock: 24 }, now: NOW };
/** After the interview of the catalogue has ended. */
export const AFTER: Moment = { ...AT, now: Temporal.Instant.from("2026-03-10T16:30:00Z") };

export const zoned = (wall: string, zone = "Europe/London") => Temporal.ZonedDateTime.from(`${wall}[${zone}]`);

/** Ids are as long as those of the database. */
export const STRIPE = "65f0c0ffee0123456789abcd";
export const FIGMA = "65f0c0ffee0123456789abce";

export const interview = (fields: Partial<Interview> = {}): Interview => sample({ id: STRIPE, version: 3, ...fields });

export const figma = (fields: Partial<Interview> = {}): Interview =>
  interview({ id: FIGMA, company: "Figma", round: "onsite", format: "in_person", ...fields });

/** An interview of which everything is known. */
export const full = (fields: Partial<Interview> = {}): Interview =>
  interview({
    role: "Staff engineer",
    interviewers: [
      { name: "Sarah Chen", email: "sarah@stripe.example" },
      { name: "Bob Lee", email: null },
      { name: "Ann Ng", email: null },
    ],
    format: "video",
    link: "https://zoom.us/j/123?pwd=a&b=c",
    location: "Room 4",
    notes: "They care about Ruby.\nAsk about on-call: https://stripe.example/blog (the 2025 post).",
    ...fields,
  });

export const user = (fields: Partial<User> = {}): User => person({ id: "65f0c0ffee0123456789abcf", ...fields });

export const REMINDERS = ["2026-03-09T15:00:00Z", "2026-03-10T13:00:00Z"].map((iso) => ({
  dueAt: Temporal.Instant.from(iso),
}));

export const knownOf = (interview: Interview): Known => ({ ...interview, upcoming: true });

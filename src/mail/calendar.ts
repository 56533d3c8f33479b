/** Puts interviews into an iCalendar file: the attachment of a reminder, and the export of everything. */
import ical, { ICalCalendarMethod, type ICalEventData, ICalEventStatus } from "ical-generator";
import type { Interview } from "../interviews/interview.ts";
import { oneLine } from "./address.ts";

/** "Interview: Stripe, phone screen". */
const summary = ({ company, round, role }: Interview): string =>
  oneLine(`Interview: ${[company, round ?? role].filter((part) => part !== null).join(", ")}`);

function description(interview: Interview): string | null {
  const who = interview.interviewers.map(({ name }) => name).join(", ");
  const lines = [
    interview.role !== null && interview.round !== null ? interview.role : "",
    who === "" ? "" : `With ${who}`,
    interview.link ?? "",
    interview.notes ?? "",
  ].filter((line) => line !== "");
  return lines.length === 0 ? null : plain(lines.join("\n"));
}

/** The format ends its lines with CR LF and has no other control characters in texts. */
const plain = (text: string): string => text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n]+/gu, " ");

function event(interview: Interview, now: Temporal.Instant): ICalEventData {
  return {
    // The same id for ever, so that a calendar that holds the event already changes it instead of adding one.
    id: `${interview.id}@greenroom`,
    sequence: interview.version,
    stamp: now,
    created: interview.createdAt,
    lastModified: interview.changedAt,
    // An instant, not a wall time with a zone's rules: whoever reads the file may have older zone data than we do.
    start: interview.startsAt.toInstant(),
    end: interview.startsAt.add({ minutes: interview.durationMinutes }).toInstant(),
    summary: summary(interview),
    description: description(interview),
    location: interview.location === null ? null : oneLine(interview.location),
    url: interview.link,
    status: interview.status === "cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  };
}

/**
 * The interviews as the text of an `.ics` file, in the order given, deleted ones left out.
 *
 * Times are UTC instants, which every calendar shows in its own zone; `now` is the time of making. Raising an
 * interview's version makes calendars take the new state in place of the old one.
 */
export function interviewCalendar(
  interviews: readonly Interview[],
  { now }: { readonly now: Temporal.Instant },
): string {
  return ical({
    prodId: { company: "Greenroom", product: "Interviews", language: "EN" },
    name: "Interviews",
    method: ICalCalendarMethod.PUBLISH,
    events: interviews.filter(({ deletedAt }) => deletedAt === null).map((interview) => event(interview, now)),
  }).toString();
}

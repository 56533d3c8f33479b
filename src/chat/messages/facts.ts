/** What there is to know about an interview: the lines that its card, lists and reminders agree on. */
import type { Interview } from "../../interviews/interview.ts";
import { FORMAT_WORDS, people } from "../../interviews/words.ts";
import { distance, interviewTime } from "../../users/times.ts";
import type { Block } from "../port.ts";
import { type Moment, muted, text } from "./build.ts";

/** How much of the notes is shown: all where somebody looks, a little where something else matters. */
export const ALL_NOTES = 2000;
const SOME_NOTES = 300;

/** When, with whom, where: the first line is when, and it is the line that lists show. */
export function facts(interview: Interview, { reader, now }: Moment, notes = SOME_NOTES): Block[] {
  const start = interview.startsAt.toInstant();
  const when = interviewTime(interview, reader, now);
  const scheduled = interview.status === "scheduled";
  const who = people(interview.interviewers);
  const place = where(interview);
  return [
    text(scheduled ? `${when}, ${distance(start, reader, now)}` : when),
    ...(who === null ? [] : [text(`With ${who}`)]),
    ...(interview.role !== null && interview.round !== null ? [text(`Role: ${interview.role}`)] : []),
    ...(place === null ? [] : [text(place)]),
    ...(interview.notes === null ? [] : [muted(`Notes: ${clipped(interview.notes, notes)}`)]),
  ];
}

const clipped = (words: string, most: number) => (words.length > most ? `${words.slice(0, most - 1)}…` : words);

/** "By video, https://…" or "In person, 1 Poultry"; null when nothing is known. */
export function where(interview: Interview): string | null {
  const parts = [
    interview.format === null ? null : FORMAT_WORDS[interview.format],
    interview.location,
    interview.link,
  ].filter((part): part is string => part !== null);
  const line = parts.join(", ");
  return line === "" ? null : line.charAt(0).toUpperCase() + line.slice(1);
}

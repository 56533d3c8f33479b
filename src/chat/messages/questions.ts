/** Questions: what was understood so far, one thing that is asked, and a few answers to press. */
import type { Choice, Frame, Known, Question } from "../../language/reading.ts";
import { clockTime, dayName, lengthInWords, weekday, zoneName } from "../../users/times.ts";
import type { Button, Message } from "../port.ts";
import { button, type Moment, question, startLabel, text, withValue } from "./build.ts";

/** The question as the person reads it; `id` names it in its buttons, `known` the interviews that choices point at. */
export function questionMessage(
  asked: Question,
  id: string,
  known: readonly Known[],
  at: Moment,
  again = false,
): Message {
  const choices = asked.choices.flatMap((choice, index) => {
    const label = choiceLabel(choice, asked, known, at);
    return label === null ? [] : [withValue(button(label, "answer", id), String(index))];
  });
  const before = again ? [text("I didn't understand that.")] : [];
  return question(words(asked, at), [...choices, ...wayOut(asked)], ...before);
}

function wayOut(asked: Question): Button[] {
  if (asked.asks === "target") return [button(asked.choices.length > 1 ? "None of them" : "Never mind", "close")];
  return [button("Never mind", "close")];
}

function choiceLabel(choice: Choice, asked: Question, known: readonly Known[], at: Moment): string | null {
  switch (choice.slot) {
    case "startsAt":
      // The day stands in the question already when only the hour is asked for.
      return asked.why === "day_without_time"
        ? clockTime(choice.startsAt, at.reader.clock)
        : startLabel(choice.startsAt, at);
    case "day":
      return dayName(choice.day, at.now.toZonedDateTimeISO(at.reader.timeZone));
    case "offsetMinutes":
      return `${lengthInWords(choice.offsetMinutes)} before`;
    case "target": {
      const found = known.find(({ id }) => id === choice.target);
      if (found === undefined) return null;
      return `${found.company}${found.round === null ? "" : ` ${found.round}`}, ${startLabel(found.startsAt, at)}`;
    }
  }
}

/** "Figma onsite": what is known of the interview that is being talked about. */
function subject({ company, round }: Frame): string | null {
  if (company === undefined) return round === undefined ? null : upper(round);
  return round === undefined ? company : `${company} ${round}`;
}

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function words({ asks, why, frame }: Question, at: Moment): string {
  const about = subject(frame);
  const prefix = about === null ? "" : `${about}. `;
  const today = at.now.toZonedDateTimeISO(at.reader.timeZone);
  switch (asks) {
    case "company": {
      const when = frame.startsAt === undefined ? "" : `${startLabel(frame.startsAt, at)}. `;
      return `${when}Which company is it with?`;
    }
    case "offsetMinutes":
      return "How long before the interview shall I remind you? For instance: 1 hour before, or the evening before at 7.";
    case "timeZone":
      return "What time is it where you are? Or name a big city near you.";
    case "email":
      return "Which e-mail address is yours?";
    case "intent":
      return "What would you like to do? For instance: onsite with Figma Friday 10 to 12.";
    case "target":
      if (why === "none") {
        return about === null
          ? "I have no such interview. Which one do you mean?"
          : `I have no interview that fits ${about}. Which one do you mean?`;
      }
      return why === "several" ? "Which one?" : "Which interview do you mean?";
    case "startsAt":
      switch (why) {
        case "day_without_time":
          return frame.day === undefined
            ? `${prefix}What time does it start?`
            : `${about === null ? "" : `${about}, `}${dayName(frame.day, today)}. What time does it start?`;
        case "ambiguous_date":
          return `${prefix}That date can be read in two ways. Which one is it?`;
        case "contradiction":
          return frame.day === undefined
            ? `${prefix}The weekday and the date do not fit together. Which one is it?`
            : `${prefix}${frame.day.day}${ordinal(frame.day.day)} is a ${weekday(frame.day)}. Which day is it?`;
        case "past":
          return `${prefix}That moment has passed already. When is it?`;
        case "gap":
          return `${prefix}The clocks change then, and that hour does not exist. What time is it?`;
        case "several_times":
          return `${prefix}Which of these times is it?`;
        case "unknown_zone":
          return `${prefix}In which time zone is that? For instance: 3pm New York time.`;
        case "impossible_date":
          return `${prefix}That date does not exist. Which day is it?`;
        case "end_before_start":
          return `${prefix}That ends before it starts. From when to when is it?`;
        default: {
          const time = frame.time === undefined ? "" : ` at ${clockTime(frame.time, at.reader.clock)}`;
          const zone = frame.zone === undefined ? "" : ` (${zoneName(frame.zone)})`;
          return time === "" ? `${prefix}When is it?` : `${prefix}On which day${time}${zone}?`;
        }
      }
  }
}

const ordinal = (day: number) =>
  day % 10 === 1 && day !== 11
    ? "st"
    : day % 10 === 2 && day !== 12
      ? "nd"
      : day % 10 === 3 && day !== 13
        ? "rd"
        : "th";

/** Not understood: what little was, and one example near to it. */
export function notUnderstood(frame: Frame, at: Moment): Message {
  const example = (company: string) => `For instance: ${company} Friday 10am.`;
  const help = [button("What can you do?", "help")];
  if (frame.company !== undefined && frame.startsAt === undefined) {
    return question(`I understood ${frame.company} but no date. ${example(frame.company)}`, help);
  }
  if (frame.startsAt !== undefined) {
    return question(
      `I understood ${startLabel(frame.startsAt, at)} but not what it is about. ${example("Figma")}`,
      help,
    );
  }
  return question(`I didn't understand that. Tell me about an interview. ${example("phone screen with Acme")}`, help);
}

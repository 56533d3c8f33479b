/** Questions: what was understood so far, one thing that is asked, and a few answers to press. */

import { clean, companyKey, roundInWords } from "../../interviews/words.ts";
import type { Choice, Frame, Intent, Known, Question } from "../../language/reading.ts";
import { clockTime, dayName, lengthInWords, weekday, zoneName } from "../../users/times.ts";
import type { Button, Message } from "../port.ts";
import { button, type Moment, message, muted, primary, question, startLabel, text, withValue } from "./build.ts";

/** Why a question stands there a second time. */
export type Again = "not_understood" | "still_open" | null;

/** The question as the person reads it; `id` names it in its buttons, `known` the interviews that choices point at. */
export function questionMessage(
  asked: Question,
  id: string,
  known: readonly Known[],
  at: Moment,
  again: Again = null,
): Message {
  const choices = asked.choices.flatMap((choice, index) => {
    const label = choiceLabel(choice, asked, known, at);
    return label === null ? [] : [withValue(button(label, "answer", id), String(index))];
  });
  const help = asked.asks === "timeZone" ? [primary(button("Choose zone", "zone_form"))] : [];
  const before = again === null ? [] : [text(again === "still_open" ? "One thing is still open." : hint(asked))];
  return question(notYet(asked, known) ?? words(asked, at), [...choices, ...help, wayOut(asked, id)], before);
}

/** The question once it is settled: what was asked stays readable, and there is nothing left to press. */
export const settledQuestion = (asked: Question, at: Moment): Message => message(muted(words(asked, at)));

function wayOut({ asks, choices }: Question, id: string): Button {
  const label = asks !== "target" ? "Never mind" : choices.length === 2 ? "Neither" : "None of them";
  return button(choices.length > 1 || asks !== "target" ? label : "Never mind", "close", id);
}

/** What an answer looks like, after one that was not understood. */
function hint({ asks, why }: Question): string {
  switch (asks) {
    case "startsAt":
      return why === "day_without_time"
        ? "I couldn't find a time in that. Write it like 10:30 or 3pm."
        : "I couldn't find a day and time in that. Write it like Friday 10am.";
    case "target":
      return "I couldn't tell which interview that is. Press one, or write its company.";
    case "company":
      return "I couldn't find a company in that. Its name is enough.";
    case "offsetMinutes":
      return "I couldn't find a time span in that. Write it like 1 hour before.";
    case "timeZone":
      return "I don't know that place.";
    case "email":
      return "That doesn't look like an e-mail address.";
    case "intent":
      return "I didn't understand that.";
  }
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
      const round = found.round === null ? "" : ` ${roundInWords(found.round)}`;
      return `${found.company}${round}, ${startLabel(found.startsAt, at)}`;
    }
  }
}

/** What the interview is wanted for: said in the question, since it may stand far below the words that led to it. */
const WHICH: Partial<Readonly<Record<Intent, string>>> = {
  cancel: "Which one shall I cancel?",
  reschedule: "Which one shall I move?",
  edit: "Which one shall I change?",
  delete: "Which one shall I delete?",
  remind: "Which one shall I remind you of?",
  snooze: "Which one shall I remind you of again?",
  complete: "Which one is done?",
  outcome: "Which one is that about?",
  prep: "Which one are you preparing for?",
  ready: "Which one are you ready for?",
  add_task: "Which one is the task for?",
  tick: "Which one is the task for?",
};

/** "Figma onsite": what is known of the interview that is being talked about. */
function subject(frame: Frame): string | null {
  const [company, round] = [clean(frame.company, "name"), clean(frame.round, "name")];
  if (company === null) return round === null ? null : upper(round);
  return round === null ? company : `${company} ${roundInWords(round)}`;
}

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** "done with Stripe" before Stripe has begun: it is there, and saying that it is not would frighten people. */
function notYet({ asks, why, frame }: Question, known: readonly Known[]): string | null {
  const { company, intent } = frame;
  if (asks !== "target" || why !== "none" || company === undefined || !AFTERWARDS.has(intent)) return null;
  const ahead = known.some((one) => one.upcoming && companyKey(one.company) === companyKey(company));
  return ahead ? `${company} hasn't started yet. Which one do you mean?` : null;
}

/** What is only said of an interview that took place. */
const AFTERWARDS: ReadonlySet<string> = new Set(["complete", "outcome", "thank_you"]);

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
      return "Which time zone are you in? Name a big city near you, then I'll keep what you told me.";
    case "email":
      return "Which e-mail address is yours?";
    case "intent":
      return "What would you like to do? For instance: onsite with Figma Friday 10 to 12.";
    case "target":
      if (why === "none") {
        const fits = about === null ? "I have no such interview." : `I have no interview that fits ${about}.`;
        return `${fits} Which one do you mean?`;
      }
      return WHICH[frame.intent] ?? "Which interview do you mean?";
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
            : `${prefix}The ${frame.day.day}${ordinal(frame.day.day)} is a ${weekday(frame.day)}. Which day is it?`;
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
export function notUnderstood(said: string, frame: Frame, at: Moment): Message {
  const help = [button("What can you do?", "help")];
  const name = clean(frame.company, "name");
  // A name that nobody wrote as one is only a guess, and a wrong guess helps less than none.
  const company = name !== null && (said.includes(name) || said.trim().split(/\s+/).length <= 2) ? name : null;
  if (company !== null && frame.startsAt === undefined) {
    return question(`I understood ${company} but no date. For instance: ${company} Friday 10am`, help);
  }
  if (frame.startsAt !== undefined) {
    const when = startLabel(frame.startsAt, at);
    return question(`I understood ${when} but not what it is about. For instance: Figma Friday 10am`, help);
  }
  return question(
    "I didn't understand that. Tell me about an interview, for instance: phone screen with Acme Friday 10am",
    [button("My interviews", "list"), ...help],
  );
}

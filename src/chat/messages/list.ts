/** Lists of interviews: what lies ahead, on some days, with one company, or behind. */
import type { Result } from "../../commands/result.ts";
import type { Interview } from "../../interviews/interview.ts";
import { clean, title } from "../../interviews/words.ts";
import { dayName, plural } from "../../users/times.ts";
import type { Block, Message } from "../port.ts";
import { button, buttons, heading, type Moment, message, muted, question, text } from "./build.ts";
import { facts } from "./facts.ts";

/** More than this is a wall of text. */
const SHOWN = 10;
/** One row on the narrowest platform. */
const PRESSED = 5;

export function list(found: Extract<Result, { kind: "list" }>, at: Moment): Message {
  const { interviews, past, range } = found;
  const about = scope(found, at);
  if (interviews.length === 0) {
    const kind = past ? "past " : range === null ? "coming " : "";
    return question(`No ${kind}interviews${about}.`, [button("New interview", "what")]);
  }
  const count = plural(interviews.length, past ? "past interview" : "interview");
  const rest = interviews.length - SHOWN;
  return message(
    text(`${count}${about}${past || range !== null ? "" : " ahead"}:`),
    ...interviews
      .slice(0, SHOWN)
      .flatMap((interview): Block[] => [heading(title(interview)), ...facts(interview, at).slice(0, 1)]),
    rest > 0 ? muted(`And ${rest} more. Name a week or a company to see them.`) : null,
    ...buttons(...interviews.slice(0, PRESSED).map((it) => button(label(it, interviews), "show", it.id))),
  );
}

function scope({ range, company }: Extract<Result, { kind: "list" }>, at: Moment): string {
  const today = at.now.toZonedDateTimeISO(at.reader.timeZone);
  const where = clean(company, "name");
  const days =
    range === null
      ? ""
      : range.from.equals(range.to)
        ? ` on ${dayName(range.from, today)}`
        : ` from ${dayName(range.from, today)} to ${dayName(range.to, today)}`;
  return `${where === null ? "" : ` with ${where}`}${days}`;
}

const short = (words: string) => (words.length > 40 ? `${words.slice(0, 39)}…` : words);

/** "Show Stripe", with the round where a company is there twice. */
function label(interview: Interview, all: readonly Interview[]): string {
  const twice = all.filter(({ company }) => company === interview.company).length > 1;
  return `Show ${short(twice ? title(interview) : interview.company)}`;
}

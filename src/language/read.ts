/** What a text means: the one way from a person's words to a command or a question back. */
import * as chrono from "chrono-node/en";
import type { Context, Frame, Reading } from "./reading.ts";

/** Thin first line: one sentence about a new interview, "list" and "help"; everything else is not understood. */
export function read(text: string, context: Context): Reading {
  const plain = text.trim().slice(0, 4_000);
  if (/^help\b/i.test(plain)) return command({ kind: "help" }, { intent: "help" });
  if (/^(list|what do i have|my interviews)\b/i.test(plain)) return command({ kind: "list" }, { intent: "list" });
  const company = /\b(?:with|at)\s+([A-Z][\w.&-]*)/.exec(plain)?.[1];
  if (company === undefined) return { kind: "not_understood", frame: { intent: "unknown" } };
  const found = chrono.parse(plain, { instant: new Date(context.now.epochMilliseconds) }, { forwardDate: true })[0]
    ?.start;
  const link = /https?:\/\/\S+/.exec(plain)?.[0];
  const person = /\bwith\s+([A-Z]\w+ [A-Z]\w+)/.exec(plain)?.[1];
  const frame: Frame = {
    intent: "schedule",
    company,
    ...(/phone screen/i.test(plain) ? { round: "phone screen" } : {}),
    ...(link ? { link, format: "video" } : {}),
    ...(person ? { interviewers: [{ name: person, email: null }] } : {}),
  };
  if (!found?.isCertain("hour")) {
    const asked: Frame = { ...frame, needsClarification: ["startsAt"] };
    return {
      kind: "question",
      question: { asks: "startsAt", why: "missing", frame: asked, choices: [] },
      answers: false,
    };
  }
  const startsAt = Temporal.PlainDateTime.from({
    year: found.get("year") ?? 0,
    month: found.get("month") ?? 0,
    day: found.get("day") ?? 0,
    hour: found.get("hour") ?? 0,
    minute: found.get("minute") ?? 0,
  }).toZonedDateTime(context.timeZone);
  const { intent: _, needsClarification: __, day, time, target, ...said } = frame;
  return command(
    {
      kind: "schedule",
      details: {
        company,
        startsAt,
        ...(said.round ? { round: said.round } : {}),
        ...(said.link ? { link: said.link } : {}),
        ...(said.format ? { format: said.format } : {}),
        ...(said.interviewers ? { interviewers: said.interviewers } : {}),
      },
    },
    { ...frame, startsAt },
  );
}

const command = (command: Extract<Reading, { kind: "command" }>["command"], frame: Frame): Reading => ({
  kind: "command",
  command,
  frame,
  alternatives: [],
  answers: false,
});

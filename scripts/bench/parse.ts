/** Measures how long it takes to read what a person wrote: the development cases, and a text of 10,000 characters. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { read } from "../../src/language/read.ts";
import type { Context, Known } from "../../src/language/reading.ts";
import { inWords, spreadOf } from "./numbers.ts";
import type { Report } from "./report.ts";

const CASES = new URL("../../test/language/dev.jsonl", import.meta.url);
const ROUNDS = 30;
const LONG_ROUNDS = 210;
const LONG_WARM_UP = 10;

const stored = z.object({
  ref: z.string(),
  company: z.string(),
  role: z.string().nullish(),
  round: z.string().nullish(),
  startsAt: z.string(),
  format: z.enum(["phone", "video", "in_person"]).nullish(),
});
const oneCase = z.object({
  text: z.string(),
  now: z.string(),
  timeZone: z.string(),
  context: z.array(stored).optional(),
});

type Sentence = readonly [text: string, context: Context];

function sentences(): readonly Sentence[] {
  const lines = readFileSync(CASES, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => sentence(oneCase.parse(JSON.parse(line))));
}

function sentence({ text, now: said, timeZone, context }: z.infer<typeof oneCase>): Sentence {
  const now = Temporal.Instant.from(said);
  const known = (it: z.infer<typeof stored>): Known => {
    const startsAt = Temporal.Instant.from(it.startsAt).toZonedDateTimeISO(timeZone);
    return {
      id: it.ref,
      company: it.company,
      role: it.role ?? null,
      round: it.round ?? null,
      startsAt,
      durationMinutes: 60,
      format: it.format ?? null,
      interviewers: [],
      upcoming: startsAt.epochMilliseconds > now.epochMilliseconds,
    };
  };
  return [text, { now, timeZone, interviews: context?.map(known) ?? null }];
}

function timed([text, context]: Sentence): number {
  const began = performance.now();
  read(text, context);
  return performance.now() - began;
}

export async function parse(report: Report): Promise<void> {
  const all = sentences();
  // The first reading is what the first message after a start pays.
  const cold = all.map(timed);
  report.line("first reading of each sentence", inWords(spreadOf(cold)));
  const warm = spreadOf(Array.from({ length: ROUNDS }, () => all.map(timed)).flat());
  report.aim(`${all.length} sentences, read again`, inWords(warm), warm.p99, 5);

  const context = all[0]?.[1];
  if (context === undefined) return;
  const prose = all.map(([text]) => text).join("\n");
  const long = prose.repeat(Math.ceil(10_000 / prose.length)).slice(0, 10_000);
  const noise = "9:30 12/3 Friday Monday ".repeat(500).slice(0, 10_000);
  for (const [name, text] of [
    ["10,000 characters of sentences", long],
    ["10,000 characters of dates", noise],
  ] as const) {
    const spread = spreadOf(Array.from({ length: LONG_ROUNDS }, () => timed([text, context])).slice(LONG_WARM_UP));
    report.aim(name, inWords(spread), spread.p99, 5);
  }
}

/** What the end-to-end tests do again and again: saying a start, waiting for a moment, reading the export. */
import { ZONE } from "../support/bot.ts";
import { buttonOn, type Talk } from "../support/talk.ts";

/** Ends a test that would hang, in milliseconds: these start many processes, or wait up to a minute for a moment. */
export const LONG = 300_000;

/** The present moment of the real clock, in the zone of the tests. */
export const now = (): Temporal.ZonedDateTime => Temporal.Now.zonedDateTimeISO(ZONE);

/** The next full minute, with enough time before it to say an interview. */
export const nextMinute = (): Temporal.ZonedDateTime =>
  now().add({ seconds: 10 }).round({ smallestUnit: "minute", roundingMode: "ceil" });

/** Waits with the real clock until a moment has come. */
export async function sleepUntil(at: Temporal.ZonedDateTime): Promise<void> {
  for (let left = 1; left > 0; ) {
    left = at.epochMilliseconds - now().epochMilliseconds;
    await new Promise((resolve) => setTimeout(resolve, Math.max(left, 0)));
  }
}

/** "on 2027-03-02 at 15:00". */
export const said = (at: Temporal.ZonedDateTime): string =>
  `on ${at.toPlainDate()} at ${at.toPlainTime().toString({ smallestUnit: "minute" })}`;

/** A company that no dictionary knows, another one for each number below 1,000: "Zabako". */
export const companyName = (index: number): string =>
  `Za${[...String(index).padStart(3, "0")].map((digit) => SYLLABLES[Number(digit)]).join("")}`;
const SYLLABLES = ["ba", "ko", "du", "fi", "go", "hu", "ki", "lo", "mu", "ne"];

export interface ExportedReminder {
  readonly interviewId: string;
  readonly kind: string;
  readonly state: string;
  readonly dueAt: string;
  readonly sentAt: string | null;
  readonly attempts: number;
  readonly channels: readonly { readonly channel: string; readonly state: string; readonly at: string }[];
}

export interface Exported {
  readonly user: { readonly id: string; readonly email: string | null };
  readonly interviews: readonly { readonly id: string; readonly company: string; readonly startsAt: string }[];
  readonly reminders: readonly ExportedReminder[];
  readonly messages: readonly { readonly from: string }[];
}

/** Everything the bot keeps, as its person gets it. Asked for in words, so everything said before is worked by then. */
export async function exported(talk: Talk): Promise<Exported> {
  const before = talk.heard().length;
  await talk.say("export my data");
  const answer = await talk.hear(({ text }) => text.includes("everything I keep"), "the export", before);
  return JSON.parse(await (await fetch(linkOn(talk, answer, "Everything (JSON)"))).text());
}

/** Where a button of the bot leads, reached as this test reaches the bot. */
export function linkOn(talk: Talk, answer: Parameters<typeof buttonOn>[0], label: string): URL {
  const { url } = buttonOn(answer, label);
  if (url === undefined) throw new Error(`"${label}" is no link`);
  const { pathname, search } = new URL(url);
  return new URL(pathname + search, talk.url);
}

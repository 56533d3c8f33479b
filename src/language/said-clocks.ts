/** The ways a time of day can be written, read at one place of a text. */
import { HOUR_WORDS, numberOf } from "./numbers.ts";

export interface SaidClock {
  readonly start: number;
  readonly end: number;
  readonly hour: number;
  readonly minute: number;
  /** "am", "pm", or the 24-hour clock; absent where it must be worked out. */
  readonly half?: "am" | "pm" | "24";
  /** Nothing but a number: an hour only if the words around it say so. */
  readonly bare: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;
type Form = readonly [pattern: RegExp, read: (groups: Groups) => Omit<SaidClock, "start" | "end"> | null];

const HALF = "(?<half>a\\.?m\\b\\.?|p\\.?m\\b\\.?|[ap]\\b(?!\\.?\\p{L}))";
const halfOf = (word: string | undefined) =>
  word === undefined ? {} : { half: /^a/i.test(word) ? ("am" as const) : ("pm" as const) };
const sticky = (source: string) => new RegExp(source, "iuy");

function clock(
  hour: number,
  minute: number,
  half?: string,
  bare = false,
  text = "",
): Omit<SaidClock, "start" | "end"> | null {
  if (!(hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59)) return null;
  // "15:00 pm" is three in the afternoon, said twice.
  if (hour > 12 || hour === 0 || /^0\d/.test(text))
    return half === undefined || hour > 12 || hour === 0
      ? { hour, minute, half: "24", bare }
      : { hour, minute, ...halfOf(half), bare };
  return { hour, minute, ...halfOf(half), bare };
}

const MINUTES_WORD = "(?<minutes>five|ten|twenty[- ]five|twenty|quarter|a quarter|\\d{1,2})";

const FORMS: readonly Form[] = [
  [
    sticky(`(?<hour>\\d{1,2})(?:[:.](?<minute>[0-5]\\d))(?::\\d\\d)?\\s?${HALF}`),
    (g) => clock(Number(g.hour), Number(g.minute), g.half, false, g.hour),
  ],
  // "1130 AM", "230pm".
  [
    sticky(`(?<hour>1[0-2]|0?[1-9])(?<minute>[0-5]\\d)\\s?${HALF}`),
    (g) => clock(Number(g.hour), Number(g.minute), g.half, false, g.hour),
  ],
  [
    sticky(
      `(?<hour>\\d{1,2})\\s?(?<half>a\\.?m\\b\\.?|p\\.?m\\b\\.?)|(?<hour2>\\d{1,2})(?<half2>[ap])\\b(?![.-]?\\p{L})`,
    ),
    (g) => clock(Number(g.hour ?? g.hour2), 0, g.half ?? g.half2, false, g.hour ?? g.hour2),
  ],
  [
    sticky("(?<hour>\\d{1,2})[:.](?<minute>[0-5]\\d)(?::\\d\\d)?\\s?(?:uhr|hrs?|hours|h)\\b"),
    (g) => clock24(Number(g.hour), Number(g.minute)),
  ],
  [
    sticky("(?<hour>\\d{1,2}):(?<minute>[0-5]\\d)(?::\\d\\d(?:[.,]\\d{1,9})?)?(?!:?\\d)"),
    (g) => clock(Number(g.hour), Number(g.minute), undefined, false, g.hour),
  ],
  [sticky("(?<hour>\\d{1,2})\\s?h\\s?(?<minute>[0-5]\\d)\\b"), (g) => clock24(Number(g.hour), Number(g.minute))],
  [sticky("(?<hour>\\d{1,2})\\s?uhr\\b"), (g) => clock24(Number(g.hour), 0)],
  [
    sticky(
      "(?<hour>\\d{1,2})h\\b(?!\\s?(?:before|long|prior|ahead|earlier|later|notice|session|interview|clock|each))",
    ),
    (g) => (Number(g.hour) >= 7 ? clock24(Number(g.hour), 0) : null),
  ],
  [
    sticky("(?<hour>[01]\\d|2[0-3])(?<minute>[0-5][05])\\s?(?:h|hrs|hours|uhr)\\b"),
    (g) => clock24(Number(g.hour), Number(g.minute)),
  ],
  [
    sticky(`(?<hour>\\d{1,2}|${HOUR_WORDS})\\s?(?<half>a\\.?m\\b\\.?|p\\.?m\\b\\.?|o'?\\s?clock\\b)`),
    (g) => clock(numberOf(g.hour ?? ""), 0, /^o/i.test(g.half ?? "") ? undefined : g.half),
  ],
  [
    sticky("(?:12 )?(?<word>noon|midday|mid-day|midnight)\\b"),
    (g) => ({ hour: /night/i.test(g.word ?? "") ? 0 : 12, minute: 0, half: "24", bare: false }),
  ],
  [
    sticky(`half[- ](?:past[- ])?(?<hour>\\d{1,2}|${HOUR_WORDS})\\b(?!\\s?(?:min|hour|day|week))(?:\\s?${HALF})?`),
    (g) => clock(numberOf(g.hour ?? ""), 30, g.half),
  ],
  [
    sticky(
      `${MINUTES_WORD}(?: minutes?)? (?<way>past|after|to|before|of|till)(?= (?:${HOUR_WORDS}|\\d{1,2})\\b) (?<hour>\\d{1,2}|${HOUR_WORDS})\\b(?![:.]\\d)(?:\\s?${HALF})?`,
    ),
    (g) => minutesAway(g),
  ],
  [
    sticky(
      `(?<hour>${HOUR_WORDS})[ -](?<minute>thirty|fifteen|forty[- ]five|oh[- ]five|twenty|ten|forty|fifty|twenty[- ]five|thirty[- ]five|fifty[- ]five)\\b(?! minutes?)(?:\\s?${HALF})?`,
    ),
    (g) => clock(numberOf(g.hour ?? ""), /oh/i.test(g.minute ?? "") ? 5 : numberOf(g.minute ?? ""), g.half),
  ],
  [
    sticky("(?<hour>\\d{1,2})\\.(?<minute>[0-5]\\d)(?![\\d.]\\d|\\.\\d|\\d)"),
    (g) => clock(Number(g.hour), Number(g.minute), undefined, true, g.hour),
  ],
  [
    sticky("(?<hour>[1-9])(?<minute>00|15|30|45)(?![\\d:./\\p{L}%-])"),
    (g) => clock(Number(g.hour), Number(g.minute), undefined, true),
  ],
  [
    sticky("(?<hour>[01]\\d|2[0-3])(?<minute>[0-5][05])(?![\\d:./\\p{L}-]\\d|\\d|\\p{L})"),
    (g) =>
      g.hour === "20"
        ? { ...(clock24(20, Number(g.minute)) ?? { hour: 20, minute: 0 }), half: "24", bare: true }
        : { hour: Number(g.hour), minute: Number(g.minute), half: "24", bare: true },
  ],
  [sticky("(?<hour>\\d{1,2})(?![\\d:]|[.,/]\\d|\\p{L})"), (g) => clock(Number(g.hour), 0, undefined, true)],
  [sticky(`(?<hour>${HOUR_WORDS})\\b(?!['-]\\p{L})`), (g) => clock(numberOf(g.hour ?? ""), 0, undefined, true)],
];

function clock24(hour: number, minute: number): Omit<SaidClock, "start" | "end"> | null {
  return hour <= 23 ? { hour, minute, half: "24", bare: false } : null;
}

/** "ten past five", "quarter to three"; but "10 to 11" in digits is a range. */
function minutesAway(g: Groups): Omit<SaidClock, "start" | "end"> | null {
  const word = g.minutes ?? "";
  const away = /quarter/i.test(word) ? 15 : numberOf(word);
  const hour = numberOf(g.hour ?? "");
  const early = /^(?:to|before|of|till)$/i.test(g.way ?? "");
  if (early && /^\d/.test(word) && !/^(?:5|10|20|25)$/.test(word)) return null;
  if (early && /^\d/.test(word)) return null;
  if (!(hour >= 1 && hour <= 12)) return null;
  if (!early) return clock(hour, away, g.half);
  return clock(hour === 1 ? 12 : hour - 1, 60 - away, g.half);
}

/** The time of day written at `at`, in its longest form; null when there is none. "0:75" and "25:00" are none. */
export function clockAt(text: string, at: number): SaidClock | null {
  for (const [pattern, read] of FORMS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) continue;
    const said = read(found.groups ?? {});
    if (said) return { start: at, end: at + found[0].trimEnd().length, ...said };
  }
  return null;
}

/** Small numbers in words. */

// biome-ignore format: a list of words
const WORDS = [
  "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
];
const TENS: Readonly<Record<string, number>> = { thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, ninety: 90 };

/** For use inside a pattern: 1 to 99 in words, longest first. */
export const NUMBER_WORDS = `(?:(?:twenty|thirty|forty|fifty)[- ](?:one|two|three|four|five|six|seven|eight|nine)|${[...WORDS.slice(13), ...WORDS.slice(1, 13), ...Object.keys(TENS)].sort((a, b) => b.length - a.length).join("|")})`;
/** One to twelve in words, longest first. */
export const HOUR_WORDS = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";

/** "12", "three", "twenty-five", "a", "1.5" as a number; NaN when it is none. */
export function numberOf(word: string): number {
  const lower = word.trim().toLowerCase();
  if (/^\d{1,4}(?:[.,]\d{1,2})?$/.test(lower)) return Number(lower.replace(",", "."));
  if (lower === "a" || lower === "an") return 1;
  if (lower === "a couple of" || lower === "couple of" || lower === "a couple") return 2;
  const [ten, one] = lower.split(/[- ]/);
  const whole = (part: string | undefined) => {
    if (part === undefined) return 0;
    const index = WORDS.indexOf(part);
    return index >= 0 ? index : (TENS[part] ?? Number.NaN);
  };
  return whole(ten) + whole(one);
}

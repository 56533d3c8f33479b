/** Measures how much two notes read the same. Pure. */
import { isEnglish, wordsIn } from "./words.ts";

/** From this on, two notes to one company would look copied; `test/notes/similarity.test.ts` shows why it is here. */
export const NEARLY_THE_SAME = 0.5;

const RUN = 3;

/**
 * The share of runs of three words that the shorter text has in common with the other: 0 for nothing, 1 for a copy, also
 * of a part. Names, numbers and dates count as one and the same word, so that a copy with another name is still a copy;
 * so do the words of `facts`, for a topic put into the same frame is no other note.
 */
export function similarity(one: string, other: string, facts: readonly string[] = []): number {
  const masked = new Set(
    facts.flatMap((fact) =>
      wordsIn(fact)
        .filter((word) => !isEnglish(word))
        .map(({ key }) => key),
    ),
  );
  const first = runsOf(one, masked);
  const second = runsOf(other, masked);
  const [fewer, more] = first.size <= second.size ? [first, second] : [second, first];
  if (fewer.size === 0) return 0;
  return [...fewer].filter((run) => more.has(run)).length / fewer.size;
}

function runsOf(text: string, masked: ReadonlySet<string>): ReadonlySet<string> {
  const keys = wordsIn(text)
    .map(({ key, text: word, first }) => (masked.has(key) || isName(word, first) ? "·" : key))
    .filter((key, at, all) => key !== "·" || all[at - 1] !== "·");
  return new Set(keys.slice(0, Math.max(0, keys.length - RUN + 1)).map((_, at) => keys.slice(at, at + RUN).join(" ")));
}

const isName = (word: string, first: boolean): boolean =>
  /\p{N}/u.test(word) || (!first && /^\p{Lu}\p{Ll}/u.test(word));

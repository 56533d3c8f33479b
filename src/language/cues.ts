/** What an intent is told by, and small words to combine the tests of it. */

export interface Cues {
  /** Lower case, straight quotes, spelling mended. */
  readonly text: string;
  readonly letter: boolean;
  readonly time: boolean;
  readonly day: boolean;
  /** A stored interview is named. */
  readonly known: boolean;
}

export type Test = (cues: Cues) => boolean;
export const has =
  (pattern: RegExp): Test =>
  ({ text }) =>
    pattern.test(text);
export const all =
  (...tests: readonly Test[]): Test =>
  (cues) =>
    tests.every((test) => test(cues));
export const not =
  (test: Test): Test =>
  (cues) =>
    !test(cues);
export const any =
  (...tests: readonly Test[]): Test =>
  (cues) =>
    tests.some((test) => test(cues));

export const MEETING =
  "(?:interviews?|call|chat|screen(?:ing)?|onsite|on-site|round|meeting|loop|panel|conversation|session|slot|one)";
export const asks = has(
  /\?|^(?:what|when|where|who|which|how|is|are|am|do|does|did|have|has|can|could|should|will|would|show|list|tell|give|any|anything)\b/,
);
export const clock: Test = ({ time }) => time;
export const dated: Test = ({ time, day }) => time || day;
export const meeting = has(new RegExp(`\\b${MEETING}\\b`));

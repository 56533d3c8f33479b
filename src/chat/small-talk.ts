/** Tells the few words that are no request: a plain yes or no, and politeness. Pure. */

export type SmallTalk = "yes" | "no" | "thanks" | "fine" | "sorry" | "bye";

const WORDS: readonly (readonly [SmallTalk, RegExp])[] = [
  ["yes", /^(yes|yes,? please|yep|yeah|yup|correct|exactly|that'?s (right|correct)|right|confirm|do it|go ahead)$/],
  [
    "no",
    /^(no|no,? thanks|no,? thank you|nope|nah|don'?t|please don'?t|keep it|leave it|neither|never ?mind|(please )?(don'?t|do not) (cancel|delete|move|change|do|touch)( anything| it| that)?)$/,
  ],
  ["thanks", /^((many )?thanks( a lot| so much)?|thank you( so much| very much)?|thx|ty|cheers|much appreciated)$/],
  ["fine", /^(ok|okay|k|fine|good|great|perfect|cool|nice|awesome|super|got it|understood|alright|all right|👍+)$/u],
  ["sorry", /^(sorry|my mistake|my bad|oops)$/],
  ["bye", /^(bye|bye bye|goodbye|good night|see you|see you later|talk later)$/],
];

/** What the whole text amounts to, if it is nothing but that; null for everything else. */
export function smallTalk(text: string): SmallTalk | null {
  if (text.length > 40) return null;
  const words = text
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/[.!,\s]+$/u, "")
    .trim();
  return WORDS.find(([, shape]) => shape.test(words))?.[0] ?? null;
}

/** Where something would be gone for good, "ok" is not enough, and naming it is as good as a yes. */
const SURE = /^(yes,? )?(please )?(delete|remove|erase) (it|this|everything|all)( please)?$/;

export const saysDelete = (text: string): boolean =>
  text.length <= 40 &&
  SURE.test(
    text
      .toLowerCase()
      .replace(/[.!\s]+$/u, "")
      .trim(),
  );

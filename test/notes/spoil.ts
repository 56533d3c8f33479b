/** What turning a good note into a bad one is made of. */
import type { Draft, DraftRequest } from "../../src/notes/port.ts";
import type { Answer } from "./samples.ts";

export interface Spoilt {
  readonly draft: Draft;
  readonly request: DraftRequest;
}

/** A way of going wrong: what comes of a good answer (nothing where it does not apply), and the codes it must be found by. */
export interface Fault {
  readonly name: string;
  readonly codes: readonly string[];
  readonly spoil: (answer: Answer, at: number) => readonly (Draft | Spoilt)[];
}

type Change = (text: string) => string;

/** The draft with every text changed. */
export const inText = ({ subject, paragraphs }: Draft, change: Change): Draft => ({
  subject: change(subject),
  paragraphs: paragraphs.map((sentences) => sentences.map((each) => ({ ...each, text: change(each.text) }))),
});

/** One draft for each text, which is added to the first paragraph after the greeting and names every fact there is. */
export const adding = ({ draft, request }: Answer, texts: readonly string[]): readonly Draft[] =>
  texts.map((text) => ({
    ...draft,
    paragraphs: draft.paragraphs.map((sentences, at) =>
      at === 1 ? [...sentences, { text, facts: request.facts.map(({ id }) => id) }] : sentences,
    ),
  }));

export const greeted = ({ draft }: Answer, greeting: string): Draft => ({
  ...draft,
  paragraphs: [[{ text: greeting, facts: [] }], ...draft.paragraphs.slice(1)],
});

export const signed = ({ draft }: Answer, name: string): Draft => ({
  ...draft,
  paragraphs: [...draft.paragraphs.slice(0, -1), [{ text: `Best regards, ${name}`, facts: [] }]],
});

/** The draft with the first match in its body replaced; nothing where there is none. */
export function replacingFirst(draft: Draft, pattern: RegExp, to: Change): readonly Draft[] {
  let done = false;
  const once = (text: string) =>
    text.replace(pattern, (found) => {
      if (done) return found;
      done = true;
      return to(found);
    });
  const { paragraphs } = inText({ ...draft, subject: "" }, once);
  return done ? [{ ...draft, paragraphs }] : [];
}

/** The first of a list that fits, looked for from a place on, so that not all get the same. */
export function another<T>(list: readonly T[], from: number, fits: (each: T) => boolean): T {
  const start = from % list.length;
  const found = [...list.slice(start), ...list].find(fits);
  if (found === undefined) throw new Error("nothing in the list fits");
  return found;
}

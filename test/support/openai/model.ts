/** What the stand-in's model says when all is well: a decent note from the facts it was given, in the asked shape. */
import type { FactKind, Sentence } from "../../../src/notes/port.ts";
import { isJson, type Json, listAt, parsed, textAt } from "../slack/json.ts";

/** The JSON document of the user message. */
export function dataOf(body: unknown): Json {
  const user = listAt(body, "messages").find(({ role }) => role === "user");
  const data = parsed(textAt(user, "content"));
  return isJson(data) ? data : {};
}

/** The words of the system message. */
export const rulesOf = (body: unknown): string =>
  textAt(
    listAt(body, "messages").find(({ role }) => role === "system"),
    "content",
  );

/** The most words that the rules allow. */
const mostWords = (body: unknown) => Number(/Length: \d+ to (\d+) words/.exec(rulesOf(body))?.[1] ?? 125);

/** A line of a note: its words, where `*` is the text of a fact of this kind; it is left out when there is none. */
type Line = readonly [words: string, kind?: FactKind];

/** Two ways to say it, so that two people at one company do not read the same. The first lines matter most. */
const WAYS: readonly (readonly Line[])[] = [
  [
    ["Thank you for taking the time to speak with me about *.", "company"],
    ["I am writing after our conversation of *.", "date"],
    ["What stayed with me most is this: *.", "moment"],
    ["I would be glad to continue the conversation with you and *.", "company"],
    ["I enjoyed our conversation and I am grateful for the care you took with it."],
    ["It helped me to understand the work and the people better, and I have thought about it since then."],
    ["Please let me know if there is anything else that I can send you in the meantime."],
    ["I look forward to hearing from you."],
  ],
  [
    ["I appreciate the time that you gave me to talk about the role at *.", "company"],
    ["Of all that we spoke about I remember one thing best: *.", "moment"],
    ["Our conversation on * gave me a good picture of the role.", "date"],
    ["I left with even more interest in the team and in *.", "company"],
    ["Your questions were clear and kind, and I was happy to answer them."],
    ["If something is still open, please write to me whenever it suits you."],
    ["I hope that we speak again soon."],
  ],
];

/** The answer's content: JSON text. It reads only the facts, as a model that keeps to its rules. */
export function noteFor(body: unknown): string {
  const data = dataOf(body);
  const facts = listAt(data, "facts");
  const others: readonly unknown[] = Array.isArray(data.other_notes) ? data.other_notes : [];
  const sentences = ([words, kind]: Line): readonly Sentence[] => {
    if (kind === undefined) return [{ text: words, facts: [] }];
    const fact = facts.find((each) => each.kind === kind);
    const text = textAt(fact, "text").replace(/[.!]+$/, "");
    return text === "" ? [] : [{ text: words.replace("*", () => text), facts: [textAt(fact, "id")] }];
  };
  const greeting = sentences(["Dear *,", "recipient"]);
  const closing = sentences(["Kind regards, *", "sender"]);
  const middle = (WAYS[others.length % WAYS.length] ?? []).flatMap(sentences);
  const fits = middle.filter(
    (_, at) => countOf([...greeting, ...middle.slice(0, at + 1), ...closing]) <= mostWords(body),
  );
  const half = Math.ceil(fits.length / 2);
  const company = facts.find(({ kind }) => kind === "company");
  return JSON.stringify({
    subject: `Our conversation about ${textAt(company, "text")}`,
    paragraphs: [
      { sentences: greeting.length > 0 ? greeting : [{ text: "Hello,", facts: [] }] },
      { sentences: fits.slice(0, half) },
      { sentences: fits.slice(half) },
      { sentences: closing },
    ],
  });
}

const countOf = (sentences: readonly Sentence[]) =>
  sentences.reduce((count, { text }) => count + text.split(/\s+/).length, 0);

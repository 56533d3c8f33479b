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

/** The answer's content: JSON text. It reads only the facts, as a model that keeps to its rules. */
export function noteFor(body: unknown): string {
  const facts = listAt(dataOf(body), "facts");
  const idsOf = (...kinds: FactKind[]) =>
    facts.filter(({ kind }) => kinds.some((each) => each === kind)).map((fact) => textAt(fact, "id"));
  const the = (kind: FactKind) =>
    textAt(
      facts.find((fact) => fact.kind === kind),
      "text",
    );
  const moment = the("moment").replace(/[.!]+$/, "");
  const sentence = (text: string, ...kinds: FactKind[]): Sentence => ({ text, facts: idsOf(...kinds) });
  const paragraphs: readonly (readonly Sentence[])[] = [
    [sentence(`Dear ${the("recipient")},`, "recipient")],
    [
      sentence(`Thank you for taking the time to speak with me about ${the("company")}.`, "company"),
      sentence("I enjoyed our conversation and I am grateful for the care you took with it."),
      ...(moment === "" ? [] : [sentence(`What stayed with me most is this: ${moment}.`, "moment")]),
    ],
    [
      sentence("It helped me to understand the work and the people better, and I have thought about it since then."),
      sentence(`I would be glad to continue the conversation with you and ${the("company")}.`, "company"),
      sentence("Please let me know if there is anything else that I can send you in the meantime."),
    ],
    [
      sentence("Thank you again for your time and for your thoughtful questions."),
      sentence("I look forward to hearing from you."),
    ],
    [sentence(`Kind regards, ${the("sender")}`, "sender")],
  ];
  return JSON.stringify({
    subject: `Thank you for the conversation about ${the("company")}`,
    paragraphs: paragraphs.map((sentences) => ({ sentences })),
  });
}

/** Reading what a model wrote. */
import { describe, expect, test } from "vitest";
import { draftOf } from "../../../adapters/openai/answer.ts";

const answer = (changes: object = {}) =>
  JSON.stringify({
    subject: "Thank you",
    paragraphs: [{ sentences: [{ text: "Dear Sarah,", facts: ["f2"] }] }],
    ...changes,
  });

describe("an answer", () => {
  test("becomes a draft", () => {
    expect(draftOf(answer())).toEqual({
      subject: "Thank you",
      paragraphs: [[{ text: "Dear Sarah,", facts: ["f2"] }]],
    });
  });

  test("loses line breaks and control characters, which would end a header or a sentence", () => {
    const draft = draftOf(
      answer({
        subject: " Thank you\r\nBcc: everybody@example.com\u0000 ",
        paragraphs: [{ sentences: [{ text: "Dear\n\tSarah,\u2028", facts: [] }] }],
      }),
    );
    expect(draft.subject).toBe("Thank you Bcc: everybody@example.com");
    expect(draft.paragraphs).toEqual([[{ text: "Dear Sarah,", facts: [] }]]);
  });

  test("loses what is empty", () => {
    const empty = { sentences: [{ text: "  ", facts: [] }] };
    const full = {
      sentences: [
        { text: "", facts: [] },
        { text: "Hello.", facts: [] },
      ],
    };
    expect(draftOf(answer({ paragraphs: [empty, full, { sentences: [] }] })).paragraphs).toEqual([
      [{ text: "Hello.", facts: [] }],
    ]);
  });

  test("loses what was not asked for", () => {
    expect(draftOf(answer({ thoughts: "The user wants..." }))).not.toHaveProperty("thoughts");
  });

  test.each([
    ["no subject", answer({ subject: " \n " })],
    ["no paragraphs", answer({ paragraphs: [] })],
    ["only empty sentences", answer({ paragraphs: [{ sentences: [{ text: "", facts: [] }] }] })],
    ["a sentence without facts", answer({ paragraphs: [{ sentences: [{ text: "Hi" }] }] })],
    ["facts that are no ids", answer({ paragraphs: [{ sentences: [{ text: "Hi", facts: [1] }] }] })],
    ["paragraphs of text", answer({ paragraphs: ["Dear Sarah,"] })],
    ["null", "null"],
    ["more than any note has", answer({ subject: "x".repeat(50_000) })],
  ])("with %s is of a wrong shape", (_name, content) => {
    expect(() => draftOf(content)).toThrow("no draft: wrong_shape");
  });

  test.each(["", "{", "Dear Sarah", answer().slice(0, -1)])("that is no JSON is broken: %j", (content) => {
    expect(() => draftOf(content)).toThrow("no draft: broken_json");
  });
});

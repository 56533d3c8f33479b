/** Reads what the model wrote: JSON of the asked shape, or no draft at all. */
import { z } from "zod";
import { type Draft, WriterError } from "../../src/notes/port.ts";

const sentence = z.object({ text: z.string(), facts: z.array(z.string()) });

/**
 * What the model is asked for. Without limits of length: not every server knows them in a schema, and one that does
 * not refuses the whole request.
 */
export const answerShape = z.object({
  subject: z.string(),
  paragraphs: z.array(z.object({ sentences: z.array(sentence) })),
});

/** Characters. Some times what the longest note needs; a server may disregard how many tokens it was allowed. */
const LONGEST = 40_000;

/** One line: what the model breaks into lines would break a subject, and a mail's header with it. */
const oneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

/**
 * The draft in the model's words, each sentence on one line, without empty ones. Throws WriterError: "broken_json" for
 * what is no JSON, "wrong_shape" for JSON of another shape, without a subject, or longer than any note.
 */
export function draftOf(content: string): Draft {
  if (content.length > LONGEST) throw new WriterError("wrong_shape");
  const read = answerShape.safeParse(parsed(content));
  if (!read.success) throw new WriterError("wrong_shape");
  const subject = oneLine(read.data.subject);
  const paragraphs = read.data.paragraphs
    .map(({ sentences }) =>
      sentences.map(({ text, facts }) => ({ text: oneLine(text), facts })).filter(({ text }) => text !== ""),
    )
    .filter((sentences) => sentences.length > 0);
  if (subject === "" || paragraphs.length === 0) throw new WriterError("wrong_shape");
  return { subject, paragraphs };
}

/** The error of a failed reading quotes what it read, so it goes no further. */
function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new WriterError("broken_json");
  }
}

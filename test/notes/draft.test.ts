import { expect, test } from "vitest";
import { createLogger } from "../../src/log.ts";
import { draftNote } from "../../src/notes/draft.ts";
import { bodyOf, type Draft, type DraftRequest, type NoteWriter, WriterError } from "../../src/notes/port.ts";
import { templateWriter } from "../../src/notes/template-writer.ts";
import { ANSWERS } from "./samples.ts";

const [sample] = ANSWERS;
if (sample === undefined) throw new Error("no answers");
const { draft: good, request } = sample;
const bad: Draft = { ...good, subject: "Thank you from [Your Name]" };

/** A writer that gives one answer after another and remembers what it was asked. */
function writerOf(...answers: readonly (Draft | Error)[]) {
  const asked: DraftRequest[] = [];
  const writer: NoteWriter = {
    kind: "model",
    async write(wanted) {
      asked.push(wanted);
      const answer = answers[asked.length - 1];
      if (answer === undefined) throw new Error("asked too often");
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { writer, asked };
}

function world() {
  const lines: string[] = [];
  const log = createLogger({ level: "debug", pretty: false }, { write: (line) => void lines.push(line) });
  const drafted = (writer: NoteWriter | null) => draftNote({ writer, fallback: templateWriter, request, log });
  return { drafted, log: () => lines.join("") };
}

test("a good draft is taken as it is, after one question", async () => {
  const { writer, asked } = writerOf(good);
  const { drafted, log } = world();
  expect(await drafted(writer)).toEqual({ draft: good, by: "model", refused: [] });
  expect(asked.map(({ problems }) => problems)).toEqual([[]]);
  expect(log()).toBe("");
});

test("a bad draft is asked for again with what was wrong, and the better one is taken", async () => {
  const { writer, asked } = writerOf(bad, good);
  const result = await world().drafted(writer);
  expect(result).toEqual({ draft: good, by: "model", refused: expect.arrayContaining(["placeholder"]) });
  expect(asked[1]?.problems.join("\n")).toContain("looks like a placeholder");
});

test("after two bad drafts the note is ours", async () => {
  const { writer, asked } = writerOf(bad, bad);
  const { draft, by, refused } = await world().drafted(writer);
  expect(by).toBe("template");
  expect(draft).toEqual(await templateWriter.write(request));
  expect(refused.filter((code) => code === "placeholder")).toHaveLength(2);
  expect(asked).toHaveLength(2);
});

test.each(["timeout", "ratelimited", "server_error", "unauthorized", "unreachable", "bad_request"])(
  "after %s nobody waits for a second try",
  async (reason) => {
    const { writer, asked } = writerOf(new WriterError(reason), good);
    expect(await world().drafted(writer)).toMatchObject({ by: "template", refused: [reason] });
    expect(asked).toHaveLength(1);
  },
);

test.each(["refusal", "cut_off", "broken_json", "wrong_shape"])("after %s it is tried once more", async (reason) => {
  const { writer } = writerOf(new WriterError(reason), good);
  expect(await world().drafted(writer)).toEqual({ draft: good, by: "model", refused: [reason] });
  const again = writerOf(new WriterError(reason), new WriterError(reason));
  expect(await world().drafted(again.writer)).toMatchObject({ by: "template", refused: [reason, reason] });
  expect(again.asked).toHaveLength(2);
});

test("a fault of the writer is logged, and the person has a draft all the same", async () => {
  const { writer } = writerOf(new TypeError("no such property"));
  const { drafted, log } = world();
  expect(await drafted(writer)).toMatchObject({ by: "template", refused: ["fault"] });
  expect(log()).toContain("no such property");
});

test("without a writer the note is ours", async () => {
  expect(await world().drafted(null)).toMatchObject({ by: "template", refused: [] });
});

test("nothing of the draft or the facts is logged", async () => {
  const { writer } = writerOf(bad, bad);
  const { drafted, log } = world();
  await drafted(writer);
  expect(log()).toContain("no draft of the writer's is used");
  for (const text of [...request.facts.map((fact) => fact.text), "Your Name", ...bodyOf(good).split("\n\n")]) {
    expect(log()).not.toContain(text);
  }
});

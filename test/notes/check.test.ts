import { describe, expect, test } from "vitest";
import { findingsOf, problemsOf } from "../../src/notes/check.ts";
import type { Draft } from "../../src/notes/port.ts";
import { BAD_FORM } from "./bad-form.ts";
import { FALSE_CLAIMS } from "./false-claims.ts";
import { ANSWERS, RECORDS } from "./samples.ts";

const FAULTS = [...FALSE_CLAIMS, ...BAD_FORM];

const spoilt = FAULTS.flatMap((fault) =>
  ANSWERS.flatMap((answer, at) =>
    fault.spoil(answer, at).map((made) => {
      const { draft, request } = "draft" in made ? made : { draft: made, request: answer.request };
      return { fault, answer, draft, request };
    }),
  ),
);

const textsOf = ({ subject, paragraphs }: Draft) => [subject, ...paragraphs.flat().map(({ text }) => text)];

describe("the set", () => {
  test("has at least 25 records, each with an answer", () => {
    expect(RECORDS.length).toBeGreaterThanOrEqual(25);
    const answered = new Set(ANSWERS.map(({ record }) => record.id));
    expect(RECORDS.filter(({ id }) => !answered.has(id))).toEqual([]);
  });

  test("has at least 200 bad drafts, several of each kind", () => {
    expect(spoilt.length).toBeGreaterThanOrEqual(200);
    const few = FAULTS.filter((fault) => spoilt.filter((each) => each.fault === fault).length < 5);
    expect(few.map(({ name }) => name)).toEqual([]);
  });
});

describe("a good draft", () => {
  test.each(ANSWERS)("is not refused: $id", ({ draft, request }) => {
    expect(problemsOf(draft, request)).toEqual([]);
  });
});

describe("a bad draft is refused for what is wrong with it", () => {
  test.each(FAULTS)("$name", (fault) => {
    const through = spoilt
      .filter((each) => each.fault === fault)
      .filter(({ draft, request }) => !findingsOf(draft, request).some(({ code }) => fault.codes.includes(code)))
      .map(({ answer, draft, request }) => ({
        id: answer.id,
        slipped: textsOf(draft).filter((text) => !textsOf(answer.draft).includes(text)),
        found: findingsOf(draft, request).map(({ code }) => code),
      }));
    expect(through).toEqual([]);
  });
});

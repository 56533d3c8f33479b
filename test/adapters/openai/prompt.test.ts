/** The rules that a model is given: complete for every kind and tone, and the same for everybody. */
import { describe, expect, test } from "vitest";
import { PROMPT_VERSION, promptFor } from "../../../adapters/openai/prompt.ts";
import type { NoteKind, Tone } from "../../../src/notes/port.ts";
import prompts from "../../../templates/prompts/notes.json" with { type: "json" };
import { thankYou } from "../../support/openai/writing.ts";

const KINDS: readonly NoteKind[] = ["thank_you", "follow_up", "status_inquiry"];
const TONES: readonly Tone[] = ["plain", "warmer", "more_formal", "shorter"];
const EVERY = KINDS.flatMap((kind) => TONES.map((tone) => ({ kind, tone })));

describe("the rules", () => {
  test.each(EVERY)("of a $kind, $tone, hold every part", (choice) => {
    const { system } = promptFor(thankYou(choice));
    const parts = [...prompts.data, ...prompts.honesty, ...prompts.form];
    expect(parts.filter((part) => !system.includes(part))).toEqual([]);
    expect(system).toContain(prompts.kinds[choice.kind]);
    expect(system).toContain(prompts.tones[choice.tone]);
    expect(system).not.toMatch(/undefined|\[object|<%|\{\{/);
  });

  test("name one length, the shorter one where that is wished", () => {
    const lengthsIn = (system: string) => system.match(/Length: \d+ to \d+ words/g);
    expect(lengthsIn(promptFor(thankYou()).system)).toEqual(["Length: 85 to 125 words"]);
    expect(lengthsIn(promptFor(thankYou({ tone: "shorter" })).system)).toEqual(["Length: 50 to 75 words"]);
    expect(lengthsIn(promptFor(thankYou({ kind: "status_inquiry" })).system)).toEqual(["Length: 50 to 95 words"]);
  });

  test("differ for each kind and tone", () => {
    expect(new Set(EVERY.map((choice) => promptFor(thankYou(choice)).system)).size).toBe(EVERY.length);
  });

  test("explain every kind of fact", () => {
    const kinds = ["sender", "recipient", "company", "role", "round", "date", "interviewer", "moment", "answer_by"];
    const { system } = promptFor(thankYou());
    expect(kinds.filter((kind) => !system.includes(kind))).toEqual([]);
  });

  test("have an edition", () => {
    expect(PROMPT_VERSION).toBeGreaterThanOrEqual(1);
  });
});

describe("the data", () => {
  test("are the facts as they are, and nothing that they may have beside", () => {
    const beside = { id: "f1", kind: "sender", text: "Mira Okafor", address: "mira@example.com" } as const;
    expect(JSON.parse(promptFor(thankYou({ facts: [beside] })).data)).toEqual({
      facts: [{ id: "f1", kind: "sender", text: "Mira Okafor" }],
      wish: null,
      other_notes: [],
      problems: [],
    });
  });
});

/** Turns a request for a note into what the model is told: our rules in one part, everybody else's words in another. */

import type { DraftRequest } from "../../src/notes/port.ts";
import prompts from "../../templates/prompts/notes.json" with { type: "json" };

export interface Prompt {
  /** The rules: words of ours only, so that nothing a person wrote can pass for one. */
  readonly system: string;
  /** One JSON document with all that comes from people or from an earlier draft. */
  readonly data: string;
}

/** Which edition of the rules a draft was made by. */
export const PROMPT_VERSION: number = prompts.version;

const section = (heading: string, lines: readonly string[]) =>
  [`${heading}:`, ...lines.map((line) => `- ${line}`)].join("\n");

/** The rules for this kind and tone, and the rest of the request as data. */
export function promptFor({ kind, facts, tone, wish, others, problems }: DraftRequest): Prompt {
  const length = tone === "shorter" ? prompts.lengths.shorter : prompts.lengths[kind];
  return {
    system: [
      prompts.role,
      [prompts.kinds[kind], prompts.tones[tone], length].join("\n"),
      section("What you are given", prompts.data),
      section("What you may say", prompts.honesty),
      section("The form", prompts.form),
    ].join("\n\n"),
    data: JSON.stringify({
      facts: facts.map(({ id, kind, text }) => ({ id, kind, text })),
      wish,
      other_notes: others,
      problems,
    }),
  };
}

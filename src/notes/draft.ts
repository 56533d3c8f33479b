/** Gets a draft that may be shown: from the writer, at most twice, and otherwise from words of ours. */
import type { Logger } from "../log.ts";
import { findingsOf } from "./check.ts";
import type { Finding } from "./claims.ts";
import { type Draft, type DraftRequest, type NoteWriter, WriterError } from "./port.ts";

/** What a second try may mend: the writer answered, but not with a draft. Whoever did not answer is not asked again. */
const WORTH_ANOTHER_TRY: ReadonlySet<string> = new Set(["refusal", "cut_off", "broken_json", "wrong_shape"]);

const TRIES = 2;

export interface Drafted {
  readonly draft: Draft;
  /** Whose words it is made of; the person is told. */
  readonly by: NoteWriter["kind"];
  /** Codes of what was wrong with earlier tries, for metrics: reasons of WriterError and codes of findings. */
  readonly refused: readonly string[];
}

/**
 * A draft in any case: that of `writer` if it passes the check (the second try is told what was wrong with the first),
 * else that of `fallback`. `writer` is null where none is set up. Throws only what `fallback` throws.
 */
export async function draftNote({
  writer,
  fallback,
  request,
  log,
}: {
  readonly writer: NoteWriter | null;
  readonly fallback: NoteWriter;
  readonly request: DraftRequest;
  readonly log: Logger;
}): Promise<Drafted> {
  const refused: string[] = [];
  let problems = request.problems;
  for (let attempt = 0; writer !== null && attempt < TRIES; attempt += 1) {
    const tried = await attemptOf(writer, { ...request, problems }, log);
    if ("draft" in tried && tried.findings.length === 0) return { draft: tried.draft, by: writer.kind, refused };
    if ("draft" in tried) {
      refused.push(...codesOf(tried.findings));
      problems = tried.findings.map(({ says }) => says);
    } else {
      refused.push(tried.reason);
      if (!WORTH_ANOTHER_TRY.has(tried.reason)) break;
    }
  }
  if (refused.length > 0)
    log.info({ kind: request.kind, tone: request.tone, refused }, "no draft of the writer's is used");
  const draft = await fallback.write({ ...request, problems: [] });
  const wrong = codesOf(findingsOf(draft, request));
  if (wrong.length > 0)
    log.warn({ kind: request.kind, tone: request.tone, wrong }, "a draft of ours does not pass the check");
  return { draft, by: fallback.kind, refused };
}

type Attempt = { readonly draft: Draft; readonly findings: readonly Finding[] } | { readonly reason: string };

async function attemptOf(writer: NoteWriter, request: DraftRequest, log: Logger): Promise<Attempt> {
  try {
    const draft = await writer.write(request);
    return { draft, findings: findingsOf(draft, request) };
  } catch (error) {
    if (error instanceof WriterError) return { reason: error.reason };
    // Our own fault, but no reason to leave the person without a draft.
    log.error({ err: error }, "the writer of notes failed");
    return { reason: "fault" };
  }
}

const codesOf = (findings: readonly Finding[]): readonly string[] => [...new Set(findings.map(({ code }) => code))];

/** What tests of drafting share: a request, a writer that asks the stand-in, and all that it logs. */
import { Writable } from "node:stream";
import { pino } from "pino";
import { createOpenAiWriter } from "../../../adapters/openai/writer.ts";
import { type DraftRequest, type NoteWriter, WriterError } from "../../../src/notes/port.ts";
import type { LocalOpenAi } from "./openai.ts";

/** Words that stand in no rule of ours: wherever they turn up, they came from the facts. */
export const MOMENT = "We talked about moving the ledger to Kestrel without downtime";

export const thankYou = (changes: Partial<DraftRequest> = {}): DraftRequest => ({
  kind: "thank_you",
  facts: [
    { id: "f1", kind: "sender", text: "Mira Okafor" },
    { id: "f2", kind: "recipient", text: "Sarah Chen" },
    { id: "f3", kind: "company", text: "Halden Freight" },
    { id: "f4", kind: "role", text: "Backend Engineer" },
    { id: "f5", kind: "date", text: "Tuesday 10 March" },
    { id: "f6", kind: "moment", text: MOMENT },
  ],
  tone: "plain",
  wish: null,
  others: [],
  problems: [],
  ...changes,
});

type Options = Parameters<typeof createOpenAiWriter>[0];

/**
 * Logs at the finest level, by a logger that hides nothing: what must not be written must not reach ours either.
 * `logged` is everything written so far.
 */
export function writerFor(
  server: Pick<LocalOpenAi, "baseUrl" | "key" | "model">,
  options: Partial<Omit<Options, "log">> = {},
): { readonly writer: NoteWriter; logged(): string } {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const writer = createOpenAiWriter({
    apiKey: server.key,
    model: server.model,
    baseUrl: server.baseUrl,
    log: pino({ level: "trace", base: null }, sink),
    ...options,
  });
  return { writer, logged: () => lines.join("") };
}

/** The error of a draft that did not come. Fails when one came, or when something else was thrown. */
export async function failureOf(drafting: Promise<unknown>): Promise<WriterError> {
  const error: unknown = await drafting.then(
    () => new Error("a draft came"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof WriterError) return error;
  throw error;
}

/** A NoteWriter that has a model write the note. */
import type { Logger } from "../../src/log.ts";
import { type NoteWriter, WriterError } from "../../src/notes/port.ts";
import { draftOf } from "./answer.ts";
import type { Chat, ChatOptions } from "./chat.ts";
import { PROMPT_VERSION, promptFor } from "./prompt.ts";

/**
 * Drafts by an LLM. `write` throws WriterError and nothing else; its reasons are listed in `failure.ts`. Neither an
 * error nor a log line holds the key, the facts or the model's words, whatever the level.
 *
 * The library is loaded with the first draft: it takes longer than most of a start, and many bots draft none for days.
 */
export function createOpenAiWriter({ log, ...options }: ChatOptions & { readonly log: Logger }): NoteWriter {
  let opened: Promise<Chat> | null = null;
  const open = () => {
    opened ??= import("./chat.ts").then(({ openChat }) => openChat(options));
    return opened;
  };

  return {
    kind: "model",
    async write(request) {
      const started = performance.now();
      const told = () => ({
        model: options.model,
        promptVersion: PROMPT_VERSION,
        durationMs: Math.round(performance.now() - started),
      });
      try {
        const chat = await open();
        const draft = draftOf(await chat.ask(promptFor(request)));
        log.debug(told(), "the model drafted a note");
        return draft;
      } catch (error) {
        const failed = error instanceof WriterError ? error : new WriterError("unexpected");
        log.warn({ ...told(), reason: failed.reason }, "the model drafted no note");
        throw failed;
      }
    },
  };
}

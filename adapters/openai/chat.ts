/** Asks the model: one question and its answer, with the time, the tries and the settings that a server allows. */
import { OpenAI } from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";
import { WriterError } from "../../src/notes/port.ts";
import { answerShape } from "./answer.ts";
import { type Reason, reasonOf, type Settings, settingsInstead } from "./failure.ts";
import type { Prompt } from "./prompt.ts";

export interface ChatOptions {
  /** Never empty; servers that need none take any. */
  readonly apiKey: string;
  readonly model: string;
  /** Up to the part before `/chat/completions`, with or without a slash at its end; null for OpenAI's own. */
  readonly baseUrl: string | null;
  /** Milliseconds for all tries and the waits between them: a person waits for the draft. Default 30 s. */
  readonly timeoutMs?: number;
  /** Milliseconds for one try. Default two thirds of the whole, so that there is time for another. */
  readonly tryTimeoutMs?: number;
  /** Tries after the first one. Default 2. */
  readonly maxRetries?: number;
}

export interface Chat {
  /** What the model wrote, not yet read. Throws WriterError. */
  ask(prompt: Prompt): Promise<string>;
}

const WHOLE_MS = 30_000;
const RETRIES = 2;

/** Low enough to keep to the facts, high enough that two notes differ. Tokens: a note takes 700, thinking the rest. */
const SETTINGS: Settings = { temperature: 0.5, max_completion_tokens: 4_096 };

/** The answer of whatever server stands behind the base URL, as far as it matters here. */
const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
});

/** A model behind the chat completions of OpenAI's API, which Azure, vLLM and Ollama know as well. */
export function openChat({ apiKey, model, baseUrl, ...options }: ChatOptions): Chat {
  const timeoutMs = options.timeoutMs ?? WHOLE_MS;
  const client = new OpenAI({
    apiKey,
    // Null, not absent: the client would read what is absent from the environment.
    baseURL: baseUrl,
    organization: null,
    project: null,
    defaultHeaders: keyHeaders(apiKey, baseUrl),
    timeout: options.tryTimeoutMs ?? Math.ceil((timeoutMs * 2) / 3),
    maxRetries: options.maxRetries ?? RETRIES,
    fetch: impatient(timeoutMs / 3),
    // An answer that points elsewhere would take the facts along.
    fetchOptions: { redirect: "manual" },
    // At "debug" the client prints what it sends; OPENAI_LOG would turn that on.
    logLevel: "off",
  });
  const format = zodResponseFormat(answerShape, "note");
  let settings = SETTINGS;

  /** Leaves out, here and from now on, what the server says it does not take. */
  async function complete({ system, data }: Prompt, signal: AbortSignal): Promise<unknown> {
    const tried = settings;
    try {
      return await client.chat.completions.create(
        {
          model,
          messages: [
            { role: "system", content: system },
            { role: "user", content: data },
          ],
          response_format: format,
          ...tried,
        },
        { signal },
      );
    } catch (error) {
      const instead = settingsInstead(tried, error);
      if (instead === null) throw error;
      settings = instead;
      return complete({ system, data }, signal);
    }
  }

  return {
    async ask(prompt) {
      const signal = AbortSignal.timeout(timeoutMs);
      const answer = await complete(prompt, signal).catch((error: unknown) => {
        throw failed(reasonOf(error));
      });
      return contentOf(answer);
    },
  };
}

/** Without the error that led to it: that one holds the request's key, or the server's words about it. */
const failed = (reason: Reason) => new WriterError(reason);

function contentOf(answer: unknown): string {
  const read = completion.safeParse(answer);
  const choice = read.success ? read.data.choices[0] : undefined;
  if (choice === undefined) throw failed("wrong_shape");
  const { finish_reason, message } = choice;
  if (typeof message.refusal === "string" && message.refusal !== "") throw failed("refusal");
  if (finish_reason === "content_filter") throw failed("content_filter");
  if (finish_reason === "length") throw failed("cut_off");
  return message.content ?? "";
}

/** Azure's older addresses, which name an `api-version`, take the key under another name. */
function keyHeaders(apiKey: string, baseUrl: string | null): Record<string, string | null> {
  const old = baseUrl !== null && new URL(baseUrl).searchParams.has("api-version");
  return old ? { "api-key": apiKey, Authorization: null } : {};
}

/**
 * A fetch that lets the client try again only if it need not wait longer than this many milliseconds for it: the client
 * itself would wait for up to a minute, and somebody is waiting for the draft.
 */
const impatient =
  (longestWaitMs: number): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    const inMs = Number(response.headers.get("retry-after-ms") ?? Number.NaN);
    const inSeconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    const wait = Number.isNaN(inMs) ? inSeconds * 1_000 : inMs;
    if (response.ok || Number.isNaN(wait) || wait <= longestWaitMs) return response;
    const headers = new Headers(response.headers);
    headers.set("x-should-retry", "false");
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  };

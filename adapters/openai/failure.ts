/** Decides what a failed request to the model means. Pure. */
import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
} from "openai";

/** Why there is no draft. The first seven can mend themselves; the rest is the operator's, or lies in the answer. */
export type Reason =
  | "timeout"
  | "unreachable"
  | "ratelimited"
  | "server_error"
  | "broken_json"
  | "wrong_shape"
  | "cut_off"
  /** The key is not accepted, or not for this. */
  | "unauthorized"
  /** The account has nothing left to spend. */
  | "quota"
  /** No such model, or a base URL that leads elsewhere. */
  | "not_found"
  /** The base URL answers with another address; the key and the facts are not carried there. */
  | "redirect"
  | "bad_request"
  | "refusal"
  | "content_filter"
  | "unexpected";

/**
 * The reason and nothing else: errors of the client hold the answer's words, which may quote the key or the facts.
 * Codes: https://platform.openai.com/docs/guides/error-codes
 */
export function reasonOf(error: unknown): Reason {
  if (error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError) return "timeout";
  if (error instanceof APIConnectionError) return "unreachable";
  if (error instanceof APIError) return ofAnswer(error);
  // The body was announced as JSON, and is none.
  if (error instanceof SyntaxError) return "broken_json";
  // What fetch throws when the connection ends within the body.
  if (error instanceof TypeError) return "unreachable";
  return "unexpected";
}

function ofAnswer(error: APIError): Reason {
  if (error instanceof RateLimitError) return error.code === "insufficient_quota" ? "quota" : "ratelimited";
  if (error instanceof AuthenticationError || error instanceof PermissionDeniedError) return "unauthorized";
  if (error instanceof NotFoundError) return "not_found";
  const status = error.status ?? 0;
  if (status >= 500) return "server_error";
  if (status === 408) return "timeout";
  if (status >= 300 && status < 400) return "redirect";
  return error.code === "content_filter" ? "content_filter" : "bad_request";
}

/** Settings that some models and servers refuse. */
export interface Settings {
  readonly temperature?: number;
  /** Tokens, the model's thinking included. */
  readonly max_completion_tokens?: number;
  /** The same under its older name. */
  readonly max_tokens?: number;
}

/**
 * The settings to try instead when the server refused one of them; null when it complained of something else.
 * Reasoning models take no temperature; older servers know only `max_tokens`, newer models only the other name. The
 * name stands in `param`, or, where that is empty (Azure), in the message.
 */
export function settingsInstead(settings: Settings, error: unknown): Settings | null {
  if (!(error instanceof BadRequestError || error instanceof UnprocessableEntityError)) return null;
  const about = (name: string) => (error.param ?? error.message).includes(name);
  const { temperature, max_completion_tokens, max_tokens } = settings;
  if (temperature !== undefined && about("temperature")) {
    const { temperature: _refused, ...rest } = settings;
    return rest;
  }
  if (max_completion_tokens !== undefined && about("max_completion_tokens")) {
    const { max_completion_tokens: _refused, ...rest } = settings;
    return { ...rest, max_tokens: max_completion_tokens };
  }
  if (max_tokens !== undefined && about("max_tokens")) {
    const { max_tokens: _refused, ...rest } = settings;
    return rest;
  }
  return null;
}

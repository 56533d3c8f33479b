/** What goes wrong with the next request: told by a test, used up by the requests that come. */
export type Fault =
  /** Too many requests; the wait in seconds, or a quota that is used up, which no waiting mends. */
  | { readonly kind: "limited"; readonly retryAfter?: number; readonly quota?: boolean }
  /** An error of the server (500, 503, ...) or of the request (400, 403, 413, ...). */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfterMs?: number;
    }
  /** Never answers. */
  | { readonly kind: "hang" }
  /** Cuts the connection, before the answer or within its body. */
  | { readonly kind: "drop"; readonly within?: "body" }
  /** Sends the beginning of a body, and nothing after it. */
  | { readonly kind: "stall" }
  /** The model says this, whatever it was asked for. */
  | { readonly kind: "says"; readonly content: string | null }
  /** The model declines. */
  | { readonly kind: "refusal"; readonly words: string }
  /** The tokens are used up in the middle of the answer. */
  | { readonly kind: "cut" }
  /** The filter stops the answer, or (Azure) refuses the question. */
  | { readonly kind: "filtered"; readonly what: "answer" | "question" }
  /** A completion without choices. */
  | { readonly kind: "no_choices" }
  /** A whole answer in its own type: a gateway's HTML, half a JSON document. */
  | { readonly kind: "body"; readonly type: string; readonly body: string }
  /** Sends the client elsewhere. */
  | { readonly kind: "redirect"; readonly to: string };

export interface Outcome {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body: unknown;
}

/** An error as the API words it. */
export const refused = (
  status: number,
  error: { message: string; type?: string; param?: string | null; code?: string | null },
): Outcome => ({ status, body: { error: { type: "invalid_request_error", param: null, code: null, ...error } } });

/** A completion with this one choice, or with none. */
export const completion = (model: string, choice: object | null): Outcome => ({
  status: 200,
  body: {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_773_154_800,
    model,
    choices: choice === null ? [] : [{ index: 0, logprobs: null, ...choice }],
    usage: { prompt_tokens: 900, completion_tokens: 300, total_tokens: 1_200 },
  },
});

/** What the model says in the end. */
export const said = (model: string, content: string | null, finish_reason = "stop"): Outcome =>
  completion(model, { finish_reason, message: { role: "assistant", content, refusal: null } });

/** The answer with the fault in it; `well` is what would have been said. A connection's end is the server's matter. */
export function outcomeOf(fault: Fault, model: string, well: string): Outcome | "hang" | "drop" | "half" | "stall" {
  switch (fault.kind) {
    case "limited":
      return limited(fault.retryAfter, fault.quota === true);
    case "status": {
      const type = fault.status >= 500 ? "server_error" : "invalid_request_error";
      return {
        ...refused(fault.status, { message: fault.message ?? "fault", type, code: fault.code ?? null }),
        ...(fault.retryAfterMs === undefined ? {} : { headers: { "retry-after-ms": String(fault.retryAfterMs) } }),
      };
    }
    case "hang":
      return "hang";
    case "drop":
      return fault.within === "body" ? "half" : "drop";
    case "stall":
      return "stall";
    case "says":
      return said(model, fault.content);
    case "refusal":
      return completion(model, {
        finish_reason: "stop",
        message: { role: "assistant", content: null, refusal: fault.words },
      });
    case "cut":
      return said(model, well.slice(0, well.length / 2), "length");
    case "filtered":
      return fault.what === "answer"
        ? said(model, well.slice(0, well.length / 2), "content_filter")
        : refused(400, { message: "The response was filtered", type: "", param: "prompt", code: "content_filter" });
    case "no_choices":
      return completion(model, null);
    case "body":
      return { status: 200, headers: { "content-type": fault.type }, body: fault.body };
    case "redirect":
      return { status: 307, headers: { location: fault.to }, body: {} };
  }
}

/** Headers: https://platform.openai.com/docs/guides/rate-limits */
function limited(retryAfter: number | undefined, quota: boolean): Outcome {
  const outcome = quota
    ? refused(429, {
        message: "You exceeded your current quota",
        type: "insufficient_quota",
        code: "insufficient_quota",
      })
    : refused(429, { message: "Rate limit reached", type: "requests", code: "rate_limit_exceeded" });
  return {
    ...outcome,
    headers: {
      "x-ratelimit-limit-requests": "60",
      "x-ratelimit-remaining-requests": "0",
      "x-ratelimit-reset-requests": "1s",
      "x-ratelimit-reset-tokens": "6m0s",
      ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
    },
  };
}

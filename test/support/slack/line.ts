/** Brings what happens in Slack to the app, signed over HTTP or over the WebSocket, and again when it is not taken. */
import { createHmac } from "node:crypto";
import { type Json, parsed } from "./json.ts";
import type { SocketLine } from "./line-socket.ts";

/** How the app acknowledged. Over a WebSocket the status is 200, or 0 when nothing came back. */
export interface Ack {
  readonly status: number;
  /** Parsed where it is JSON; "" when empty. */
  readonly body: unknown;
  readonly ms: number;
  /** How often it was delivered. */
  readonly attempts: number;
  /** What was delivered. */
  readonly sent: Delivery;
}

export interface Delivery {
  readonly kind: "command" | "interactive" | "event";
  readonly payload: Json;
}

export interface RawRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** /slack/events unless said. */
  readonly path?: string;
}

const ENVELOPES = { command: "slash_commands", interactive: "interactive", event: "events_api" } as const;
/** Slack tries an event three times more; how long it waits in between is left out. */
const RETRIES = 3;

export interface LineOptions {
  readonly mode: "http" | "socket";
  readonly signingSecret: string;
  /** Delivers events again that are not acknowledged within `patienceMs`. */
  readonly retries: boolean;
  readonly patienceMs: number;
  readonly socket: SocketLine;
}

export type Line = ReturnType<typeof createLine>;

export function createLine({ mode, signingSecret, retries, patienceMs, socket }: LineOptions) {
  let url: string | null = null;
  const closed = new AbortController();
  const sent: Delivery[] = [];
  const running = new Set<Promise<unknown>>();

  /** Headers as Slack signs a body; Bolt looks at the real time. */
  const sign = (body: string, at = Math.floor(Date.now() / 1000), secret = signingSecret) => ({
    "x-slack-request-timestamp": String(at),
    "x-slack-signature": `v0=${createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex")}`,
  });

  async function request({ headers, body, path = "/slack/events" }: RawRequest, signal = closed.signal) {
    if (url === null) throw new Error("where the app listens was not told: slack.pointAt(url)");
    const started = performance.now();
    const answer = await fetch(`${url}${path}`, { method: "POST", headers, body, signal });
    const text = await answer.text();
    return { status: answer.status, body: parsed(text), ms: performance.now() - started, headers: answer.headers };
  }

  function overHttp({ kind, payload }: Delivery, attempt: number, signal: AbortSignal) {
    const body =
      kind === "event"
        ? JSON.stringify(payload)
        : new URLSearchParams(
            kind === "interactive"
              ? { payload: JSON.stringify(payload) }
              : Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]),
          ).toString();
    const headers = {
      "content-type": kind === "event" ? "application/json" : "application/x-www-form-urlencoded",
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      ...sign(body),
      ...(attempt === 0 ? {} : { "x-slack-retry-num": String(attempt), "x-slack-retry-reason": "http_timeout" }),
    };
    return request({ headers, body }, signal);
  }

  async function overSocket({ kind, payload }: Delivery, attempt: number, signal: AbortSignal) {
    const retry = { retry_attempt: attempt, retry_reason: attempt === 0 ? "" : "timeout" };
    const envelope = {
      type: ENVELOPES[kind],
      payload,
      accepts_response_payload: kind !== "event",
      ...(kind === "event" ? retry : {}),
    };
    const started = performance.now();
    const answer = await socket.send(envelope, signal);
    const ms = performance.now() - started;
    if (answer === "gone") return { status: 0, body: "", ms, headers: new Headers() };
    const empty = JSON.stringify(answer.payload ?? {}) === "{}";
    return { status: 200, body: empty ? "" : answer.payload, ms, headers: new Headers() };
  }

  async function attempt(delivery: Delivery, number: number, patient: boolean) {
    const signal = patient ? closed.signal : AbortSignal.any([closed.signal, AbortSignal.timeout(patienceMs)]);
    const started = performance.now();
    try {
      return await (mode === "http" ? overHttp : overSocket)(delivery, number, signal);
    } catch (error) {
      if (url === null && mode === "http") throw error;
      return { status: 0, body: String(error), ms: performance.now() - started, headers: new Headers() };
    }
  }

  async function deliver(delivery: Delivery, first = 0): Promise<Ack> {
    if (first === 0) sent.push(delivery);
    const again = retries && delivery.kind === "event";
    for (let number = first; ; number += 1) {
      const { status, body, ms, headers } = await attempt(delivery, number, !again);
      const over = status === 200 || !again || number >= RETRIES || closed.signal.aborted;
      if (over || headers.get("x-slack-no-retry") === "1") {
        return { status, body, ms, attempts: number - first + 1, sent: delivery };
      }
    }
  }

  return {
    sent,
    sign,
    deliver(delivery: Delivery, attempt = 0): Promise<Ack> {
      const under = deliver(delivery, attempt);
      running.add(under);
      const forget = () => running.delete(under);
      under.then(forget, forget);
      return under;
    },
    raw: async (given: RawRequest) => {
      const { status, body, ms } = await request(given);
      return { status, body, ms };
    },
    pointAt(app: string): void {
      url = app.replace(/\/$/, "");
    },
    /** Until everything that is under way is acknowledged or given up. */
    async quiet(): Promise<void> {
      while (running.size > 0) await Promise.allSettled([...running]);
    },
    async close(): Promise<void> {
      closed.abort();
      await socket.close();
      await Promise.allSettled([...running]);
    },
  };
}

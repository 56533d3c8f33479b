/** One server-sent event stream to one reader. */
import type { FastifyReply } from "fastify";

/** Proxies and browsers close what is silent for long. */
const HEARTBEAT_MS = 15_000;
/** How soon a browser tries again after it lost the stream. */
const RETRY_MS = 1_500;
/** A reader that stopped reading is let go beyond this; it comes back and catches up. */
const MOST_UNREAD_BYTES = 4 * 1024 * 1024;

export interface EventStream {
  /** Sends one event. `id` is what the reader names when it comes back. */
  push(data: string, id?: number): void;
  end(): void;
}

/** Turns the answer into an event stream. `onEnd` is called once, whichever side ends it. */
export function openStream(reply: FastifyReply, onEnd: () => void): EventStream {
  // What hooks have set would be lost by taking the socket over.
  const headers = Object.entries(reply.getHeaders());
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of headers) if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" });
  raw.socket?.setNoDelay(true);
  raw.write(`retry: ${RETRY_MS}\n: connected\n\n`);

  const heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
  heartbeat.unref();
  raw.on("error", () => raw.destroy());
  const ended = () => {
    clearInterval(heartbeat);
    onEnd();
  };
  // The reader may have gone while the answer was prepared; then nothing will say so again.
  if (raw.closed || raw.destroyed) setImmediate(ended);
  else raw.once("close", ended);

  function write(text: string): void {
    if (raw.writableEnded || raw.destroyed) return;
    if (raw.writableLength > MOST_UNREAD_BYTES) raw.destroy();
    else raw.write(text);
  }

  return {
    // JSON text holds no raw line break, so one line of data is enough.
    push: (data, id) => write(`${id === undefined ? "" : `id: ${id}\n`}data: ${data}\n\n`),
    end: () => raw.end(),
  };
}

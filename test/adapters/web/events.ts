/** Reads a stream of server-sent events as a test sees it. */
import { waitFor } from "../../support/clock.ts";

export interface ServerEvent {
  readonly id: string | null;
  readonly data: unknown;
}

export interface Listening {
  readonly events: ServerEvent[];
  /** Everything that came, comments included. */
  raw(): string;
  /** The data of the `count` first events, as soon as there are so many. */
  take(count: number): Promise<unknown[]>;
  close(): void;
}

/** Resolves once the stream has begun: what is sent from then on is in it. */
export async function listen(url: string, headers: Record<string, string> = {}): Promise<Listening> {
  const abort = new AbortController();
  const answer = await fetch(url, { headers: { accept: "text/event-stream", ...headers }, signal: abort.signal });
  if (answer.status !== 200 || answer.body === null) throw new Error(`no stream: ${answer.status}`);
  const events: ServerEvent[] = [];
  let raw = "";
  const reading = (async () => {
    let rest = "";
    for await (const chunk of answer.body ?? []) {
      const text = new TextDecoder().decode(chunk);
      raw += text;
      rest += text;
      const parts = rest.split("\n\n");
      rest = parts.pop() ?? "";
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1];
        if (data !== undefined) events.push({ id: /^id: (.*)$/m.exec(part)?.[1] ?? null, data: JSON.parse(data) });
      }
    }
  })();
  reading.catch(() => undefined);
  await waitFor(() => raw.includes(": connected"), "the stream to begin");
  return {
    events,
    raw: () => raw,
    async take(count) {
      await waitFor(() => events.length >= count, `${count} events`);
      return events.map(({ data }) => data);
    },
    close: () => abort.abort(),
  };
}

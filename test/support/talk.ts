/** Talks to a running bot as its page does: over HTTP, with the stream of what the bot says. */
import { randomUUID } from "node:crypto";
import { listen } from "../adapters/web/events.ts";
import { waitFor } from "./clock.ts";

/** What the bot says, as its stream and its history give it. */
export interface Said {
  readonly id: string;
  readonly text: string;
  readonly blocks: readonly Record<string, unknown>[];
}

export interface Talk {
  readonly url: string;
  /** Everything that came over the stream, in order; a message that was replaced is there again. */
  heard(): readonly Said[];
  /** The first message from `since` on (a number of messages heard before) that fits. */
  hear(fits: (said: Said) => boolean, what: string, since?: number): Promise<Said>;
  /** Sends words and gives the id of the input; resolves once the bot has acknowledged them. */
  say(text: string, id?: string): Promise<string>;
  press(action: string, value?: string): Promise<string>;
  submit(form: string, values: Readonly<Record<string, string>>): Promise<string>;
  /** Sends words and gives the next thing the bot says. */
  ask(text: string): Promise<Said>;
  /** Presses the button of that name on a message and gives the next thing the bot says. */
  pressOn(said: Said, label: string): Promise<Said>;
  history(): Promise<readonly (Said & { readonly from: string; readonly at: string })[]>;
  close(): void;
}

/** Begins to listen to the bot at `url`. */
export async function talkTo(url: string): Promise<Talk> {
  const stream = await listen(`${url}/chat/stream`);
  const heard = (): readonly Said[] => stream.events.map(({ data }) => saidIn(data));

  const hear: Talk["hear"] = (fits, what, since = 0) =>
    waitFor(() => heard().slice(since).find(fits), what).catch((error: unknown) => {
      throw new Error(
        `${what}; heard instead: ${JSON.stringify(
          heard()
            .slice(since)
            .map(({ text }) => text),
        )}`,
        {
          cause: error,
        },
      );
    });
  const next = async (send: () => Promise<unknown>, what: string): Promise<Said> => {
    const before = stream.events.length;
    await send();
    return hear(() => true, what, before);
  };
  const say: Talk["say"] = (text, id = randomUUID()) => send(url, "text", { text, id });
  const press: Talk["press"] = (action, value) =>
    send(url, "action", { action, ...(value === undefined ? {} : { value }), id: randomUUID() });

  return {
    url,
    heard,
    hear,
    say,
    press,
    submit: (form, values) => send(url, "form", { form, values, id: randomUUID() }),
    ask: (text) => next(() => say(text), `an answer to "${text}"`),
    pressOn(said, label) {
      const { action, value } = buttonOn(said, label);
      if (action === undefined) throw new Error(`"${label}" is a link`);
      return next(() => press(action, value), `an answer to the press of "${label}"`);
    },
    async history() {
      const entries: unknown = await (await fetch(`${url}/chat/history`)).json();
      if (!Array.isArray(entries)) throw new TypeError("the history is no list");
      return entries.map((entry: unknown) => ({
        ...saidIn(entry),
        from: textAt(entry, "from"),
        at: textAt(entry, "at"),
      }));
    },
    close: stream.close,
  };
}

async function send(url: string, kind: string, body: object): Promise<string> {
  const answer = await fetch(`${url}/chat/${kind}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const words = await answer.text();
  if (answer.status !== 202) throw new Error(`${kind}: ${answer.status} ${words}`);
  return textAt(JSON.parse(words), "id");
}

/** A button of a message by what stands on it. Throws if there is none. */
export function buttonOn(said: Said, label: string): { action?: string; value?: string; url?: string } {
  for (const { buttons } of said.blocks) {
    if (!Array.isArray(buttons)) continue;
    for (const button of buttons) if (button.label === label) return button;
  }
  throw new Error(`no button "${label}" on: ${said.text}`);
}

function saidIn(data: unknown): Said {
  const blocks: unknown = typeof data === "object" && data !== null && "blocks" in data ? data.blocks : [];
  return { id: textAt(data, "id"), text: textAt(data, "text"), blocks: Array.isArray(blocks) ? blocks : [] };
}

function textAt(data: unknown, key: string): string {
  const value: unknown = typeof data === "object" && data !== null ? Reflect.get(data, key) : undefined;
  if (typeof value !== "string") throw new TypeError(`${key} is no text in ${JSON.stringify(data)}`);
  return value;
}

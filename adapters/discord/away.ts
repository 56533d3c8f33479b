/** Finds what was written while no process was connected: Discord keeps nothing for a bot that is away. */
import { z } from "zod";
import type { ChatHandler, Message, Person } from "../../src/chat/port.ts";
import type { Logger } from "../../src/log.ts";
import type { Api } from "./api.ts";
import { PLATFORM, readMessage } from "./receive.ts";
import type { Voice } from "./voice.ts";

/** Longer ago than this, nobody waits for an answer any more; an event is known again for longer. */
const WINDOW = Temporal.Duration.from({ hours: 12 });
const LOOKED_AT = 20;
const QUOTED = 80;
/** Discord counts its ids from here (https://docs.discord.com/developers/reference#snowflakes). */
const EPOCH_MS = 1_420_070_400_000n;

/** When the message of that id was written. */
const writtenAt = (id: string): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Number((BigInt(id) >> 22n) + EPOCH_MS));

/**
 * Tells people whose words were missed to send them once more. They are not carried out: "tomorrow" may have come to mean
 * another day since. One who cannot be asked about is passed over.
 */
export async function tellMissed(
  { api, voice, log }: { readonly api: Api; readonly voice: Voice; readonly log: Logger },
  handler: Pick<ChatHandler, "recent" | "took">,
  connectedAt: Temporal.Instant,
): Promise<void> {
  for (const person of await handler.recent(PLATFORM)) {
    try {
      const missed = await missedOf(api, voice, handler, person, connectedAt);
      const last = missed.at(-1);
      if (last !== undefined) await voice.post(person, away(missed.map(({ text }) => text)), `away:${last.id}`);
    } catch (err) {
      log.warn({ err }, "it could not be seen whether somebody wrote while the bot was away");
    }
  }
}

interface Missed {
  readonly id: string;
  readonly text: string;
}

async function missedOf(
  api: Api,
  voice: Voice,
  handler: Pick<ChatHandler, "took">,
  person: Person,
  until: Temporal.Instant,
): Promise<readonly Missed[]> {
  const since = until.subtract(WINDOW);
  const missed: Missed[] = [];
  for (const body of await api.said(await voice.channelOf(person), LOOKED_AT)) {
    const read = readMessage(body);
    // Told already, at an earlier start.
    if (read.kind === "ours" && told(body)) break;
    if (read.kind !== "said" || read.who.id !== person.id || read.event.kind !== "text") continue;
    const { id, text } = read.event;
    const at = writtenAt(id.slice(id.indexOf(":") + 1));
    if (Temporal.Instant.compare(at, since) < 0 || Temporal.Instant.compare(at, until) > 0) continue;
    if (!(await handler.took(PLATFORM, id))) missed.unshift({ id, text });
  }
  return missed;
}

const AWAY = "I was not connected when you wrote";
const told = (body: unknown): boolean => z.object({ content: z.string().startsWith(AWAY) }).safeParse(body).success;

function away(texts: readonly string[]): Message {
  const [first = ""] = texts;
  const words = first.length > QUOTED ? `${first.slice(0, QUOTED)}…` : first;
  const text =
    texts.length === 1
      ? `${AWAY} "${words}". Please send it once more.`
      : `${AWAY} your last ${texts.length} messages. Please send them once more.`;
  return { text, blocks: [{ kind: "text", text }] };
}

/** Remembers who pressed what last on which message, for the line that says so below its new state. */
import type { ContextBlock } from "@slack/types";
import type { MessageRef, Person } from "../../src/chat/port.ts";
import type { Pressed } from "./receive.ts";
import { labelOf, pressedLine } from "./render/pressed.ts";

const MOST = 1_000;

export interface Presses {
  remember(pressed: Pressed): void;
  /** The line for a message that changes; null when nobody pressed it lately. */
  lineFor(ref: MessageRef, person: Person): ContextBlock | null;
}

export function createPresses(now: () => Temporal.Instant): Presses {
  const lines = new Map<string, ContextBlock>();
  const key = ({ channel, id }: MessageRef, person: string) => JSON.stringify([channel, id, person]);
  return {
    remember({ events, blocks, actionId }) {
      const [event] = events;
      if (event?.kind !== "press" || event.on === null || event.on.fleeting === true || actionId === null) return;
      const label = labelOf(blocks, actionId);
      if (label === null) return;
      const user = event.from.person.id;
      lines.set(key(event.on, user), pressedLine(user, label, now()));
      const [oldest] = lines.keys();
      if (lines.size > MOST && oldest !== undefined) lines.delete(oldest);
    },
    lineFor(ref, person) {
      return lines.get(key(ref, person.id)) ?? null;
    },
  };
}

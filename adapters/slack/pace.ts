/** Keeps to one message a second in each channel, with room for a short burst. */

/** Answers of a conversation come in twos and threes; Slack allows short bursts above one a second. */
const BURST = 10;
const EVERY_MS = 1_000;
/** Channels that have been quiet for long need no memory. */
const MOST = 5_000;

export interface Pace {
  /** How long the channel's next message has to wait now, in milliseconds. */
  waitFor(channel: string): number;
  /** Resolves when the channel may have its next message. */
  turn(channel: string): Promise<void>;
  /** Slack has asked for silence in the channel. */
  hold(channel: string, ms: number): void;
}

/** `nowMs` counts up evenly, whatever the wall clock does. */
export function createPace(nowMs: () => number = () => performance.now(), burst = BURST): Pace {
  /** When the next message would be due if all were a second apart. */
  const next = new Map<string, number>();
  const remember = (channel: string, at: number) => {
    next.delete(channel);
    next.set(channel, at);
    const [oldest] = next.keys();
    if (next.size > MOST && oldest !== undefined) next.delete(oldest);
  };
  const dueOf = (channel: string, now: number) => Math.max(next.get(channel) ?? 0, now - (burst - 1) * EVERY_MS);
  return {
    waitFor(channel) {
      const now = nowMs();
      return Math.max(0, dueOf(channel, now) - now);
    },
    async turn(channel) {
      const now = nowMs();
      const due = dueOf(channel, now);
      remember(channel, due + EVERY_MS);
      if (due > now) await new Promise((resolve) => setTimeout(resolve, due - now));
    },
    hold(channel, ms) {
      remember(channel, Math.max(next.get(channel) ?? 0, nowMs() + ms));
    },
  };
}

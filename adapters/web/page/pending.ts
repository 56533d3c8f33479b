/** Keeps what was written and not yet taken by the server, over a lost connection and a closed tab, and sends it in order. */
import { newId, type Outcome, pick, post } from "./api.ts";

export interface Pending {
  readonly id: string;
  readonly text: string;
}

export interface PendingEvents {
  /** Waits to be sent; also for what an earlier visit left behind. */
  added(entry: Pending): void;
  sent(entry: Pending): void;
  /** The server will never take it; `problem` says why. */
  refused(entry: Pending, problem: string): void;
}

const KEY = "greenroom.pending";
const LONGEST_PAUSE_MS = 15_000;

/** The waiting texts. `add` sends soon; `wake` tries now, when the server is known to be there again. */
export function createPending(events: PendingEvents): { add(text: string): void; wake(): void } {
  let running = false;
  let wakeUp: () => void = () => undefined;

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    let pause = 500;
    for (let entry = read()[0]; entry !== undefined; entry = read()[0]) {
      const outcome = await post("/chat/text", entry);
      if (outcome.kind === "unreachable") {
        await Promise.race([wait(pause), new Promise<void>((resolve) => (wakeUp = resolve))]);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        continue;
      }
      pause = 500;
      settle(entry, outcome);
    }
    running = false;
  }

  function settle(entry: Pending, outcome: Outcome): void {
    write(read().filter(({ id }) => id !== entry.id));
    if (outcome.kind === "stored") events.sent(entry);
    else events.refused(entry, outcome.kind === "refused" ? outcome.problem : "That could not be taken.");
  }

  for (const entry of read()) events.added(entry);
  void run();

  return {
    add(text) {
      const entry = { id: newId(), text };
      write([...read(), entry]);
      events.added(entry);
      void run();
    },
    wake() {
      wakeUp();
      void run();
    },
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Other tabs keep theirs in the same place: sending one twice is harmless, its id is the same. */
function read(): readonly Pending[] {
  try {
    const kept: unknown = JSON.parse(keep.get(KEY) ?? "[]");
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((entry: unknown) => {
      const [id, text] = [pick(entry, "id"), pick(entry, "text")];
      return typeof id === "string" && typeof text === "string" ? [{ id, text }] : [];
    });
  } catch {
    return [];
  }
}

const write = (entries: readonly Pending[]) => keep.set(KEY, JSON.stringify(entries));

const memory = new Map<string, string>();

/** The browser's storage, or this tab's memory where the browser allows none. */
export const keep = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return memory.get(key) ?? null;
    }
  },
  set(key: string, value: string): void {
    try {
      localStorage.setItem(key, value);
    } catch {
      memory.set(key, value);
    }
  },
};

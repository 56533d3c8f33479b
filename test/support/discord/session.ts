/** One session of the gateway: what was dispatched in it, and the socket that it goes out by, which may change. */
import { GatewayOpcodes } from "discord-api-types/v10";
import { WebSocket } from "ws";
import type { Json } from "../slack/json.ts";

/** As a client identified itself. */
export interface Identity {
  readonly shard: number;
  readonly shards: number;
  readonly intents: number;
}

interface Waiting {
  readonly sequence: number;
  done(): void;
}

export type Session = ReturnType<typeof createSession>;

export function createSession(id: string, identity: Identity) {
  const sent: { readonly s: number; readonly t: string; readonly d: unknown }[] = [];
  let waiting: Waiting[] = [];
  let socket: WebSocket | null = null;
  let resumed = 0;

  const write = (payload: Json): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(payload));
  };
  const ask = (): void => write({ op: GatewayOpcodes.Heartbeat, d: null });
  const settle = (over: (it: Waiting) => boolean): void => {
    const done = waiting.filter(over);
    waiting = waiting.filter((it) => !over(it));
    for (const it of done) it.done();
  };
  const emit = (t: string, d: unknown): number => {
    const s = sent.length + 1;
    sent.push({ s, t, d });
    write({ op: GatewayOpcodes.Dispatch, s, t, d });
    return s;
  };

  return {
    id,
    ...identity,
    /** How often it was resumed. */
    resumed: (): number => resumed,
    connected: (): boolean => socket?.readyState === WebSocket.OPEN,
    socket: (): WebSocket | null => socket,
    sequence: (): number => sent.length,
    attach(to: WebSocket): void {
      socket = to;
    },
    detach(from: WebSocket): void {
      if (socket !== from) return;
      socket = null;
      settle(() => true);
    },
    /** Sends what the client has not seen; false when it names a number that was never sent. */
    resume(to: WebSocket, seen: number): boolean {
      if (seen > sent.length) return false;
      socket = to;
      resumed += 1;
      for (const { s, t, d } of sent.slice(seen)) write({ op: GatewayOpcodes.Dispatch, s, t, d });
      emit("RESUMED", {});
      return true;
    },
    emit,
    /**
     * Dispatches, and resolves once the client has read it: the gateway may ask for a heartbeat at any time, and what is
     * answered names the last number read. Resolves at once when the socket is away.
     */
    async deliver(t: string, d: unknown): Promise<void> {
      const sequence = emit(t, d);
      if (socket?.readyState !== WebSocket.OPEN) return;
      const read = new Promise<void>((done) => waiting.push({ sequence, done }));
      ask();
      await read;
    },
    /** The client's heartbeat, with the last number that it has read. */
    beat(read: number): void {
      settle(({ sequence }) => sequence <= read);
      if (waiting.length > 0) ask();
    },
    /** Nothing is waited for any more. */
    release: (): void => settle(() => true),
  };
}

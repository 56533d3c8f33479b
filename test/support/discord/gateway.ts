/** Discord's gateway, version 10, over WebSocket in JSON: hello, identify, heartbeat, resume, dispatch, and how it ends. */
import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from "discord-api-types/v10";
import { type WebSocket, WebSocketServer } from "ws";
import { at, isJson, type Json, parsed, textAt } from "../slack/json.ts";
import { createSession, type Identity, type Session } from "./session.ts";

export interface GatewayOptions {
  readonly token: string;
  readonly heartbeatMs: number;
  /** The address to come back to. */
  readonly url: () => string;
  /** What a new session is told first. */
  readonly ready: (identity: Identity) => Json;
  /** What a new session is told next, as name and data. */
  readonly greeting: (identity: Identity) => readonly (readonly [string, Json])[];
}

/** Would need approval. */
const PRIVILEGED = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;
const GOODBYE_MS = 1_000;

export type Gateway = ReturnType<typeof createGateway>;

export function createGateway(http: Server, options: GatewayOptions) {
  const sessions: Session[] = [];
  /** Connections that came while nobody was let in. */
  let held: (() => void)[] | null = null;
  let watchers: (() => void)[] = [];
  const server = new WebSocketServer({ noServer: true });
  const news = (): void => {
    for (const look of [...watchers]) look();
  };

  http.on("upgrade", (request, socket, head) => {
    const { searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    const speaks = searchParams.get("v") === "10" && searchParams.get("encoding") === "json";
    server.handleUpgrade(request, socket, head, (it) => {
      it.on("error", () => undefined);
      if (!speaks || searchParams.has("compress")) it.close(GatewayCloseCodes.InvalidAPIVersion);
      else if (held === null) welcome(it);
      else held.push(() => welcome(it));
    });
  });

  const hello = (socket: WebSocket): void =>
    socket.send(JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: options.heartbeatMs } }));

  function welcome(socket: WebSocket): void {
    let session: Session | null = null;
    socket.on("close", (code) => {
      session?.detach(socket);
      // Whoever leaves with these cannot come back to the session.
      if (session !== null && (code === 1000 || code === 1001)) forget(session);
    });
    socket.on("message", (data) => {
      const message = parsed(String(data));
      if (!isJson(message)) return socket.close(GatewayCloseCodes.DecodeError);
      if (message.op === GatewayOpcodes.Heartbeat) {
        socket.send(JSON.stringify({ op: GatewayOpcodes.HeartbeatAck }));
        return session?.beat(typeof message.d === "number" ? message.d : 0);
      }
      if (message.op === GatewayOpcodes.Identify || message.op === GatewayOpcodes.Resume) {
        if (session !== null) return socket.close(GatewayCloseCodes.AlreadyAuthenticated);
        const body = at(message, "d");
        if (textAt(body, "token") !== options.token) return socket.close(GatewayCloseCodes.AuthenticationFailed);
        session = message.op === GatewayOpcodes.Identify ? identify(socket, body) : resume(socket, body);
        return news();
      }
      if (session === null) socket.close(GatewayCloseCodes.NotAuthenticated);
      else if (message.op !== GatewayOpcodes.PresenceUpdate) socket.close(GatewayCloseCodes.UnknownOpcode);
    });
    hello(socket);
  }

  function identify(socket: WebSocket, body: Json): Session | null {
    const [shard = 0, shards = 1] = Array.isArray(body.shard) ? body.shard.filter((it) => typeof it === "number") : [];
    const intents = typeof body.intents === "number" ? body.intents : 0;
    if (shard >= shards) {
      socket.close(GatewayCloseCodes.InvalidShard);
      return null;
    }
    if ((intents & PRIVILEGED) !== 0) {
      socket.close(GatewayCloseCodes.DisallowedIntents);
      return null;
    }
    const identity = { shard, shards, intents };
    const session = createSession(randomBytes(16).toString("hex"), identity);
    sessions.push(session);
    session.attach(socket);
    session.emit("READY", {
      ...options.ready(identity),
      session_id: session.id,
      resume_gateway_url: options.url(),
      shard: [shard, shards],
    });
    for (const [name, data] of options.greeting(identity)) session.emit(name, data);
    return session;
  }

  function resume(socket: WebSocket, body: Json): Session | null {
    const known = sessions.find(({ id }) => id === textAt(body, "session_id"));
    if (known === undefined) {
      socket.send(JSON.stringify({ op: GatewayOpcodes.InvalidSession, d: false }));
      return null;
    }
    if (known.resume(socket, typeof body.seq === "number" ? body.seq : 0)) return known;
    socket.close(GatewayCloseCodes.InvalidSeq);
    return null;
  }

  const open = (): Session[] => sessions.filter((session) => session.connected());
  const forget = (session: Session): void => {
    const index = sessions.indexOf(session);
    if (index >= 0) sessions.splice(index, 1);
  };

  return {
    /** Every session that may still be resumed, in the order in which they began. */
    sessions: (): readonly Session[] => sessions,
    /** Resolves once so many sessions are connected. */
    connected(count = 1): Promise<void> {
      if (open().length >= count) return Promise.resolve();
      return new Promise((resolve) => {
        const look = () => {
          if (open().length < count) return;
          watchers = watchers.filter((it) => it !== look);
          resolve();
        };
        watchers.push(look);
      });
    },
    /** To every session of the shard that listens for it; resolves once all that are connected have read it. */
    async dispatch(name: string, data: Json, { guild = null, intent = 0 }: Aim): Promise<void> {
      const shardOf = (shards: number) => (guild === null ? 0 : Number((BigInt(guild) >> 22n) % BigInt(shards)));
      const listening = sessions.filter(
        ({ shard, shards, intents }) => shardOf(shards) === shard && (intent === 0 || (intents & intent) !== 0),
      );
      await Promise.all(listening.map((session) => session.deliver(name, data)));
    },
    /**
     * The connections end: with `resume`, the client is asked to come back (op 7), or closed with `code`; without, the
     * sessions are over (op 9), or forgotten behind the closing. `cut` breaks the network without a word.
     */
    disconnect({ resume: back, code, cut = false }: Disconnect): void {
      for (const session of open()) {
        const socket = session.socket();
        if (!back) forget(session);
        if (cut) socket?.terminate();
        else if (code !== undefined) socket?.close(code);
        else if (back) socket?.send(JSON.stringify({ op: GatewayOpcodes.Reconnect, d: null }));
        else socket?.send(JSON.stringify({ op: GatewayOpcodes.InvalidSession, d: false }));
        if (socket !== null) session.detach(socket);
      }
    },
    /** Nobody is let in until `release`: what is dispatched meanwhile stays queued. */
    holdBack(): void {
      held ??= [];
    },
    release(): void {
      const coming = held ?? [];
      held = null;
      for (const letIn of coming) letIn();
    },
    /** Says goodbye; whoever does not answer that is cut off. */
    async close(): Promise<void> {
      watchers = [];
      for (const session of sessions) session.release();
      const parting = [...server.clients].map((socket) => new Promise((done) => socket.once("close", done)));
      for (const socket of server.clients) socket.close(1001);
      const cutOff = setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, GOODBYE_MS);
      await Promise.all(parting);
      clearTimeout(cutOff);
      server.close();
    },
  };
}

export interface Aim {
  /** Null: a direct message, which is the first shard's. */
  readonly guild?: string | null;
  /** 0: sent to everybody. */
  readonly intent?: number;
}

export interface Disconnect {
  readonly resume: boolean;
  readonly code?: number;
  readonly cut?: boolean;
}

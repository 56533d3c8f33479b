/** Slack's end of Socket Mode: envelopes go out over a WebSocket, and come back acknowledged by their id. */
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import { isJson, parsed, textAt } from "./json.ts";

/** What came back; `gone` when the connection went first. */
export type Answer = { readonly payload: unknown } | "gone";

const GOODBYE_MS = 1_000;

export type SocketLine = ReturnType<typeof createSocketLine>;

export function createSocketLine(http: Server) {
  const tickets = new Set<string>();
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, { readonly socket: WebSocket; done(answer: Answer): void }>();
  let arrived: ((socket: WebSocket) => void)[] = [];
  let opened = 0;
  const server = new WebSocketServer({ noServer: true });

  http.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    // A ticket opens one connection, as in Slack.
    if (url.pathname !== "/link" || !tickets.delete(url.searchParams.get("ticket") ?? "")) {
      socket.end("HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n");
      return;
    }
    server.handleUpgrade(request, socket, head, welcome);
  });

  function welcome(socket: WebSocket): void {
    opened += 1;
    sockets.push(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => leave(socket));
    socket.on("message", (data) => {
      const message = parsed(String(data));
      waiting.get(textAt(message, "envelope_id"))?.done({ payload: isJson(message) ? message.payload : undefined });
    });
    socket.send(
      JSON.stringify({
        type: "hello",
        num_connections: sockets.length,
        connection_info: { app_id: "A1" },
        debug_info: { host: "standin", approximate_connection_time: 18060 },
      }),
    );
    for (const tell of arrived.splice(0)) tell(socket);
  }

  function leave(socket: WebSocket): void {
    const index = sockets.indexOf(socket);
    if (index >= 0) sockets.splice(index, 1);
    for (const it of waiting.values()) if (it.socket === socket) it.done("gone");
  }

  /** The connection that takes the next envelope; waits for one. */
  const connected = (): Promise<WebSocket> => {
    const socket = sockets.findLast((it) => it.readyState === WebSocket.OPEN);
    return socket === undefined ? new Promise((tell) => arrived.push(tell)) : Promise.resolve(socket);
  };

  return {
    connected,
    /** How many connections were opened so far. */
    opened: () => opened,
    ticket(): string {
      const ticket = randomBytes(12).toString("hex");
      tickets.add(ticket);
      return ticket;
    },
    async send(envelope: object, signal: AbortSignal): Promise<Answer> {
      const socket = await connected();
      const id = randomUUID();
      return new Promise((resolve) => {
        const done = (answer: Answer) => {
          waiting.delete(id);
          resolve(answer);
        };
        signal.addEventListener("abort", () => done("gone"), { once: true });
        waiting.set(id, { socket, done });
        socket.send(JSON.stringify({ envelope_id: id, ...envelope }));
      });
    },
    /** Asks the app to connect anew; no further envelope goes over the connections that are there. */
    refresh(reason: "refresh_requested" | "warning" | "link_disabled"): void {
      for (const socket of sockets.splice(0)) {
        socket.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "standin" } }));
      }
    },
    /** The network goes away under the connections. */
    cut(): void {
      for (const socket of [...sockets]) socket.terminate();
    },
    /** Says goodbye; whoever does not answer that is cut off. */
    async close(): Promise<void> {
      arrived = [];
      for (const it of [...waiting.values()]) it.done("gone");
      const parting = [...server.clients].map((socket) => {
        socket.close(1001);
        return once(socket, "close");
      });
      const cutOff = setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, GOODBYE_MS);
      await Promise.all(parting);
      clearTimeout(cutOff);
      server.close();
    },
  };
}

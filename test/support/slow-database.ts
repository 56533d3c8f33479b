/** A database behind a wire that the test can stop: whatever is asked waits until it goes on. */
import { once } from "node:events";
import { createServer, connect as dial, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { connect } from "../../src/store/connection.ts";
import { type FreshDatabase, freshDatabase } from "./database.ts";

export interface SlowDatabase extends FreshDatabase {
  /** From now on nothing reaches the database. */
  hold(): void;
  /** What waited goes through, and everything after it. */
  release(): void;
  readonly held: boolean;
}

export async function slowDatabase(): Promise<SlowDatabase> {
  const { uri, dbName } = await freshDatabase();
  const [, host = ""] = /^mongodb:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri) ?? [];
  const [name = "", port = "27017"] = decodeURIComponent(host).split(":");
  const engine = () => (name.startsWith("/") ? dial(name) : dial(Number(port), name));
  const sockets = new Set<Socket>();
  let held = false;
  const server = createServer((socket) => {
    const upstream = engine();
    sockets.add(socket);
    socket.on("data", (chunk) => upstream.write(chunk));
    if (held) socket.pause();
    upstream.pipe(socket);
    const end = () => {
      sockets.delete(socket);
      socket.destroy();
      upstream.destroy();
    };
    for (const side of [socket, upstream]) side.on("close", end).on("error", end);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the wire has no port");
  const release = () => {
    held = false;
    for (const socket of sockets) socket.resume();
  };
  const wire = uri.replace(host, `127.0.0.1:${bound.port}`);
  const connection = await connect(wire, dbName);
  onTestFinished(async () => {
    release();
    await connection.close();
    server.close();
  });
  return {
    connection,
    uri: wire,
    dbName,
    hold() {
      held = true;
      for (const socket of sockets) socket.pause();
    },
    release,
    get held() {
      return held;
    },
  };
}

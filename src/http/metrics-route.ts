/** Serves the metrics to this machine, or to whoever holds the token; to others there is no such page. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { Registry } from "prom-client";
import { isDirectFromLoopback } from "./loopback.ts";

export interface MetricsRouteOptions {
  readonly registry: Registry;
  /** METRICS_TOKEN; null means only this machine may read. */
  readonly token: string | null;
}

/** `GET /metrics` in Prometheus' text format. Answers 404 where it may not be read, as if it did not exist. */
export function registerMetricsRoute(app: FastifyInstance, { registry, token }: MetricsRouteOptions): void {
  app.get("/metrics", async (request, reply) => {
    const allowed =
      isDirectFromLoopback(request.socket.remoteAddress, request.headers) ||
      (token !== null && sameSecret(request.headers.authorization ?? "", `Bearer ${token}`));
    if (!allowed) {
      reply.callNotFound();
      return reply;
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** Hashed first, so that the comparison takes the same time whatever the lengths. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

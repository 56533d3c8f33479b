/** Tells an operator or a supervisor whether the process lives and whether it can do its work. */
import type { FastifyInstance } from "fastify";

/** A part that must work before the bot can: the database, the scheduler. */
export interface Check {
  readonly name: string;
  check(): Promise<boolean> | boolean;
}

export interface HealthOptions {
  readonly version: string;
  readonly checks: readonly Check[];
  /** A check that has not answered by then counts as failed. */
  readonly timeoutMs?: number;
}

/**
 * `GET /healthz` answers 200 while the process lives. `GET /readyz` answers 200 when every check passes, otherwise 503;
 * both name each part: `{ ready, parts: { database: true, scheduler: false } }`.
 */
export function registerHealth(app: FastifyInstance, { version, checks, timeoutMs = 2_000 }: HealthOptions): void {
  app.get("/healthz", async () => ({
    status: "ok",
    version,
    node: process.versions.node,
    timeZoneData: process.versions.tz,
    uptimeSeconds: Math.round(process.uptime()),
  }));

  app.get("/readyz", async (_request, reply) => {
    const results = await Promise.all(
      checks.map(async (check) => [check.name, await passes(check, timeoutMs)] as const),
    );
    const ready = results.every(([, passed]) => passed);
    return reply.code(ready ? 200 : 503).send({ ready, parts: Object.fromEntries(results) });
  });
}

/** A part that throws or does not answer is not ready; why is in that part's own log lines. */
async function passes({ check }: Check, timeoutMs: number): Promise<boolean> {
  const timeout = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => timeout.resolve(false), timeoutMs);
  try {
    return await Promise.race([Promise.resolve(check()), timeout.promise]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

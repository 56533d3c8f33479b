/** Serves the download of everything a person has, to whoever holds the link that was given to them. */
import type { FastifyInstance } from "fastify";
import { asCalendar, asJson, type Everything } from "../commands/export.ts";

export const EXPORT_PATH = "/export";

export interface ExportOptions {
  /** What a link is good for; null when it is wrong or over. */
  collect(token: string): Promise<Everything | null>;
  now(): Temporal.Instant;
}

/** `GET /export/<token>.json` and `.ics`. The link itself is the permission: random, and over after an hour. */
export function registerExport(app: FastifyInstance, { collect, now }: ExportOptions): void {
  app.get<{ Params: { file: string } }>(`${EXPORT_PATH}/:file`, async (request, reply) => {
    const [, token, format] = /^([\w-]{40,50})\.(json|ics)$/.exec(request.params.file) ?? [];
    const everything = token === undefined ? null : await collect(token);
    if (everything === null) {
      return reply.code(404).send({ problem: 'This link is wrong or over. Write "export" to get a new one.' });
    }
    reply
      .header("cache-control", "no-store")
      .header("content-disposition", `attachment; filename="greenroom.${format}"`);
    return format === "ics"
      ? reply.type("text/calendar; charset=utf-8").send(asCalendar(everything, now()))
      : reply.type("application/json; charset=utf-8").send(asJson(everything, now()));
  });
}

/** Builds the HTTP server that every route is registered on: limits, headers, and how errors are said. */
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { answerFor } from "./answer.ts";
import { SECURITY_HEADERS } from "./headers.ts";

/** No form, message or request of ours comes near this; a page of prose is about 4 kB. */
const BODY_LIMIT = 256 * 1024;

/**
 * A server without routes. Bodies over 256 kB are refused, errors become `{ problem: "one sentence" }`, and closing it
 * ends connections that would stay open by themselves (event streams). Requests are not logged; faults of ours are.
 */
export function createHttpServer(options: { readonly log: FastifyBaseLogger }): FastifyInstance {
  const app: FastifyInstance = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    requestTimeout: 30_000,
    // A forwarded address is a claim of whoever sent it; nothing here may depend on it.
    trustProxy: false,
  });

  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(SECURITY_HEADERS);
  });

  app.setErrorHandler((error, request, reply) => {
    const { status, body, fault } = answerFor(error);
    if (fault !== null) request.log.error({ err: error, reference: fault, route: request.routeOptions.url }, "fault");
    return reply.code(status).send(body);
  });

  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ problem: "There is nothing at this address." }));

  return app;
}

/** Events over HTTP: each is checked to be Slack's, and answered once it is worked through, so that none is lost. */
import { parse } from "node:querystring";
import { type App, type Receiver, verifySlackRequest } from "@slack/bolt";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "../../src/log.ts";
import { EVENTS_PATH } from "./paths.ts";

/** Slack sends a few kilobytes; nothing of ours makes it send more than this. */
const LARGEST = 512 * 1024;

export interface HttpReceiver extends Receiver {
  /** Registers the way in; `scope` reads no bodies of its own. */
  routes(scope: FastifyInstance): void;
}

type Body = Record<string, unknown>;

/**
 * Bolt's own receiver reads the request by itself, and a signed body that is no object ends the whole process. In this
 * one the server reads it, with its limits, and every request gets its answer: 401 when it is not Slack's, 400 when it
 * makes no sense, 404 when there is nobody for it, 500 when it could not be stored, so that Slack sends it again.
 */
export function httpReceiver({
  signingSecret,
  log,
}: {
  readonly signingSecret: string;
  readonly log: Logger;
}): HttpReceiver {
  let app: App | null = null;
  /** Requests that made sense to Bolt. */
  const heard = new WeakSet<object>();

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const raw = Buffer.isBuffer(request.body) ? request.body.toString() : "";
    const form = request.headers["content-type"] === "application/x-www-form-urlencoded" ? parse(raw) : null;
    // Slack looks at the certificate now and then, and does not sign that.
    if (form?.ssl_check === "1") return void reply.send();
    const forged = forgery(request, raw);
    if (forged !== null) {
      log.warn(`slack: a request that is not Slack's is refused: ${forged}`);
      return void reply.code(401).send();
    }
    const body = bodyOf(form === null ? raw : (form.payload ?? form));
    if (body === null) {
      log.warn("slack: a request that makes no sense is refused");
      return void reply.code(400).send();
    }
    if (body.type === "url_verification") return void reply.send({ challenge: String(body.challenge) });
    await hand(request, reply, body);
  }

  async function hand(request: FastifyRequest, reply: FastifyReply, body: Body): Promise<void> {
    let acknowledged = false;
    let response: unknown;
    const retry = Number(request.headers["x-slack-retry-num"] ?? Number.NaN);
    try {
      await app?.processEvent({
        body,
        ...(Number.isNaN(retry) ? {} : { retryNum: retry }),
        customProperties: { request },
        async ack(given: unknown) {
          acknowledged = true;
          response = given;
        },
      });
    } catch (err) {
      if (!heard.has(request)) {
        log.warn("slack: a request of an unknown shape is refused");
        return void reply.code(400).send();
      }
      log.warn({ err }, "an event of Slack is not acknowledged, so it will come again");
      return void reply.code(500).send();
    }
    if (!acknowledged) return void reply.code(404).send();
    await reply.send(response || undefined);
  }

  /** Why a request is not Slack's; null when it is. */
  function forgery({ headers }: FastifyRequest, body: string): string | null {
    try {
      verifySlackRequest({
        signingSecret,
        body,
        headers: {
          "x-slack-signature": String(headers["x-slack-signature"]),
          "x-slack-request-timestamp": Number(headers["x-slack-request-timestamp"]),
        },
      });
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : "unknown";
    }
  }

  return {
    init(bolt) {
      app = bolt;
      bolt.use(async ({ context, next }) => {
        heard.add(context.request);
        await next();
      });
    },
    start: async () => undefined,
    stop: async () => undefined,
    routes(scope) {
      // The signature is over the bytes as they came.
      scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: LARGEST }, (_request, raw, done) =>
        done(null, raw),
      );
      scope.post(EVENTS_PATH, {
        bodyLimit: LARGEST,
        handler: answer,
        errorHandler(error, _request, reply) {
          log.warn({ err: error }, "slack: a request could not be read");
          return reply.code(error.statusCode ?? 500).send();
        },
      });
    },
  };
}

/** What a body says, as an object; null when it is none. */
function bodyOf(said: string | string[] | Body): Body | null {
  if (Array.isArray(said)) return null;
  if (typeof said !== "string") return said;
  try {
    const read: unknown = JSON.parse(said);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? { ...read } : null;
  } catch {
    return null;
  }
}

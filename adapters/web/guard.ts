/** Stands before every route of the page: other sites are refused, strangers are asked for the password. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "../../src/clock.ts";
import type { Logger } from "../../src/log.ts";
import { type AccessSettings, accessFor, isCrossSite } from "./access.ts";
import type { Attempts } from "./attempts.ts";
import { basicPassword, type Sessions } from "./session.ts";

export interface GuardParts {
  readonly settings: AccessSettings;
  /** Null without a password. */
  readonly sessions: Sessions | null;
  readonly attempts: Attempts;
  readonly clock: Clock;
  readonly log: Logger;
}

export const OFF =
  "This page is switched off here: it was reached from outside this machine, and WEB_PASSWORD is not set.";
export const NOT_FROM_HERE = "This request came from another site, so it was refused.";

/** What may be seen before signing in: the way in, and what it looks like. */
const PUBLIC = new Set([
  "/login",
  "/page/page.css",
  "/page/controls.css",
  "/page/blocks.css",
  "/page/narrow.css",
  "/page/icon.svg",
]);

/** A hook for `onRequest`. Answers by itself when the request may not pass. */
export function createGuard({ settings, sessions, attempts, clock, log }: GuardParts) {
  let saidOff = false;

  return async function guard(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    if (isCrossSite(request, settings.publicUrl)) return reply.code(403).send({ problem: NOT_FROM_HERE });
    const access = accessFor(settings, request.headers);
    if (access === "open") return undefined;
    if (access === "off" || sessions === null) {
      if (!saidOff)
        log.warn("the web page was asked for from outside this machine and is off: set WEB_PASSWORD to use it");
      saidOff = true;
      return reply.code(403).send({ problem: OFF });
    }

    const now = clock.now();
    const path = request.routeOptions.url ?? "";
    if (PUBLIC.has(path) || PUBLIC.has(request.url) || sessions.has(request.headers, now)) return undefined;
    const given = basicPassword(request.headers.authorization);
    if (given !== null) {
      const wait = attempts.waitSeconds(now);
      if (wait > 0)
        return reply
          .code(429)
          .header("retry-after", wait)
          .send({ problem: tooMany(wait) });
      if (sessions.isPassword(given)) return undefined;
      attempts.failed(now);
    } else if (request.method === "GET" && path === "/") {
      return reply.redirect("/login", 303);
    }
    // A scheme that no browser knows: "Basic" would open its own dialog in the middle of the page.
    return reply
      .code(401)
      .header("www-authenticate", "Greenroom")
      .send({ problem: "Please sign in first, at /login." });
  };
}

export const tooMany = (waitSeconds: number): string =>
  `Too many wrong passwords. Please try again in ${waitSeconds < 60 ? "a minute" : `${Math.ceil(waitSeconds / 60)} minutes`}.`;

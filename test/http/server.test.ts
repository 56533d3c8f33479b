import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { DeliveryError, PersonError } from "../../src/errors.ts";
import { registerHealth } from "../../src/http/health.ts";
import { createMetrics } from "../../src/http/metrics.ts";
import { registerMetricsRoute } from "../../src/http/metrics-route.ts";
import { createHttpServer } from "../../src/http/server.ts";

const open: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

function server(lines: string[] = []): FastifyInstance {
  const app = createHttpServer({ log: pino({ level: "info" }, { write: (line: string) => void lines.push(line) }) });
  open.push(app);
  return app;
}

describe("the server", () => {
  test("puts the security headers on every answer, also on one for a missing page", async () => {
    const answer = await server().inject("/nowhere");
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({ problem: "There is nothing at this address." });
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  });

  test("refuses a body over 256 kB, broken JSON and other content types with a sentence each", async () => {
    const app = server();
    app.post("/echo", async (request) => request.body);
    const post = (payload: string, type = "application/json") =>
      app.inject({ method: "POST", url: "/echo", payload, headers: { "content-type": type } });
    const answers = [await post(`"${"a".repeat(262_144)}"`), await post("{"), await post("<a/>", "text/xml")];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([413, 400, 415]);
    for (const answer of answers) expect(answer.json().problem).toMatch(/^[A-Z].*\.$/);
  });

  test("says what the person can mend, and hides what only we can behind a reference that is in the log", async () => {
    const lines: string[] = [];
    const app = server(lines);
    app.get("/person", async () => Promise.reject(new PersonError("That time has passed. Name a later one.")));
    app.get("/platform", async () => Promise.reject(new DeliveryError("x", { permanent: false, reason: "timeout" })));
    app.get("/us", async () => Promise.reject(new Error("secret detail")));
    const [person, platform, us] = [
      await app.inject("/person"),
      await app.inject("/platform"),
      await app.inject("/us"),
    ];
    expect([person.statusCode, person.json().problem]).toEqual([422, "That time has passed. Name a later one."]);
    expect(platform.statusCode).toBe(503);
    expect(us.statusCode).toBe(500);
    expect(us.body).not.toContain("secret detail");
    const reference = /Reference (\w+)\./.exec(us.json().problem)?.[1] ?? "none";
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`"reference":"${reference}"`);
  });
});

describe("health", () => {
  test("is ready when every part is, and names the part that is not", async () => {
    const app = server();
    let database = true;
    registerHealth(app, {
      version: "1.2.3",
      checks: [
        { name: "database", check: () => database },
        { name: "scheduler", check: async () => true },
      ],
    });
    expect((await app.inject("/healthz")).json()).toMatchObject({ status: "ok", version: "1.2.3" });
    expect((await app.inject("/readyz")).json()).toEqual({ ready: true, parts: { database: true, scheduler: true } });
    database = false;
    const answer = await app.inject("/readyz");
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({ ready: false, parts: { database: false, scheduler: true } });
  });

  test("takes a part that throws or never answers as not ready", async () => {
    const app = server();
    registerHealth(app, {
      version: "1",
      timeoutMs: 20,
      checks: [
        { name: "throws", check: () => Promise.reject(new Error("down")) },
        {
          name: "throws_at_once",
          check: () => {
            throw new Error("down");
          },
        },
        { name: "hangs", check: () => new Promise<boolean>(() => undefined) },
      ],
    });
    const answer = await app.inject("/readyz");
    expect(answer.json()).toEqual({ ready: false, parts: { throws: false, throws_at_once: false, hangs: false } });
  });
});

describe("the metrics page", () => {
  const ask = (headers: Record<string, string>, remoteAddress: string, token: string | null = "t0p") => {
    const app = server();
    registerMetricsRoute(app, {
      registry: createMetrics(() => Temporal.Instant.from("2026-01-01T00:00Z")).registry,
      token,
    });
    return app.inject({ url: "/metrics", headers, remoteAddress }).then((answer) => answer.statusCode);
  };

  test("is read from this machine or with the token", async () => {
    expect(await ask({}, "127.0.0.1")).toBe(200);
    expect(await ask({}, "::1")).toBe(200);
    expect(await ask({}, "::ffff:127.0.0.1")).toBe(200);
    expect(await ask({ authorization: "Bearer t0p" }, "10.0.0.7")).toBe(200);
  });

  test("does not exist for others: another machine, a wrong token, no token set, a request that was passed on", async () => {
    expect(await ask({}, "10.0.0.7")).toBe(404);
    expect(await ask({ authorization: "Bearer nope" }, "10.0.0.7")).toBe(404);
    expect(await ask({ authorization: "Bearer null" }, "10.0.0.7", null)).toBe(404);
    for (const name of ["x-forwarded-for", "forwarded", "via", "x-real-ip", "cf-connecting-ip"]) {
      expect(await ask({ [name]: "203.0.113.9" }, "127.0.0.1"), name).toBe(404);
    }
  });
});

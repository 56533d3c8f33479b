/** The way in for whoever is not at this machine: a page with one field, and the session it opens. */
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { type GuardParts, tooMany } from "./guard.ts";
import { PAGE_POLICY } from "./page.ts";

const signInBody = z.object({ password: z.string().max(1_000) });

/** `GET /login` shows the form, `POST /login` opens a session, `POST /logout` ends it in this browser. */
export function registerLogin(app: FastifyInstance, { sessions, attempts, clock }: GuardParts): void {
  const show = (reply: FastifyReply, status: number, problem: string | null) =>
    reply
      .code(status)
      .header("content-security-policy", PAGE_POLICY)
      .type("text/html; charset=utf-8")
      .send(page(problem));

  app.get("/login", async (request, reply) =>
    sessions === null || sessions.has(request.headers, clock.now()) ? reply.redirect("/", 303) : show(reply, 200, null),
  );

  app.register(async (scope) => {
    // The only two routes that take a form instead of JSON: they work without a script.
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: 4096 },
      async (_request: unknown, body: string | Buffer) => Object.fromEntries(new URLSearchParams(body.toString())),
    );

    scope.post("/login", async (request, reply) => {
      if (sessions === null) return reply.redirect("/", 303);
      const now = clock.now();
      const wait = attempts.waitSeconds(now);
      if (wait > 0) return show(reply.header("retry-after", wait), 429, tooMany(wait));
      const body = signInBody.safeParse(request.body);
      if (!body.success || !sessions.isPassword(body.data.password)) {
        attempts.failed(now);
        return show(reply, 401, "That is not the password. Please try again.");
      }
      return reply.header("set-cookie", sessions.open(now)).redirect("/", 303);
    });

    scope.post("/logout", async (_request, reply) => {
      if (sessions !== null) reply.header("set-cookie", sessions.close);
      return reply.redirect("/login", 303);
    });
  });
}

/** `problem` is a sentence of ours: nothing that anybody sent comes into this page. */
const page = (problem: string | null) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sign in - Greenroom</title>
<link rel="icon" href="/page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/page.css">
<link rel="stylesheet" href="/page/controls.css">
<link rel="stylesheet" href="/page/blocks.css">
<link rel="stylesheet" href="/page/narrow.css">
</head>
<body class="login">
<main>
<img src="/page/icon.svg" alt="" width="44" height="44">
<h1>Greenroom</h1>
<form method="post" action="/login" class="card">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus${problem ? ' aria-invalid="true" aria-describedby="problem"' : ""}>
${problem ? `<p id="problem" class="error" role="alert">${problem}</p>` : ""}
<button type="submit" class="primary">Sign in</button>
</form>
</main>
</body>
</html>
`;

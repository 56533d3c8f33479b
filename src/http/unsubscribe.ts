/** Stops a person's reminder mails from a link in a mail: a page with a button, and one click in the mail program. */
import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { UNSUBSCRIBE_PATH } from "../mail/unsubscribe.ts";
import { SECURITY_HEADERS } from "./headers.ts";

export interface UnsubscribeOptions {
  /** Whose mails a token stops, or null. */
  userOf(token: string): string | null;
  /** Stops the mails of one person; again, it changes nothing. A person who is gone is no error. */
  stop(userId: string): Promise<void>;
}

/** What RFC 8058 has mail programs send, and the page's own button too. */
const ONE_CLICK = /List-Unsubscribe\W.*One-Click/is;
const FORM_LIMIT = 4_096;

const STYLE = `:root{color-scheme:light dark}body{font:18px/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem}`;
const CONTENT_POLICY = `${SECURITY_HEADERS["content-security-policy"]}; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

/** All texts are ours: nothing from the request stands on a page. */
const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

const ASK = page(
  "Stop reminder mails?",
  `<p>Reminders in the chat go on.</p>
<form method="post">
<input type="hidden" name="List-Unsubscribe" value="One-Click">
<button type="submit">Stop reminder mails</button>
</form>`,
);
const DONE = page(
  "Reminder mails are off",
  "<p>Reminders in the chat go on. If you want mails again, tell me in the chat.</p>",
);
const UNKNOWN = page(
  "This link does not work",
  "<p>It may have been cut off. You can also stop reminder mails in the chat: write <q>no reminder mails</q>.</p>",
);

/**
 * `GET /unsubscribe?token=` shows a button and changes nothing, since mail scanners and previews follow every link.
 * `POST` to the same address stops the mails: from that button, or by RFC 8058's form from a mail program. The token
 * alone is the permission, so neither a sign-in nor an origin is asked for.
 */
export async function registerUnsubscribe(app: FastifyInstance, { userOf, stop }: UnsubscribeOptions): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string", bodyLimit: FORM_LIMIT }, (_request, body, done) => {
      done(null, body);
    });
    scope.addHook("onRequest", async (_request, reply) => {
      reply.header("content-security-policy", CONTENT_POLICY).type("text/html; charset=utf-8");
    });

    scope.get(UNSUBSCRIBE_PATH, async (request, reply) =>
      userOf(tokenIn(request.query)) === null ? reply.code(404).send(UNKNOWN) : reply.send(ASK),
    );

    scope.post(UNSUBSCRIBE_PATH, async (request, reply) => {
      const userId = userOf(tokenIn(request.query));
      if (userId === null) return reply.code(404).send(UNKNOWN);
      // A request that does not say what it wants gets the question, not the deed.
      if (typeof request.body !== "string" || !ONE_CLICK.test(request.body)) return reply.code(400).send(ASK);
      await stop(userId);
      return reply.send(DONE);
    });
  });
}

/** "" when there is none, or several. */
function tokenIn(query: unknown): string {
  const token: unknown = typeof query === "object" && query !== null ? Reflect.get(query, "token") : undefined;
  return typeof token === "string" ? token : "";
}

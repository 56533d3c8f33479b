/** Stopping reminder mails from a link in a mail. */
import { describe, expect, test } from "vitest";
import { createHttpServer } from "../../src/http/server.ts";
import { registerUnsubscribe } from "../../src/http/unsubscribe.ts";
import { createLogger } from "../../src/log.ts";

async function server() {
  const stopped: string[] = [];
  const app = createHttpServer({ log: createLogger({ level: "silent", pretty: false }) });
  await registerUnsubscribe(app, {
    userOf: (token) => (token === "good" ? "u1" : null),
    stop: async (userId) => {
      stopped.push(userId);
    },
  });
  app.post("/other", async (request) => ({ got: request.body }));
  return { app, stopped };
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };

describe("GET /unsubscribe", () => {
  test("shows a button and stops nothing: mail scanners follow links", async () => {
    const { app, stopped } = await server();
    for (const method of ["GET", "HEAD"] as const) {
      const answer = await app.inject({ method, url: "/unsubscribe?token=good" });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
    }
    const page = (await app.inject("/unsubscribe?token=good")).body;
    expect(page).toContain('<form method="post">');
    expect(page).toContain("Stop reminder mails");
    expect(stopped).toEqual([]);
  });

  test.each(["?token=bad", "?token=", "", "?token=good&token=good", "?token[]=good"])(
    "with %j says that the link does not work",
    async (query) => {
      const { app } = await server();
      const answer = await app.inject(`/unsubscribe${query}`);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain("This link does not work");
    },
  );

  test("puts nothing of the request on the page, and allows only its own style", async () => {
    const { app } = await server();
    const answer = await app.inject("/unsubscribe?token=%3Cscript%3Ealert(1)%3C/script%3E");
    expect(answer.body).not.toContain("<script");
    expect(answer.headers["content-security-policy"]).toMatch(/^default-src 'none';.* style-src 'sha256-[^']+'$/);
  });
});

describe("POST /unsubscribe", () => {
  test.each([
    ["one click in a mail program", FORM, "List-Unsubscribe=One-Click"],
    [
      "one click as multipart",
      { "content-type": "multipart/form-data; boundary=b" },
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
  ])("%s stops the mails, without cookies or an origin", async (_title, headers, payload) => {
    const { app, stopped } = await server();
    const answer = await app.inject({ method: "POST", url: "/unsubscribe?token=good", headers, payload });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain("Reminder mails are off");
    expect(stopped).toEqual(["u1"]);
  });

  test("a wrong token stops nothing", async () => {
    const { app, stopped } = await server();
    const payload = "List-Unsubscribe=One-Click";
    const answer = await app.inject({ method: "POST", url: "/unsubscribe?token=bad", headers: FORM, payload });
    expect(answer.statusCode).toBe(404);
    expect(stopped).toEqual([]);
  });

  test.each([
    ["", FORM],
    ["x=1", FORM],
    ["{}", { "content-type": "application/json" }],
  ])("a body %j that does not say so stops nothing", async (payload, headers) => {
    const { app, stopped } = await server();
    const answer = await app.inject({ method: "POST", url: "/unsubscribe?token=good", headers, payload });
    expect(answer.statusCode).toBe(400);
    expect(stopped).toEqual([]);
  });

  test("an endless body is refused", async () => {
    const { app, stopped } = await server();
    const payload = `List-Unsubscribe=One-Click&x=${"x".repeat(10_000)}`;
    const answer = await app.inject({ method: "POST", url: "/unsubscribe?token=good", headers: FORM, payload });
    expect(answer.statusCode).toBe(413);
    expect(stopped).toEqual([]);
  });

  test("leaves how other routes read their bodies alone", async () => {
    const { app } = await server();
    const json = await app.inject({ method: "POST", url: "/other", payload: { a: 1 } });
    expect(json.json()).toEqual({ got: { a: 1 } });
    const form = await app.inject({ method: "POST", url: "/other", headers: FORM, payload: "a=1" });
    expect(form.statusCode).toBe(415);
  });
});

import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { startBot, type TestBot } from "./bot.ts";

/** Unlike fetch, this can claim any Host. */
function ask(
  bot: TestBot,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const { method = "GET", headers = {}, body } = options;
    const sent = request(bot.url + path, { method, headers }, (answer) => {
      let text = "";
      const done = () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text });
      answer.on("data", (chunk) => {
        text += chunk;
        // A stream does not end by itself.
        if (answer.headers["content-type"]?.startsWith("text/event-stream")) {
          done();
          sent.destroy();
        }
      });
      answer.on("end", done);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const JSON_TYPE = { "content-type": "application/json" };
const FORM_TYPE = { "content-type": "application/x-www-form-urlencoded" };
const EVERYTHING = ["/", "/page/main.ts", "/chat/history", "/chat/stream", "/home/stream", "/outbox/a.eml"];
const write = (headers: Record<string, string>) => ({
  method: "POST",
  headers: { ...JSON_TYPE, ...headers },
  body: '{"text":"cancel everything"}',
});

describe("without a password", () => {
  test("everything is there on this machine", async () => {
    const bot = await startBot();
    const statuses = await Promise.all(EVERYTHING.map(async (path) => (await ask(bot, path)).status));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect((await ask(bot, "/chat/text", write({}))).status).toBe(202);
  });

  test("nothing is there for a name that was pointed at this machine, a forwarded request or a public address; the log says so once", async () => {
    const bot = await startBot();
    for (const headers of [{ host: "evil.example" }, { "x-forwarded-for": "203.0.113.9" }, { via: "1.1 tunnel" }]) {
      for (const path of EVERYTHING) {
        const answer = await ask(bot, path, { headers });
        expect([path, answer.status]).toEqual([path, 403]);
        expect(JSON.parse(answer.body).problem).toMatch(/WEB_PASSWORD is not set\.$/);
      }
      expect((await ask(bot, "/chat/text", write(headers))).status).toBe(403);
    }
    expect(bot.events).toEqual([]);
    expect(bot.logged.filter((line) => line.includes("WEB_PASSWORD"))).toHaveLength(1);

    const open = await startBot({ publicUrl: "https://greenroom.example" });
    expect((await ask(open, "/")).status).toBe(403);
    const wide = await startBot({ host: "0.0.0.0" });
    expect((await ask(wide, "/chat/history")).status).toBe(403);
  });

  test("other sites are refused, whatever they send", async () => {
    const bot = await startBot();
    const { host } = new URL(bot.url);
    const own = { origin: `http://${host}`, "sec-fetch-site": "same-origin" };
    expect((await ask(bot, "/chat/text", write(own))).status).toBe(202);
    expect((await ask(bot, "/chat/text", write({ origin: "https://evil.example" }))).status).toBe(403);
    expect((await ask(bot, "/chat/text", write({ "sec-fetch-site": "cross-site" }))).status).toBe(403);
    expect((await ask(bot, "/chat/history", { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
    expect((await ask(bot, "/chat/stream", { headers: { origin: "https://evil.example" } })).status).toBe(403);
    // A plain form of another site in a browser too old to say where it comes from.
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const answer = await ask(bot, "/chat/text", write({ "content-type": type }));
      expect([type, answer.status]).toEqual([type, 415]);
    }
    expect(bot.events).toHaveLength(1);
  });
});

describe("with a password", () => {
  const start = () => startBot({ host: "0.0.0.0", password: "open sesame" });
  const signIn = (bot: TestBot, password: string, headers: Record<string, string> = {}) =>
    ask(bot, "/login", {
      method: "POST",
      headers: { ...FORM_TYPE, ...headers },
      body: `password=${encodeURIComponent(password)}`,
    });
  const basic = (password: string) => ({ authorization: `Basic ${Buffer.from(`me:${password}`).toString("base64")}` });

  test("a stranger sees the way in and nothing else", async () => {
    const bot = await start();
    const first = await ask(bot, "/");
    expect([first.status, first.headers.location]).toEqual([303, "/login"]);
    for (const path of EVERYTHING.slice(1)) expect((await ask(bot, path)).status).toBe(401);
    expect((await ask(bot, "/chat/text", write({}))).status).toBe(401);
    const login = await ask(bot, "/login");
    expect(login.status).toBe(200);
    expect(login.body).toContain('<label for="password">');
    for (const [, css] of login.body.matchAll(/href="(\/page\/[^"]+)"/g))
      expect((await ask(bot, css ?? "")).status).toBe(200);
    expect(bot.events).toEqual([]);
  });

  test("the wrong one is refused, the right one opens everything", async () => {
    const bot = await start();
    const wrong = await signIn(bot, "open barley");
    expect(wrong.status).toBe(401);
    expect(wrong.headers["set-cookie"]).toBeUndefined();
    expect(wrong.body).toContain('role="alert"');
    const right = await signIn(bot, "open sesame");
    expect([right.status, right.headers.location]).toEqual([303, "/"]);
    const cookie = String(right.headers["set-cookie"]);
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const headers = { cookie: cookie.split(";")[0] ?? "" };
    const statuses = await Promise.all(EVERYTHING.map(async (path) => (await ask(bot, path, { headers })).status));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect((await ask(bot, "/chat/text", write(headers))).status).toBe(202);
    const out = await ask(bot, "/logout", { method: "POST", headers: { ...headers, ...FORM_TYPE } });
    expect(String(out.headers["set-cookie"])).toContain("Max-Age=0");
  });

  test("scripts may send it with each request", async () => {
    const bot = await start();
    expect((await ask(bot, "/chat/history", { headers: basic("open sesame") })).status).toBe(200);
    expect((await ask(bot, "/chat/history", { headers: basic("open barley") })).status).toBe(401);
    expect(
      (await ask(bot, "/chat/text", write({ ...basic("open sesame"), origin: "https://evil.example" }))).status,
    ).toBe(403);
  });

  test("another site cannot sign anybody in", async () => {
    const bot = await start();
    expect((await signIn(bot, "open sesame", { origin: "https://evil.example" })).status).toBe(403);
  });

  test("it cannot be guessed for long, in either way, and a session goes on meanwhile", async () => {
    const bot = await start();
    const cookie = String((await signIn(bot, "open sesame")).headers["set-cookie"]).split(";")[0] ?? "";
    for (let i = 0; i < 5; i += 1) await signIn(bot, `guess ${i}`);
    for (let i = 0; i < 5; i += 1) await ask(bot, "/chat/history", { headers: basic(`guess ${i}`) });
    const tired = await signIn(bot, "open sesame");
    expect(tired.status).toBe(429);
    expect(Number(tired.headers["retry-after"])).toBeGreaterThan(0);
    expect((await ask(bot, "/chat/history", { headers: basic("open sesame") })).status).toBe(429);
    expect((await ask(bot, "/chat/history", { headers: { cookie } })).status).toBe(200);
  });
});

describe("the page", () => {
  test("allows no inline code or style, and has none", async () => {
    const bot = await startBot();
    const page = await ask(bot, "/");
    const policy = String(page.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
    for (const [, path] of page.body.matchAll(/(?:href|src)="(\/page\/[^"]+)"/g)) {
      expect((await ask(bot, path ?? "")).status, path).toBe(200);
    }
  });

  test("is sent once and then only confirmed", async () => {
    const bot = await startBot();
    const script = await ask(bot, "/page/main.ts");
    expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    const again = await ask(bot, "/page/main.ts", { headers: { "if-none-match": String(script.headers.etag) } });
    expect([again.status, again.body]).toEqual([304, ""]);
  });
});

import { describe, expect, test } from "vitest";
import { type AccessSettings, accessFor, isCrossSite } from "../../../adapters/web/access.ts";
import { createAttempts } from "../../../adapters/web/attempts.ts";
import { basicPassword, createSessions } from "../../../adapters/web/session.ts";
import { isDirectFromLoopback } from "../../../src/http/loopback.ts";
import { plainSigner } from "./bot.ts";

const OWN: AccessSettings = { host: "127.0.0.1", publicUrl: null, passwordSet: false };
const LOCAL = { host: "localhost:3001" };

describe("accessFor", () => {
  test.each(["localhost", "localhost:3001", "127.0.0.1:3001", "[::1]:3001", "[::1]", "LOCALHOST:80"])(
    "is open on this machine under the name %s",
    (host) => {
      expect(accessFor(OWN, { host })).toBe("open");
    },
  );

  test.each(["localhost", "::1", "127.0.0.2"])("is open when it listens on %s only", (host) => {
    expect(accessFor({ ...OWN, host }, LOCAL)).toBe("open");
  });

  test.each([
    "evil.example",
    "evil.example:3001",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example@localhost",
    "localhost:3001.evil.example",
    "192.168.0.7:3001",
    "0.0.0.0:3001",
    "localhost:",
    "",
  ])("is off under the name %j, which somebody may have pointed here", (host) => {
    expect(accessFor(OWN, { host })).toBe("off");
    expect(accessFor({ ...OWN, passwordSet: true }, { host })).toBe("password");
  });

  test("is off without a name", () => {
    expect(accessFor(OWN, {})).toBe("off");
  });

  const FORWARDED = [
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-anything",
    "forwarded",
    "via",
    "x-real-ip",
    "cf-connecting-ip",
    "true-client-ip",
    "x-original-host",
    "x-client-ip",
    "tailscale-user-login",
  ];
  test.each(FORWARDED)("is not open when %s says that it was passed on, even if empty", (name) => {
    expect(accessFor(OWN, { ...LOCAL, [name]: "" })).toBe("off");
    // The metrics, which may not import this, hold the same view.
    expect(isDirectFromLoopback("127.0.0.1", { [name]: "" })).toBe(false);
  });

  test("is not open when it listens to others or has a public address", () => {
    expect(accessFor({ ...OWN, host: "0.0.0.0" }, LOCAL)).toBe("off");
    expect(accessFor({ ...OWN, host: "::" }, LOCAL)).toBe("off");
    expect(accessFor({ ...OWN, publicUrl: "https://g.example" }, LOCAL)).toBe("off");
    expect(accessFor({ ...OWN, host: "0.0.0.0", passwordSet: true }, LOCAL)).toBe("password");
  });
});

describe("isCrossSite", () => {
  const post = (headers: Record<string, string>, publicUrl: string | null = null) =>
    isCrossSite({ method: "POST", headers: { ...LOCAL, ...headers } }, publicUrl);

  test("lets the page itself and programs pass", () => {
    expect(post({})).toBe(false);
    expect(post({ origin: "http://localhost:3001", "sec-fetch-site": "same-origin" })).toBe(false);
    expect(post({ "sec-fetch-site": "none" })).toBe(false);
    expect(post({ host: "inside:80", origin: "https://g.example" }, "https://g.example/")).toBe(false);
  });

  test.each([
    [{ origin: "https://evil.example" }],
    [{ origin: "null" }],
    [{ origin: "http://localhost:3000" }],
    [{ origin: "" }],
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" }],
  ])("refuses a post with %j", (headers) => {
    expect(post(headers)).toBe(true);
  });

  test("lets a link from elsewhere open the page, but no picture, script or stream", () => {
    const get = (mode: string, dest: string) =>
      isCrossSite(
        {
          method: "GET",
          headers: { ...LOCAL, "sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": dest },
        },
        null,
      );
    expect(get("navigate", "document")).toBe(false);
    expect(get("navigate", "iframe")).toBe(true);
    expect(get("no-cors", "image")).toBe(true);
    expect(get("cors", "empty")).toBe(true);
  });
});

describe("attempts", () => {
  test("are limited within the window and free again after it", () => {
    const attempts = createAttempts(3, Temporal.Duration.from("PT5M"));
    const at = (iso: string) => Temporal.Instant.from(iso);
    attempts.failed(at("2026-03-10T15:00:00Z"));
    attempts.failed(at("2026-03-10T15:01:00Z"));
    expect(attempts.waitSeconds(at("2026-03-10T15:01:30Z"))).toBe(0);
    attempts.failed(at("2026-03-10T15:02:00Z"));
    expect(attempts.waitSeconds(at("2026-03-10T15:02:00Z"))).toBe(180);
    expect(attempts.waitSeconds(at("2026-03-10T15:05:00Z"))).toBe(0);
  });
});

describe("sessions", () => {
  const now = Temporal.Instant.from("2026-03-10T15:00:00Z");
  const cookieOf = (setCookie: string) => ({ cookie: `other=1; ${setCookie.split(";")[0]}` });

  test("hold for 30 days in a cookie that scripts and other sites do not get", () => {
    const sessions = createSessions("secret", plainSigner, false);
    const cookie = sessions.open(now);
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(sessions.has(cookieOf(cookie), now)).toBe(true);
    expect(sessions.has(cookieOf(cookie), now.add({ hours: 30 * 24 - 1 }))).toBe(true);
    expect(sessions.has(cookieOf(cookie), now.add({ hours: 30 * 24 }))).toBe(false);
    expect(createSessions("secret", plainSigner, true).open(now)).toMatch(/^__Host-greenroom=.*; Secure$/);
  });

  test("end with the password, and are not made by others", () => {
    const cookie = createSessions("secret", plainSigner, false).open(now);
    const changed = createSessions("another", plainSigner, false);
    expect(changed.has(cookieOf(cookie), now)).toBe(false);
    for (const forged of [
      "greenroom=",
      "greenroom=x",
      "greenroom=%E0%A4%A",
      "greenroom=signed.web-session%3A9999999999999%3A",
    ]) {
      expect(changed.has({ cookie: forged }, now), forged).toBe(false);
    }
    expect(changed.has({}, now)).toBe(false);
    // A token of ours for something else is no session.
    expect(changed.has({ cookie: "greenroom=signed.unsubscribe" }, now)).toBe(false);
  });

  test("know the password and nothing near it", () => {
    const sessions = createSessions("pässword", plainSigner, false);
    expect(["pässword", "passwort", "", "pässword "].map(sessions.isPassword)).toEqual([true, false, false, false]);
  });

  test("read the password of HTTP Basic", () => {
    const basic = (pair: string) => basicPassword(`Basic ${Buffer.from(pair).toString("base64")}`);
    expect(basic("me:a:b")).toBe("a:b");
    expect(basic(":x")).toBe("x");
    expect(basic("nocolon")).toBeNull();
    expect(basicPassword("Bearer x")).toBeNull();
    expect(basicPassword(undefined)).toBeNull();
  });
});

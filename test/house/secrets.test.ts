/** Feeds the logger what must never be written, in every way it can reach a line, and reads the lines back. */
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { DeliveryError } from "../../src/errors.ts";
import { createLogger, type Logger, scrub } from "../../src/log.ts";

/** Each of these is looked for in the whole line. */
const SECRETS = {
  botToken: "xoxb-2345678901-abcdefghijkl",
  appToken: "xapp-1-A0123456789-abcdef0123",
  refreshToken: "1//0gAbCdEfGhIjKlMnOpQr",
  bearer: "Bearer ya29.a0AfH6SMBxyz",
  apiKey: "sk-proj-abcdefghijklmnop",
  discord: "FAKExMDAwMDAwMDAwMDAwMDAw.GfAkEx.abcdefghijklmnopqrstuvwxyz012345678",
  signed: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0abc.c2lnbmF0dXJlLXNpZ25hdHVyZQ",
  address: "sarah.chen+jobs@stripe.example.com",
  note: "they asked about my notice period",
  mail: "Dear Sarah, thank you for Tuesday",
  password: "correct horse battery",
} as const;

/** What the logger writes while `log` is used. */
function written(use: (log: Logger) => void): string {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  use(createLogger({ level: "trace", pretty: false }, sink));
  return lines.join("");
}

const leaksOf = (line: string) =>
  Object.entries(SECRETS).flatMap(([name, secret]) => (line.includes(secret) ? [name] : []));

describe("a log line never holds", () => {
  test("what stands under a telling key, however deep and however written", () => {
    const record = {
      settings: { smtp: { SMTP_PASS: SECRETS.password, host: "mail.example.com" } },
      tokens: [{ accessToken: SECRETS.signed, refresh_token: SECRETS.refreshToken }],
      a: { b: { c: { d: { notes: SECRETS.note, emailBody: { html: SECRETS.mail } } } } },
      headers: { "set-cookie": SECRETS.password, Authorization: SECRETS.password },
      GREENROOM_SECRET_KEYS: SECRETS.password,
      event: { kind: "submit", values: { who: SECRETS.note } },
      message: { text: SECRETS.mail, blocks: [{ kind: "text", text: SECRETS.mail }] },
    };
    const line = written((log) => log.info(record, "saved"));
    expect(leaksOf(line)).toEqual([]);
    expect(line).toContain(`"msg":"saved"`);
    expect(line).toContain(`"host":"mail.example.com"`);
  });

  test("tokens and addresses under keys that tell nothing", () => {
    const { note: _note, mail: _mail, password: _password, ...shaped } = SECRETS;
    const line = written((log) =>
      log.warn({ seen: Object.values(shaped), what: { is: Object.values(shaped) } }, "odd"),
    );
    expect(leaksOf(line)).toEqual([]);
  });

  test("tokens and addresses in its words", () => {
    const line = written((log) => {
      log.info(`sent to ${SECRETS.address}`);
      log.info({ count: 1 }, "with %s and %s", SECRETS.botToken, SECRETS.address);
    });
    expect(leaksOf(line)).toEqual([]);
    expect(line).toContain("sent to ***@***");
  });

  test("what a logger was made with on its way", () => {
    const line = written((log) => log.child({ token: SECRETS.password, peer: SECRETS.address }).info("hello"));
    expect(leaksOf(line)).toEqual([]);
  });

  test("what an error of a library carries beside its words", () => {
    const error = Object.assign(new Error("Message failed: 550 5.1.1 <sarah.chen+jobs@stripe.example.com> unknown"), {
      code: "EENVELOPE",
      response: SECRETS.mail,
      rejected: [SECRETS.address],
      config: { headers: { Authorization: SECRETS.bearer }, data: SECRETS.note },
    });
    const line = written((log) => {
      log.error({ err: error }, "mail failed");
      log.error({ err: error });
      log.error(error);
      log.error({ error }, "mail failed");
    });
    expect(line.trim().split("\n")).toHaveLength(4);
    expect(leaksOf(line)).toEqual([]);
    expect(line).toContain(`"code":"EENVELOPE"`);
    expect(line).toContain("550 5.1.1");
  });

  test("what the cause of an error, or the cause of that, says", () => {
    const deepest = new Error(`POST https://discord.example/api/webhooks/900/aW50ZXJhY3Rpb246MTIz failed`);
    const middle = new Error(`refused ${SECRETS.bearer}`, { cause: deepest });
    const error = new DeliveryError("Slack did not take it", {
      permanent: true,
      reason: "invalid_auth",
      cause: middle,
    });
    const line = written((log) => log.error({ err: error }, "not sent"));
    expect(leaksOf(line)).toEqual([]);
    expect(line).not.toContain("aW50ZXJhY3Rpb246MTIz");
    expect(line).toContain(`"reason":"invalid_auth"`);
  });

  test("the data that a library quotes in its words", () => {
    const parse = () => JSON.parse(`${SECRETS.note}`);
    const duplicate = Object.assign(
      new Error(
        `E11000 duplicate key error collection: greenroom.users index: email_1 dup key: { name: "${SECRETS.note}" }`,
      ),
      { name: "MongoServerError", code: 11000 },
    );
    const cast = Object.assign(new Error(`Cast to date failed for value "${SECRETS.note}" (type string)`), {
      name: "CastError",
    });
    const line = written((log) => {
      try {
        parse();
      } catch (err) {
        log.error({ err }, "not JSON");
      }
      log.error({ err: duplicate }, "twice");
      log.error({ err: cast });
    });
    expect(leaksOf(line)).toEqual([]);
    expect(line).not.toContain("they asked");
    expect(line).toContain("index: email_1 dup key");
    expect(line).toContain(`"code":11000`);
  });

  test("the credentials of an address of a database or a link", () => {
    const line = written((log) => {
      log.info({ server: "mongodb+srv://green:hunter2@db.example.com/greenroom" });
      log.info({ link: "http://localhost:3001/unsubscribe?token=abc.def.ghi&x=1" });
    });
    expect(line).not.toContain("hunter2");
    expect(line).not.toContain("abc.def");
    expect(line).toContain("db.example.com/greenroom");
    expect(line).toContain("/unsubscribe?token=***&x=***");
  });

  test("a thing that was thrown and is no error", () => {
    expect(leaksOf(written((log) => log.error({ err: SECRETS.note }, "thrown")))).toEqual([]);
  });
});

describe("a log line keeps", () => {
  test("what helps: ids, counts, flags, times, where in the code", () => {
    const line = written((log) =>
      log.info(
        { interview: "6745f0c2", notes: 3, emailReminders: true, notesBy: null, at: "2026-03-10T15:00:00Z" },
        "moved",
      ),
    );
    const { time, ...kept } = JSON.parse(line);
    expect(kept).toEqual({
      level: 30,
      interview: "6745f0c2",
      notes: 3,
      emailReminders: true,
      notesBy: null,
      at: "2026-03-10T15:00:00Z",
      msg: "moved",
    });
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  test("the stack of an error, with the paths of scoped packages", () => {
    const stack =
      "Error: no\n    at run (file:///app/node_modules/@slack/bolt/dist/App.js:10:5)\n    at src/commands/execute.ts:3:1";
    const line = written((log) => log.error({ err: Object.assign(new Error("no"), { stack }) }, "fault"));
    expect(JSON.parse(line).err.stack).toBe(stack);
  });

  test("one line for each entry, whatever is in it", () => {
    const line = written((log) =>
      log.info({ odd: "a\nb\u2028c", deep: JSON.parse(`${'{"a":'.repeat(50)}1${"}".repeat(50)}`) }),
    );
    expect(line.split("\n")).toHaveLength(2);
  });
});

describe("scrub", () => {
  test("takes time that grows with the text, not with its square", () => {
    // Each hides a shape's beginning that never ends; a square would take minutes for a million characters.
    for (const text of ["a".repeat(1e6), "a-".repeat(5e5), "a@".repeat(5e5), "//".repeat(5e5), "?a=".repeat(3e5)]) {
      expect(scrub(text).length).toBeLessThan(20_000);
    }
  });
});

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readConfig, readEnvironment } from "../src/config.ts";
import { StartError } from "../src/errors.ts";
import { createLogger } from "../src/log.ts";
import { VARIABLE_NAMES } from "../src/variables.ts";

const key = (byte: number) => Buffer.alloc(32, byte).toString("base64");

/** The lines of the StartError that reading `env` ends with. */
function problems(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof StartError) return error.lines;
    throw error;
  }
  return [];
}

describe("readConfig", () => {
  test("needs nothing at all", () => {
    const { checkInterval, ...config } = readConfig({});
    expect(checkInterval.total("minutes")).toBe(5);
    expect(config).toEqual({
      host: "127.0.0.1",
      port: 3001,
      publicUrl: null,
      dataDir: "./data",
      logLevel: "info",
      mongodb: { uri: null, db: "greenroom" },
      web: { password: null },
      smtp: null,
      emailsPerHour: 20,
      secretKeys: null,
      metrics: { token: null },
      slack: null,
      discord: null,
      graceDays: 30,
      warnings: [],
    });
  });

  test("takes an empty or blank value for one that is not set", () => {
    expect(readConfig({ PORT: "", SMTP_HOST: "  ", WEB_PASSWORD: "" })).toEqual(readConfig({}));
  });

  test("names every wrong variable with what was expected and an example, in one go", () => {
    expect(problems({ PORT: "http", REMINDER_CHECK_INTERVAL: "0", LOG_LEVEL: "loud" })).toEqual([
      'PORT: expected a whole number from 0 to 65535, for example PORT=3001 (it is "http")',
      'LOG_LEVEL: expected one of fatal, error, warn, info, debug, trace, silent, for example LOG_LEVEL=info (it is "loud")',
      'REMINDER_CHECK_INTERVAL: expected minutes, from 0.05 to 60, for example REMINDER_CHECK_INTERVAL=5 (it is "0")',
    ]);
  });

  test("exits with 78, so that a supervisor does not try again and again", () => {
    expect(() => readConfig({ PORT: "-1" })).toThrow(expect.objectContaining({ name: "StartError", exitCode: 78 }));
  });

  test.each([
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["PORT", "1e3"],
    ["HOST", "http://localhost"],
    ["PUBLIC_URL", "greenroom.example.com"],
    ["PUBLIC_URL", "ftp://greenroom.example.com"],
    ["PUBLIC_URL", "https://user@greenroom.example.com"],
    ["MONGODB_DB", "a.b"],
    ["REMINDER_CHECK_INTERVAL", "61"],
    ["REMINDER_CHECK_INTERVAL", "five"],
    ["SMTP_SECURITY", "ssl"],
    ["EMAIL_FROM", "Bot bot@example.com"],
    ["EMAIL_FROM", "Bot\r\nBcc: x <bot@example.com>"],
    ["EMAIL_PER_HOUR", "0"],
  ])("refuses %s=%s", (name, value) => {
    expect(problems({ [name]: value }).map((line) => line.split(":")[0])).toEqual([name]);
  });

  test.each([
    ["WEB_PASSWORD", "hunter2"],
    ["MONGODB_URI", "postgres://user:hunter2@host"],
    ["METRICS_TOKEN", "hunter2"],
    ["GREENROOM_SECRET_KEYS", "k1:hunter2"],
    ["GREENROOM_SECRET_KEYS", `k1:${key(1)},hunter2`],
    ["GREENROOM_SECRET_KEYS", `hunter2:${key(1)},hunter2:${key(2)}`],
  ])("refuses a wrong %s without repeating it", (name, value) => {
    const lines = problems({ [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name}: expected`));
    expect(lines[0]).not.toContain("hunter2");
  });

  test("asks for what a mail server needs", () => {
    expect(problems({ SMTP_HOST: "mail.example.com", SMTP_USER: "bot" })).toEqual([
      expect.stringMatching(/^EMAIL_FROM: .*SMTP_HOST is set/),
      expect.stringMatching(/^SMTP_PASS: .*SMTP_USER is set/),
    ]);
  });

  test("asks for what Slack needs", () => {
    const names = (env: Record<string, string>) => problems(env).map((line) => line.split(":")[0]);
    expect(names({ SLACK_BOT_TOKEN: "xoxb-1" })).toEqual(["SLACK_APP_TOKEN"]);
    expect(names({ SLACK_APP_TOKEN: "xapp-1" })).toEqual(["SLACK_BOT_TOKEN"]);
    expect(names({ SLACK_SIGNING_SECRET: "12345678", SLACK_CLIENT_ID: "1.2" })).toEqual(["SLACK_CLIENT_SECRET"]);
    expect(names({ SLACK_BOT_TOKEN: "xoxp-1", SLACK_APP_TOKEN: "xapp-1" })).toEqual(["SLACK_BOT_TOKEN"]);
    expect(readConfig({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" }).slack).toEqual({
      botToken: "xoxb-1",
      appToken: "xapp-1",
      signingSecret: null,
      oauth: null,
      apiUrl: null,
    });
  });

  test.each([
    [{ SMTP_HOST: "mail.example.com" }, "starttls"],
    [{ SMTP_HOST: "mail.example.com", SMTP_PORT: "465" }, "tls"],
    [{ SMTP_HOST: "localhost", SMTP_PORT: "2525" }, "none"],
    [{ SMTP_HOST: "127.0.0.1", SMTP_SECURITY: "starttls" }, "starttls"],
    [{ SMTP_HOST: "mail.example.com", SMTP_SECURITY: "none" }, "none"],
  ])("protects mail as the server allows: %j gives %s", (env, security) => {
    expect(readConfig({ ...env, EMAIL_FROM: "bot@example.com" }).smtp?.security).toBe(security);
  });

  test("takes the database from the address unless one is named", () => {
    const uri = "mongodb://user:pass@one.example.com:27017,two.example.com/jobs?replicaSet=rs";
    expect(readConfig({ MONGODB_URI: uri }).mongodb.db).toBe("jobs");
    expect(readConfig({ MONGODB_URI: uri, MONGODB_DB: "other" }).mongodb.db).toBe("other");
    expect(readConfig({ MONGODB_URI: "mongodb://%2Ftmp%2Fa.sock/?directConnection=true" }).mongodb.db).toBe(
      "greenroom",
    );
  });

  test("reads several keys, in base64 of either alphabet", () => {
    const { secretKeys } = readConfig({
      GREENROOM_SECRET_KEYS: `new:${key(251)}, old:${Buffer.alloc(32, 2).toString("base64url")}`,
    });
    expect(secretKeys?.map(({ id, key }) => [id, key.export().at(0)])).toEqual([
      ["new", 251],
      ["old", 2],
    ]);
  });

  test("warns of names that look like ours and of settings that do nothing", () => {
    const env = {
      SMTP_HOSTS: "a",
      REMINDER_CHECK_INTERVALS: "5",
      SMTP_PORT: "25",
      PATH: "/bin",
      GREENROOM_TEST_X: "1",
    };
    expect(readConfig(env).warnings).toEqual([
      "SMTP_HOSTS is not a variable of Greenroom and has no effect; see .env.example",
      "REMINDER_CHECK_INTERVALS is not a variable of Greenroom and has no effect; see .env.example",
      "SMTP_PORT has no effect without SMTP_HOST",
    ]);
  });

  test("can be logged without giving a secret away", () => {
    const secret = "tell-no-one-1";
    const config = readConfig({
      MONGODB_URI: `mongodb://user:${secret}@host`,
      WEB_PASSWORD: secret,
      METRICS_TOKEN: secret,
      SMTP_HOST: "mail.example.com",
      SMTP_USER: "bot",
      SMTP_PASS: secret,
      EMAIL_FROM: "bot@example.com",
      GREENROOM_SECRET_KEYS: `k1:${key(1)}`,
    });
    const lines: string[] = [];
    createLogger({ level: "info", pretty: false }, { write: (line) => lines.push(line) }).info(
      { config },
      "configured",
    );
    const written = lines.join("");
    expect(written).toContain("mail.example.com");
    expect(written).not.toContain(secret);
    expect(written).not.toContain("1,1,1,1");
  });
});

describe("readEnvironment", () => {
  test("reads .env, and the real environment wins", async () => {
    const folder = await mkdtemp(join(tmpdir(), "greenroom-config-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, ".env");
    expect(readEnvironment({ PORT: "1" }, file)).toEqual({ PORT: "1" });
    await writeFile(file, '# a comment\nPORT=4000\nWEB_PASSWORD="with # sign"\n');
    expect(readEnvironment({ PORT: "5000" }, file)).toEqual({ PORT: "5000", WEB_PASSWORD: "with # sign" });
  });
});

describe(".env.example", () => {
  test("names the variables that the bot reads, and no others", async () => {
    const text = await readFile(new URL("../.env.example", import.meta.url), "utf8");
    const listed = [...text.matchAll(/^# ?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(listed.toSorted()).toEqual([...VARIABLE_NAMES].sort());
  });

  test("holds values that are accepted when uncommented", async () => {
    const text = await readFile(new URL("../.env.example", import.meta.url), "utf8");
    const values = [...text.matchAll(/^# ?([A-Z_]+)=(.+)$/gm)].map(([, name, value]) => [name, value]);
    expect(problems({ ...Object.fromEntries(values), SMTP_PASS: "x" })).toEqual([]);
  });
});

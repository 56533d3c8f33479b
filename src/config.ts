/** Turns the environment into one typed, validated Config, read once; every error names the variable. */
import type { KeyObject } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { StartError } from "./errors.ts";
import { type Name, schema, type Values, WORDS } from "./variables.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface SmtpConfig {
  readonly host: string;
  readonly port: number;
  /** Both or neither. */
  readonly user: string | null;
  readonly pass: string | null;
  /** `tls` from the first byte; `starttls` is required, not merely tried; `none` is plain text. */
  readonly security: "starttls" | "tls" | "none";
  /** "Greenroom <bot@example.com>" or a bare address. */
  readonly from: string;
}

export interface SlackConfig {
  /** For one workspace; null where workspaces install the bot by OAuth. */
  readonly botToken: string | null;
  /** With it events come over a WebSocket (Socket Mode); otherwise over HTTP, signed with `signingSecret`. */
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  readonly oauth: { readonly clientId: string; readonly clientSecret: string } | null;
  /** Another address of the Web API, with a slash at its end: a proxy, or a stand-in. */
  readonly apiUrl: string | null;
}

export interface DiscordConfig {
  readonly token: string;
  /** Another address of the API, without a slash at its end: a proxy, or a stand-in. */
  readonly apiUrl: string | null;
  /** In how many processes the gateway is read; "auto" asks Discord. Null: in this one. */
  readonly shards: number | "auto" | null;
}

/** Secrets stand under keys that the logger blacks out; keys are KeyObjects, which print nothing of themselves. */
export interface Config {
  readonly host: string;
  /** 0 lets the system choose one. */
  readonly port: number;
  /** Without a slash at its end; null while the bot is only reached on this machine. */
  readonly publicUrl: string | null;
  readonly dataDir: string;
  readonly logLevel: string;
  readonly mongodb: { readonly uri: string | null; readonly db: string };
  readonly web: { readonly password: string | null };
  /** How often the scheduler looks for due work that it was not told of. */
  readonly checkInterval: Temporal.Duration;
  /** Null: mails are written into DATA_DIR/outbox. */
  readonly smtp: SmtpConfig | null;
  /** For each person. */
  readonly emailsPerHour: number;
  /** The first encrypts, all decrypt; null when the variable is not set. */
  readonly secretKeys: readonly { readonly id: string; readonly key: KeyObject }[] | null;
  readonly metrics: { readonly token: string | null };
  /** Null: not connected. */
  readonly slack: SlackConfig | null;
  /** Null: not connected. */
  readonly discord: DiscordConfig | null;
  /** How long the data of a workspace is kept that has put the bot out. */
  readonly graceDays: number;
  /** Sentences for the log: what looks like a mistake but does not stop the start. */
  readonly warnings: readonly string[];
}

const isName = (name: unknown): name is Name => typeof name === "string" && name in WORDS;

/**
 * Reads the whole configuration. An empty value counts as not set. Throws StartError with one line for each wrong
 * variable: its name, what was expected, and an example.
 */
export function readConfig(env: Environment): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, text]) => isName(name) && text?.trim()));
  const parsed = schema.safeParse(given);
  const wrong = new Set((parsed.error?.issues ?? []).map((issue) => issue.path[0]).filter(isName));
  const problems = [
    ...[...wrong].map((name) => complaint(name, shown(name, given[name] ?? ""))),
    ...missing(given).map(([name, why]) => complaint(name, why)),
  ];
  if (problems.length > 0 || !parsed.success) throw new StartError(problems);
  return toConfig(parsed.data, warningsFor(env, given));
}

const complaint = (name: Name, why: string): string =>
  `${name}: expected ${WORDS[name].expected}, for example ${name}=${WORDS[name].example} (${why})`;

const shown = (name: Name, text: string): string =>
  WORDS[name].secret ? "its value is not shown here" : `it is ${JSON.stringify(text.slice(0, 80))}`;

/** What must be set because something else is. */
function missing(given: Environment): [Name, string][] {
  const found: [Name, string][] = [];
  if (given.SMTP_HOST && !given.EMAIL_FROM) found.push(["EMAIL_FROM", "SMTP_HOST is set, so mails need a sender"]);
  if (given.SMTP_USER && !given.SMTP_PASS) found.push(["SMTP_PASS", "SMTP_USER is set"]);
  if (given.SMTP_PASS && !given.SMTP_USER) found.push(["SMTP_USER", "SMTP_PASS is set"]);
  const reads = given.SLACK_BOT_TOKEN ?? given.SLACK_CLIENT_ID;
  const hears = given.SLACK_APP_TOKEN ?? given.SLACK_SIGNING_SECRET;
  if (hears && !reads) found.push(["SLACK_BOT_TOKEN", "Slack is set up, so the bot needs a token"]);
  if (reads && !hears)
    found.push(["SLACK_APP_TOKEN", "Slack is set up: it needs this, or SLACK_SIGNING_SECRET for events over HTTP"]);
  if (given.SLACK_BOT_TOKEN && given.SLACK_CLIENT_ID)
    found.push(["SLACK_BOT_TOKEN", "SLACK_CLIENT_ID is set too: one token, or workspaces that install the bot"]);
  if (given.SLACK_CLIENT_ID && !given.SLACK_CLIENT_SECRET)
    found.push(["SLACK_CLIENT_SECRET", "SLACK_CLIENT_ID is set"]);
  if (given.SLACK_CLIENT_SECRET && !given.SLACK_CLIENT_ID)
    found.push(["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET is set"]);
  return found;
}

function toConfig(values: Values, warnings: readonly string[]): Config {
  return {
    host: values.HOST ?? "127.0.0.1",
    port: values.PORT ?? 3001,
    publicUrl: values.PUBLIC_URL ?? null,
    dataDir: values.DATA_DIR ?? "./data",
    logLevel: values.LOG_LEVEL ?? "info",
    mongodb: {
      uri: values.MONGODB_URI ?? null,
      db: values.MONGODB_DB ?? databaseOf(values.MONGODB_URI ?? "") ?? "greenroom",
    },
    web: { password: values.WEB_PASSWORD ?? null },
    checkInterval: Temporal.Duration.from({ milliseconds: Math.round((values.REMINDER_CHECK_INTERVAL ?? 5) * 60_000) }),
    smtp: smtpOf(values),
    emailsPerHour: values.EMAIL_PER_HOUR ?? 20,
    secretKeys: values.GREENROOM_SECRET_KEYS ?? null,
    metrics: { token: values.METRICS_TOKEN ?? null },
    slack: slackOf(values),
    discord: discordOf(values),
    graceDays: values.DATA_GRACE_DAYS ?? 30,
    warnings,
  };
}

function slackOf(values: Values): SlackConfig | null {
  const { SLACK_BOT_TOKEN: botToken = null, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = values;
  const oauth = clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret };
  if (botToken === null && oauth === null) return null;
  return {
    botToken,
    appToken: values.SLACK_APP_TOKEN ?? null,
    signingSecret: values.SLACK_SIGNING_SECRET ?? null,
    oauth,
    apiUrl: values.SLACK_API_URL ?? null,
  };
}

function discordOf({
  DISCORD_TOKEN: token,
  DISCORD_API_URL: apiUrl,
  DISCORD_SHARDS: shards,
}: Values): DiscordConfig | null {
  return token === undefined ? null : { token, apiUrl: apiUrl ?? null, shards: shards ?? null };
}

/** The database that an address names, as in mongodb://host/name. */
const databaseOf = (uri: string): string | null => /^[\w+]+:\/\/[^/?]+\/([^/?]+)/.exec(uri)?.[1] ?? null;

/**
 * Where nothing is said: TLS from the first byte on port 465, plain text to this machine, STARTTLS elsewhere. STARTTLS is
 * always required then: a mail names employers and dates, so a server without it must be chosen on purpose.
 */
function smtpOf(values: Values): SmtpConfig | null {
  const { SMTP_HOST: host, EMAIL_FROM: from, SMTP_PORT: port = 587 } = values;
  if (host === undefined || from === undefined) return null;
  const usual = port === 465 ? "tls" : /^(localhost|127\.[\d.]+|::1)$/.test(host) ? "none" : "starttls";
  return {
    host,
    port,
    user: values.SMTP_USER ?? null,
    pass: values.SMTP_PASS ?? null,
    security: values.SMTP_SECURITY ?? usual,
    from,
  };
}

/** Beginnings by which a variable is meant for us; other programs share the shorter ones. */
const OURS =
  /^(SMTP_|EMAIL_|REMINDER_|MONGODB_|METRICS_|GREENROOM_(?!TEST_)|SLACK_(?!TEST_)|DISCORD_|PUBLIC_URL|DATA_DIR|DATA_GRACE_|LOG_LEVEL|WEB_PASSWORD)/;

function warningsFor(env: Environment, given: Environment): string[] {
  const unknown = Object.keys(env).filter((name) => OURS.test(name) && !isName(name));
  const idle = Object.keys(given).filter((name) => name.startsWith("SMTP_") && !given.SMTP_HOST);
  return [
    ...unknown.map((name) => `${name} is not a variable of Greenroom and has no effect; see .env.example`),
    ...idle.map((name) => `${name} has no effect without SMTP_HOST`),
    ...slackWarnings(given),
    ...Object.keys(given)
      .filter((name) => name.startsWith("DISCORD_") && !given.DISCORD_TOKEN)
      .map((name) => `${name} has no effect without DISCORD_TOKEN`),
  ];
}

function slackWarnings(given: Environment): string[] {
  const overHttp = given.SLACK_SIGNING_SECRET && !given.SLACK_APP_TOKEN;
  return [
    ...(given.SLACK_SIGNING_SECRET && given.SLACK_APP_TOKEN
      ? ["SLACK_SIGNING_SECRET has no effect: with SLACK_APP_TOKEN events come over a WebSocket"]
      : []),
    ...((overHttp || given.SLACK_CLIENT_ID) && !given.PUBLIC_URL
      ? ["PUBLIC_URL is not set, so Slack cannot reach the bot unless it is this very address"]
      : []),
  ];
}

/** The process's environment over the file `.env`, which need not exist. Throws StartError if it cannot be read. */
export function readEnvironment(env: Environment, file = ".env"): Environment {
  if (!existsSync(file)) return env;
  try {
    return { ...parseEnv(readFileSync(file, "utf8")), ...env };
  } catch (error) {
    throw new StartError([`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

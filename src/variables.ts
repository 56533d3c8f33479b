/** What each variable of the environment may be, and the same in words for the operator. */
import { createSecretKey } from "node:crypto";
import { z } from "zod";

const number = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to));
const whole = (from: number, to: number) => number(from, to).pipe(z.int());

const httpUrl = z
  .url({ protocol: /^https?$/ })
  .refine((text) => /^[^?#@]*$/.test(text))
  .transform((text) => text.replace(/\/+$/, ""));

const sender = z.string().regex(/^(?:[^<>@\p{Cc}]+ )?<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/u);

const secretKey = z
  .string()
  .trim()
  .regex(/^[\w-]{1,32}:[A-Za-z0-9+/_-]+={0,2}$/)
  .transform((pair) => pair.split(":"))
  .transform(([id = "", key = ""]) => ({ id, bytes: Buffer.from(key, "base64") }))
  .refine(({ bytes }) => bytes.length === 32)
  .transform(({ id, bytes }) => ({ id, key: createSecretKey(bytes) }));

/** "k2:<base64>,k1:<base64>" */
const secretKeys = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(secretKey))
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length);

/** What each variable may be; all are optional here. */
export const schema = z
  .object({
    HOST: z.string().regex(/^[\w.:-]+$/),
    PORT: whole(0, 65_535),
    PUBLIC_URL: httpUrl,
    DATA_DIR: z.string(),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
    MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\/\S+$/),
    MONGODB_DB: z.string().regex(/^[^/\\. "$*<>:|?\p{Cc}]{1,63}$/u),
    WEB_PASSWORD: z.string().min(8),
    REMINDER_CHECK_INTERVAL: number(0.05, 60),
    SMTP_HOST: z.string().regex(/^[\w.:-]+$/),
    SMTP_PORT: whole(1, 65_535),
    SMTP_USER: z.string(),
    SMTP_PASS: z.string(),
    SMTP_SECURITY: z.enum(["starttls", "tls", "none"]),
    EMAIL_FROM: sender,
    EMAIL_PER_HOUR: whole(1, 1000),
    GREENROOM_SECRET_KEYS: secretKeys,
    METRICS_TOKEN: z.string().regex(/^\S{8,}$/),
    DATA_GRACE_DAYS: whole(0, 3650),
    SLACK_BOT_TOKEN: z.string().regex(/^xoxb-\S+$/),
    SLACK_APP_TOKEN: z.string().regex(/^xapp-\S+$/),
    SLACK_SIGNING_SECRET: z.string().regex(/^\S{8,}$/),
    SLACK_CLIENT_ID: z.string().regex(/^[\w.-]+$/),
    SLACK_CLIENT_SECRET: z.string().regex(/^\S{8,}$/),
    SLACK_API_URL: z.url({ protocol: /^https?$/ }).regex(/\/$/),
    DISCORD_TOKEN: z.string().regex(/^\S{8,}$/),
    DISCORD_API_URL: z.url({ protocol: /^https?$/ }).regex(/[^/]$/),
    DISCORD_SHARDS: z.union([z.literal("auto"), whole(1, 1_000)]),
  })
  .partial();

export type Name = keyof z.infer<typeof schema>;
export type Values = z.infer<typeof schema>;

/** The same in words for the operator, with an example. The value of a secret is never repeated. */
export const WORDS: Record<Name, { expected: string; example: string; secret?: true }> = {
  HOST: { expected: "a host name or an IP address to listen on", example: "127.0.0.1" },
  PORT: { expected: "a whole number from 0 to 65535", example: "3001" },
  PUBLIC_URL: { expected: "an http or https address without ?, # and @", example: "https://greenroom.example.com" },
  DATA_DIR: { expected: "a folder", example: "./data" },
  LOG_LEVEL: { expected: "one of fatal, error, warn, info, debug, trace, silent", example: "info" },
  MONGODB_URI: {
    expected: "an address that begins with mongodb:// or mongodb+srv://",
    example: "mongodb://127.0.0.1:27017",
    secret: true,
  },
  MONGODB_DB: { expected: "a database name of up to 63 characters", example: "greenroom" },
  WEB_PASSWORD: { expected: "at least 8 characters", example: "correct-horse-battery", secret: true },
  REMINDER_CHECK_INTERVAL: { expected: "minutes, from 0.05 to 60", example: "5" },
  SMTP_HOST: { expected: "the name of a mail server", example: "smtp.example.com" },
  SMTP_PORT: { expected: "a whole number from 1 to 65535", example: "587" },
  SMTP_USER: { expected: "a user name", example: "bot@example.com" },
  SMTP_PASS: { expected: "a password", example: "app-password", secret: true },
  SMTP_SECURITY: { expected: "one of starttls, tls, none", example: "starttls" },
  EMAIL_FROM: { expected: "an address, or a name and an address", example: "Greenroom <bot@example.com>" },
  EMAIL_PER_HOUR: { expected: "a whole number from 1 to 1000", example: "20" },
  GREENROOM_SECRET_KEYS: {
    expected: "id:key pairs with commas between, each id once, each key 32 bytes in base64",
    example: `k1:$(node -p "crypto.randomBytes(32).toString('base64')")`,
    secret: true,
  },
  METRICS_TOKEN: { expected: "at least 8 characters without spaces", example: "a-long-random-word", secret: true },
  DATA_GRACE_DAYS: { expected: "days, a whole number from 0 to 3650", example: "30" },
  SLACK_BOT_TOKEN: { expected: "a bot token, which begins with xoxb-", example: "xoxb-…", secret: true },
  SLACK_APP_TOKEN: { expected: "an app-level token, which begins with xapp-", example: "xapp-…", secret: true },
  SLACK_SIGNING_SECRET: { expected: "the app's signing secret", example: "8f742231b10e8888", secret: true },
  SLACK_CLIENT_ID: { expected: "the client id of the app's Basic Information", example: "1234567890.1234567890" },
  SLACK_CLIENT_SECRET: { expected: "the app's client secret", example: "0123456789abcdef", secret: true },
  SLACK_API_URL: { expected: "an http or https address that ends with /", example: "https://slack.com/api/" },
  DISCORD_TOKEN: { expected: "the token of the app's Bot page", example: "MTA1….G….…", secret: true },
  DISCORD_API_URL: {
    expected: "an http or https address that does not end with /",
    example: "https://discord.com/api",
  },
  DISCORD_SHARDS: { expected: "auto, or a whole number from 1 to 1000", example: "auto" },
};

/** All variables by name, as `.env.example` lists them. */
export const VARIABLE_NAMES: readonly string[] = Object.keys(WORDS);

/** The logger, and what it must never write. */
import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger };

/** Keys that are blacked out wherever they stand: secrets, addresses, and what people wrote. */
const NEVER = [
  "token",
  "password",
  "pass",
  "secret",
  "authorization",
  "cookie",
  "text",
  "html",
  "body",
  "notes",
  "subject",
  "address",
  "email",
  "to",
  "uri",
];

/** Errors of libraries carry requests, bodies and addresses; a log line keeps only what names the fault. */
function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    type: name,
    message: scrub(message),
    ...(code === undefined ? {} : { code }),
    ...(stack === undefined ? {} : { stack: scrub(stack) }),
    ...(cause === undefined ? {} : { cause: errorForLog(cause) }),
  };
}

/** Takes addresses and the credentials of URLs out of a library's words. */
export function scrub(text: string): string {
  return text
    .replace(/\/\/[^/\s@]+@/g, "//***@")
    .replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+\.[^\s<>"'(),;:]+/g, "***@***");
}

/** JSON lines; readable ones when `pretty`. Pass errors as `{ err }`. */
export function createLogger(options: { level: string; pretty: boolean }, destination?: DestinationStream): Logger {
  const paths = NEVER.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  return pino(
    {
      level: options.level,
      base: null,
      redact: { paths, censor: "***" },
      serializers: { err: errorForLog },
      timestamp: pino.stdTimeFunctions.isoTime,
      ...(options.pretty && !destination
        ? { transport: { target: "pino-pretty", options: { ignore: "pid,hostname" } } }
        : {}),
    },
    ...(destination ? [destination] : []),
  );
}

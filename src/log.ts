/** The logger, and what it must never write. */
import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger };

/**
 * Keys that are blacked out at any depth: secrets, addresses, and what people wrote. A key is hidden when one of its
 * words is here: "accessToken", "SMTP_PASS" and "set-cookie" are.
 */
const NEVER = new Set(
  `token secret password pass key credential authorization cookie signature
  address email mail to recipient uri
  text html body subject note title content value payload input detail frame`.split(/\s+/),
);

/** Where the words of a library are quoted data: a broken JSON body, a value that no date can be made of. */
const QUOTES_DATA = /^(SyntaxError|CastError|ValidationError|ValidatorError|ZodError|BSON\w*|Mongo\w*)$/;

/** Longer than any stack worth reading; bounds the work on what someone else made long. */
const LONGEST_TEXT = 8_000;
const DEEPEST = 8;

const HIDDEN = "***";

/** What stands in a text in a shape of its own, whichever key it has. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // user:password@ of a URL
  [/\/\/[^/\s@]+@/g, "//"],
  // anything handed over in a query, but for the id of an app, which is public
  [/([?&](?!client_id=)[\w.-]+=)[^&\s"'#]+/g, `$1${HIDDEN}`],
  // e-mail addresses; a path such as node_modules/@slack/bolt is none
  [/(?<![^\s<>"'(),;:/\\=])[^\s<>"'(),;:/\\=@]+(@|%40)[^\s<>"'(),;:/\\=@]+\.\p{L}[\p{L}\d-]+/gu, `${HIDDEN}@${HIDDEN}`],
  [/\b(Bearer|Basic|Bot)\s+[\w.~+/=-]{8,}/g, `$1 ${HIDDEN}`],
  // Slack, OpenAI, Google, Discord, and signed tokens in three parts
  [/\b(xox[a-z]|xapp|sk|ya29|1\/)[-./][\w./-]{8,}/g, HIDDEN],
  [/\b(webhooks|interactions|services|commands|actions)\/(\d+|[A-Z][A-Z\d]+)\/[\w/-]{8,}/g, `$1/${HIDDEN}`],
  [/\b[\w-]{16,}\.[\w-]{6,}\.[\w-]{16,}/g, HIDDEN],
];

/** Takes addresses, tokens and the credentials of URLs out of a text. */
export function scrub(text: string): string {
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}...` : text;
  return SHAPES.reduce((said, [shape, instead]) => said.replace(shape, instead), cut);
}

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  readonly reason?: unknown;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/** Errors of libraries carry requests, bodies and addresses; a log line keeps only what names the fault. */
function errorForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "something was thrown that is no error" };
  const { name, message, stack, cause } = error;
  const words = (text: string) =>
    QUOTES_DATA.test(name) ? text.replaceAll(message, () => withoutData(message)) : text;
  return {
    type: name,
    message: words(message),
    ...("code" in error && isCode(error.code) ? { code: error.code } : {}),
    ...("reason" in error && isCode(error.reason) ? { reason: error.reason } : {}),
    ...(stack === undefined ? {} : { stack: words(stack) }),
    ...(cause === undefined || depth >= DEEPEST ? {} : { cause: errorForLog(cause, depth + 1) }),
  };
}

/** Everything in double quotes or braces: `Unexpected token 'h', "hello"... is not JSON`, `dup key: { company: … }`. */
const withoutData = (message: string) =>
  message.replace(/"[\s\S]*"/g, `"${HIDDEN}"`).replace(/\{[\s\S]*\}/g, `{${HIDDEN}}`);

/** The error that a line is about: given alone, or as its `err`. */
function errorIn(first: unknown): Error | null {
  const err = typeof first === "object" && first !== null && "err" in first ? first.err : first;
  return err instanceof Error ? err : null;
}

const isCode = (value: unknown): boolean => typeof value === "number" || /^[\w.-]{1,60}$/.test(String(value));

const mustHide = (key: string): boolean =>
  key
    .split(/(?<=[a-z\d])(?=[A-Z])|[^a-zA-Z\d]+/)
    .some((word) => NEVER.has(word.toLowerCase()) || NEVER.has(word.toLowerCase().replace(/s$/, "")));

/** The same value without what must not be written. Counts, flags and nothing at all betray nothing. */
function cleaned(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return scrub(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEEPEST) return HIDDEN;
  if (Array.isArray(value)) return value.map((each) => cleaned(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      mustHide(key) && (typeof each === "string" || typeof each === "object") && each !== null
        ? HIDDEN
        : cleaned(each, depth + 1),
    ]),
  );
}

/** JSON lines; readable ones when `pretty`. Pass errors as `{ err }`. */
export function createLogger(options: { level: string; pretty: boolean }, destination?: DestinationStream): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      serializers: { err: errorForLog, error: errorForLog },
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: {
        // Without words of its own, a line would take those of the error as they are.
        logMethod(args, method) {
          const err = args.length === 1 ? errorIn(args[0]) : null;
          if (err === null) method.apply(this, args);
          else method.call(this, args[0] instanceof Error ? { err } : args[0], errorForLog(err).message);
        },
        // The one gate that every line passes, with the fields of the line and of the loggers it came through.
        streamWrite: (line) => `${JSON.stringify(cleaned(JSON.parse(line)))}\n`,
      },
      ...(options.pretty && !destination
        ? { transport: { target: "pino-pretty", options: { ignore: "pid,hostname" } } }
        : {}),
    },
    ...(destination ? [destination] : []),
  );
}

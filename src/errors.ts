/** Errors by who must act: the person (shown), the platform (retry or stop), us (anything else; logged). */

/** Something the person can mend. `message` is one sentence for them that says what to do next. */
export class PersonError extends Error {
  override readonly name = "PersonError";
}

/**
 * An outside system did not take what we handed over.
 *
 * `permanent` means that trying the same again cannot help (a bad address, closed DMs). `reason` is a short code
 * for records and metrics ("550", "timeout", "account_inactive"), free of texts, addresses and tokens.
 */
export class DeliveryError extends Error {
  override readonly name = "DeliveryError";
  readonly permanent: boolean;
  readonly reason: string;
  /** Whether it is the person who is out of reach there, and not only this one message. */
  readonly lost: boolean;
  /** How long the other side asked us to wait, when it did. */
  readonly retryAfter: Temporal.Duration | null;

  constructor(
    message: string,
    options: {
      permanent: boolean;
      reason: string;
      lost?: boolean;
      retryAfter?: Temporal.Duration;
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.permanent = options.permanent;
    this.reason = options.reason;
    this.lost = options.lost ?? false;
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** A setting or a circumstance that only the operator can mend: `main` prints `lines` and exits with `exitCode`. */
export class StartError extends Error {
  override readonly name = "StartError";
  readonly lines: readonly string[];
  readonly exitCode: number;

  /** 78 is EX_CONFIG of sysexits.h: a supervisor should not restart in a loop. */
  constructor(lines: readonly string[], exitCode = 78) {
    super(lines.join("\n"));
    this.lines = lines;
    this.exitCode = exitCode;
  }
}

/** What goes wrong next, by method and path: told by a test, used up by the requests that come. */
export type Fault =
  /** Answers with this status, and this error code where there is one. */
  | { readonly status: number; readonly code?: number }
  /** "You are being rate limited", for so many seconds. */
  | { readonly retryAfter: number; readonly global?: boolean }
  /** Does it that much later. */
  | { readonly delayMs: number }
  /** Never answers, and does nothing. */
  | { readonly hang: true }
  /** Does it, then cuts the connection before the answer. */
  | { readonly dropAfter: true };

/** "POST /channels/*\/messages", where each * is one part of the path, or an expression that fits such a line. */
export type Pattern = string | RegExp;

export type Faults = ReturnType<typeof createFaults>;

export function createFaults() {
  let planned: { readonly fits: RegExp; readonly fault: Fault; times: number }[] = [];
  return {
    plan(pattern: Pattern, fault: Fault, times: number): void {
      planned.push({ fits: expression(pattern), fault, times });
    },
    /** Everything goes well again. */
    clear(): void {
      planned = [];
    },
    next(line: string): Fault | null {
      const found = planned.find(({ fits }) => fits.test(line));
      if (found === undefined) return null;
      found.times -= 1;
      if (found.times <= 0) planned = planned.filter((it) => it !== found);
      return found.fault;
    },
  };
}

/** Fits a line as "POST /channels/1/messages". */
export function expression(pattern: Pattern): RegExp {
  if (typeof pattern !== "string") return pattern;
  const parts = pattern.split("*").map((part) => part.replace(/[.\\^$+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/]+")}$`);
}

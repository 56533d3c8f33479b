/** What goes wrong next, by method: told by a test, used up by the calls that come. */
export type Fault =
  /** Answers with this error, status 200. */
  | { readonly error: string }
  /** Answers with this status; 429 carries Retry-After in seconds. */
  | { readonly status: number; readonly retryAfter?: number }
  /** Does it that much later. */
  | { readonly delayMs: number }
  /** Never answers, and does nothing. */
  | { readonly hang: true }
  /** Does it, then cuts the connection before the answer. */
  | { readonly dropAfter: true };

export type Faults = ReturnType<typeof createFaults>;

export function createFaults() {
  const planned = new Map<string, { readonly fault: Fault; times: number }[]>();
  return {
    plan(method: string, fault: Fault, times: number): void {
      planned.set(method, [...(planned.get(method) ?? []), { fault, times }]);
    },
    /** Everything goes well again. */
    clear(): void {
      planned.clear();
    },
    next(method: string): Fault | null {
      const [first, ...rest] = planned.get(method) ?? [];
      if (first === undefined) return null;
      first.times -= 1;
      if (first.times <= 0) planned.set(method, rest);
      return first.fault;
    },
  };
}

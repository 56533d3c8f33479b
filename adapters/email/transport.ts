/** Loads the mail library with the first mail: it takes as long as a tenth of a start, and many bots send none for days. */

export interface Transport<T> {
  /** Loads and builds it the first time. */
  get(): Promise<T>;
  /** Closes it, if it was ever built. */
  close(): Promise<void>;
}

export function onFirstMail<T extends { close(): void }>(
  build: (library: typeof import("nodemailer")) => T,
): Transport<T> {
  let built: Promise<T> | null = null;
  return {
    get() {
      built ??= import("nodemailer").then(build);
      return built;
    },
    async close() {
      (await built)?.close();
    },
  };
}

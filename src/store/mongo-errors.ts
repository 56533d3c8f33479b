/** Tells the database's answers apart. */

/** A unique index refused the write: what was to be stored is there already. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === 11000;

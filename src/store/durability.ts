/** The writes that need not wait for the disk, and why nothing is lost by that. All others wait (see `connection.ts`). */

/**
 * For claims and leases: one that is lost in a crash of the database only lets the work be claimed again, where whoever
 * writes on with the old one is refused. Waiting for the disk would only make reminders late.
 */
export const LIGHT = { writeConcern: { w: 1, j: false } } as const;

/**
 * For what comes before a write that tells it is done. Journals are written in order: that one cannot be on disk without
 * this, and without that one the work is done again.
 */
export const IN_ORDER = { writeConcern: { w: "majority", j: false } } as const;

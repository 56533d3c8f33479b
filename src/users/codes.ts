/** Codes that a person sends back: made at random, stored as hashes, good once and for a short time. */
import { createHash, randomBytes, randomInt } from "node:crypto";

/** Letters and digits that nobody mixes up on a phone. */
const CLEAR = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

export const LIFETIME = {
  email: Temporal.Duration.from({ minutes: 15 }),
  wrong: Temporal.Duration.from({ minutes: 15 }),
  link: Temporal.Duration.from({ minutes: 10 }),
  export: Temporal.Duration.from({ hours: 1 }),
} as const;

/** Six digits, for an address. */
export const emailCode = (): string => String(randomInt(1_000_000)).padStart(6, "0");

/** "K7MQ-2XHD", for linking two platforms. */
export const linkCode = (): string => {
  const letters = Array.from({ length: 8 }, () => CLEAR[randomInt(CLEAR.length)]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
};

/** Long enough to stand in a link. */
export const exportToken = (): string => randomBytes(32).toString("base64url");

/**
 * What is stored in place of a code. `scope` narrows where it is good: an e-mail code belongs to one user, so that
 * guessing six digits cannot hit somebody else's.
 */
export const codeHash = (kind: string, scope: string, code: string): string =>
  createHash("sha256")
    .update(`${kind}\n${scope}\n${code.replace(/[\s-]/g, "").toUpperCase()}`)
    .digest("base64url");

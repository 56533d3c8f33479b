/** Makes the ids by which a mail tried again is recognised as the same one. */
import { createHash } from "node:crypto";

/**
 * The same parts give the same id, without angle brackets: `messageId(["reminder", interviewId, kind, generation])`.
 * Parts may hold anything; what may not stand in an id is told apart by a hash of all parts.
 */
export function messageId(parts: readonly (string | number)[], domain = "greenroom.local"): string {
  const words = parts.map((part) => String(part).replace(/[^A-Za-z0-9]+/g, "-")).join(".");
  const hash = createHash("sha256")
    .update(JSON.stringify(parts.map(String)))
    .digest("base64url")
    .slice(0, 12);
  return `${words.slice(0, 120)}.${hash}@${domain}`;
}

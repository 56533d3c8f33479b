/** Signs short texts that people carry for us (links, cookies), so that they cannot be made up or changed. */
import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Keys } from "./keys.ts";

export interface Signer {
  /**
   * A token for URLs and cookies that carries `payload` (readable by whoever holds it). `purpose` ("unsubscribe",
   * "session") keeps a token of one kind from being used as another. Without `expiresAt` it holds for ever.
   */
  sign(payload: string, purpose: string, expiresAt?: Temporal.Instant): string;
  /** The payload; null for anything that was not signed with one of the keys for this purpose, or has expired. */
  verify(token: string, purpose: string): string | null;
}

/** Format 1: "s1.<payload, base64url>.<expiry in epoch ms, or empty>.<key id>.<HMAC-SHA-256, base64url>". */
const VERSION = "s1";

/** The first key signs, all verify. */
export function createSigner(keys: Keys, clock: Pick<Clock, "now">): Signer {
  return {
    sign(payload, purpose, expiresAt) {
      const [{ id, key }] = keys();
      const head = [VERSION, Buffer.from(payload).toString("base64url"), expiresAt?.epochMilliseconds ?? "", id].join(
        ".",
      );
      return `${head}.${mac(key, head, purpose).toString("base64url")}`;
    },

    verify(token, purpose) {
      const cut = token.lastIndexOf(".");
      const head = token.slice(0, Math.max(cut, 0));
      const [version, payload, expiry, id, ...rest] = head.split(".");
      const signedBy = keys().find((candidate) => candidate.id === id);
      if (version !== VERSION || payload === undefined || rest.length > 0 || signedBy === undefined) return null;
      const given = Buffer.from(token.slice(cut + 1), "base64url");
      const right = mac(signedBy.key, head, purpose);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
      if (expiry !== "" && clock.now().epochMilliseconds >= Number(expiry)) return null;
      return Buffer.from(payload, "base64url").toString();
    },
  };
}

/** The key is not used as it is: one key must not serve two algorithms. */
function mac(key: KeyObject, head: string, purpose: string): Buffer {
  const own = createHmac("sha256", key).update("greenroom signer").digest();
  return createHmac("sha256", own)
    .update(JSON.stringify([purpose, head]))
    .digest();
}

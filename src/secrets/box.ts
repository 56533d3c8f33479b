/** Seals secrets before they are stored: AES-256-GCM, bound to the place they belong to. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Keys } from "./keys.ts";

export interface SecretBox {
  /**
   * `context` says where the text belongs ("google-token:<user id>"); it is not stored, and opening needs the same one,
   * so a sealed text copied into another record stays closed. Throws StartError without a key.
   */
  encrypt(plain: string, context: string): string;
  /** Throws SecretError when the text was changed, belongs elsewhere, or its key is gone. */
  decrypt(sealed: string, context: string): string;
  /** Which key sealed it: anything but the first key is worth sealing again. Throws SecretError. */
  keyId(sealed: string): string;
}

/** A sealed text that cannot be opened. Its message names the key at most. */
export class SecretError extends Error {
  override readonly name = "SecretError";
}

/** Format 1: "v1.<key id>.<nonce, 12 bytes>.<tag, 16 bytes, then the encrypted text>", base64url. */
const VERSION = "v1";
const CIPHER = "aes-256-gcm";
const TAG_BYTES = 16;

/** The first key seals; every key opens what it sealed. */
export function createSecretBox(keys: Keys): SecretBox {
  return {
    encrypt(plain, context) {
      const [{ id, key }] = keys();
      const nonce = randomBytes(12);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(bound(id, context));
      const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return [
        VERSION,
        id,
        nonce.toString("base64url"),
        Buffer.concat([cipher.getAuthTag(), text]).toString("base64url"),
      ].join(".");
    },

    decrypt(sealed, context) {
      const { id, nonce, body } = parts(sealed);
      const found = keys().find((candidate) => candidate.id === id);
      if (found === undefined) throw new SecretError(`the key "${id}" is not among GREENROOM_SECRET_KEYS`);
      try {
        const decipher = createDecipheriv(CIPHER, found.key, nonce, { authTagLength: TAG_BYTES })
          .setAAD(bound(id, context))
          .setAuthTag(body.subarray(0, TAG_BYTES));
        return decipher.update(body.subarray(TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
      } catch {
        throw new SecretError(`a secret sealed with the key "${id}" does not open here`);
      }
    },

    keyId: (sealed) => parts(sealed).id,
  };
}

/** What is authenticated beside the text. */
const bound = (id: string, context: string) => Buffer.from(JSON.stringify([VERSION, id, context]));

function parts(sealed: string): { id: string; nonce: Buffer; body: Buffer } {
  const [version, id, nonce, body, ...rest] = sealed.split(".");
  if (version !== VERSION || !id || !nonce || !body || rest.length > 0)
    throw new SecretError("this is not a sealed secret");
  return { id, nonce: Buffer.from(nonce, "base64url"), body: Buffer.from(body, "base64url") };
}

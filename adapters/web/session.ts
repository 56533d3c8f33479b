/** Recognises who knows the password: by a signed cookie, or by HTTP Basic for scripts. */
import { createHash, scryptSync, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Makes and checks tokens that only this installation can make. */
export interface Signer {
  sign(payload: string): string;
  /** The payload, or null for a token that is not ours. */
  verify(token: string): string | null;
}

export interface Sessions {
  /** Whether this is the password; takes the same time whatever is given. */
  isPassword(given: string): boolean;
  /** The `Set-Cookie` value of a new session. */
  open(now: Temporal.Instant): string;
  /** The `Set-Cookie` value that ends the session in this browser. */
  readonly close: string;
  /** Whether the request carries a session that holds. */
  has(headers: IncomingHttpHeaders, now: Temporal.Instant): boolean;
}

const LENGTH = Temporal.Duration.from({ hours: 30 * 24 });
const PURPOSE = "web-session";

/** `secure`: the page is reached over https, so the cookie must never travel otherwise. */
export function createSessions(password: string, signer: Signer, secure: boolean): Sessions {
  // The prefix makes browsers refuse the cookie from anywhere but this very host.
  const name = secure ? "__Host-greenroom" : "greenroom";
  const attributes = `; Path=/; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
  let tag: string | null = null;

  /** A session ends when the password changes: it carries what this one hashes to, slow enough to be no help. */
  const passwordTag = () => {
    tag ??= scryptSync(password, PURPOSE, 9).toString("base64url");
    return tag;
  };

  return {
    isPassword: (given) => timingSafeEqual(digest(given), digest(password)),
    open(now) {
      const payload = `${PURPOSE}:${now.add(LENGTH).epochMilliseconds}:${passwordTag()}`;
      return `${name}=${encodeURIComponent(signer.sign(payload))}; Max-Age=${LENGTH.total("seconds")}${attributes}`;
    },
    close: `${name}=; Max-Age=0${attributes}`,
    has(headers, now) {
      const token = cookie(headers.cookie, name);
      const payload = token === null ? null : signer.verify(token);
      if (payload === null) return false;
      const [purpose, until, given, ...rest] = payload.split(":");
      if (purpose !== PURPOSE || rest.length > 0 || given !== passwordTag()) return false;
      return Number(until) > now.epochMilliseconds;
    },
  };
}

/** The password of `Authorization: Basic` (any user name), or null when there is none. */
export function basicPassword(authorization: string | undefined): string | null {
  const encoded = /^Basic ([\w+/=-]+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return null;
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  return colon < 0 ? null : decoded.slice(colon + 1);
}

function cookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? "").split(";")) {
    const [key, value] = pair.trim().split("=", 2);
    if (key !== name || value === undefined) continue;
    try {
      return decodeURIComponent(value);
    } catch {
      return null;
    }
  }
  return null;
}

const digest = (text: string) => createHash("sha256").update(text).digest();

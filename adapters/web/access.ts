/** Decides who may use the page: this machine's own browser, whoever knows the password, or nobody. Pure. */
import type { IncomingHttpHeaders } from "node:http";

/** What the operator set. */
export interface AccessSettings {
  /** HOST: the address that the server listens on. */
  readonly host: string;
  /** PUBLIC_URL, or null. */
  readonly publicUrl: string | null;
  /** Whether there is a WEB_PASSWORD. */
  readonly passwordSet: boolean;
}

/** `open`: no password needed; `password`: only with it; `off`: it would be needed, but there is none. */
export type Access = "open" | "password" | "off";

const LOOPBACK_ADDRESS = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[?::1\]?)$/i;

/** What a browser on this machine writes into the Host header. Any other name may have been pointed here (rebinding). */
const LOOPBACK_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** What proxies, tunnels and load balancers add: then somebody else is asking, through something on this machine. */
const FORWARDING =
  /^(x-forwarded-.+|forwarded(-.+)?|via|x-real-ip|x-client-ip|x-cluster-client-ip|x-original-.+|true-client-ip|cf-.+|fly-client-ip|fastly-client-ip|x-envoy-.+|x-arr-.+|x-amzn-.+|tailscale-.+)$/;

/** What `headers` of a request get under these settings. */
export function accessFor(settings: AccessSettings, headers: IncomingHttpHeaders): Access {
  const own =
    LOOPBACK_ADDRESS.test(settings.host) &&
    settings.publicUrl === null &&
    LOOPBACK_NAME.test(headers.host ?? "") &&
    !Object.keys(headers).some((name) => FORWARDING.test(name.toLowerCase()));
  if (own) return "open";
  return settings.passwordSet ? "password" : "off";
}

/** A request as the check for other sites sees it. */
export interface Asking {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * True when another site makes the browser ask. Following a link to the page is fine; everything else (a form, a
 * script, an image, an event stream) is not. Programs that are no browsers send none of these headers.
 */
export function isCrossSite({ method, headers }: Asking, publicUrl: string | null): boolean {
  const site = headers["sec-fetch-site"];
  const follows =
    method === "GET" && headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  // "same-site" is another port of this machine, which is another site for us.
  if (site !== undefined && site !== "same-origin" && site !== "none" && !follows) return true;
  const { origin } = headers;
  return origin !== undefined && !isOwnOrigin(origin, headers.host, publicUrl);
}

function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  if (publicUrl !== null && new URL(publicUrl).origin === origin) return true;
  return host !== undefined && new URL(origin).host === host.toLowerCase();
}

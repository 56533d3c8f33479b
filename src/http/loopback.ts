/** Decides whether a request came straight from this machine, without anything in between. Pure. */
import type { IncomingHttpHeaders } from "node:http";

const LOOPBACK = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;

/** What proxies, tunnels and load balancers add. One of them means: the loopback peer is not who is asking. */
const FORWARDING =
  /^(x-forwarded-.+|forwarded(-.+)?|via|x-real-ip|x-client-ip|x-cluster-client-ip|x-original-.+|true-client-ip|cf-.+|fly-client-ip|fastly-client-ip|x-envoy-.+|x-arr-.+|x-amzn-.+|tailscale-.+)$/;

/** True when the peer is this machine and no header says that the request was passed on. */
export function isDirectFromLoopback(peer: string | undefined, headers: IncomingHttpHeaders): boolean {
  if (peer === undefined || !LOOPBACK.test(peer)) return false;
  return !Object.keys(headers).some((name) => FORWARDING.test(name.toLowerCase()));
}

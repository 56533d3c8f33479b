/** Brings what the bot says to every tab over one pair of connections. */

// A browser allows six connections to one address, and each tab would need two for good: so the tab that came to the
// front last holds them and tells the others.

export type LinkEvent =
  /** JSON of one message, and when it was said (milliseconds; 0 when unknown). */
  | { readonly kind: "message"; readonly json: string; readonly at: number }
  | { readonly kind: "home"; readonly json: string }
  /** Connected, for the first time or again: what was said before is to be fetched. */
  | { readonly kind: "connected" }
  | { readonly kind: "lost" }
  /** Another tab of this browser wrote something; the server does not repeat it. */
  | { readonly kind: "wrote"; readonly id: string; readonly text: string };

const RETRY_MS = 3_000;
const LOCK = "greenroom-stream";

/** Opens the link. `handle` is called for each event, whichever tab it came through. */
export function openLink(handle: (event: LinkEvent) => void): { tellOthers(event: LinkEvent): void } {
  const channel = new BroadcastChannel("greenroom");
  channel.addEventListener("message", ({ data }: MessageEvent<LinkEvent>) => handle(data));
  const tellOthers = (event: LinkEvent) => channel.postMessage(event);
  const tellAll = (event: LinkEvent) => {
    handle(event);
    tellOthers(event);
  };

  // Locks exist on https and on this machine only; elsewhere each tab has connections of its own.
  if (navigator.locks === undefined) connect(handle);
  else takeTurns(() => connect(tellAll));
  return { tellOthers };
}

/** Runs `connect` in one tab at a time; what it answers ends it. */
function takeTurns(connect: () => () => void): void {
  let queued = new AbortController();
  let leading = false;

  const claim = async (steal: boolean) => {
    const held: (() => void)[] = [];
    try {
      await navigator.locks.request(LOCK, steal ? { steal } : { signal: queued.signal }, () => {
        leading = true;
        held.push(connect());
        // Held until another tab takes it or this one is closed.
        return new Promise<never>(() => undefined);
      });
    } catch {
      // Never held: this tab came to the front and took the lock in another way.
      if (held.length === 0) return;
      for (const disconnect of held) disconnect();
      leading = false;
      queued = new AbortController();
      void claim(false);
    }
  };
  const comeToFront = () => {
    if (leading || document.visibilityState !== "visible") return;
    leading = true;
    queued.abort();
    void claim(true);
  };

  document.addEventListener("visibilitychange", comeToFront);
  window.addEventListener("focus", comeToFront);
  if (document.visibilityState === "visible") comeToFront();
  else void claim(false);
}

function connect(tell: (event: LinkEvent) => void): () => void {
  const stops = [
    listen("/chat/stream", tell, ({ data, lastEventId }) =>
      tell({ kind: "message", json: data, at: Math.floor(Number(lastEventId) / 1000) }),
    ),
    listen(
      "/home/stream",
      () => undefined,
      ({ data }) => tell({ kind: "home", json: data }),
    ),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** One event stream that comes back after every failure, also after those a browser gives up on. */
function listen(
  path: string,
  tell: (event: LinkEvent) => void,
  take: (event: MessageEvent<string>) => void,
): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout>;
  const open = () => {
    source = new EventSource(path);
    source.addEventListener("open", () => tell({ kind: "connected" }));
    source.addEventListener("message", take);
    source.addEventListener("error", () => {
      tell({ kind: "lost" });
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

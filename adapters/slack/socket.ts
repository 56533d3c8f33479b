/** Events over a WebSocket (Socket Mode): each is acknowledged once it is worked through, so that none is lost. */
import { setTimeout as sleep } from "node:timers/promises";
import type { App, Receiver } from "@slack/bolt";
import type { Logger as SlackLogger } from "@slack/logger";
import { SocketModeClient } from "@slack/socket-mode";
import type { Logger } from "../../src/log.ts";

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string | null;
  readonly log: Logger;
  readonly slackLog: SlackLogger;
}

interface Envelope {
  readonly body: Record<string, unknown>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
  readonly ack: (response?: unknown) => Promise<void>;
}

/** Between two tries to connect: short, since nobody is heard meanwhile; doubled to half a minute. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
const PATIENCE_MS = 10_000;

/**
 * Bolt's own receiver acknowledges events before anybody has heard them. This one does it afterwards: what could not be
 * stored stays unacknowledged, and Slack sends it again. It also connects again by itself: Slack's client waits five
 * seconds first, and ends the process when Slack does not let it.
 */
export function socketReceiver({ appToken, apiUrl, log, slackLog }: SocketOptions): Receiver {
  const client = new SocketModeClient({
    appToken,
    logger: slackLog,
    autoReconnectEnabled: false,
    clientOptions: {
      ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
      retryConfig: { retries: 0 },
      timeout: PATIENCE_MS,
    },
  });
  let app: App | null = null;
  const stopped = new AbortController();
  client.on("slack_event", async ({ body, ack, retry_num: retryNum, retry_reason: retryReason }: Envelope) => {
    let answered = false;
    let answer: unknown;
    try {
      await app?.processEvent({
        body,
        ...(retryNum === undefined ? {} : { retryNum }),
        ...(retryReason === undefined ? {} : { retryReason }),
        async ack(response: unknown) {
          answered = true;
          answer = response;
        },
      });
      if (answered) await ack(answer);
    } catch (err) {
      log.warn({ err }, "an event of Slack is not acknowledged, so it will come again");
    }
  });

  let over = Promise.withResolvers<void>();
  client.on("disconnected", () => over.resolve());

  /** Until it is stopped. Whatever keeps it from connecting may pass: a token is mended, the network comes back. */
  async function stayConnected(): Promise<void> {
    let failures = 0;
    while (!stopped.signal.aborted) {
      over = Promise.withResolvers();
      try {
        await client.start();
        failures = 0;
        // It may have been stopped while it was connecting.
        if (stopped.signal.aborted) await client.disconnect();
        else await over.promise;
      } catch (err) {
        failures += 1;
        log.warn({ err, failures }, "Slack's socket could not be opened; it is tried again");
        const pause = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
        await sleep(pause, null, { signal: stopped.signal }).catch(() => null);
      }
    }
  }

  return {
    init(bolt) {
      app = bolt;
    },
    start: stayConnected,
    async stop() {
      stopped.abort();
      await client.disconnect();
    },
  };
}

/** Every chat platform of this bot, one entry each: the place to add another. */
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { createWebAdapter } from "../adapters/web/adapter.ts";
import type { ChatAdapter } from "./chat/port.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { installationSigner } from "./installation.ts";
import type { Logger } from "./log.ts";
import type { Store } from "./store/store.ts";

/** What platforms are built from. */
export interface PlatformParts {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signerFor: Awaited<ReturnType<typeof installationSigner>>;
  /** Whether mails are written to files, which the local page then offers. */
  readonly mailsAreWritten: boolean;
  /** The zone of this machine: the best guess for whoever sits at it. */
  readonly machineZone: string;
}

export interface Platform {
  readonly adapter: ChatAdapter;
  /** Registers what it needs of the HTTP server, before that listens. */
  routes?(app: FastifyInstance): Promise<void>;
  /** What to take for a new person here until they or the platform say better. */
  readonly guess: { readonly timeZone?: string };
}

/** In DATA_DIR: mails that were written because no mail server is set up. */
export const OUTBOX = "outbox";

export function platforms(parts: PlatformParts): readonly Platform[] {
  const { config, store, clock, log, signerFor } = parts;
  const web = createWebAdapter({
    histories: store.history,
    clock,
    log,
    host: config.host,
    publicUrl: config.publicUrl,
    password: config.web.password,
    signer: signerFor("session"),
    outboxFolder: parts.mailsAreWritten ? join(config.dataDir, OUTBOX) : null,
  });
  return [{ adapter: web, routes: web.routes, guess: { timeZone: parts.machineZone } }];
}

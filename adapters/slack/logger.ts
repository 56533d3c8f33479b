/** Gives Slack's libraries a voice in our log: warnings and errors, without what people wrote. */
import { LogLevel, type Logger as SlackLogger } from "@slack/logger";
import type { Logger } from "../../src/log.ts";

export function slackLogger(log: Logger): SlackLogger {
  // Objects among the parts may be whole requests; only what the library says itself is kept.
  const words = (parts: readonly unknown[]) =>
    parts
      .filter((part) => typeof part === "string")
      .join(" ")
      .slice(0, 500);
  return {
    debug: () => undefined,
    info: (...parts) => log.debug(`slack: ${words(parts)}`),
    warn: (...parts) => log.warn(`slack: ${words(parts)}`),
    error: (...parts) => log.error(`slack: ${words(parts)}`),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

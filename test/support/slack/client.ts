/** The real client of Bolt, pointed at a stand-in: tries once, and says nothing of what tests break on purpose. */
import { type Logger, LogLevel, webApi } from "@slack/bolt";

export const QUIET: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

export const clientOptions = (slackApiUrl: string): webApi.WebClientOptions => ({
  slackApiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logger: QUIET,
});

/** `timeout` in milliseconds; none unless said. */
export const clientOf = (slack: { readonly apiUrl: string }, token: string, timeout = 0): webApi.WebClient =>
  new webApi.WebClient(token, { ...clientOptions(slack.apiUrl), timeout });

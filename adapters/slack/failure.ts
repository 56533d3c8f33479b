/** Decides what a failed call of Slack's Web API means: over for good, or worth another try. */
import { DeliveryError } from "../../src/errors.ts";

/** Codes after which the same call cannot succeed (https://docs.slack.dev/reference/methods/chat.postMessage#errors). */
const PERMANENT = new Set([
  "account_inactive",
  "cannot_dm_bot",
  "cant_update_message",
  "channel_is_archived",
  "channel_not_found",
  "edit_window_closed",
  "exchanged_trigger_id",
  "expired_trigger_id",
  "invalid_arguments",
  "invalid_auth",
  "invalid_blocks",
  "invalid_trigger_id",
  "is_archived",
  "message_not_found",
  "missing_scope",
  "msg_blocks_too_long",
  "msg_too_long",
  "not_authed",
  "not_installed",
  "org_login_required",
  "team_access_not_granted",
  "token_expired",
  "token_revoked",
  "user_disabled",
  "user_not_found",
  "users_not_found",
]);

/** The person is gone, or does not take messages of bots: no other message will reach them either. */
const LOST = new Set(["cannot_dm_bot", "channel_not_found", "user_disabled", "user_not_found", "users_not_found"]);

interface Known {
  readonly code?: string;
  readonly data?: { readonly error?: string };
  readonly statusCode?: number;
  readonly retryAfter?: number;
}

const knownOf = (error: unknown): Known => (typeof error === "object" && error !== null ? error : {});

/** Slack may have done it although its answer never came: another try must look first. */
export const isDoubtful = (error: unknown): boolean =>
  ["slack_webapi_request_error", "slack_webapi_http_error"].includes(knownOf(error).code ?? "");

/** The code of a refusal, such as "expired_trigger_id"; null for any other failure. */
export const refusal = (error: unknown): string | null => knownOf(error).data?.error ?? null;

/** As a DeliveryError whose reason is Slack's own code; nothing of the call's content is kept. */
export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { code, statusCode, retryAfter } = knownOf(error);
  const refused = refusal(error);
  if (refused !== null && refused !== "ratelimited") {
    return new DeliveryError(`Slack refused it: ${refused}`, {
      permanent: PERMANENT.has(refused),
      reason: refused,
      lost: LOST.has(refused),
    });
  }
  if (retryAfter !== undefined || refused === "ratelimited") {
    const wait = Temporal.Duration.from({ seconds: retryAfter ?? 1 });
    return new DeliveryError("Slack asks us to wait", { permanent: false, reason: "ratelimited", retryAfter: wait });
  }
  const reason = statusCode === undefined ? "unreachable" : `http_${statusCode}`;
  return new DeliveryError(`Slack could not be reached (${code ?? "unknown"})`, { permanent: false, reason });
}

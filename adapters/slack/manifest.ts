/** The app's manifest as Slack takes it: what stands in `manifest.json`, with the addresses of this installation. */
import manifest from "./manifest.json" with { type: "json" };
import { EVENTS_PATH, REDIRECT_PATH } from "./paths.ts";

/** The scopes that a workspace is asked for. */
export const SCOPES: readonly string[] = manifest.oauth_config.scopes.bot;

/** For Socket Mode without an address; with one, for events over HTTP and installations by OAuth. */
export function slackManifest(publicUrl: string | null): object {
  if (publicUrl === null) return manifest;
  const origin = publicUrl.replace(/\/+$/, "");
  const url = `${origin}${EVENTS_PATH}`;
  const { features, settings, oauth_config: oauth } = manifest;
  return {
    ...manifest,
    features: { ...features, slash_commands: features.slash_commands.map((command) => ({ ...command, url })) },
    oauth_config: { ...oauth, redirect_urls: [`${origin}${REDIRECT_PATH}`] },
    settings: {
      ...settings,
      event_subscriptions: { ...settings.event_subscriptions, request_url: url },
      interactivity: { ...settings.interactivity, request_url: url },
      socket_mode_enabled: false,
    },
  };
}

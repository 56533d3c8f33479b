/** Prints the manifest for Slack's "Create an app": for Socket Mode, or with an address for events over HTTP. */
import { slackManifest } from "../adapters/slack/manifest.ts";

const [address, ...more] = process.argv.slice(2);
const valid = address === undefined || (URL.canParse(address) && /^https:\/\/[^?#@]+$/.test(address));
if (!valid || more.length > 0) {
  console.error("Usage: npm run slack:manifest                                 for Socket Mode");
  console.error("       npm run slack:manifest -- https://greenroom.example.com  for events over HTTP at PUBLIC_URL");
  process.exit(64);
}
console.log(JSON.stringify(slackManifest(address ?? null), null, 2));

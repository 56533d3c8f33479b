/** Turns the text that Slack hands over back into what the person typed. Pure. */

/**
 * Slack wraps links, addresses and mentions in angle brackets and escapes three characters
 * (https://docs.slack.dev/messaging/formatting-message-text). A mention without a name is left out.
 */
export function typed(text: string): string {
  return text
    .replace(/<(https?:[^<|>\s]+)(?:\|([^>]*))?>/gi, (_whole, url: string, label?: string) =>
      // "stripe.com" was no address until Slack made it one.
      label !== undefined && url.toLowerCase() === `http://${label.toLowerCase()}` ? label : url,
    )
    .replace(/<(?:mailto|tel):([^|>]+)(?:\|[^>]*)?>/gi, "$1")
    .replace(/<[@#!][^|>]*\|([^>]*)>/g, "$1")
    .replace(/<[@#!][^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

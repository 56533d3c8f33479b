/** The line that tells who pressed what, and when, and the label that it names. */
import type { ContextBlock } from "@slack/types";
import { z } from "zod";
import { LIMITS } from "./limits.ts";
import { cut, escaped, oneLine, unescaped } from "./words.ts";

/**
 * "@Ann pressed Reschedule, today 15:02", the time in the zone of whoever reads it. To be put below a message after a
 * press. The label is plain: it may hold what somebody typed.
 */
export function pressedLine(userId: string, label: string, at: Temporal.Instant): ContextBlock {
  const who = /^[A-Z0-9]+$/.test(userId) ? `<@${userId}>` : "Somebody";
  const seconds = Math.floor(at.epochMilliseconds / 1000);
  const utc = at.toZonedDateTimeISO("UTC").toPlainTime().toString({ smallestUnit: "minute" });
  const when = `<!date^${seconds}^{date_short_pretty} {time}|${utc} UTC>`;
  const what = inert(cut(oneLine(label), LIMITS.button)) || "a button";
  return { type: "context", elements: [{ type: "mrkdwn", text: `${who} pressed ${what}, ${when}`, verbatim: true }] };
}

const LOOKALIKES: Readonly<Record<string, string>> = { "*": "∗", _: "＿", "~": "∼", "`": "ˋ" };

/** Escaped, and with lookalikes of the signs that would make words bold or an emoji: those cannot be escaped. */
const inert = (text: string): string =>
  escaped(text)
    .replace(/[*_~`]/g, (sign) => LOOKALIKES[sign] ?? sign)
    .replace(/:(?=[a-z0-9＿'+-]+:)/gi, "∶");

const labelled = z.object({ action_id: z.string(), text: z.object({ text: z.string() }) });
const row = z.object({ type: z.literal("actions"), elements: z.array(z.unknown()) });

/** The label of the button with that id in a message's blocks as Slack hands them back; null when there is none. */
export function labelOf(blocks: unknown, actionId: string): string | null {
  const found = z.array(z.unknown()).safeParse(blocks);
  for (const block of found.data ?? []) {
    for (const element of row.safeParse(block).data?.elements ?? []) {
      const button = labelled.safeParse(element).data;
      if (button?.action_id === actionId) return unescaped(button.text.text);
    }
  }
  return null;
}

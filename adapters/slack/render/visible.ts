/** Reads off blocks what a person sees in them: the words of what goes on in the thread, for its notification. */
import type { KnownBlock } from "@slack/types";

const KEYS = ["text", "elements", "options", "description", "alt_text", "url"] as const;

/** The words of the blocks, a line each. */
export const visibleText = (blocks: readonly KnownBlock[]): string => blocks.map(wordsIn).join("\n").trim();

function wordsIn(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(wordsIn).join(isWords(value[0]) ? "" : "\n");
  if (typeof value !== "object" || value === null) return "";
  const node: Readonly<Record<string, unknown>> = { ...value };
  // A link under words of its own is named by them.
  const keys = node.type === "link" && node.text !== undefined ? (["text"] as const) : KEYS;
  return keys
    .filter((key) => key in node)
    .map((key) => wordsIn(node[key]))
    .join("\n");
}

/** Words and links of one line stand beside each other. */
const isWords = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  "type" in value &&
  (value.type === "link" || (value.type === "text" && "text" in value && typeof value.text === "string"));

/** Turns a message into what Slack posts: one message, and what does not fit into it as more of them for the thread. */
import type { KnownBlock } from "@slack/types";
import type { Message } from "../../../src/chat/port.ts";
import { blocksOf, mutedBlocks } from "./blocks.ts";
import { counter } from "./controls.ts";
import { bytesOf, MESSAGE } from "./limits.ts";
import { textBlocks } from "./rich.ts";
import { visibleText } from "./visible.ts";
import { fallback } from "./words.ts";

export interface Post {
  /** For notifications and screen readers. Escaped: nothing typed in it pings or links. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

export interface Rendered {
  readonly first: Post;
  /** What did not fit, to be posted in the thread of the first, in this order. */
  readonly rest: readonly Post[];
}

const MORE = "The rest is in the thread.";

/**
 * A message as Slack takes it. A post has room for one more block of some 300 bytes, for the line that tells who
 * pressed. Throws RangeError for an action, a value or an address that is too long: that is our own mistake.
 */
export function renderMessage(message: Message): Rendered {
  const next = counter();
  const units = message.blocks.map((block) => blocksOf(block, next)).filter((blocks) => blocks.length > 0);
  const [first = [], ...rest] = packed(together(units, message));
  const whole = units.length === 0 ? textBlocks(message.text || "…") : first;
  return {
    first: {
      text: fallback(message.text) || fallback(visibleText(whole)),
      blocks: rest.length === 0 ? whole : [...whole, ...mutedBlocks(MORE)],
    },
    rest: rest.map((blocks) => ({ text: fallback(visibleText(blocks)), blocks })),
  };
}

/** A heading stays with what it is the heading of, so that no post ends with one. */
function together(units: readonly KnownBlock[][], { text }: Message): KnownBlock[][] {
  if (units.length === 0) return [textBlocks(text)];
  const joined: KnownBlock[][] = [];
  for (const unit of units) {
    const before = joined.at(-1);
    if (before?.at(-1)?.type === "header" && fits([...before, ...unit])) before.push(...unit);
    else joined.push([...unit]);
  }
  return joined;
}

const fits = (blocks: readonly KnownBlock[]): boolean =>
  blocks.length <= MESSAGE.blocks && bytesOf(blocks) <= MESSAGE.bytes;

/** As many posts as it takes. What fits into one is not torn apart, and each block is whole. */
function packed(units: readonly KnownBlock[][]): KnownBlock[][] {
  const posts: KnownBlock[][] = [];
  for (const unit of units) {
    for (const part of fits(unit) ? [unit] : unit.map((block) => [block])) {
      const last = posts.at(-1);
      if (last !== undefined && fits([...last, ...part])) last.push(...part);
      else posts.push([...part]);
    }
  }
  return posts;
}

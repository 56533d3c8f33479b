/** Turns the home into Slack's App Home. */
import type { HomeView, KnownBlock } from "@slack/types";
import type { Message } from "../../../src/chat/port.ts";
import { blocksOf, mutedBlocks } from "./blocks.ts";
import { counter } from "./controls.ts";
import { LIMITS } from "./limits.ts";
import { textBlocks } from "./rich.ts";

const MORE = "There is more: write list.";

/** The view for `views.publish`. What is beyond its hundred blocks is left out, and said to be. */
export function renderHome(home: Message): HomeView & { blocks: KnownBlock[] } {
  const next = counter();
  const blocks = home.blocks.flatMap((block) => blocksOf(block, next));
  if (blocks.length === 0) return { type: "home", blocks: textBlocks(home.text || "…") };
  if (blocks.length <= LIMITS.viewBlocks) return { type: "home", blocks };
  return { type: "home", blocks: [...blocks.slice(0, LIMITS.viewBlocks - 1), ...mutedBlocks(MORE)] };
}

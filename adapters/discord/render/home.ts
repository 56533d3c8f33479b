/** Turns the home into the one message that stays pinned in the bot's DM. */
import type { Block, Button, Message } from "../../../src/chat/port.ts";
import { LIMITS } from "./limits.ts";
import { type Post, renderFirst } from "./message.ts";
import { cut, oneLine } from "./words.ts";

const MORE = "There is more: write list.";

/** One message. What does not fit into it is left out, and said to be. */
export const renderHome = (home: Message): Post => renderFirst({ ...home, blocks: named(home.blocks) }, MORE);

/**
 * All buttons of a message stand below all of its words: a label that is there more than once is followed by the
 * heading that its button stood under.
 */
function named(blocks: readonly Block[]): readonly Block[] {
  const labels = blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : [])).map(({ label }) => label);
  let heading = "";
  return blocks.map((block): Block => {
    if (block.kind === "heading") heading = oneLine(block.text);
    if (block.kind !== "buttons" || heading === "") return block;
    const under = heading;
    const tell = (button: Button): Button =>
      labels.filter((label) => label === button.label).length > 1
        ? { ...button, label: cut(`${button.label}, ${under}`, LIMITS.button) }
        : button;
    return { ...block, buttons: block.buttons.map(tell) };
  });
}

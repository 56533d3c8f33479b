/** The panel beside the chat: its first heading is its title, each further one begins a card. */
import type { Block } from "../../../src/chat/port.ts";
import { type Actions, keepFocus, renderBlocks } from "./blocks.ts";
import { byId, el, withLinks } from "./dom.ts";
import { keepTyped } from "./form.ts";

/** Draws the panel; the same content again changes nothing on the page. */
export function createPanel(actions: Actions): { show(home: { text: string; blocks: readonly Block[] }): void } {
  const place = byId("home", HTMLElement);
  const title = byId("home-title", HTMLElement);
  let content = "";
  let drawn = el("div");
  place.replaceChildren(drawn);

  return {
    show({ text, blocks }) {
      const next = JSON.stringify([text, blocks]);
      if (next === content) return;
      content = next;
      const [first, ...others] = blocks;
      const titled = first?.kind === "heading";
      title.textContent = titled ? first.text : "Interviews";
      const body =
        blocks.length === 0
          ? [el("p", { class: "text muted" }, ...withLinks(text))]
          : inCards(titled ? others : blocks).map((card) =>
              el("section", { class: card[0]?.kind === "heading" ? "card" : "loose" }, ...renderBlocks(card, actions)),
            );
      const fresh = el("div", { tabindex: -1 }, ...body);
      keepTyped(drawn, fresh);
      const before = drawn;
      before.after(fresh);
      keepFocus(before, fresh);
      before.remove();
      drawn = fresh;
    },
  };
}

/** A heading begins a card; what stands before the first one stands by itself. */
function inCards(blocks: readonly Block[]): Block[][] {
  const cards: Block[][] = [];
  for (const block of blocks) {
    const open = cards.at(-1);
    if (block.kind === "heading" || open === undefined) cards.push([block]);
    else open.push(block);
  }
  return cards;
}

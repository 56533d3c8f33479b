/** The list of messages: in order, one element an id, replaced in place, and scrolled as people expect. */
import type { Block } from "../../../src/chat/port.ts";
import { type Actions, keepFocus, renderBlocks } from "./blocks.ts";
import { byId, el, withLinks } from "./dom.ts";
import { keepTyped } from "./form.ts";
import { createScroll } from "./scroll.ts";
import { separateDays, timeOf } from "./times.ts";

export interface BotMessage {
  readonly from: "bot";
  readonly id: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly at: Date;
}

export interface OwnMessage {
  readonly from: "person";
  readonly id: string;
  readonly text: string;
  readonly at: Date;
}

export type Entry = BotMessage | OwnMessage;

/** What stands below a message of one's own until it is sent, or why it never will be. */
export type Fate = "waiting" | "sent" | { readonly problem: string };

interface Shown {
  readonly element: HTMLElement;
  readonly content: string;
  readonly at: Date;
}

export interface Chat {
  /** Shows what is new at the end, and what is known in its place. */
  show(entry: Entry): void;
  /** Brings the list into the order of the server's; what only this page knows stays at its end. */
  merge(entries: readonly Entry[]): void;
  setFate(id: string, fate: Fate): void;
}

export function createChat(actionsFor: (message: BotMessage) => Actions): Chat {
  const list = byId("messages", HTMLElement);
  const empty = byId("empty", HTMLElement);
  const log = byId("log", HTMLElement);
  const scroll = createScroll();
  const shown = new Map<string, Shown>();

  const keyOf = (entry: Entry) => `${entry.from} ${entry.id}`;
  const hasForm = (entry: Entry) => entry.from === "bot" && entry.blocks.some(({ kind }) => kind === "form");

  function draw(entry: Entry, at: Date): HTMLElement {
    const who = entry.from === "bot" ? "Greenroom" : "You";
    const when = el("time", { datetime: at.toISOString() }, timeOf(at));
    const body =
      entry.from === "person" || entry.blocks.length === 0
        ? [el("p", { class: "text" }, ...withLinks(entry.text))]
        : renderBlocks(entry.blocks, actionsFor(entry));
    const speaker = el("span", { class: "hidden" }, `${who}: `);
    const attributes = {
      class: `message ${entry.from}`,
      "data-id": entry.id,
      "data-at": at.toISOString(),
      tabindex: -1,
    };
    return el("article", attributes, speaker, el("div", { class: "body" }, ...body), el("p", { class: "foot" }, when));
  }

  /** The element for this entry: new, or in the place of its earlier one. */
  function place(entry: Entry): HTMLElement {
    const key = keyOf(entry);
    const content = JSON.stringify(entry.from === "bot" ? [entry.text, entry.blocks] : entry.text);
    const before = shown.get(key);
    if (before !== undefined && before.content === content) return before.element;
    const at = before?.at ?? entry.at;
    const element = draw(entry, at);
    shown.set(key, { element, content, at });
    if (before === undefined) return element;
    keepTyped(before.element, element);
    before.element.after(element);
    keepFocus(before.element, element);
    before.element.remove();
    return element;
  }

  function tidy(): void {
    separateDays(list);
    empty.hidden = shown.size > 0;
  }

  return {
    show(entry) {
      const wasThere = shown.has(keyOf(entry));
      const element = place(entry);
      // A form that is opened again is wanted now, not where it stood.
      if (!wasThere || (hasForm(entry) && element !== list.lastElementChild)) list.append(element);
      tidy();
      scroll.follow(entry.from === "person" || hasForm(entry));
      if (hasForm(entry)) element.querySelector<HTMLElement>("input, textarea, select")?.focus();
    },
    merge(entries) {
      let last: Element | null = null;
      for (const entry of entries) {
        const element = place(entry);
        const before = previousMessage(element);
        if (!element.isConnected || before !== last) {
          if (last === null) {
            if (!element.isConnected) list.prepend(element);
          } else last.after(element);
        }
        last = element;
      }
      tidy();
      log.ariaBusy = "false";
      scroll.follow(false);
    },
    setFate(id, fate) {
      const foot = shown.get(`person ${id}`)?.element.querySelector(".foot");
      foot?.querySelector(".fate")?.remove();
      if (fate === "sent") return;
      const words = fate === "waiting" ? "Sending" : `Not sent. ${fate.problem}`;
      foot?.append(el("span", { class: fate === "waiting" ? "fate" : "fate error" }, words));
    },
  };
}

function previousMessage(element: Element): Element | null {
  const before = element.previousElementSibling;
  return before === null || before.matches(".message") ? before : previousMessage(before);
}

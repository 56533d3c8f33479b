/** Messages made at random, with the scraps of text that trouble a renderer; the same ones for the same seed. */
import type { Block, Button, Message } from "../../../src/chat/port.ts";

/** The same numbers on every run: what fails once fails again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The message of that number: blocks of every kind that is drawn as blocks, of any length. `scraps` make its texts. */
export function randomMessage(seed: number, scraps: readonly string[]): Message {
  const next = random(seed);
  const pick = (most: number) => Math.floor(next() * most);
  const words = (most: number) => {
    const scrap = next() < 0.2 ? [scraps[pick(scraps.length)] ?? ""] : scraps;
    return Array.from({ length: pick(most) }, () => scrap[pick(scrap.length)] ?? "").join("");
  };
  const size = [10, 80, 400, 4000][pick(4)] ?? 10;
  const some = <T>(make: (index: number) => T): T[] => Array.from({ length: pick(30) }, (_, index) => make(index));
  const button = (index: number): Button =>
    next() < 0.2 ? { label: words(20), url: "https://a.example" } : { label: words(60), action: `show:${index}` };
  const kinds: ((index: number) => Block)[] = [
    () => ({ kind: "text", text: words(size) }),
    () => ({ kind: "text", text: words(size), tone: "muted" }),
    () => ({ kind: "heading", text: words(size) }),
    () => ({ kind: "fields", fields: some(() => ({ label: words(20), value: words(size) })) }),
    () => ({ kind: "list", items: some(() => words(size)) }),
    (at) => ({
      kind: "checklist",
      items: some((index) => ({ text: words(size), done: next() < 0.5, action: `tick:${at}.${index}` })),
    }),
    () => ({ kind: "image", url: next() < 0.5 ? "https://a.example/b.png" : "no address", alt: words(100) }),
    () => ({ kind: "buttons", buttons: some(button) }),
  ];
  const blocks = some((index): Block => kinds[pick(kinds.length)]?.(index) ?? { kind: "text", text: "" });
  return { text: words(size), blocks };
}

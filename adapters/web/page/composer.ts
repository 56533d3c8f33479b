/** The box to write in: Enter sends, Shift+Enter makes a new line, and what was not sent yet is kept. */
import { byId } from "./dom.ts";
import { keep } from "./pending.ts";

const KEY = "greenroom.draft";

/** `send` gets what was written, without the blank space around it. */
export function createComposer(send: (text: string) => void): { write(text: string): void; focus(): void } {
  const form = byId("composer", HTMLFormElement);
  const box = byId("text", HTMLTextAreaElement);

  const grow = () => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  const changed = () => {
    keep.set(KEY, box.value);
    grow();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (text === "") return;
    box.value = "";
    changed();
    send(text);
    box.focus();
  });
  box.addEventListener("keydown", (event) => {
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  box.addEventListener("input", changed);

  box.value = keep.get(KEY) ?? "";
  grow();

  return {
    write(text) {
      box.value = text;
      changed();
      box.focus();
    },
    focus: () => box.focus(),
  };
}

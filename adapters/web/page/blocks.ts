/** Turns the blocks of a message into elements. */
import type { Block, Button, ChecklistItem } from "../../../src/chat/port.ts";
import type { Outcome } from "./api.ts";
import { el, isSafeUrl, link, withLinks } from "./dom.ts";
import { type FormActions, renderForm } from "./form.ts";

export interface Actions extends FormActions {
  /** Sends a press; the outcome is shown by who carries it out. */
  press(action: string, value: string | null): Promise<Outcome>;
}

/** The elements of a message, in order. A kind that this page does not know is left out: the text says it too. */
export const renderBlocks = (blocks: readonly Block[], actions: Actions): HTMLElement[] =>
  blocks.flatMap((block) => renderBlock(block, actions) ?? []);

function renderBlock(block: Block, actions: Actions): HTMLElement | null {
  switch (block.kind) {
    case "text":
      return el("p", { class: block.tone === "muted" ? "text muted" : "text" }, ...withLinks(block.text));
    case "heading":
      return el("h3", {}, ...withLinks(block.text));
    case "fields":
      return el(
        "dl",
        {},
        ...block.fields.map(({ label, value }) =>
          el("div", {}, el("dt", {}, label), el("dd", {}, ...withLinks(value))),
        ),
      );
    case "list":
      return el("ul", {}, ...block.items.map((item) => el("li", {}, ...withLinks(item))));
    case "checklist":
      return renderChecklist(block.items, actions);
    case "image":
      return isSafeUrl(block.url)
        ? el("img", { src: block.url, alt: block.alt, loading: "lazy" })
        : el("p", {}, block.alt);
    case "buttons":
      return el("div", { class: "buttons" }, ...block.buttons.map((button) => renderButton(button, actions)));
    case "form":
      return renderForm(block.form, actions);
    default:
      return null;
  }
}

function renderButton(button: Button, actions: Actions): HTMLElement {
  if ("url" in button)
    return isSafeUrl(button.url) ? link(button.label, button.url, "button") : el("span", {}, button.label);
  const { label, action, value, style } = button;
  const element = el("button", { type: "button", class: style, "data-key": `${action} ${value ?? ""}` }, label);
  element.addEventListener("click", async () => {
    // Not `disabled`: that would take the focus away. A second press while the first is under way does nothing.
    if (element.ariaBusy === "true") return;
    element.ariaBusy = "true";
    await actions.press(action, value ?? null);
    element.ariaBusy = null;
  });
  return element;
}

function renderChecklist(items: readonly ChecklistItem[], actions: Actions): HTMLElement {
  const count = el("span", {});
  const bar = el("progress", { max: items.length, "aria-hidden": "true" });
  const boxes = items.map((item) => {
    const box = el("input", { type: "checkbox", checked: item.done, "data-key": item.action });
    box.addEventListener("change", async () => {
      showProgress();
      const wanted = box.checked;
      const outcome = await actions.press(item.action, wanted ? "done" : "open");
      if (outcome.kind === "stored" || box.checked !== wanted) return;
      box.checked = !wanted;
      showProgress();
    });
    return { box, row: el("li", {}, el("label", {}, box, el("span", {}, item.text))) };
  });
  const showProgress = () => {
    const done = boxes.filter(({ box }) => box.checked).length;
    bar.value = done;
    count.textContent = `${done} of ${items.length} done`;
  };
  showProgress();
  return el(
    "div",
    { class: "checklist" },
    el("p", { class: "progress" }, bar, count),
    el("ul", {}, ...boxes.map(({ row }) => row)),
  );
}

/** Puts the focus where it was before an element was drawn anew. */
export function keepFocus(before: HTMLElement, after: HTMLElement): void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !before.contains(focused)) return;
  const { key } = focused.dataset;
  const name = focused.getAttribute("name");
  const same = [...after.querySelectorAll<HTMLElement>("[data-key], [name]")].find((candidate) =>
    key === undefined ? name !== null && candidate.getAttribute("name") === name : candidate.dataset.key === key,
  );
  (same ?? after).focus();
}

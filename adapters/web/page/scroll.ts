/** Keeps the newest message in view while somebody reads there, and leaves who reads further up alone. */
import { byId } from "./dom.ts";

/** How near to the end still counts as reading there, in pixels. */
const NEAR = 80;

export function createScroll(): { follow(always: boolean): void } {
  const log = byId("log", HTMLElement);
  const newer = byId("newer", HTMLButtonElement);
  let atEnd = true;
  // Reachable by keyboard in browsers that do not do so by themselves: what scrolls must be.
  log.tabIndex = 0;

  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
    atEnd = true;
    newer.hidden = true;
  };
  log.addEventListener(
    "scroll",
    () => {
      atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
      if (atEnd) newer.hidden = true;
    },
    { passive: true },
  );
  newer.addEventListener("click", () => {
    toEnd();
    log.focus();
  });
  // The window changes, a picture arrives, the box to write in grows: the end stays in view.
  const stay = () => {
    if (atEnd) toEnd();
  };
  new ResizeObserver(stay).observe(log);
  new ResizeObserver(stay).observe(byId("messages", HTMLElement));

  return {
    follow(always) {
      if (always || atEnd) toEnd();
      else newer.hidden = false;
    },
  };
}

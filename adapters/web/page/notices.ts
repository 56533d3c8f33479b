/** What the page says about itself: the connection, problems, that the bot is writing, and what arrived unseen. */
import { byId } from "./dom.ts";

/** A connection that is back sooner than this was not worth a word. */
const PATIENCE_MS = 1_200;
/** The bot answers within a second; beyond this the three dots would be a promise that nobody keeps. */
const LONGEST_TYPING_MS = 10_000;

export interface Notices {
  connection(there: boolean): void;
  /** A sentence for the person; "" takes the last one away. */
  problem(sentence: string): void;
  typing(on: boolean): void;
  /** A message came; counted in the title while nobody looks. */
  arrived(): void;
}

export function createNotices(): Notices {
  const status = byId("status", HTMLElement);
  const problem = byId("problem", HTMLElement);
  const typing = byId("typing", HTMLElement);
  const log = byId("log", HTMLElement);
  const { title } = document;
  let lost: ReturnType<typeof setTimeout> | undefined;
  let writing: ReturnType<typeof setTimeout> | undefined;
  let unseen = 0;

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    unseen = 0;
    document.title = title;
  });

  return {
    connection(there) {
      clearTimeout(lost);
      lost = undefined;
      if (there) status.textContent = "";
      else lost = setTimeout(() => (status.textContent = "Reconnecting…"), PATIENCE_MS);
    },
    problem(sentence) {
      problem.textContent = sentence;
    },
    typing(on) {
      clearTimeout(writing);
      typing.hidden = !on;
      if (!on) return;
      writing = setTimeout(() => (typing.hidden = true), LONGEST_TYPING_MS);
      log.scrollTop = log.scrollHeight;
    },
    arrived() {
      if (document.visibilityState === "visible") return;
      unseen += 1;
      document.title = `(${unseen}) ${title}`;
    },
  };
}

/** Which side a narrow window shows; a wide one shows both. */
export function createViews(): { show(view: string): void } {
  const main = document.querySelector("main");
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("nav button")];
  const show = (view: string) => {
    main?.setAttribute("data-view", view);
    for (const button of buttons) button.ariaPressed = String(button.dataset.view === view);
  };
  for (const button of buttons) button.addEventListener("click", () => show(button.dataset.view ?? "chat"));
  return { show };
}

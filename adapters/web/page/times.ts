/** Says when a message was written, in the browser's own words and zone. */
import { el } from "./dom.ts";

const time = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const dayAndYear = new Intl.DateTimeFormat(undefined, {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});

export const timeOf = (at: Date): string => time.format(at);

const dateOf = (at: Date): string => `${at.getFullYear()}-${at.getMonth()}-${at.getDate()}`;

function dayOf(at: Date, now: Date): string {
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (dateOf(at) === dateOf(now)) return "Today";
  if (dateOf(at) === dateOf(yesterday)) return "Yesterday";
  return (at.getFullYear() === now.getFullYear() ? day : dayAndYear).format(at);
}

/** Puts the name of the day before the first message of each day. */
export function separateDays(list: HTMLElement): void {
  for (const old of list.querySelectorAll(".day")) old.remove();
  const now = new Date();
  let last = "";
  for (const message of list.querySelectorAll<HTMLElement>(".message")) {
    const name = dayOf(new Date(message.dataset.at ?? ""), now);
    if (name !== last) message.before(el("p", { class: "day" }, el("span", {}, name)));
    last = name;
  }
}

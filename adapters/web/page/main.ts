/** Puts the page together: what the person does goes to the server, what the bot says comes back over the link. */
import type { Block } from "../../../src/chat/port.ts";
import { type Outcome, pick, post, postFirmly } from "./api.ts";
import type { Actions } from "./blocks.ts";
import { createChat, type Entry } from "./chat.ts";
import { createComposer } from "./composer.ts";
import { byId } from "./dom.ts";
import { type LinkEvent, openLink } from "./link.ts";
import { createNotices, createViews } from "./notices.ts";
import { createPanel } from "./panel.ts";
import { createPending } from "./pending.ts";

const notices = createNotices();
const views = createViews();
const chat = createChat(({ id }) => actions(id));
const panel = createPanel(actions(null));

function actions(on: string | null): Actions {
  const where = on === null ? {} : { on };
  const say = (outcome: Outcome): Outcome => {
    if (outcome.kind === "refused") notices.problem(outcome.problem);
    if (outcome.kind === "unreachable") notices.problem("That did not arrive. Please try again.");
    if (outcome.kind === "stored") notices.problem("");
    return outcome;
  };
  return {
    async press(action, value) {
      notices.typing(true);
      const outcome = say(await postFirmly("/chat/action", { action, value, ...where }));
      if (outcome.kind !== "stored") notices.typing(false);
      // What is pressed in the panel is answered in the chat.
      else if (on === null && value !== "done" && value !== "open") views.show("chat");
      return outcome;
    },
    submit: (form, values) => postFirmly("/chat/form", { form, values, ...where }),
    close: (form) => postFirmly("/chat/close", { form, ...where }),
  };
}

const link = openLink(handle);
const composer = createComposer((text) => pending.add(text));
const pending = createPending({
  added({ id, text }) {
    chat.show({ from: "person", id, text, at: new Date() });
    chat.setFate(id, "waiting");
    notices.problem("");
    notices.typing(true);
    link.tellOthers({ kind: "wrote", id, text });
  },
  sent: ({ id }) => chat.setFate(id, "sent"),
  refused({ id }, problem) {
    chat.setFate(id, { problem });
    notices.problem(problem);
    notices.typing(false);
  },
});

byId("example", HTMLButtonElement).addEventListener("click", ({ currentTarget }) => {
  if (currentTarget instanceof HTMLElement) composer.write(currentTarget.textContent);
});
composer.focus();

let told = "";

function handle(event: LinkEvent): void {
  if (event.kind === "message") {
    notices.typing(false);
    const message = readBot(JSON.parse(event.json), event.at);
    if (message === null) return;
    chat.show(message);
    notices.arrived();
  } else if (event.kind === "home") {
    const home: unknown = JSON.parse(event.json);
    panel.show({ text: textIn(home), blocks: blocksIn(home) });
  } else if (event.kind === "wrote") {
    chat.show({ from: "person", id: event.id, text: event.text, at: new Date() });
  } else if (event.kind === "lost") {
    notices.connection(false);
  } else {
    notices.connection(true);
    pending.wake();
    void catchUp();
  }
}

/** What was said while nobody listened; then the bot learns who is here. */
async function catchUp(): Promise<void> {
  const answer = await fetch("/chat/history").catch(() => null);
  if (answer?.status === 401) location.assign("/login");
  if (!answer?.ok) return;
  const listed: unknown = await answer.json();
  chat.merge(Array.isArray(listed) ? listed.flatMap((entry: unknown) => readEntry(entry) ?? []) : []);
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  if (told === timeZone) return;
  const first = told === "";
  told = timeZone;
  await post("/chat/profile", { timeZone });
  if (first) await post("/chat/opened", {});
}

function readEntry(from: unknown): Entry | null {
  const at = Date.parse(String(pick(from, "at")));
  if (pick(from, "from") === "bot") return readBot(from, at);
  const id = pick(from, "id");
  return typeof id === "string" ? { from: "person", id, text: textIn(from), at: new Date(at) } : null;
}

function readBot(from: unknown, at: number): Entry | null {
  const id = pick(from, "id");
  if (typeof id !== "string") return null;
  return { from: "bot", id, text: textIn(from), blocks: blocksIn(from), at: at > 0 ? new Date(at) : new Date() };
}

const textIn = (from: unknown): string => String(pick(from, "text") ?? "");

/** The blocks come from our own server, which built them by the same type. */
function blocksIn(from: unknown): readonly Block[] {
  const blocks = pick(from, "blocks");
  return Array.isArray(blocks) ? blocks : [];
}

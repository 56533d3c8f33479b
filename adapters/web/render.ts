/** Puts messages into the form that the endpoints give out, and keeps a form's answers in its place. Pure. */
import type { BotEntry, HomeEntry, PersonEntry } from "../../src/chat/history.ts";
import type { Block, Form, Message } from "../../src/chat/port.ts";

/** A message of the bot as `GET /chat/stream` sends it. */
export const shown = ({ id, message }: BotEntry) => ({ id, text: message.text, blocks: message.blocks });

/** An entry as `GET /chat/history` lists it. */
export const listed = (entry: BotEntry | PersonEntry) =>
  entry.from === "bot"
    ? { ...shown(entry), from: entry.from, at: entry.at.toString() }
    : { id: entry.id, text: entry.text, from: entry.from, at: entry.at.toString() };

/** What stands in the panel until the bot has put something there. */
export const EMPTY_HOME: HomeEntry = {
  from: "home",
  message: {
    text: "No interviews yet.",
    blocks: [{ kind: "text", text: "No interviews yet. Tell me about one and it will stand here.", tone: "muted" }],
  },
  changed: 0,
};

export const panel = (home: HomeEntry): Message => {
  const { text, blocks } = home.message;
  return { text, blocks };
};

/** The id of the message that shows a form: opening it again replaces it. */
export const formMessageId = (formId: string): string => `form:${formId}`;

export const formMessage = (form: Form): Message => ({
  text: `${form.title}: ${form.fields.map(({ label }) => label).join(", ")}`,
  blocks: [{ kind: "form", form }],
});

/**
 * The message with its form answered, so that it can be neither filled in twice nor forgotten what was said; null when
 * it shows no such form. `values` null: closed without an answer.
 */
export function settled(
  message: Message,
  formId: string,
  values: Readonly<Record<string, string>> | null,
): Message | null {
  const form = message.blocks
    .flatMap((block) => (block.kind === "form" ? [block.form] : []))
    .find(({ id }) => id === formId);
  if (form === undefined) return null;
  const answers = values === null ? [] : answersOf(form, values);
  const note = values === null ? `${form.title}: closed without changes.` : form.title;
  const instead: Block[] = [
    { kind: "text", text: note, tone: "muted" },
    ...(answers.length > 0 ? [{ kind: "fields", fields: answers } as const] : []),
  ];
  return {
    text: [note, ...answers.map(({ label, value }) => `${label}: ${value}`)].join("\n"),
    blocks: message.blocks.flatMap((block) => (block.kind === "form" && block.form.id === formId ? instead : [block])),
  };
}

const answersOf = (form: Form, values: Readonly<Record<string, string>>) =>
  form.fields.flatMap(({ name, label, options }) => {
    const value = values[name] ?? "";
    return value === "" ? [] : [{ label, value: options?.find((option) => option.value === value)?.label ?? value }];
  });

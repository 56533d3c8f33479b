/** Every message and form that the core can produce, by name, for whoever draws them on a platform. Literal instants only. */
import type { Form, Message } from "../../src/chat/port.ts";
import { ANSWERS, GREETINGS, HOMES, LISTS, SENTENCES, SETTINGS } from "./catalogue/answers.ts";
import { CARDS, MENUS, PREPARATIONS, REMINDING } from "./catalogue/cards.ts";
import { FORMS } from "./catalogue/forms.ts";
import { NASTY, NASTY_FORMS } from "./catalogue/nasty.ts";
import { QUESTIONS } from "./catalogue/questions.ts";

/** Messages by group, then by name. `homes` are drawn as homes, and can be drawn as messages as well. */
export const MESSAGES: Readonly<Record<string, Readonly<Record<string, Message>>>> = {
  cards: CARDS,
  preparations: PREPARATIONS,
  reminders: REMINDING,
  menus: MENUS,
  answers: ANSWERS,
  greetings: GREETINGS,
  lists: LISTS,
  settings: SETTINGS,
  questions: QUESTIONS,
  sentences: SENTENCES,
  homes: HOMES,
  nasty: NASTY,
};

/** Forms by group, then by name. */
export const ALL_FORMS: Readonly<Record<string, Readonly<Record<string, Form>>>> = { forms: FORMS, nasty: NASTY_FORMS };

export { HOMES };

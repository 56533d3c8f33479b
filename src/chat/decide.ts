/** Decides what an event asks for: reads words, buttons and forms into one decision. Reads the store, changes nothing. */
import { type Command, NOT_YET } from "../commands/command.ts";
import { companyKey } from "../interviews/words.ts";
import { readChoice } from "../language/choose.ts";
import type { Context, Frame, Known, Question, Reading } from "../language/reading.ts";
import { understand } from "../language/understand.ts";
import { readerOf } from "../users/times.ts";
import { zoneOf } from "../users/user.ts";
import { action, parseAction } from "./actions.ts";
import { phraseAbout, phraseOf } from "./command-words.ts";
import { readForm } from "./filled-forms.ts";
import type { FormVerb } from "./forms.ts";
import { known, knownOf } from "./known.ts";
import { message, text } from "./messages/build.ts";
import { editMenu } from "./messages/menus.ts";
import { notUnderstood } from "./messages/questions.ts";
import { REPLIES } from "./messages/replies.ts";
import type { ChatEvent, Message } from "./port.ts";
import { readPress } from "./presses.ts";
import { contextOf, type Ground, readWords } from "./read-words.ts";
import type { Decided } from "./repository.ts";
import { saysDelete, smallTalk } from "./small-talk.ts";
import { needsZone, ZONE_QUESTION } from "./zone-first.ts";

export type Decision =
  | ({ readonly kind: "command" } & Decided)
  | {
      readonly kind: "ask";
      readonly question: Question;
      readonly known: readonly Known[];
      /** The open question once more: because the answer was not understood, or because something else came first. */
      readonly again: "not_understood" | "still_open" | null;
      /** Said too early: to be read once the question is answered. */
      readonly waiting?: string;
    }
  | { readonly kind: "say"; readonly message: Message; readonly closes: boolean }
  | {
      readonly kind: "form";
      readonly verb: FormVerb;
      readonly interview: string | null;
      /** What stands in its fields instead of what is stored. */
      readonly values?: Readonly<Record<string, string>>;
    }
  | { readonly kind: "nothing" };

export interface Situation extends Ground {
  readonly parseAddress: (text: string) => string | null;
}

export async function decide(event: ChatEvent, at: Situation): Promise<Decision> {
  switch (event.kind) {
    case "text":
      return decideText(event.text, at);
    case "command":
      return event.record === undefined
        ? decideText(phraseOf(event.word, event.text), at)
        : decideAbout(event.word, event.text, event.record, at);
    case "press":
      return decidePress(event.action, event.value, at);
    case "submit":
      return decideForm(event, at);
    case "profile": {
      const { name, timeZone, email } = event;
      return run({
        kind: "profile",
        ...(name === undefined ? {} : { name }),
        ...(timeZone === undefined ? {} : { timeZone }),
        ...(email === undefined ? {} : { email }),
      });
    }
    case "new":
      return decideNew(event.text, at);
    case "opened":
      return at.user.welcomed ? { kind: "nothing" } : run({ kind: "hello" });
    case "left":
      return { kind: "nothing" };
  }
}

const run = (command: Command, more: Partial<Omit<Decided, "command">> = {}): Decision => ({
  kind: "command",
  command,
  alternatives: [],
  answers: false,
  inPlace: false,
  ...more,
});

const say = (words: string, closes = false): Decision => ({ kind: "say", message: message(text(words)), closes });

/** A command about the one interview that was chosen from suggestions; `text` says the rest, without naming it. */
async function decideAbout(word: string, text: string, record: string, at: Situation): Promise<Decision> {
  const found = await at.scope.interviews.get(record);
  if (found === null) return say(REPLIES.not_there);
  const on = { interview: found.id, version: found.version };
  switch (word) {
    case "show":
    case "prep":
      return run({ kind: word, interview: found.id });
    case "cancel":
      return run({ kind: "cancel", reason: "me", ...on });
    case "done":
      return run({ kind: "complete", ...on });
  }
  if (word === "move" && text === "") return decidePress(action("move", found.id, found.version), null, at);
  const near = (await (at.near ?? known(at.scope.interviews, at.now))).filter(({ id }) => id !== found.id);
  return decideText(phraseAbout(word, text), {
    ...at,
    conversation: { ...at.conversation, last: found.id, question: null, questionId: null },
    near: Promise.resolve([knownOf(found, at.now), ...near]),
  });
}

/** Words of a person; also those that waited until their zone was known. */
export async function decideText(words: string, at: Situation): Promise<Decision> {
  const { offer, question } = at.conversation;
  const small = smallTalk(words);
  if (offer !== null && question === null) {
    const forGood = offer.kind === "delete" || offer.kind === "delete_everything";
    if (small === "yes" || (small === "fine" && !forGood) || (forGood && saysDelete(words))) {
      return run(offer, { answers: true });
    }
    if (small === "no") return say(REPLIES.closed, true);
  }
  const { reading, known } = await readWords(words, at);
  if (at.user.timeZone === null && needsZone(reading)) {
    return { kind: "ask", question: ZONE_QUESTION, known, again: null, waiting: words };
  }
  if (reading.kind !== "not_understood") return fromReading(reading, known);
  if (reading.twoWishes) return say(REPLIES.two_wishes);
  if (small !== null) {
    return question === null ? say(REPLIES[small]) : { kind: "ask", question, known, again: "still_open" };
  }
  if (question !== null) return { kind: "ask", question, known, again: "not_understood" };
  const named = namedAlone(words, reading.frame, known);
  if (named !== null) return named;
  const moment = { reader: readerOf(at.user), now: at.now };
  return { kind: "say", message: notUnderstood(words, reading.frame, moment), closes: false };
}

const FEW_WORDS = 3;

/** "Stripe?": whoever only names what is stored wants to see it. */
function namedAlone(words: string, { company }: Frame, known: readonly Known[]): Decision | null {
  if (company === undefined || words.trim().split(/\s+/).length > FEW_WORDS) return null;
  const here = known.filter((it) => companyKey(it.company) === companyKey(company));
  const ahead = here.filter(({ upcoming }) => upcoming);
  const found = ahead.length > 0 ? ahead : here;
  const [first] = found;
  if (first === undefined) return null;
  if (found.length === 1) return run({ kind: "show", interview: first.id });
  const choices = found.slice(0, 5).map(({ id }) => ({ slot: "target", target: id }) as const);
  const frame: Frame = { intent: "show", company, needsClarification: ["target"] };
  return { kind: "ask", question: { asks: "target", why: "several", frame, choices }, known, again: null };
}

function fromReading(reading: Exclude<Reading, { kind: "not_understood" }>, known: readonly Known[]): Decision {
  switch (reading.kind) {
    case "command": {
      const { command, alternatives, answers } = reading;
      return run(command, { alternatives, answers });
    }
    case "question": {
      // Nothing need be asked for what cannot be done yet.
      const feature = NOT_YET.find((name) => name === reading.question.frame.intent);
      if (feature !== undefined) return run({ kind: "not_yet", feature });
      // Only a place that is not known is asked for by the language itself.
      const again = reading.question.asks === "timeZone" ? "not_understood" : null;
      return { kind: "ask", question: reading.question, known, again };
    }
    case "closed":
      return say(REPLIES.closed, true);
  }
}

async function decidePress(pressed: string, value: string | null, at: Situation): Promise<Decision> {
  const parsed = parseAction(pressed);
  const press = parsed === null ? null : readPress(parsed, value, at.user);
  const { question, questionId } = at.conversation;
  switch (press?.kind) {
    case "command":
      return run(press.command, { inPlace: press.inPlace });
    case "form":
      return at.user.timeZone === null && (press.verb === "what" || press.verb === "when" || press.verb === "move")
        ? { kind: "ask", question: ZONE_QUESTION, known: [], again: null }
        : press;
    case "edit_menu": {
      const found = await at.scope.interviews.get(press.interview);
      if (found === null) return say(REPLIES.outdated);
      return { kind: "say", message: editMenu(found), closes: false };
    }
    case "close":
      if (press.questionId === null) return say(REPLIES.closed);
      return press.questionId === questionId ? say(REPLIES.closed, true) : say(REPLIES.answered);
    case "answer": {
      const choice = question?.choices[press.choice];
      if (question === null || choice === undefined || press.questionId !== questionId) return say(REPLIES.answered);
      const context = await contextOf(at);
      const reading = readChoice(question, choice, context);
      return reading.kind === "not_understood" ? say(REPLIES.outdated) : fromReading(reading, context.interviews ?? []);
    }
    default:
      return say(REPLIES.outdated);
  }
}

function decideForm(
  { form, values, on }: Extract<ChatEvent, { kind: "submit" }>,
  at: Situation,
): Decision | Promise<Decision> {
  const parsed = parseAction(form);
  if (parsed === null) return say(REPLIES.outdated);
  const filled = readForm(parsed, values, { reader: readerOf(at.user), now: at.now, parseAddress: at.parseAddress });
  // Whoever fills in the form has no need of the question that asked for the same.
  if ("command" in filled)
    return run(filled.command, {
      answers: at.conversation.question?.frame.intent === filled.command.kind,
      // What changes an interview belongs on the card that was pressed; a new one has none yet.
      inPlace: on !== undefined && "interview" in filled.command,
    });
  if ("text" in filled) return decideText(filled.text, at);
  // It was right when it was sent, and time has moved on since.
  return say(Object.values(filled.errors)[0] ?? "Please try that form again.");
}

/** The form for a new interview, with what the text says of it filled in. */
async function decideNew(text: string, at: Situation): Promise<Decision> {
  if (at.user.timeZone === null) return { kind: "ask", question: ZONE_QUESTION, known: [], again: null };
  const form: Decision = { kind: "form", verb: "what", interview: null };
  return text.trim() === "" ? form : { ...form, values: newValues(understand(text, await aloneWith(at)), at) };
}

/** What may be known of the person's interviews, without the open question: a form answers none. */
async function aloneWith(at: Situation): Promise<Context> {
  const { question: _open, ...alone } = await contextOf(at);
  return alone;
}

function newValues(frame: Frame, { user }: Situation): Readonly<Record<string, string>> {
  const start = frame.startsAt?.withTimeZone(zoneOf(user));
  const day = start?.toPlainDate() ?? frame.day;
  const time = start?.toPlainTime() ?? frame.time;
  return {
    company: frame.company ?? "",
    round: frame.round ?? "",
    date: day?.toString() ?? "",
    time: time?.toString({ smallestUnit: "minute" }) ?? "",
    place: frame.link ?? frame.location ?? "",
  };
}

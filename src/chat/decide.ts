/** Decides what an event asks for: reads words, buttons and forms into one decision. Reads the store, changes nothing. */
import type { Command } from "../commands/command.ts";
import type { Scope } from "../commands/features.ts";
import { readChoice } from "../language/choose.ts";
import { read } from "../language/read.ts";
import type { Context, Known, Question, Reading } from "../language/reading.ts";
import { readerOf } from "../users/times.ts";
import { type User, zoneOf } from "../users/user.ts";
import { parseAction } from "./actions.ts";
import { type FormVerb, readForm } from "./forms.ts";
import { known, knownAt } from "./known.ts";
import { message, text } from "./messages/build.ts";
import { editMenu } from "./messages/menus.ts";
import { notUnderstood } from "./messages/questions.ts";
import type { ChatEvent, Message } from "./port.ts";
import { readPress } from "./presses.ts";
import type { Conversation } from "./repository.ts";

export type Decision =
  | {
      readonly kind: "command";
      readonly command: Command;
      readonly alternatives: readonly Temporal.ZonedDateTime[];
      /** Whether the open question is settled by it. */
      readonly answers: boolean;
      /** Whether the message that was pressed becomes the answer. */
      readonly inPlace: boolean;
    }
  | { readonly kind: "ask"; readonly question: Question; readonly known: readonly Known[]; readonly again: boolean }
  | { readonly kind: "say"; readonly message: Message; readonly closes: boolean }
  | { readonly kind: "form"; readonly verb: FormVerb; readonly interview: string | null }
  | { readonly kind: "nothing" };

export interface Situation {
  readonly user: User;
  readonly scope: Scope;
  readonly conversation: Conversation;
  readonly now: Temporal.Instant;
  readonly parseAddress: (text: string) => string | null;
}

const OUTDATED = message(text('That button is no longer in use. Write "list" to see your interviews, or "help".'));
const ANSWERED = message(text("That question is settled already."));
const CLOSED = message(text("Fine, nothing changed."));

export async function decide(event: ChatEvent, at: Situation): Promise<Decision> {
  switch (event.kind) {
    case "text":
      return decideText(event.text, at);
    case "command":
      return decideText(`${event.word} ${event.text}`.trim() || "help", at);
    case "press":
      return decidePress(event.action, event.value, at);
    case "submit":
      return decideForm(event.form, event.values, at);
    case "profile":
      return decideProfile(event, at.user);
    case "opened":
      return at.user.welcomed ? { kind: "nothing" } : run({ kind: "hello" });
    case "left":
      return { kind: "nothing" };
  }
}

const run = (command: Command, inPlace = false): Decision => ({
  kind: "command",
  command,
  alternatives: [],
  answers: false,
  inPlace,
});

async function decideText(words: string, at: Situation): Promise<Decision> {
  const context = await contextOf(at);
  let reading = read(words, context);
  let interviews = context.interviews ?? [];
  const named = unfound(reading);
  if (named !== null) {
    // Nothing near in time fits: the company may be further back or ahead than what was read.
    const more = await knownAt(at.scope.interviews, named, interviews, at.now);
    if (more.length > 0) {
      interviews = [...interviews, ...more];
      reading = read(words, { ...context, interviews });
    }
  }
  return fromReading(reading, interviews, at);
}

async function contextOf({ user, scope, conversation, now }: Situation): Promise<Context> {
  return {
    now,
    timeZone: zoneOf(user),
    interviews: await known(scope.interviews, now),
    ...(conversation.last === null ? {} : { last: conversation.last }),
    ...(conversation.question === null ? {} : { question: conversation.question }),
  };
}

/** The company that a command is about and that none of the interviews read so far is at. */
function unfound(reading: Reading): string | null {
  if (reading.kind !== "question") return null;
  const { asks, why, frame } = reading.question;
  return asks === "target" && why === "none" ? (frame.company ?? null) : null;
}

function fromReading(reading: Reading, interviews: readonly Known[], { user, conversation, now }: Situation): Decision {
  switch (reading.kind) {
    case "command": {
      const { command, alternatives, answers } = reading;
      return { kind: "command", command, alternatives, answers, inPlace: false };
    }
    case "question":
      return { kind: "ask", question: reading.question, known: interviews, again: false };
    case "closed":
      return { kind: "say", message: CLOSED, closes: true };
    case "not_understood": {
      const said = notUnderstood(reading.frame, { reader: readerOf(user), now });
      return conversation.question === null
        ? { kind: "say", message: said, closes: false }
        : { kind: "ask", question: conversation.question, known: interviews, again: true };
    }
  }
}

async function decidePress(pressed: string, value: string | null, at: Situation): Promise<Decision> {
  const parsed = parseAction(pressed);
  const press = parsed === null ? null : readPress(parsed, value, at.user);
  switch (press?.kind) {
    case "command":
      return run(press.command, press.inPlace);
    case "form":
      return { kind: "form", verb: press.verb, interview: press.interview };
    case "edit_menu": {
      const found = await at.scope.interviews.get(press.interview);
      return { kind: "say", message: found === null ? OUTDATED : editMenu(found), closes: false };
    }
    case "close":
      return { kind: "say", message: CLOSED, closes: true };
    case "answer": {
      const { question, questionId } = at.conversation;
      const choice = question?.choices[press.choice];
      if (question === null || choice === undefined || press.questionId !== questionId) {
        return { kind: "say", message: ANSWERED, closes: false };
      }
      const context = await contextOf(at);
      return fromReading(readChoice(question, choice, context), context.interviews ?? [], at);
    }
    default:
      return { kind: "say", message: OUTDATED, closes: false };
  }
}

function decideForm(
  form: string,
  values: Readonly<Record<string, string>>,
  at: Situation,
): Decision | Promise<Decision> {
  const parsed = parseAction(form);
  if (parsed === null) return { kind: "say", message: OUTDATED, closes: false };
  const filled = readForm(parsed, values, { reader: readerOf(at.user), now: at.now, parseAddress: at.parseAddress });
  if ("command" in filled) return run(filled.command);
  if ("text" in filled) return decideText(filled.text, at);
  // It was right when it was sent, and time has moved on since.
  return {
    kind: "say",
    message: message(text(Object.values(filled.errors)[0] ?? "Please try that form again.")),
    closes: false,
  };
}

function decideProfile(event: Extract<ChatEvent, { kind: "profile" }>, user: User): Decision {
  const { timeZone } = event;
  if (timeZone === undefined || timeZone === user.timeZone || user.timeZoneConfirmed) return { kind: "nothing" };
  return run({ kind: "guess_zone", timeZone });
}

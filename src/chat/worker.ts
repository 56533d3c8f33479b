/** Works one stored event: decides, carries out, answers. Safe to run again after a crash at any line. */
import { randomBytes } from "node:crypto";
import type { Command, CommandKind } from "../commands/command.ts";
import { execute } from "../commands/execute.ts";
import type { Features } from "../commands/features.ts";
import type { Result } from "../commands/result.ts";
import { DeliveryError, PersonError } from "../errors.ts";
import type { Interview } from "../interviews/interview.ts";
import type { Logger } from "../log.ts";
import type { PeopleRepository } from "../users/repository.ts";
import { readerOf } from "../users/times.ts";
import type { User } from "../users/user.ts";
import { type Decision, decide } from "./decide.ts";
import { formFor } from "./forms.ts";
import { known } from "./known.ts";
import { answer } from "./messages/answers.ts";
import { message, text } from "./messages/build.ts";
import { questionMessage } from "./messages/questions.ts";
import type { ChatAdapter, Message, MessageRef, Person } from "./port.ts";
import type { CardRepository, Conversation, ConversationRepository, Inbox, InboxItem } from "./repository.ts";

export interface WorkerDeps {
  readonly features: Features;
  readonly people: PeopleRepository;
  readonly inbox: Inbox;
  chatOf(user: Pick<User, "id" | "absorbed">): {
    readonly conversation: ConversationRepository;
    readonly cards: CardRepository;
  };
  /** Null for a platform that is not switched on in this process. */
  adapterFor(person: Person): ChatAdapter | null;
  /** A zone for people whose platform names none: the machine's own for the local page, otherwise absent. */
  guessFor(person: Person): { readonly timeZone?: string };
  now(): Temporal.Instant;
  readonly log: Logger;
  /** Runs what follows from changes; told of each person whose home may look different. */
  followUp(interview: Interview): void;
  homeChanged(user: User): void;
  onCommand(kind: CommandKind, ms: number): void;
  onReplied(ms: number): void;
}

/** What one event leaves to be said and remembered. */
interface Outcome {
  readonly reply: Message | null;
  readonly conversation: Conversation;
  readonly card: Interview | null;
  readonly inPlace: boolean;
}

/** A command that only looks needs no record of what it was decided to be. */
const LOOKS: ReadonlySet<CommandKind> = new Set([
  "show",
  "list",
  "prep",
  "help",
  "hello",
  "not_yet",
  "keep",
  "settings",
]);

export type Work = (item: InboxItem, token: string) => Promise<void>;

export function createWorker(deps: WorkerDeps): Work {
  return async (item, token) => {
    const { event } = item;
    const person = event.from.person;
    const adapter = mustAdapt(person);
    const began = performance.now();
    const changed: Interview[] = [];
    const features: Features = { ...deps.features, followUp: (interview) => changed.push(interview) };
    const user = await deps.people.signIn(person, deps.now(), deps.guessFor(person));
    const { conversation: conversations, cards } = deps.chatOf(user);
    const conversation = await conversations.get(deps.now());

    const outcome = await outcomeOf({ item, token, user, conversation, features }).catch((error: unknown) =>
      apologise(error, item, conversation),
    );
    // The record is deleted with everything else: nothing may bring a trace of it back.
    const gone = item.event.kind !== "left" && (await deps.people.get(user.id)) === null;
    if (outcome.reply !== null) {
      const ref = await say(adapter, item, outcome, outcome.reply);
      if (event.kind !== "opened" && event.kind !== "profile") deps.onReplied(performance.now() - began);
      if (outcome.card !== null && !gone) {
        await cards.put({ recordId: outcome.card.id, person, ref, version: outcome.card.version });
      }
    }
    if (!gone && !same(conversation, outcome.conversation)) await conversations.set(outcome.conversation, deps.now());
    for (const interview of changed) deps.followUp(interview);
    if (event.kind === "opened" || gone) deps.homeChanged(user);
  };

  function mustAdapt(person: Person): ChatAdapter {
    const adapter = deps.adapterFor(person);
    if (adapter === null) throw new Error(`${person.platform} is not switched on here`);
    return adapter;
  }

  async function outcomeOf(at: {
    item: InboxItem;
    token: string;
    user: User;
    conversation: Conversation;
    features: Features;
  }): Promise<Outcome> {
    const { item, token, user, conversation, features } = at;
    const scope = features.of(user);
    const now = deps.now();
    // After a crash the event means what it was decided to mean, even if the same words would now be read differently.
    const decision: Decision =
      item.command !== null
        ? { kind: "command", command: item.command, alternatives: [], answers: true, inPlace: false }
        : await decide(item.event, { user, scope, conversation, now, parseAddress: features.parseAddress });
    const moment = { reader: readerOf(user), now };
    const keep: Outcome = { reply: null, conversation, card: null, inPlace: false };
    switch (decision.kind) {
      case "nothing":
        return keep;
      case "say":
        return {
          ...keep,
          reply: decision.message,
          conversation: decision.closes ? { ...conversation, question: null, questionId: null } : conversation,
        };
      case "ask": {
        const questionId = decision.again ? (conversation.questionId ?? newId()) : newId();
        return {
          ...keep,
          reply: questionMessage(decision.question, questionId, decision.known, moment, decision.again),
          conversation: { ...conversation, question: decision.question, questionId },
        };
      }
      case "form": {
        const interview = decision.interview === null ? null : await scope.interviews.get(decision.interview);
        if (decision.interview !== null && interview === null) {
          throw new PersonError('That interview is no longer there. Write "list" to see what is.');
        }
        const form = formFor(decision.verb, interview, {
          reader: moment.reader,
          now,
          parseAddress: features.parseAddress,
        });
        await mustAdapt(item.event.from.person).openForm(item.event.from, form);
        return keep;
      }
      case "command": {
        if (item.command === null && !LOOKS.has(decision.command.kind)) {
          await deps.inbox.decide(item.id, token, decision.command);
        }
        const began = performance.now();
        const result = await execute({ user, eventId: item.id, now }, decision.command, features);
        deps.onCommand(decision.command.kind, performance.now() - began);
        return afterCommand(decision, result, at, moment);
      }
    }
  }

  async function afterCommand(
    decision: Extract<Decision, { kind: "command" }>,
    result: Result,
    { user, conversation, features }: { user: User; conversation: Conversation; features: Features },
    moment: { readonly reader: ReturnType<typeof readerOf>; readonly now: Temporal.Instant },
  ): Promise<Outcome> {
    const after = "user" in result ? result.user : user;
    const reply = answer(
      result,
      after,
      { ...moment, reader: readerOf(after) },
      { alternatives: decision.alternatives },
    );
    const interview = "interview" in result ? result.interview : null;
    const open = decision.answers || asksAgain(decision.command) ? null : conversation.question;
    const next: Conversation = {
      question: open,
      questionId: open === null ? null : conversation.questionId,
      last: interview === null || interview.deletedAt !== null ? conversation.last : interview.id,
    };
    const outcome = {
      reply,
      conversation: next,
      card: result.kind === "interview" ? interview : null,
      inPlace: decision.inPlace,
    };
    if (open === null || conversation.questionId === null || reply === null || !isWords(decision)) return outcome;
    // One question at a time, and none is forgotten: the open one is offered again below the answer.
    const still = questionMessage(
      open,
      conversation.questionId,
      await known(features.of(user).interviews, moment.now),
      moment,
    );
    return {
      ...outcome,
      reply: {
        text: `${reply.text}\n\n${still.text}`,
        blocks: [...reply.blocks, text("And the question is still open:"), ...still.blocks],
      },
    };
  }

  function apologise(error: unknown, item: InboxItem, conversation: Conversation): Outcome {
    const say = (words: string): Outcome => ({ reply: message(text(words)), conversation, card: null, inPlace: false });
    if (error instanceof PersonError) return say(error.message);
    if (error instanceof DeliveryError) {
      deps.log.warn({ err: error, reason: error.reason, event: item.id }, "an outside system did not take it");
      return say(
        error.permanent
          ? "That address does not take mail. Check it and write it once more."
          : "The mail server does not answer right now. Nothing is lost; please try again in a few minutes.",
      );
    }
    // The database is away: the event stays stored and is tried again, so nothing is answered yet.
    if (item.attempts < 3 && error instanceof Error && /^Mongo(Network|ServerSelection)/.test(error.name)) throw error;
    const reference = randomBytes(2).toString("hex");
    deps.log.error({ err: error, event: item.id, reference }, "an event could not be carried out");
    return say(`That didn't work, and it's on us. Nothing you wrote is lost. Reference ${reference}.`);
  }
}

/** Sends the answer; a press changes its own message where the platform can. The nonce makes a repeat harmless. */
async function say(adapter: ChatAdapter, item: InboxItem, { inPlace }: Outcome, reply: Message): Promise<MessageRef> {
  const { event } = item;
  if (inPlace && event.kind === "press" && event.on !== null) {
    await adapter.update(event.from.person, event.on, reply);
    return event.on;
  }
  return adapter.send(event.from, reply, `re:${item.id}`);
}

const newId = () => randomBytes(4).toString("hex");
const same = (a: Conversation, b: Conversation) =>
  a.question === b.question && a.questionId === b.questionId && a.last === b.last;
const isWords = ({ inPlace }: { readonly inPlace: boolean }) => !inPlace;

/** These end with a question of their own. */
const asksAgain = (command: Command) =>
  (command.kind === "delete" || command.kind === "delete_everything") && !command.confirmed;

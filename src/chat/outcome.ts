/** Carries one event out: from the decision to what is to be said and remembered. Sends nothing itself. */
import { createHash } from "node:crypto";
import type { Command, CommandKind } from "../commands/command.ts";
import { execute } from "../commands/execute.ts";
import type { Features, Scope } from "../commands/features.ts";
import type { Result } from "../commands/result.ts";
import { PersonError } from "../errors.ts";
import type { Interview } from "../interviews/interview.ts";
import type { Known } from "../language/reading.ts";
import { readerOf } from "../users/times.ts";
import type { Identity, User } from "../users/user.ts";
import { type Decision, decide, decideText } from "./decide.ts";
import { formFor } from "./forms.ts";
import { answer } from "./messages/answers.ts";
import type { Moment } from "./messages/build.ts";
import { asksForMail, withMailOffer } from "./messages/mail-offer.ts";
import { questionMessage } from "./messages/questions.ts";
import type { Form, Message } from "./port.ts";
import { contextOf } from "./read-words.ts";
import type { Conversation, Decided, InboxItem } from "./repository.ts";
import { ZONE_QUESTION } from "./zone-first.ts";

/** One message to send. */
export interface Reply {
  readonly message: Message;
  /** The interview that it shows, and that it is kept in step with from now on. */
  readonly card: Interview | null;
  /** Whether it takes the place of the message that was pressed. */
  readonly inPlace: boolean;
  /** Whether it asks the question that is open from now on. */
  readonly asks: boolean;
}

/** What one event leaves to be said and remembered. */
export interface Outcome {
  readonly replies: readonly Reply[];
  readonly conversation: Conversation;
  readonly form: Form | null;
  /** Where somebody was known who is deleted now: nothing may bring a trace of them back. */
  readonly erased: readonly Identity[] | null;
}

export interface OutcomeDeps {
  readonly features: Features;
  /** Keeps what was decided, before it is carried out. */
  keep(decided: Decided): Promise<void>;
  /** The person as they are now. */
  reread(): Promise<User | null>;
  onCommand(kind: CommandKind, ms: number): void;
  /** The person's interviews, where they are being read already. */
  readonly near?: Promise<readonly Known[]> | undefined;
}

interface Ground {
  readonly item: InboxItem;
  readonly user: User;
  readonly scope: Scope;
  readonly conversation: Conversation;
  readonly now: Temporal.Instant;
}

/** A command that only looks needs no record of what it was decided to be. */
const LOOKS: ReadonlySet<CommandKind> = new Set(["show", "list", "prep", "help", "hello", "not_yet", "keep"]);

export async function outcomeOf(
  deps: OutcomeDeps,
  item: InboxItem,
  user: User,
  conversation: Conversation,
  now: Temporal.Instant,
): Promise<Outcome> {
  const { features } = deps;
  const scope = features.of(user);
  const ground: Ground = { item, user, scope, conversation, now };
  // After a crash the event means what it was decided to mean, even if the same words would now be read differently.
  const decision: Decision =
    item.decided !== null
      ? { kind: "command", ...item.decided }
      : await decide(item.event, {
          ...{ user, scope, conversation, now, near: deps.near },
          parseAddress: features.parseAddress,
        });
  if (decision.kind === "command" && item.decided === null && !LOOKS.has(decision.command.kind)) {
    const { kind: _, ...decided } = decision;
    await deps.keep(decided);
  }
  return carryOut(deps, decision, ground);
}

async function carryOut(deps: OutcomeDeps, decision: Decision, ground: Ground): Promise<Outcome> {
  const { item, user, conversation, now } = ground;
  const moment: Moment = { reader: readerOf(user), now };
  switch (decision.kind) {
    case "nothing":
      return { replies: [], conversation, form: null, erased: null };
    case "say": {
      const next = decision.closes ? { ...conversation, ...NO_QUESTION, waiting: null } : conversation;
      return { replies: [plain(decision.message)], conversation: { ...next, offer: null }, form: null, erased: null };
    }
    case "ask": {
      const { question, again, waiting } = decision;
      const questionId = again === null ? idOf(item) : (conversation.questionId ?? idOf(item));
      const message = questionMessage(question, questionId, decision.known, moment, again);
      return {
        replies: [{ ...plain(message), asks: true }],
        conversation: {
          ...conversation,
          question,
          questionId,
          offer: null,
          waiting: waiting === undefined ? conversation.waiting : { words: waiting, at: now },
        },
        form: null,
        erased: null,
      };
    }
    case "form": {
      const interview = decision.interview === null ? null : await ground.scope.interviews.get(decision.interview);
      if (decision.interview !== null && interview === null) {
        throw new PersonError('That interview is no longer there. Write "list" to see what is.');
      }
      const parts = { reader: moment.reader, now, parseAddress: deps.features.parseAddress };
      return {
        replies: [],
        conversation,
        form: filled(formFor(decision.verb, interview, parts), decision.values),
        erased: null,
      };
    }
    case "command":
      return command(deps, decision, ground);
  }
}

async function command(deps: OutcomeDeps, decision: Decided, ground: Ground): Promise<Outcome> {
  const { item, user, conversation, now } = ground;
  const began = performance.now();
  const result = await execute({ user, eventId: item.id, now }, decision.command, deps.features);
  deps.onCommand(decision.command.kind, performance.now() - began);

  const after = "user" in result ? result.user : user;
  const moment: Moment = { reader: readerOf(after), now };
  const answered = answer(result, after, moment, {
    alternatives: decision.alternatives,
    // Once a conversation, not below every card.
    asksZone: conversation.last === null,
  });
  const offersMail = answered !== null && deps.features.mailsAreSent && asksForMail(result, user, after);
  const message = offersMail ? withMailOffer(answered) : answered;
  const interview = "interview" in result ? result.interview : null;
  const settles = decision.answers || confirms(result) || answersZone(decision.command, conversation);
  const asks = result.kind === "hello" && result.user.timeZone === null;
  const next: Conversation = {
    ...conversation,
    ...(asks ? { question: ZONE_QUESTION, questionId: idOf(item) } : settles ? NO_QUESTION : {}),
    last: interview === null || interview.deletedAt !== null ? conversation.last : interview.id,
    offer: message === null ? conversation.offer : offerIn(result, after, conversation),
  };
  const outcome: Outcome = {
    replies:
      message === null ? [] : [{ message, card: shows(result) ? interview : null, inPlace: decision.inPlace, asks }],
    conversation: next,
    form: null,
    erased: result.kind === "erased" ? result.identities : null,
  };
  if (outcome.erased !== null) return outcome;
  const { waiting } = conversation;
  const known = waiting === null ? null : await deps.reread();
  if (waiting !== null && known !== null && known.timeZone !== null)
    return resume(deps, outcome, waiting, known, ground);
  if (asks || next.question === null || next.questionId === null || message === null || decision.inPlace)
    return outcome;
  // One question at a time, and none is forgotten: the open one is offered again below the answer.
  const { interviews } = await contextOf({ ...ground, user: after });
  const still = questionMessage(next.question, next.questionId, interviews ?? [], moment, "still_open");
  return { ...outcome, replies: [...outcome.replies, { ...plain(still), asks: true }] };
}

/** What was said before the zone was known, as if it were said now that it is; "tomorrow" counts from then. */
async function resume(
  deps: OutcomeDeps,
  so: Outcome,
  { words, at }: { readonly words: string; readonly at: Temporal.Instant },
  user: User,
  ground: Ground,
): Promise<Outcome> {
  const conversation: Conversation = { ...so.conversation, ...NO_QUESTION, waiting: null };
  const { parseAddress } = deps.features;
  const decision = await decideText(words, { user, scope: ground.scope, conversation, now: at, parseAddress });
  const outcome = await carryOut(deps, decision, { ...ground, user, conversation });
  return { ...outcome, replies: [...so.replies, ...outcome.replies] };
}

/** The form with values in place of its own; an empty one leaves the field as it is. */
const filled = (form: Form, values: Readonly<Record<string, string>> = {}): Form => ({
  ...form,
  fields: form.fields.map((field) => (values[field.name] ? { ...field, value: values[field.name] ?? "" } : field)),
});

const NO_QUESTION = { question: null, questionId: null } as const;

const plain = (message: Message): Reply => ({ message, card: null, inPlace: false, asks: false });

/** These end with a question of their own. */
const confirms = ({ kind }: Result): boolean => kind === "confirm_delete" || kind === "confirm_erase";

/** Whether the message shows the record as it stands, and is to go on doing so. */
const shows = (result: Result): boolean => result.kind === "interview" || result.kind === "removed";

/** The same event gives its question the same name, so that the buttons of a message sent before a crash still work. */
const idOf = ({ id }: InboxItem): string => createHash("sha256").update(id).digest("base64url").slice(0, 12);

/** The zone may be said in a form or pressed while it is asked for. */
const answersZone = (command: Command, { question }: Conversation): boolean =>
  question?.asks === "timeZone" &&
  (command.kind === "profile" || (command.kind === "settings" && command.change?.kind === "zone"));

/** What "yes" means after this answer; null when it asks for none. */
function offerIn(result: Result, user: User, { last }: Conversation): Command | null {
  switch (result.kind) {
    case "confirm_delete":
      return { kind: "delete", confirmed: true, interview: result.interview.id };
    case "confirm_erase":
      return { kind: "delete_everything", confirmed: true };
    case "hello":
      return zoneOffer(result.user);
    case "interview":
      return result.done === "scheduled" && last === null ? zoneOffer(user) : null;
    default:
      return null;
  }
}

const zoneOffer = ({ timeZone, timeZoneConfirmed }: User): Command | null =>
  timeZone === null || timeZoneConfirmed ? null : { kind: "settings", change: { kind: "zone", timeZone } };

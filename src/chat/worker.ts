/** Works one stored event: decides, carries out, answers. Safe to run again after a crash at any line. */
import type { CommandKind } from "../commands/command.ts";
import type { Features } from "../commands/features.ts";
import { DeliveryError } from "../errors.ts";
import type { Interview } from "../interviews/interview.ts";
import type { Logger } from "../log.ts";
import type { PeopleRepository } from "../users/repository.ts";
import { readerOf } from "../users/times.ts";
import type { Identity, User } from "../users/user.ts";
import { apology } from "./apology.ts";
import { known } from "./known.ts";
import { message, text } from "./messages/build.ts";
import { home } from "./messages/home.ts";
import { settledQuestion } from "./messages/questions.ts";
import { outOfReach } from "./messages/replies.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { ChatAdapter, ChatEvent, MessageRef, Person, Profile } from "./port.ts";
import {
  type CardRepository,
  type Conversation,
  type ConversationRepository,
  type Inbox,
  type InboxItem,
  NOTHING_SAID,
} from "./repository.ts";
import { isPermanent, retire, say } from "./say.ts";

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
  /** What the platform knows of somebody who is here for the first time. Never throws. */
  profileOf(person: Person): Promise<Profile>;
  now(): Temporal.Instant;
  readonly log: Logger;
  /** Runs what follows from changes; told of each person whose home may look different. */
  followUp(interview: Interview): void;
  homeChanged(user: User): void;
  onCommand(kind: CommandKind, ms: number): void;
  onReplied(ms: number): void;
}

/** Works one event. Throws when it is to be tried again later. */
export type Work = (item: InboxItem, token: string) => Promise<void>;

/** Events that are words or deeds of the person, not of their platform. */
const isContact = ({ kind }: ChatEvent): boolean => kind !== "profile" && kind !== "left";

/** Events that are read with what is known of the person's interviews: both are asked for at the same time. */
const isWords = ({ event, decided }: InboxItem): boolean =>
  decided === null && (event.kind === "text" || event.kind === "command");

export function createWorker(deps: WorkerDeps): Work {
  return async (item, token) => {
    const { event } = item;
    const { person } = event.from;
    if (event.kind === "left") {
      await deps.people.lost(
        { platform: person.platform, team: person.team, externalId: person.id },
        "left",
        deps.now(),
        true,
      );
      return;
    }
    if (event.kind === "profile" && event.ofAnybody === true && !(await deps.people.knows(person))) return;
    const adapter = deps.adapterFor(person);
    if (adapter === null) throw new Error(`${person.platform} is not switched on here`);
    const began = performance.now();
    const user = await deps.people.signIn(person, deps.now(), () => deps.profileOf(person));
    const { conversation: conversations, cards } = deps.chatOf(user);
    const near = isWords(item) ? known(deps.features.of(user).interviews, deps.now()) : undefined;
    // Whoever needs it hears of it when it fails; when nobody does, nothing is lost.
    near?.catch(() => {});
    const before = (await conversations.get(deps.now())) ?? NOTHING_SAID;
    // All was said and remembered, and only "done" was not written: what is owed beside is owed in the records.
    if (before.by === item.id) return;

    const changed: Interview[] = [];
    const features: Features = { ...deps.features, followUp: (interview) => changed.push(interview) };
    const outcome = await outcomeOf(
      {
        features,
        keep: (decided) => deps.inbox.decide(item.id, token, decided),
        reread: () => deps.people.get(user.id),
        onCommand: deps.onCommand,
        near,
      },
      item,
      user,
      before,
      deps.now(),
    ).catch((error: unknown) => sorry(apology(error, deps.log, item.id), before));

    try {
      if (outcome.form !== null) await adapter.openForm(event.from, outcome.form);
      const askedAt = await tell(adapter, item, outcome, cards);
      if (outcome.replies.length > 0 && event.kind !== "opened") deps.onReplied(performance.now() - began);
      if (user.lostSince !== null && isContact(event) && outcome.erased === null)
        await welcomeBack(adapter, item, user);
      if (outcome.erased !== null) return await emptyHomes(outcome.erased, user);
      const after: Conversation = {
        ...outcome.conversation,
        askedAt: outcome.conversation.question === null ? null : (askedAt ?? outcome.conversation.askedAt),
      };
      if (!user.welcomed && isContact(event) && outcome.replies.length > 0) {
        await features.of(user).me.change({ welcomed: true }, `welcomed:${user.id}`, null);
      }
      await settle(before, after, user);
      if (!same(before, after)) await conversations.set({ ...after, by: item.id }, deps.now());
    } finally {
      // Also when the answer could not be sent: what follows from a change does not wait for that.
      for (const interview of changed) deps.followUp(interview);
    }
    if (event.kind === "opened") deps.homeChanged(user);
  };

  /** Whoever was out of reach may have missed a reminder, and has to know. */
  async function welcomeBack(adapter: ChatAdapter, { id, event }: InboxItem, user: User): Promise<void> {
    const words = outOfReach(user, { reader: readerOf(user), now: deps.now() });
    try {
      // Where they are now: what lost them may be closed still.
      await adapter.send(event.from, words, `back:${id}`);
      await deps.people.told(user.id);
    } catch (err) {
      // The answer itself has reached them; they are told at another contact.
      if (!(err instanceof DeliveryError && err.permanent)) throw err;
      deps.log.warn({ err, event: id }, "a person could not be told that they were out of reach");
    }
  }

  /** Says it all, in order; gives where the open question stands now. */
  async function tell(
    adapter: ChatAdapter,
    { id, event }: InboxItem,
    { replies, erased }: Outcome,
    cards: CardRepository,
  ): Promise<Conversation["askedAt"]> {
    const { person } = event.from;
    let askedAt: Conversation["askedAt"] = null;
    for (const [index, reply] of replies.entries()) {
      try {
        const ref = await say(adapter, event, reply, index === 0 ? `re:${id}` : `re:${id}:${index}`);
        if (reply.asks) askedAt = { person, ref };
        if (reply.card !== null && erased === null && ref.fleeting !== true)
          await keepCard(cards, reply.card, { person, ref });
      } catch (error) {
        if (!isPermanent(error)) throw error;
        // Nobody is there to hear it; what was asked for is done all the same.
        deps.log.warn({ err: error, event: id }, "an answer could not be delivered");
        return askedAt;
      }
    }
    return askedAt;
  }

  /** The message is the record's card from now on; word of its deletion is one only where the card stood. */
  async function keepCard(
    cards: CardRepository,
    { id, version, deletedAt }: Interview,
    { person, ref }: { readonly person: Person; readonly ref: MessageRef },
  ): Promise<void> {
    const here = deletedAt === null || (await cards.of(id)).some((card) => card.ref.id === ref.id);
    if (here) await cards.put({ recordId: id, person, ref, version });
  }

  /** A question that is settled, or that stands further below now, loses its buttons. */
  async function settle(before: Conversation, after: Conversation, user: User): Promise<void> {
    const { question, askedAt } = before;
    if (question === null || askedAt === null || askedAt.ref.id === after.askedAt?.ref.id) return;
    const words = settledQuestion(question, { reader: readerOf(user), now: deps.now() });
    await retire(deps.adapterFor(askedAt.person), askedAt, words, deps.log);
  }

  /** Nothing of somebody who is gone may stay on show. */
  async function emptyHomes(identities: readonly Identity[], user: User): Promise<void> {
    const nothing = home([], { reader: readerOf(user), now: deps.now() });
    for (const { platform, team, externalId } of identities) {
      const person = { platform, team, id: externalId };
      await deps
        .adapterFor(person)
        ?.publishHome(person, nothing)
        .catch((err: unknown) => deps.log.warn({ err, platform }, "a home was not emptied"));
    }
  }
}

const sorry = (words: string, conversation: Conversation): Outcome => ({
  replies: [{ message: message(text(words)), card: null, inPlace: false, asks: false }],
  conversation: { ...conversation, offer: null },
  form: null,
  erased: null,
});

const same = (a: Conversation, b: Conversation) =>
  a.question === b.question &&
  a.questionId === b.questionId &&
  a.askedAt === b.askedAt &&
  a.last === b.last &&
  a.offer === b.offer &&
  a.waiting === b.waiting;

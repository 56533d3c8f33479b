/** Carries a reminder to a person's chat: the message, the address, and what to do when a platform has lost them. */
import { DeliveryError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Handed, Notice, ReminderChannel } from "../reminders/channel.ts";
import type { PeopleRepository } from "../users/repository.ts";
import type { Identity, User } from "../users/user.ts";
import { buttons, message, text } from "./messages/build.ts";
import { reminderMessage } from "./messages/reminder.ts";
import type { Address, Button, ChatAdapter, Message, MessageRef, Person } from "./port.ts";
import type { CardRepository } from "./repository.ts";

export interface NoticeDeps {
  readonly people: PeopleRepository;
  readonly log: Logger;
  identitiesOf(user: User): Promise<readonly Identity[]>;
  cardsOf(user: User): CardRepository;
  adapterFor(person: Person): ChatAdapter | null;
}

const personOf = ({ platform, team, externalId }: Identity): Person => ({ platform, team, id: externalId });

/**
 * The person's chat as a channel for reminders: the platform they used last, and if that has lost them, the next one.
 * Null when no platform reaches them.
 */
export async function chatChannel(deps: NoticeDeps, user: User): Promise<ReminderChannel | null> {
  const reachable = (await deps.identitiesOf(user)).filter(
    (identity) => identity.brokenBecause === null && deps.adapterFor(personOf(identity)) !== null,
  );
  const [first] = reachable;
  if (first === undefined) return null;
  return {
    name: first.platform,
    async deliver(notice: Notice, nonce: string): Promise<Handed> {
      let lost: unknown = null;
      for (const identity of reachable) {
        try {
          const ref = await sendTo(deps, identity, reminderMessage(notice), nonce);
          const { id, version } = notice.interview;
          await deps.cardsOf(user).put({ recordId: id, person: personOf(identity), ref, version });
          return "accepted";
        } catch (error) {
          if (!(error instanceof DeliveryError && error.permanent)) throw error;
          await deps.people.markReach(identity, error.reason);
          lost = error;
        }
      }
      throw lost;
    },
  };
}

/** Tells a person something on whatever platform still reaches them; failures are logged, there is nobody left to tell. */
export async function tellPerson(
  deps: NoticeDeps,
  user: User,
  words: string,
  nonce: string,
  press: readonly Button[] = [],
): Promise<void> {
  for (const identity of await deps.identitiesOf(user)) {
    if (identity.brokenBecause !== null || deps.adapterFor(personOf(identity)) === null) continue;
    try {
      await sendTo(deps, identity, message(text(words), ...buttons(...press)), nonce);
      return;
    } catch (err) {
      deps.log.warn({ err, platform: identity.platform }, "a person could not be told");
    }
  }
}

async function sendTo(deps: NoticeDeps, identity: Identity, said: Message, nonce: string): Promise<MessageRef> {
  const address: Address = { person: personOf(identity) };
  const adapter = deps.adapterFor(address.person);
  if (adapter === null) throw new DeliveryError("no such platform here", { permanent: true, reason: "no_platform" });
  return adapter.send(address, said, nonce);
}

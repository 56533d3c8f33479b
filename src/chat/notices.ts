/** Carries a reminder to a person's chat: the message, the address, and what to do when a platform has lost them. */
import { DeliveryError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Handed, Notice, ReminderChannel } from "../reminders/channel.ts";
import type { PeopleRepository } from "../users/repository.ts";
import { type Identity, TEAM_LEFT, type User } from "../users/user.ts";
import { buttons, message, text } from "./messages/build.ts";
import { reminderMessage } from "./messages/reminder.ts";
import type { Address, Button, ChatAdapter, Message, MessageRef, Person } from "./port.ts";
import type { CardRepository } from "./repository.ts";

export interface NoticeDeps {
  readonly people: Pick<PeopleRepository, "lost">;
  readonly log: Logger;
  identitiesOf(user: User): Promise<readonly Identity[]>;
  cardsOf(user: User): CardRepository;
  adapterFor(person: Person): ChatAdapter | null;
  /** Told when the person has had a reminder: their home names the next one. */
  homeChanged(user: User): void;
}

const personOf = ({ platform, team, externalId }: Identity): Person => ({ platform, team, id: externalId });

/**
 * The person's chat as a channel for reminders: the platform they chose, else the one they used last; and if that has
 * lost them, the next one.
 * Null when no platform reaches them.
 */
export async function chatChannel(deps: NoticeDeps, user: User): Promise<ReminderChannel | null> {
  const wanted = ({ platform }: Identity) => (platform === user.settings.platform ? 0 : 1);
  const unbroken = (await deps.identitiesOf(user))
    .filter(({ brokenBecause }) => brokenBecause === null)
    .sort((one, other) => wanted(one) - wanted(other));
  const reachable = unbroken.filter((identity) => deps.adapterFor(personOf(identity)) !== null);
  const [first] = reachable;
  if (first === undefined) return unbroken[0] === undefined ? null : offHere(unbroken[0].platform);
  return {
    name: first.platform,
    async deliver(notice: Notice, nonce: string, again: boolean): Promise<Handed> {
      let lost: unknown = null;
      for (const identity of reachable) {
        try {
          const ref = await sendTo(deps, identity, reminderMessage(notice), nonce, again);
          const { id, version } = notice.interview;
          // The person has it: whatever else goes wrong now, it must not be sent again.
          await deps
            .cardsOf(user)
            .put({ recordId: id, person: personOf(identity), ref, version })
            .catch((err: unknown) => deps.log.warn({ err, interview: id }, "a reminder will not be kept in step"));
          deps.homeChanged(user);
          return "accepted";
        } catch (error) {
          if (!(error instanceof DeliveryError && error.permanent)) throw error;
          await deps.people.lost(identity, error.reason, notice.now, error.lost);
          lost = error;
        }
      }
      throw lost;
    },
  };
}

/** Whether every workspace that knew the person has put the bot out: nothing is sent to them any more, by no way. */
export async function hasLeft(deps: Pick<NoticeDeps, "identitiesOf">, user: User): Promise<boolean> {
  const known = await deps.identitiesOf(user);
  return known.length > 0 && known.every(({ brokenBecause }) => brokenBecause === TEAM_LEFT);
}

/** The channel of somebody who has left. */
export const NOBODY: ReminderChannel = { name: "none", deliver: async () => "not_wanted" };

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

/** The platform is not switched on in this process: another may have it, or this one after a restart. */
const offHere = (platform: string): ReminderChannel => ({
  name: platform,
  deliver: () =>
    Promise.reject(
      new DeliveryError(`${platform} is not switched on here`, { permanent: false, reason: "platform_off" }),
    ),
});

async function sendTo(
  deps: NoticeDeps,
  identity: Identity,
  said: Message,
  nonce: string,
  again = false,
): Promise<MessageRef> {
  const address: Address = { person: personOf(identity) };
  const adapter = deps.adapterFor(address.person);
  if (adapter === null) throw new DeliveryError("no such platform here", { permanent: true, reason: "no_platform" });
  return adapter.send(address, said, nonce, again);
}

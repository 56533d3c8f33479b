/** Keeps what is shown in step with what is stored: the latest card of a record on every device, and the home. */
import type { Upcoming } from "../commands/result.ts";
import { DeliveryError } from "../errors.ts";
import type { Interview } from "../interviews/interview.ts";
import type { InterviewRepository } from "../interviews/repository.ts";
import type { Logger } from "../log.ts";
import { readerOf } from "../users/times.ts";
import type { Identity, User } from "../users/user.ts";
import { presentCard } from "./messages/card.ts";
import { home } from "./messages/home.ts";
import type { ChatAdapter, Person } from "./port.ts";
import type { CardRepository } from "./repository.ts";

export interface CardsDeps {
  now(): Temporal.Instant;
  readonly log: Logger;
  cardsOf(user: User): CardRepository;
  interviewsOf(user: User): InterviewRepository;
  identitiesOf(user: User): Promise<readonly Identity[]>;
  adapterFor(person: Person): ChatAdapter | null;
  upcomingReminders(user: User, interview: Interview, now: Temporal.Instant): readonly Upcoming[];
}

const SHOWN_AT_HOME = 10;

/** Updates every message that shows an older state of the interview. Throws DeliveryError for what may succeed later. */
export async function followCards(deps: CardsDeps, user: User, interview: Interview): Promise<void> {
  const now = deps.now();
  const cards = deps.cardsOf(user);
  for (const card of await cards.of(interview.id)) {
    if (card.version >= interview.version) continue;
    const adapter = deps.adapterFor(card.person);
    if (adapter === null) continue;
    const shown = presentCard(interview, user, deps.upcomingReminders(user, interview, now), {
      reader: readerOf(user),
      now,
    });
    try {
      await adapter.update(card.person, card.ref, shown);
    } catch (error) {
      // A message that is gone cannot be brought up to date, and need not be.
      if (!(error instanceof DeliveryError && error.permanent)) throw error;
    }
    await cards.put({ ...card, version: interview.version });
  }
  await publishHomes(deps, user);
}

/** Draws the home of a person on every platform they use. Throws DeliveryError for what may succeed later. */
export async function publishHomes(deps: CardsDeps, user: User): Promise<void> {
  const now = deps.now();
  const ahead = await deps.interviewsOf(user).ahead(now, SHOWN_AT_HOME);
  const entries = ahead.map((interview) => ({ interview, reminders: deps.upcomingReminders(user, interview, now) }));
  const shown = home(entries, { reader: readerOf(user), now });
  const failures: unknown[] = [];
  for (const { platform, team, externalId, brokenBecause } of await deps.identitiesOf(user)) {
    const person = { platform, team, id: externalId };
    if (brokenBecause !== null) continue;
    try {
      await deps.adapterFor(person)?.publishHome(person, shown);
    } catch (error) {
      // Where there can be no home, trying again for ever would not make one.
      if (error instanceof DeliveryError && error.permanent)
        deps.log.info({ platform, reason: error.reason }, "somebody has no home there");
      else failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

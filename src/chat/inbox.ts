/** Takes events in: stored, then acknowledged, then worked, one at a time for each person. */
import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { InterviewRepository } from "../interviews/repository.ts";
import { title } from "../interviews/words.ts";
import type { Logger } from "../log.ts";
import type { PeopleRepository } from "../users/repository.ts";
import { readerOf } from "../users/times.ts";
import { idsOf, type User } from "../users/user.ts";
import { parseAction } from "./actions.ts";
import { readForm } from "./filled-forms.ts";
import { startLabel } from "./messages/build.ts";
import type { ChatEvent, ChatHandler, Person, Profile, Receipt } from "./port.ts";
import type { Inbox } from "./repository.ts";
import type { Turns } from "./turns.ts";
import type { Work } from "./worker.ts";
import { zoneChoices } from "./zone-choices.ts";

/** Longer than any event takes; renewed while it is worked. */
const LEASE = Temporal.Duration.from({ seconds: 60 });
const RENEW_MS = 20_000;
const FIRST_RETRY_SECONDS = 15;
const LONGEST_RETRY_SECONDS = 5 * 60;
/** Half an hour of trying. What fails longer than that must not keep the person's later words waiting any more. */
const MOST_ATTEMPTS = 10;

/** Who was there within this time may be waiting for an answer. */
const RECENT = Temporal.Duration.from({ hours: 7 * 24 });
const MOST_RECENT = 100;

/** 15 s, doubled with each try, five minutes at most. */
const pauseAfter = (attempts: number): Temporal.Duration =>
  Temporal.Duration.from({ seconds: Math.min(FIRST_RETRY_SECONDS * 2 ** (attempts - 1), LONGEST_RETRY_SECONDS) });

export interface InboxDeps {
  readonly inbox: Inbox;
  readonly people: PeopleRepository;
  interviewsOf(user: Pick<User, "id" | "absorbed">): InterviewRepository;
  readonly work: Work;
  readonly turns: Turns;
  /** Whether this process has the person's platform switched on; another one may. */
  serves(person: Person): boolean;
  readonly clock: Clock;
  readonly log: Logger;
  renew(id: string, token: string, until: Temporal.Instant): Promise<unknown>;
  profileOf(person: Person): Promise<Profile>;
  /** An event is stored, this long after it came. */
  onStored(event: ChatEvent, ms: number): void;
  parseAddress(text: string): string | null;
  /** An event failed and is to be worked again then. */
  onRetry?(at: Temporal.Instant): void;
}

export interface InboxHandler extends ChatHandler {
  /** Works what is stored for a person and not done: also after a crash of whoever stored it. */
  drain(person: Person): Promise<void>;
  /** Resolves when nothing is being worked any more. */
  idle(): Promise<void>;
}

export function createInbox(deps: InboxDeps): InboxHandler {
  const { turns } = deps;
  const draining = new Map<string, { run: Promise<void>; again: boolean }>();

  const receive: ChatHandler["receive"] = async (event) => {
    const began = performance.now();
    const receipt = await turns.letIn(async (): Promise<Receipt> => {
      const errors = await formErrors(event);
      if (errors !== null) return { errors };
      const fresh = await deps.inbox.add(event, deps.clock.now());
      if (!fresh) deps.log.info({ event: event.id, platform: event.from.person.platform }, "an event came again");
      return { stored: true };
    });
    if ("errors" in receipt) return receipt;
    deps.onStored(event, performance.now() - began);
    void turns.whenIn(() => drain(event.from.person));
    return receipt;
  };

  const signIn = (person: Person): Promise<User> =>
    deps.people.signIn(person, deps.clock.now(), () => deps.profileOf(person));

  /** What is wrong with a filled form, while it can still be mended in place; null for anything else. */
  async function formErrors(event: ChatEvent): Promise<Readonly<Record<string, string>> | null> {
    if (event.kind !== "submit") return null;
    const parsed = parseAction(event.form);
    if (parsed === null) return null;
    const user = await signIn(event.from.person);
    const context = { reader: readerOf(user), now: deps.clock.now(), parseAddress: deps.parseAddress };
    const filled = readForm(parsed, event.values, context);
    if ("text" in filled && zoneChoices(event.values[filled.field] ?? "").length === 0) {
      return { [filled.field]: "I don't know that place. Name a big city near you." };
    }
    return "errors" in filled ? filled.errors : null;
  }

  /** One loop a person in this process; other processes are kept out by the store. */
  function drain(person: Person): Promise<void> {
    // Left to whoever can answer: trying here would only wear the event out.
    if (!deps.serves(person)) return Promise.resolve();
    const key = JSON.stringify(person);
    const running = draining.get(key);
    if (running !== undefined) {
      running.again = true;
      return running.run;
    }
    const entry = { run: Promise.resolve(), again: false };
    const loop = async () => {
      do {
        entry.again = false;
        while (await workNext(person));
      } while (entry.again);
    };
    entry.run = loop()
      .catch((err: unknown) => deps.log.error({ err }, "the inbox stopped for a person; the scheduler goes on with it"))
      .finally(() => draining.delete(key));
    draining.set(key, entry);
    return entry.run;
  }

  /** False when there is nothing to do, or somebody else does it. */
  async function workNext(person: Person): Promise<boolean> {
    const token = randomUUID();
    const until = () => deps.clock.now().add(LEASE);
    const item = await deps.inbox.claimNext(person, { token, until: until() }, deps.clock.now());
    if (item === null) return false;
    const renewing = setInterval(() => {
      deps
        .renew(item.id, token, until())
        .catch((err: unknown) => deps.log.warn({ err, event: item.id }, "lease not renewed"));
    }, RENEW_MS);
    try {
      await deps.work(item, token);
      await deps.inbox.finish(item.id, token, deps.clock.now());
      return true;
    } catch (err) {
      const { id, attempts } = item;
      if (attempts >= MOST_ATTEMPTS) {
        deps.log.error({ err, event: id, attempts }, "an event is given up");
        await deps.inbox.finish(id, token, deps.clock.now());
        return true;
      }
      deps.log.error({ err, event: id, attempts }, "an event is tried again later");
      const at = deps.clock.now().add(pauseAfter(attempts));
      await deps.inbox.retry(id, token, at);
      deps.onRetry?.(at);
      return false;
    } finally {
      clearInterval(renewing);
    }
  }

  return {
    receive,
    async left(platform, team) {
      await deps.people.teamLeft(platform, team, deps.clock.now());
      deps.log.info({ platform, team }, "a workspace has put the bot out");
    },
    async joined(platform, team) {
      await deps.people.teamBack(platform, team);
    },
    async recent(platform) {
      const since = deps.clock.now().subtract(RECENT);
      const found = await deps.people.recent(platform, since, MOST_RECENT);
      return found.map(({ team, externalId }) => ({ platform, team, id: externalId }));
    },
    took: (platform, eventId) => deps.inbox.has(platform, eventId),
    drain,
    async suggest(person, what, typed) {
      try {
        if (what === "zone")
          return zoneChoices(typed)
            .slice(0, 25)
            .map((zone) => ({ label: zone, value: zone }));
        const now = deps.clock.now();
        const user = await signIn(person);
        const moment = { reader: readerOf(user), now };
        const wanted = typed.trim().toLowerCase();
        const theirs = deps.interviewsOf({ id: user.id, absorbed: idsOf(user).slice(1) });
        const [ahead, past] = await Promise.all([theirs.ahead(now, 100), theirs.past(now, 25)]);
        // What is over is still spoken of, to tell how it went.
        return [...ahead, ...past.filter(({ id }) => !ahead.some((one) => one.id === id))]
          .filter((interview) => title(interview).toLowerCase().includes(wanted))
          .slice(0, 25)
          .map((interview) => ({
            label: `${title(interview)}, ${startLabel(interview.startsAt, moment)}`.slice(0, 100),
            value: interview.id,
          }));
      } catch (err) {
        deps.log.warn({ err }, "no suggestions");
        return [];
      }
    },
    async idle() {
      await turns.idle();
      while (draining.size > 0) await Promise.all([...draining.values()].map(({ run }) => run));
    },
  };
}

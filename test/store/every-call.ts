/** One call of every method of the store, with arguments that find something, for tests that look at what is asked. */
import type { ChatEvent } from "../../src/chat/port.ts";
import { NOTHING_SAID } from "../../src/chat/repository.ts";
import type { Interview } from "../../src/interviews/interview.ts";
import type { Reminder } from "../../src/reminders/reminder.ts";
import type { DueReminder } from "../../src/reminders/repository.ts";
import type { Lease } from "../../src/scheduler/work.ts";
import type { Scoped, Store } from "../../src/store/store.ts";
import type { User } from "../../src/users/user.ts";
import { at, interview } from "../reminders/people.ts";

export const NOW = at("2026-03-01T09:00:00Z");
export const ME = { platform: "test", team: "t", id: "me" };
const START = "2026-03-10T15:00[Europe/London]";
const REF = { channel: "c", id: "m1" };
const LEASE: Lease = { token: "w1", until: NOW.add({ seconds: 60 }) };
const LATER: Lease = { token: "w1", until: NOW.add({ seconds: 120 }) };
const LONG_AFTER = at("2027-01-01T00:00:00Z");

const said = (id: string): ChatEvent => ({ id, from: { person: ME }, kind: "text", text: "hello" });

/** Interviews and reminders of many people: a planner that sees an empty collection has nothing to choose between. */
export async function populate(store: Store): Promise<User> {
  for (let who = 0; who < 12; who += 1) {
    const user = await store.people.signIn({ ...ME, id: `other-${who}` }, NOW);
    for (let n = 0; n < 8; n += 1) await add(store.of(user), user, `o${who}-${n}`, n);
    await store.inbox.add({ ...said(`e${who}`), from: { person: { ...ME, id: `other-${who}` } } }, NOW);
  }
  const me = await store.people.signIn(ME, NOW);
  for (let n = 0; n < 30; n += 1) await add(store.of(me), me, `i${n}`, n);
  return me;
}

async function add(scope: Scoped, user: User, id: string, days: number): Promise<void> {
  const startsAt = Temporal.ZonedDateTime.from(START).add({ days: days - 10 });
  await scope.interviews.create(interview(START, { id, userId: user.id, startsAt }), `made:${id}`);
  const dueAt = startsAt.toInstant().subtract({ hours: 2 });
  await scope.reminders.add({ userId: user.id, interviewId: id }, { kind: "2_hours", dueAt }, 1);
}

type Call = () => Promise<unknown>;

/**
 * By name, in an order in which each finds what it needs; those that remove something come last. `user` may have linked
 * others: then they read the records of several.
 */
export function everyCall(store: Store, user: User): Readonly<Record<string, Call>> {
  const { me, interviews, reminders, conversation, cards } = store.of(user);
  const { due, people, owed, codes, inbox, mailLog, fact } = store;
  const chat = store.history.of(ME);
  const mine = async (): Promise<Interview> => (await interviews.get("i3")) ?? interview(START);
  const stored = async (): Promise<Reminder> => {
    const [first] = await reminders.of("i20");
    if (first === undefined) throw new Error("there is no reminder to change");
    return first;
  };
  const entry = (id: string) =>
    ({ from: "bot", id, message: { text: "hi", blocks: [] }, at: NOW, order: 1, changed: 1 }) as const;
  const code = { kind: "email", userId: user.id, address: "a@example.org", expiresAt: LONG_AFTER } as const;
  const mail = { userId: user.id, messageId: "m", kind: "reminder", state: "sending", at: NOW } as const;
  const result = { channel: "test", state: "accepted", at: NOW, reason: null, attempts: 1 } as const;
  let claimed: readonly DueReminder[] = [];
  const held = { id: "none", generation: 1, token: "w1" };
  const decided = { command: { kind: "help" }, alternatives: [], answers: false, inPlace: false } as const;
  const debt = { id: "d1", userId: user.id, asOf: NOW, after: null };
  const debts = [debt];
  const owing = [{ interviewId: "i3", userId: user.id, follower: "cards" }] as const;

  return {
    "people.signIn": () => people.signIn(ME, NOW.add({ hours: 1 })),
    "people.get": () => people.get(user.id),
    "installations.put": () => store.installations.put("test", "T9", "sealed"),
    "installations.get": () => store.installations.get("test", "T9"),
    "installations.remove": () => store.installations.remove("test", "T9"),
    "people.knows": () => people.knows(ME),
    "people.lost": () => people.lost({ ...ME, externalId: ME.id }, "left", NOW, true),
    "people.told": () => people.told(user.id),
    "people.teamLeft": () => people.teamLeft(ME.platform, "T9", NOW),
    "people.teamBack": () => people.teamBack(ME.platform, "T9"),
    "people.forgetLeft": () => people.forgetLeft(NOW),
    "people.owEveryone": () => people.owEveryone(NOW),
    "people.recent": () => people.recent("test", NOW, 5),
    "inbox.has": () => inbox.has("test", "e1"),
    "people.replanDebt": () => people.replanDebt(user.id),
    "people.replanProgress": () => people.replanProgress(debt, "i1"),
    "due.replans.nextDue": () => due.replans.nextDue(),
    "due.replans.claim": () => due.replans.claim(NOW, LEASE, 5, NOW),
    "due.replans.renew": () => due.replans.renew(debts, LATER),
    "due.replans.release": () => due.replans.release(debts, LATER),
    "people.replanDone": () => people.replanDone(debt),

    "me.get": () => me.get(),
    "me.change": () => me.change({ name: "Ann", settings: { clock: 24 } }, "c1", NOW),
    "me.did": () => me.did("c1"),
    "me.identities": () => me.identities(),

    "interviews.get": () => interviews.get("i3"),
    "interviews.kept": () => interviews.kept("i3"),
    "interviews.ahead": () => interviews.ahead(NOW, 20),
    "interviews.between": () => interviews.between(NOW, NOW.add({ hours: 100 }), 20),
    "interviews.past": () => interviews.past(NOW.add({ hours: 200 }), 20),
    "interviews.atCompany": () => interviews.atCompany("stripe", 10),
    "interviews.lastChanged": () => interviews.lastChanged(),
    "interviews.walk": () => interviews.walk(NOW, "i2", 10),
    "interviews.all": () => interviews.all(),
    "interviews.create": () => interviews.create(interview(START, { id: "new", userId: user.id }), "made:i3"),
    "interviews.replace": async () => {
      const before = await mine();
      return interviews.replace(before, { ...before, version: before.version + 1 }, "r1");
    },
    "owed.read": () => owed.read("i3"),
    "owed.postpone": () => owed.postpone("i3", "cards", NOW),
    "due.followers.nextDue": () => due.followers.nextDue(),
    "due.followers.claim": () => due.followers.claim(NOW, LEASE, 5, NOW),
    "due.followers.renew": () => due.followers.renew(owing, LATER),
    "due.followers.release": () => due.followers.release(owing, LATER),
    "owed.clear": () => owed.clear("i3", "cards", 2),

    "reminders.of": () => reminders.of("i3"),
    "reminders.all": () => reminders.all(),
    "reminders.next": () => reminders.next(["i3", "i4"]),
    "reminders.add": () => reminders.add({ userId: user.id, interviewId: "i3" }, { kind: "24_hours", dueAt: NOW }, 1),
    "reminders.affirm": () => reminders.affirm("i20", 1),
    "reminders.arm": async () => reminders.arm(await stored(), NOW.add({ hours: 2 }), 2),
    "reminders.cancel": async () => reminders.cancel(await stored(), 3),
    "due.reminders.nextDue": () => due.reminders.nextDue(),
    "due.reminders.overdue": () => due.reminders.overdue(NOW),
    "due.reminders.claim": async () => {
      claimed = await due.reminders.claim(NOW, LEASE, 5, NOW.add({ seconds: 1 }));
    },
    "due.reminders.renew": () => due.reminders.renew(claimed, LATER),
    "due.reminders.hold": () => due.reminders.hold(held, NOW, LATER.until),
    "due.reminders.record": () => due.reminders.record(held, result),
    "due.reminders.finish": () => due.reminders.finish(held, { state: "sent", at: NOW, sentAt: NOW }, [result]),
    "due.reminders.drop": () => due.reminders.drop(held, 0, NOW),
    "due.reminders.keep": () => due.reminders.keep(held, [result]),
    "due.reminders.release": () => due.reminders.release(claimed, LATER),

    "conversation.set": () => conversation.set({ ...NOTHING_SAID, last: "i3" }, NOW),
    "conversation.get": () => conversation.get(NOW),
    "cards.put": () => cards.put({ recordId: "i3", person: ME, ref: REF, version: 1 }),
    "cards.of": () => cards.of("i3"),

    "inbox.add": () => inbox.add(said("a1"), NOW),
    "inbox.claimNext": () => inbox.claimNext(ME, LEASE, NOW),
    "inbox.decide": () => inbox.decide("test:a1", "w1", decided),
    renewInbox: () => store.renewInbox("test:a1", "w1", LATER.until),
    "inbox.retry": () => inbox.retry("test:a1", "w1", NOW),
    "due.inbox.nextDue": () => due.inbox.nextDue(),
    "due.inbox.claim": () => due.inbox.claim(NOW.add({ hours: 1 }), LEASE, 5, NOW),
    "due.inbox.renew": () => due.inbox.renew([ME], LATER),
    "due.inbox.release": () => due.inbox.release([ME], LATER),
    "inbox.finish": () => inbox.finish("test:a1", "w1", NOW),

    "history.append": async () => [await chat.append(entry("b1"), "n1"), await chat.append(entry("b2"), "n1")],
    "history.put": () => chat.put(entry("b3")),
    "history.replace": () => chat.replace("b1", { text: "ho", blocks: [] }, 5),
    "history.find": () => chat.find("b1"),
    "history.appendPerson": () => chat.appendPerson({ from: "person", id: "p1", text: "hi", at: NOW, order: 2 }),
    "history.last": () => chat.last(50),
    "history.changedSince": () => chat.changedSince(0),
    "history.setHome": () => chat.setHome({ from: "home", message: { text: "", blocks: [] }, changed: 9 }),
    "history.home": () => chat.home(),

    "codes.create": () => codes.create("h1", code, NOW),
    "codes.peek": () => codes.peek("h1", NOW),
    "codes.countSince": () => codes.countSince(user.id, "email", NOW),
    "codes.take": () => codes.take("h1", NOW),
    "mailLog.note": () => mailLog.note(mail),
    "mailLog.settle": () => mailLog.settle("m", "accepted"),
    "mailLog.idsOf": () => mailLog.idsOf([user.id]),
    "mailLog.sentSince": () => mailLog.sentSince(user.id, NOW),
    "fact.ensure": () => fact.ensure("f", "1"),
    "fact.get": () => fact.get("f"),
    "fact.set": () => fact.set("f", "2"),

    prepare: () => store.prepare(),
    takeOver: () => store.takeOver(),
    "me.absorb": () => me.absorb(user.id, "l1"),
    "me.unlink": () => me.unlink("l2"),
    sweep: async () => {
      const before = await mine();
      await interviews.replace(before, { ...before, version: before.version + 1, deletedAt: NOW }, "d1");
      await store.sweep(LONG_AFTER, 30);
    },
    "me.erase": () => me.erase(),
  };
}

/** The names of all that the store offers, found by looking, so that what is new is found as well. */
export function everyName(store: Store, user: User): readonly string[] {
  const { of, history, due, ...rest } = store;
  const queues = Object.entries(due).map(([name, queue]) => [`due.${name}`, queue] as const);
  const groups = [...Object.entries({ ...of(user), history: history.of(ME), ...rest }), ...queues];
  return groups.flatMap(([group, value]: readonly [string, unknown]) =>
    typeof value === "function"
      ? [group]
      : Object.entries(Object(value)).flatMap(([name, method]) =>
          typeof method === "function" ? [`${group}.${name}`] : [],
        ),
  );
}

import { beforeAll, describe, expect, test } from "vitest";
import type { Interview } from "../../src/interviews/interview.ts";
import * as interviews from "../../src/interviews/interviews.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { freshDatabase } from "../support/database.ts";

const zoned = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/London]`);
const NOW = Temporal.Instant.from("2026-03-04T14:02:00Z");

let store: Store;
let events = 0;
/** An act of a new event, some minutes after the first one. */
const act = (minutes = 0, eventId?: string, owner = "u1"): interviews.Act => {
  events += 1;
  const now = NOW.add({ seconds: minutes * 60 });
  return { interviews: store.of({ id: owner, absorbed: [] }).interviews, eventId: eventId ?? `e${events}`, now };
};
const IDS = { interview: "i1", user: "u1" };
const said = { company: "Stripe", startsAt: zoned("2026-03-10T15:00") };
const kept = async (id = "i1") => {
  const found = await act().interviews.kept(id);
  if (found === null) throw new Error("not there");
  return found.interview;
};

beforeAll(async () => {
  store = openStore((await freshDatabase()).connection);
  await store.prepare();
});

let made = 0;
async function schedule(): Promise<Interview> {
  made += 1;
  return interviews.schedule(act(), { ...IDS, interview: `i-${made}` }, said);
}

describe("one event", () => {
  test("makes one interview, however often it is carried out", async () => {
    const once = await interviews.schedule(act(0, "same"), { interview: "first", user: "u1" }, said);
    const again = await interviews.schedule(act(0, "same"), { interview: "second", user: "u1" }, said);
    expect([once.id, again.id]).toEqual(["first", "first"]);
    expect(await act().interviews.kept("second")).toBe(null);
  });

  test("changes it once, and gives the same answer again", async () => {
    const { id } = await schedule();
    const first = await interviews.reschedule(act(1, "move"), id, zoned("2026-03-11T15:00"));
    const again = await interviews.reschedule(act(2, "move"), id, zoned("2026-03-11T15:00"));
    expect(again.after.version).toBe(2);
    expect(String(again.before.startsAt)).toBe(String(first.before.startsAt));
  });

  test("that changes nothing writes nothing", async () => {
    const { id } = await schedule();
    await interviews.edit(act(1), id, { company: "Stripe" });
    expect((await kept(id)).version).toBe(1);
  });

  test("of two at once both hold, one after the other", async () => {
    const { id } = await schedule();
    await Promise.all([
      interviews.reschedule(act(1), id, zoned("2026-03-11T15:00")),
      interviews.edit(act(1), id, { location: "1 Poultry" }),
      interviews.addTask(act(1), id, "Print CV"),
    ]);
    const after = await kept(id);
    expect(after).toMatchObject({ version: 4, location: "1 Poultry" });
    expect(String(after.startsAt)).toBe("2026-03-11T15:00:00+00:00[Europe/London]");
    expect(after.tasks.at(-1)?.title).toBe("Print CV");
  });

  test("of another person finds nothing", async () => {
    const { id } = await schedule();
    await expect(interviews.cancel(act(1, "theirs", "u2"), id, "me")).rejects.toThrow("no longer there");
    expect(await kept(id)).toMatchObject({ status: "scheduled" });
  });
});

describe("undo", () => {
  test("brings back how it was, and undoing that brings the change back", async () => {
    const { id } = await schedule();
    await interviews.cancel(act(1), id, "employer");
    expect((await interviews.undo(act(2), { interview: id })).after).toMatchObject({
      status: "scheduled",
      cancelReason: null,
    });
    expect((await interviews.undo(act(3), { interview: id })).after).toMatchObject({
      status: "cancelled",
      cancelReason: "employer",
    });
  });

  test("works for ten minutes after the change, to the second", async () => {
    const { id } = await schedule();
    await interviews.cancel(act(0), id, "me");
    await expect(interviews.undo(act(10 + 1 / 60), { interview: id })).rejects.toThrow("nothing to undo");
    expect((await interviews.undo(act(10), { interview: id })).after.status).toBe("scheduled");
  });

  test("of a new one takes it away, and the record is gone ten minutes later", async () => {
    const { id } = await schedule();
    await interviews.undo(act(1), { interview: id });
    expect(await act().interviews.get(id)).toBe(null);
    await store.sweep(NOW.add({ minutes: 10 }), 30);
    expect(await act().interviews.kept(id)).not.toBe(null);
    await store.sweep(NOW.add({ minutes: 11 }), 30);
    expect(await act().interviews.kept(id)).toBe(null);
  });

  test("of a deletion keeps it from being swept", async () => {
    const { id } = await schedule();
    await interviews.remove(act(1), id);
    await expect(interviews.cancel(act(2), id, "me")).rejects.toThrow("no longer there");
    await interviews.undo(act(3), { interview: id });
    await store.sweep(NOW.add({ hours: 5 }), 30);
    expect(await act().interviews.get(id)).toMatchObject({ status: "scheduled" });
  });

  test("without a name takes back what was changed last", async () => {
    const [one, two] = [await schedule(), await schedule()];
    await interviews.cancel(act(20), two.id, "me");
    await interviews.cancel(act(21), one.id, "me");
    expect((await interviews.undo(act(22))).after.id).toBe(one.id);
  });

  test("of what changed since is refused, and says how to see it", async () => {
    const { id } = await schedule();
    await interviews.edit(act(1), id, { location: "here" });
    await expect(interviews.undo(act(2), { interview: id, version: 1 })).rejects.toThrow("was changed again since");
  });
});

describe("states", () => {
  test("a new time puts a cancelled interview on again", async () => {
    const { id } = await schedule();
    await interviews.markReady(act(1), id);
    await interviews.cancel(act(1), id, "employer");
    const { after } = await interviews.reschedule(act(2), id, zoned("2026-03-12T15:00"));
    expect(after).toMatchObject({ status: "scheduled", cancelReason: null, readyAt: null });
  });

  test("it is not done before it has started", async () => {
    const { id } = await schedule();
    await expect(interviews.complete(act(1), id)).rejects.toThrow("hasn't started yet");
    const after = Temporal.Instant.from("2026-03-10T15:30:00Z");
    expect((await interviews.complete({ ...act(), now: after }, id)).after.status).toBe("completed");
  });

  test.each([
    ["rejected", "cancelled"],
    ["withdrawn", "cancelled"],
    ["offer", "scheduled"],
    ["passed", "scheduled"],
  ] as const)("%s before the start leaves it %s", async (outcome, status) => {
    const { id } = await schedule();
    expect((await interviews.decide(act(1), id, outcome)).after).toMatchObject({ outcome, status });
  });

  test("an outcome after the start closes it", async () => {
    const { id } = await schedule();
    const after = { ...act(), now: Temporal.Instant.from("2026-03-10T17:00:00Z") };
    expect((await interviews.decide(after, id, "rejected")).after.status).toBe("completed");
  });

  test("a snooze never passes the start", async () => {
    const { id } = await schedule();
    const late = { ...act(), now: Temporal.Instant.from("2026-03-10T14:45:00Z") };
    await expect(interviews.snooze(late, id, 15)).rejects.toThrow("starts before that");
    const { after } = await interviews.snooze(late, id, 14);
    expect(String(after.snoozedUntil)).toBe("2026-03-10T14:59:00Z");
  });

  test("reminders are kept once each, ten at most; tasks forty at most", async () => {
    const { id } = await schedule();
    const rules = Array.from({ length: 10 }, (_, index) => `-PT${index + 1}M`);
    await interviews.addReminders(act(1), id, ["-PT1M", "-PT1M"]);
    const { after } = await interviews.addReminders(act(1), id, rules);
    expect(after.reminderRules).toEqual(rules);
    await expect(interviews.addReminders(act(1), id, ["-PT11M"])).rejects.toThrow("can have 10 extra reminders");
    const left = 40 - after.tasks.length;
    for (let index = 0; index < left; index += 1) await interviews.addTask(act(1), id, `Task ${index}`);
    await expect(interviews.addTask(act(1), id, "One more")).rejects.toThrow("40 tasks already");
    await expect(interviews.addTask(act(1), id, "\u200b")).rejects.toThrow("What should the task say?");
    await expect(interviews.tick(act(1), id, "nothing", true)).rejects.toThrow("no longer on the list");
  });
});

/** Delivers one claimed reminder: looks once more whether it is still owed, and only then hands it over. */
import { type Deliver, type DeliverDeps, settled } from "./delivery.ts";
import type { DueReminder, Held } from "./repository.ts";
import { giveUp, send } from "./send.ts";
import { judge, type Verdict } from "./verdict.ts";

const LEASE = Temporal.Duration.from({ seconds: 60 });
/** How often a reminder that seems not to be owed is looked at again because a plan affirmed it meanwhile. */
const LOOKS = 5;
/** The last look takes a few milliseconds, and seldom twenty, so it begins this long before the due time. */
const LOOK_MS = 30;
/** What was seen longer ago is looked at again: the machine may have slept in between. */
const FRESH_MS = 1_000;
/** Nothing interrupts the last few milliseconds before the due time. */
const NEVER = new AbortController().signal;

/** The work of the reminder queue. Throws only when the database does. */
export function createDeliver(deps: DeliverDeps): Deliver {
  const { clock } = deps;
  return async (item, { token }, again) => {
    const held: Held = { id: item.id, generation: item.generation, token };
    // What needs not be fresh is read ahead of time, so that little is left to do once the moment has come.
    const early = await deps.readUser(item.userId);
    const channels = early === null ? [] : await deps.channelsFor(early);
    await clock.sleepUntil(item.wakeAt.subtract({ milliseconds: LOOK_MS }), NEVER);
    for (;;) {
      const look = await lookAgain(deps, held, item);
      if (look === null) return;
      if (look.verdict.kind === "missed") return giveUp(deps, held, look.doc);
      const seenAt = clock.now();
      await clock.sleepUntil(item.wakeAt, NEVER);
      if (clock.now().epochMilliseconds - seenAt.epochMilliseconds > FRESH_MS) continue;
      return send(deps, held, look.doc, look.verdict, channels, again);
    }
  };
}

/**
 * Renews the lease by a conditional write and reads interview and person again: the last moment to notice that the
 * reminder is not owed any more, which is then recorded here. Null when nothing is left to do.
 */
async function lookAgain(
  deps: DeliverDeps,
  held: Held,
  item: DueReminder,
): Promise<{ doc: DueReminder; verdict: Exclude<Verdict, { kind: "cancelled" }> } | null> {
  const hold = () => deps.due.hold(held, deps.clock.now(), deps.clock.now().add(LEASE));
  const read = () => Promise.all([deps.readInterview(item.userId, item.interviewId), deps.readUser(item.userId)]);
  // At the same time, since both only have to hold within the few milliseconds before the hand-over.
  const [doc, [interview, user]] = await Promise.all([hold(), read()]);
  if (doc === null) return null;
  const verdict = judge(doc, interview, user, deps.clock.now());
  if (verdict.kind !== "cancelled") return { doc, verdict };
  // One after the other now: a plan that affirms the reminder after we read must make our cancelling fail.
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const before = await hold();
    if (before === null) return null;
    const [interview, user] = await read();
    const verdict = judge(before, interview, user, deps.clock.now());
    if (verdict.kind !== "cancelled") return { doc: before, verdict };
    if (await deps.due.drop(held, before.affirmed, deps.clock.now())) {
      settled(deps, "cancelled", null, before.channels);
      return null;
    }
  }
  throw new Error("a due reminder is planned again and again while it is looked at");
}

/** Sends one reminder that is owed at this moment, and records what came of it. */
import type { Interview } from "../interviews/interview.ts";
import { readerOf } from "../users/times.ts";
import type { User } from "../users/user.ts";
import { nextTry } from "./backoff.ts";
import type { Notice, ReminderChannel } from "./channel.ts";
import { type DeliverDeps, settled } from "./delivery.ts";
import { type HandedOver, handOver } from "./hand-over.ts";
import type { ChannelResult } from "./reminder.ts";
import type { DueReminder, Held } from "./repository.ts";
import { closed, merged, outcome, outstanding, sentAt } from "./round.ts";
import type { Verdict } from "./verdict.ts";
import { APOLOGY, headline, isLate } from "./wording.ts";

/** Hands it to every channel that has not answered yet, at the same time, and records how it went. */
export async function send(
  deps: DeliverDeps,
  held: Held,
  doc: DueReminder,
  { interview, user, helpsUntil }: Extract<Verdict, { kind: "send" }>,
  channels: readonly ReminderChannel[],
  again: (at: Temporal.Instant) => void,
): Promise<void> {
  const { clock, log, due } = deps;
  const now = clock.now();
  const notice = noticeFor(doc, interview, user, now);
  const nonce = `${held.id}-${held.generation}`;
  const open = channels.filter(({ name }) => outstanding(doc.channels, name));
  let left = open.length;
  const handed = await Promise.all(
    open.map(async (channel): Promise<HandedOver> => {
      const attempts = (doc.channels.find((had) => had.channel === channel.name)?.attempts ?? 0) + 1;
      const over = await handOver(channel, notice, nonce, {
        ...{ clock, log, attempts },
        // Whoever held it before may have handed it over and not lived to record it.
        again: doc.attempts > 1,
      });
      left -= 1;
      if (over.result === null) return over;
      deps.onChannel?.(over.result);
      // The last answer is recorded together with the end of the round.
      if (left > 0) await due.record(held, over.result);
      return over;
    }),
  );
  const fresh = handed.flatMap(({ result }) => (result === null ? [] : [result]));
  const results = merged(doc.channels, fresh);
  const retry = retryAt(deps, handed, helpsUntil);
  if (retry !== null) {
    if (await due.finish(held, { state: "pending", wakeAt: retry }, fresh)) again(retry);
    else await due.keep(held, fresh);
  } else {
    const last = closed(results);
    const state = outcome(last, channels.length);
    if (await due.finish(held, { state, at: clock.now(), sentAt: sentAt(last) }, last)) {
      settled(deps, state, open.length > 0 || doc.channels.length > 0 ? latenessOf(doc, now) : null, last);
    } else await due.keep(held, fresh);
  }
  await tellOfFailures(deps, user, doc.interviewId, fresh, results);
}

/** Past its use. What channels took before that still counts; what never was tried is missed, not failed. */
export async function giveUp(deps: DeliverDeps, held: Held, doc: DueReminder): Promise<void> {
  const last = closed(doc.channels);
  const state = last.length === 0 ? "missed" : outcome(last, last.length);
  if (await deps.due.finish(held, { state, at: deps.clock.now(), sentAt: sentAt(last) }, last)) {
    settled(deps, state, last.length === 0 ? null : latenessOf(doc, deps.clock.now()), last);
  }
}

/** When to try again what may still succeed; null when there is nothing, or it would come too late to help. */
function retryAt(
  deps: DeliverDeps,
  handed: readonly HandedOver[],
  helpsUntil: Temporal.Instant,
): Temporal.Instant | null {
  const again = handed.filter(({ result }) => result?.state === "retrying");
  if (again.length === 0) return null;
  const tries = Math.min(...again.map(({ result }) => result?.attempts ?? 1));
  const asked = again.flatMap(({ retryAfter }) => (retryAfter === null ? [] : [retryAfter]));
  const longest = asked.sort(Temporal.Duration.compare).at(-1) ?? null;
  const at = nextTry(deps.clock.now(), tries, longest, (deps.chance ?? Math.random)());
  return Temporal.Instant.compare(at, helpsUntil) < 0 ? at : null;
}

function noticeFor(doc: DueReminder, interview: Interview, user: User, now: Temporal.Instant): Notice {
  const late = isLate(doc.dueAt, now);
  return {
    user,
    interview,
    kind: doc.kind,
    headline: headline(interview, doc.dueAt, now, readerOf(user)),
    apology: late ? APOLOGY : null,
    late,
    dueAt: doc.dueAt,
    now,
  };
}

/** `now` is when the hand-over began, for a reminder that is tried for the first time. */
function latenessOf(doc: DueReminder, now: Temporal.Instant): number {
  const first = doc.attempts > 1 && doc.firstTriedAt !== null ? doc.firstTriedAt : now;
  return Number(first.epochNanoseconds - doc.dueAt.epochNanoseconds) / 1e6;
}

/** A person who cannot be told is logged: the reminder itself is recorded by now. */
async function tellOfFailures(
  deps: DeliverDeps,
  user: User,
  interviewId: string,
  fresh: readonly ChannelResult[],
  results: readonly ChannelResult[],
): Promise<void> {
  const accepted = results.filter(({ state }) => state === "accepted").map(({ channel }) => channel);
  for (const { channel, state, reason } of fresh) {
    if (state !== "failed") continue;
    try {
      await deps.tell(user, { interviewId, channel, reason: reason ?? "unknown", accepted });
    } catch (err) {
      deps.log.error({ err, channel, interview: interviewId }, "a person could not be told that a channel fails");
    }
  }
}

/** Decides what a due reminder deserves at this moment: sent, cancelled, or past its use. Pure. */
import type { Interview } from "../interviews/interview.ts";
import type { User } from "../users/user.ts";
import { inPlan, type PlannedReminder, plan } from "./plan.ts";

export type Verdict =
  | { readonly kind: "send"; readonly interview: Interview; readonly user: User; readonly helpsUntil: Temporal.Instant }
  /** The plan no longer holds it: moved, called off, switched off, deleted. */
  | { readonly kind: "cancelled" }
  /** The interview has begun, or a later reminder of it is due as well and says all that this one could. */
  | { readonly kind: "missed" };

/** `interview` and `user` must have been read just before. */
export function judge(
  reminder: PlannedReminder,
  interview: Interview | null,
  user: User | null,
  now: Temporal.Instant,
): Verdict {
  if (interview === null || user === null) return { kind: "cancelled" };
  const planned = plan(interview, user);
  if (!inPlan(planned, reminder)) return { kind: "cancelled" };
  const next = planned.find(({ dueAt }) => Temporal.Instant.compare(dueAt, reminder.dueAt) > 0)?.dueAt;
  const helpsUntil = next ?? interview.startsAt.toInstant();
  return Temporal.Instant.compare(now, helpsUntil) >= 0
    ? { kind: "missed" }
    : { kind: "send", interview, user, helpsUntil };
}

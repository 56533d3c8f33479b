/** Commands about interviews: which use case carries out what. */
import { PersonError } from "../errors.ts";
import type { Interview } from "../interviews/interview.ts";
import * as interviews from "../interviews/interviews.ts";
import { companyKey } from "../interviews/words.ts";
import { zoneOf } from "../users/user.ts";
import type { DayRange } from "./command.ts";
import type { Handlers } from "./execute.ts";
import type { Actor, Features, Scope } from "./features.ts";
import type { Done, Result } from "./result.ts";

const LISTED = 25;

const act = (actor: Actor, scope: Scope): interviews.Act => ({
  interviews: scope.interviews,
  eventId: actor.eventId,
  now: actor.now,
});

/** The interview as its card needs it. `changed` lets what follows run first, so that the card tells the truth. */
async function card(
  actor: Actor,
  scope: Scope,
  features: Features,
  done: Done,
  change: { readonly before: Interview | null; readonly after: Interview },
): Promise<Result> {
  const { before, after } = change;
  const changed = before !== after;
  if (changed) features.followUp(after);
  if (after.deletedAt !== null) return { kind: "removed", interview: after, undone: done === "undone" };
  const onTheCalendar = after.status === "scheduled";
  return {
    kind: "interview",
    done: changed ? done : done === "shown" || done === "kept" ? done : "unchanged",
    interview: after,
    before,
    conflicts: onTheCalendar ? await interviews.conflicts(scope, after) : [],
    reminders: features.upcomingReminders(actor.user, after, actor.now),
    tooLate: false,
  };
}

async function show(scope: Scope, id: string): Promise<Interview> {
  const found = await scope.interviews.get(id);
  if (found === null) throw new PersonError('That interview is no longer there. Write "list" to see what is.');
  return found;
}

const lastHour = Temporal.PlainTime.from("00:00");

/** First and last instant of days in the person's zone: [from 00:00, day after to 00:00). */
function instants(range: DayRange, timeZone: string): readonly [Temporal.Instant, Temporal.Instant] {
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone, plainTime: lastHour }).toInstant();
  return [start(range.from), start(range.to.add({ days: 1 }))];
}

type Kinds =
  | "schedule"
  | "reschedule"
  | "edit"
  | "cancel"
  | "delete"
  | "complete"
  | "outcome"
  | "show"
  | "list"
  | "remind"
  | "snooze"
  | "ready"
  | "prep"
  | "tick"
  | "add_task"
  | "undo"
  | "keep";

export const interviewHandlers: Pick<Handlers, Kinds> = {
  async schedule({ details }, actor, scope, features) {
    const ids = { interview: features.newId(), user: actor.user.id };
    const after = await interviews.schedule(act(actor, scope), ids, details);
    return card(actor, scope, features, "scheduled", { before: null, after });
  },
  async reschedule({ interview, version, startsAt, durationMinutes }, actor, scope, features) {
    // A button of an older state: what it stands on has changed, so the present card is the answer.
    const kept = version === undefined ? null : await scope.interviews.kept(interview);
    if (kept !== null && kept.interview.version !== version && !kept.applied.includes(actor.eventId)) {
      return card(actor, scope, features, "shown", { before: kept.interview, after: kept.interview });
    }
    const change = await interviews.reschedule(act(actor, scope), interview, startsAt, durationMinutes);
    return card(actor, scope, features, "moved", change);
  },
  async edit({ interview, changes }, actor, scope, features) {
    return card(actor, scope, features, "edited", await interviews.edit(act(actor, scope), interview, changes));
  },
  async cancel({ interview, reason }, actor, scope, features) {
    return card(actor, scope, features, "cancelled", await interviews.cancel(act(actor, scope), interview, reason));
  },
  async delete({ interview, confirmed }, actor, scope, features) {
    if (!confirmed) return { kind: "confirm_delete", interview: await show(scope, interview) };
    return card(actor, scope, features, "edited", await interviews.remove(act(actor, scope), interview));
  },
  async complete({ interview }, actor, scope, features) {
    return card(actor, scope, features, "completed", await interviews.complete(act(actor, scope), interview));
  },
  async outcome({ interview, outcome }, actor, scope, features) {
    return card(actor, scope, features, "decided", await interviews.decide(act(actor, scope), interview, outcome));
  },
  async show({ interview }, actor, scope, features) {
    const found = await show(scope, interview);
    return card(actor, scope, features, "shown", { before: found, after: found });
  },
  async keep({ interview }, actor, scope, features) {
    const found = await show(scope, interview);
    return card(actor, scope, features, "kept", { before: found, after: found });
  },
  async list({ range, company, past }, actor, scope) {
    const key = company === undefined ? null : companyKey(company);
    const found =
      range !== undefined
        ? await scope.interviews.between(...instants(range, zoneOf(actor.user)), LISTED)
        : past === true
          ? await scope.interviews.past(actor.now, LISTED)
          : await scope.interviews.ahead(actor.now, LISTED);
    return {
      kind: "list",
      interviews: found.filter((it) => it.status !== "cancelled" && (key === null || companyKey(it.company) === key)),
      range: range ?? null,
      company: company ?? null,
      past: past === true,
    };
  },
  async remind({ interview, rules }, actor, scope, features) {
    const change = await interviews.addReminders(act(actor, scope), interview, rules);
    const result = await card(actor, scope, features, "reminder_added", change);
    if (result.kind !== "interview") return result;
    const before = features.upcomingReminders(actor.user, change.before, actor.now).length;
    return { ...result, tooLate: change.before !== change.after && result.reminders.length === before };
  },
  async snooze({ interview, minutes }, actor, scope, features) {
    return card(actor, scope, features, "snoozed", await interviews.snooze(act(actor, scope), interview, minutes));
  },
  async ready({ interview }, actor, scope, features) {
    const change = await interviews.markReady(act(actor, scope), interview);
    const result = await card(actor, scope, features, "ready", change);
    return result.kind === "interview" ? { ...result, done: "ready" } : result;
  },
  async prep({ interview }, _actor, scope) {
    return { kind: "preparation", interview: await show(scope, interview) };
  },
  async tick({ interview, task, done }, actor, scope, features) {
    const { before, after } = await interviews.tick(act(actor, scope), interview, task, done);
    if (before !== after) features.followUp(after);
    return { kind: "preparation", interview: after };
  },
  async add_task({ interview, title }, actor, scope, features) {
    const { before, after } = await interviews.addTask(act(actor, scope), interview, title);
    if (before !== after) features.followUp(after);
    return { kind: "preparation", interview: after };
  },
  async undo({ interview, version }, actor, scope, features) {
    const which = interview === undefined ? undefined : { interview, ...(version === undefined ? {} : { version }) };
    return card(actor, scope, features, "undone", await interviews.undo(act(actor, scope), which));
  },
};

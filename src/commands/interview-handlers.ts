/** Commands about interviews: which use case carries out what. */
import { PersonError } from "../errors.ts";
import { endsAt, type Interview, UNDO } from "../interviews/interview.ts";
import * as interviews from "../interviews/interviews.ts";
import { companyKey } from "../interviews/words.ts";
import { dueFor, LONGEST_AHEAD_MINUTES, parseRule, type Rule } from "../reminders/rules.ts";
import { zoneOf } from "../users/user.ts";
import type { Changes, DayRange, NewInterview, On } from "./command.ts";
import type { Handlers } from "./execute.ts";
import type { Actor, Features, Scope } from "./features.ts";
import type { Done, Result } from "./result.ts";

const UNUSABLE_RULE = `I can remind you from one minute to ${LONGEST_AHEAD_MINUTES / (24 * 60)} days before an interview. Say a time in between.`;

const LISTED = 25;

const act = (actor: Actor, scope: Scope): interviews.Act => ({
  interviews: scope.interviews,
  eventId: actor.eventId,
  now: actor.now,
});

/** What a look at an interview is answered with, whether or not anything changed. */
const LOOKS: ReadonlySet<Done> = new Set<Done>(["shown", "kept", "stale"]);

/** The interview as its card needs it. What follows from a change is set going first. */
async function card(
  actor: Actor,
  scope: Scope,
  features: Features,
  done: Done,
  change: { readonly before: Interview | null; readonly after: Interview },
  near?: interviews.Around,
): Promise<Result> {
  const { before, after } = change;
  const changed = before !== after;
  if (changed) features.followUp(after);
  if (after.deletedAt !== null) return { kind: "removed", interview: after, undone: done === "undone" };
  const onTheCalendar = after.status === "scheduled";
  return {
    kind: "interview",
    done: changed || LOOKS.has(done) ? done : "unchanged",
    interview: after,
    before,
    conflicts: onTheCalendar ? await interviews.conflicts(scope, after, near) : [],
    reminders: features.upcomingReminders(actor.user, after, actor.now),
    tooLate: null,
    undoable: Temporal.Instant.compare(after.changedAt.add(UNDO), actor.now) >= 0,
  };
}

/**
 * A button stands on the state that it was drawn for. Where that has changed since, the present card is the answer
 * and nothing is done: what is read now may not be what was read then. Null when the button holds.
 */
async function stale(
  actor: Actor,
  scope: Scope,
  features: Features,
  { interview, version }: On,
  done: (interview: Interview) => boolean = () => false,
): Promise<Result | null> {
  if (version === undefined) return null;
  const kept = await scope.interviews.kept(interview);
  if (kept === null || kept.interview.version === version || kept.applied.includes(actor.eventId)) return null;
  const same = { before: kept.interview, after: kept.interview };
  return card(actor, scope, features, done(kept.interview) ? "unchanged" : "stale", same);
}

async function show(scope: Scope, id: string): Promise<Interview> {
  const found = await scope.interviews.get(id);
  if (found === null) throw new PersonError('That interview is no longer there. Write "list" to see what is.');
  return found;
}

const MIDNIGHT = Temporal.PlainTime.from("00:00");

/** First and last instant of days in the person's zone: [from 00:00, day after to 00:00). */
function instants(range: DayRange, timeZone: string): readonly [Temporal.Instant, Temporal.Instant] {
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone, plainTime: MIDNIGHT }).toInstant();
  return [start(range.from), start(range.to.add({ days: 1 }))];
}

/** What a list is made of, soonest first; what is past, latest first. */
async function listed(
  { interviews: stored }: Scope,
  { user, now }: Actor,
  { range, key, past }: { readonly range: DayRange | undefined; readonly key: string | null; readonly past: boolean },
): Promise<readonly Interview[]> {
  if (range !== undefined) return stored.between(...instants(range, zoneOf(user)), LISTED);
  if (past) return stored.past(now, LISTED);
  if (key === null) return stored.ahead(now, LISTED);
  // One company's are found by its name, however many others lie between.
  const ahead = (it: Interview) =>
    it.status === "scheduled" && Temporal.Instant.compare(endsAt(it).toInstant(), now) > 0;
  return (await stored.atCompany(key, LISTED)).filter(ahead).reverse();
}

/** What a second mention adds to an interview that is stored: more people, and details said anew. */
function added({ company: _company, startsAt: _startsAt, interviewers = [], ...rest }: NewInterview): Changes {
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  return { ...said, addInterviewers: interviewers };
}

/** Whether a rule alone would still remind of the interview. */
function comes(rule: string, interview: Interview, { user, now }: Actor, features: Features): boolean {
  const asking = { ...user, settings: { ...user.settings, reminders: true, reminderRules: [] } };
  return (
    features.upcomingReminders(asking, { ...interview, reminderRules: [rule], snoozedUntil: null }, now).length > 0
  );
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
    const near = await interviews.around(scope, details.startsAt);
    const twin = await interviews.saidBefore(act(actor, scope), details, near);
    if (twin !== null) {
      const change = await interviews.edit(act(actor, scope), twin.id, added(details));
      const result = await card(actor, scope, features, "edited", change, near);
      return result.kind === "interview" && result.done === "unchanged" ? { ...result, done: "known" } : result;
    }
    const ids = { interview: features.newId(), user: actor.user.id };
    const after = await interviews.schedule(act(actor, scope), ids, details);
    return card(actor, scope, features, "scheduled", { before: null, after }, near);
  },
  async reschedule({ startsAt, durationMinutes, ...on }, actor, scope, features) {
    const old = await stale(actor, scope, features, on);
    if (old !== null) return old;
    const [change, near] = await Promise.all([
      interviews.reschedule(act(actor, scope), on.interview, startsAt, durationMinutes),
      interviews.around(scope, startsAt),
    ]);
    return card(actor, scope, features, "moved", change, near);
  },
  async edit({ interview, changes }, actor, scope, features) {
    return card(actor, scope, features, "edited", await interviews.edit(act(actor, scope), interview, changes));
  },
  async cancel({ reason, ...on }, actor, scope, features) {
    const old = await stale(actor, scope, features, on, ({ status }) => status === "cancelled");
    if (old !== null) return old;
    return card(actor, scope, features, "cancelled", await interviews.cancel(act(actor, scope), on.interview, reason));
  },
  async delete({ interview, confirmed }, actor, scope, features) {
    if (!confirmed) return { kind: "confirm_delete", interview: await show(scope, interview) };
    return card(actor, scope, features, "edited", await interviews.remove(act(actor, scope), interview));
  },
  async complete(on, actor, scope, features) {
    const old = await stale(actor, scope, features, on, ({ status }) => status === "completed");
    if (old !== null) return old;
    return card(actor, scope, features, "completed", await interviews.complete(act(actor, scope), on.interview));
  },
  async outcome({ outcome, ...on }, actor, scope, features) {
    const old = await stale(actor, scope, features, on, (interview) => interview.outcome === outcome);
    if (old !== null) return old;
    return card(actor, scope, features, "decided", await interviews.decide(act(actor, scope), on.interview, outcome));
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
    const found = await listed(scope, actor, { range, key, past: past === true });
    const within = key === null ? found : found.filter((it) => companyKey(it.company) === key);
    return {
      kind: "list",
      interviews: within.filter(({ status }) => status !== "cancelled"),
      range: range ?? null,
      company: company ?? null,
      past: past === true,
    };
  },
  async remind({ interview, rules }, actor, scope, features) {
    const parsed = rules.map(parseRule);
    if (parsed.includes(null)) throw new PersonError(UNUSABLE_RULE);
    if (parsed.some((rule) => rule?.kind === "wall" && rule.days === 0)) {
      const { company, startsAt } = await show(scope, interview);
      const start = startsAt.epochMilliseconds;
      const after = (rule: Rule | null) =>
        rule !== null && dueFor(rule, startsAt, zoneOf(actor.user)).epochMilliseconds >= start;
      if (parsed.some(after)) throw new PersonError(`${company} has begun by then. Name a time before it starts.`);
    }
    const change = await interviews.addReminders(act(actor, scope), interview, rules);
    const result = await card(actor, scope, features, "reminder_added", change);
    if (result.kind !== "interview") return result;
    // Only what was asked for: that a moment has its reminder already does not make it late.
    const late = rules.filter((rule) => !comes(rule, result.interview, actor, features)).length;
    return late === 0 ? result : { ...result, tooLate: late < rules.length ? "some" : "all" };
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
    const old = which === undefined ? null : await stale(actor, scope, features, which);
    return old ?? card(actor, scope, features, "undone", await interviews.undo(act(actor, scope), which));
  },
};

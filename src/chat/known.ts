/** Gathers what the language may know of a person's interviews. */
import { endsAt, type Interview } from "../interviews/interview.ts";
import type { InterviewRepository } from "../interviews/repository.ts";
import { companyKey } from "../interviews/words.ts";
import type { Known } from "../language/reading.ts";

/** Enough for everybody's job search at one time; companies beyond it are looked up by name. */
const AHEAD = 50;
const PAST = 25;

export const knownOf = (interview: Interview, now: Temporal.Instant): Known => ({
  id: interview.id,
  company: interview.company,
  role: interview.role,
  round: interview.round,
  startsAt: interview.startsAt,
  durationMinutes: interview.durationMinutes,
  format: interview.format,
  interviewers: interview.interviewers,
  upcoming: interview.status === "scheduled" && liesAhead(interview, now),
});

const liesAhead = (interview: Interview, now: Temporal.Instant): boolean =>
  endsAt(interview).epochMilliseconds > now.epochMilliseconds;

/** What lies ahead and what was lately. */
export async function known(interviews: InterviewRepository, now: Temporal.Instant): Promise<readonly Known[]> {
  const [ahead, past] = await Promise.all([interviews.ahead(now, AHEAD), interviews.past(now, PAST)]);
  const seen = new Set(ahead.map(({ id }) => id));
  return [...ahead, ...past.filter(({ id }) => !seen.has(id))].map((interview) => knownOf(interview, now));
}

/**
 * Interviews at a company that lie outside that window, else the ones there that were cancelled: one of those may be
 * wanted back. Empty when there are none but `among`.
 */
export async function knownAt(
  interviews: InterviewRepository,
  company: string,
  among: readonly Known[],
  now: Temporal.Instant,
): Promise<readonly Known[]> {
  const seen = new Set(among.map(({ id }) => id));
  const found = await interviews.atCompany(companyKey(company), 10);
  const unseen = found.filter(({ id }) => !seen.has(id));
  const on = unseen.filter(({ status }) => status !== "cancelled");
  if (on.length > 0) return on.map((it) => knownOf(it, now));
  return unseen.map((it) => ({ ...knownOf(it, now), upcoming: liesAhead(it, now) }));
}

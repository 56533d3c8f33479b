/** The card of an interview: what the bot understood, in full, and what can be done with it. */
import type { Done, Upcoming } from "../../commands/result.ts";
import { endsAt, type Interview, progress } from "../../interviews/interview.ts";
import { FORMAT_WORDS, people, title } from "../../interviews/words.ts";
import { clockTime, distance, interviewTime, moment, plural, shortMoment, zoneName } from "../../users/times.ts";
import type { User } from "../../users/user.ts";
import type { Block, Button, Message } from "../port.ts";
import { button, buttons, danger, heading, type Moment, message, muted, startLabel, text, withValue } from "./build.ts";

export interface CardInput {
  readonly interview: Interview;
  readonly user: User;
  readonly done: Done;
  readonly before: Interview | null;
  readonly conflicts: readonly Interview[];
  readonly reminders: readonly Upcoming[];
  readonly tooLate: boolean;
  /** Other starts that the same words allowed. */
  readonly alternatives: readonly Temporal.ZonedDateTime[];
}

/** The card as it stands now, without word of a change: what the cards follower shows on every device. */
export const presentCard = (interview: Interview, user: User, reminders: readonly Upcoming[], at: Moment): Message =>
  interviewCard(
    { interview, user, done: "shown", before: null, conflicts: [], reminders, tooLate: false, alternatives: [] },
    at,
  );

export function interviewCard(input: CardInput, at: Moment): Message {
  const { interview, done } = input;
  if (interview.deletedAt !== null) return message(text(`${title(interview)} is deleted.`));
  const lead = leadLine(input, at);
  return message(
    heading(title(interview)),
    lead === null ? null : text(lead),
    ...facts(interview, at),
    ...after(input, at),
    ...notices(input, at),
    ...buttons(...actions(interview, done, at)),
  );
}

/** When, with whom, where: the lines that every card and every list entry agree on. */
export function facts(interview: Interview, { reader, now }: Moment): Block[] {
  const start = interview.startsAt.toInstant();
  const when = interviewTime(interview, reader, now);
  const scheduled = interview.status === "scheduled";
  const who = people(interview.interviewers);
  const place = where(interview);
  return [
    text(scheduled ? `${when}, ${distance(start, reader, now)}` : when),
    ...(who === null ? [] : [text(`With ${who}`)]),
    ...(interview.role !== null && interview.round !== null ? [text(`Role: ${interview.role}`)] : []),
    ...(place === null ? [] : [text(place)]),
    ...(interview.notes === null ? [] : [muted(`Notes: ${interview.notes}`)]),
  ];
}

/** "By video, https://…" or "In person, 1 Poultry"; null when nothing is known. */
export function where(interview: Interview): string | null {
  const parts = [
    interview.format === null ? null : FORMAT_WORDS[interview.format],
    interview.location,
    interview.link,
  ].filter((part): part is string => part !== null);
  const line = parts.join(", ");
  return line === "" ? null : line.charAt(0).toUpperCase() + line.slice(1);
}

const OUTCOME_WORDS = {
  pending: "No answer yet.",
  passed: "Outcome: on to the next round.",
  rejected: "Outcome: rejected.",
  offer: "Outcome: an offer.",
  withdrawn: "Outcome: you stepped back.",
  no_response: "Outcome: no answer.",
} as const;
const CANCELLED_WORDS = {
  me: "Cancelled.",
  employer: "Cancelled by the company.",
  no_show: "It did not happen.",
} as const;

function leadLine({ interview, before, done, tooLate }: CardInput, at: Moment): string | null {
  switch (done) {
    case "moved":
      return before === null ? null : `Moved from ${startLabel(before.startsAt, at)}. Reminders moved with it.`;
    case "edited":
      return "Changed.";
    case "undone":
      return "Undone. This is how it stands now.";
    case "kept":
      return "Fine, both stay.";
    case "unchanged":
      return "Nothing had to change.";
    case "ready":
      return "Good. I have noted that you are ready.";
    case "snoozed":
      return interview.snoozedUntil === null
        ? null
        : `I'll remind you again at ${clockTime(interview.snoozedUntil.toZonedDateTimeISO(at.reader.timeZone), at.reader.clock)}.`;
    case "reminder_added":
      return tooLate ? "That moment has passed already, so this reminder will not come." : "Reminder added.";
    default:
      return null;
  }
}

/** The line below the facts: reminders and preparation while it lies ahead, otherwise what became of it. */
function after({ interview, user, reminders }: CardInput, { reader, now }: Moment): Block[] {
  if (interview.status === "cancelled") {
    return [text(`${CANCELLED_WORDS[interview.cancelReason ?? "me"]} No reminders will come.`)];
  }
  if (interview.status === "completed") return [text(`It is over. ${OUTCOME_WORDS[interview.outcome]}`)];
  const { done, of } = progress(interview.tasks);
  const prepare =
    of === 0 ? "" : done === 0 ? `${plural(of, "thing")} to prepare.` : `Preparation: ${done} of ${of} done.`;
  const over = endsAt(interview).epochMilliseconds <= now.epochMilliseconds;
  return [
    text(
      [over ? "It should be over by now." : remindersLine(user, interview, reminders, { reader, now }), prepare]
        .filter(Boolean)
        .join(" "),
    ),
  ];
}

function remindersLine(
  user: User,
  interview: Interview,
  reminders: readonly Upcoming[],
  { reader, now }: Moment,
): string {
  if (!user.settings.reminders) return "Reminders are off.";
  if (reminders.length > 0) {
    const times = reminders.map(({ dueAt }) => shortMoment(dueAt, reader, now));
    return `I'll remind you ${new Intl.ListFormat("en-GB").format(times)}.`;
  }
  return interview.startsAt.epochMilliseconds > now.epochMilliseconds
    ? "It is too soon for a reminder."
    : "It has started.";
}

/** What needs an eye: an overlap, a second reading, a zone that was only guessed. */
function notices({ interview, user, conflicts, alternatives, done, reminders }: CardInput, at: Moment): Block[] {
  const blocks: Block[] = [];
  for (const other of conflicts.slice(0, 3)) {
    blocks.push(text(`It overlaps ${title(other)} (${span(other, interview, at)}).`));
  }
  const [first] = conflicts;
  if (first !== undefined && done !== "kept" && done !== "shown") {
    blocks.push(
      ...buttons(
        button("Keep both", "keep", interview.id),
        button(`Move ${short(interview.company)}`, "move", interview.id, interview.version),
        button(`Move ${short(first.company)}`, "move", first.id, first.version),
      ),
    );
  }
  if (alternatives.length > 0) {
    blocks.push(
      text("If you meant another day, press it:"),
      ...buttons(
        ...alternatives
          .slice(0, 3)
          .map((start) =>
            withValue(button(startLabel(start, at), "other_start", interview.id, interview.version), start.toString()),
          ),
      ),
    );
  }
  const minutes = (interview.startsAt.epochMilliseconds - at.now.epochMilliseconds) / 60_000;
  if (interview.status === "scheduled" && user.settings.reminders && reminders.length === 0 && minutes > 16) {
    blocks.push(...buttons(withValue(button("Remind me 15 minutes before", "remind", interview.id), "-PT15M")));
  }
  if (!user.timeZoneConfirmed && done === "scheduled") {
    const zone = user.timeZone === null ? "UTC" : zoneName(user.timeZone);
    blocks.push(
      muted(
        `I take ${zone} for your time zone, where it is ${clockTime(at.now.toZonedDateTimeISO(at.reader.timeZone), at.reader.clock)} now.`,
      ),
      ...buttons(button("That's right", "zone_ok"), button("Change zone", "zone_form")),
    );
  }
  return blocks;
}

function actions(interview: Interview, done: Done, { now }: Moment): Button[] {
  const { id, version } = interview;
  const undo = done === "shown" || done === "kept" || done === "unchanged" ? [] : [button("Undo", "undo", id, version)];
  if (interview.status === "cancelled")
    return [button("Reschedule", "move", id, version), button("Delete", "delete", id), ...undo];
  if (interview.status === "completed" || endsAt(interview).epochMilliseconds <= now.epochMilliseconds) {
    return [...outcomeButtons(interview), button("Edit", "edit", id, version), ...undo];
  }
  return [
    button("Preparation", "prep", id),
    button("Reschedule", "move", id, version),
    button("Edit", "edit", id, version),
    danger(button("Cancel interview", "cancel", id, version)),
    ...undo,
  ];
}

function outcomeButtons({ id, version, status, outcome }: Interview): Button[] {
  if (status === "scheduled") {
    return [
      button("It's done", "complete", id, version),
      withValue(button("It didn't happen", "cancel", id, version), "no_show"),
    ];
  }
  if (outcome !== "pending" && outcome !== "no_response") return [];
  const press = (label: string, value: string) => withValue(button(label, "outcome", id, version), value);
  return [
    press("Next round", "passed"),
    press("Rejected", "rejected"),
    press("Offer", "offer"),
    press("I stepped back", "withdrawn"),
  ];
}

/** "10:00 to 11:00 the same day", or with the day when it is another. */
function span(other: Interview, interview: Interview, { reader, now }: Moment): string {
  const local = other.startsAt.withTimeZone(reader.timeZone);
  const same = local.toPlainDate().equals(interview.startsAt.withTimeZone(reader.timeZone).toPlainDate());
  if (!same) return moment(local, reader, now);
  const end = local.add({ minutes: other.durationMinutes });
  return `${clockTime(local, reader.clock)} to ${clockTime(end, reader.clock)} the same day`;
}

const short = (company: string) => (company.length > 24 ? `${company.slice(0, 23)}…` : company);

/** The card of an interview: what the bot understood, in full, and what can be done with it. */
import type { Done, Upcoming } from "../../commands/result.ts";
import { endsAt, type Interview, progress } from "../../interviews/interview.ts";
import { title } from "../../interviews/words.ts";
import { clockTime, lengthInWords, plural, shortMoment } from "../../users/times.ts";
import type { User } from "../../users/user.ts";
import type { Block, Button, Message } from "../port.ts";
import { attention, minutesUntil, SOON_MINUTES } from "./attention.ts";
import { button, buttons, danger, heading, type Moment, message, startLabel, text, withValue } from "./build.ts";
import { ALL_NOTES, facts } from "./facts.ts";

export interface CardInput {
  readonly interview: Interview;
  readonly user: User;
  readonly done: Done;
  readonly before: Interview | null;
  readonly conflicts: readonly Interview[];
  readonly reminders: readonly Upcoming[];
  readonly tooLate: "some" | "all" | null;
  /** Whether its last change can still be taken back. */
  readonly undoable: boolean;
  /** Other starts that the same words allowed. */
  readonly alternatives: readonly Temporal.ZonedDateTime[];
  /** Whether to ask if the zone is right, for somebody who has not said so. */
  readonly asksZone: boolean;
}

/** The card as it stands now, without word of a change: what the cards follower shows on every device. */
export const presentCard = (interview: Interview, user: User, reminders: readonly Upcoming[], at: Moment): Message =>
  interviewCard(
    {
      interview,
      user,
      done: "shown",
      before: null,
      conflicts: [],
      reminders,
      tooLate: null,
      undoable: false,
      alternatives: [],
      asksZone: false,
    },
    at,
  );

export function interviewCard(input: CardInput, at: Moment): Message {
  const { interview, done } = input;
  if (interview.deletedAt !== null) return message(text(`${title(interview)} is deleted.`));
  const lead = leadLine(input, at);
  return message(
    heading(title(interview)),
    lead === null ? null : text(lead),
    ...facts(interview, at, done === "shown" ? ALL_NOTES : undefined),
    ...after(input, at),
    ...attention(input, at),
    ...buttons(...actions(input, at)),
  );
}

const OUTCOME_WORDS = {
  pending: "No answer yet.",
  passed: "Outcome: on to the next round.",
  rejected: "Outcome: rejected.",
  offer: "Outcome: an offer.",
  withdrawn: "Outcome: you stepped back.",
  no_response: "Outcome: no answer.",
} as const;
const DECIDED_WORDS = {
  pending: "Noted: no answer yet.",
  passed: "Well done. On to the next round.",
  rejected: "Noted. I'm sorry it ended there.",
  offer: "Congratulations on the offer.",
  withdrawn: "Noted: you stepped back.",
  no_response: "Noted: no answer.",
} as const;
const REMINDER_ADDED = {
  none: "Reminder added.",
  some: "Added, but not all of them will come: the moment of the others has passed already.",
  all: "That moment has passed already, so this reminder will not come.",
} as const;
const CANCELLED_WORDS = {
  me: "Cancelled.",
  employer: "Cancelled by the company.",
  no_show: "It did not happen.",
} as const;

function leadLine({ interview, before, done, tooLate, reminders }: CardInput, at: Moment): string | null {
  switch (done) {
    case "moved":
      return before === null
        ? null
        : `${movedFrom(before, interview, at)}${reminders.length === 0 ? "" : " Reminders moved with it."}`;
    case "edited":
      return "Changed.";
    case "completed":
      return "Noted as done.";
    case "decided":
      return DECIDED_WORDS[interview.outcome];
    case "undone":
      return "Undone. This is how it stands now.";
    case "kept":
      return "Fine, both stay.";
    case "stale":
      return "This has changed since that button was drawn. Here is how it stands now.";
    case "known":
      return "You have this one already, so I saved nothing twice.";
    case "unchanged":
      return interview.status === "cancelled" ? "It was cancelled already." : "Nothing had to change.";
    case "ready":
      return "Good. I have noted that you are ready.";
    case "snoozed":
      return interview.snoozedUntil === null
        ? null
        : `I'll remind you again at ${clockTime(interview.snoozedUntil.toZonedDateTimeISO(at.reader.timeZone), at.reader.clock)}.`;
    case "reminder_added":
      return REMINDER_ADDED[tooLate ?? "none"];
    default:
      return null;
  }
}

/** A new length alone is no move. */
function movedFrom(before: Interview, interview: Interview, at: Moment): string {
  if (before.startsAt.epochMilliseconds !== interview.startsAt.epochMilliseconds) {
    return `Moved from ${startLabel(before.startsAt, at)}.`;
  }
  if (before.durationMinutes === interview.durationMinutes) return "It is on again.";
  return `It takes ${lengthInWords(interview.durationMinutes)} now.`;
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
  const minutes = minutesUntil(interview, now);
  if (minutes <= 0) return "It has started.";
  return minutes > SOON_MINUTES
    ? "That is too soon for my usual reminders."
    : "It starts so soon that no reminder will come.";
}

/** At most four: what is asked for most, and the way back from what was just done. */
function actions({ interview, done, undoable }: CardInput, { now }: Moment): Button[] {
  const { id, version, status } = interview;
  const undo =
    undoable && done !== "shown" && done !== "kept" && done !== "known" ? button("Undo", "undo", id, version) : null;
  const back = undo === null ? [] : [undo];
  const move = button("Reschedule", "move", id, version);
  if (status === "cancelled") return [move, button("Delete", "delete", id), ...back];
  if (status === "completed" || endsAt(interview).epochMilliseconds <= now.epochMilliseconds) {
    return [...outcomeButtons(interview), button("Edit", "edit", id, version), ...back];
  }
  const last = undo ?? danger(button("Cancel interview", "cancel", id, version));
  return [button("Preparation", "prep", id), move, button("Edit", "edit", id, version), last];
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

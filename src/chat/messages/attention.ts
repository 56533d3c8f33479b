/** What on a card needs an eye: an overlap, a second reading, a year that may be wrong, a zone that was only guessed. */
import type { Interview } from "../../interviews/interview.ts";
import { title } from "../../interviews/words.ts";
import { clockTime, moment, zoneName } from "../../users/times.ts";
import type { Block } from "../port.ts";
import { button, buttons, type Moment, muted, startLabel, text, withValue } from "./build.ts";
import type { CardInput } from "./card.ts";

/** The reminder that is offered when the usual ones come too late, and when even that one does. */
const OFFERED_RULE = "-PT15M";
export const SOON_MINUTES = 16;
export const minutesUntil = ({ startsAt }: Interview, now: Temporal.Instant) =>
  (startsAt.epochMilliseconds - now.epochMilliseconds) / 60_000;

const FAR_DAYS = 365;

/** The blocks below the facts, each with what can be done about it. */
export function attention(input: CardInput, at: Moment): Block[] {
  const { interview, user, alternatives, reminders } = input;
  const blocks: Block[] = [...overlaps(input, at)];
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
  const minutes = minutesUntil(interview, at.now);
  if (interview.status === "scheduled" && user.settings.reminders && reminders.length === 0 && minutes > SOON_MINUTES) {
    blocks.push(...buttons(withValue(button("Remind me 15 minutes before", "remind", interview.id), OFFERED_RULE)));
  }
  if (minutes > FAR_DAYS * 24 * 60 && (input.done === "scheduled" || input.done === "moved")) {
    blocks.push(muted("That is more than a year away. If the year is wrong, undo it and say it with the right one."));
  }
  if (input.asksZone && !user.timeZoneConfirmed && input.done === "scheduled") {
    const { timeZone, clock } = at.reader;
    blocks.push(
      muted(
        `I take ${zoneName(timeZone)} for your time zone, where it is ${clockTime(at.now.toZonedDateTimeISO(timeZone), clock)} now.`,
      ),
      ...buttons(button("That's right", "zone_ok"), button("Change zone", "zone_form")),
    );
  }
  return blocks;
}

/** Said wherever the time is new, with a way out for each side. */
function overlaps({ interview, conflicts, done }: CardInput, at: Moment): Block[] {
  const shown = conflicts.slice(0, 3);
  const more = conflicts.length - shown.length;
  const [first] = conflicts;
  const decided = done === "kept" || done === "shown" || done === "stale";
  return [
    ...shown.map((other) => text(`It overlaps ${title(other)} (${span(other, interview, at)}).`)),
    ...(more > 0 ? [text(`And ${more} more.`)] : []),
    ...(first === undefined || decided
      ? []
      : buttons(
          button("Keep both", "keep", interview.id),
          button(`Move ${moveName(interview, first)}`, "move", interview.id, interview.version),
          button(`Move ${moveName(first, interview)}`, "move", first.id, first.version),
        )),
  ];
}

/** The company, or the round where both are at the same one. */
const moveName = (one: Interview, other: Interview) =>
  short(one.company === other.company ? (one.round ?? one.company) : one.company);

/** "10:00 to 11:00 the same day", or with the day when it is another. */
function span(other: Interview, interview: Interview, { reader, now }: Moment): string {
  const local = other.startsAt.withTimeZone(reader.timeZone);
  const same = local.toPlainDate().equals(interview.startsAt.withTimeZone(reader.timeZone).toPlainDate());
  if (!same) return moment(local, reader, now);
  const end = local.add({ minutes: other.durationMinutes });
  return `${clockTime(local, reader.clock)} to ${clockTime(end, reader.clock)} the same day`;
}

const short = (company: string) => (company.length > 24 ? `${company.slice(0, 23)}…` : company);

/** What a person has chosen, what can be chosen, and what a change of it means. */
import type { Result } from "../../commands/result.ts";
import { parseRule, type Rule, ruleInWords } from "../../reminders/rules.ts";
import { clockTime, plural, readerOf, zoneName } from "../../users/times.ts";
import type { User } from "../../users/user.ts";
import type { Button, Message } from "../port.ts";
import { button, buttons, danger, heading, type Moment, message, muted, question, text, withValue } from "./build.ts";

export function settings(
  { user, identities }: Extract<Result, { kind: "settings" }>,
  { reader, now }: Moment,
): Message {
  const { reminders, reminderRules, emailReminders } = user.settings;
  const zone =
    user.timeZone === null
      ? "not set"
      : `${zoneName(user.timeZone)} (${clockTime(now.toZonedDateTimeISO(reader.timeZone), reader.clock)} now)`;
  const places = [...new Set(identities.map(({ platform }) => platform))];
  return message(
    heading("Settings"),
    {
      kind: "fields",
      fields: [
        { label: "Time zone", value: zone },
        { label: "Reminders", value: reminders ? inWords(reminderRules, reader.clock) : "off" },
        {
          label: "E-mail",
          value: user.email === null ? "none" : `${user.email}${emailReminders ? "" : " (reminder mails off)"}`,
        },
        { label: "Clock", value: `${reader.clock} hours` },
        { label: "Linked", value: places.map(placeName).join(", ") },
        ...(places.length > 1 ? [{ label: "Reminders go to", value: placeOf(user) }] : []),
      ],
    },
    ...buttons(
      button("Change zone", "zone_form"),
      reminders ? button("Turn reminders off", "reminders_off") : button("Turn reminders on", "reminders_on"),
      button(user.email === null ? "Add e-mail" : "Change e-mail", "email_form"),
      user.email !== null &&
        (emailReminders ? button("Stop reminder mails", "mail_off") : button("Send reminder mails", "mail_on")),
      withValue(
        button(reader.clock === 24 ? "12-hour clock" : "24-hour clock", "clock"),
        reader.clock === 24 ? "12" : "24",
      ),
    ),
    ...buttons(...placeButtons(user, places)),
    ...buttons(button("Export my data", "export"), danger(button("Delete everything", "erase"))),
  );
}

/** "Slack": the platforms' own names, as they are written. */
const placeName = (platform: string): string => `${platform.charAt(0).toUpperCase()}${platform.slice(1)}`;

const placeOf = ({ settings: { platform } }: User): string =>
  platform === null ? "where you wrote last" : placeName(platform);

/** For whoever is linked: one for each place that reminders could go to instead. */
function placeButtons({ settings: { platform } }: User, places: readonly string[]): Button[] {
  if (places.length < 2) return [];
  const there = places.slice(0, 3).filter((place) => place !== platform);
  return [
    ...there.map((place) => withValue(button(`Remind me on ${placeName(place)}`, "remind_on"), place)),
    ...(platform === null ? [] : [button("Remind me where I write", "remind_on")]),
  ];
}

/** Two sides have become one: whose interviews, and what is different now for the one who entered the code. */
export function linked({ user, joined }: Extract<Result, { kind: "linked" }>, { now }: Moment): Message {
  const reader = readerOf(user);
  const rules = ({ settings: { reminders, reminderRules } }: User) =>
    reminders ? inWords(reminderRules, reader.clock) : "off";
  const here = clockTime(now.toZonedDateTimeISO(reader.timeZone), reader.clock);
  const zone = user.timeZone !== null && user.timeZone !== joined.timeZone;
  return message(
    text("Linked. You now see the same interviews on both, and both can change them."),
    zone ? text(`Times are in ${zoneName(reader.timeZone)} now, where it is ${here}.`) : null,
    rules(user) === rules(joined)
      ? null
      : text(user.settings.reminders ? `Reminders come ${rules(user)} now.` : "Reminders are off now."),
    user.email === joined.email
      ? null
      : text(user.email === null ? "No mails come any more." : `Mails go to ${user.email} now.`),
    muted("Reminders go to where you wrote last; the settings can say otherwise."),
  );
}

export function settingChanged(
  { user, what, interviews }: Extract<Result, { kind: "setting_changed" }>,
  { reader, now }: Moment,
): Message {
  const { settings } = user;
  const coming = plural(interviews, "coming interview");
  const rules = inWords(settings.reminderRules, reader.clock);
  switch (what) {
    case "zone": {
      const zone = user.timeZone ?? "UTC";
      const here = clockTime(now.toZonedDateTimeISO(zone), readerOf(user).clock);
      const stays = interviews === 0 ? "" : " Your interviews stay at the moment they were set for.";
      return message(text(`Your time zone is ${zoneName(zone)} (${zone}), where it is ${here} now.${stays}`));
    }
    case "reminders": {
      if (!settings.reminders) {
        return question(`Reminders are off.${interviews === 0 ? "" : ` None will come for your ${coming}.`}`, [
          button("Turn reminders on", "reminders_on"),
        ]);
      }
      return message(text(`Reminders are on: ${rules}.${interviews === 0 ? "" : ` Updated ${coming}.`}`));
    }
    case "reminder_rules":
      return message(text(`I'll remind you ${rules}.${interviews === 0 ? "" : ` Updated ${coming}.`}`));
    case "email_reminders":
      return message(
        text(settings.emailReminders ? "Reminder mails are on." : "Reminder mails are off. Reminders still come here."),
      );
    case "platform":
      return message(text(`Reminders go to ${placeOf(user)}.`));
    case "clock":
      return message(
        text(
          `Times are shown with a ${readerOf(user).clock}-hour clock, like ${clockTime(now.toZonedDateTimeISO(reader.timeZone), readerOf(user).clock)}.`,
        ),
      );
  }
}

/** "24 hours before and 2 hours before": the earliest first, a wall time the day before after what is further away. */
const inWords = (rules: readonly string[], clock: 12 | 24): string =>
  new Intl.ListFormat("en-GB").format(
    rules
      .map(parseRule)
      .filter((rule) => rule !== null)
      .sort((a, b) => hoursAhead(b) - hoursAhead(a))
      .map((rule) => ruleInWords(rule, clock)),
  );

/** For the order alone: an interview is taken to be at noon. */
const hoursAhead = (rule: Rule): number =>
  rule.kind === "ahead" ? rule.minutes / 60 : rule.days * 24 + 12 - rule.time.hour;

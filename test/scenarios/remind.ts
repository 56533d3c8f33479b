/** Reminders and preparation: what comes when, and what is done about it. */
import type { Scenario } from "./scenario.ts";

const STRIPE = { say: "Phone screen with Stripe next Tuesday at 3pm" } as const;

export const reminding: readonly Scenario[] = [
  {
    title: "both usual reminders come, with what is still to prepare",
    steps: [
      STRIPE,
      {
        until: "2026-03-09T15:00:00Z",
        hears: ["Interview tomorrow at 15:00: Stripe, phone screen", /Preparation: 0 of \d done\. Open:/],
      },
      { until: "2026-03-10T13:00:00Z", hears: ["Interview in 2 hours: Stripe, phone screen"] },
      { press: "I'm ready", messages: 0, hears: ["Good. I have noted that you are ready."] },
    ],
    stored: {
      interviews: [{ ready: true }],
      reminders: ["Stripe 24_hours sent 2026-03-09T15:00:00Z", "Stripe 2_hours sent 2026-03-10T13:00:00Z"],
    },
  },
  {
    title: "snoozed, it comes once more, and never past the start",
    steps: [
      STRIPE,
      { until: "2026-03-10T13:00:00Z", hears: ["Interview in 2 hours: Stripe"] },
      { press: "Snooze 15 min", messages: 0, hears: ["I'll remind you again at 13:15."] },
      { until: "2026-03-10T13:15:00Z", hears: ["Interview in 1 hour 45 minutes: Stripe"] },
      { until: "2026-03-10T14:50:00Z" },
      { pressOld: "Snooze 15 min", hears: ["Stripe starts before that. This stays your reminder."] },
    ],
  },
  {
    title: "moved from a reminder, the old ones do not come",
    steps: [
      STRIPE,
      { until: "2026-03-09T15:00:00Z", hears: ["Interview tomorrow at 15:00"] },
      { press: "Reschedule", hears: ["When is Stripe"] },
      { submit: { date: "2026-03-12" }, hears: ["Thursday 12 March, 15:00"] },
      { until: "2026-03-10T13:00:00Z", without: ["Interview in"] },
      { until: "2026-03-11T15:00:00Z", hears: ["Interview tomorrow at 15:00: Stripe"] },
    ],
    stored: {
      reminders: ["Stripe 24_hours sent 2026-03-11T15:00:00Z", "Stripe 2_hours pending 2026-03-12T13:00:00Z"],
    },
  },
  {
    title: "a reminder is called too late only when its moment has passed",
    steps: [
      STRIPE,
      { say: "remind me 10 days before Stripe", hears: ["That moment has passed already"] },
      { say: "remind me the day before Stripe at 3pm", hears: ["Reminder added."], without: ["passed"] },
      { say: "remind me 40 days before Stripe", hears: ["one minute to 30 days before"], without: ["passed"] },
      { say: "turn off all reminders", hears: ["Reminders are off."] },
      { say: "remind me 20 minutes before Stripe", hears: ["Reminders are off."], without: ["passed"] },
    ],
  },
  {
    title: "more reminders for one interview, several at once",
    steps: [
      STRIPE,
      { say: "remind me 30 minutes before Stripe", hears: ["Reminder added.", "Tuesday 14:30"] },
      {
        say: "remind me the evening before at 7 and 1 hour before Stripe",
        hears: ["Monday 15:00, Monday 19:00, Tuesday 13:00, Tuesday 14:00 and Tuesday 14:30"],
      },
      { until: "2026-03-09T19:00:00Z", hears: ["Interview tomorrow at 15:00: Stripe"] },
    ],
    stored: {
      interviews: [{ reminderRules: ["-PT30M", "-PT1H", "day-before@19:00"] }],
      reminders: [
        // Overtaken by the later one, which was due at the same look.
        "Stripe 24_hours missed 2026-03-09T15:00:00Z",
        "Stripe 2_hours pending 2026-03-10T13:00:00Z",
        "Stripe custom:-PT1H pending 2026-03-10T14:00:00Z",
        "Stripe custom:-PT30M pending 2026-03-10T14:30:00Z",
        "Stripe custom:day-before@19:00 sent 2026-03-09T19:00:00Z",
      ],
    },
  },
  {
    title: "a reminder whose time has passed is said to be too late",
    steps: [
      { say: "phone screen with Stripe tomorrow at 9am" },
      { say: "remind me 1 day before Stripe", hears: [/That moment has passed already|Nothing had to change/] },
      {
        say: "remind me 20 hours before Stripe",
        hears: ["That moment has passed already, so this reminder will not come."],
      },
      { say: "remind me 30 minutes, 1 hour and 3 days before Stripe", hears: ["Added, but not all of them will come"] },
    ],
    stored: {
      reminders: [
        "Stripe 2_hours pending 2026-03-05T07:00:00Z",
        "Stripe custom:-PT1H pending 2026-03-05T08:00:00Z",
        "Stripe custom:-PT30M pending 2026-03-05T08:30:00Z",
      ],
    },
  },
  {
    title: "the preparation list is ticked, undone, and added to",
    steps: [
      STRIPE,
      { say: "prep for Stripe", hears: ["Preparation for Stripe: phone screen", /0 of \d done\./] },
      {
        press: "Quiet room and charged phone",
        messages: 0,
        hears: [/1 of \d done\./, "[x] Quiet room and charged phone"],
      },
      { press: "Quiet room and charged phone", messages: 0, hears: [/0 of \d done\./] },
      { press: "Quiet room and charged phone", messages: 0, hears: [/1 of \d done\./] },
      { press: "Add a task", hears: ["A task for Stripe: phone screen"] },
      { submit: { title: "  " }, errors: { title: "Please fill this in." } },
      { submit: { title: "Print my CV" }, hears: ["[ ] Print my CV"] },
      { say: "add task for Stripe: call Ann", hears: ["[ ] call Ann"] },
    ],
    stored: { interviews: [{ done: ["Quiet room and charged phone"], ownTasks: ["Print my CV", "call Ann"] }] },
    home: [/Preparation 1 of \d/],
  },
  {
    title: "late after the bot was away, the truth and only once",
    steps: [
      STRIPE,
      {
        until: "2026-03-10T14:40:00Z",
        hears: ["Starts in 20 minutes: Stripe, phone screen.", "I could not reach you earlier; sorry."],
        messages: 1,
      },
    ],
  },
];

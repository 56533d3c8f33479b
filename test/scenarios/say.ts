/** Saying interviews: in one sentence, in several, with questions in between. */
import type { Scenario } from "./scenario.ts";

const STRIPE = "Phone screen with Stripe next Tuesday at 3pm with Sarah Chen <sarah@stripe.com>";

export const saying: readonly Scenario[] = [
  {
    title: "one sentence is kept, with its reminders, and shown in full",
    steps: [
      {
        say: STRIPE,
        messages: 1,
        hears: [
          "Stripe: phone screen",
          "Tuesday 10 March, 15:00 to 16:00 (London), in 6 days",
          "With Sarah Chen",
          "I'll remind you Monday 15:00 and Tuesday 13:00.",
          "things to prepare",
        ],
      },
    ],
    stored: {
      interviews: [
        {
          company: "Stripe",
          startsAt: "2026-03-10T15:00:00+00:00[Europe/London]",
          durationMinutes: 60,
          format: "phone",
          interviewers: ["Sarah Chen <sarah@stripe.com>"],
          status: "scheduled",
          outcome: "pending",
        },
      ],
      reminders: ["Stripe 24_hours pending 2026-03-09T15:00:00Z", "Stripe 2_hours pending 2026-03-10T13:00:00Z"],
    },
    home: ["Stripe: phone screen", "Tuesday 10 March, 15:00", "next reminder Monday 9 March, 15:00"],
  },
  {
    title: "said twice, it is kept once, and what is new the second time is added",
    steps: [
      { say: STRIPE },
      { say: STRIPE, messages: 1, hears: ["You have this one already, so I saved nothing twice."], without: ["Undo"] },
      {
        say: "phone screen with Stripe next Tuesday at 3pm with Bob, 45 minutes",
        hears: ["Changed.", "15:00 to 15:45", "With Sarah Chen", "Bob"],
      },
    ],
    stored: {
      interviews: [{ durationMinutes: 45, interviewers: ["Sarah Chen <sarah@stripe.com>", "Bob"] }],
      reminders: ["Stripe 24_hours pending 2026-03-09T15:00:00Z", "Stripe 2_hours pending 2026-03-10T13:00:00Z"],
    },
  },
  {
    title: "what was asked may be answered with the form",
    steps: [
      { say: "help" },
      { say: "onsite at Figma on Friday", hears: ["What time does it start?"] },
      { press: "New interview" },
      {
        submit: { company: "Figma", date: "2026-03-06", time: "11:00" },
        messages: 1,
        hears: ["Friday 6 March, 11:00 to 12:00 (London)"],
        without: ["One thing is still open."],
      },
    ],
    stored: { interviews: [{ company: "Figma", startsAt: "2026-03-06T11:00:00+00:00[Europe/London]" }] },
  },
  {
    title: "a missing time is asked for and answered by pressing",
    steps: [
      {
        say: "onsite at Figma on Friday",
        messages: 1,
        hears: ["Friday 6 March. What time does it start?", "(09:00 | 10:00"],
      },
      { press: "10:00", messages: 1, hears: ["Figma: onsite", "Friday 6 March, 10:00 to 11:00 (London), in 2 days"] },
      { pressOld: "09:00", hears: ["That question is settled already."] },
    ],
    stored: {
      interviews: [{ company: "Figma", round: "onsite", startsAt: "2026-03-06T10:00:00+00:00[Europe/London]" }],
    },
  },
  {
    title: "a missing time is answered in words, with more beside it",
    steps: [
      { say: "onsite at Figma on Friday", hears: ["What time does it start?"] },
      {
        say: "half ten, it's at 1 Poultry",
        hears: ["Friday 6 March, 10:30 to 11:30 (London)", "In person, 1 Poultry"],
      },
    ],
    stored: {
      interviews: [
        {
          company: "Figma",
          startsAt: "2026-03-06T10:30:00+00:00[Europe/London]",
          location: "1 Poultry",
          format: "in_person",
        },
      ],
    },
  },
  {
    title: "a command in between is carried out, and the open question offered again",
    steps: [
      { say: "onsite at Figma on Friday", hears: ["What time does it start?"] },
      {
        say: "list",
        messages: 2,
        hears: [
          "No coming interviews.",
          "One thing is still open.",
          /onsite, Friday 6 March\. What time does it start\?/,
        ],
      },
      { press: "13:00", hears: ["Friday 6 March, 13:00 to 14:00 (London)"] },
    ],
    stored: { interviews: [{ company: "Figma", startsAt: "2026-03-06T13:00:00+00:00[Europe/London]" }] },
  },
  {
    title: "another whole interview in between is kept too",
    steps: [
      { say: "onsite at Figma on Friday", hears: ["What time does it start?"] },
      { say: STRIPE, messages: 2, hears: ["Stripe: phone screen", "One thing is still open."] },
      { say: "10:30", hears: ["Figma: onsite", "Friday 6 March, 10:30"] },
    ],
    stored: {
      interviews: [
        { company: "Figma", startsAt: "2026-03-06T10:30:00+00:00[Europe/London]" },
        { company: "Stripe", startsAt: "2026-03-10T15:00:00+00:00[Europe/London]" },
      ],
    },
  },
  {
    title: "never mind closes the question, said or pressed",
    steps: [
      { say: "onsite at Figma on Friday", hears: ["What time does it start?"] },
      { say: "never mind", hears: ["Fine, nothing changed."] },
      { say: "onsite at Figma on Friday", hears: ["What time does it start?"] },
      { press: "Never mind", hears: ["Fine, nothing changed."] },
      { pressOld: "Never mind", hears: ["That question is settled already."] },
      { say: "10:30", without: ["Figma: onsite"] },
    ],
    stored: { interviews: [] },
  },
  {
    title: "an answer that is none gets a hint and the question again",
    steps: [
      { say: "onsite at Figma on Friday", hears: ["What time does it start?"] },
      {
        say: "it will be great fun",
        hears: ["I couldn't find a time in that. Write it like 10:30 or 3pm.", "What time does it start?"],
      },
      { say: "thanks", hears: ["One thing is still open.", "What time does it start?"] },
      { say: "10:30", hears: ["Friday 6 March, 10:30"] },
    ],
    stored: { interviews: [{ company: "Figma" }] },
  },
  {
    title: "a question is forgotten after an hour",
    steps: [
      { say: "onsite at Figma on Friday", hears: ["What time does it start?"] },
      { pass: "PT61M" },
      { say: "list", messages: 1, without: ["still open"] },
      { pressOld: "10:00", hears: ["That question is settled already."] },
    ],
    stored: { interviews: [] },
  },
  {
    title: "two interviews that overlap: both stay, and it is said",
    steps: [
      { say: "onsite at Figma on Friday at 10:30" },
      {
        say: "technical with Datadog Friday 10:00",
        hears: ["Datadog: technical", "It overlaps Figma: onsite (10:30 to 11:30 the same day)."],
      },
      { press: "Keep both", messages: 0, hears: ["Fine, both stay."] },
    ],
    stored: {
      interviews: [
        { company: "Datadog", startsAt: "2026-03-06T10:00:00+00:00[Europe/London]" },
        { company: "Figma", startsAt: "2026-03-06T10:30:00+00:00[Europe/London]" },
      ],
    },
  },
  {
    title: "two interviews that overlap: either can be moved from there",
    steps: [
      { say: "onsite at Figma on Friday at 10:30" },
      { say: "technical with Datadog Friday 10:00", hears: ["It overlaps Figma: onsite"] },
      { press: "Move Figma", hears: ["When is Figma: onsite?"] },
      {
        submit: { date: "2026-03-09", time: "14:30" },
        hears: ["Moved from Friday 6 March, 10:30.", "Monday 9 March, 14:30 to 15:30 (London)"],
        without: ["overlaps"],
      },
    ],
    stored: {
      interviews: [
        { company: "Datadog", startsAt: "2026-03-06T10:00:00+00:00[Europe/London]" },
        { company: "Figma", startsAt: "2026-03-09T14:30:00+00:00[Europe/London]" },
      ],
    },
  },
  {
    title: "a new interview can be filled in as a form",
    steps: [
      { say: "help", hears: ["What I can do"] },
      { press: "New interview", hears: ["New interview"] },
      {
        submit: { company: "", date: "2026-03-09", time: "14:30" },
        errors: { company: "Please fill this in." },
      },
      {
        submit: { company: "Monzo", date: "2026-03-03", time: "14:30" },
        errors: { date: "That moment has passed already." },
      },
      {
        submit: { company: "Monzo", date: "2026-03-09", time: "14:30", place: "https://" },
        errors: { place: "That link doesn't look right." },
      },
      {
        submit: {
          company: "Monzo",
          round: "technical",
          date: "2026-03-09",
          time: "14:30",
          place: "https://zoom.us/j/1",
        },
        hears: ["Monzo: technical", "Monday 9 March, 14:30", "By video, https://zoom.us/j/1"],
      },
    ],
    stored: { interviews: [{ company: "Monzo", round: "technical", link: "https://zoom.us/j/1", format: "video" }] },
  },
  {
    title: "another zone is kept as said, and both times are shown",
    steps: [
      {
        say: "call with Monzo Friday 12 June at 3pm New York time",
        hears: ["Friday 12 June, 20:00 to 21:00 (London), which is 15:00 in New York"],
      },
    ],
    stored: { interviews: [{ company: "Monzo", startsAt: "2026-06-12T15:00:00-04:00[America/New_York]" }] },
  },
  {
    title: "said less than two hours before: no passed reminder, but one is offered",
    steps: [
      {
        say: "phone screen with Stripe today at 3pm",
        hears: ["in 58 minutes", "That is too soon for my usual reminders."],
      },
      { press: "Remind me 15 minutes before", hears: ["Reminder added.", "I'll remind you today 14:45."] },
      { until: "2026-03-04T14:45:00Z", hears: ["Interview in 15 minutes: Stripe"] },
    ],
    stored: { reminders: ["Stripe custom:-PT15M sent 2026-03-04T14:45:00Z"] },
  },
  {
    title: "a date three years ahead is kept, with its year, and asked to be looked at",
    steps: [
      {
        say: "phone screen with Stripe on 5 March 2029 at 10am",
        hears: ["Monday 5 March 2029, 10:00", "That is more than a year away."],
      },
    ],
    stored: { interviews: [{ startsAt: "2029-03-05T10:00:00+00:00[Europe/London]" }] },
  },
];

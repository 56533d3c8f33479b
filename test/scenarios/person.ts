/** The person: first contact, settings, address, lists, data, and what the bot cannot do yet. */
import type { Scenario } from "./scenario.ts";

const STRIPE = { say: "Phone screen with Stripe next Tuesday at 3pm" } as const;
const FIGMA = { say: "onsite at Figma on Friday at 10:30" } as const;

export const person: readonly Scenario[] = [
  {
    title: "the first contact: who I am, the zone, an example; and only once",
    needs: "opening",
    steps: [
      {
        open: true,
        messages: 1,
        hears: ["Hello, I'm Greenroom.", "Your time zone looks like Europe/London (it is 14:02 there now)."],
      },
      {
        press: "That's right",
        messages: 0,
        hears: ["Your time zone is London (Europe/London), where it is 14:02 now."],
      },
      { open: true, messages: 0 },
      { say: "hi", hears: ["Hello. You have no interviews ahead."] },
      { ...STRIPE, without: ["I take London"] },
      { say: "hello", hears: ["Next is Stripe: phone screen: Tuesday 10 March, 15:00, in 6 days."] },
    ],
    stored: { user: { timeZone: "Europe/London", timeZoneConfirmed: true, welcomed: true } },
  },
  {
    title: "who begins with an interview is no stranger afterwards, and is asked about the zone once",
    needs: "opening",
    steps: [
      { ...STRIPE, hears: ["I take London for your time zone, where it is 14:02 now."] },
      { open: true, messages: 0 },
      { ...FIGMA, without: ["I take London"] },
    ],
    stored: { user: { welcomed: true, timeZoneConfirmed: false } },
  },
  {
    title: "a plain yes agrees to the zone",
    needs: "opening",
    steps: [{ open: true }, { say: "yes", hears: ["Your time zone is London"] }],
    stored: { user: { timeZoneConfirmed: true } },
  },
  {
    title: "where no zone is known it is asked for, and what was said before waits for it",
    needs: "zoneless",
    zone: "nowhere",
    steps: [
      {
        say: "phone screen with Stripe Tuesday 10 March 3pm",
        messages: 1,
        hears: ["Which time zone are you in? Name a big city near you, then I'll keep what you told me."],
      },
      {
        say: "Berlin",
        hears: [
          "Your time zone is Berlin (Europe/Berlin), where it is 15:02 now.",
          "With your e-mail address they come there as well.",
          "Tuesday 10 March, 15:00 to 16:00 (Berlin)",
        ],
      },
      { say: "my time zone is Lisbon", hears: ["Your time zone is Lisbon"], without: ["e-mail"] },
    ],
    stored: {
      user: { timeZone: "Europe/Lisbon", timeZoneConfirmed: true, email: null },
      interviews: [{ startsAt: "2026-03-10T15:00:00+01:00[Europe/Berlin]" }],
    },
  },
  {
    title: "who says hello where no zone is known is asked for it, and for an address once it is",
    needs: "zoneless",
    zone: "nowhere",
    steps: [
      {
        say: "hi",
        messages: 1,
        hears: ["I'm Greenroom. I keep your interviews", "Which time zone are you in?"],
        without: ["e-mail"],
      },
      { press: "Choose zone", hears: ["Your time zone"] },
      { submit: { zone: "New York" }, hears: ["Your time zone is New York", "With your e-mail address"] },
      { press: "Add e-mail", hears: ["Your e-mail address"] },
      { submit: { address: "ana@example.com" }, hears: ["I sent a code to ana@example.com."] },
      { sayCode: true, hears: ["Confirmed. Reminders come to ana@example.com as well."] },
    ],
    stored: { user: { timeZone: "America/New_York", email: "ana@example.com", welcomed: true } },
  },
  {
    title: "the zone is changed with the form, and all times are shown in it",
    needs: "opening",
    steps: [
      { open: true },
      STRIPE,
      { press: "Change zone", hears: ["Your time zone"] },
      { submit: { zone: "Qwertyville" }, errors: { zone: "I don't know that place." } },
      {
        submit: { zone: "New York" },
        hears: ["Your time zone is New York (America/New_York)", "Your interviews stay at the moment"],
      },
      {
        say: "when is Stripe",
        hears: ["Tuesday 10 March, 11:00 AM to 12:00 PM (New York), which is 3:00 PM in London"],
      },
    ],
    stored: {
      user: { timeZone: "America/New_York" },
      interviews: [{ startsAt: "2026-03-10T15:00:00+00:00[Europe/London]" }],
      reminders: ["Stripe 24_hours pending 2026-03-09T15:00:00Z", "Stripe 2_hours pending 2026-03-10T13:00:00Z"],
    },
    home: ["Tuesday 10 March, 11:00 AM"],
  },
  {
    title: "the platform's word for the zone may come before the first word of the person",
    needs: "profile",
    zone: "America/New_York",
    steps: [
      { profile: "Europe/Lisbon" },
      { say: "phone screen with Stripe Tuesday 10 March 3pm", hears: ["15:00 to 16:00 (Lisbon)"] },
    ],
    stored: { user: { timeZone: "Europe/Lisbon" } },
  },
  {
    title: "the platform's word for the zone holds until the person says another",
    needs: "profile",
    zone: "UTC",
    steps: [
      { profile: "Europe/Berlin" },
      { say: "my time zone is Lisbon", hears: ["Your time zone is Lisbon"] },
      { profile: "Asia/Tokyo" },
    ],
    stored: { user: { timeZone: "Europe/Lisbon", timeZoneConfirmed: true } },
  },
  {
    title: "a place that is none is asked for again",
    steps: [
      { say: "help" },
      { say: "my time zone is Mars", hears: ["I don't know that place."] },
      { say: "Lisbon", hears: ["Europe/Lisbon"] },
    ],
    stored: { user: { timeZone: "Europe/Lisbon" } },
  },
  {
    title: "new usual reminders go through all coming interviews",
    steps: [
      STRIPE,
      FIGMA,
      {
        say: "remind me 1 hour and 1 day before every interview",
        hears: ["I'll remind you 24 hours before and 1 hour before. Updated 2 coming interviews."],
      },
    ],
    stored: {
      user: { reminderRules: ["-PT1H", "-PT24H"] },
      reminders: [
        "Figma 24_hours pending 2026-03-05T10:30:00Z",
        "Figma 2_hours cancelled 2026-03-06T08:30:00Z",
        "Figma custom:-PT1H pending 2026-03-06T09:30:00Z",
        "Stripe 24_hours pending 2026-03-09T15:00:00Z",
        "Stripe 2_hours cancelled 2026-03-10T13:00:00Z",
        "Stripe custom:-PT1H pending 2026-03-10T14:00:00Z",
      ],
    },
  },
  {
    title: "reminders off and on again",
    steps: [
      STRIPE,
      { say: "turn off reminders", hears: ["Reminders are off. None will come for your 1 coming interview."] },
      { say: "when is Stripe", hears: ["Reminders are off."] },
      { press: "Turn reminders on", hears: ["Reminders are on: 24 hours before and 2 hours before."] },
    ],
    stored: {
      user: { reminders: true },
      reminders: ["Stripe 24_hours pending 2026-03-09T15:00:00Z", "Stripe 2_hours pending 2026-03-10T13:00:00Z"],
    },
  },
  {
    title: "settings show what is chosen, and each can be changed there",
    steps: [
      {
        say: "settings",
        hears: ["Time zone: London (14:02 now)", "Reminders: 24 hours before and 2 hours before", "E-mail: none"],
      },
      { press: "12-hour clock", hears: ["Times are shown with a 12-hour clock, like 2:02 PM."] },
      { say: "settings", hears: ["2:02 PM now", "Clock: 12 hours"] },
      { press: "Turn reminders off", hears: ["Reminders are off."] },
      { press: "Add e-mail", hears: ["Your e-mail address"] },
      { submit: { address: "not one" }, errors: { address: "Write an address like" } },
      { submit: { address: "ana@example.com" }, hears: ["I sent a code to ana@example.com."] },
    ],
    stored: { user: { clock: 12, reminders: false, email: null } },
  },
  {
    title: "an address is confirmed by its code",
    steps: [
      {
        say: "my email is ana@example.com",
        hears: ["I sent a code to ana@example.com. Write it here within 15 minutes"],
      },
      { say: "000000", hears: ["That code is not right or no longer good."] },
      { sayCode: true, hears: ["Confirmed. Reminders come to ana@example.com as well."] },
    ],
    stored: { user: { email: "ana@example.com" } },
  },
  {
    title: "a code that comes after a quarter of an hour is no longer good",
    steps: [
      { say: "my email is ana@example.com", hears: ["I sent a code"] },
      { pass: "PT15M" },
      { sayCode: true, hears: ["That code is not right or no longer good."] },
    ],
    stored: { user: { email: null } },
  },
  {
    title: "lists: what is ahead, in a week, with a company, behind",
    steps: [
      { say: "list", hears: ["No coming interviews."] },
      STRIPE,
      FIGMA,
      { say: "list", hears: [/2 interviews ahead:\nFigma: onsite\nFriday 6 March, .*\nStripe: phone screen\nTuesday/] },
      {
        say: "what do I have this week",
        hears: ["1 interview from Monday 2 March to Sunday 8 March:", "Figma: onsite"],
        without: ["Stripe"],
      },
      { say: "figma?", messages: 1, hears: ["Figma: onsite"] },
      { press: "Show Figma", hears: ["Friday 6 March, 10:30 to 11:30 (London)"] },
      { say: "what do I have tomorrow", hears: ["No interviews on Thursday 5 March."] },
      { until: "2026-03-07T12:00:00Z" },
      { say: "list my past interviews", hears: ["1 past interview:\nFigma: onsite"] },
    ],
  },
  {
    title: "everything can be taken along",
    steps: [
      STRIPE,
      {
        say: "export my data",
        hears: [
          /Here is everything I keep about you\.[\s\S]*Everything \(JSON\): http[\s\S]*Interviews \(\.ics\): http/,
        ],
      },
    ],
  },
  {
    title: "everything is deleted only after a confirmation, and the home is empty then",
    steps: [
      STRIPE,
      {
        say: "delete everything",
        hears: ["Delete everything I keep about you? 1 coming interview and all reminders go too."],
      },
      { press: "Keep it", hears: ["Fine, nothing changed."] },
      { say: "list", hears: ["Stripe"] },
      { say: "delete everything", hears: ["This cannot be undone."] },
      { press: "Delete everything", hears: ["Everything about you is deleted."] },
    ],
    stored: { interviews: [], reminders: [], user: { email: null } },
    home: ["No interviews yet."],
  },
  {
    title: "what it cannot do yet is said, without a question first",
    steps: [
      { say: "draft a thank you note", messages: 1, hears: ["I can't write thank-you notes yet."] },
      { say: "connect my google calendar", messages: 1, hears: ["I can't connect a calendar yet."] },
      { say: "show my follow-ups", messages: 1, hears: ["I don't keep follow-ups yet."] },
      { say: "what jobs have I saved?", messages: 1, hears: ["I don't keep job postings yet."] },
    ],
  },
  {
    title: "politeness is answered in kind",
    steps: [
      { say: "thanks!", messages: 1, hears: ["You're welcome."] },
      { say: "ok", messages: 1, hears: ["Good. I'm here when you need me."] },
      { say: "help", messages: 1, hears: ["What I can do", "my time zone is Berlin"] },
      {
        say: "is it going to rain",
        messages: 1,
        hears: ["I didn't understand that. Tell me about an interview, for instance"],
      },
    ],
  },
];

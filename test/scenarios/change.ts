/** Changing interviews: moving, editing, cancelling, deleting, taking back, and what comes after. */
import type { Scenario } from "./scenario.ts";

const STRIPE = { say: "Phone screen with Stripe next Tuesday at 3pm" } as const;
const GOOGLES = [
  { say: "phone screen with Google Thursday 12 March 9am" },
  { say: "onsite with Google 19 March 9am" },
] as const;

export const changing: readonly Scenario[] = [
  {
    title: "moved in words, its reminders with it, and back again",
    steps: [
      STRIPE,
      {
        say: "move it to Wednesday same time",
        hears: ["Moved from Tuesday 10 March, 15:00. Reminders moved with it.", "Wednesday 11 March, 15:00"],
      },
      { press: "Undo", messages: 0, hears: ["Undone. This is how it stands now.", "Tuesday 10 March, 15:00"] },
    ],
    stored: {
      interviews: [{ startsAt: "2026-03-10T15:00:00+00:00[Europe/London]" }],
      reminders: ["Stripe 24_hours pending 2026-03-09T15:00:00Z", "Stripe 2_hours pending 2026-03-10T13:00:00Z"],
    },
  },
  {
    title: "moved with the form",
    steps: [
      STRIPE,
      { press: "Reschedule", hears: ["When is Stripe: phone screen?"] },
      { submit: { date: "2026-02-31", time: "10:00" }, errors: { date: "Pick a date that exists." } },
      { submit: { date: "2026-03-03", time: "10:00" }, errors: { date: "That moment has passed already." } },
      { submit: { date: "2026-03-29", time: "01:30" }, errors: { time: "The clocks change then" } },
      {
        submit: { date: "2026-03-12", time: "09:15", minutes: "3" },
        errors: { minutes: "Between 5 minutes and 1440" },
      },
      {
        submit: { date: "2026-03-12", time: "09:15", minutes: "45" },
        hears: ["Moved from Tuesday 10 March, 15:00.", "Thursday 12 March, 09:15 to 10:00 (London)"],
      },
    ],
    stored: { interviews: [{ startsAt: "2026-03-12T09:15:00+00:00[Europe/London]", durationMinutes: 45 }] },
  },
  {
    title: "edited in words",
    steps: [
      STRIPE,
      { say: "it's on Teams now", hears: ["Changed.", "By video"] },
      { say: "add Bob to Stripe", hears: ["With Bob"] },
    ],
    stored: { interviews: [{ format: "video", interviewers: ["Bob"] }] },
  },
  {
    title: "edited with the five forms",
    steps: [
      STRIPE,
      { press: "Edit", hears: ["What would you like to change about Stripe: phone screen?"] },
      { press: "Where", hears: ["Where is Stripe: phone screen?"] },
      { submit: { format: "video", link: "javascript:alert(1)" }, errors: { link: "That link doesn't look right." } },
      { submit: { format: "video", link: "zoom.us/j/7" }, hears: ["Changed.", "By video, https://zoom.us/j/7"] },
      { press: "Edit" },
      { press: "Who", hears: ["Who will be at Stripe: phone screen?"] },
      { submit: { people: "Ann Ng\nBob <not an address>" }, errors: { people: "Line 2 has an address" } },
      { submit: { people: "Ann Ng\nBob Lee <bob@stripe.com>" }, hears: ["With Ann Ng and Bob Lee"] },
      { press: "Edit" },
      { press: "Company and role", hears: ["Edit Stripe: phone screen"] },
      { submit: { company: " " }, errors: { company: "Please fill this in." } },
      {
        submit: { company: "Stripe Payments", role: "Backend engineer" },
        hears: ["Stripe Payments", "Role: Backend engineer"],
      },
      { press: "Edit" },
      { press: "Notes", hears: ["Notes for Stripe Payments"] },
      { submit: { notes: "Ask about the team.\nBring the laptop." }, hears: ["Notes: Ask about the team."] },
      { press: "Edit" },
      { press: "When", hears: ["When is Stripe Payments"] },
      { submit: { minutes: "30" }, hears: ["It takes 30 minutes now.", "15:00 to 15:30"] },
    ],
    stored: {
      interviews: [
        {
          company: "Stripe Payments",
          role: "Backend engineer",
          format: "video",
          link: "https://zoom.us/j/7",
          interviewers: ["Ann Ng", "Bob Lee <bob@stripe.com>"],
          notes: "Ask about the team.\nBring the laptop.",
          durationMinutes: 30,
        },
      ],
    },
  },
  {
    title: "cancelled by name, the right one of two, and taken back",
    steps: [
      ...GOOGLES,
      {
        say: "cancel google",
        hears: [/Which one shall I cancel\?/, "Google phone screen, Thursday 12 March, 09:00", "Neither"],
      },
      { press: "Google onsite, Thursday 19 March, 09:00", hears: ["Cancelled. No reminders will come."] },
      { press: "Undo", hears: ["Undone. This is how it stands now.", "I'll remind you"] },
    ],
    stored: {
      interviews: [
        { company: "Google", status: "scheduled", startsAt: "2026-03-12T09:00:00+00:00[Europe/London]" },
        { company: "Google", status: "scheduled", startsAt: "2026-03-19T09:00:00+00:00[Europe/London]" },
      ],
    },
  },
  {
    title: "one that was cancelled is on again when it is moved",
    steps: [
      STRIPE,
      { say: "cancel stripe", hears: ["Cancelled."] },
      { say: "cancel stripe", hears: ["It was cancelled already."] },
      { say: "remind me 1 hour before stripe", hears: ["Stripe is cancelled, so no reminder would come."] },
      { say: "move stripe to Wednesday 11 March at 4pm", hears: ["Wednesday 11 March, 16:00 to 17:00 (London)"] },
    ],
    stored: {
      interviews: [{ status: "scheduled", startsAt: "2026-03-11T16:00:00+00:00[Europe/London]" }],
      reminders: ["Stripe 24_hours pending 2026-03-10T16:00:00Z", "Stripe 2_hours pending 2026-03-11T14:00:00Z"],
    },
  },
  {
    title: "two wishes at once: nothing is done, and it is said",
    steps: [
      STRIPE,
      { say: "onsite with Figma Friday 10am" },
      { say: "cancel stripe and move figma to monday", messages: 1, hears: ["One thing at a time, please"] },
    ],
    stored: {
      interviews: [
        { company: "Figma", status: "scheduled" },
        { company: "Stripe", status: "scheduled" },
      ],
    },
  },
  {
    title: "cancelling neither changes nothing",
    steps: [
      ...GOOGLES,
      { say: "cancel google", hears: ["Which one shall I cancel?"] },
      { press: "Neither", hears: ["Fine, nothing changed."] },
      { say: "don't cancel anything", hears: [/nothing|Nothing/] },
    ],
    stored: { interviews: [{ status: "scheduled" }, { status: "scheduled" }] },
  },
  {
    title: "cancelled with the button, and again: the second press changes nothing",
    steps: [
      STRIPE,
      { say: "show Stripe" },
      { press: "Cancel interview", messages: 0, hears: ["Cancelled. No reminders will come."] },
      { pressOld: "Cancel interview", messages: 0, hears: ["It was cancelled already."] },
    ],
    stored: {
      interviews: [{ status: "cancelled", cancelReason: "me" }],
      reminders: ["Stripe 24_hours cancelled 2026-03-09T15:00:00Z", "Stripe 2_hours cancelled 2026-03-10T13:00:00Z"],
    },
  },
  {
    title: "an old button shows the present state and changes nothing",
    steps: [
      STRIPE,
      { say: "show Stripe", hears: ["Stripe: phone screen"] },
      { say: "move it to Wednesday same time", hears: ["Moved from"] },
      {
        pressOld: "Cancel interview",
        hears: ["This has changed since that button was drawn.", "Wednesday 11 March, 15:00"],
      },
    ],
    stored: { interviews: [{ status: "scheduled", startsAt: "2026-03-11T15:00:00+00:00[Europe/London]" }] },
  },
  {
    title: "deleted after a confirmation, its card without buttons, and taken back",
    steps: [
      STRIPE,
      { press: "Edit" },
      { press: "Delete", hears: ["Delete Stripe: phone screen for good? Its reminders and tasks go too."] },
      {
        press: "Delete it",
        messages: 0,
        hears: ["Stripe: phone screen is deleted, with its reminders and tasks.", /is deleted\.$/m],
      },
      { say: "list", hears: ["No coming interviews."] },
      { press: "Undo", hears: ["Undone. This is how it stands now."] },
    ],
    stored: {
      interviews: [{ company: "Stripe", status: "scheduled" }],
      reminders: ["Stripe 24_hours pending 2026-03-09T15:00:00Z", "Stripe 2_hours pending 2026-03-10T13:00:00Z"],
    },
  },
  {
    title: "a deletion is confirmed with a plain yes, and nothing else",
    steps: [
      STRIPE,
      { say: "delete Stripe for good", hears: ["Delete Stripe: phone screen for good?"] },
      { say: "ok", without: ["is deleted"] },
      { say: "yes", without: ["is deleted"] },
      { say: "delete Stripe for good", hears: ["Delete Stripe: phone screen for good?"] },
      { say: "no", hears: ["Fine, nothing changed."] },
      { say: "delete Stripe for good", hears: ["Delete Stripe: phone screen for good?"] },
      { say: "Yes, delete it.", hears: ["is deleted"] },
    ],
    stored: { interviews: [] },
  },
  {
    title: "a new one is taken back, once",
    steps: [
      STRIPE,
      { press: "Undo", messages: 0, hears: ["Stripe: phone screen is taken back."] },
      { say: "list", hears: ["No coming interviews."] },
      { press: "Undo", hears: ["Undone."] },
      { pass: "PT11M" },
      { say: "undo", hears: ["There is nothing to undo: changes can be taken back for ten minutes."] },
    ],
    stored: { interviews: [{ company: "Stripe" }] },
  },
  {
    title: "afterwards it is done, and has an outcome",
    steps: [
      STRIPE,
      { say: "done with Stripe", hears: [/hasn't started yet|no interview/] },
      { say: "never mind" },
      { until: "2026-03-10T16:30:00Z" },
      { say: "done with Stripe", hears: ["Noted as done.", "It is over. No answer yet."] },
      { press: "Next round", hears: ["Well done. On to the next round.", "Outcome: on to the next round."] },
      { say: "I got an offer from Stripe", hears: ["Congratulations on the offer."] },
    ],
    stored: { interviews: [{ status: "completed", outcome: "offer" }] },
  },
];

/** What nobody should send and somebody will: each is answered with a sentence. */
import type { Scenario } from "./scenario.ts";

const TEN_THOUSAND = `Dear candidate, ${"we are very happy to hear from you. ".repeat(285)}`.slice(0, 10_000);

export const badInput: readonly Scenario[] = [
  {
    title: "10,000 characters, control characters, only emoji, only marks",
    steps: [
      { say: TEN_THOUSAND, messages: 1, hears: [/\w/] },
      { say: "\u0000\u0007\u001b[31m", messages: 1, hears: ["I didn't understand that."] },
      { say: "🎉🎉🎉", messages: 1, hears: ["I didn't understand that."] },
      { say: "👩‍👩‍👧‍👦 ❤️", messages: 1, hears: ["I didn't understand that."] },
      { say: "<script>alert(1)</script>", messages: 1, hears: [/./] },
      { say: '{"$ne": null}', messages: 1, hears: [/./] },
    ],
    stored: { interviews: [] },
  },
  {
    title: "dates that are none, are past, or end before they start",
    steps: [
      { say: "31 February at 3pm with Acme", hears: ["That date does not exist. Which day is it?"] },
      { say: "never mind" },
      { say: "phone screen with Acme yesterday at 3pm", hears: ["That moment has passed already. When is it?"] },
      { say: "never mind" },
      { say: "call with Acme Friday from 3pm to 2pm", hears: ["That ends before it starts. From when to when is it?"] },
      { say: "never mind" },
      {
        say: "phone screen with Acme on 29 March at 1:30am",
        hears: ["The clocks change then, and that hour does not exist."],
      },
    ],
    stored: { interviews: [] },
  },
  {
    title: "markup and reversed text in names stay text",
    steps: [
      { say: "help" },
      { press: "New interview" },
      {
        submit: {
          company: "<!channel> <b>Ac\u202eme</b>\u0000 *bold*",
          round: "<@U123> _x_",
          date: "2026-03-09",
          time: "14:30",
          place: "`code` <https://evil.example|here>",
        },
        hears: ["<!channel> <b>Ac me</b> *bold*: <@U123> _x_"],
      },
    ],
    stored: {
      interviews: [
        {
          company: "<!channel> <b>Ac me</b> *bold*",
          round: "<@U123> _x_",
          location: "`code` <https://evil.example|here>",
          link: null,
        },
      ],
    },
  },
  {
    title: "a name of 500 letters is cut, not refused",
    steps: [
      { say: "help" },
      { press: "New interview" },
      { submit: { company: "A".repeat(500), date: "2026-03-09", time: "14:30" }, hears: [`${"A".repeat(119)}…`] },
    ],
    stored: { interviews: [{ company: `${"A".repeat(119)}…` }] },
  },
];

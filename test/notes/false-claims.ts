/** Notes that claim what no fact holds, made of good ones. */
import type { Draft } from "../../src/notes/port.ts";
import { RECORDS } from "./samples.ts";
import { adding, another, type Fault, greeted, inText, replacingFirst, signed } from "./spoil.ts";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
// biome-ignore format: one row a half-year
const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

const escaped = (text: string) => new RegExp(RegExp.escape(text), "giu");
const oneOf = (words: readonly string[]) => new RegExp(`\\b(?:${words.join("|")})\\b`, "g");

function replacingAll(draft: Draft, pattern: RegExp, to: string): readonly Draft[] {
  const replaced = inText(draft, (text) => text.replace(pattern, () => to));
  return JSON.stringify(replaced) === JSON.stringify(draft) ? [] : [replaced];
}

/** Claims without a name, a number or a date in them. */
const IN_PLAIN_WORDS = [
  "My experience with the dashboard helped me there.",
  "It was great to see the new office.",
  "I have a background in physics.",
  "My mother worked there too.",
  "We talked about your dog.",
  "I appreciated hearing about the upcoming acquisition.",
  "It was nice of you to buy me lunch.",
  "I would come by bicycle every day.",
  "I have attached my portfolio, my references and my certificates.",
  "I was impressed by your revenue growth.",
  "I read your book about leadership.",
  "Your kids sound lovely.",
  "You asked about my weaknesses.",
  "We share a love of badminton.",
  "I am grateful for the water and biscuits.",
  "As a former firefighter, I know how this feels.",
  "You said that I was the strongest candidate.",
  "I would expect a good salary.",
];

export const FALSE_CLAIMS: readonly Fault[] = [
  {
    name: "swapped recipient",
    codes: ["greeting"],
    spoil: (answer, at) => {
      const { recipient } = another(
        RECORDS,
        at,
        (each) => each.recipient !== null && each.recipient !== answer.record.recipient,
      );
      return [
        greeted(answer, `Dear ${recipient},`),
        greeted(answer, "Dear Hiring Manager,"),
        greeted(answer, "Dear Sir or Madam,"),
      ];
    },
  },
  {
    name: "greets somebody else who was there",
    codes: ["greeting"],
    spoil: (answer) =>
      answer.record.others.flatMap((name) => [
        greeted(answer, `Dear ${name},`),
        greeted(answer, `Dear ${answer.record.recipient} and ${name},`),
      ]),
  },
  {
    name: "swapped company",
    codes: ["company", "unknown_name", "unknown_number", "unknown_word", "unknown_date"],
    spoil: (answer, at) => {
      const { company } = another(RECORDS, at, (each) => each.company !== answer.record.company);
      return replacingAll(answer.draft, escaped(answer.record.company), company);
    },
  },
  {
    name: "another company once",
    codes: ["company", "unknown_name", "unknown_number", "unknown_word", "unknown_date"],
    spoil: (answer, at) => {
      const { company } = another(RECORDS, at, (each) => each.company !== answer.record.company);
      return [
        ...replacingFirst(answer.draft, escaped(answer.record.company), () => company),
        ...adding(answer, [`It would be an honour to join ${company}.`]),
      ];
    },
  },
  {
    name: "another sender",
    codes: ["closing"],
    spoil: (answer, at) => {
      const { sender } = another(RECORDS, at, (each) => each.sender !== answer.record.sender);
      return [signed(answer, sender), signed(answer, "The Candidate"), signed(answer, answer.record.company)];
    },
  },
  {
    name: "added project",
    codes: ["unknown_name", "unknown_word"],
    spoil: (answer) =>
      adding(answer, [
        "I also enjoyed telling you about Project Falcon.",
        "The recommendation engine that I built last came up as well.",
        "My work on the Atlas dashboard would be useful to you.",
        "I was happy to tell you about my open source compiler.",
      ]),
  },
  {
    name: "added skill",
    codes: ["unknown_name", "unknown_word"],
    spoil: (answer) =>
      adding(answer, ["I am fluent in Portuguese and know Terraform well.", "I hold a doctorate in astrophysics."]),
  },
  {
    name: "added number",
    codes: ["unknown_number"],
    spoil: (answer) =>
      adding(answer, [
        "I have worked like this for 17 years.",
        "It brought us 35% more than before.",
        "We saved $250 in the end.",
        "I have done it thirteen times.",
      ]),
  },
  {
    name: "changed number",
    codes: ["unknown_number", "unknown_date"],
    spoil: ({ draft }) => replacingFirst(draft, /\b\d+\b/g, (found) => String(Number(found) + 1)),
  },
  {
    name: "changed weekday",
    codes: ["unknown_date"],
    spoil: ({ draft, request }) => {
      const known = request.facts.map(({ text }) => text).join(" ");
      const wrong = another(DAYS, 0, (day) => !known.includes(day));
      return replacingFirst(draft, oneOf(DAYS), () => wrong);
    },
  },
  {
    name: "changed month",
    codes: ["unknown_date"],
    spoil: ({ draft, request }) => {
      const known = request.facts.map(({ text }) => text).join(" ");
      const wrong = another(MONTHS, 0, (month) => !known.includes(month));
      return replacingFirst(draft, oneOf(MONTHS), () => wrong);
    },
  },
  {
    name: "added date",
    codes: ["unknown_date", "unknown_number"],
    spoil: (answer) =>
      adding(answer, [
        "It was good to see you yesterday.",
        "I hope to hear from you next week.",
        "I could start on the 1st of December.",
        "Please answer me by tomorrow.",
        "Our interview on 31 February was a pleasure.",
      ]),
  },
  {
    name: "invented colleague",
    codes: ["unknown_name"],
    spoil: (answer) =>
      adding(answer, [
        "Please also give my thanks to Marcus Webb.",
        "It was good to meet Ines and to hear from her.",
        "Quentin was very kind as well.",
      ]),
  },
  {
    name: "claim in plain words",
    codes: ["unknown_word", "overreach"],
    spoil: (answer) => adding(answer, IN_PLAIN_WORDS),
  },
];

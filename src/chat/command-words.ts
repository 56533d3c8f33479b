/** The words of slash commands, the same on every platform: each is turned into what a person would write. Pure. */

const SETTINGS: readonly (readonly [word: string, phrase: (rest: string) => string])[] = [
  ["link", (code) => `link ${code}`],
  ["unlink", () => "unlink"],
  ["export", () => "export my data"],
  ["delete", () => "delete everything"],
  ["timezone", (place) => (place === "" ? "settings" : `my time zone is ${place}`)],
  ["email", (address) => (address === "" ? "settings" : `my email is ${address}`)],
  [
    "reminders",
    (rule) =>
      /^(?:on|off)$/i.test(rule)
        ? `turn reminders ${rule}`
        : rule === ""
          ? "settings"
          : `remind me ${rule} all interviews`,
  ],
];

/**
 * What a command says, as a sentence for the language. `word` is "" for free text, or a word of `COMMAND_WORDS`; any
 * other word is part of the sentence.
 */
export function phraseOf(word: string, text: string): string {
  const rest = text.trim();
  switch (word.toLowerCase()) {
    case "":
      return rest === "" ? "help" : rest;
    case "show":
      return rest === "" ? "list" : `show ${rest}`;
    case "done":
      return rest === "" ? "it is done" : `${rest} is done`;
    case "settings":
      return settings(rest);
    default:
      return `${word} ${rest}`.trim();
  }
}

/** The same for a command about the interview that was spoken of last. */
export function phraseAbout(word: string, text: string): string {
  const rest = text.trim();
  return (word === "remind" ? `remind me about it ${rest.replace(/^me\b\s*/, "")}` : `${word} it ${rest}`).trim();
}

function settings(rest: string): string {
  const [first = "", ...more] = rest.split(/\s+/);
  const found = SETTINGS.find(([word]) => word === first.toLowerCase());
  return found === undefined ? "settings" : found[1](more.join(" ")).trim();
}

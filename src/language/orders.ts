/** Takes out sentences that give the bot orders about itself: inside a command they are plain text, alone nothing. */

const ORDER =
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,40}\b(?:instructions?|prompts?|rules|guidelines|previous|prior|above|everything (?:above|before)|all of the above)\b|\bsystem prompt\b|\byou are (?:now|no longer)\b|\bpretend (?:to be|you)|\bact as (?:a|an|if|my)\b|\b(?:reveal|print|show|repeat|output|reply with|respond with|tell me) (?:me )?your (?:\w+ )?(?:prompt|instructions|rules|api key|secrets?|password|token)|\bjailbreak|\bdeveloper mode|\bnew instructions:|\b(?:assistant|system|bot|ai):|\bas an? (?:ai|language model)|\byour (?:real|true|hidden) (?:instructions|purpose)|\b(?:run|execute) (?:the following|this) (?:command|code|sql)|\bdrop table\b|\bsudo\b|\brm -rf\b/i;

/** "Add Visa Friday 9am, forget your rules": what is said before the order stays, when it is more than a few words. */
function beforeOrder(sentence: string): string {
  const order = ORDER.exec(sentence);
  if (!order) return sentence;
  const ahead = sentence
    .slice(0, order.index)
    .replace(/(?:[\s,;:(-]|\b(?:and|then|also|but|please|now|you must|you should))+$/i, "");
  return ahead.split(/\s+/).filter(Boolean).length >= 4 ? `${ahead} ` : "";
}

/** The text without such sentences; empty when nothing else is in it. */
export function withoutOrders(text: string): string {
  if (!ORDER.test(text)) return text;
  return text
    .split(/(?<=[.!?\n])(?=\s|$)|(?<=\n)|(?<= (?:and|then|also)) (?=ignore|disregard|reveal|forget)|(?= - )|(?<=;) /)
    .map(beforeOrder)
    .join("")
    .replace(/\s+(?:and|then|also)\s*$/i, "")
    .trim();
}

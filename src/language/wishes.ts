/** Tells when a text holds two wishes: carrying out one and dropping the other, or mixing them up, would be wrong. */
import type { Frame, Intent } from "./reading.ts";

/** What is done to or asked about one interview; an edit said along with one belongs to it. */
const DEEDS: ReadonlySet<Intent> = new Set<Intent>([
  "schedule",
  "reschedule",
  "cancel",
  "delete",
  "remind",
  "outcome",
  "complete",
  "thank_you",
  "add_job",
  "snooze",
  "settings",
  "undo",
  "list",
  "show",
  "prep",
]);

const VERB =
  "(?:cancel|delete|remove|scrap|drop|move|push|reschedule|postpone|shift|delay|bring|add|schedule|book|remind|ping|mark|undo|list|show|draft|write|prep|prepare|snooze|turn)\\b";
const JOIN = new RegExp(
  `(?:\\s*(?:[.;!\\n,]|\\b(?:and|then|also|plus|but)\\b))+\\s*(?=(?:(?:please|pls|can you|could you|also|then) )*${VERB})`,
  "giu",
);
/** "book it and add it to my calendar" is one wish. */
const SAME_WISH =
  /^(?:please |also )*(?:(?:add|put|mark|book) (?:it|this|that|them)\b|show up\b|write down\b|turn up\b)/i;
const DATED =
  /\d|\b(?:mon|tue|wed|thu|fri|sat|sun|today|tomorrow|tonight|noon|midday|next|this)\w*\b|\b(?:at|@) \p{L}+/iu;
const SPLIT = /\s*(?:[;\n]|,(?: and| then)?|\.(?= )| and| then)\s+/giu;
const LONGEST = 400;
const MOST = 4;

/** "leaving home at 8, interview …": no interview itself. */
const ON_THE_WAY =
  /\b(?:leav\w+|arriv\w+|train|flight|bus|taxi|lunch|breakfast|dinner|coffee|dentist|gym|free|finish\w*|off work|stand-?up|class)\b/i;

interface Half {
  readonly frame: Frame;
  /** The interviews that fit, when there is more than one. */
  readonly targets: readonly unknown[];
}

const other = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.toLowerCase() !== b.toLowerCase();

const differ = (a: Frame, b: Frame): boolean => other(a.target, b.target) || other(a.company, b.company);

/** Whether a part asks for something by itself: "bring a passport", "show ID at reception" do not. */
function isDeed({ frame, targets }: Half): boolean {
  const stored = frame.target !== undefined || targets.length > 1;
  if (!DEEDS.has(frame.intent)) return false;
  if (frame.intent === "show" || frame.intent === "prep") return stored;
  if (frame.intent === "schedule") return frame.company !== undefined || frame.startsAt !== undefined;
  if (frame.intent !== "reschedule") return true;
  return stored || frame.startsAt !== undefined || frame.day !== undefined || frame.shift !== undefined;
}

/** "forget Figma, cancel it": the second only points back. */
const others = (first: Frame, { part, frame }: { readonly part: string; readonly frame: Frame }): boolean =>
  differ(first, frame) && !/\b(?:it|this|that|them|those)\b/i.test(part);

/** Whether a text is two wishes; `understand` reads a part of it alone. */
export function holdsTwo(text: string, understand: (part: string) => Half): boolean {
  if (text.length > LONGEST) return false;
  const parts = text.split(JOIN).map((part) => part.trim());
  const own = parts.filter((part) => part !== "" && !SAME_WISH.test(part)).slice(0, MOST);
  if (own.length > 1) {
    const wishes = own.map((part) => ({ part, ...understand(part) }));
    const [first, ...more] = wishes.filter(isDeed);
    if (first && more.some((wish) => wish.frame.intent !== first.frame.intent || others(first.frame, wish)))
      return true;
  }
  return twoDated(text, understand);
}

/** "stripe to friday and figma to monday", "Acme Friday 3pm, Beta Monday 4pm": each half says who and when. */
function twoDated(text: string, understand: (part: string) => Half): boolean {
  for (const found of [...text.matchAll(SPLIT)].slice(0, MOST)) {
    const left = text.slice(0, found.index);
    const right = text.slice(found.index + found[0].length);
    if (ON_THE_WAY.test(left)) continue;
    if (!DATED.test(left) || !DATED.test(right) || !/\p{L}{2}/u.test(right)) continue;
    const b = understand(right);
    if (!startsOwn(b)) continue;
    const a = understand(left);
    if (!startsOwn(a) || !differ(a.frame, b.frame)) continue;
    // A comma or a full stop alone joins much; between two names it parts two interviews.
    if (
      !/^\s*[,.]\s*$/.test(found[0]) ||
      (left.includes(a.frame.company ?? "-") && right.includes(b.frame.company ?? "-"))
    )
      return true;
  }
  return false;
}

const startsOwn = ({ frame, targets }: Half): boolean =>
  (frame.intent === "schedule" || frame.intent === "reschedule") &&
  (frame.company !== undefined || frame.target !== undefined) &&
  (frame.startsAt !== undefined || frame.day !== undefined) &&
  (frame.needsClarification === undefined || targets.length > 1);
